"""Why an event is what it is: frame, slots, rules; and what was turned down, with the reason. Behind `sayso explain`."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.find.triggers import weigh_triggers
from sayso.language.clauses import Clauses
from sayso.record import Span
from sayso.say.chain import statement_of
from sayso.say.gather import draft, happening
from sayso.say.known import Known
from sayso.say.merge import Draft
from sayso.say.participants import Participants
from sayso.say.status import judge
from sayso.say.when import time_of
from sayso.say.where import place_of, told_as_news


@dataclass(frozen=True, slots=True)
class Slot:
    """One participant: its role (actor, recipient, weapon), its words and the slot that brought it in (subj, obj, by, poss …)."""

    role: str
    words: str
    slot: str


@dataclass(frozen=True, slots=True)
class Explained:
    """One event. ``pattern``: the codebook entry that fitted, ``file`` the codebook file it stands in; ``doubted``: whom the slots found
    and the model of parties took out again, with the probability for a slot; ``merged``: words of the same happening that make no event
    of their own; ``rule``: the rule of `sayso.say.status` that decided the status."""

    trigger: Span
    words: str
    type: str
    mode: str | None
    frame: str
    pattern: str
    file: str
    slots: tuple[Slot, ...]
    doubted: tuple[Slot, ...]
    merged: tuple[str, ...]
    status: str
    rule: str
    statement: str | None
    place: str
    time: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Turned:
    """Words that some frame begins with and that made no event, with the reason."""

    span: Span
    words: str
    frame: str
    pattern: str
    reason: str


def explain(known: Known) -> tuple[list[Explained], list[Turned]]:
    """The events of the article in text order, and the near misses in text order."""
    s = known.story
    clauses = Clauses(s)
    people = Participants(known, clauses)
    events, turned = [], []
    accepted = set()
    for d in draft(known, clauses, people):
        accepted.add(d.trigger.token)
        if d.gone:
            turned.append(Turned(_span(known, d), _words(known, d), d.frame.name, _pattern(d), d.gone))
        else:
            events.append(_event(known, clauses, people, d))
    for w in weigh_triggers(s, known.codebook, clauses):
        if w.trigger is None and w.token not in accepted:
            span = (s.start[w.token], s.end[w.token])
            turned.append(Turned(span, s.text[w.token], w.frame, w.source, w.reason))
    turned.sort(key=lambda t: (t.span, t.frame, t.pattern))
    return events, turned


def _event(known: Known, clauses: Clauses, people: Participants, d: Draft) -> Explained:
    s = known.story
    h = happening(known, people, d)
    statement = statement_of(known, h)
    judgement = judge(known, h, statement)
    place, no_place = place_of(known, h, told_as_news(judgement))
    time, no_time = time_of(known, h)
    text = s.article.text
    places = {p.id: p.name or p.mention for p in known.places}
    times = {t.id: t.value or t.id for t in known.times}
    slots = [
        Slot(role, _mention(known, people, k), d.roles.how.get(k, "resolved"))
        for role, tokens in (("actor", d.roles.actors), ("recipient", d.roles.recipients), ("weapon", d.roles.weapons))
        for k in tokens
    ]
    return Explained(
        trigger=s.chars(h.trigger.first, h.trigger.behind), words=s.words(h.trigger.first, h.trigger.behind), type=d.type, mode=d.mode,
        frame=d.frame.name, pattern=_pattern(d), file=d.frame.file, slots=tuple(slots),
        doubted=tuple(Slot("none", _mention(known, people, k), f"hardly takes part ({p:.2f})") for k, p in sorted(d.turned.items())),
        merged=tuple(s.text[k] for k in sorted(d.merged)),
        status=judgement.status, rule=judgement.rule,
        statement=" … ".join(text[a:b] for a, b in statement.content) if statement else None,
        place=places.get(place or "", "") or (no_place or "none"), time=times.get(time or "", "") or (no_time or "none"),
        confidence=h.confidence,
    )  # fmt: skip


def _mention(known: Known, people: Participants, k: int) -> str:
    m = people.mention(k)
    return " ".join(known.story.article.text[m.start : m.end].split())


def _span(known: Known, d: Draft) -> Span:
    return known.story.chars(d.trigger.first, d.trigger.behind)


def _words(known: Known, d: Draft) -> str:
    return known.story.words(d.trigger.first, d.trigger.behind)


def _pattern(d: Draft) -> str:
    return d.trigger.pattern.source if d.trigger.pattern else "(the tense)"
