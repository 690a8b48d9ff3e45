"""Quarantine: inputs that could not be read, kept with the reason until the same source is read after all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from sayso.errors import InputError


def keep(db: sqlite3.Connection, errors: Iterable[InputError], who: str, at: str) -> None:
    """Write down what could not be read; the same failure again only moves its time."""
    db.executemany(
        "insert into quarantine (source, place, cause, who, at) values (?,?,?,?,?) "
        "on conflict (source, place, cause) do update set at = excluded.at, who = excluded.who",
        [(e.source, e.place or "", e.cause, who, at) for e in errors],
    )


def release(db: sqlite3.Connection, sources: Iterable[str]) -> None:
    """Forget the failures of sources that were read now; a single line of a file that failed stays."""
    db.executemany("delete from quarantine where source = ? and place = ''", [(s,) for s in sources])


def rows(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """source, place (a line, an offset, or None), cause, who, at; the newest first."""
    found = db.execute("select source, place, cause, who, at from quarantine order by at desc, n desc")
    return [{**dict(r), "place": r["place"] or None} for r in found]
