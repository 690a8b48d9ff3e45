"""Word families: the stem by which triggers and clause words are compared ("killings", "slain" → kill)."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

_SPACE = re.compile(r"\s+")
#: endings taken off words of no family, longest first; what is left keeps at least four letters
_ENDINGS = (
    "ifications", "ification", "isations", "izations", "isation", "ization", "ments", "ations", "ation", "ment", "ities", "ness",
    "ings", "ions", "ance", "ence", "ing", "ion", "ies", "ied", "ers", "als", "ed", "es", "er", "al", "ly", "s", "e", "y",
)  # fmt: skip


@cache
def _families() -> dict[str, str]:
    out: dict[str, str] = {}
    text = resources.files("sayso.link").joinpath("data/kin.tsv").read_text(encoding="utf-8")
    for line in text.split("\n"):
        if line and not line.startswith("#"):
            words = line.split("\t")
            for w in words:
                out.setdefault(w, words[0])
    return out


@cache
def stem(words: str) -> str:
    """The family of a trigger or word; of words in no family, the word without its ending."""
    families = _families()
    said = _SPACE.sub(" ", words.casefold()).strip()
    if said in families:
        return families[said]
    for word in said.replace("-", " ").split():
        if word in families:
            return families[word]
    word = said.split()[0] if said else ""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word
