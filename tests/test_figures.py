"""Counts: numbers in words and digits, hedges, ranges, parts, running totals, and what is no count of people."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.codebook.quantities import load_quantities, quantities
from sayso.errors import CodebookError
from sayso.find.figures import find_figures, implied
from sayso.find.numbers import TENS, UNITS, digits, parse_number
from sayso.language.story import Story

_UNIT = {v: k for k, v in UNITS.items()}
_TEN = {v: k for k, v in TENS.items()}


def in_words(n: int, *, link: bool, hyphen: bool) -> list[str]:
    if n < 20:
        return [_UNIT[n]]
    if n < 100:
        rest = n % 10
        return [_TEN[n - rest], *(["-"] if rest and hyphen else []), *([_UNIT[rest]] if rest else [])]
    for size, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= size:
            rest = n % size
            tail = in_words(rest, link=link, hyphen=hyphen) if rest else []
            return [*in_words(n // size, link=link, hyphen=hyphen), name, *(["and"] if link and 0 < rest < 100 else []), *tail]
    raise AssertionError(n)


@given(st.integers(0, 999_999_999), st.booleans(), st.booleans())
def test_words_and_digits_agree(n: int, link: bool, hyphen: bool) -> None:
    words = in_words(n, link=link, hyphen=hyphen)
    assert parse_number([*words, "soldiers"]) == (n, len(words))
    assert parse_number([f"{n:,}", "soldiers"]) == (n, 1)
    assert parse_number([str(n), "soldiers"]) == (n, 1)


@given(st.text(max_size=12))
def test_digits_never_fail(word: str) -> None:
    value = digits(word)
    assert value is None or value >= 0
    parse_number([word])


@given(
    st.lists(
        st.sampled_from([*UNITS, *TENS, "a", "hundred", "thousand", "million", "dozen", "half", "and", "-", "1.5", "3", "men"]), min_size=1
    )
)
def test_parse_number_never_fails(words: list[str]) -> None:
    parsed = parse_number(words)
    assert parsed is None or (parsed[0] >= 0 and 0 < parsed[1] <= len(words))


#: sentence, then (words of the expression, low, high, flag) of each count
TABLE = [
    ("At least forty-two miners drowned.", [("At least forty-two", 42, None, "")]),
    ("Up to 70 villagers fled.", [("Up to 70", None, 70, "")]),
    ("More than two dozen nurses were hurt.", [("More than two dozen", 24, None, "")]),
    ("Between 10 and 15 fishermen died.", [("Between 10 and 15", 10, 15, "")]),
    ("About 5 to 7 guards were wounded.", [("About 5 to 7", 5, 7, "")]),
    ("Some 300 monks marched.", [("Some 300", 300, 300, "")]),
    ("Dozens of pilgrims were injured.", [("Dozens", 24, None, "")]),
    ("Scores of pilgrims were injured.", [("Scores", 40, None, "")]),
    ("Tens of thousands of pilgrims came.", [("Tens of thousands", 20_000, None, "")]),
    ("Hundreds of pilgrims came.", [("Hundreds", 200, None, "")]),
    ("Several pilgrims died.", [("Several", 3, None, "")]),
    ("A couple of guards died.", [("A couple", 2, 2, "")]),
    ("A family of six was killed.", [("six", 6, 6, "")]),
    ("Nine nuns, including two teachers, were killed.", [("Nine", 9, 9, ""), ("two", 2, 2, "part")]),
    ("Nine nuns, four of them teachers, were killed.", [("Nine", 9, 9, ""), ("four", 4, 4, "part")]),
    ("Two nuns died on Friday, bringing the toll to 31.", [("Two", 2, 2, ""), ("31", 31, 31, "total")]),
    ("No one was hurt in the blast.", [("No one", 0, 0, "")]),
    ("The blast caused no casualties.", [("no", 0, 0, "")]),
    ("A 34-year-old nurse was hurt on Highway 12 at 5 p.m.", []),
    ("In 2009 the three-day march of the five-member council cost $4 million.", []),
    ("Rebels burned 12 houses and stole 40 goats within two weeks.", []),
    ("Okafor, 23, was shot.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), TABLE, ids=[t for t, _ in TABLE])
def test_counts(story: Callable[..., Story], text: str, wanted: list[tuple[str, int | None, int | None, str]]) -> None:
    found = find_figures(story(text))
    assert [
        (text[slice(*c.span)], c.low, c.high, "part" if c.part else "total" if c.total else "") for c in found
    ] == wanted  # fmt: skip


def test_implied_counts(story: Callable[..., Story]) -> None:
    s = story("A priest, his wife, Okafor and the police attacked villagers.")
    found = {s.text[i]: c.low for i in range(s.n) if s.pos[i] in ("NOUN", "PROPN") and (c := implied(s, i))}
    assert found == {"priest": 1, "wife": 1, "Okafor": 1}


def test_quantities_name_what_is_wrong(tmp_path) -> None:  # type: ignore[no-untyped-def]
    assert quantities().hedges[("at", "least")] == "low"
    bad = tmp_path / "bad.toml"
    bad.write_text('[hedges]\nupwards = ["over"]\n')
    with pytest.raises(CodebookError, match=r"bad\.toml.*upwards"):
        load_quantities(bad)
