"""How right the machine was, counted from the decisions that stand: what was accepted of what was reviewed.

A value that an analyst corrected counts as wrong under the value that the machine gave, even where the corrected row was accepted after.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from sayso.store.schema import RecordError
from sayso.store.verdicts import decision_of, standing


@dataclass(frozen=True, slots=True)
class Tally:
    """Of ``reviewed`` incidents and events that the machine gave ``value``, so many were ``right``."""

    value: str
    right: int
    reviewed: int


def sample(db: sqlite3.Connection, size: int) -> list[str]:
    """Ids of a random sample of incidents: the same for the same record (the order of hashes of the ids)."""
    ids = [id for (id,) in db.execute("select id from incidents")]
    return sorted(ids, key=lambda i: hashlib.sha256(f"sample {i}".encode()).digest())[:size]


def tallies(db: sqlite3.Connection, column: str, among: Collection[str] | None = None) -> list[Tally]:
    """By ``column`` (type or status; "all" for one tally of everything), most reviewed first; ``among``: ids of incidents, these only."""
    if column not in ("type", "status", "all"):
        raise RecordError(f"no verdicts by {column!r}")
    given: dict[str, str] = {}
    log = [decision_of(r) for r in db.execute("select * from decisions where what in ('edit', 'undo') order by n")]
    for d in standing(log):
        if d.what == "edit":
            thing, _, name = d.target.rpartition(":")
            if name == column or (column == "all" and name in ("type", "status")):
                given.setdefault(thing, str(d.old))
    counts: dict[str, list[int]] = {}
    for kind, table in (("incident", "incidents"), ("event", "events")):
        value = "'all'" if column == "all" else f"t.{column}"
        rows = db.execute(f"select r.thing, r.verdict, t.id, {value} v from reviews r join {table} t on r.thing = '{kind}:' || t.id")
        for r in rows:
            if among is not None and (kind != "incident" or r["id"] not in among):
                continue
            corrected = r["thing"] in given
            machine = given[r["thing"]] if corrected and column != "all" else r["v"]
            tally = counts.setdefault(machine, [0, 0])
            tally[0] += r["verdict"] == "accepted" and not corrected
            tally[1] += 1
    return [Tally(v, a, n) for v, (a, n) in sorted(counts.items(), key=lambda c: (-c[1][1], c[0]))]
