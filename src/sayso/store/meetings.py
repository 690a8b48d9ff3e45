"""Keys of articles in a record, and which articles meet by them. Works inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_Keys = NDArray[np.int64]


def in_chunks(db: sqlite3.Connection, sql: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
    """Rows of a query with ``in (%s)``, in chunks that SQLite takes."""
    each, out = list(values), []
    cursor = db.cursor()
    cursor.row_factory = None
    for i in range(0, len(each), 5000):
        part = each[i : i + 5000]
        out += cursor.execute(sql % ",".join("?" * len(part)), part).fetchall()
    return out


@dataclass(frozen=True, slots=True)
class Met:
    """Articles that meet: numbers of the newer and the older one; how many keys of the common and of the marked kind they share."""

    new: list[int]
    old: list[int]
    common: list[int]
    marked: list[int]


def put(db: sqlite3.Connection, table: str, keyed: dict[int, _Keys]) -> None:
    """Store keys by number of article, in the order of keys, so that each page of the index is touched once."""
    rows = np.concatenate([*keyed.values(), np.empty(0, np.int64)])
    numbers = np.repeat(np.fromiter(keyed, np.int64, len(keyed)), [len(k) for k in keyed.values()])
    order = np.lexsort((numbers, rows))
    db.executemany(f"insert or ignore into {table} values (?,?)", zip(rows[order].tolist(), numbers[order].tolist(), strict=True))


def take(db: sqlite3.Connection, table: str, n: int, keys: _Keys) -> None:
    """Take an article's keys out."""
    db.executemany(f"delete from {table} where key=? and n=?", [(k, n) for k in keys.tolist()])


def meet(db: sqlite3.Connection, table: str, wanted: dict[int, _Keys], marked: Callable[[_Keys], NDArray[np.bool_]]) -> Met:
    """The articles, each older than (with a smaller number than) the one it is wanted for, that have a key that is wanted."""
    probes = np.concatenate([*wanted.values(), np.empty(0, np.int64)])
    owner = np.repeat(np.fromiter(wanted, np.int64, len(wanted)), [len(k) for k in wanted.values()])
    order = np.argsort(probes, kind="stable")
    probes, owner = probes[order], owner[order]
    found = np.array(in_chunks(db, f"select key, n from {table} where key in (%s)", np.unique(probes).tolist()), dtype=np.int64)
    if not len(found):
        return Met([], [], [], [])
    first = np.searchsorted(probes, found[:, 0])
    times = np.searchsorted(probes, found[:, 0], "right") - first
    which = np.repeat(np.arange(len(found)), times)
    at = np.arange(len(which)) - np.repeat(np.cumsum(times) - times, times) + first[which]
    new, old, keys = owner[at], found[which, 1], found[which, 0]
    kept = old < new
    new, old, marks = new[kept], old[kept], marked(keys[kept])
    pairs, back = np.unique(new << np.int64(32) | old, return_inverse=True)
    of_marked = np.bincount(back, marks, len(pairs)).astype(np.int64)
    of_all = np.bincount(back, minlength=len(pairs))
    return Met((pairs >> 32).tolist(), (pairs & 0xFFFFFFFF).tolist(), (of_all - of_marked).tolist(), of_marked.tolist())


def stretches(db: sqlite3.Connection, stretch: Callable[[int | None], int]) -> set[int]:
    """The stretches of time that have articles."""
    days: Sequence[tuple[int | None]] = db.execute("select distinct day from digests").fetchall()
    return {stretch(day) for (day,) in days}
