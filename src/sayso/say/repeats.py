"""The same happening told again in one article: in title and body, in a later sentence, or as a bare "the attack".

A later telling by the same voice adds its participants to the first one; its figures stay with the telling that counts them.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.language.wordlist import words
from sayso.say.known import Known
from sayso.say.merge import Draft
from sayso.say.participants import Participants

_BACK = words("the this that these those such")
_FAMILY = {
    "targeted": "kill",
    "execute": "kill",
    "firearms": "kill",
    "beat": "hand",
    "primitive": "hand",
    "destroy": "blast",
    "explosives": "blast",
}
_DEADLY = words(
    "shoot stab wound injure injury attack blast bomb explosion fire crash accident kill murder strike fight clash police custody torture "
    "poison gunshot collapse flood earthquake hurricane storm drown virus disease ebola covid-19 outbreak gun bullet collide suffocate "
    "scene victim pronounce succumb"
)
_VIOLENT = words("ASSAULT X-HARM")
_UNREAL = words("if would could might may will should can wo shall")


def drop_repeats(known: Known, people: Participants, drafts: Sequence[Draft]) -> None:
    """Mark as gone: title events that the body tells again, later tellings that add nothing, bare nouns that only point back."""
    s = known.story
    live = [d for d in drafts if not d.gone]
    for d in live:
        if s.kind[d.trigger.token] == "title":
            twin = next((o for o in live if s.kind[o.trigger.token] != "title" and not o.gone and _same(known, people, d, o)), None)
            if twin is not None:
                d.gone = f"the body tells it: {s.text[twin.trigger.token]}"
                twin.told_again += 1
    tellers = _tellers(known, live)
    for n, d in enumerate(live):
        if d.gone:
            continue
        if any(c.toll == d.trigger.token for c in known.counts):
            continue  # whose count it is decides (`sayso.say.retold`)
        if s.pos[d.trigger.token] in ("NOUN", "PROPN") and not d.roles.actors and not d.roles.recipients and not d.merged:
            if any(s.lower[k] in _BACK for k in s.kids[d.trigger.token] if s.dep[k] == "det"):
                first = next((o for o in live[:n] if not o.gone and (o.type == d.type or {o.type, d.type} <= _VIOLENT)), None)
                if first is not None:
                    d.gone = f"points back to {s.text[first.trigger.token]}"
                    first.told_again += 1
                    continue
        if d.frame.about == "aftermath" and not _counts(known, d) and any(o.type in _VIOLENT and o is not d and not o.gone for o in live):
            d.gone = "what came after another event"
            continue
        if _obituary(known, people, d) and not any(
            o.type in _VIOLENT and o is not d and not o.gone and o.frame is not d.frame for o in live
        ):
            d.gone = "one person's death, with nothing that caused it"
            continue
        for o in live[:n]:
            if not o.gone and _again(known, people, o, d) and tellers[id(o)] == tellers[id(d)]:
                keep, drop = (d, o) if _lethal(d) and not _lethal(o) else (o, d)
                _absorb(keep, drop)
                break
            if not o.gone and _repeats(known, people, o, d) and tellers[id(o)] == tellers[id(d)]:
                d.gone = f"tells again: {s.text[o.trigger.token]}"
                o.told_again += 1
                break


def _repeats(known: Known, people: Participants, first: Draft, later: Draft) -> bool:
    """Whether ``later`` adds nothing to ``first``: the same kind of act, the same people, nothing that speaks against it."""
    s = known.story
    if first.type != later.type or s.sent[first.trigger.token] == s.sent[later.trigger.token] or first.roles.both != later.roles.both:
        return False
    if first.mode != later.mode and later.mode is not None:
        return False
    if first.frame.name != later.frame.name and not ({first.type, later.type} <= _VIOLENT and later.frame.about == "cause"):
        return False
    if later.merged or _counts(known, later):
        return False
    mine, theirs = _names(people, later.roles.recipients), _names(people, first.roles.recipients)
    if not mine <= theirs or not _names(people, later.roles.actors) <= _names(people, first.roles.actors):
        return False
    if not mine and not later.roles.actors:
        return False
    if _open(known, first) or _open(known, later):
        return False
    return not (_dates(known, later) - _dates(known, first))


def _again(known: Known, people: Participants, first: Draft, later: Draft) -> bool:
    """Whether two sentences tell of one act of violence: the same victim, nothing that speaks against it."""
    s = known.story
    if not {first.type, later.type} <= _VIOLENT or s.sent[first.trigger.token] == s.sent[later.trigger.token]:
        return False
    if first.roles.both or later.roles.both or _open(known, first) or _open(known, later):
        return False
    if first.mode != later.mode and first.mode and later.mode and (_family(first.mode) != _family(later.mode)):
        return False
    ours, others = _dates(known, later), _dates(known, first)
    if ours and others and not ours & others:
        return False
    a, b = _names(people, later.roles.actors), _names(people, first.roles.actors)
    if a and b and not a & b and not _points_back(people, later.roles.actors):
        return False
    mine, theirs = _names(people, later.roles.recipients), _names(people, first.roles.recipients)
    if mine & theirs:
        return bool(_entities(people, later.roles.recipients) & _entities(people, first.roles.recipients)) or _points_back(
            people, later.roles.recipients
        )
    if mine and theirs:
        return False
    if _counts(known, first) and _counts(known, later):
        return False
    # nobody is said to suffer it twice: the doer, the words or the article tie the two
    if later.roles.recipients and not first.roles.recipients:
        return bool(a & b) and first.frame is later.frame
    return bool(a & b) and s.sent[later.trigger.token] - s.sent[first.trigger.token] <= 4


def _family(mode: str) -> str:
    return _FAMILY.get(mode, mode)


def _points_back(people: Participants, tokens: list[int]) -> bool:
    """Whether all of them are pronouns or have a definite article: somebody told of before."""
    s = people.s
    return bool(tokens) and all(s.pos[k] == "PRON" or any(s.lower[x] in _BACK for x in s.kids[k] if s.dep[x] == "det") for k in tokens)


def _obituary(known: Known, people: Participants, d: Draft) -> bool:
    s, i = known.story, d.trigger.token
    if d.frame.name != "harm.die" or d.merged or len(d.roles.recipients) != 1:
        return False
    k = d.roles.recipients[0]
    if people.kind(k) != "person" or s.tag[k] in ("NNS", "NNPS"):
        return False
    if s.pos[k] == "NOUN" and any(s.lower[x] in ("a", "an", "another") for x in s.kids[k]):
        return False  # "a baker died": nobody writes obituaries of people without a name
    if "nonstate" in known.codebook.crosswalk.kinds(s.words(s.left[k], k + 1)):
        return False  # a rebel chief, a gunman: seldom dies in bed
    a, b = s.sents[s.sent[i]]
    return not any(s.lemma[x] in _DEADLY for x in range(a, b))


def _lethal(d: Draft) -> bool:
    return d.frame.name in ("assault.kill", "assault.murder", "assault.assassinate", "assault.execute", "harm.die")


def _absorb(keep: Draft, drop: Draft) -> None:
    drop.gone = "tells of the same act of violence"
    keep.told_again += 1 + drop.told_again
    for name in ("actors", "recipients", "weapons"):
        mine: list[int] = getattr(keep.roles, name)
        mine.extend(k for k in getattr(drop.roles, name) if k not in mine)
    keep.roles.recipients = [k for k in keep.roles.recipients if k not in keep.roles.actors]
    keep.mode = keep.mode or drop.mode
    if "ASSAULT" in (keep.type, drop.type):
        keep.type = "ASSAULT"


def _entities(people: Participants, tokens: list[int]) -> set[str]:
    """Entities of persons, and of others that have a name."""
    out = set()
    for k in tokens:
        m = people.mention(k)
        if m.entity and (m.kind == "person" or m.form == "name"):
            out.add(m.entity)
    return out


def _counts(known: Known, d: Draft) -> bool:
    """Whether the words around the trigger count people, so that its figures would be lost."""
    s = known.story
    a, b = s.sents[s.sent[d.trigger.token]]
    return any(s.pos[i] == "NUM" and s.ent[i] in ("CARDINAL", "QUANTITY", "") for i in range(a, b))


def _open(known: Known, d: Draft) -> bool:
    s, i = known.story, d.trigger.token
    return any(s.dep[k] == "neg" or s.lower[k] in _UNREAL for k in s.kids[i])


def _dates(known: Known, d: Draft) -> set[str]:
    s = known.story
    a, b = s.sents[s.sent[d.trigger.token]]
    return {s.lower[i] for i in range(a, b) if s.ent[i] == "DATE" and s.pos[i] in ("PROPN", "NUM", "NOUN")}


def _tellers(known: Known, drafts: Sequence[Draft]) -> dict[int, str]:
    """For each draft who tells it: the speaker of the innermost statement around it, "" for the outlet."""
    s = known.story
    out = {}
    for d in drafts:
        at = s.start[d.trigger.token]
        inside = [
            (sum(b - a for a, b in x.content), x) for x in known.statements if x.act != "wish" and any(a <= at < b for a, b in x.content)
        ]
        if inside:
            best = min(inside, key=lambda row: row[0])[1]
            out[id(d)] = best.speaker_entity or best.id
        else:
            out[id(d)] = ""
    return out


def _same(known: Known, people: Participants, a: Draft, b: Draft) -> bool:
    if a.type != b.type and not {a.type, b.type} <= _VIOLENT:
        return False
    if known.story.lemma[a.trigger.token] == known.story.lemma[b.trigger.token]:
        return True
    mine = _names(people, [*a.roles.actors, *a.roles.recipients])
    return bool(mine & _names(people, [*b.roles.actors, *b.roles.recipients]))


def _names(people: Participants, tokens: list[int]) -> set[str]:
    """Entities where known, else head words."""
    out = set()
    for k in tokens:
        m = people.mention(k)
        out.add(m.entity or people.s.lemma[people.clauses.kernel(k)])
    return out
