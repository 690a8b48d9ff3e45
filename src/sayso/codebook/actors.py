"""Actors: who is who (``data/actors*.tsv``, and the user's own tables).

Columns: id, name, aliases (parted by ``|``), kind, sector, country, parent, from, to, wikidata, note. Only id, name, aliases, kind,
sector and country must be there. What stands in an id before a slash is the actor; rows that share it are its terms of office, each with
its own days ``from`` … ``to`` (a year, a month or a day; "" is open), sector and office (``note``). A date picks the term.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from sayso.codebook.files import DATA, read_tsv
from sayso.errors import CodebookError

COLUMNS = ("id", "name", "aliases", "kind", "sector", "country")
KINDS = frozenset(["person", "organization", "group", "country", "place", "facility", "document", "other"])
#: PLOVER's sectors (2021), with PRM, PRE, COL, UAF, ELI, JRN of its wider list
SECTORS = frozenset(
    "GOV MIL REB OPP PTY COP JUD SPY MED EDU BUS CRM CVL NGO IGO LEG REL LAB AGR ENV REF ELI JRN UAF PRM PRE COL HLH".split()
)
_PIECE = re.compile(r"[^\W_]+")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?$")


@dataclass(frozen=True, slots=True)
class Actor:
    """One row: an actor, or one term of office of a person. ``start``/``end`` are ISO prefixes (year, month or day) or ""."""

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    sector: str | None
    country: str | None
    parent: str | None
    start: str
    end: str
    wikidata: str | None
    note: str

    @property
    def key(self) -> str:
        """The actor's id, without the term of office."""
        return self.id.split("/", 1)[0]

    def covers(self, day: str) -> bool:
        """True where the row holds on the ISO day."""
        return (not self.start or self.start <= day) and (not self.end or day[: len(self.end)] <= self.end)


@dataclass(frozen=True, slots=True)
class Known:
    """What the table says of a name on a day. ``term``: the row that holds, or None where the actor is out of office."""

    actor: Actor
    sector: str | None
    country: str | None
    term: Actor | None


def fold(word: str) -> str:
    """Lower case without accents."""
    low = word.lower()
    if low.isascii():
        return low
    return "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c)).replace("ø", "o").replace("ł", "l")


@lru_cache(maxsize=1 << 16)  # asked for every token
def pieces(text: str) -> tuple[str, ...]:
    """The words of a name, folded: what names are compared by ("Al-Qaeda" → al, qaeda; "U.S." → us)."""
    if "." in text:
        text = _DOTTED.sub(lambda m: m.group().replace(".", ""), text)
    return tuple(w for w in _PIECE.findall(fold(text.replace("’s", "").replace("'s", ""))) if w)


@dataclass(frozen=True, slots=True)
class ActorTable:
    """Rows by name. ``by_name`` maps the folded words of a name to the rows that have it, ``by_first`` a first word to how many words
    the longest name has that begins with it; ``cased`` holds names that count only in capitals ("IS", "WHO"). ``by_office`` maps country
    and office (lower case), ``by_surname`` the folded last word of a name, to terms of office."""

    rows: tuple[Actor, ...]
    by_name: dict[tuple[str, ...], tuple[Actor, ...]]
    by_first: dict[str, int]
    cased: frozenset[tuple[str, ...]]
    by_key: dict[str, tuple[Actor, ...]]
    by_office: dict[tuple[str, str], tuple[Actor, ...]]
    by_surname: dict[str, tuple[Actor, ...]]

    def find(self, text: Sequence[str], lower: Sequence[str]) -> list[tuple[int, int, str]]:
        """Names of the table among the tokens: (first token, behind, kind of mention), longest first match, in order, no overlap."""
        out = []
        i, n = 0, len(text)
        by_first = self.by_first
        while i < n:
            word = text[i]
            first = lower[i] if word.isalnum() and word.isascii() else next(iter(pieces(word)), "")
            longest = by_first.get(first, 0)
            large = word[0].isupper() or first in ("al", "el")
            if longest < 3 and not large:
                i += 1
                continue
            hit = self._match(text, i, longest, large) if longest else None
            if hit is None:
                i += 1
                continue
            out.append((i, hit[0], hit[1]))
            i = hit[0]
        return out

    def _match(self, text: Sequence[str], i: int, longest: int, large: bool) -> tuple[int, str] | None:
        words: list[str] = []
        best = None
        for j in range(i, min(len(text), i + 2 * longest)):
            more = pieces(text[j])
            if not more:
                continue
            words.extend(more)
            if len(words) > longest:
                break
            key = tuple(words)
            rows = self.by_name.get(key)
            if not large and (len(key) < 3 or sum(w[0].isupper() for w in text[i : j + 1]) < 2):
                continue  # "the army of National Liberation" counts, "people's party" does not
            if (
                rows
                and text[j][-1] not in "-'’("
                and (key not in self.cased or all(w.isupper() or not w.isalpha() for w in text[i : j + 1]))
            ):
                if len(key) > 1 or text[j][0].isupper():
                    best = (j + 1, rows[0].kind)
        return best

    def lookup(self, name: str, day: str | None = None, kind: str | None = None) -> Known | None:
        """What the table says of the name on the ISO day (None: the latest); None where it does not know it, or several actors
        that differ in country share it."""
        rows = self.by_name.get(pieces(name))
        if not rows:
            return None
        if kind is not None:
            rows = tuple(r for r in rows if r.kind == kind)
        if pieces(name) in self.cased and name.upper() != name:
            return None
        return self._choose(rows, day)

    def _choose(self, rows: tuple[Actor, ...], day: str | None) -> Known | None:
        keys = list(dict.fromkeys(r.key for r in rows))
        if len(keys) > 1 and day is not None:
            rows = tuple(r for r in rows if r.covers(day))
            keys = list(dict.fromkeys(r.key for r in rows))
        if len(keys) > 1 and len({(r.kind, r.sector, r.country) for r in rows}) == 1 and rows[0].kind != "person":
            keys = keys[:1]  # one body in two rows
        return self.known(keys[0], day) if len(keys) == 1 else None

    def holder(self, country: str, office: str, day: str) -> str | None:
        """Id of the one person who holds an office of a state on the ISO day ("president", as the rows' notes have it); None where the
        table knows none or several."""
        keys = {r.key for r in self.by_office.get((country, office.lower()), ()) if r.start and r.covers(day)}
        return next(iter(keys)) if len(keys) == 1 else None

    def officer(self, surname: str, office: str, day: str) -> str | None:
        """Id of the one person of that surname (folded) whose office on the ISO day has the word ("president"); None likewise."""
        rows = self.by_surname.get(surname, ())
        keys = {r.key for r in rows if r.start and r.covers(day) and office.lower() in r.note.lower().split()}
        return next(iter(keys)) if len(keys) == 1 else None

    def known(self, key: str, day: str | None = None) -> Known | None:
        """The actor with that id (without term) on the ISO day."""
        terms = self.by_key.get(key)
        if not terms:
            return None
        if len(terms) == 1 and not terms[0].start and not terms[0].end:
            return Known(terms[0], terms[0].sector, terms[0].country, terms[0])
        when = day or "9999"
        holding = [t for t in terms if t.covers(when)]
        if holding:
            term = max(holding, key=lambda t: (bool(t.start), t.start))
            return Known(term, term.sector, term.country, term)
        past = [t for t in terms if t.end and t.end < when]
        last = max(past, key=lambda t: t.end) if past else terms[0]
        sector = last.sector if last.kind != "person" else ("ELI" if past else None)
        return Known(last, sector, last.country, None)


def _read(path: Path) -> list[Actor]:
    out = []
    for line, row in read_tsv(path, COLUMNS):
        where = f"{path}, line {line}"
        if not row["id"] or not row["name"]:
            raise CodebookError(f"{where}, column {'id' if not row['id'] else 'name'}: empty")
        if row["kind"] not in KINDS:
            raise CodebookError(f"{where}, column kind: {row['kind']!r} is none of {', '.join(sorted(KINDS))}")
        sector, country = row["sector"], row["country"]
        if sector and sector not in SECTORS:
            raise CodebookError(f"{where}, column sector: {sector!r} is none of {', '.join(sorted(SECTORS))}")
        if country and not (len(country) == 3 and country.isalpha() and country.isupper()):
            raise CodebookError(f"{where}, column country: {country!r} is no ISO 3166-1 alpha-3 code")
        start, end = row.get("from", ""), row.get("to", "")
        if (start and not _DAY.match(start)) or (end and not _DAY.match(end)):
            raise CodebookError(
                f"{where}, column {'from' if start and not _DAY.match(start) else 'to'}: a day is YYYY, YYYY-MM or YYYY-MM-DD"
            )
        aliases = row["aliases"]
        out.append(
            Actor(
                row["id"], row["name"], tuple(aliases.split("|")) if aliases else (), row["kind"], sector or None, country or None,
                row.get("parent") or None, start, end, row.get("wikidata") or None, row.get("note", ""),
            )
        )  # fmt: skip
    return out


#: short names that are words of English: they count in capitals only
_WORDS = frozenset("is it who us un pa aid isis fed pen care one act mi fis fars arm sis met ira ana nap era mad bar eta ap".split())


def _table(rows: list[Actor]) -> ActorTable:
    by_name: dict[tuple[str, ...], list[Actor]] = {}
    by_first: dict[str, int] = {}
    by_key: dict[str, list[Actor]] = {}
    by_office: dict[tuple[str, str], list[Actor]] = {}
    by_surname: dict[str, list[Actor]] = {}
    cased = set()
    for row in rows:
        by_key.setdefault(row.key, []).append(row)
        if row.kind == "person" and row.note and row.country:
            by_office.setdefault((row.country, row.note.lower()), []).append(row)
            by_surname.setdefault(pieces(row.name)[-1], []).append(row)
        for name in (row.name, *row.aliases):
            key = tuple(name.lower().split()) if name.isascii() and name.replace(" ", "").isalpha() else pieces(name)
            if not key:
                continue
            have = by_name.setdefault(key, [])
            if row not in have:
                have.append(row)
            if by_first.get(key[0], 0) < len(key):
                by_first[key[0]] = len(key)
            if len(key) == 1 and name.isupper() and (len(name) <= 2 or key[0] in _WORDS):
                cased.add(key)
    return ActorTable(
        tuple(rows),
        {k: tuple(v) for k, v in by_name.items()},
        by_first,
        frozenset(cased),
        {k: tuple(v) for k, v in by_key.items()},
        {k: tuple(v) for k, v in by_office.items()},
        {k: tuple(v) for k, v in by_surname.items()},
    )


@cache
def _shipped() -> tuple[Actor, ...]:
    return tuple(r for path in sorted(DATA.glob("actors*.tsv")) for r in _read(path))


def load_actors(extra: Sequence[Path] = ()) -> ActorTable:
    """The shipped table, with the user's files on top: a row with the id of an older one stands in its place."""
    rows = {r.id: r for r in _shipped()}
    for path in extra:
        mine: set[str] = set()
        for row in _read(path):
            if row.id in mine:
                raise CodebookError(f"{path}: the id {row.id!r} stands there twice")
            mine.add(row.id)
            rows.pop(row.id, None)
            rows[row.id] = row
    return _table(list(rows.values()))
