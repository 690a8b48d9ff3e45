"""Words around counts: hedges, nouns that count no people, words of running totals and of parts (``data/quantities.toml``)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sayso.codebook.files import DATA, read_toml
from sayso.errors import CodebookError


@dataclass(frozen=True, slots=True)
class Quantities:
    """``hedges``: words (a tuple) → low, high or about, behind which a number follows; ``after``: the same, behind a number."""

    hedges: dict[tuple[str, ...], str]
    after: dict[tuple[str, ...], str]
    not_people: frozenset[str]
    groups: frozenset[str]
    total_verbs: frozenset[str]
    total_nouns: frozenset[str]
    tolls: frozenset[str]
    larger: frozenset[str]
    spans: re.Pattern[str]
    part_words: frozenset[str]
    no_single: frozenset[str]

    def no_one(self, noun: str) -> bool:
        """True for a singular noun that stands for no single person."""
        return noun in self.no_single or noun in self.not_people or noun in self.groups


def load_quantities(path: Path) -> Quantities:
    """The table; CodebookError names the file and the section that is wrong."""
    raw = read_toml(path)

    def words(section: str, key: str) -> list[str]:
        value = raw.get(section, {}).get(key)
        if not isinstance(value, list) or not all(isinstance(w, str) and w == w.lower() and w.strip() for w in value):
            raise CodebookError(f"{path}, [{section}] {key}: must be a list of words in lower case")
        return value

    def phrases(section: str) -> dict[tuple[str, ...], str]:
        out: dict[tuple[str, ...], str] = {}
        for side in raw.get(section, {}):
            if side not in ("low", "high", "about"):
                raise CodebookError(f"{path}, [{section}]: {side!r} is none of low, high, about")
            for phrase in words(section, side):
                out[tuple(phrase.split())] = side
        return out

    return Quantities(
        hedges=phrases("hedges"), after=phrases("after"), not_people=frozenset(words("not_people", "nouns")),
        groups=frozenset(words("groups", "nouns")), total_verbs=frozenset(words("totals", "verbs")),
        total_nouns=frozenset(words("totals", "nouns")),
        tolls=frozenset(words("totals", "tolls")), larger=frozenset(words("totals", "larger")),
        spans=re.compile(r"\b(?:" + "|".join(re.escape(w) for w in words("totals", "spans")) + r")\b"),
        part_words=frozenset(words("parts", "words")),
        no_single=frozenset(words("no_single", "nouns")),
    )  # fmt: skip


@cache
def quantities() -> Quantities:
    """The shipped table, loaded once."""
    return load_quantities(DATA / "quantities.toml")
