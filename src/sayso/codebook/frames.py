"""Event frames: which words tell of which type of event, and which slots of the sentence hold actor, recipient and weapon.

The shipped frames are ``data/frames/*.toml``; a researcher's own files have the same shape and go on top. A file may hold::

    [class]
    ties = ["tie", "relation", "diplomatic relation"]     # words that patterns name as @ties

    [[frame]]
    name = "reject.refuse"            # unique; a frame of the same name in a later file replaces the earlier one
    type = "REJECT"
    mode = "…"                        # optional
    modes = {other = "word, word"}    # optional: the mode by the word that was found, where it is not ``mode``
    contexts = ["…"]                  # optional
    shape = "act"                     # who stands where: see SHAPES
    slots = "about:T in:R"            # optional: further slots, or other roles for those of the shape
    verbs = ["refuse", …]             # patterns: see sayso.codebook.patterns
    nouns = ["refusal", …]
    adjectives = ["unwilling +inf"]
    unless = ["obj=@works"]           # none of these conditions may hold
    weight = 0.7                      # 0…1, how surely these words mean such an event
    drop = true                       # instead of the rest: what these words say is no event (a reading that hides another)

A PLOVER type alone decides nothing about status: denial, plan and hearsay are judged later (`sayso.say.status`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sayso.codebook.files import DATA, read_toml
from sayso.codebook.nouns import load_nouns
from sayso.codebook.patterns import Pattern, Test, parse_pattern, parse_slots, parse_test
from sayso.errors import CodebookError
from sayso.record import TYPES

_VERBAL = {
    "act": "subj:A obj:R iobj:R with:W",
    "hit": "subj:A obj:R iobj:R with:W",
    "clash": "subj:B obj:B with:B against:B between:B",
    "mutual": "subj:A obj:R with:R",
    "give": "subj:A iobj:R to:R",
    "tell": "subj:A obj:R iobj:R to:R",
    "move": "subj:A against:R",
    "suffer": "subj:R by:A obj:T",
    "said": "subj:R",
}
_NOMINAL = {
    "act": "poss:A by:A mod:A from:A of:R on:R upon:R against:R at:R into:R over:R to:R with:W",
    "hit": "poss:R mod:R of:R by:A against:R with:W",
    "clash": "poss:B mod:B of:B between:B among:B with:B against:B by:B involving:B",
    "mutual": "poss:A mod:B of:A by:A between:B among:B with:R involving:B",
    "give": "poss:A by:A mod:A from:A to:R for:R of:T",
    "tell": "poss:A by:A mod:A from:A against:R to:R of:R on:R",
    "move": "poss:A mod:A of:A by:A against:R",
    "suffer": "poss:R mod:R of:R by:A",
    "said": "",
}
SHAPES = tuple(_VERBAL)
_KEYS = frozenset(
    {"name", "type", "mode", "contexts", "shape", "slots", "verbs", "nouns", "adjectives", "unless", "weight", "drop", "about", "modes"}
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One entry of the codebook. ``verbal`` and ``nominal`` map slots (subj, obj, iobj, poss, mod, prepositions) to roles, ``modes`` lemmas
    to the mode that they tell of where it is not ``mode``."""

    name: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    verbal: dict[str, str]
    nominal: dict[str, str]
    shape: str
    unless: tuple[Test, ...]
    weight: float
    drop: bool
    about: str
    file: str
    modes: Mapping[str, str] = field(default_factory=dict)

    def mode_of(self, lemmas: Iterable[str]) -> str | None:
        """The mode that the words of an expression tell of, its head first."""
        return next((self.modes[x] for x in lemmas if x in self.modes), self.mode)


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames. ``verbs``, ``nouns`` and ``adjectives`` map a lemma to the patterns that begin with it, most demanding first."""

    frames: dict[str, Frame]
    verbs: dict[str, tuple[tuple[Pattern, Frame], ...]]
    nouns: dict[str, tuple[tuple[Pattern, Frame], ...]]
    adjectives: dict[str, tuple[tuple[Pattern, Frame], ...]]
    classes: dict[str, frozenset[str]]

    def patterns(self) -> Iterator[tuple[str, Pattern, Frame]]:
        """(part of speech, pattern, frame) of every entry, once each, in a stable order."""
        for kind, table in (("verb", self.verbs), ("noun", self.nouns), ("adjective", self.adjectives)):
            for lemma in sorted(table):
                for pattern, frame in table[lemma]:
                    if pattern.heads[0] == lemma:
                        yield kind, pattern, frame


def load_frames(extra: Sequence[Path] = ()) -> Frames:
    """The shipped frames, with the user's files on top. CodebookError names file and line of a mistake."""
    shipped = sorted((DATA / "frames").glob("*.toml"))
    files = [(path, read_toml(path)) for path in [*shipped, *(p for p in extra if p.suffix == ".toml")]]
    classes = _nouns()
    for path, data in files:
        for name, words in _table(path, data.get("class", {}), "class").items():
            found = _strings(path, words, f"class {name}")
            own = {w.lower() for w in found if not w.startswith("@")}
            for w in found:
                if w.startswith("@"):
                    if w[1:] not in classes:
                        raise CodebookError(f"{path}{_line(path, w)}: class {name}: there is no class {w} above it")
                    own |= classes[w[1:]]
            classes[name] = classes.get(name, frozenset()) | frozenset(own)
    frames: dict[str, Frame] = {}
    entries: dict[str, list[tuple[str, Pattern]]] = {}
    for path, data in files:
        rows = data.get("frame", [])
        if not isinstance(rows, list):
            raise CodebookError(f"{path}: frames are written as [[frame]]")
        for number, row in enumerate(rows, 1):
            frame, patterns = _frame(path, row, number, classes)
            frames.pop(frame.name, None)
            frames[frame.name] = frame
            entries[frame.name] = patterns
    tables: dict[str, dict[str, list[tuple[Pattern, Frame]]]] = {"verbs": {}, "nouns": {}, "adjectives": {}}
    for name, frame in frames.items():
        for kind, pattern in entries[name]:
            for head in pattern.heads:
                tables[kind].setdefault(head, []).append((pattern, frame))
    ordered = {
        kind: {lemma: tuple(sorted(rows, key=lambda r: (-r[0].weight, r[1].drop is False))) for lemma, rows in table.items()}
        for kind, table in tables.items()
    }
    return Frames(frames, ordered["verbs"], ordered["nouns"], ordered["adjectives"], classes)


def _nouns() -> dict[str, frozenset[str]]:
    """The classes behind the #kinds, from the nouns of the codebook; files may add to them."""
    out: dict[str, set[str]] = {"human": set(), "collective": set(), "facility": set(), "vehicle": set(), "weapon": set(), "site": set()}
    into = {"person": ("human",), "organization": ("collective",), "group": ("collective",), "site": ("site", "facility")}
    for word, noun in load_nouns().items():
        for name in into.get(noun.kind, (noun.kind,)):
            if name in out:
                out[name].add(word.lower())
    return {name: frozenset(found) for name, found in out.items()}


def _frame(path: Path, row: Any, number: int, classes: dict[str, frozenset[str]]) -> tuple[Frame, list[tuple[str, Pattern]]]:
    name = row.get("name") if isinstance(row, dict) else None
    if not isinstance(name, str) or not name:
        raise CodebookError(f"{path}: frame number {number} has no name")

    def wrong(cause: str, near: str = "") -> CodebookError:
        return CodebookError(f"{path}{_line(path, near or name)}: frame {name}: {cause}")

    unknown = sorted(set(row) - _KEYS)
    if unknown:
        raise wrong(f"{unknown[0]!r} is no key of a frame; there are {', '.join(sorted(_KEYS))}", unknown[0])
    drop = bool(row.get("drop", False))
    type_ = row.get("type", "" if not drop else "DROP")
    if type_ not in TYPES and not drop:
        raise wrong(f"type {type_!r} is none of {', '.join(TYPES)}", f'"{type_}"')
    shape = row.get("shape", "act")
    if shape not in _VERBAL:
        raise wrong(f"shape {shape!r} is none of {', '.join(SHAPES)}", f'"{shape}"')
    weight = row.get("weight", 0.7)
    if not isinstance(weight, (int, float)) or not 0 <= weight <= 1:
        raise wrong(f"weight {weight!r} is not between 0 and 1", "weight")
    slots = row.get("slots", "")
    try:
        more = dict(parse_slots(slots))
    except (ValueError, AttributeError) as e:
        raise wrong(str(e), str(slots)) from None
    patterns: list[tuple[str, Pattern]] = []
    for kind in ("verbs", "nouns", "adjectives"):
        for source in _strings(path, row.get(kind, []), f"frame {name}: {kind}"):
            try:
                patterns.append((kind, parse_pattern(source, classes)))
            except ValueError as e:
                raise wrong(f"{source!r}: {e}", source) from None
    if not patterns:
        raise wrong("has neither verbs nor nouns nor adjectives")
    unless = []
    for source in _strings(path, row.get("unless", []), f"frame {name}: unless"):
        try:
            unless.append(parse_test(source, classes))
        except ValueError as e:
            raise wrong(f"{source!r}: {e}", source) from None
    by_word = _table(path, row.get("modes", {}), "modes")
    frame = Frame(
        name=name, type=type_, mode=row.get("mode") or None, contexts=tuple(_strings(path, row.get("contexts", []), f"frame {name}")),
        verbal={**dict(parse_slots(_VERBAL[shape])), **more}, nominal={**dict(parse_slots(_NOMINAL[shape])), **more}, shape=shape,
        unless=tuple(unless), weight=float(weight), drop=drop, about=str(row.get("about", "")), file=path.name,
        modes={w: mode for mode, listed in by_word.items() for w in _strings(path, listed, f"frame {name}: modes")},
    )  # fmt: skip
    return frame, patterns


def _table(path: Path, value: Any, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise CodebookError(f"{path}: [{what}] is a table of names and lists")
    return value


def _strings(path: Path, value: Any, what: str) -> list[str]:
    if isinstance(value, str):
        return [x.strip() for x in value.replace("\n", ",").split(",") if x.strip()]
    if not isinstance(value, list) or not all(isinstance(x, str) for x in value):
        raise CodebookError(f"{path}: {what} is a list of strings, or one string with commas")
    return value


def _line(path: Path, near: str) -> str:
    """ ", line N" of the first line of the file that holds the text."""
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
        if near and near in line:
            return f", line {number}"
    return ""
