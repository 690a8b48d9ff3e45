"""Mentions: extents, kinds and forms of names, noun phrases and pronouns."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.codebook.nouns import load_nouns
from sayso.find.mentions import find_mentions
from sayso.language.story import Story
from sayso.reader import Reader


def mentions(reader: Reader, story: Callable[..., Story], text: str) -> dict[str, tuple[str, str]]:
    found = find_mentions(story(text), (), reader.codebook)
    return {text[m.start : m.end]: (m.kind, m.form) for m in found}


def test_nominals_keep_number_modifiers_and_of_phrase(reader: Reader, story: Callable[..., Story]) -> None:
    got = mentions(reader, story, "Two masked men who came by boat shot the mayor of Lorvan near the bishop's house.")
    assert got["Two masked men"] == ("group", "nominal")
    assert got["the mayor of Lorvan"] == ("person", "nominal")
    assert got["the bishop's house"] == ("facility", "nominal")
    assert got["the bishop"] == ("person", "nominal")


def test_names_stand_without_title_article_and_possessive(reader: Reader, story: Callable[..., Story]) -> None:
    got = mentions(reader, story, "On Friday Gen. Marta Olsen met President Jonas Berg's envoy at the United Nations.")
    assert got["Marta Olsen"] == ("person", "name")
    assert got["Jonas Berg"] == ("person", "name")
    assert got["United Nations"][1] == "name"


def test_a_site_acts_or_is_acted_upon(reader: Reader, story: Callable[..., Story]) -> None:
    assert mentions(reader, story, "The bank raised its rates.")["The bank"][0] == "organization"
    assert mentions(reader, story, "Robbers attacked the bank.")["the bank"][0] == "facility"


@pytest.mark.parametrize(("word", "kind"), [("She", "person"), ("them", "group"), ("it", "other")])
def test_pronouns(reader: Reader, story: Callable[..., Story], word: str, kind: str) -> None:
    got = mentions(reader, story, "She gave them money and it helped.")
    assert got[word] == (kind, "pronoun")


def test_lexicon_is_large_and_known_words_have_their_kind() -> None:
    nouns = load_nouns()
    assert len(nouns) > 10_000
    assert nouns["prime minister"].sector == "GOV"
    assert [nouns[w].kind for w in ("gunman", "rifle", "bridge", "truck", "treaty")] == [
        "person",
        "weapon",
        "facility",
        "vehicle",
        "document",
    ]
