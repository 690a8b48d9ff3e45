"""The incident that an article is about: violence told as news that says no place or day of its own has those of the lead incident.

Most reports of violence tell one incident over many sentences: "A bomb went off outside the town hall of Orvela on Tuesday … Shots were
fired … The attackers fled". Where all violence that the article tells as news and places lies in one place, what it tells without a place
happened there, and where all of it that has a day has one day, what has none happened that day. Words that point at another case
("another", "elsewhere", "a wave of"), another way, party or number of dead, and history keep a row apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.record import Place, Time
from sayso.say.coreference import REAL, Case, Telling, apart, case_of, far_apart
from sayso.say.known import Known
from sayso.say.when import PERFECT, UNDATED
from sayso.say.where import UNPLACED, told_as_news

_DEEDS = frozenset({"ASSAULT", "X-HARM"})
_FINE = frozenset({"exact", "town", "district"})
#: sentences ahead in which a lead without a place may get one: "Three bakers were killed. … The blast in Orvela"
_AHEAD = 3
PLACE_REASON = "the place of the incident that the article is about"
TIME_REASON = "the day of the incident that the article is about"


def share_incident(known: Known, tellings: Sequence[Telling], times: Sequence[Time] = ()) -> list[Telling]:
    """The tellings in order, those of violence without a place or a time with those of the article's one incident.

    ``times``: those beside ``known.times``.
    """
    place = {p.id: p for p in known.places}
    time = {t.id: t for t in (*known.times, *times)}
    cases = [case_of(known, n, t, place, time) for n, t in enumerate(tellings) if _news(t)]
    out = list(tellings)
    where = _one_place(cases, place)
    if where is not None:
        for c in cases:
            if c.n != where.n and c.sent >= where.sent - _AHEAD and _unplaced(c) and _of(known, where, c):
                out[c.n] = replace(out[c.n], place=where.t.place, place_reason=PLACE_REASON)
    when = _one_day(cases, time)
    if when is not None:
        for c in cases:
            if c.n != when.n and _undated(c) and _of(known, when, c):
                out[c.n] = replace(out[c.n], time=when.t.time, time_reason=TIME_REASON)
    return out


def _news(t: Telling) -> bool:
    return t.h.type in _DEEDS and t.judgement.status in REAL and told_as_news(t.judgement)


def _unplaced(c: Case) -> bool:
    return c.t.place is None and c.t.place_reason == UNPLACED


def _undated(c: Case) -> bool:
    return c.t.time is None and c.t.time_reason in (UNDATED, PERFECT)


def _one_place(cases: list[Case], place: dict[str, Place]) -> Case | None:
    """The first case with a place that says where it happened, where no other lies far from it."""
    placed = [(c, place[c.t.place]) for c in cases if c.t.place in place]
    fine = [(c, p) for c, p in placed if p.precision in _FINE]
    if not fine:
        return None
    lead, there = fine[0]
    return None if any(far_apart(there, p) for _, p in placed) else lead


def _one_day(cases: list[Case], time: dict[str, Time]) -> Case | None:
    """The first case with a day, where no other has another day."""
    dated = [(c, time[c.t.time]) for c in cases if c.t.time in time and time[c.t.time].start]
    days = {(t.start, t.end) for _, t in dated}
    if len(days) != 1:
        return None
    start, end = next(iter(days))
    return dated[0][0] if start == end else None


def _of(known: Known, lead: Case, c: Case) -> bool:
    """Whether nothing speaks against it that the case is part of the incident of the lead.

    A noun told as done before must point back: "the attack", or a victim of the lead's.
    """
    if c.fresh or apart(known, lead, c):
        return False
    if c.noun and c.t.time_reason == PERFECT:
        return (c.back and not c.whom) or bool({x.key for x in c.whom} & {x.key for x in lead.whom})
    return True
