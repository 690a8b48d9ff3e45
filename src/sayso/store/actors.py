"""Actors of a record: named entities of many readings that are one (``link.actors``), as analysts merged and split them."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import Any

from sayso.link.actors import actor_id
from sayso.record import Reading
from sayso.store.rows import reading_of
from sayso.store.verdicts import Actors


def entity_rows(reading: Reading, verdicts: Actors) -> list[tuple[Any, ...]]:
    """Rows of ``actor_entities`` for a reading."""
    out = []
    for x in reading.entities:
        actor = actor_id(x, reading.article.id)
        if actor and x.name:
            actor = verdicts.of(reading.article.id, actor)
            aliases = json.dumps(list(x.aliases), ensure_ascii=False)
            wikidata = (x.kb or {}).get("wikidata")
            out.append((reading.article.id, x.id, actor, " ".join(x.name.split()), x.kind, x.sector, x.country, wikidata, aliases))
    return out


def as_read(db: sqlite3.Connection, article: str, entity: str) -> str | None:
    """The actor that the reader makes of an entity of a current article, whatever analysts decided; None where it makes none."""
    row = db.execute("select reading from articles where id=? and current", (article,)).fetchone()
    found = next((x for x in reading_of(row["reading"]).entities if x.id == entity), None) if row is not None else None
    return actor_id(found, article) if found is not None else None


def regroup(db: sqlite3.Connection, ids: Iterable[str], verdicts: Actors) -> None:
    """Give the entities of these actors to the actors that they are by the verdicts, and rewrite all actors concerned."""
    touched = set(ids)
    rows = [r for i in sorted(touched) for r in db.execute("select article, entity, actor from actor_entities where actor=?", (i,))]
    for r in rows:
        read = as_read(db, r["article"], r["entity"])
        actor = verdicts.of(r["article"], read) if read else r["actor"]
        if actor != r["actor"]:
            db.execute("update actor_entities set actor=? where article=? and entity=?", (actor, r["article"], r["entity"]))
            touched.add(actor)
    refresh_actors(db, touched)


def refresh_actors(db: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Rewrite the rows of these actors from their entities."""
    for actor in sorted(set(ids)):
        # grouped: an actor of a large record has thousands of entities, and few that differ
        rows = db.execute(
            "select name, kind, sector, country, wikidata, aliases, count(*) as n from actor_entities where actor=? "
            "group by name, kind, sector, country, wikidata, aliases",
            (actor,),
        ).fetchall()
        db.execute("delete from actors where id=?", (actor,))
        if not rows:
            continue

        def most(column: str, rows: list[sqlite3.Row] = rows) -> Any:
            counts: Counter[Any] = Counter()
            for r in rows:
                if r[column]:
                    counts[r[column]] += r["n"]
            return min(counts, key=lambda v: (-counts[v], v)) if counts else None

        name = most("name")
        aliases = sorted({a for r in rows for a in (r["name"], *json.loads(r["aliases"]))} - {name})
        db.execute(
            "insert into actors values (?,?,?,?,?,?,?,?)",
            (
                actor,
                name,
                most("kind"),
                most("sector"),
                most("country"),
                most("wikidata"),
                db.execute("select count(distinct article) from actor_entities where actor=?", (actor,)).fetchone()[0],
                json.dumps(aliases, ensure_ascii=False),
            ),
        )
