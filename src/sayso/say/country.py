"""The country that an article is set in, for violence told as news whose place it does not say.

Where the dateline and most places of the text lie in one country, what happened there without a place of its own happened in that country:
"Four guards were killed" in a report from Orvela about the war in Ruritania. The row that stands for it is the first mention of the country
or its people.
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
#: the share of the places of an article that must lie in its country, and the least number of them
_SHARE, _LEAST = 0.5, 2


def set_in_country(known: Known, tellings: Sequence[Telling]) -> list[Telling]:
    """The tellings, those of violence without a place with that of the country, where the article is set in one."""
    row = _country(known)
    if row is None:
        return list(tellings)
    return [
        replace(t, place=row, place_reason=REASON)
        if t.place is None and t.place_reason == UNPLACED and t.h.type in _DEEDS and told_as_news(t.judgement)
        else t
        for t in tellings
    ]


def _country(known: Known) -> str | None:
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
            dateline = dateline or p.country
        elif story.told(i):
            count[p.country] += 1
            if p.precision == "country":
                at.setdefault(p.country, p.id)
    if dateline is None or count[dateline] < max(_LEAST, _SHARE * sum(count.values())):
        return None
    return at.get(dateline)
