"""Questions to a record: filters, pages, facets. Every answer is ordered and the same for the same record."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sayso.record import from_dict
from sayso.record_incidents import Incident
from sayso.store.rows import fts_query, unpack

#: how lists of incidents may be ordered
ORDERS = {
    "newest": "i.start is null, i.start desc, i.id",
    "oldest": "i.start is null, i.start, i.id",
    "outlets": "i.outlets desc, i.start desc, i.id",
    "origins": "i.origins desc, i.start desc, i.id",
    "killed": "i.killed is null, i.killed desc, i.start desc, i.id",
    "id": "i.id",
    "unsure": "(select max(confidence) from events e where e.incident = i.id), i.id",
}


#: the label of a place: name, province, country ("Saravena, Arauca, COL"); the same expression is indexed
PLACE_LABEL = "place || coalesce(', ' || nullif(admin1, place), '') || coalesce(', ' || country, '')"

#: a place of many incidents; SQLite takes the bare columns from the row that has the least ``rank``, that is the finest point
PLACE_COLUMNS = (
    "place, admin1, country, precision, lat, lon, count(*) n, "
    "min(case precision when 'exact' then 0 when 'town' then 1 when 'district' then 2 when 'province' then 3 else 4 end) rank"
)

#: what has a point on a map: a place finer than a country or region
ON_MAP = "i.lat is not null and coalesce(i.precision, '') not in ('country', 'region')"


@dataclass(frozen=True, slots=True)
class Filters:
    """What to list; None or empty means any. Days are ISO, inclusive.

    text        words that must occur (full-text; "quoted phrases" stay together, the last word may be a beginning)
    since/until the incident's days (of statements: the day of publication)
    place       name of a place, province or country (alpha-3), as recorded
    box         (south, west, north, east) in degrees; west > east crosses the date line
    actor       id of an actor, or words of a party's name; ``actors``: ids, any of them; ``outlets``: names, any of them
    reviewed    any of accepted, rejected, none
    places      labels ("Saravena, Arauca, COL"), or names as ``place`` has them, any of them
    statements  ids of statements, any of them (None: all)
    below       only incidents of whose events none was read with so much confidence (0 to 1; 0 for any)
    """

    text: str | None = None
    types: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    place: str | None = None
    box: tuple[float, float, float, float] | None = None
    since: str | None = None
    until: str | None = None
    actor: str | None = None
    outlet: str | None = None
    disputed: bool | None = None
    min_outlets: int = 0
    min_origins: int = 0
    actors: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    reviewed: tuple[str, ...] = ()
    max_origins: int = 0
    places: tuple[str, ...] = ()
    below: float = 0.0
    statements: tuple[str, ...] | None = None


#: no filter
ALL = Filters()


@dataclass(frozen=True, slots=True)
class Page[T]:
    """Part of a list, and how long the whole is."""

    rows: tuple[T, ...]
    total: int
    offset: int


def _in(column: str, values: Sequence[str]) -> tuple[str, list[Any]]:
    return f"{column} in ({','.join('?' * len(values))})", list(values)


def incident_where(f: Filters, leave: str | None = None) -> tuple[str, list[Any]]:
    """The SQL condition of a filter over ``incidents i``, and its values. ``leave``: a field not to filter by (for its own facet)."""
    parts: list[str] = []
    values: list[Any] = []

    def add(sql: str, *more: Any) -> None:
        parts.append(sql)
        values.extend(more)

    for name, column in (("types", "i.type"), ("modes", "i.mode"), ("statuses", "i.status"), ("countries", "i.country")):
        chosen = getattr(f, name)
        if chosen and leave != name:
            sql, more = _in(column, chosen)
            add(sql, *more)
    if f.text and (query := fts_query(f.text)):
        add("i.n in (select rowid from incident_text where incident_text match ?)", query)
    if f.place:
        add("(i.place = ? collate nocase or i.admin1 = ? collate nocase or i.country = ?)", f.place, f.place, f.place.upper())
    if f.places and leave != "places":
        one = f"({PLACE_LABEL} = ? or i.place = ? collate nocase or i.admin1 = ? collate nocase or i.country = ?)"
        add("(" + " or ".join([one] * len(f.places)) + ")", *(v for p in f.places for v in (p, p, p, p.upper())))
    if f.below:
        add("(select max(confidence) from events e where e.incident = i.id) < ?", f.below)
    if f.box is not None:
        south, west, north, east = f.box
        sql = "i.n in (select n from incident_box where south >= ? and north <= ? and "
        add(sql + ("west >= ? and east <= ?)" if west <= east else "(west >= ? or east <= ?))"), south, north, west, east)
    if f.since:
        add("coalesce(i.end, i.start) >= ?", f.since)
    if f.until:
        add("i.start <= ?", f.until)
    if f.actor:
        add(
            "i.n in (select incident from incident_actors where actor = ? or actor in "
            "(select id from actors where name like ? escape '\\'))",
            f.actor,
            f"%{like(f.actor)}%",
        )
    if f.outlet:
        add("i.id in (select e.incident from events e join articles a on a.id = e.article and a.current where a.outlet = ?)", f.outlet)
    if f.actors and leave != "actors":
        sql, more = _in("actor", f.actors)
        add(f"i.n in (select incident from incident_actors where {sql})", *more)
    if f.outlets and leave != "outlets":
        sql, more = _in("outlet", f.outlets)
        add(f"i.n in (select incident from incident_outlets where {sql})", *more)
    if f.reviewed and leave != "reviewed":
        sql, more = _in("coalesce((select verdict from reviews where thing = 'incident:' || i.id), 'none')", f.reviewed)
        add(sql, *more)
    if f.disputed is not None and leave != "disputed":
        add("i.disputed = ?", int(f.disputed))
    if f.min_outlets:
        add("i.outlets >= ?", f.min_outlets)
    if f.min_origins and leave != "min_origins":
        add("i.origins >= ?", f.min_origins)
    if f.max_origins:
        add("i.origins <= ?", f.max_origins)
    return " and ".join(parts) or "1", values


def like(words: str) -> str:
    """Words for a LIKE with backslash as escape."""
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def incident_from(blob: bytes) -> Incident:
    """The incident in a packed row."""
    return from_dict(Incident, unpack(blob))


def incident_json(blob: bytes) -> str:
    """The incident in a packed row, as its line of JSON."""
    return zlib.decompress(blob).decode("utf-8")


#: facets over columns of `incidents`: name, SQL value, the filter that a facet does not count itself by
_COLUMNS = (
    ("type", "i.type", "types"), ("status", "i.status", "statuses"), ("country", "i.country", "countries"),
    ("month", "substr(i.start, 1, 7)", None), ("place", PLACE_LABEL, "places"), ("disputed", "i.disputed", "disputed"),
    ("origins", "min(i.origins, 5)", "min_origins"),
    ("reviewed", "coalesce((select verdict from reviews where thing = 'incident:' || i.id), 'none')", "reviewed"),
)  # fmt: skip
#: facets over tables of many values an incident: name, table, column, filter
_TABLES = (("actor", "incident_actors", "actor", "actors"), ("outlet", "incident_outlets", "outlet", "outlets"))


def facets(db: sqlite3.Connection, f: Filters, most: int = 40) -> dict[str, list[tuple[str, int]]]:
    """Counts by type, status, country, month, place (label), dispute, origins (5 stands for 5 or more), review, actor (id) and outlet; each
    under all filters but its own, most frequent first, of places, actors and outlets the ``most`` frequent."""
    out: dict[str, list[tuple[str, int]]] = {}
    for name, column, leave in _COLUMNS:
        where, values = incident_where(f, leave)
        order = "1" if name in ("month", "origins") else "2 desc, 1"
        limit = f"limit {most}" if name == "place" else ""
        # with a filter, walking the groups in an index would look up every row; the plus sign keeps SQLite from it
        value = column if where == "1" else f"+({column})"
        rows = db.execute(f"select {value} v, count(*) c from incidents i where {where} group by 1 order by {order} {limit}", values)
        out[name] = [(str(r["v"]), r["c"]) for r in rows if r["v"] is not None]
    for name, table, column, leave in _TABLES:
        where, values = incident_where(f, leave)
        among = "" if where == "1" else f"where t.incident in (select i.n from incidents i where {where})"
        rows = db.execute(
            f"select t.{column} v, count(distinct t.incident) c from {table} t {among} group by 1 order by 2 desc, 1 limit ?",
            [*values, most],
        )
        out[name] = [(r["v"], r["c"]) for r in rows]
    return out


def place_row(r: sqlite3.Row) -> dict[str, Any]:
    """A row of ``PLACE_COLUMNS`` as plain values."""
    return {k: v for k, v in dict(r).items() if k != "rank"}


def days(db: sqlite3.Connection, f: Filters) -> dict[str, int]:
    """Incidents by their first day; those without a day are left out."""
    where, values = incident_where(f)
    rows = db.execute(f"select i.start v, count(*) c from incidents i where {where} and i.start is not null group by 1 order by 1", values)
    return {r["v"]: r["c"] for r in rows}


def event_where(f: Filters) -> tuple[str, list[Any]]:
    """The SQL condition of a filter over ``events e``."""
    parts: list[str] = []
    values: list[Any] = []
    for column, chosen in (("e.type", f.types), ("e.mode", f.modes), ("e.status", f.statuses), ("e.country", f.countries)):
        if chosen:
            sql, more = _in(column, chosen)
            parts.append(sql)
            values += more
    if f.text:
        for word in f.text.split():
            parts.append("(e.text like ? escape '\\' or e.actors like ? escape '\\' or e.recipients like ? escape '\\')")
            values += [f"%{like(word)}%"] * 3
    if f.place:
        parts.append("(e.place = ? collate nocase or e.admin1 = ? collate nocase or e.country = ?)")
        values += [f.place, f.place, f.place.upper()]
    if f.box is not None:
        south, west, north, east = f.box
        parts.append(f"e.lat between ? and ? and {'e.lon between ? and ?' if west <= east else '(e.lon >= ? or e.lon <= ?)'}")
        values += [south, north, west, east]
    if f.since:
        parts.append("coalesce(e.end, e.start) >= ?")
        values.append(f.since)
    if f.until:
        parts.append("e.start <= ?")
        values.append(f.until)
    if f.actor:
        parts.append("(e.actors like ? escape '\\' or e.recipients like ? escape '\\')")
        values += [f"%{like(f.actor)}%"] * 2
    return " and ".join(parts) or "1", values


def statement_where(f: Filters) -> tuple[str, list[Any]]:
    """The SQL condition of a filter over ``statements s``; ``statuses`` are stances here, ``actor`` is the speaker."""
    parts: list[str] = []
    values: list[Any] = []
    if f.statuses:
        sql, more = _in("s.stance", f.statuses)
        parts.append(sql)
        values += more
    if f.text and (query := fts_query(f.text)):
        parts.append("s.rowid in (select rowid from statement_text where statement_text match ?)")
        values.append(query)
    if f.since:
        parts.append("s.published >= ?")
        values.append(f.since)
    if f.until:
        parts.append("substr(s.published, 1, 10) <= ?")
        values.append(f.until)
    if f.statements is not None:
        sql, more = _in("s.id", f.statements)
        parts.append(sql)
        values += more
    if f.actor:
        parts.append("s.speaker like ? escape '\\'")
        values.append(f"%{like(f.actor)}%")
    return " and ".join(parts) or "1", values
