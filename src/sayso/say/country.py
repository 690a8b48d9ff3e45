"""The country that an article is set in, for violence told as news whose place it does not say.

Where the dateline and most places of the text lie in one country, what happened there without a place of its own happened in that country:
"Four guards were killed" in a report from Orvela about the war in Ruritania. An article without a dateline is set in the country that it
speaks of most, if it speaks of it several times. The row that stands for the country is the first mention of it or its people; where a
report from there names neither, the dateline is all that the article says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from sayso.say.coreference import Telling
from sayso.say.known import Known
from sayso.say.where import UNPLACED, told_as_news

_DEEDS = frozenset({"ASSAULT", "X-HARM"})
REASON = "the country that the article is set in"
DATELINE = "the dateline, the only place of the country that the article is set in"
#: the share of the places of an article that must lie in its country, with a dateline there and without
_SHARE, _MOST = 0.5, 0.6
#: the least number of places in an article's country where no dateline bears it out
_LEAST = 3


def set_in_country(known: Known, tellings: Sequence[Telling]) -> list[Telling]:
    """The tellings, those of violence without a place with that of the country, where the article is set in one."""
    found = _country(known)
    if found is None:
        return list(tellings)
    row, reason = found
    return [
        replace(t, place=row, place_reason=reason)
        if t.place is None and t.place_reason == UNPLACED and t.h.type in _DEEDS and told_as_news(t.judgement)
        else t
        for t in tellings
    ]


def _country(known: Known) -> tuple[str, str] | None:
    """(the id of the place that stands for it, the reason)."""
    story = known.story
    at: dict[str, str] = {}
    count: Counter[str] = Counter()
    dateline = None
    for p in known.places:
        m = known.mention.get(p.mention)
        if m is None or not p.country:
            continue
        i = story.token_at(m.start)
        if i is None:
            continue
        if story.kind[i] == "dateline":
            dateline = dateline or p
        elif story.told(i):
            count[p.country] += 1
            if p.precision == "country":
                at.setdefault(p.country, p.id)
    everything = sum(count.values())
    if dateline is not None and dateline.country is not None:
        if count[dateline.country] < _SHARE * everything:
            return None
        row = at.get(dateline.country)
        if row is not None:
            return row, REASON
        return (dateline.id, DATELINE) if everything == count[dateline.country] else None
    most = count.most_common(1)
    if not most or most[0][1] < max(_LEAST, _MOST * everything):
        return None
    row = at.get(most[0][0])
    return (row, REASON) if row is not None else None
