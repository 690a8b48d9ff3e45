"""Who speaks: an authority, a party to the event, or somebody else."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.language.story import Story
from sayso.record import Entity, Mention, Statement
from sayso.say.happening import Happening
from sayso.say.known import Known

#: PLOVER sectors of the state
STATE = frozenset({"GOV", "MIL", "COP", "JUD", "SPY", "LEG"})
#: sectors that are no authority whatever their title
NOT_STATE = frozenset({"REB", "OPP", "CRM", "UAF", "NGO", "IGO", "BUS", "MED", "JRN", "LAB", "REL", "EDU", "CVL", "HLH", "PTY", "ELI"})
_FIRST_PERSON = frozenset({"we", "us", "our", "i", "my", "me"})
_OWN = frozenset({"its", "their", "his", "her", "our", "my"})
_THIRD = frozenset({"it", "they", "he", "she", "them", "him"})
_SPOKEN_FOR = frozenset(
    {"spokesman", "spokeswoman", "spokesperson", "commander", "leader", "group", "statement", "video", "message", "member", "faction"}
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who tells: the token that heads the phrase, the token range of the phrase, and the entity, where known."""

    head: int | None
    first: int
    behind: int
    entity: Entity | None
    kind: str


def speaker_of(known: Known, statement: Statement) -> Speaker:
    """The speaker of a statement."""
    entity = known.entity.get(statement.speaker_entity or "")
    if statement.speaker is None:
        return Speaker(None, 0, 0, entity, statement.speaker_kind)
    first, behind = known.story.tokens(statement.speaker)
    return Speaker(_head(known.story, first, behind), first, behind, entity, statement.speaker_kind)


def holder_of(known: Known, head: int) -> Speaker:
    """The speaker whose phrase the token heads (the subject of "blamed", say)."""
    story = known.story
    entity = next((known.entity[m.entity] for m in known.at_head.get(head, ()) if m.entity in known.entity), None)
    return Speaker(head, story.left[head], min(story.right[head], head + 12) + 1, entity, entity.kind if entity else "unknown")


def _head(story: Story, first: int, behind: int) -> int | None:
    for i in range(first, behind):
        if not first <= story.head[i] < behind or story.head[i] == i:
            if story.pos[i] not in ("DET", "PUNCT", "ADP"):
                return i
    return behind - 1 if behind > first else None


def is_authority(known: Known, who: Speaker) -> bool:
    """True for police, prosecutors, courts, ministries, armies, heads of state, governments, officials; not for rebels, unions, the UN.

    The entity's sector decides where it has one; else the words of the phrase (`[authority]` of commitment.toml).
    """
    lists, story = known.codebook.commitment.lists, known.story
    entity = who.entity
    if entity is not None:
        if entity.sector in STATE:
            return True
        if entity.sector in NOT_STATE:
            return False
        if entity.kind == "country":
            return True
    if who.head is None:
        return _by_name(entity, lists["authority.heads"], lists["authority.no"])
    words = [story.lemma[i] for i in range(who.first, who.behind) if story.pos[i] in ("NOUN", "PROPN", "ADJ")]
    words += [story.lower[i] for i in range(who.first, who.behind) if story.pos[i] in ("NOUN", "PROPN", "ADJ")]
    if lists["authority.no"].intersection(words):
        return False
    heads, weak = lists["authority.heads"], lists["authority.weak"]
    if any(w in heads and w not in weak for w in words):
        return True
    if entity is not None and entity.role and any(w in heads and w not in weak for w in entity.role.lower().split()):
        return not lists["authority.no"].intersection(entity.role.lower().split())
    return any(w in weak for w in words) and any(story.ent[i] in ("GPE", "NORP") for i in range(who.first, who.behind))


def _by_name(entity: Entity | None, heads: frozenset[str], no: frozenset[str]) -> bool:
    words = f"{entity.name or ''} {entity.role or ''}".lower().split() if entity else []
    return not no.intersection(words) and bool(heads.intersection(words))


def is_party(known: Known, who: Speaker, h: Happening, direct: bool) -> bool:
    """True where an actor of the happening is the speaker, speaks through it, or is called "we", "our troops", "its fighters"."""
    return any(_same(known, who, m, direct) for m in h.actors)


def _same(known: Known, who: Speaker, actor: Mention, direct: bool) -> bool:
    story = known.story
    first, behind = story.tokens((actor.start, actor.end))
    if first >= behind:
        return False
    word = story.lower[first]
    if word in _FIRST_PERSON:
        return True
    if word in _OWN:
        return not direct
    entity = known.entity.get(actor.entity or "")
    if entity is not None and who.entity is not None:
        if (
            entity.id == who.entity.id
            or (entity.name and entity.name == who.entity.name)
            or who.entity.affiliation == entity.id
            or entity.affiliation == who.entity.id
        ):
            return True
        if entity.affiliation and entity.affiliation == who.entity.affiliation:
            return True
    if word in _THIRD and behind - first == 1 and who.head is not None and (who.kind == "document" or story.lemma[who.head] in _SPOKEN_FOR):
        return True
    if word in _THIRD and behind - first == 1:  # resolved to somebody else, or not at all
        return entity is None and not direct and who.head is not None and _agrees(story, who.head, word)
    if who.head is None or actor.head is None:
        return False
    head = story.token_at(actor.head[1] - 1)
    if head is None:
        return False
    if story.lemma[who.head] == story.lemma[head] and story.pos[head] in ("NOUN", "PROPN"):
        return True
    # "an army spokesman", "a spokesman for the rebels": the actor's own word stands in the speaker's phrase
    if story.lemma[who.head] in _SPOKEN_FOR:
        return any(story.lemma[i] == story.lemma[head] for i in range(who.first, who.behind)) or who.behind - who.first <= 2
    return False


def _agrees(story: Story, head: int, pronoun: str) -> bool:
    plural = story.tag[head] in ("NNS", "NNPS") or story.lemma[head] in ("police", "militia", "group")
    if pronoun in ("they", "them"):
        return True
    return not plural or pronoun == "it"


def same_side(known: Known, who: Speaker, h: Happening) -> bool:
    """True where an authority tells of what the state itself did: no accusation ("the ministry said police had arrested …")."""
    story = known.story
    for m in h.actors:
        entity = known.entity.get(m.entity or "")
        words = {story.lemma[i] for i in range(*story.tokens((m.start, m.end)))}
        theirs = entity.country if entity else None
        ours = who.entity.country if who.entity else None
        if theirs and ours and theirs != ours:
            continue
        if entity is not None and entity.kind == "person" and not theirs:
            continue  # a general whose army nobody names
        if (entity is not None and entity.sector in STATE) or words & {
            "police",
            "troop",
            "soldier",
            "officer",
            "force",
            "army",
            "authority",
            "court",
        }:
            return True
    return False
