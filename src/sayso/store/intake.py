"""Articles come in: their rows, written together for a whole batch. Works inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

from sayso.link.copies import ordinal
from sayso.link.digest import Digest
from sayso.record import Reading, to_dict
from sayso.store import quarantine
from sayso.store.actors import entity_rows
from sayso.store.rows import article_sha, event_rows, model_key, pack, statement_rows
from sayso.store.verdicts import Actors


def state(db: sqlite3.Connection, r: Reading) -> str:
    """new, changed, reread (by another sayso) or unchanged."""
    versions = {sha: (model, current) for sha, model, current in db.execute(
        "select sha, model, current from articles where id=?", (r.article.id,)
    )}  # fmt: skip
    if not versions:
        return "new"
    row = versions.get(article_sha(r.article))
    if row is None:
        return "changed"
    # an older version that comes again does not take the newer one's place
    model, current = row
    return "unchanged" if not current or model == model_key(r) else "reread"


class Intake:
    """Takes articles in. ``verdicts``: how analysts grouped actors; ``remove``: takes an incident away whose events are all gone."""

    def __init__(self, db: sqlite3.Connection, now: str, verdicts: Actors, remove: Callable[[str], None]) -> None:
        self._db, self._now, self._verdicts, self._remove = db, now, verdicts, remove
        #: actors that lost entities, and the entities that came
        self.bereft: set[str] = set()
        self.arrived: list[tuple[Any, ...]] = []
        self._articles: list[tuple[Any, ...]] = []
        self._events: list[tuple[Any, ...]] = []
        self._statements: list[tuple[Any, ...]] = []
        self._entities: list[tuple[Any, ...]] = []
        self._sources: set[str] = set()

    def put(self, r: Reading, d: Digest, *, known: bool) -> None:
        """Take an article in; ``known``: it, or an older version of it, may be here."""
        a, n, version = r.article, None, 1
        sha = article_sha(a)
        if known:
            n, version = self._replace(a.id, sha)
        self._articles.append(
            (
                n, a.id, version, sha, a.source, a.url, a.outlet, a.domain, a.title, a.published, ordinal(a.published), a.language,
                len(r.events), len(r.statements), model_key(r), self._now, pack(to_dict(r)),
            )
        )  # fmt: skip
        self._events += event_rows(r, d)
        self._statements += statement_rows(r)
        entities = entity_rows(r, self._verdicts)
        self._entities += entities
        self.arrived += entities
        if a.source:
            self._sources.add(a.source)

    def write(self) -> None:
        """Write what was taken in."""
        db = self._db
        db.executemany("insert or replace into articles values (?,?,?,1,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", self._articles)
        db.executemany(f"insert or replace into events values ({','.join('?' * 20)},null,?)", self._events)
        first = db.execute("select coalesce(max(rowid), 0) + 1 from statements").fetchone()[0]
        columns = "id, article, local, speaker, speaker_kind, stance, form, polarity, certainty, said, published, text"
        numbered = list(enumerate(self._statements, first))
        db.executemany(f"insert into statements (rowid, {columns}) values ({','.join('?' * 13)})", [(n, *s) for n, s in numbered])
        db.executemany("insert into statement_text (rowid, text, speaker) values (?,?,?)", [(n, s[-1], s[3]) for n, s in numbered])
        db.executemany("insert into actor_entities values (?,?,?,?,?,?,?,?,?)", self._entities)
        quarantine.release(db, self._sources)
        for rows in (self._articles, self._events, self._statements, self._entities):
            rows.clear()
        self._sources.clear()

    def _replace(self, article: str, sha: str) -> tuple[int | None, int]:
        """Make room for a version of an article that may be here: (its number, if it is, and its version)."""
        db = self._db
        self.bereft |= {x for (x,) in db.execute("select actor from actor_entities where article=?", (article,))}
        db.execute("delete from statement_text where rowid in (select rowid from statements where article=?)", (article,))
        self._orphan(article)
        for table in ("events", "statements", "actor_entities"):
            db.execute(f"delete from {table} where article=?", (article,))
        row = db.execute("select n, version from articles where id=? and sha=?", (article, sha)).fetchone()
        newest = db.execute("select coalesce(max(version), 0) from articles where id=?", (article,)).fetchone()[0]
        db.execute("update articles set current=0 where id=?", (article,))
        return (row["n"], row["version"]) if row else (None, newest + 1)

    def _orphan(self, article: str) -> None:
        """Incidents all of whose events are this article's go when it changes; linking sees to the others."""
        rows = self._db.execute(
            "select distinct incident from events e where article=? and incident is not null and not exists "
            "(select 1 from events o where o.incident = e.incident and o.article <> e.article)",
            (article,),
        ).fetchall()
        for (incident,) in rows:
            self._remove(incident)
