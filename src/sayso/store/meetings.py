"""Keys of articles in a record, and which articles meet by them. Works inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.link import candidates, copies
from sayso.link.digest import Digest

_Numbers = NDArray[np.int64]
#: values that a query gets at once
_CHUNK = 5000
#: the day of an article that has none, so early that no day is near it
_NO_DAY = -(1 << 40)


def in_chunks(db: sqlite3.Connection, sql: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    """Rows of a query with ``in (%s)``, in chunks that SQLite takes."""
    out: list[tuple[Any, ...]] = []
    for rows in _chunks(db, sql, list(values)):
        out += rows
    return out


def _numbers(db: sqlite3.Connection, width: int, sql: str, values: _Numbers, *more: int) -> _Numbers:
    """The same for rows of whole numbers, so many a row, as an array of such rows. ``more``: values behind those of ``in``."""
    found = [np.fromiter(chain.from_iterable(rows), np.int64) for rows in _chunks(db, sql, values.tolist(), more)]
    return np.concatenate([*found, np.empty(0, np.int64)]).reshape(-1, width)


def _chunks(db: sqlite3.Connection, sql: str, each: list[Any], more: tuple[int, ...] = ()) -> Iterator[sqlite3.Cursor]:
    for i in range(0, len(each), _CHUNK):
        part = each[i : i + _CHUNK]
        cursor = db.cursor()
        cursor.row_factory = None
        yield cursor.execute(sql % ",".join("?" * len(part)), [*part, *more])


@dataclass(frozen=True, slots=True)
class Met:
    """Articles that meet: numbers of the newer (rising) and the older; how many keys of the common and of the marked kind they share."""

    new: _Numbers
    old: _Numbers
    common: _Numbers
    marked: _Numbers

    def only(self, which: NDArray[np.bool_]) -> Met:
        """Some of them."""
        return Met(self.new[which], self.old[which], self.common[which], self.marked[which])


def put(db: sqlite3.Connection, table: str, keyed: Mapping[int, _Numbers]) -> None:
    """Store keys by number of article, in the order of keys, so that each page of the index is touched once."""
    rows, numbers = _flat(keyed)
    order = np.lexsort((numbers, rows))
    db.executemany(f"insert or ignore into {table} values (?,?)", zip(rows[order].tolist(), numbers[order].tolist(), strict=True))


def take(db: sqlite3.Connection, table: str, n: int, keys: _Numbers) -> None:
    """Take an article's keys out."""
    db.executemany(f"delete from {table} where key=? and n=?", [(k, n) for k in keys.tolist()])


def file_keys(db: sqlite3.Connection, some: Mapping[int, Digest]) -> None:
    """File the keys of digests."""
    put(db, "block_keys", {n: candidates.filed(candidates.keys(d), d.day) for n, d in some.items()})
    put(db, "shingle_keys", {n: copies.filed(d.keys, d.day) for n, d in some.items()})


def take_keys(db: sqlite3.Connection, n: int, d: Digest) -> None:
    """Take the keys of a digest out."""
    take(db, "block_keys", n, candidates.filed(candidates.keys(d), d.day))
    take(db, "shingle_keys", n, copies.filed(d.keys, d.day))


def candidates_of(db: sqlite3.Connection, new: Mapping[int, Digest]) -> Met:
    """Which older articles are worth comparing with new ones; marked are the keys of events."""
    known = _stretches(db, candidates.stretch)
    wanted = {n: candidates.sought(candidates.keys(d), d.day, known) for n, d in new.items()}
    met = meet(db, "block_keys", wanted, candidates.of_event, _since(db, new, candidates.WINDOW), candidates.of_no_stretch)
    old, days = _about(db, met.old, "day")
    mine, theirs = _days(new, met.new), days[np.searchsorted(old, met.old)]
    both = (mine != _NO_DAY) & (theirs != _NO_DAY)
    gap = np.where(both, np.abs(mine - theirs), 0)
    return met.only((theirs != _GONE) & candidates.worth_comparing(gap, met.common, met.marked > 0))


def alike_in_shingles(db: sqlite3.Connection, new: Mapping[int, Digest], digest_of: Callable[[int], Digest]) -> list[tuple[int, int]]:
    """Pairs of articles (a new one first, then an older) whose texts are worth aligning."""
    known = _stretches(db, copies.stretch)
    wanted = {n: copies.sought(d.keys, d.day, known) for n, d in new.items()}
    met = meet(db, "shingle_keys", wanted, copies.is_lasting, _since(db, new, copies.DAYS), copies.of_no_stretch)
    old, days, sizes = _about(db, met.old, "day", "shingles")
    at = np.searchsorted(old, met.old)
    mine, theirs, size = _days(new, met.new), days[at], sizes[at]
    far = (mine != _NO_DAY) & (theirs != _NO_DAY) & (np.abs(mine - theirs) > copies.DAYS)
    lengths = np.array([len(new[a].keys) for a in np.unique(met.new).tolist()], dtype=np.int64)
    length = lengths[np.searchsorted(np.unique(met.new), met.new)]
    maybe = np.where(far, met.marked > 0, (size < 0) | copies.enough_shared(met.common, length, size)) & (theirs != _GONE)
    out = []
    chosen = met.only(maybe)
    for a, b, is_far, counted in zip(
        chosen.new.tolist(), chosen.old.tolist(), far[maybe].tolist(), (size[maybe] >= 0).tolist(), strict=True
    ):
        if is_far or not counted:  # the keys that they meet by do not tell
            x, y = new[a].keys, digest_of(b).keys
            if not copies.enough_shared(len(set(x).intersection(y)), len(x), len(y)):
                continue
        out.append((a, b))
    return out


#: what stands for the day of an article that is here no longer
_GONE = _NO_DAY - 1


def _flat(keyed: Mapping[int, _Numbers]) -> tuple[_Numbers, _Numbers]:
    """All keys, and the article of each."""
    keys = np.concatenate([*keyed.values(), np.empty(0, np.int64)])
    return keys, np.repeat(np.fromiter(keyed, np.int64, len(keyed)), [len(k) for k in keyed.values()])


def meet(
    db: sqlite3.Connection, table: str, wanted: Mapping[int, _Numbers], marked: Callable[[_Numbers], NDArray[np.bool_]],
    since: int, ever: Callable[[_Numbers], NDArray[np.bool_]],
) -> Met:  # fmt: skip
    """The articles, each older than (with a smaller number than) the one it is wanted for, that have a key that is wanted.

    ``since``: the smallest number that can be near enough in time, but for the keys that are ``ever`` looked for among all.
    """
    probes, owner = _flat(wanted)
    order = np.argsort(probes, kind="stable")
    probes, owner = probes[order], owner[order]
    asked = np.unique(probes)
    always = ever(asked)
    sql = f"select key, n from {table} where key in (%s) and n >= ?"
    found = np.concatenate([_numbers(db, 2, sql, asked[always], 0), _numbers(db, 2, sql, asked[~always], since)])
    first = np.searchsorted(probes, found[:, 0])
    times = np.searchsorted(probes, found[:, 0], "right") - first
    which = np.repeat(np.arange(len(found)), times)
    at = np.arange(len(which)) - np.repeat(np.cumsum(times) - times, times) + first[which]
    new, old = owner[at], found[which, 1]
    kept = old < new
    # the pair and the kind of key in one number, so that one sort brings all keys of a pair together
    codes = np.sort((new[kept] << np.int64(32) | old[kept]) << np.int64(1) | marked(found[which[kept], 0]))
    pairs = codes >> np.int64(1)
    starts = np.flatnonzero(np.diff(pairs, prepend=-1))
    every = np.diff(starts, append=len(pairs))
    of_marked = np.add.reduceat(codes & 1, starts) if len(starts) else every
    return Met(pairs[starts] >> 32, pairs[starts] & 0xFFFFFFFF, every - of_marked, of_marked)


def _since(db: sqlite3.Connection, new: Mapping[int, Digest], window: int) -> int:
    """The smallest number of an article with a day within this many days of one of the new ones, or later."""
    days = [d.day for d in new.values()]
    if None in days or not days:
        return 0
    found: int | None = db.execute(
        "select min(n) from digests where day >= ?", (min(d for d in days if d is not None) - window,)
    ).fetchone()[0]
    return found or 0


def _days(new: Mapping[int, Digest], which: _Numbers) -> _Numbers:
    """The day of each of these new articles."""
    numbers = np.array(sorted(new), dtype=np.int64)
    days = np.array([_NO_DAY if (day := new[n].day) is None else day for n in numbers.tolist()], dtype=np.int64)
    return days[np.searchsorted(numbers, which)]


def _about(db: sqlite3.Connection, some: _Numbers, *columns: str) -> tuple[_Numbers, ...]:
    """The numbers, each once and rising, and for each of them the columns: a day, or what is never below nought and -1 where not known."""
    each = np.unique(some)
    empty = {"day": _NO_DAY}
    sql = ", ".join(f"coalesce({c}, {empty.get(c, -1)})" for c in columns)
    rows = _numbers(db, 1 + len(columns), f"select n, {sql} from digests where n in (%s)", each)
    out = np.full((len(columns), len(each)), _GONE, dtype=np.int64)
    out[:, np.searchsorted(each, rows[:, 0])] = rows[:, 1:].T
    return (each, *out)


def _stretches(db: sqlite3.Connection, stretch: Callable[[int | None], int]) -> set[int]:
    """The stretches of time that have articles."""
    days: Sequence[tuple[int | None]] = db.execute("select distinct day from digests").fetchall()
    return {stretch(day) for (day,) in days}
