"""The record on disk: order of arrival, versions, decisions and their undoing, queries."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.link import link
from sayso.record import Reading, from_dict, to_dict, to_json
from sayso.record_incidents import Incident
from sayso.store import Filters, Record
from sayso.store.schema import RecordError

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))
from synthetic import readings

STREAM = list(readings(60, per_day=20))


def clock() -> str:
    return "2030-06-01T00:00:00+00:00"


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record(tmp_path / "news.sayso", clock=clock) as r:
        yield r


def lines(record: Record) -> list[str]:
    return list(record.incident_lines())


def linked(some: list[Reading]) -> list[str]:
    return [to_json(i) for i in link(some).incidents]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(STREAM[:36]), batch=st.integers(1, 40))
def test_order_of_arrival_and_batch_size_change_nothing(tmp_path_factory: pytest.TempPathFactory, order: list[Reading], batch: int) -> None:
    expected = linked(STREAM[:36])
    assert linked(order) == expected
    with Record(tmp_path_factory.mktemp("r") / "r.sayso", clock=clock) as record:
        record.add(order, batch=batch)
        assert lines(record) == expected


def test_every_event_is_in_one_incident_and_stories_are_joined() -> None:
    incidents = link(STREAM).incidents
    events = [m.event for i in incidents for m in i.members]
    assert sorted(events) == sorted(e.id for r in STREAM for e in r.events)
    first = {r.events[0].id: r.article.id.split("-")[0] for r in STREAM}
    told = [[first[m.event] for m in i.members if m.event in first] for i in incidents]
    stories = set(first.values())
    assert all(sum(s in some for some in told) == 1 for s in stories), "a story is told by one incident"
    assert sum(len(set(some)) > 1 for some in told) <= 0.1 * len(stories), "few incidents take two stories for one"


def test_the_same_again_changes_nothing_and_a_changed_article_keeps_both_versions(record: Record) -> None:
    assert record.add(STREAM).new == len(STREAM)
    before = lines(record)
    again = record.add(STREAM[:10])
    assert (again.new, again.changed, again.unchanged, again.incidents) == (0, 0, 10, 0)
    assert lines(record) == before
    old = STREAM[0]
    new = replace(old, article=replace(old.article, text=old.article.text + " More later.", text_sha256=""))
    assert record.add([new]).changed == 1
    assert [v["current"] for v in record.versions(old.article.id)] == [0, 1]
    assert record.reading(old.article.id, 1) == old
    assert record.reading(old.article.id) == new
    record.add([old])
    assert lines(record) == before


def test_removed_events_take_their_incident_along(record: Record) -> None:
    record.add(STREAM)
    old = STREAM[0]
    record.add([replace(old, article=replace(old.article, title="Nothing happened"), events=())])
    rest = [r for r in STREAM if r is not old]
    blank = replace(old, article=replace(old.article, title="Nothing happened"), events=())
    assert lines(record) == linked([*rest, blank])


def test_merge_split_detach_edit_and_their_undoing(record: Record) -> None:
    record.add(STREAM)
    before = lines(record)
    many = [i for i in link(STREAM).incidents if len(i.members) > 2]
    a, b = many[0], many[1]
    merged = record.merge([a.id, b.id], who="ana", reason="one raid")
    one = record.incident(b.id)
    assert {m.event for m in one.members} == {m.event for i in (a, b) for m in i.members}
    assert record.incident(a.id).id == one.id
    gone = b.id if one.id == a.id else a.id
    assert record.follow(gone) == one.id
    split = record.split(one.id, [m.event for m in a.members[:2]], who="ana")
    assert len(record.incident(record.follow(a.id)).members) < len(one.members)
    edit = record.edit(one.id, "status", "confirmed", who="ben", reason="phoned")
    assert edit.new == "confirmed"
    record.undo(edit.id, who="ana")
    record.undo(split.id, who="ana")
    assert {m.event for m in record.incident(a.id).members} == {m.event for i in (a, b) for m in i.members}
    record.undo(merged.id, who="ana")
    assert lines(record) == before
    assert [d.what for d in record.decisions()] == ["merge", "split", "edit", "undo", "undo", "undo"]


def test_decisions_hold_when_more_arrives(record: Record) -> None:
    record.add(STREAM[:40])
    big = max(link(STREAM[:40]).incidents, key=lambda i: len(i.members))
    out = big.members[-1].event
    record.detach(big.id, out, who="ana")
    record.edit(big.members[0].event, "status", "confirmed", who="ana")
    record.add(STREAM[40:])
    home = [i for i in record.incidents(limit=1000).rows if any(m.event == out for m in i.members)]
    assert not {m.event for m in home[0].members} & {m.event for m in big.members[:-1]}
    assert record.incident(big.id).status == "confirmed"


def test_the_log_is_append_only_and_bad_decisions_are_refused(record: Record) -> None:
    record.add(STREAM[:10])
    some = record.incidents().rows[0]
    record.review(some.id, who="ana")
    with pytest.raises(sqlite3.IntegrityError):
        record.db.execute("delete from decisions")
    for bad in (
        lambda: record.merge([some.id], who="x"),
        lambda: record.detach(some.id, "nothing", who="x"),
        lambda: record.edit(some.id, "id", "x", who="x"),
        lambda: record.edit(some.id, "status", "certain", who="x"),
        lambda: record.incident("i0"),
        lambda: record.undo("d9", who="x"),
    ):
        with pytest.raises(RecordError):
            bad()


def test_filters_and_facets_agree(record: Record) -> None:
    record.add(STREAM)
    everything = record.incidents(limit=1000)
    assert everything.total == len(everything.rows) == record.counts()["incidents"]
    for kind, n in record.facets()["type"]:
        assert record.incidents(Filters(types=(kind,))).total == n
    some = next(i for i in everything.rows if i.place and i.place.lat is not None and i.place.lon is not None)
    assert some.place is not None
    assert some.place.lat is not None
    assert some.place.lon is not None
    box = (some.place.lat - 0.01, some.place.lon - 0.01, some.place.lat + 0.01, some.place.lon + 0.01)
    assert some.id in {i.id for i in record.incidents(Filters(box=box)).rows}
    assert some.id in {i.id for i in record.incidents(Filters(text=some.actors[0].name), limit=1000).rows}
    assert record.incidents(Filters(text='nothing "of the sort"')).total == 0
    assert some.id in {i.id for i in record.incidents(Filters(place=some.place.name), limit=1000).rows}
    assert all((i.start or "") >= "2030-01-02" for i in record.incidents(Filters(since="2030-01-02"), limit=1000).rows)
    assert record.events(Filters(types=("ASSAULT",))).total == sum(e.type == "ASSAULT" for r in STREAM for e in r.events)
    assert record.statements().total == len(STREAM)
    actor = record.actors(some.actors[0].name).rows[0]
    assert record.actor(actor.id).entities


def test_incidents_survive_json() -> None:
    for i in link(STREAM).incidents:
        assert from_dict(Incident, to_dict(i)) == i


def test_other_files_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as db:
        db.execute("create table t (x)")
    (tmp_path / "text").write_text("no database at all, just text " * 50)
    for path in (other, tmp_path / "text", tmp_path):
        with pytest.raises(RecordError):
            Record(path)
    with pytest.raises(RecordError):
        Record(tmp_path / "missing", create=False)


def test_keys_left_behind_by_an_older_version_do_not_stop_linking(record: Record) -> None:
    record.add(STREAM[:30])
    for table in ("block_keys", "shingle_keys"):
        record.db.execute(f"insert or ignore into {table} select key, 999999 from {table}")
    record.db.commit()
    record.add(STREAM[30:])
    assert lines(record) == linked(STREAM)
