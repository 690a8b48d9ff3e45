"""News that no word dates: the day of publication says when it happened at the latest.

"A bomb went off outside the station" in a report of May 5 that names no day at all: reports tell what has just happened, and their readers
take it so. Only violence told as news is dated in this way, in articles that name no recent day for any of it; the time has no mention
(docs/record.md), so that whoever compares days knows that no word stands behind it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from sayso.record import Anchor, Time
from sayso.say.coreference import REAL, Telling
from sayso.say.known import Known
from sayso.say.when import PERFECT, UNDATED
from sayso.say.where import told_as_news

_DEEDS = frozenset({"ASSAULT", "X-HARM"})
#: deeds that are told with them, of the same day
_BODILY = _DEEDS | {"COERCE", "MOBILIZE", "X-DISPLACE"}
#: days before publication within which a day that is named is one of the news
_RECENT = 14
REASON = "only the day of publication dates it"


def date_by_publication(known: Known, tellings: Sequence[Telling]) -> tuple[list[Telling], tuple[Time, ...]]:
    """(the tellings, those of undated news with the day of publication; the Time that they refer to, if any)."""
    published = (known.story.article.published or "")[:10]
    try:
        day = dt.date.fromisoformat(published)
    except ValueError:
        return list(tellings), ()
    times = {t.id: t for t in known.times}
    for t in tellings:
        found = times.get(t.time or "")
        if t.h.type in _BODILY and found is not None and found.start and _near(found.start, day):
            return list(tellings), ()
    time = Time("published", None, "DATE", published, published, published, "day", Anchor("published"), REASON)
    out, used = [], False
    for t in tellings:
        if _news(known, t) and not _turned(known, published, t.h.trigger.token):
            t, used = replace(t, time=time.id, time_reason=REASON), True
        out.append(t)
    return out, (time,) if used else ()


def _turned(known: Known, published: str, token: int) -> bool:
    """Whether the paragraph, or the one before it, has named a time other than the day of publication."""
    story = known.story
    for first, _, t in known.dated:
        if first < token and story.para[token] - story.para[first] <= 1 and story.kind[first] == "body" and story.told(first):
            if t.start and t.start != published and t.timex_type != "DURATION":
                return True
    return False


def _near(start: str, day: dt.date) -> bool:
    try:
        return abs((day - dt.date.fromisoformat(start[:10])).days) <= _RECENT
    except ValueError:
        return False


def _news(known: Known, t: Telling) -> bool:
    if t.h.type not in _DEEDS or t.time is not None or t.judgement.status not in REAL or not told_as_news(t.judgement):
        return False
    lead = known.story.para[t.h.trigger.token] <= 1 or t.h.in_title
    return t.time_reason == UNDATED or (t.time_reason == PERFECT and lead)
