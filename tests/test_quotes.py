"""Quoted stretches: all kinds of marks, unbalanced ones, quotes over paragraphs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.find.quotes import find_quotes
from sayso.language.layout import paragraph_starts
from sayso.language.story import Story, make_story
from sayso.record import Article

import spacy  # isort: skip

NLP = spacy.blank("en")


def plain(text: str) -> Story:
    """A story of words without a parse: the marks must be read without one."""
    doc = NLP(text)
    for t in doc:
        t.is_sent_start = t.i == 0
    return make_story(Article(id="t", text=text), (), doc, [t.idx for t in doc], paragraph_starts(text))


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotes(plain(text))]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('"We sail at noon," the pilot said. "Be there."', ["We sail at noon,", "Be there."]),
        ("“We sail at noon,” the pilot said.", ["We sail at noon,"]),
        ("''We sail at noon,'' the pilot said.", ["We sail at noon,"]),
        ("«We sail at noon», the pilot said.", ["We sail at noon"]),
        ("‘We sail at noon,’ the pilot said.", ["We sail at noon,"]),
        ("'We sail at noon,' the pilot's mate said.", ["We sail at noon,"]),
        ("The pilots' ship and the mates' boat sailed in the '90s.", []),
        ("“He told me ‘never again’ and left,” she said.", ["He told me ‘never again’ and left,"]),
        ("”We sail at noon,” the pilot said.", ["We sail at noon,"]),
        ('A 6" nail and a 4" nail', []),
    ],
)  # fmt: skip
def test_marks(text: str, inside: list[str]) -> None:
    if inside or '"' not in text:
        assert quoted(text) == inside
    else:
        quoted(text)


def test_a_quote_that_is_not_closed_ends_with_its_paragraph() -> None:
    assert quoted('"We sail at noon, the pilot said.\n\nThe harbour was full.') == ["We sail at noon, the pilot said."]


def test_a_second_opening_mark_ends_the_first_quote() -> None:
    assert quoted("“We sail. Then we rest, he said. “We fish.”") == ["We sail.", "We fish."]


def test_a_quote_over_paragraphs_is_one_group() -> None:
    rows = find_quotes(plain("“We sail at noon.\n\n“We come back at night,” he said.\n\n“No,” she said."))
    assert [q.group for q in rows] == [0, 0, 1]


SOUP = st.text(alphabet=list("\"'“”‘’«»„`ab .,\n—s"), max_size=120)


@settings(max_examples=150, deadline=None)
@given(SOUP)
def test_soup_of_marks(text: str) -> None:
    last = 0
    for q in find_quotes(plain(text)):
        assert last <= q.outer[0] <= q.start < q.end <= q.outer[1] <= len(text)
        assert text[q.start : q.end].strip()
        assert "\n\n" not in text[q.start : q.end].strip()
        last = q.outer[1]


def test_the_marks_of_a_parsed_story(story: Callable[..., Story]) -> None:
    assert [(q.closed, q.mark) for q in find_quotes(story('She said "go" and left.'))] == [(True, '"')]
