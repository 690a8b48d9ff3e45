"""Actors of a record: named entities of many readings that are one, by Wikidata id, else by kind and name."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import Any

from sayso.link.actors import actor_id
from sayso.record import Reading


def entity_rows(reading: Reading) -> list[tuple[Any, ...]]:
    """Rows of ``actor_entities`` for a reading."""
    out = []
    for x in reading.entities:
        actor = actor_id(x)
        if actor and x.name:
            aliases = json.dumps(list(x.aliases), ensure_ascii=False)
            wikidata = (x.kb or {}).get("wikidata")
            out.append((reading.article.id, x.id, actor, " ".join(x.name.split()), x.kind, x.sector, x.country, wikidata, aliases))
    return out


def refresh_actors(db: sqlite3.Connection, ids: Iterable[str]) -> None:
    """Rewrite the rows of these actors from their entities."""
    for actor in sorted(set(ids)):
        rows = db.execute("select * from actor_entities where actor=? order by article, entity", (actor,)).fetchall()
        db.execute("delete from actors where id=?", (actor,))
        if not rows:
            continue

        def most(column: str, rows: list[sqlite3.Row] = rows) -> Any:
            counts = Counter(r[column] for r in rows if r[column])
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
                len(rows),
                json.dumps(aliases, ensure_ascii=False),
            ),
        )
