"""The scorer of entity chains: worked examples, and what it leaves out."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))

import chains


def _sets(*words: str) -> list[set[str]]:
    return [set(w) for w in words]


def test_worked_example_of_the_reference_scorer() -> None:
    """Key {abc}{defg}, response {ab}{cd}{fghi}, worked by hand in Pradhan et al. (ACL 2014)."""
    got = chains.conll(_sets("abc", "defg"), _sets("ab", "cd", "fghi"))
    assert got["muc"] == pytest.approx(40.0)
    p, r = 0.5, (4 / 3 + 1 / 3 + 1 / 4 + 1) / 7
    assert got["b3"] == pytest.approx(200 * p * r / (p + r))
    p, r = 1.3 / 3, 1.3 / 2
    assert got["ceafe"] == pytest.approx(200 * p * r / (p + r))
    assert got["conll"] == pytest.approx((got["muc"] + got["b3"] + got["ceafe"]) / 3)


def test_the_same_clusters_score_full_and_none_score_nothing() -> None:
    key = _sets("ab", "cde")
    assert set(chains.conll(key, key).values()) == {100.0}
    assert set(chains.conll(key, []).values()) == {0.0}


def test_one_cluster_for_all_costs_precision() -> None:
    got = chains.conll(_sets("ab", "cd"), _sets("abcd"))
    assert got["muc"] == pytest.approx(100 * 2 * (2 / 3) / (1 + 2 / 3))  # recall 1, precision 2 of 3 links
    assert got["b3"] == pytest.approx(100 * 2 * 0.5 / 1.5)


def test_marks_are_read_with_their_spans() -> None:
    text, found = chains.parse("[x1 [x2 Rona]'s mayor] \\[sic\\] said [x1 she] left")
    assert text == "Rona's mayor [sic] said she left"
    assert {k: [text[a:b] for a, b in v] for k, v in found.items()} == {"x1": ["Rona's mayor", "she"], "x2": ["Rona"]}


@pytest.mark.parametrize("marked", ["[x1 Rona", "Rona]", "[Rona]", "[x1 ]Rona"])
def test_faults_in_marks_are_told(marked: str) -> None:
    with pytest.raises(ValueError, match=r"bracket|closed|empty"):
        chains.parse(marked)


def test_mentions_align_by_span_else_by_head() -> None:
    text = "the mayor of Rona met Ana Lund and Mr Lund of Rona"
    mayor, lund, mister = (0, 17), (22, 30), (35, 42)
    got = chains.align(text, [mayor, lund, mister], [(4, 9), (22, 30), (38, 42), (13, 17)])
    assert got == {(4, 9): mayor, lund: lund, (38, 42): mister}


def test_halves_part_the_articles() -> None:
    look, confirm = chains.half("look"), chains.half("confirm")
    assert len(look) == len(confirm) == 20
    assert not look & confirm
    assert look | confirm == chains.half(None)


def test_passes_and_gold_fit_the_articles() -> None:
    for name in ("pass1", "pass2", "gold"):
        assert len(chains.load(name)) == 40
