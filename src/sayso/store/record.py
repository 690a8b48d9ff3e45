"""Record: the one object through which commands, exports and the workbench use a record on disk."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sayso.errors import InputError
from sayso.link.copies import ordinal
from sayso.link.digest import Digest, digest, told_words
from sayso.record import Article, Reading, to_dict
from sayso.record_incidents import Actor, ActorEntity, Change, Decision, Incident
from sayso.store import decide, precision, quarantine, voices
from sayso.store.actors import entity_rows, refresh_actors, regroup
from sayso.store.kept import Kept
from sayso.store.linker import Linker
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
from sayso.store.rows import article_sha, event_rows, model_key, pack, reading_of, statement_rows
from sayso.store.schema import RecordError, connect
from sayso.store.verdicts import Actors, Verdicts, decision_of, keep_reviews, standing

#: articles that are stored and linked in one transaction
BATCH = 1000


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Added:
    """What ``add`` did: articles new, changed (both versions kept), read anew by another sayso, unchanged; incidents written."""

    new: int = 0
    changed: int = 0
    reread: int = 0
    unchanged: int = 0
    incidents: int = 0


class Record:
    """A record: articles in, incidents out; decisions; queries that stay fast at 50,000 incidents.

    Use it as a context manager, or ``close`` it. One process may write while others read. ``clock`` gives the wall-clock time of
    additions and decisions (ISO, UTC).
    """

    def __init__(self, path: str | Path, *, create: bool = True, readonly: bool = False, clock: Callable[[], str] = _now) -> None:
        self.path = Path(path)
        self.db = connect(self.path, create=create, readonly=readonly)
        self.clock = clock
        self._kept = Kept()

    def __enter__(self) -> Record:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        self.db.execute("begin immediate")
        try:
            yield self.db
        except BaseException:
            self.db.execute("rollback")
            self._kept.clear()
            raise
        self.db.execute("commit")

    # -------------------------------------------------------------- articles in

    def knows(self, article: Article) -> bool:
        """Whether this very article (text and metadata) is here, as the current version of its id or an older one."""
        return self.db.execute("select 1 from articles where id=? and sha=?", (article.id, article_sha(article))).fetchone() is not None

    def add(self, readings: Iterable[Reading], *, batch: int = BATCH, progress: Callable[[int], None] | None = None) -> Added:
        """Store readings and link them. The same article again changes nothing; a changed one is a new version beside the old.

        The incidents do not depend on the order of arrival nor on ``batch`` (articles a transaction). ``progress`` gets the number
        of articles done after each batch.
        """
        source, total = iter(readings), Added()
        done = 0
        while some := list(islice(source, max(1, batch))):
            with self._writing():
                part = self._add(some)
            total = Added(*(a + b for a, b in zip(_counts(total), _counts(part))))
            done += len(some)
            if progress is not None:
                progress(done)
        return total

    def _add(self, readings: list[Reading]) -> Added:
        now = self.clock()
        verdicts = Verdicts.load(self.db)
        linker = Linker(self.db, verdicts, now, self._kept)
        counts = {"new": 0, "changed": 0, "reread": 0, "unchanged": 0}
        fresh: dict[str, Reading] = {}
        for r in readings:
            state = self._state(r)
            if r.article.id in fresh and fresh[r.article.id] == r:
                state = "unchanged"
            counts[state] += 1
            if state != "unchanged":
                if r.article.id in fresh:
                    before = fresh[r.article.id]
                    self._store(before, digest(before), now, verdicts)
                fresh[r.article.id] = r
        digests = []
        actors: set[str] = set()
        for r in fresh.values():
            linker.forget(r.article.id)
            words = told_words(r)
            d = digest(r, words)
            actors |= self._store(r, d, now, verdicts)
            digests.append((d, words))
        refresh_actors(self.db, actors)
        written = linker.link(digests) if digests else set()
        return Added(**counts, incidents=len(written))

    def _state(self, r: Reading) -> str:
        versions = {x["sha"]: x for x in self.db.execute("select sha, model, current from articles where id=?", (r.article.id,))}
        if not versions:
            return "new"
        row = versions.get(article_sha(r.article))
        if row is None:
            return "changed"
        # an older version that comes again does not take the newer one's place
        return "unchanged" if not row["current"] or row["model"] == model_key(r) else "reread"

    def _store(self, r: Reading, d: Digest, now: str, verdicts: Verdicts) -> set[str]:
        """Write an article's rows; the actors whose rows must be refreshed."""
        db, a = self.db, r.article
        sha = article_sha(a)
        actors = {x for (x,) in db.execute("select actor from actor_entities where article=?", (a.id,))}
        db.execute("delete from statement_text where rowid in (select rowid from statements where article=?)", (a.id,))
        for table in ("events", "statements", "actor_entities"):
            if table == "events":
                self._orphan(a.id, now)
            db.execute(f"delete from {table} where article=?", (a.id,))
        row = db.execute("select n, version from articles where id=? and sha=?", (a.id, sha)).fetchone()
        version = (
            row["version"] if row else db.execute("select coalesce(max(version), 0) + 1 from articles where id=?", (a.id,)).fetchone()[0]
        )
        db.execute("update articles set current=0 where id=?", (a.id,))
        blob = pack(to_dict(r))
        db.execute(
            "insert or replace into articles values (?,?,?,1,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                row["n"] if row else None, a.id, version, sha, a.source, a.url, a.outlet, a.domain, a.title, a.published,
                ordinal(a.published), a.language, len(r.events), len(r.statements), model_key(r), now, blob,
            ),
        )  # fmt: skip
        rows = event_rows(r, d)
        db.executemany(f"insert or replace into events values ({','.join('?' * 20)},null,?)", rows)
        for s in statement_rows(r):
            cur = db.execute(f"insert into statements values ({','.join('?' * len(s))})", s)
            db.execute("insert into statement_text (rowid, text, speaker) values (?,?,?)", (cur.lastrowid, s[-1], s[3]))
        quarantine.release(db, a.source)
        entities = entity_rows(r, verdicts.actors)
        db.executemany("insert into actor_entities values (?,?,?,?,?,?,?,?,?)", entities)
        return actors | {e[2] for e in entities}

    def _orphan(self, article: str, now: str) -> None:
        """Incidents all of whose events are this article's go when it changes; ``relink`` sees to the others."""
        rows = self.db.execute(
            "select distinct incident from events e where article=? and incident is not null and not exists "
            "(select 1 from events o where o.incident = e.incident and o.article <> e.article)",
            (article,),
        ).fetchall()
        linker = Linker(self.db, Verdicts(), now, self._kept)
        for (incident,) in rows:
            linker.remove(incident)

    # -------------------------------------------------------------- what is there

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

    def keep_failures(self, errors: Iterable[InputError], *, who: str) -> None:
        """Put inputs that could not be read into the quarantine; a source that is read later leaves it."""
        with self._writing():
            quarantine.keep(self.db, errors, who, self.clock())

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

    # -------------------------------------------------------------- decisions

    def decisions(self, target: str | None = None) -> list[Decision]:
        """The log, oldest first; ``target``: only what is about this incident, event, statement or actor id."""
        rows = self.db.execute("select * from decisions order by n")
        return [d for d in map(decision_of, rows) if target is None or target in d.target]

    def merge(self, ids: Iterable[str], *, who: str, reason: str = "") -> Decision:
        """Make incidents, or actors, one. Raises RecordError where one does not exist."""
        some = list(ids)
        make = decide.merge_actors if any(self.has_actor(i) for i in some) else decide.merge
        return self._decide(lambda: make(self, some, who, reason))

    def split(self, id: str, events: Iterable[str], *, who: str, reason: str = "") -> Decision:
        """Take these events out of an incident, or entities (``ARTICLE#x3``) out of an actor, into one of their own. Raises RecordError."""
        if self.has_actor(id):
            return self._decide(lambda: decide.split_actor(self, id, list(events), who, reason))
        return self._decide(lambda: decide.split(self, id, list(events), who, reason, "split"))

    def detach(self, id: str, event: str, *, who: str, reason: str = "") -> Decision:
        """Take one event out of an incident. Raises RecordError."""
        return self._decide(lambda: decide.split(self, id, [event], who, reason, "detach"))

    def edit(self, target: str, field: str, value: Any, *, who: str, reason: str = "") -> Decision:
        """Set a field of an incident, event or statement. Raises RecordError for a field that cannot be set, or a value it cannot have."""
        return self._decide(lambda: decide.edit(self, target, field, value, who, reason))

    def review(self, id: str, verdict: str = "accepted", *, who: str, reason: str = "") -> Decision:
        """Say whether the machine was right (accepted) or wrong (rejected) about an incident or an event."""
        return self._decide(lambda: decide.review(self, id, verdict, who, reason))

    def reviews(self, kind: str = "incident") -> dict[str, tuple[str, str]]:
        """id → (verdict, who) of the reviews that stand, of incidents or events."""
        rows = self.db.execute("select thing, verdict, who from reviews where thing like ? order by thing", (f"{kind}:%",))
        return {r["thing"].partition(":")[2]: (r["verdict"], r["who"]) for r in rows}

    def days(self, filters: Filters = ALL) -> dict[str, int]:
        """How many incidents began on each day."""
        return days(self.db, filters)

    def note(self, id: str, text: str, *, who: str) -> Decision:
        """Write something down about an incident or event; it changes nothing. Raises RecordError."""
        return self._decide(lambda: decide.note(self, id, text, who))

    def notes(self, id: str) -> list[Decision]:
        """The notes about an incident that stand, those of incidents that went into it included."""
        rows = self.db.execute("select * from decisions where what in ('note', 'undo') order by n")
        notes = [d for d in standing([decision_of(r) for r in rows]) if d.what == "note"]
        return [d for d in notes if self.follow(d.target.partition(":")[2]) == id]

    def undo(self, decision: str | None = None, *, who: str, reason: str = "", own: bool = False) -> Decision:
        """Take a decision back (the last that stands unless told; with ``own`` the last of ``who``); the log gets the inverse. Undoing an
        undo restores. Raises RecordError."""
        return self._decide(lambda: decide.undo(self, decision, who, reason, own))

    def _decide(self, make: Callable[[], Decision]) -> Decision:
        """Make a decision and log it in one transaction, so that what it calls old is what was there."""
        with self._writing():
            d = make()
            stamped = decide.log(self.db, replace(d, at=self.clock()))
            if decide.root(self.db, stamped).what in decide.LINKING:
                verdicts = Verdicts.load(self.db)
                if stamped.target.startswith("actor:"):
                    regroup(self.db, decide.actors_of(self.db, stamped), verdicts.actors)
                events = decide.events_of(self.db, stamped)
                linker = Linker(self.db, verdicts, stamped.at or "", self._kept)
                marks = ",".join("?" * len(events))
                sql = f"select distinct d.component, d.n from digests d join events e on e.article = d.article where e.id in ({marks})"
                rows = self.db.execute(sql, events).fetchall()
                linker.relink({r["component"] for r in rows}, {r["n"] for r in rows})
            keep_reviews(self.db)
            if stamped.what == "review":
                reason = f"{stamped.new} by {stamped.who}: {stamped.reason}".rstrip(": ")
                Linker(self.db, Verdicts(), stamped.at or "").tell(stamped.target.partition(":")[2], "reviewed", reason)
        return stamped


def _actor(r: sqlite3.Row) -> Actor:
    kb = {"wikidata": r["wikidata"]} if r["wikidata"] else None
    return Actor(r["id"], r["name"], r["kind"], tuple(json.loads(r["aliases"])), r["sector"], r["country"], kb, r["mentions"])


def _counts(a: Added) -> tuple[int, ...]:
    return (a.new, a.changed, a.reread, a.unchanged, a.incidents)
