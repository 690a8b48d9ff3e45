"""Writing the gazetteer: rows into ONE indexed SQLite file, under a temporary name that is renamed when whole."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sayso.gazetteer.entry import precision_of
from sayso.gazetteer.names import fold, sound
from sayso.gazetteer.sources import Raw, packaged, packages_version
from sayso.gazetteer.tables import data_hash

#: raised with every change of the file's shape or of the rules that fill it
SHAPE = "9"

SCHEMA = """
create table place (id integer primary key, geonameid integer, name text, lat real, lon real, country text, code text, feature text,
                    population integer, weight real, approximate integer);
create table name (key text, place integer, main integer, primary key (key, place)) without rowid;
create table sound (key text, place integer, primary key (key, place)) without rowid;
create table demonym (word text, place integer, primary key (word, place)) without rowid;
create table area (code text primary key, place integer) without rowid;
create table meta (key text primary key, value text);
"""

#: countries whose names reach English through a transliteration, so that spellings are many
_SPELT = frozenset(
    "AFG ARE ARM AZE BGD BGR BHR BLR DZA EGY ERI ETH GEO IND IRN IRQ ISR JOR KAZ KGZ KWT LBN LBY MAR MKD MRT NPL OMN PAK PSE QAT RUS SAU "
    "SDN SOM SRB SYR TCD TJK TKM TUN UKR UZB YEM XKX".split()
)


def cache_dir() -> Path:
    """``SAYSO_CACHE``, else ``sayso`` in XDG's cache directory."""
    own = os.environ.get("SAYSO_CACHE")
    if own:
        return Path(own)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "sayso"


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold an exclusive lock on ``path`` (made if need be): two builders wait for one another."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "a") as f:
        try:
            import fcntl

            fcntl.flock(f, fcntl.LOCK_EX)
        except ImportError:  # Windows: the rename at the end is atomic all the same, only work is doubled
            pass
        yield


def progress(text: str) -> None:
    """One line on stderr, only where somebody watches."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{text}")
        sys.stderr.flush()


def write(path: Path, raws: Iterable[Raw], name: str) -> str:
    """Write the places to a new file at ``path`` (replaced in one step); gives the hash of the content.

    The hash is over the rows, not over the file's bytes: SQLite's pages may differ between versions of SQLite, the rows do not.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=path.name + ".", suffix=".part", dir=path.parent)
    os.close(handle)
    digest = hashlib.sha256(SHAPE.encode())
    try:
        db = sqlite3.connect(temporary)
        db.executescript("pragma journal_mode=off; pragma synchronous=off; pragma page_size=4096; pragma cache_size=-200000;" + SCHEMA)
        count = 0
        for count, raw in enumerate(raws, 1):
            _insert(db, count, raw, digest.update)
            if count % 20000 == 0:
                progress(f"sayso: building the gazetteer, {count:,} places")
        value = digest.hexdigest()[:16]
        db.executemany("insert into meta values (?,?)", [("hash", value), ("shape", SHAPE), ("name", name)])
        db.commit()
        if count < 1_000_000:
            db.execute("vacuum")
        db.close()
        os.replace(temporary, path)
    finally:
        if os.path.exists(temporary):
            os.unlink(temporary)
    progress("")
    return value


def _insert(db: sqlite3.Connection, number: int, raw: Raw, hashed: Callable[[bytes], None]) -> None:
    lat, lon = round(raw.lat or 0.0, 4), round(raw.lon or 0.0, 4)
    facts = (raw.country, raw.code, raw.feature, raw.population, round(raw.weight, 3), int(raw.approximate))
    row = (number, raw.geonameid, raw.name, lat, lon, *facts)
    keys: dict[str, int] = {fold(raw.name): 1}
    for n in raw.names:
        keys.setdefault(fold(n), 0)
    keys.pop("", None)
    # what an area is called without the word for its kind is its name as well ("Kandahar" of "Kandahar Province")
    db.execute("insert into place values (?,?,?,?,?,?,?,?,?,?,?)", row)
    db.executemany("insert or ignore into name values (?,?,?)", [(k, number, m) for k, m in keys.items()])
    if raw.country in _SPELT:
        sounds = dict.fromkeys(sound(k) for k in keys)
        db.executemany("insert or ignore into sound values (?,?)", [(s, number) for s in sounds if len(s) > 2])
    if raw.demonyms:
        db.executemany("insert or ignore into demonym values (?,?)", [(d.casefold(), number) for d in raw.demonyms])
    if raw.feature[0] == "A" and raw.code:
        db.execute("insert or ignore into area values (?,?)", (raw.code, number))
    hashed(repr((row, sorted(keys.items()), sorted(raw.demonyms), precision_of(raw.feature))).encode())


def packaged_path() -> Path:
    """Where the gazetteer of the installed packages lies: its name says from what it was built."""
    key = hashlib.sha256(f"{SHAPE} {packages_version()} {data_hash()}".encode()).hexdigest()[:12]
    return cache_dir() / f"places-{key}.sqlite"


def build_packaged() -> Path:
    """The gazetteer of the installed packages, built where it is not there yet (about half a minute, once)."""
    path = packaged_path()
    if not path.exists():
        with locked(path.parent / "places.lock"):
            if not path.exists():
                write(path, packaged(), "sayso-packaged")
    return path
