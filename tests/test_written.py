"""The yardstick over written texts: marks, how rows are matched to them, and what counts as a fault. The text is invented."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

from written import Mark, aligned, faults, pair, status_fault, written_texts

ROW = {"title": "Guards [[COERCE|arrest]] poacher", "text": "Guards [[COERCE|seized]] a poacher who [[ASSAULT,COERCE|beat]] a ranger."}
TOLD: list[dict[str, Any]] = [
    {"k": 1, "a": ["Guards"], "r": ["a poacher"], "s": "reported"},
    {"k": 2, "a": ["^the gang"], "r": ["a ranger"], "s": "attributed"},
]


def row(
    kind: str, trigger: tuple[int, int], status: str = "reported", actors: tuple[str, ...] = (), recipients: tuple[str, ...] = ()
) -> dict[str, Any]:
    return {"type": kind, "mode": None, "trigger": trigger, "status": status, "actors": list(actors), "recipients": list(recipients)}


def test_marks_are_taken_out_and_what_is_told_belongs_to_those_of_the_body() -> None:
    written = aligned(7, ROW, TOLD)
    assert written.text == "Guards arrest poacher\n\nGuards seized a poacher who beat a ranger."
    assert [written.text[m.start : m.behind] for m in written.marks] == ["arrest", "seized", "beat"]
    assert [m.told and m.told["k"] for m in written.marks] == [None, 1, 2]
    assert written.marks[2].types == ("ASSAULT", "COERCE")


def test_marks_and_annotations_that_do_not_match_are_an_error() -> None:
    with pytest.raises(ValueError, match="text 7 has 2 events, 1 are annotated"):
        aligned(7, ROW, TOLD[:1])


def test_a_row_takes_the_mark_that_is_free_and_of_its_type() -> None:
    marks = (Mark(0, 9, ("AID",)), Mark(4, 9, ("COERCE",)))
    assert pair(marks, [row("COERCE", (4, 9))]) == [marks[1]]
    assert pair(marks, [row("AID", (4, 9)), row("AID", (5, 8))]) == [marks[0], marks[1]]
    assert pair(marks, [row("AID", (20, 24))]) == [None]


@pytest.mark.parametrize(
    ("wanted", "got", "fault"),
    [
        ("reported", "reported", None),
        ("reported", "attributed", "soft status"),
        ("claimed", "accused", "soft status"),
        ("denied", "negated", None),
        ("reported", "planned", "status"),
        ("requested", "hypothetical", "status"),
        ("negated", "reported", "status"),
    ],
)
def test_statuses_that_differ_by_who_says_so_are_a_soft_fault(wanted: str, got: str, fault: str | None) -> None:
    assert status_fault(wanted, got) == fault


def test_faults_of_a_row() -> None:
    seized, beat = aligned(7, ROW, TOLD).marks[1:]
    names = {"m1": ["Guards"], "m2": ["a poacher"], "m3": ["a ranger"], "m4": ["the gang"]}.__getitem__
    assert faults(row("COERCE", (0, 1)), None, names) == ["no event"]
    assert faults(row("AID", (0, 1)), seized, names) == ["type"]
    assert faults(row("COERCE", (0, 1), actors=("m1",), recipients=("m2",)), seized, names) == []
    assert faults(row("COERCE", (0, 1), status="planned", recipients=("m2",)), seized, names) == ["status", "actors"]
    # told in another sentence: may be found or not
    for actors in ((), ("m4",)):
        assert faults(row("ASSAULT", (0, 1), status="attributed", actors=actors, recipients=("m3",)), beat, names) == []


def test_the_texts_that_come_with_it_are_aligned() -> None:
    texts = written_texts()
    assert len(texts) == 920
    assert sum(m.told is not None for t in texts for m in t.marks) == 5189
