"""Opening a record: SQLite settings, and numbered migrations with a backup first."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from importlib import resources
from pathlib import Path

from sayso.errors import SaysoError

#: "sayo" in ASCII: marks the file as a record
APPLICATION = 0x7361796F


class RecordError(SaysoError):
    """A record cannot be opened or does not have what was asked for."""


def migrations() -> list[tuple[int, str]]:
    """(number, SQL) of every migration, in order."""
    out = []
    for f in resources.files("sayso.store").joinpath("migrations").iterdir():
        m = re.match(r"(\d{4})_\w+\.sql$", f.name)
        if m:
            out.append((int(m.group(1)), f.read_text(encoding="utf-8")))
    return sorted(out)


def connect(path: Path, *, create: bool = True, readonly: bool = False) -> sqlite3.Connection:
    """A connection to the record at ``path``, brought to the newest schema. Raises RecordError."""
    if not path.exists() and (readonly or not create):
        raise RecordError(f"{path}: no such record")
    if path.is_dir():
        raise RecordError(f"{path}: is a folder, not a record")
    try:
        db = sqlite3.connect(
            f"file:{_quoted(path)}{'?mode=ro' if readonly else ''}", uri=True, timeout=60, check_same_thread=False, isolation_level=None
        )
        db.row_factory = sqlite3.Row
        _check(db, path)
        db.execute("pragma foreign_keys=on")
        db.execute("pragma cache_size=-65536")
        if not readonly:
            db.execute("pragma journal_mode=wal")
            db.execute("pragma synchronous=normal")
            _migrate(db, path)
    except sqlite3.DatabaseError as e:
        raise RecordError(f"{path}: not a record of sayso ({e})") from None
    return db


def _quoted(path: Path) -> str:
    return str(path.resolve()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def _check(db: sqlite3.Connection, path: Path) -> None:
    mark = db.execute("pragma application_id").fetchone()[0]
    tables = db.execute("select count(*) from sqlite_master").fetchone()[0]
    if tables and mark != APPLICATION:
        raise RecordError(f"{path}: an SQLite file, but not a record of sayso")
    newest, have = migrations()[-1][0], db.execute("pragma user_version").fetchone()[0]
    if have > newest:
        raise RecordError(f"{path}: made by a newer sayso (schema {have}, this one knows {newest})")


def _migrate(db: sqlite3.Connection, path: Path) -> None:
    have = db.execute("pragma user_version").fetchone()[0]
    todo = [(n, sql) for n, sql in migrations() if n > have]
    if have and todo:
        backup = path.with_name(f"{path.name}.before-{todo[-1][0]:04d}")
        with closing(sqlite3.connect(backup)) as copy:
            db.backup(copy)
    for n, sql in todo:
        db.executescript(f"begin immediate;\n{sql}\npragma application_id={APPLICATION};\npragma user_version={n};\ncommit;")
