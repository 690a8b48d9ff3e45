"""Actors of a record: named entities of many readings that are one (``link.actors``), as analysts merged and split them."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sayso.link.actors import actor_id
from sayso.record import Reading
from sayso.store.latest import Latest
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


@dataclass
class Tally:
    """What the entities of an actor are: how many have the same (name, kind, sector, country, wikidata, aliases); how many articles."""

    forms: Counter[tuple[Any, ...]] = field(default_factory=Counter)
    articles: int = 0

    @classmethod
    def load(cls, db: sqlite3.Connection, actor: str) -> Tally:
        """That of an actor of a record."""
        # grouped: an actor of a large record has thousands of entities, and few that differ
        rows = db.execute(
            "select name, kind, sector, country, wikidata, aliases, count(*) from actor_entities where actor=? "
            "group by name, kind, sector, country, wikidata, aliases",
            (actor,),
        )
        forms = Counter({tuple(form): n for *form, n in rows})
        return cls(forms, db.execute("select count(distinct article) from actor_entities where actor=?", (actor,)).fetchone()[0])

    def row(self, actor: str) -> tuple[Any, ...]:
        """The row of the actor."""
        name = self._most(0)
        aliases = sorted({a for form in self.forms for a in (form[0], *json.loads(form[5]))} - {name})
        return (actor, name, *(self._most(i) for i in range(1, 5)), self.articles, json.dumps(aliases, ensure_ascii=False))

    def _most(self, column: int) -> Any:
        """The value that most entities have."""
        counts: Counter[Any] = Counter()
        for form, n in self.forms.items():
            if form[column]:
                counts[form[column]] += n
        return min(counts, key=lambda v: (-counts[v], v)) if counts else None


def refresh_actors(
    db: sqlite3.Connection, ids: Iterable[str], tallies: Latest[str, Tally] | None = None, arrived: Iterable[tuple[Any, ...]] = ()
) -> None:
    """Rewrite the rows of these actors from their entities.

    ``tallies``: of actors that were counted before; for these only the ``arrived`` rows of entities are looked at, which are all that is
    new of them.
    """
    kept: Latest[str, Tally] = Latest() if tallies is None else tallies
    rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in arrived:
        rows[row[2]].append(row)
    touched = sorted(set(ids))
    out = []
    for actor in touched:
        tally = kept.get(actor)
        if tally is None:
            tally = Tally.load(db, actor)
        else:
            tally.forms.update(row[3:] for row in rows[actor])
            tally.articles += len({row[0] for row in rows[actor]})
        kept.put(actor, tally)
        if tally.forms:
            out.append(tally.row(actor))
    db.executemany("delete from actors where id=?", [(actor,) for actor in touched])
    db.executemany("insert into actors values (?,?,?,?,?,?,?,?)", out)
