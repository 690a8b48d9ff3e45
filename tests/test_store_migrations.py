"""Records of older schemas: their rows are kept, a copy is made first, and what arrives later is linked as if all had come at once."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from sayso.link import link
from sayso.link.terms import GRAIN, VECTORS
from sayso.record import Article, Reading, to_json
from sayso.store import Record
from sayso.store.rows import digest_of, pack
from sayso.store.schema import APPLICATION, migrations

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))
from synthetic import readings

STREAM = list(readings(60, per_day=20))
NEWEST = migrations()[-1][0]
#: what is copied as it is; the last three are indexes of their own kind
TABLES = (
    "articles", "events", "statements", "incidents", "incident_actors", "actors", "actor_entities", "tombstones", "history", "decisions",
    "copies", "reviews", "incident_outlets", "quarantine",
)  # fmt: skip
INDEXES = {"statement_text": "rowid, text, speaker", "incident_text": "rowid, text", "incident_box": "n, south, north, west, east"}


def clock() -> str:
    return "2030-06-01T00:00:00+00:00"


def linked(some: list[Reading]) -> list[str]:
    return [to_json(i) for i in link(some).incidents]


def older_body(body: bytes) -> bytes:
    """A digest as it was stored up to schema 7: all of it JSON."""
    d = digest_of(body)
    row, rows = d.to_dict(), zip(VECTORS, d.terms.vectors.tolist(), strict=True)
    terms = {"ids": d.terms.ids.tolist(), "lead": d.terms.lead.astype(int).tolist(), "lead_mass": d.terms.lead_mass, "top": d.terms.top}
    return pack({**row, "terms": {"unit": GRAIN, **terms, **dict(rows)}})


def older(path: Path, schema: int, some: list[Reading]) -> None:
    """A record of these readings as the sayso of a schema from 4 to 7 left it, with the keys and edges that it made."""
    new = path.with_name("new.sayso")
    with Record(new, clock=clock) as record:
        record.add(some)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for n, sql in migrations():
            if n <= schema:
                db.executescript(sql)
        db.execute(f"pragma application_id={APPLICATION}")
        db.execute(f"pragma user_version={schema}")
        db.execute("attach ? as new", (str(new),))
        for table in TABLES:
            db.execute(f"insert into {table} select * from new.{table}")
        for table, columns in INDEXES.items():
            db.execute(f"insert into {table} ({columns}) select {columns} from new.{table}")
        columns = "article, n, component, day, body" + (", shingles" if schema >= 6 else "") + (", filed" if schema >= 7 else "")
        db.execute(f"insert into digests ({columns}) select {columns} from new.digests")
        bodies = db.execute("select body, n from digests").fetchall()
        db.executemany("update digests set body=? where n=?", [(older_body(body), n) for body, n in bodies])
        if schema >= 7:
            db.execute("insert into edges select * from new.edges")
            db.execute("insert into block_keys select * from new.block_keys")
            db.execute("insert into shingle_keys select key & 1023, n from new.shingle_keys group by 1, 2")
            new.unlink()
            return
        db.execute(
            "insert into edges select min(x.article, y.article), max(x.article, y.article), story, 1 "
            "from new.edges e join digests x on x.n = e.a join digests y on y.n = e.b"
        )
        articles = [a for (a,) in db.execute("select article from digests order by article")]
        unlikely = {(a, b) for a in articles for b in articles if a < b} - set(db.execute("select a, b from edges"))
        db.executemany("insert into edges values (?,?,300,0)", sorted(unlikely)[:20])  # weak ones were kept
        for table in ("block_keys", "shingle_keys"):
            db.execute(f"insert into {table} select key & 1023, n from new.{table} group by 1, 2")
    new.unlink()


@pytest.mark.parametrize("schema", [4, 5, 6, 7])
def test_what_an_older_sayso_stored_is_there_and_is_linked_with_what_comes(tmp_path: Path, schema: int) -> None:
    path = tmp_path / "old.sayso"
    older(path, schema, STREAM[:30])
    with Record(path, clock=clock) as record:
        assert record.db.execute("pragma user_version").fetchone()[0] == NEWEST
        assert list(record.incident_lines()) == linked(STREAM[:30])
        assert record.counts()["articles"] == 30
        record.add(STREAM[30:])
        assert list(record.incident_lines()) == linked(STREAM)
        record.add(STREAM)
        assert list(record.incident_lines()) == linked(STREAM)
    backup = path.with_name(f"old.sayso.before-{NEWEST:04d}")
    with closing(sqlite3.connect(backup)) as db:
        assert db.execute("pragma user_version").fetchone()[0] == schema
        assert db.execute("select count(*) from digests").fetchone()[0] == 30


def test_an_article_of_an_older_record_that_changes_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "old.sayso"
    older(path, 6, STREAM)
    fresh = [Reading(Article(id=r.article.id, text=f"Nothing of {r.article.id}."), *([()] * 7), r.model) for r in STREAM[:10]]
    with Record(path, clock=clock) as record:
        record.add(fresh)
        assert list(record.incident_lines()) == linked([*fresh, *STREAM[10:]])
        gone = {r.article.id for r in fresh}
        rows = record.db.execute("select x.article, y.article from edges e join digests x on x.n = e.a join digests y on y.n = e.b")
        assert all((a in gone) == (b in gone) for a, b in rows)


def test_edges_keep_the_level_that_their_likelihood_has(tmp_path: Path) -> None:
    path = tmp_path / "old.sayso"
    older(path, 6, STREAM)
    with closing(sqlite3.connect(path)) as db:
        db.execute("delete from edges")
        articles = [a for (a,) in db.execute("select article from digests order by n limit 8")]
        stories = (100, 2500, 5000, 7500, 9000, 9800, 10_000)
        rows = [(*sorted((articles[0], a)), s) for a, s in zip(articles[1:], stories, strict=True)]
        db.executemany("insert into edges values (?,?,?,1)", rows)
        db.commit()
    with Record(path, clock=clock) as record:
        levels = dict(tuple(r) for r in record.db.execute("select story, level from edges"))
    assert levels == {100: 4, 2500: 1, 5000: 2, 7500: 3, 9000: 4, 9800: 5, 10_000: 6}
