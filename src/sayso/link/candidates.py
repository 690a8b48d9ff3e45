"""Blocking: which articles are worth comparing at all.

An article has keys that depend on it alone, and whether two articles are candidates depends on their keys and days alone. So whether a
pair is compared never depends on what else is in the record, nor on the order of arrival.

In a record keys are filed by the stretch of time that the article is of, so that neither what is written nor what is looked up grows
with the record: articles within the window of days lie in the same stretch or in the next.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache
from math import floor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.link.digest import Digest, EventDigest
from sayso.link.score import FAMILY
from sayso.link.terms import crc

#: days between two articles beyond which one does not follow up the other's story
WINDOW = 60
#: days within which two of an article's heaviest terms are enough to compare it with another; beyond, three (three pairs) must be shared
SOON, _PAIRS = 7, 3
#: degrees of a place cell; an event is filed in its own cell and in three neighbours, so that near ones share at least one
_CELL = 0.5
#: a key has so many bits, the last of which tells those of events (1) from pairs of terms (0); above them stands the stretch of time
_BITS = 47
_MASK = (1 << _BITS) - 2
_FACTOR = 0x7FB5D329728EA185


@cache
def _pairs(n: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Positions of all pairs of n things."""
    first, second = np.triu_indices(n, 1)
    return first, second


def _number(a: str, b: str) -> int:
    """The key of an event."""
    x = crc(a) << 32 | crc(b)
    x = (x ^ (x >> 31)) * _FACTOR & 0xFFFFFFFFFFFFFFFF
    return (x ^ (x >> 27)) & _MASK | 1


def story_keys(d: Digest) -> NDArray[np.int64]:
    """Pairs of the article's heaviest terms."""
    hashes = np.array([crc(w) for w in d.terms.top], dtype=np.uint64)
    first, second = _pairs(len(hashes))
    x = (hashes[first] << np.uint64(32)) | hashes[second]
    x = (x ^ (x >> np.uint64(31))) * np.uint64(_FACTOR)  # wraps, as _number does
    return ((x ^ (x >> np.uint64(27))) & np.uint64(_MASK)).astype(np.int64)


def event_keys(e: EventDigest) -> list[int]:
    """Family × place cell × day, with neighbours on the side of the day and the cell; only for what has a precise place and day."""
    if e.start is None or e.end is None or e.end - e.start > 3 or e.site is None or e.status == "hypothetical":
        return []
    if e.site.lat is None or e.site.lon is None or e.site.precision not in ("exact", "town", "district"):
        return []
    family = FAMILY.get(e.type, e.type)
    row, column = floor(e.site.lat / _CELL), floor(e.site.lon / _CELL)
    cells = ((row, column), (row + 1, column), (row, column + 1), (row + 1, column + 1))
    return [_number(family, f"{r} {c} {day}") for day in range(e.start, e.end + 2) for r, c in cells]


@lru_cache(maxsize=1 << 12)
def keys(d: Digest) -> NDArray[np.int64]:
    """All blocking keys of an article, sorted, each once; kept for a while, since they are filed and then looked for."""
    of_events = [k for e in d.events for k in event_keys(e)]
    return np.unique(np.concatenate((story_keys(d), np.array(of_events, dtype=np.int64))))


def stretch(day: int | None) -> int:
    """The stretch of time (WINDOW days) that a day is in; 0 for articles without a day."""
    return day // WINDOW + 1 if day is not None else 0


def filed(some: NDArray[np.int64], day: int | None) -> NDArray[np.int64]:
    """Keys as they are filed: 63-bit numbers (they fit an SQLite integer), sorted by stretch of time."""
    return some | np.int64(stretch(day) << _BITS)


def sought(some: NDArray[np.int64], day: int | None, known: Collection[int]) -> NDArray[np.int64]:
    """Keys under which the candidates of an article are filed. ``known``: the stretches of time that have articles."""
    if day is None:
        where = sorted(known)
    else:
        mine = stretch(day)
        where = [s for s in (0, mine - 1, mine, mine + 1) if s in known]
    return np.concatenate([some | np.int64(s << _BITS) for s in dict.fromkeys(where)]) if where else some[:0]


def of_event(some: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which keys are those of events."""
    return (some & 1).astype(np.bool_)


def of_no_stretch(some: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which keys are filed apart from time, as those of articles without a day are."""
    marks: NDArray[np.bool_] = some >> np.int64(_BITS) == 0
    return marks


def soon(a: int | None, b: int | None) -> bool:
    """Whether one article comes within a week of the other, as far as anybody knows."""
    return a is None or b is None or abs(a - b) <= SOON


def worth_comparing(gap: Any, pairs: Any, events: Any) -> Any:
    """Whether articles so many days apart (0 where a day is not known) that share so many pairs of terms, or a key of an event, are
    candidates: whole numbers and truth, or arrays of them."""
    return (gap <= WINDOW) & (events | (pairs >= _PAIRS) | ((pairs >= 1) & (gap <= SOON)))


def candidate_pairs(digests: Sequence[Digest]) -> Iterator[tuple[int, int, bool]]:
    """Positions (the smaller first) of the candidates among these articles, and whether they share a key of an event; in order."""
    if not digests:
        return
    mine = [keys(d) for d in digests]
    days = [d.day for d in digests]
    every = np.concatenate(mine)
    owner = np.repeat(np.arange(len(digests), dtype=np.int64), [len(k) for k in mine])
    order = np.lexsort((owner, every))
    every, owner = every[order], owner[order]
    edges = np.flatnonzero(np.diff(every)) + 1
    starts, ends = np.concatenate(([0], edges)), np.concatenate((edges, [len(every)]))
    codes: list[NDArray[np.int64]] = []
    met: set[int] = set()
    n = len(digests)
    for i in np.flatnonzero(ends - starts > 1):
        row = owner[starts[i] : ends[i]]
        a, b = np.triu_indices(len(row), 1)
        code = row[a] * n + row[b]
        if every[starts[i]] & 1:
            met.update(code.tolist())
        else:
            codes.append(code)
    found, shared = np.unique(np.concatenate(codes), return_counts=True) if codes else (np.empty(0, np.int64), np.empty(0, np.int64))
    pairs = dict(zip(found.tolist(), shared.tolist(), strict=True))
    for each in sorted(met | pairs.keys()):
        x, y = divmod(each, n)
        one, two = days[x], days[y]
        if worth_comparing(abs(one - two) if one is not None and two is not None else 0, pairs.get(each, 0), each in met):
            yield x, y, each in met
