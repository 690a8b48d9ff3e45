"""Blocking: which articles are worth comparing at all.

An article has keys that depend on it alone; two articles that share one (and lie within the window of days) are candidates. So
whether a pair is compared never depends on what else is in the record, nor on the order of arrival.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from math import floor

import numpy as np
from numpy.typing import NDArray

from sayso.link.digest import Digest, EventDigest
from sayso.link.score import FAMILY

#: days between two articles beyond which one does not follow up the other's story
WINDOW = 60
#: degrees of a place cell; an event is filed in its own cell and in three neighbours, so that near ones share at least one
_CELL = 0.5
_MASK = (1 << 63) - 1
_FACTOR = 0x7FB5D329728EA185


@cache
def _pairs(n: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Positions of all pairs of n things."""
    first, second = np.triu_indices(n, 1)
    return first, second


def _number(a: str, b: str) -> int:
    """A key as a 63-bit number (it fits an SQLite integer)."""
    x = (zlib.crc32(a.encode("utf-8", "surrogatepass")) << 32) | zlib.crc32(b.encode("utf-8", "surrogatepass"))
    x = (x ^ (x >> 31)) * _FACTOR & 0xFFFFFFFFFFFFFFFF
    return (x ^ (x >> 27)) & _MASK


def story_keys(d: Digest) -> set[int]:
    """Pairs of the article's heaviest terms."""
    crc = np.array([zlib.crc32(w.encode("utf-8", "surrogatepass")) for w in d.terms.top], dtype=np.uint64)
    first, second = _pairs(len(crc))
    x = (crc[first] << np.uint64(32)) | crc[second]
    x = (x ^ (x >> np.uint64(31))) * np.uint64(_FACTOR)  # wraps, as _number does
    return set(((x ^ (x >> np.uint64(27))) & np.uint64(_MASK)).tolist())


def event_keys(e: EventDigest) -> set[int]:
    """Family × place cell × day, with neighbours on the side of the day and the cell; only for what has a precise place and day."""
    if e.start is None or e.end is None or e.end - e.start > 3 or e.site is None or e.status == "hypothetical":
        return set()
    if e.site.lat is None or e.site.lon is None or e.site.precision not in ("exact", "town", "district"):
        return set()
    family = FAMILY.get(e.type, e.type)
    row, column = floor(e.site.lat / _CELL), floor(e.site.lon / _CELL)
    cells = ((row, column), (row + 1, column), (row, column + 1), (row + 1, column + 1))
    return {_number(family, f"{r} {c} {day}") for day in range(e.start, e.end + 2) for r, c in cells}


def keys(d: Digest) -> tuple[int, ...]:
    """All blocking keys of an article, sorted."""
    return tuple(sorted(story_keys(d).union(*(event_keys(e) for e in d.events))))


def within_window(a: int | None, b: int | None) -> bool:
    """Whether two publication days are near enough; an article without a day is near every other."""
    return a is None or b is None or abs(a - b) <= WINDOW


def candidate_pairs(digests: Sequence[Digest]) -> Iterator[tuple[int, int]]:
    """Positions (the smaller first) of articles that share a key and lie within the window, each pair once, in order."""
    if not digests:
        return
    mine = [np.array(keys(d), dtype=np.int64) for d in digests]
    days = [d.day for d in digests]
    every = np.concatenate(mine)
    owner = np.repeat(np.arange(len(digests), dtype=np.int64), [len(k) for k in mine])
    order = np.lexsort((owner, every))
    every, owner = every[order], owner[order]
    edges = np.flatnonzero(np.diff(every)) + 1
    starts, ends = np.concatenate(([0], edges)), np.concatenate((edges, [len(every)]))
    codes: list[NDArray[np.int64]] = []
    n = len(digests)
    for i in np.flatnonzero(ends - starts > 1):
        row = owner[starts[i] : ends[i]]
        a, b = np.triu_indices(len(row), 1)
        codes.append(row[a] * n + row[b])
    for code in np.unique(np.concatenate(codes)) if codes else ():
        x, y = divmod(int(code), n)
        if within_window(days[x], days[y]):
            yield x, y
