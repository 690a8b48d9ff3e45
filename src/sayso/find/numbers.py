"""Numbers in running text: digits, words, and the loose ones (a dozen, scores, hundreds of thousands).

``words`` are lower-cased tokens throughout; a hyphen may be a token of its own ("twenty", "-", "one"). The loose values are the
contract's: several 3, dozens 24, scores 40, hundreds 200, thousands 2000.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
UNITS = {w: i for i, w in enumerate(_SMALL)}
TENS = {w: 10 * i for i, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)}
SCALES = {"thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
#: bare plurals of groups: at least two of them
LOOSE = {"tens": 20, "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2_000_000}
#: words that say that there were several
SEVERAL = {"several": 3, "multiple": 3, "numerous": 4, "various": 3, "countless": 3}

#: "0620" is a time of day or a code, no quantity
_DIGITS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+|(?:0|[1-9]\d*)(?:\.\d+)?")
#: what a number can begin with, apart from digits
STARTS = frozenset({*UNITS, *TENS, "a", "an", "half", *(f"{t}-{u}" for t in TENS for u in UNITS)})


def digits(word: str) -> float | None:
    """The value of a numeral written in digits ("1,200", "12", "1.2"); None for anything else ("2nd", "7-Eleven", "1,2")."""
    if not word or not word[0].isdigit() or not word.isascii() or not _DIGITS.fullmatch(word):
        return None
    return float(word.replace(",", ""))


def parse_number(words: Sequence[str], at: int = 0) -> tuple[int, int] | None:
    """(value, number of words used) of the exact number that begins at words[at]; None where none does."""
    if words[at] == "half" and list(words[at + 1 : at + 3]) == ["a", "dozen"]:
        return 6, 3
    total, i, limit = 0.0, at, 1e15
    while i < len(words):
        chunk = _below_thousand(words, i) if i > at else _first(words, i)
        if chunk is None:
            break
        value, used = chunk
        scale = SCALES.get(words[i + used]) if i + used < len(words) else None
        if scale is None or scale >= limit:
            total += value
            i += used
            break
        total += value * scale
        i += used + 1
        limit = scale
        link = i + 1 < len(words) and words[i] == "and"
        after = _below_thousand(words, i + link) if i + link < len(words) else None
        if after is None or after[0] >= (100 if link else limit):
            break
        i += link
    if i == at or total != int(total):
        return None
    return int(total), i - at


def _first(words: Sequence[str], i: int) -> tuple[float, int] | None:
    if words[i] in ("a", "an"):
        follower = words[i + 1] if i + 1 < len(words) else ""
        if follower in SCALES:
            return 1, 1
        if follower == "dozen":
            return 12, 2
        if follower == "hundred":
            return _hundreds(words, i + 1, 1)
        return None
    value = digits(words[i])
    if value is not None:
        if i + 1 < len(words) and words[i + 1] in ("dozen", "hundred"):
            return value * (12 if words[i + 1] == "dozen" else 100), 2
        return value, 1
    return _below_thousand(words, i)


def _below_thousand(words: Sequence[str], i: int) -> tuple[float, int] | None:
    small = _below_hundred(words, i)
    if small is None:
        return None
    value, used = small
    follower = words[i + used] if i + used < len(words) else ""
    if follower == "dozen" and value:
        return value * 12, used + 1
    if follower == "hundred" and value:
        hundreds = _hundreds(words, i + used, value)
        return hundreds[0], used + hundreds[1] - 1
    return value, used


def _hundreds(words: Sequence[str], i: int, value: float) -> tuple[float, int]:
    """words[i] is "hundred": value and words used, counted from the word before it."""
    link = i + 2 < len(words) and words[i + 1] == "and"
    rest = _below_hundred(words, i + 1 + link) if i + 1 + link < len(words) else None
    if rest is None or not rest[0]:
        return value * 100, 2
    return value * 100 + rest[0], 2 + link + rest[1]


def _below_hundred(words: Sequence[str], i: int) -> tuple[int, int] | None:
    w = words[i]
    if w in UNITS:
        return UNITS[w], 1
    tens, _, unit = w.partition("-")
    if tens not in TENS:
        return None
    if unit:
        return (TENS[tens] + UNITS[unit], 1) if 0 < UNITS.get(unit, 0) < 10 else None
    hyphen = i + 2 < len(words) and words[i + 1] == "-"
    last = words[i + 1 + hyphen] if i + 1 + hyphen < len(words) else ""
    if 0 < UNITS.get(last, 0) < 10:
        return TENS[w] + UNITS[last], 2 + hyphen
    return TENS[w], 1
