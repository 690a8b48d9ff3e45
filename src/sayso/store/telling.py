"""What a record tells: everything that is asked of it and changes nothing. ``Record`` adds how articles and decisions come in."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from sayso.record import Reading, to_dict
from sayso.record_incidents import Actor, ActorEntity, Change, Decision, Incident
from sayso.store import precision, quarantine, voices
from sayso.store.queries import (
    ALL,
    ON_MAP,
    ORDERS,
    PLACE_COLUMNS,
    PLACE_LABEL,
    Filters,
    Page,
    days,
    event_where,
    facets,
    incident_from,
    incident_json,
    incident_where,
    like,
    place_row,
    statement_where,
)
from sayso.store.rows import reading_of
from sayso.store.schema import RecordError
from sayso.store.verdicts import Actors, Verdicts, decision_of, standing


class Telling:
    """Queries that stay fast at 50,000 incidents, over an open record."""

    path: Path
    db: sqlite3.Connection

    def counts(self) -> dict[str, int]:
        """How many articles (current), versions, events, statements, incidents, actors and decisions there are."""
        queries = {
            "articles": "select count(*) from articles where current", "versions": "select count(*) from articles",
            "events": "select count(*) from events", "statements": "select count(*) from statements",
            "incidents": "select count(*) from incidents", "actors": "select count(*) from actors",
            "decisions": "select count(*) from decisions",
        }  # fmt: skip
        return {k: self.db.execute(q).fetchone()[0] for k, q in queries.items()}

    def incidents(self, filters: Filters = ALL, *, order: str = "newest", limit: int = 50, offset: int = 0) -> Page[Incident]:
        """A page of incidents; ``order``: newest, oldest, outlets, origins, killed, id."""
        if order not in ORDERS:
            raise RecordError(f"no such order: {order!r} (one of {', '.join(ORDERS)})")
        where, values = incident_where(filters)
        total = self.db.execute(f"select count(*) from incidents i where {where}", values).fetchone()[0]
        # numbers first: sorting must not carry the bodies along
        sql = f"select i.n from incidents i where {where} order by {ORDERS[order]} limit ? offset ?"
        rows = [self.db.execute("select body from incidents where n=?", tuple(r)) for r in self.db.execute(sql, [*values, limit, offset])]
        return Page(tuple(incident_from(r.fetchone()["body"]) for r in rows), total, offset)

    def points(self, filters: Filters = ALL, *, limit: int = 50_000) -> list[tuple[str, float, float, str, str | None, str]]:
        """(id, latitude, longitude, type, precision, place) of the incidents with a place finer than a country or region, best attested
        first: for maps."""
        where, values = incident_where(filters)
        cursor = self.db.cursor()
        cursor.row_factory = None
        cursor.execute(
            f"select id, lat, lon, type, precision, coalesce(place, '') from incidents i where {where} and {ON_MAP} "
            "order by outlets desc, id limit ?",
            [*values, limit],
        )
        return cursor.fetchall()

    def extent(self, filters: Filters = ALL) -> tuple[int, tuple[float, float, float, float] | None]:
        """(how many incidents ``points`` would give without a limit, their box: south, west, north, east)."""
        where, values = incident_where(filters)
        sql = f"select count(*), min(lat), min(lon), max(lat), max(lon) from incidents i where {where} and {ON_MAP}"
        n, *box = self.db.execute(sql, values).fetchone()
        return n, (box[0], box[1], box[2], box[3]) if n else None

    def facets(self, filters: Filters = ALL) -> dict[str, list[tuple[str, int]]]:
        """Counts by type, status, country, month and dispute, each under all filters but its own."""
        return facets(self.db, filters)

    def incident(self, id: str) -> Incident:
        """One incident, with its history. An id that was merged away gives the incident that it went into. Raises RecordError."""
        row = self.db.execute("select body from incidents where id=?", (self.follow(id),)).fetchone()
        if row is None:
            raise RecordError(f"{self.path}: no incident {id}")
        return incident_from(row["body"])

    def has_incident(self, id: str) -> bool:
        """Whether there is such an incident, or a tombstone that leads to one."""
        return self.db.execute("select 1 from incidents where id=?", (self.follow(id),)).fetchone() is not None

    def has_actor(self, id: str) -> bool:
        """Whether there is such an actor, or one that it went into."""
        return self.db.execute("select 1 from actors where id in (?, ?)", (id, Actors.load(self.db).of("", id))).fetchone() is not None

    def follow(self, id: str) -> str:
        """Where an incident id leads: itself, or along its tombstones."""
        for _ in range(100):
            row = self.db.execute("select into_id from tombstones where id=?", (id,)).fetchone()
            if row is None or row["into_id"] is None:
                return id
            id = row["into_id"]
        return id

    def history(self, id: str) -> tuple[Change, ...]:
        """What happened to an incident or actor in this record, oldest first, with wall-clock times."""
        rows = self.db.execute("select what, reason, at, version, other from history where thing=? order by n", (id,))
        return tuple(Change(r["what"], r["reason"], r["at"], r["version"], r["other"]) for r in rows)

    def events(self, filters: Filters = ALL, *, limit: int = 50, offset: int = 0) -> Page[dict[str, Any]]:
        """A page of events, in time order (newest first): plain rows with the article, the clause and the incident."""
        where, values = event_where(filters)
        total = self.db.execute(f"select count(*) from events e where {where}", values).fetchone()[0]
        rows = self.db.execute(
            f"select * from events e where {where} order by e.start is null, e.start desc, e.id limit ? offset ?", [*values, limit, offset]
        )
        return Page(tuple({**dict(r), "figures": json.loads(r["figures"])} for r in rows), total, offset)

    def statements(self, filters: Filters = ALL, *, limit: int = 50, offset: int = 0) -> Page[dict[str, Any]]:
        """A page of statements, newest first: plain rows. ``filters.statuses`` are stances, ``filters.actor`` the speaker.

        To the columns of the table each row adds what its reading says further: addressee, cue, act, medium, outlet, and ``via``, the
        speakers in whose statements it stands, innermost first.
        """
        where, values = statement_where(filters)
        total = self.db.execute(f"select count(*) from statements s where {where}", values).fetchone()[0]
        rows = self.db.execute(
            f"select * from statements s where {where} order by s.published is null, s.published desc, s.id limit ? offset ?",
            [*values, limit, offset],
        )
        given = Verdicts.load(self.db).statements
        told = voices.settings(self.db, [dict(r) for r in rows])
        return Page(tuple({**r, **given.get(r["id"], {})} for r in told), total, offset)

    def statements_about(self, incident: str) -> tuple[str, ...]:
        """Ids of the statements that tell of the incident, with those in which they stand; in order. Raises RecordError."""
        return voices.about_incident(self.db, self.incident(incident).id)

    def actors(self, text: str | None = None, *, kind: str | None = None, limit: int = 50, offset: int = 0) -> Page[Actor]:
        """A page of actors, the most mentioned first. ``text``: part of a name or alias."""
        parts, values = ["1"], []
        if text:
            parts.append("(name like ? escape '\\' or aliases like ? escape '\\')")
            values += [f"%{like(text)}%"] * 2
        if kind:
            parts.append("kind = ?")
            values.append(kind)
        where = " and ".join(parts)
        total = self.db.execute(f"select count(*) from actors where {where}", values).fetchone()[0]
        rows = self.db.execute(f"select * from actors where {where} order by mentions desc, id limit ? offset ?", [*values, limit, offset])
        return Page(tuple(_actor(r) for r in rows), total, offset)

    def actor(self, id: str) -> Actor:
        """One actor with the entities it stands for; an id that was merged away gives the actor that it went into. Raises RecordError."""
        row = self.db.execute("select * from actors where id=?", (id,)).fetchone()
        if row is None:
            id = Actors.load(self.db).of("", id)
            row = self.db.execute("select * from actors where id=?", (id,)).fetchone()
        if row is None:
            raise RecordError(f"{self.path}: no actor {id}")
        rows = self.db.execute("select article, entity from actor_entities where actor=? order by article, entity", (id,))
        return replace(_actor(row), entities=tuple(ActorEntity(*r) for r in rows), history=self.history(id))

    def articles(self, text: str | None = None, *, limit: int = 50, offset: int = 0) -> Page[dict[str, Any]]:
        """A page of current articles, newest first: plain rows without their text. ``text``: part of the title or outlet."""
        where, values = "current", []
        if text:
            where += " and (title like ? escape '\\' or outlet like ? escape '\\')"
            values = [f"%{like(text)}%"] * 2
        total = self.db.execute(f"select count(*) from articles where {where}", values).fetchone()[0]
        rows = self.db.execute(
            "select id, version, source, url, outlet, domain, title, published, language, events, statements, added_at from articles "
            f"where {where} order by published is null, published desc, id limit ? offset ?",
            [*values, limit, offset],
        )
        return Page(tuple(dict(r) for r in rows), total, offset)

    def places(self, text: str | None = None, *, limit: int = 50, offset: int = 0) -> Page[dict[str, Any]]:
        """A page of the places of incidents, those with most incidents first: label ("Saravena, Arauca, COL"), place, admin1, country,
        precision, lat, lon, n. ``text``: part of the label."""
        where, values = "place is not null", []
        if text:
            where += f" and {PLACE_LABEL} like ? escape '\\'"
            values = [f"%{like(text)}%"]
        group = f"from incidents where {where} group by {PLACE_LABEL}"
        total = self.db.execute(f"select count(*) from (select 1 {group})", values).fetchone()[0]
        sql = f"select {PLACE_LABEL} label, {PLACE_COLUMNS} {group} order by n desc, label limit ? offset ?"
        return Page(tuple(place_row(r) for r in self.db.execute(sql, [*values, limit, offset])), total, offset)

    def place(self, label: str) -> dict[str, Any]:
        """One place by its label: as in ``places``. Raises RecordError."""
        row = self.db.execute(f"select {PLACE_COLUMNS} from incidents where {PLACE_LABEL} = ?", (label,)).fetchone()
        if not row["n"]:
            raise RecordError(f"{self.path}: no place {label}")
        return {"label": label, **place_row(row)}

    def sample(self, size: int) -> list[str]:
        """Ids of a random sample of incidents: the same for the same record."""
        return precision.sample(self.db, size)

    def precision(self, column: str, among: Collection[str] | None = None) -> list[precision.Tally]:
        """How right the machine was by type or status (or "all"), from the reviews; ``among``: of these incidents only."""
        return precision.tallies(self.db, column, among)

    def voices_of_actor(self, actor: str) -> voices.Voices:
        """Statements by an actor and about it, from its newest articles."""
        return voices.of_actor(self.db, actor)

    def voices_of_place(self, label: str) -> voices.Voices:
        """Statements that tell of what happened at a place, by its label, from the newest articles."""
        return voices.of_place(self.db, label)

    def quarantine(self) -> list[dict[str, Any]]:
        """Inputs that could not be read: source, place, cause, who, at; newest first."""
        return quarantine.rows(self.db)

    def versions(self, article: str) -> list[dict[str, Any]]:
        """All versions of an article, oldest first."""
        rows = self.db.execute(
            "select id, version, current, title, outlet, published, added_at from articles where id=? order by version", (article,)
        )
        return [dict(r) for r in rows]

    def reading(self, article: str, version: int | None = None) -> Reading:
        """The reading of an article (the current version unless told). Raises RecordError."""
        row = self.db.execute(
            "select reading from articles where id=? and " + ("current" if version is None else "version=?"),
            (article,) if version is None else (article, version),
        ).fetchone()
        if row is None:
            raise RecordError(f"{self.path}: no article {article}")
        return reading_of(row["reading"])

    def article_of(self, id: str) -> str | None:
        """The article that an event id or a statement id (``ARTICLE#s3``) belongs to."""
        for table in ("events", "statements"):
            row = self.db.execute(f"select article from {table} where id=?", (id,)).fetchone()
            if row is not None:
                return str(row["article"])
        return None

    def every_incident(self) -> Iterator[Incident]:
        """All incidents, by id."""
        for r in self.db.execute("select body from incidents order by id"):
            yield incident_from(r["body"])

    def incident_lines(self, *, times: bool = False) -> Iterator[str]:
        """All incidents as lines of JSON, by id. ``times``: with wall-clock times and this record's own history."""
        for r in self.db.execute("select id, body from incidents order by id"):
            if times:
                yield json.dumps(self.timed(incident_from(r["body"])), ensure_ascii=False, separators=(",", ":"))
            else:
                yield incident_json(r["body"])

    def timed(self, incident: Incident) -> dict[str, Any]:
        """The incident as plain JSON values, with ``joined_at`` and the record's history."""
        added = {m.article: self._added_at(m.article) for m in incident.members}
        members = tuple(replace(m, joined_at=added[m.article]) for m in incident.members)
        row: dict[str, Any] = to_dict(replace(incident, members=members, history=self.history(incident.id)))
        return row

    def _added_at(self, article: str) -> str | None:
        row = self.db.execute("select added_at from articles where id=? and current", (article,)).fetchone()
        return row["added_at"] if row else None

    def decisions(self, target: str | None = None) -> list[Decision]:
        """The log, oldest first; ``target``: only what is about this incident, event, statement or actor id."""
        rows = self.db.execute("select * from decisions order by n")
        return [d for d in map(decision_of, rows) if target is None or target in d.target]

    def reviews(self, kind: str = "incident") -> dict[str, tuple[str, str]]:
        """id → (verdict, who) of the reviews that stand, of incidents or events."""
        rows = self.db.execute("select thing, verdict, who from reviews where thing like ? order by thing", (f"{kind}:%",))
        return {r["thing"].partition(":")[2]: (r["verdict"], r["who"]) for r in rows}

    def days(self, filters: Filters = ALL) -> dict[str, int]:
        """How many incidents began on each day."""
        return days(self.db, filters)

    def notes(self, id: str) -> list[Decision]:
        """The notes about an incident that stand, those of incidents that went into it included."""
        rows = self.db.execute("select * from decisions where what in ('note', 'undo') order by n")
        notes = [d for d in standing([decision_of(r) for r in rows]) if d.what == "note"]
        return [d for d in notes if self.follow(d.target.partition(":")[2]) == id]


def _actor(r: sqlite3.Row) -> Actor:
    kb = {"wikidata": r["wikidata"]} if r["wikidata"] else None
    return Actor(r["id"], r["name"], r["kind"], tuple(json.loads(r["aliases"])), r["sector"], r["country"], kb, r["mentions"])
