"""What kind of source a speaker is: person, group, organization, outlet, document, anonymous, unknown."""

from __future__ import annotations

from sayso.codebook.cues import Cues
from sayso.language.story import Story
from sayso.record import Entity, Mention
from sayso.say.draft import Range

_PERSONAL = frozenset({"he", "she", "i", "him", "her", "me", "his"})
_UNNAMED = (
    "condition of anonymity", "not to be named", "not to be identified", "declined to be named", "declined to be identified",
    "not authorized to", "not authorised to", "spoke anonymously", "familiar with", "with knowledge of", "close to the",
)  # fmt: skip


def is_outlet(name: str, cues: Cues) -> bool:
    """True where the name is that of an agency, broadcaster or paper."""
    return name.strip().lower().removeprefix("the ") in cues.outlets


def kind_of(story: Story, cues: Cues, head: int | None, source: Range | None, mention: Mention | None, entity: Entity | None) -> str:
    """The kind of speaker, of SPEAKER_KINDS."""
    if head is None or source is None:
        return "unknown"
    words = story.words(*source)
    name = entity.name if entity is not None and entity.name else None
    if is_outlet(words, cues) or (name and is_outlet(name, cues)) or _names_outlet(story, cues, head):
        return "outlet"
    low = words.lower()
    named = mention is not None and mention.form == "name" and mention.kind == "person"
    if not named and any(x in low for x in _UNNAMED) and story.pos[head] != "PROPN":
        return "anonymous"
    if entity is not None and entity.kind == "organization" and entity.sector == "JRN":
        return "outlet"
    if story.pos[head] == "NOUN":
        listed = cues.kinds.get(story.lemma[head])
        if listed == "outlet" and story.lemma[head] == "agency" and not {"news", "press", "wire"} & set(low.split()):
            listed = None
        if listed == "group" and story.tag[head] == "NN" and story.lemma[head] in ("official", "analyst", "expert", "diplomat"):
            listed = None
        if listed is not None:
            return listed
    elif story.lower[head] in ("some", "many", "others", "most", "several", "someone", "somebody"):
        return "anonymous" if story.lower[head] in ("someone", "somebody") else "group"
    for known in (mention.kind if mention else None, entity.kind if entity else None):
        if known in ("person", "group", "organization", "document"):
            return known
        if known in ("country", "facility"):
            return "organization"
    if story.lower[head] in _PERSONAL:
        return "person"
    if story.lower[head] in ("they", "we", "both", "all") or story.tag[head] == "NNS":
        return "group"
    if story.ent[head] == "PERSON":
        return "person"
    if story.ent[head] in ("ORG", "GPE", "NORP"):
        return "organization" if story.ent[head] != "NORP" else "group"
    return "person" if story.pos[head] == "NOUN" and mention is not None else "unknown"


def _names_outlet(story: Story, cues: Cues, head: int) -> bool:
    """True where the name that ends in the head, with what is joined to it in front, is an outlet's."""
    first = head
    while first > 0 and story.pos[first - 1] == "PROPN" and head - first < 4:
        first -= 1
    if story.pos[head] != "PROPN":
        return False
    if first < head and story.ent[head] != "PERSON" and {story.lower[first], story.lower[head]} & cues.outlet_words:
        return True
    return any(is_outlet(story.words(a, head + 1), cues) and not _goes_on(story, a, first) for a in range(first, head + 1))


def _goes_on(story: Story, a: int, first: int) -> bool:
    """True where the name began before a: the "Vanguard" of "Delta Vanguard" is no paper."""
    return a > first and story.ent[a] == story.ent[a - 1]
