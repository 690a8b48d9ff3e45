"""Nouns that head a phrase for somebody or something: kind of mention and PLOVER sector (``data/nouns*.tsv``)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sayso.codebook.files import DATA, read_tsv
from sayso.errors import CodebookError

#: kinds that a line may give; "site" is an organization where it acts and a facility else, "none" is no mention
NOUN_KINDS = frozenset(
    {"person", "organization", "group", "country", "site", "facility", "vehicle", "weapon", "document", "other", "none"},
)


@dataclass(frozen=True, slots=True)
class Noun:
    """What a noun names."""

    kind: str
    sector: str | None


@cache
def load_nouns() -> dict[str, Noun]:
    """Noun (lower case, singular; one to three words) → what it names. CodebookError names file and line."""
    out: dict[str, Noun] = {}
    for name in ("nouns.tsv", "nouns_wordnet.tsv"):
        path = DATA / name
        for line, row in read_tsv(path, ("kind", "nouns")):
            if row["kind"] not in NOUN_KINDS:
                raise CodebookError(f"{path}, line {line}: no kind {row['kind']!r}; a kind is one of {', '.join(sorted(NOUN_KINDS))}")
            noun = Noun(row["kind"], row.get("sector") or None)
            for word in row["nouns"].split("|"):
                out.setdefault(word if word.isupper() else word.lower(), noun)
    return out
