"""Words that say what became of people who are counted (``data/tolls.toml``): killed, injured, missing, abducted, detained, displaced."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sayso.codebook.files import DATA, read_toml
from sayso.errors import CodebookError
from sayso.record import FIGURE_KINDS, TYPES


@dataclass(frozen=True, slots=True)
class TollWords:
    """Lemma → kind of figure, by the place in which the people counted stand; ``phrases``: (verb, preposition or "", noun) → kind.

    A verb with a particle or a result is "gun_down", "shoot_dead"; ``results`` maps such a verb to (second word, kind) pairs, by slot.
    """

    objects: dict[str, str]
    subjects: dict[str, str]
    states: dict[str, str]
    nouns: dict[str, str]
    phrases: dict[tuple[str, str, str], str]
    results: dict[str, tuple[tuple[str, str, str], ...]]  # verb → (second word, "object" or "subject", kind)
    takes: dict[str, frozenset[str]]
    civilians: frozenset[str]
    hits: frozenset[str]
    deadly: frozenset[str]
    verbs: frozenset[str]


def load_toll_words(path: Path) -> TollWords:
    """The table; CodebookError names the file and what is wrong in it."""
    raw = read_toml(path)
    slots: dict[str, dict[str, str]] = {"object": {}, "subject": {}, "state": {}, "noun": {}}
    phrases: dict[tuple[str, str, str], str] = {}
    results: dict[str, tuple[tuple[str, str, str], ...]] = {}
    for kind, table in raw.get("kind", {}).items():
        if kind not in FIGURE_KINDS:
            raise CodebookError(f"{path}, [kind.{kind}]: must be one of {', '.join(FIGURE_KINDS)}")
        for key, values in table.items():
            words = _words(values, f"{path}, [kind.{kind}] {key}")
            if key == "phrases":
                for phrase in words:
                    parts = phrase.split()
                    if len(parts) not in (2, 3):
                        raise CodebookError(f"{path}, [kind.{kind}] phrases: {phrase!r} is no 'verb noun' or 'verb preposition noun'")
                    phrases[(parts[0], parts[1] if len(parts) == 3 else "", parts[-1])] = kind
                continue
            if key not in slots:
                raise CodebookError(f"{path}, [kind.{kind}]: {key!r} is none of {', '.join(slots)}, phrases")
            for word in words:
                verb, _, second = word.partition("_")
                if second:
                    results[verb] = (*results.get(verb, ()), (second, key, kind))
                elif slots[key].setdefault(word, kind) != kind:
                    raise CodebookError(f"{path}, [kind.{kind}] {key}: {word!r} is {slots[key][word]} already")
    takes = {k: frozenset(_words(v, f"{path}, [takes] {k}", upper=True)) for k, v in raw.get("takes", {}).items()}
    unknown = sorted(t for ts in takes.values() for t in ts if t not in TYPES)
    if unknown or set(takes) != set(FIGURE_KINDS):
        raise CodebookError(f"{path}, [takes]: unknown type {unknown[0]!r}" if unknown else f"{path}, [takes]: a kind of figure is missing")
    verbs = frozenset({*slots["object"], *slots["subject"], *results, *(v for v, _, _ in phrases)})
    civilians = frozenset(_words(raw.get("civilian", {}).get("nouns"), f"{path}, [civilian] nouns"))
    hits = frozenset(_words(raw.get("hit", {}).get("verbs"), f"{path}, [hit] verbs"))
    deadly = frozenset(_words(raw.get("hit", {}).get("deadly"), f"{path}, [hit] deadly"))
    verbs |= hits
    return TollWords(
        slots["object"], slots["subject"], slots["state"], slots["noun"], phrases, results, takes, civilians, hits, deadly, verbs
    )


def _words(value: Any, where: str, upper: bool = False) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(w, str) and w and w == (w.upper() if upper else w.lower()) for w in value):
        raise CodebookError(f"{where}: must be a list of words in {'upper' if upper else 'lower'} case")
    return value


@cache
def toll_words() -> TollWords:
    """The shipped table, loaded once."""
    return load_toll_words(DATA / "tolls.toml")
