"""Parts of what is connected: bounded, a function of the edges alone, and found anew where articles go."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import sayso.link.incidents
import sayso.link.units
from sayso.link import link
from sayso.link.cluster import UNIT
from sayso.link.units import TIGHT, Parts, level
from sayso.record import Reading, to_json
from sayso.store import Record

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))
from synthetic import readings

WAR = list(readings(90, seed=3, per_day=30))


def clock() -> str:
    return "2030-06-01T00:00:00+00:00"


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of four articles at most, so that what happens in a large record happens in a small one."""
    for module in (sayso.link.units, sayso.link.incidents):
        monkeypatch.setattr(module, "MOST", 4)


def linked(some: list[Reading]) -> list[str]:
    return [to_json(i) for i in link(some).incidents]


@pytest.mark.usefixtures("small_parts")
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(WAR), batch=st.integers(1, 60), gone=st.sets(st.sampled_from(range(len(WAR))), max_size=12))
def test_order_batches_and_changes_give_what_linking_all_at_once_gives(
    tmp_path_factory: pytest.TempPathFactory, order: list[Reading], batch: int, gone: set[int]
) -> None:
    """Articles that change to say nothing take their edges along, so that parts that were too large are looked at whole again."""
    blank = {WAR[i].article.id: _blank(WAR[i]) for i in gone}
    with Record(tmp_path_factory.mktemp("r") / "r.sayso", clock=clock) as record:
        record.add(order, batch=batch)
        assert list(record.incident_lines()) == linked(WAR)
        record.add(blank.values(), batch=batch)
        assert list(record.incident_lines()) == linked([blank.get(r.article.id, r) for r in WAR])


def _blank(r: Reading) -> Reading:
    text = f"Nothing of {r.article.id}."
    return Reading(replace(r.article, text=text, text_sha256=""), (), (), (), (), (), (), (), r.model)


@pytest.mark.usefixtures("small_parts")
def test_decisions_across_parts_hold_and_are_undone(tmp_path: Path) -> None:
    with Record(tmp_path / "r.sayso", clock=clock) as record:
        record.add(WAR)
        before = list(record.incident_lines())
        a, b = [i for i in record.every_incident() if len(i.members) > 1][:2]
        merged = record.merge([a.id, b.id], who="ana")
        assert {m.event for m in record.incident(a.id).members} >= {m.event for i in (a, b) for m in i.members if m.type}
        record.undo(merged.id, who="ana")
        assert list(record.incident_lines()) == before


@pytest.mark.usefixtures("small_parts")
def test_what_is_known_to_be_crowded_is_not_when_a_decision_no_longer_ties_it(tmp_path: Path) -> None:
    """A merge ties parts to one that is too large; what is remembered of it must go with the decision, before more arrives."""
    with Record(tmp_path / "r.sayso", clock=clock) as record:
        record.add(WAR[:60])
        ids = [i.id for i in record.every_incident()]
        decisions = [record.merge(ids[n : n + 6], who="ana") for n in range(0, 24, 6)]
        record.add(WAR[60:75])
        for d in reversed(decisions):
            record.undo(d.id, who="ana")
        assert list(record.incident_lines()) == linked(WAR[:75])
        record.add(WAR[75:])
        assert list(record.incident_lines()) == linked(WAR)


def test_levels_of_edges() -> None:
    stories = [(2500, 1), (4999, 1), (5000, 2), (7500, 3), (9000, 4), (9800, 5), (UNIT, TIGHT)]
    assert [level(s, None, False) for s, _ in stories] == [held for _, held in stories]
    assert level(9900, None, True) == 1, "what happened elsewhere is another story, however alike"
    assert level(9900, "closely", True) == TIGHT
    assert level(UNIT, None, True) == TIGHT, "copies are"
    assert level(0, "loosely", False) == 4, "an attack that is recalled, or another day of the same shelling"


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(1, TIGHT)), max_size=80), st.integers(1, 12))
def test_parts_are_parts_and_bounded(edges: list[tuple[int, int, int]], most: int) -> None:
    near: dict[int, list[tuple[int, int]]] = {n: [] for n in range(31)}
    for a, b, held in edges:
        near[a].append((b, held))
        near[b].append((a, held))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sayso.link.units, "MOST", most)
        parts: Parts[int] = Parts(lambda some, least: {n: [e for e in near[n] if e[1] >= least] for n in some})
        for n in near:
            part = parts.part(n)
            assert n in part
            assert all(parts.part(x) == part for x in part)
            if len(part) > most:
                assert part == parts.reach(n, TIGHT, None)
            for a, b, held in edges:
                assert held < TIGHT or (a in part) == (b in part)
