"""The one victim of an article: "a man was shot" in the lead, "the victim" below and the name at the end are one person.

Only where all violence of the article that is told as news is done to one person: nobody in the plural, no second name, no "another man",
no two of them side by side, no man beside a woman. Suspects who come to harm are kept apart from victims.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.language.wordlist import words
from sayso.record import Mention
from sayso.say.coreference import REAL, Telling
from sayso.say.known import Known

_DEEDS = frozenset({"ASSAULT", "X-HARM"})
_MALE = words("man boy male father husband son brother gentleman guy")
_FEMALE = words("woman girl female mother wife daughter sister lady")
#: nouns that tell of nobody in particular
_ANYBODY = (
    _MALE
    | _FEMALE
    | words(
        "victim person teen teenager juvenile youth youngster adult individual resident student child toddler baby infant pedestrian "
        "motorist driver passenger bystander native pilot worker employee clerk"
    )
)
_SUSPECTS = words("suspect gunman shooter attacker assailant robber intruder burglar offender perpetrator")
_FRESH = words("another other second third different")


def one_victim(known: Known, tellings: Sequence[Telling]) -> dict[str, str]:
    """Mention → the entity that it is one with, for those who are the one victim (or the one suspect) that the article tells of."""
    hurt = [
        t
        for t in tellings
        if t.h.type in _DEEDS and t.judgement.status in REAL and t.judgement.frame in ("new", "ongoing") and t.h.mode != "clash"
    ]
    doers = {m.entity for t in hurt for m in t.h.actors if m.entity}
    groups: tuple[list[Mention], list[Mention]] = ([], [])
    for t in hurt:
        people = [m for m in t.h.recipients if _kind(known, m) in ("person", "group")]
        if len({m.entity or m.id for m in people}) > 1 and not _outcome(known, t):
            return {}
        for m in people:
            suspect = _head(known, m)[1] in _SUSPECTS
            if _kind(known, m) == "group" or (m.entity in doers and not suspect):
                return {}
            groups[suspect].append(m)
    out: dict[str, str] = {}
    for members in groups:
        out |= _joined(known, members, named=not (groups[0] and groups[1]))
    return out


def _outcome(known: Known, t: Telling) -> bool:
    """Whether the row tells of a death and of how it came about, in two sentences: those who suffered the one suffered the other."""
    sent = known.story.sent
    return any(sent[k] != sent[t.h.trigger.token] for k in t.h.merged)


def _joined(known: Known, members: list[Mention], named: bool) -> dict[str, str]:
    entities = list(dict.fromkeys(m.entity for m in members if m.entity))
    names = [e for e in entities if _is_named(known, e)]
    if len(names) > 1 or (names and not named) or len({m.entity or m.id for m in members}) < 2 or not entities:
        return {}
    heads: set[str] = set()
    for m in members:
        if m.entity in names:
            continue
        i, lemma = _head(known, m)
        if lemma not in _ANYBODY | _SUSPECTS or any(known.story.lower[k] in _FRESH for k in known.story.kids[i]):
            return {}
        heads.add(lemma)
    if heads & _MALE and heads & _FEMALE:
        return {}
    target = names[0] if names else entities[0]
    old = {e for e in entities if e != target}
    out = {m.id: target for m in known.mentions if m.entity in old}
    return out | {m.id: target for m in members if m.entity is None}


def _kind(known: Known, m: Mention) -> str:
    entity = known.entity.get(m.entity or "")
    return entity.kind if entity is not None else m.kind


def _is_named(known: Known, entity: str) -> bool:
    return any(m.entity == entity and m.form == "name" for m in known.mentions)


def _head(known: Known, m: Mention) -> tuple[int, str]:
    i = known.story.token_at(m.head[0] if m.head else m.start) or 0
    return i, known.story.lemma[i]
