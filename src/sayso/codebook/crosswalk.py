"""PLOVER to CAMEO, ACLED and the quad classes: tables of rules, first that fits (``data/crosswalk_*.tsv``, ``data/crosswalk_cues.toml``).

A user's TOML file may put rows in front: ``[[crosswalk.cameo]]`` and ``[[crosswalk.acled]]`` with the columns as keys, and add
words to a kind of sentence (``[crosswalk.cues]``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.codebook.files import DATA, read_toml, read_tsv
from sayso.errors import CodebookError
from sayso.record import TYPES

#: PLOVER's quad classes: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict
QUAD = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
#: ACLED's event types (2024) with their sub-event types
ACLED = {
    "Battles": ("Government regains territory", "Non-state actor overtakes territory", "Armed clash"),
    "Protests": ("Excessive force against protesters", "Protest with intervention", "Peaceful protest"),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Explosions/Remote violence": (
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED",
        "Grenade",
    ),
    "Violence against civilians": ("Sexual violence", "Attack", "Abduction/forced disappearance"),
    "Strategic developments": (
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established",
        "Looting/property destruction", "Non-violent transfer of territory", "Other",
    ),
}  # fmt: skip
SIDES = ("state", "nonstate", "civilians")
_CAMEO = re.compile(r"(?:0[1-9]|1\d|20)\d{0,2}")
_WORD = re.compile(r"[\w][\w'’-]*")
Names = frozenset[str]
_COLUMNS = ("type", "mode", "words", "near")


@dataclass(frozen=True, slots=True)
class Row:
    """One rule. Empty sets fit anything; ``code``: (CAMEO code,) or (ACLED event type, sub-event type)."""

    types: frozenset[str]
    modes: frozenset[str]
    words: frozenset[str]
    near: frozenset[str]
    without: frozenset[str]
    actor: str
    recipient: str
    code: tuple[str, ...]

    def fits(
        self, mode: str | None, words: frozenset[str], kinds: frozenset[str], actors: frozenset[str], recipients: frozenset[str]
    ) -> bool:
        """True where every cell fits; ``words``: lemmas of the trigger, ``kinds``: kinds of sentence, the others: sides."""
        return (
            (not self.modes or (mode or "") in self.modes)
            and (not self.words or not self.words.isdisjoint(words))
            and self.near <= kinds
            and self.without.isdisjoint(kinds)
            and (not self.actor or self.actor in actors)
            and (not self.recipient or self.recipient in recipients)
        )


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Rules by type, in order, and the words of the kinds of sentence by their first three letters: (word, whole word only, kinds)."""

    cameo: dict[str, tuple[Row, ...]]
    acled: dict[str, tuple[Row, ...]]
    cues: dict[str, tuple[tuple[str, bool, frozenset[str]], ...]]

    def kinds(self, text: str) -> frozenset[str]:
        """The kinds of sentence that the words of the text make it."""
        low = text.lower()
        found: set[str] = set()
        for m in _WORD.finditer(low):
            at = m.start()
            for cue, whole, kinds in self.cues.get(low[at : at + 3], ()):
                if low.startswith(cue, at) and not (whole and low[at + len(cue) : at + len(cue) + 1].isalnum()):
                    found |= kinds
        return frozenset(found)


def load_crosswalk(extra: Sequence[Path] = ()) -> Crosswalk:
    """The shipped tables, with the user's rows in front. CodebookError names file and line (or table) of a mistake."""
    cues: dict[str, dict[tuple[str, bool], set[str]]] = {}
    names = _cues(DATA / "crosswalk_cues.toml", read_toml(DATA / "crosswalk_cues.toml").get("cues", {}), cues)
    rows: dict[str, list[Row]] = {"cameo": [], "acled": []}
    for path in extra:
        own = read_toml(path).get("crosswalk", {})
        names |= _cues(path, own.get("cues", {}), cues)
        for scheme in rows:
            for number, cells in enumerate(own.get(scheme, []), 1):
                rows[scheme].append(_row(scheme, {k: str(v) for k, v in cells.items()}, names, f"{path}, crosswalk.{scheme} {number}"))
    for scheme, columns in (("cameo", (*_COLUMNS, "cameo")), ("acled", (*_COLUMNS, "actor", "recipient", "event", "sub"))):
        path = DATA / f"crosswalk_{scheme}.tsv"
        rows[scheme] += [_row(scheme, cells, names, f"{path}, line {line}") for line, cells in read_tsv(path, columns)]
    index = {k: tuple((c, w, frozenset(kinds)) for (c, w), kinds in sorted(v.items())) for k, v in sorted(cues.items())}
    return Crosswalk(_by_type(rows["cameo"]), _by_type(rows["acled"]), index)


def _by_type(rows: list[Row]) -> dict[str, tuple[Row, ...]]:
    return {t: tuple(r for r in rows if t in r.types) for t in TYPES}


def _cues(path: Path, tables: dict[str, Any], index: dict[str, dict[tuple[str, bool], set[str]]]) -> set[str]:
    for kind, words in tables.items():
        if not isinstance(words, list) or not all(isinstance(w, str) and len(w.rstrip("$")) > 2 and w == w.lower() for w in words):
            raise CodebookError(f"{path}, cues {kind}: must be a list of words in lower case, of three letters or more")
        for word in words:
            bare = word.rstrip("$")
            index.setdefault(bare[:3], {}).setdefault((bare, word != bare), set()).add(kind)
    return set(tables)


def _row(scheme: str, cells: dict[str, str], names: set[str], where: str) -> Row:
    types = frozenset(cells.get("type", "").split("|"))
    unknown = sorted(types.difference(TYPES))
    if unknown:
        raise CodebookError(f"{where}: {unknown[0]!r} is no event type")
    near = [w for w in re.split(r"[+,]", cells.get("near", "")) if w]
    for kind in near:
        if kind.lstrip("!") not in names:
            raise CodebookError(f"{where}: {kind!r} is no kind of sentence")
    for side in ("actor", "recipient"):
        if cells.get(side, "") not in ("", *SIDES):
            raise CodebookError(f"{where}: {side} {cells[side]!r} is none of {', '.join(SIDES)}")
    code: tuple[str, ...]
    if scheme == "cameo":
        code = (cells.get("cameo", ""),)
        if not _CAMEO.fullmatch(code[0]):
            raise CodebookError(f"{where}: {code[0]!r} is no CAMEO code")
    else:
        code = (cells.get("event", ""), cells.get("sub", ""))
        if code[1] not in ACLED.get(code[0], ()):
            raise CodebookError(f"{where}: {code[0]!r} has no sub-event type {code[1]!r}")
    mode, words = cells.get("mode", ""), cells.get("words", "")
    return Row(
        types=types,
        modes=frozenset(mode.split("|")) if mode else frozenset(),
        words=frozenset(words.split("|")) if words else frozenset(),
        near=frozenset(k for k in near if not k.startswith("!")),
        without=frozenset(k[1:] for k in near if k.startswith("!")),
        actor=cells.get("actor", ""),
        recipient=cells.get("recipient", ""),
        code=code,
    )
