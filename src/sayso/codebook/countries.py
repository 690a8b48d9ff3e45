"""States by name, people, capital and seat of power (``data/countries.tsv``), and the organs of a state (``data/institutions.tsv``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sayso.codebook.actors import pieces
from sayso.codebook.files import DATA, read_tsv

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Institution:
    """An organ of a state: the actor ``COUNTRY.code`` of the actor table."""

    code: str
    sector: str
    kind: str


@dataclass(frozen=True, slots=True)
class Countries:
    """All maps are from folded words (``pieces``) to ISO 3166-1 alpha-3; ``names`` gives each state's name."""

    names: dict[str, str]
    by_name: dict[Key, str]
    by_people: dict[Key, str]
    by_capital: dict[Key, str]
    by_seat: dict[Key, str]
    institutions: dict[str, Institution]

    def of(self, name: str) -> str | None:
        """The country that a name or a people's name stands for ("Chile", "Chilean"), else None."""
        key = pieces(name)
        return self.by_name.get(key) or self.by_people.get(key)


@cache
def load_countries() -> Countries:
    """The shipped tables."""
    names: dict[str, str] = {}
    maps: dict[str, dict[Key, str]] = {"name": {}, "names": {}, "people": {}, "capitals": {}, "seats": {}}
    for _, row in read_tsv(DATA / "countries.tsv", ("iso", "name", "names", "people", "capitals", "seats")):
        names[row["iso"]] = row["name"]
        for column, found in maps.items():
            for word in row[column].split("|"):
                if word:
                    found.setdefault(pieces(word), row["iso"])
    institutions: dict[str, Institution] = {}
    for _, row in read_tsv(DATA / "institutions.tsv", ("code", "sector", "kind", "nouns")):
        for noun in row["nouns"].split("|"):
            institutions.setdefault(noun, Institution(row["code"], row["sector"], row["kind"]))
    return Countries(
        names, {**maps["names"], **maps["name"]}, maps["people"], maps["capitals"], maps["seats"], institutions
    )  # fmt: skip
