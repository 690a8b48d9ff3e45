"""The scene that violence is told in: what names no place or day of its own happened where and when the violence told just before did.

Reports tell on: "Gunmen stormed the post at Orvela on Sunday … Three guards were killed … The attackers took the weapons along". Other
rules hand on the place of a sentence or paragraph, whatever it tells of (`where`), the parties' happening (`coreference`), or that of an
article with one incident (`incident`); here the nearest telling of violence lends its place and day to the next ones, as long as the text
names no other in between and no word points elsewhere ("another", "meanwhile").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.record import Place, Time
from sayso.say.coreference import REAL, Case, Telling, case_of
from sayso.say.known import Known
from sayso.say.when import UNDATED
from sayso.say.where import UNPLACED, told_as_news

_DEEDS = frozenset({"ASSAULT", "X-HARM"})
#: sentences that a scene is carried on over
_ON = 3
#: sentences ahead in which the first violence of an article may get its place
_AHEAD = 3
PLACE_REASON = "the place of the violence told before"
AHEAD_REASON = "the place of the violence told next"
TIME_REASON = "the day of the violence told before"


def carry_scene(known: Known, tellings: Sequence[Telling], times: Sequence[Time] = ()) -> list[Telling]:
    """The tellings in order, those of violence without a place or a time with those of the violence told before.

    ``times``: those beside ``known.times``.
    """
    place = {p.id: p for p in known.places}
    time = {t.id: t for t in (*known.times, *times)}
    out = list(tellings)
    where: Case | None = None
    when: Case | None = None
    waiting: list[Case] = []
    for n, t in enumerate(tellings):
        if not _news(t):
            continue
        c = case_of(known, n, t, place, time)
        if t.place is not None:
            if _fine(place.get(t.place)):
                where = c
                for early in waiting:
                    if c.sent - early.sent <= _AHEAD:
                        out[early.n] = replace(out[early.n], place=t.place, place_reason=AHEAD_REASON)
            waiting = []
        elif t.place_reason == UNPLACED and not c.fresh:
            if where is not None and c.sent - where.sent <= _ON:
                out[n] = replace(out[n], place=where.t.place, place_reason=PLACE_REASON)
                where = replace(where, sent=c.sent)
            elif where is None:
                waiting.append(c)
        if t.time is not None:
            when = c if _day(time.get(t.time)) else None
        elif when is not None and t.time_reason == UNDATED and not c.fresh and c.sent - when.sent <= _ON:
            if not _turned(known, when, c, time[when.t.time or ""]):
                out[n] = replace(out[n], time=when.t.time, time_reason=TIME_REASON)
                when = replace(when, sent=c.sent)
    return out


def _turned(known: Known, when: Case, c: Case, day: Time) -> bool:
    """Whether the text between the two names another time."""
    first, last = sorted((when.t.h.trigger.token, c.t.h.trigger.token))
    return any(first < i < last and t.start and t.start != day.start and t.timex_type != "DURATION" for i, _, t in known.dated)


def _day(t: Time | None) -> bool:
    return t is not None and t.start is not None and t.start == t.end


def _news(t: Telling) -> bool:
    return t.h.type in _DEEDS and t.judgement.status in REAL and told_as_news(t.judgement)


def _fine(p: Place | None) -> bool:
    return p is not None and p.precision in ("exact", "town", "district", "province")
