"""Look-ups: names, demonyms, areas. Read-only, one connection a process and thread, answers kept in memory."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from sayso.errors import SetupError
from sayso.gazetteer.build import SHAPE
from sayso.gazetteer.entry import Entry, precision_of
from sayso.gazetteer.names import fold, sound
from sayso.gazetteer.sources import Raw
from sayso.gazetteer.tables import ShortRow, short_rows

_COLUMNS = "p.id, p.geonameid, p.name, p.lat, p.lon, p.country, p.code, p.feature, p.population, p.weight, p.approximate"
#: answers kept in memory: about 60 MB at most
_KEEP = 60_000


class Gazetteer:
    """Places by name. ``path`` None: no places at all (for tests); ``own``: the user's places on top."""

    def __init__(self, path: Path | None = None, own: Iterable[Raw] = ()) -> None:
        self.path = path
        self.info: dict[str, str] = {"name": "none", "hash": "0"}
        self._local = threading.local()
        self._known: dict[str, tuple[Entry, ...]] = {}
        self._sounds: dict[str, tuple[Entry, ...]] = {}
        self._areas: dict[str, Entry | None] = {}
        self._own: dict[str, list[Entry]] = {}
        self._names: dict[str, str] = {}
        self.demonyms: dict[str, tuple[Entry, ...]] = {}
        self.shorts: dict[str, ShortRow] = {}
        if path is not None:
            self._open(path)
        self._add_own(list(own))

    def _open(self, path: Path) -> None:
        try:
            meta = dict(self._db().execute("select key, value from meta").fetchall())
        except sqlite3.Error as e:
            raise SetupError(f"{path}: not a gazetteer of sayso ({e}); delete it, and it is built anew") from None
        if meta.get("shape") != SHAPE:
            raise SetupError(f"{path}: made by another version of sayso; load it again with `sayso gazetteer load`")
        self.info = {"name": meta["name"], "hash": meta["hash"]}
        # names of first-order areas: asked for with every entry
        self._names = dict(
            self._db().execute("select a.code, p.name from area a join place p on p.id=a.place where p.feature='A.ADM1'").fetchall()
        )
        found: dict[str, list[Entry]] = {}
        for row in self._db().execute(
            f"select d.word, {_COLUMNS} from demonym d join place p on p.id=d.place order by d.word, p.weight desc, p.id"
        ):
            found.setdefault(row[0], []).append(self._entry(row[1:], True))
        self.demonyms = {k: tuple(v) for k, v in found.items()}
        self.shorts = {r.short: r for r in short_rows()}

    def _db(self) -> sqlite3.Connection:
        # a connection must not cross a fork or a thread
        db: sqlite3.Connection | None = getattr(self._local, "db", None)
        if db is None or self._local.pid != os.getpid():
            assert self.path is not None
            db = sqlite3.connect(f"{self.path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            db.execute("pragma mmap_size=268435456")
            self._local.db, self._local.pid = db, os.getpid()
        return db

    def __getstate__(self) -> dict[str, object]:
        return {k: v for k, v in self.__dict__.items() if k not in ("_local", "_known", "_sounds", "_areas")}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)
        self._local = threading.local()
        self._known, self._sounds, self._areas = {}, {}, {}

    def _entry(self, row: tuple[int, int | None, str, float, float, str | None, str, str, int, float, int], main: bool) -> Entry:
        number, gid, name, lat, lon, country, code, feature, people, weight, approximate = row
        steps = code.split(".")
        admin1 = self._names.get(".".join(steps[:2])) if len(steps) > 1 else None
        admin2 = None
        if len(steps) > 2 and feature[0] != "A":
            admin2 = self._area_name(code)
        return Entry(
            gid,
            name,
            lat,
            lon,
            country,
            admin1,
            admin2,
            feature,
            people,
            precision_of(feature),
            code,
            weight,
            main,
            bool(approximate),
            number,
        )

    def _area_name(self, code: str) -> str | None:
        if code not in self._names:
            row = self._db().execute("select p.name from area a join place p on p.id=a.place where a.code=?", (code,)).fetchone()
            self._names[code] = row[0] if row else ""
        return self._names[code] or None

    def _add_own(self, raws: list[Raw]) -> None:
        for n, raw in enumerate(raws, 1):
            row = (
                -n,
                raw.geonameid,
                raw.name,
                raw.lat or 0.0,
                raw.lon or 0.0,
                raw.country,
                raw.code,
                raw.feature,
                raw.population,
                raw.weight,
                0,
            )
            entry = self._entry(row, True)
            for i, name in enumerate((raw.name, *raw.names)):
                self._own.setdefault(fold(name), []).append(replace(entry, main=i == 0))
        if raws:
            import hashlib

            digest = hashlib.sha256(repr([(r.name, r.lat, r.lon, r.names, r.feature) for r in raws]).encode()).hexdigest()[:8]
            self.info = {**self.info, "hash": f"{self.info['hash']}+{digest}"}

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """All places of that name (case, accents, apostrophes, hyphens folded), likeliest first; ties in the order of the file."""
        return self.lookup_key(fold(name))

    def lookup_key(self, key: str) -> tuple[Entry, ...]:
        """``lookup`` for a name that is folded already."""
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= _KEEP:
                self._known.clear()
            found = tuple(self._own.get(key, ()))
            if self.path is not None and key:
                rows = (
                    self._db()
                    .execute(f"select {_COLUMNS}, n.main from name n join place p on p.id=n.place where n.key=?", (key,))
                    .fetchall()
                )
                entries = [self._entry(r[:11], bool(r[11])) for r in rows]
                entries.sort(key=lambda e: (-e.weight - (0.5 if e.main else 0.0), e.id))
                found = (*found, *entries)
            self._known[key] = found
        return found

    def lookup_sound(self, name: str) -> tuple[Entry, ...]:
        """Places whose name sounds alike in another transliteration ("Qandahar", "Kyiv"); for names that `lookup` does not know."""
        key = sound(fold(name))
        found = self._sounds.get(key)
        if found is None:
            if len(self._sounds) >= _KEEP:
                self._sounds.clear()
            found = ()
            if self.path is not None and len(key) > 2:
                rows = self._db().execute(f"select {_COLUMNS} from sound s join place p on p.id=s.place where s.key=?", (key,)).fetchall()
                found = tuple(sorted((self._entry(r, False) for r in rows), key=lambda e: (-e.weight, e.id)))
            self._sounds[key] = found
        return found

    def area(self, code: str) -> Entry | None:
        """The country or area with that GeoNames code ("AF", "AF.23", "US.LA.079")."""
        if code not in self._areas:
            row = None
            if self.path is not None and code:
                row = self._db().execute(f"select {_COLUMNS} from area a join place p on p.id=a.place where a.code=?", (code,)).fetchone()
            self._areas[code] = self._entry(row, True) if row else None
        return self._areas[code]

    def demonym(self, word: str) -> tuple[Entry, ...]:
        """The countries or regions whose people or adjective the word is ("Afghan", "Scots", "Congolese")."""
        return self.demonyms.get(word.casefold(), ())
