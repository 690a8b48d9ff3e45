"""Given names and the gender they tell (``data/given_names.tsv``)."""

from __future__ import annotations

from functools import cache

from sayso.codebook.actors import pieces
from sayso.codebook.files import DATA, read_tsv


@cache
def _genders() -> dict[str, str]:
    out: dict[str, str] = {}
    for _, row in read_tsv(DATA / "given_names.tsv", ("gender", "names")):
        for name in row["names"].split("|"):
            out[name] = "" if out.get(name, row["gender"]) != row["gender"] else row["gender"]
    return out


def gender_of(name: str) -> str:
    """ "m", "f" or "" (unknown) for a person's full name, by its first word; a single word tells nothing."""
    words = pieces(name)
    return _genders().get(words[0], "") if len(words) > 1 else ""


def is_given(word: str) -> bool:
    """True for a given name in the list."""
    return "".join(pieces(word)) in _genders()
