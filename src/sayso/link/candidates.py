"""Blocking: which articles are worth comparing at all.

An article has keys that depend on it alone; two articles that share one (and lie within the window of days) are candidates. So
whether a pair is compared never depends on what else is in the record, nor on the order of arrival.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import floor

from sayso.link.digest import Digest, EventDigest
from sayso.link.score import FAMILY

#: days between two articles beyond which one does not follow up the other's story
WINDOW = 45
#: degrees of a place cell; an event is filed in its own cell and looked up in the neighbours'
_CELL = 0.5


def story_keys(d: Digest) -> tuple[str, ...]:
    """Pairs of the article's heaviest terms."""
    return tuple(f"w:{a} {b}" for a, b in combinations(d.terms.top, 2))


def event_keys(e: EventDigest) -> tuple[str, ...]:
    """Family × place cell × day, with neighbours on the side of the day and the cell; only for what has a precise place and day."""
    if e.start is None or e.end is None or e.end - e.start > 3 or e.site is None or e.status == "hypothetical":
        return ()
    if e.site.lat is None or e.site.lon is None or e.site.precision not in ("exact", "town", "district"):
        return ()
    family = FAMILY.get(e.type, e.type)
    row, column = floor(e.site.lat / _CELL), floor(e.site.lon / _CELL)
    out = []
    for day in range(e.start, e.end + 2):
        for r, c in ((row, column), (row + 1, column), (row, column + 1), (row + 1, column + 1)):
            out.append(f"e:{family} {r} {c} {day}")
    return tuple(out)


def keys(d: Digest) -> tuple[str, ...]:
    """All blocking keys of an article, sorted."""
    return tuple(sorted({*story_keys(d), *(k for e in d.events for k in event_keys(e))}))


def within_window(a: int | None, b: int | None) -> bool:
    """Whether two publication days are near enough; an article without a day is near every other."""
    return a is None or b is None or abs(a - b) <= WINDOW


def candidate_pairs(digests: Sequence[Digest]) -> Iterator[tuple[int, int]]:
    """Positions (the smaller first) of articles that share a key, each pair once."""
    holders: dict[str, list[int]] = defaultdict(list)
    mine = []
    for n, d in enumerate(digests):
        mine.append(keys(d))
        for k in mine[-1]:
            holders[k].append(n)
    for n, d in enumerate(digests):
        met: set[int] = set()
        for k in mine[n]:
            row = holders[k]
            if len(row) > 1:
                met.update(m for m in row if m > n)
        for m in sorted(met):
            if within_window(d.day, digests[m].day):
                yield n, m
