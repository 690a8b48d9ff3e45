"""What linking keeps between batches: what was not used for longest goes first, and nothing stale is kept."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.link import link
from sayso.record import Reading, to_json
from sayso.store import Record
from sayso.store.actors import Tally
from sayso.store.latest import Latest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))
from synthetic import readings

STREAM = list(readings(60, per_day=20))


def test_what_was_used_last_stays() -> None:
    latest: Latest[str, int] = Latest(most=2)
    latest.put("a", 1)
    latest.put("b", 2)
    assert latest.get("a") == 1
    latest.put("c", 3)
    assert [latest.get(k) for k in "abc"] == [1, None, 3]
    assert latest.missing("abcb") == ["b"]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers()), max_size=40), st.integers(1, 5))
def test_a_kept_value_is_the_last_that_was_put(rows: list[tuple[int, int]], most: int) -> None:
    latest: Latest[int, int] = Latest(most)
    last: dict[int, int] = {}
    for k, value in rows:
        latest.put(k, value)
        last[k] = value
        assert latest.get(k) == value
    assert all(latest.get(k) in (None, v) for k, v in last.items())


def test_what_another_connection_wrote_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "r.sayso"
    with Record(path) as one, Record(path) as other:
        one.add(STREAM[:20])
        blank = [_blank(r) for r in STREAM[:20]]
        other.add(blank)
        other.add(STREAM[20:40])
        one.add(STREAM[40:])
        assert list(one.incident_lines()) == [to_json(i) for i in link([*blank, *STREAM[20:]]).incidents]


def test_what_was_taken_back_is_forgotten(tmp_path: Path) -> None:
    with Record(tmp_path / "r.sayso") as record:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("sayso.store.linker.Linker.relink", lambda *_: (_ for _ in ()).throw(OSError("disk full")))
            with pytest.raises(OSError, match="disk full"):
                record.add([_blank(r) for r in STREAM[:20]])
        record.add(STREAM)
        assert list(record.incident_lines()) == [to_json(i) for i in link(STREAM).incidents]


@settings(max_examples=15, deadline=None)
@given(order=st.permutations(STREAM), batch=st.integers(1, 40), gone=st.sets(st.sampled_from(range(len(STREAM))), max_size=9))
def test_actors_are_what_all_their_entities_make_them(order: list[Reading], batch: int, gone: set[int]) -> None:
    with tempfile.TemporaryDirectory() as folder, Record(Path(folder) / "r.sayso") as record:
        first = order[: len(order) // 2]
        record.add(first, batch=batch)
        named = [a for a in record.actors().rows if a.articles > 1][:2]
        record.merge([a.id for a in named], who="ana")
        for some in (order[len(first) :], [_blank(STREAM[i]) for i in gone]):
            record.add(some, batch=batch)
            assert _as_counted(record)
        record.undo(who="ana")
        for some in ([STREAM[i] for i in gone], [replace(r, entities=r.entities[:-1]) for r in first]):
            record.add(some, batch=batch)
            assert _as_counted(record)


def _as_counted(record: Record) -> bool:
    """Whether actors are what counting all entities anew gives."""
    ids = [a for (a,) in record.db.execute("select distinct actor from actor_entities order by 1")]
    rows = [tuple(r) for r in record.db.execute("select * from actors order by id")]
    return len(ids) > 20 and rows == [Tally.load(record.db, a).row(a) for a in ids]


def _blank(r: Reading) -> Reading:
    return Reading(type(r.article)(id=r.article.id, text=f"Nothing of {r.article.id}."), (), (), (), (), (), (), (), r.model)
