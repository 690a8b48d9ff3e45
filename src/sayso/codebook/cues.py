"""Cues: the words that report what somebody says (or thinks, or wants), with what they take and what they commit their source to.

``data/cues_*.toml`` holds them in groups (see the head of each file); a user's own TOML files may add ``[[cue.verb]]``, ``[[cue.noun]]``,
``[[cue.adverb]]``, ``[[cue.adjective]]`` and ``[[cue.source]]`` tables, which win over the shipped ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.codebook.files import DATA, read_toml
from sayso.errors import CodebookError
from sayso.record import SPEAKER_KINDS, STANCES

KINDS = ("verb", "noun", "adverb", "adjective", "source")
ACTS = ("speech", "thought", "wish")
CERTAINTIES = ("certain", "probable", "possible")
MEDIA = ("speech", "interview", "post", "statement", "report", "document")
PREPOSITIONS = frozenset(
    {"of", "about", "for", "on", "against", "to_", "at", "with", "over", "from", "by", "in", "toward", "towards", "into", "after", "as_"}
)
FRAMES = frozenset(["clause", "quote", "to", "ing", "object", "objto", "as", "passive"]) | PREPOSITIONS


@dataclass(frozen=True, slots=True)
class Cue:
    """What one reporting word says of its content in one frame (a frame is a way to hang the content on the word)."""

    lemma: str
    stance: str
    act: str = "speech"
    certainty: str = "certain"
    polarity: str = "positive"
    medium: str | None = None
    hearer: bool = False
    unless: frozenset[str] = frozenset()
    events: bool = False
    names: bool = False
    heads: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Cues:
    """Tables by lemma: word → frame → Cue. ``particles``: verb lemmas that have entries with a particle (point → {out})."""

    verbs: dict[str, dict[str, Cue]]
    nouns: dict[str, dict[str, Cue]]
    adverbs: dict[str, dict[str, Cue]]
    adjectives: dict[str, dict[str, Cue]]
    sources: dict[str, dict[str, Cue]]
    #: noun lemma → medium of which it is the occasion or carrier ("conference" → speech)
    media: dict[str, str]
    #: noun lemma → kind of source (document, anonymous, outlet, group)
    kinds: dict[str, str]
    #: names of agencies, broadcasters and papers, lower-cased, without "the"
    outlets: frozenset[str]
    #: words that make a proper name an outlet's, as its last or first word ("Radio Sela", "the Delma Times")
    outlet_words: frozenset[str]
    #: words that say of a claim that it is not so ("a lie", "baseless")
    falsehoods: frozenset[str] = frozenset()


_KEYS = frozenset({"lemmas", "takes", "stance", "act", "certainty", "polarity", "medium", "hearer", "unless", "events", "names", "heads"})


def _one_of(value: Any, allowed: Sequence[str] | frozenset[str], what: str, where: str) -> Any:
    if value not in allowed:
        raise CodebookError(f"{where}: {what} {value!r} is none of {', '.join(sorted(allowed))}")
    return value


def _group(row: dict[str, Any], where: str) -> Iterator[tuple[str, str, Cue]]:
    """(lemma, frame, cue) of one group."""
    unknown = sorted(set(row) - _KEYS)
    if unknown:
        raise CodebookError(f"{where}: unknown key {', '.join(unknown)}")
    if not isinstance(row.get("lemmas"), str) or not row["lemmas"].split():
        raise CodebookError(f"{where}: no lemmas")
    frames = [_one_of(f, FRAMES, "frame", where) for f in str(row.get("takes", "")).split()]
    if not frames:
        raise CodebookError(f"{where}: takes nothing")
    stance = _one_of(row.get("stance", "says"), STANCES, "stance", where)
    act = _one_of(row.get("act", "speech"), ACTS, "act", where)
    certainty = _one_of(row.get("certainty", "certain"), CERTAINTIES, "certainty", where)
    polarity = _one_of(row.get("polarity", "positive"), ("positive", "negative"), "polarity", where)
    medium = row.get("medium")
    if medium is not None:
        _one_of(medium, MEDIA, "medium", where)
    unless = frozenset(str(row.get("unless", "")).lower().split())
    for lemma in row["lemmas"].lower().split():
        cue = Cue(
            lemma, stance, act, certainty, polarity, medium, bool(row.get("hearer", False)), unless, bool(row.get("events", False)),
            bool(row.get("names", False)), frozenset(str(row.get("heads", "")).lower().split()),
        )  # fmt: skip
        for frame in frames:
            yield lemma, frame, cue


def _line(path: Path, kind: str, number: int) -> int:
    """The line on which the number-th table of the kind begins (TOML's reader does not say)."""
    seen = 0
    for k, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip().replace(" ", "") == f"[[cue.{kind}]]":
            if seen == number:
                return k
            seen += 1
    return 1


def _plain(name: str) -> str:
    return name.strip().lower().removeprefix("the ")


def load_cues(extra: Sequence[Path] = ()) -> Cues:
    """The shipped tables, with the user's TOML files on top; CodebookError names file and line.

    Of the shipped groups the first that names a lemma and a frame wins; a user's group wins over them.
    """
    tables: dict[str, dict[str, dict[str, Cue]]] = {k: {} for k in KINDS}
    media: dict[str, str] = {}
    kinds: dict[str, str] = {}
    outlets: set[str] = set()
    words: set[str] = set()
    false: set[str] = set()
    shipped = sorted(DATA.glob("cues_*.toml"))
    for path in [*reversed(extra), *shipped]:
        if path.suffix != ".toml":
            continue
        data = read_toml(path).get("cue", {})
        for kind in KINDS:
            rows = data.get(kind, [])
            if not isinstance(rows, list):
                raise CodebookError(f"{path}: {kind} is to be an array of tables, [[cue.{kind}]]")
            for number, row in enumerate(rows):
                try:
                    for lemma, frame, cue in _group(row, ""):
                        tables[kind].setdefault(lemma, {}).setdefault(frame, cue)
                except CodebookError as e:
                    raise CodebookError(f"{path}, line {_line(path, kind, number)}{e}") from None
        for medium, nouns in data.get("media", {}).items():
            _one_of(medium, MEDIA, "medium", f"{path}, [cue.media]")
            media.update({n: medium for n in str(nouns).lower().split() if n not in media})
        for kind, nouns in data.get("kinds", {}).items():
            _one_of(kind, SPEAKER_KINDS, "kind", f"{path}, [cue.kinds]")
            kinds.update({n: kind for n in str(nouns).lower().split() if n not in kinds})
        outlets |= {_plain(x) for x in str(data.get("outlets", {}).get("names", "")).replace("\n", " ").split("|") if x.strip()}
        words |= set(str(data.get("outlets", {}).get("words", "")).lower().split())
        false |= set(str(data.get("falsehoods", {}).get("words", "")).lower().split())
    return Cues(
        tables["verb"],
        tables["noun"],
        tables["adverb"],
        tables["adjective"],
        tables["source"],
        media,
        kinds,
        frozenset(outlets),
        frozenset(words),
        frozenset(false),
    )
