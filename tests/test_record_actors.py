"""Actors of a record: what is one across articles, and what analysts merge, split and take back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.cli import main
from sayso.link.actors import actor_id
from sayso.reader import Reader
from sayso.record import Entity, Reading
from sayso.store import Record
from sayso.store.schema import RecordError

TEXTS = {
    "one": "The Dune Front kidnapped two nurses in Chad on 3 May 2021, the governor said.",
    "two": "Fighters of the Dune Front raided a market in Niger on 5 June 2021. The Sand League condemned the raid.",
    "three": "The Sand League attacked an army post in Mali on 7 July 2021, killing two soldiers.",
}


def entity(name: str, kind: str, country: str | None = None, kb: dict[str, str] | None = None) -> Entity:
    return Entity("x0", name, kind, (), None, None, None, country, kb)


def test_what_is_one_actor_across_articles() -> None:
    full, long = entity("Ana Lund", "person"), entity("President Ana Lund", "person")
    assert actor_id(full, "a") == actor_id(long, "b")
    assert actor_id(entity("Lund", "person"), "a") != actor_id(entity("Lund", "person"), "b")  # never by surname alone
    assert actor_id(entity("Dune Front", "group"), "a") == actor_id(entity("Dune Front", "organization", "NER"), "b")
    ministry = {c: actor_id(entity("Interior Ministry", "organization", c), "a") for c in ("KEN", "UGA", None)}
    assert len(set(ministry.values())) == 3
    assert ministry["KEN"] == actor_id(entity("Interior Ministry", "organization", "KEN"), "b")
    assert ministry[None] != actor_id(entity("Interior Ministry", "organization"), "b")
    kb = {"sayso": "NER.dune"}
    assert actor_id(entity("Dune Front", "organization", kb=kb), "a") == actor_id(entity("DF", "organization", kb=kb), "b")
    assert actor_id(entity("the villagers", "group"), "a") is None


@pytest.fixture(scope="module")
def some(reader: Reader) -> list[Reading]:
    return [reader.read(t, id=k, published="2021-07-08", outlet=f"Radio {k}") for k, t in TEXTS.items()]


@pytest.fixture
def record(tmp_path: Path, some: list[Reading]) -> Iterator[Record]:
    with Record(tmp_path / "r.sayso", clock=lambda: "2030-06-01T00:00:00+00:00") as r:
        r.add(some)
        yield r


def ids(record: Record) -> dict[str, str]:
    return {a.name: a.id for a in record.actors(limit=1000).rows}


def parties(record: Record) -> dict[str, str | None]:
    return {p.name: p.actor for i in record.every_incident() for p in (*i.actors, *i.recipients)}


def test_merge_of_actors_can_be_undone(record: Record) -> None:
    before, lines = ids(record), list(record.incident_lines())
    front, league = before["Dune Front"], before["Sand League"]
    assert record.actor(front).articles == 2
    d = record.merge([front, league], who="ann", reason="the same men")
    assert league not in ids(record).values()
    assert record.actor(league).id == front
    assert {(e.article) for e in record.actor(front).entities} == {"one", "two", "three"}
    assert "Sand League" in record.actor(front).aliases
    assert parties(record)["Sand League"] == front
    record.undo(d.id, who="ann")
    assert ids(record) == before
    assert list(record.incident_lines()) == lines
    record.undo(record.decisions()[-1].id, who="ann")  # undoing the undo merges again
    assert record.actor(league).id == front


def test_a_merge_holds_for_what_comes_later(record: Record, reader: Reader) -> None:
    front, league = ids(record)["Dune Front"], ids(record)["Sand League"]
    record.merge([front, league], who="ann")
    record.add([reader.read(TEXTS["three"], id="four", published="2021-07-08", outlet="Radio four")])
    assert "four" in {e.article for e in record.actor(front).entities}
    assert league not in ids(record).values()


def test_split_of_an_actor_can_be_undone(record: Record) -> None:
    before = ids(record)
    front = before["Dune Front"]
    part = next(f"{e.article}#{e.entity}" for e in record.actor(front).entities if e.article == "one")
    d = record.split(front, [part], who="ann", reason="another front")
    assert [e.article for e in record.actor(front).entities] == ["two"]
    new = d.new["into"]
    assert [e.article for e in record.actor(new).entities] == ["one"]
    assert {p.actor for i in record.every_incident() for p in i.actors if i.members[0].article == "one" and p.name == "Dune Front"} == {new}
    record.undo(who="ann")
    assert ids(record) == before
    for wrong in ([], [f"{e.article}#{e.entity}" for e in record.actor(front).entities], ["one#x99"]):
        with pytest.raises(RecordError):
            record.split(front, wrong, who="ann")
    with pytest.raises(RecordError):
        record.merge([front, front], who="ann")


def test_commands_take_actors(tmp_path: Path, some: list[Reading]) -> None:
    path = tmp_path / "r.sayso"
    with Record(path) as r:
        r.add(some)
        front, league = ids(r)["Dune Front"], ids(r)["Sand League"]
    run = CliRunner().invoke
    listed = run(main, ["actors", str(path), "--json"])
    assert listed.exit_code == 0
    assert '"articles":2' in listed.output
    assert run(main, ["merge", str(path), front, league]).exit_code == 0
    assert "Sand League" in run(main, ["show", str(path), league]).output
    assert run(main, ["undo", str(path)]).exit_code == 0
    assert run(main, ["split", str(path), front, "nothing#x1"]).exit_code == 1


def test_own_actor_table_by_option(tmp_path: Path) -> None:
    head = "id\tname\taliases\tkind\tsector\tcountry\n"
    mine, article = tmp_path / "my.tsv", tmp_path / "a.txt"
    mine.write_text(head + "X.sand\tSand League\tSL\torganization\tREB\tMLI\n", encoding="utf-8")
    article.write_text(TEXTS["three"], encoding="utf-8")
    done = CliRunner().invoke(main, ["read", str(article), "--actors", str(mine), "--published", "2021-07-08"])
    assert done.exit_code == 0
    assert '"kb":{"sayso":"X.sand"}' in done.output
    mine.write_text(head + "X.sand\tSand League\tSL\tband\tREB\tMLI\n", encoding="utf-8")
    bad = CliRunner().invoke(main, ["read", str(article), "--actors", str(mine)])
    assert bad.exit_code == 1
    assert "my.tsv, line 2, column kind" in bad.output
