"""Words that change what a text commits to (``data/commitment.toml``): denials, plans, threats, doubts, demands, blame, claims.

The file's head explains its tables; ``docs/status.md`` explains the rule that uses them (say/scope.py, say/status.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.codebook.files import DATA, read_toml
from sayso.errors import CodebookError

POS = ("verb", "noun", "adjective", "adverb")
EFFECTS = (
    "deny", "negate", "plan", "threat", "request", "possible", "hypothetical", "claim", "accuse", "charge", "confirm", "through",
    "fact",
)  # fmt: skip
SLOTS = frozenset(
    [
        *("to", "that", "ing", "obj", "subj", "attr", "noun", "mod", "whether", "oprd"),
        *("of", "for", "from", "in", "on", "into", "with", "about", "over", "against", "behind", "as", "at", "to_", "toward", "towards"),
    ]
)


@dataclass(frozen=True, slots=True)
class Commitment:
    """``words``: (part of speech, lemma) → slot → effect; a verb with a particle is "rule_out"; ``particles`` tells which verbs have any.

    ``lists``: the plain lists of the file by "section.key".
    """

    words: dict[tuple[str, str], dict[str, str]]
    particles: dict[str, tuple[str, ...]]
    lists: dict[str, frozenset[str]]


def load_commitment(extra: Sequence[Path] = ()) -> Commitment:
    """The shipped table, with the ``[[commitment.word]]`` tables of the user's files on top (theirs win).

    CodebookError names the file and the table that is wrong; within one file a word may stand in one slot with one effect only.
    """
    shipped = DATA / "commitment.toml"
    raw = read_toml(shipped)
    words = _words(raw.get("word", []), shipped)
    lists: dict[str, frozenset[str]] = {}
    for section, table in raw.items():
        if section != "word":
            for key, values in table.items():
                lists[f"{section}.{key}"] = frozenset(_list(values, f"{shipped}, [{section}] {key}"))
    for path in extra:
        for key, slots in _words(read_toml(path).get("commitment", {}).get("word", []), path).items():
            words[key] = {**words.get(key, {}), **slots}
    particles: dict[str, tuple[str, ...]] = {}
    for pos, word in words:
        head, _, rest = word.partition("_")
        if rest and pos == "verb":
            particles[head] = (*particles.get(head, ()), rest)
    return Commitment(words, particles, lists)


def _list(values: Any, where: str) -> list[str]:
    if not isinstance(values, list) or not all(isinstance(v, str) and v and v == v.lower() for v in values):
        raise CodebookError(f"{where}: must be a list of words in lower case")
    return values


def _words(tables: Any, path: Path) -> dict[tuple[str, str], dict[str, str]]:
    out: dict[tuple[str, str], dict[str, str]] = {}
    for number, table in enumerate(tables, 1):
        where = f"{path}, word table {number}"
        pos, effect = table.get("pos"), table.get("effect")
        slots = str(table.get("slots", "")).split()
        if pos not in POS:
            raise CodebookError(f"{where}: pos {pos!r} is none of {', '.join(POS)}")
        if effect not in EFFECTS:
            raise CodebookError(f"{where}: effect {effect!r} is none of {', '.join(EFFECTS)}")
        if not slots or not SLOTS.issuperset(slots):
            raise CodebookError(f"{where}: slots {table.get('slots')!r}: must be some of {' '.join(sorted(SLOTS))}")
        for word in _list(table.get("words"), f"{where}, words"):
            taken = out.setdefault((pos, word), {})
            for slot in slots:
                if taken.get(slot, effect) != effect:
                    raise CodebookError(f"{where}: {pos} {word!r} in slot {slot!r} has the effect {taken[slot]!r} already")
                taken[slot] = effect
    return out
