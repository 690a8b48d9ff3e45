"""The parser's view of a text: characters map back, sentences begin where blocks do."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from sayso.language.layout import hard_wrapped, parser_view
from sayso.language.story import Story
from sayso.record import Block


@given(st.text(alphabet="ab .—’\n\t\u00a0\u200b\u00ad", max_size=60), st.integers(0, 60), st.integers(0, 20))
def test_every_character_of_the_view_is_its_own_in_the_article(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(len(text), start + length)
    blocks = (Block(start, end, "furniture"),) if start < end else ()
    view = parser_view(text, blocks)
    for i, c in enumerate(view.text):
        if c != " ":
            at = view.article_offset(i)
            assert text[at] == c or (text[at] == "’" and c == "'")
            assert not (blocks and start <= at < end)
            assert view.offset(at) == i


def test_a_title_starts_and_ends_a_sentence(story: Callable[..., Story]) -> None:
    text = "Gunmen storm depot\nBy Ana Example\nPolice said on Monday that gunmen stormed a depot."
    made = story(text, (Block(0, 18, "title"), Block(19, 33, "byline")))
    assert [made.words(a, b) for a, b in made.sents] == text.split("\n")


def test_a_promo_does_not_cut_its_sentence(story: Callable[..., Story]) -> None:
    text = "The rebels left the town (RELATED: Ten best towns) on Monday."
    made = story(text, (Block(25, 50, "furniture"),))
    assert len(made.sents) == 1
    assert "Ten" not in made.text


def test_typographic_apostrophes_and_dashes_do_not_disturb_the_parse(story: Callable[..., Story]) -> None:
    text = "ORVELA, Rur.—A man wasn’t hurt, O’Hara’s deputy said. The ‘truce’ of the two—rivals since May—held."
    made = story(text)
    assert "A" in made.text
    assert [made.words(k, k + 1) for k in range(made.n) if made.dep[k] == "neg"] == ["n’t"]
    assert parser_view(text, ()).text.count("’") == 1


def test_unseen_characters_cut_no_word(story: Callable[..., Story]) -> None:
    text = "The sol\u00addiers didn\x92t at\u200btack Lorim."
    made = story(text)
    assert made.text[1] == "soldiers"
    assert made.words(1, 2) == "sol\u00addiers"
    assert "neg" in made.dep


def test_wrapped_lines_are_told_from_paragraphs() -> None:
    wrapped = "The committee that met in the old town hall on the hill last\nweek agreed to send a mission of five members to the border\n"
    assert hard_wrapped(wrapped * 3)
    assert not hard_wrapped("One sentence stands here.\nAnother one stands there.\nA third one follows.\nAnd a fourth.\n")
