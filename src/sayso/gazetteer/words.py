"""Words around place names (``data/words.toml``): kinds of areas, prepositions, streets, and words that are no places."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import SetupError
from sayso.gazetteer.tables import DATA


@dataclass(frozen=True, slots=True)
class Words:
    """``kinds``: word → GeoNames class (and code); the others are sets of words, see the file."""

    kinds: dict[str, str]
    locative: frozenset[str]
    inner: frozenset[str]
    street: frozenset[str]
    area_heads: frozenset[str]
    after_not: frozenset[str]
    measures: frozenset[str]
    not_places: frozenset[str]
    directions: frozenset[str]
    units: frozenset[str]
    titles: frozenset[str]
    articles: frozenset[str]
    taken: frozenset[str]
    fought: frozenset[str]
    strictly: frozenset[str]
    around: frozenset[str]
    generic: frozenset[str]
    groups: frozenset[str]
    stormed: frozenset[str]
    facilities: frozenset[str]
    bodies: frozenset[str]
    newspaper: frozenset[str]
    prefixes: frozenset[str]


def load_words(path: Path = DATA / "words.toml") -> Words:
    """The file's words; SetupError where it is broken."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        kinds = {word: kind for kind, words in data["kinds"].items() for word in words}
        return Words(kinds, **{k: frozenset(v) for k, v in data["cues"].items()})
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as e:
        raise SetupError(f"{path}: {e}") from None


WORDS = load_words()
