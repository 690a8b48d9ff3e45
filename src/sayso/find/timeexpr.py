"""What a time expression says, and how its words are read: numbers, years, units, last and next."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.codebook.timewords import timewords
from sayso.find.timelex import Lexed


@dataclass(frozen=True, slots=True)
class Expr:
    """What an expression says.

    kind      date (year, month, day, sub; what is None is open), weekday, deictic (count days from the anchor), unit (rel + unit),
              shift (count units, rel ago | earlier | later | hence), piece (the first two months of base), same (the unit that
              base falls in), nth (weekday of base), duration, set, ref, holiday, clock, part, bad (impossible)
    sub       of a year: Q1…Q4, H1, H2, SP…WI; ``decade`` and ``century`` are the first three and two figures
    rel       last, next, this, that, same; base: the year or week it stands in ("of last year")
    """

    kind: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    sub: str | None = None
    weekday: int | None = None
    unit: str | None = None
    count: float | None = None
    rel: str | None = None
    part: str | None = None
    clock: str | None = None
    zone: float | None = None
    mod: str | None = None
    word: str | None = None
    base: Expr | None = None


#: what a rule gives: expressions with their words (first, behind)
Built = list[tuple[Expr, int, int]]


Match = re.Match[str]


_REL = {"L": "last", "N": "next", "T": "this", "X": "that", "c": "this", "=": "same", "t": "the"}


def number(lexed: Lexed, first: int, behind: int) -> float | None:
    """The number that the words make up; None of none ("a" is one)."""
    words = timewords()
    total: float = 0
    part: float = 0
    seen = False
    for i in range(first, behind):
        word, symbol = lexed.low[i], lexed.symbols[i]
        if symbol in "dny":
            try:
                part += float(word.replace(",", ""))
            except ValueError:
                return None
            seen = True
        elif symbol == "s":
            value = words.numbers[word]
            part = (part or 1) * value if value in (12, 100, 1000) else part + value
            seen = True
        elif symbol == "h":
            part += 0.5
            seen = True
        elif symbol == "a" and not seen and i == first:
            total = 0
            if behind == first + 1:
                return 1
    return total + part if seen else None


def year_at(lexed: Lexed, i: int) -> int:
    word = lexed.low[i]
    if lexed.symbols[i] == "y":
        return int(word)
    short = int(word.lstrip("'’`"))
    return 1900 + short if short > 30 else 2000 + short


def short_year(word: str) -> int | None:
    """The year of "9 Jan 90"; None of a number that is more likely a count."""
    if not re.fullmatch(r"\d\d", word):
        return None
    return 1900 + int(word) if int(word) > 31 else 2000 + int(word) if word[0] == "0" else None


def unit_at(lexed: Lexed, i: int) -> str:
    return timewords().units[lexed.low[i]]


def mod_of(lexed: Lexed, m: Match) -> str | None:
    if m.group("mod") is None:
        return None
    for i in range(*m.span("mod")):
        if lexed.symbols[i] in "eb":
            return timewords().modifiers[lexed.low[i]]
    return None


def rel_of(lexed: Lexed, first: int, behind: int) -> str | None:
    """last, next, this, that, same; previous and following where it is reckoned from the time told last ("the next day")."""
    symbols = lexed.symbols[first:behind]
    for c in "=LNTXct":
        at = symbols.find(c)
        if at >= 0:
            word = lexed.low[first + at]
            if c == "N" and (word not in ("next", "coming", "upcoming") or (word == "next" and symbols.startswith("t"))):
                return "following"
            if c == "L" and word in ("previous", "preceding", "prior"):
                return "previous"
            return _REL[c]
    return None


def in_year(lexed: Lexed, m: Match) -> tuple[int | None, Expr | None]:
    """The year, or the expression for it, that the groups y and yr name."""
    for y, yr in (("y", "yr"), ("y_", "yr_")):
        if y in m.re.groupindex and m.group(y):
            return year_at(lexed, m.start(y)), None
        if yr in m.re.groupindex and m.group(yr):
            i = m.end(yr) - 1
            return None, Expr("unit", unit=unit_at(lexed, i), rel=rel_of(lexed, m.start(yr), i))
    return None, None


def ordinal_at(lexed: Lexed, i: int) -> int:
    word = lexed.low[i]
    return timewords().ordinals[word] if word in timewords().ordinals else int(re.sub(r"\D", "", word) or 0)


def day_at(lexed: Lexed, i: int) -> int:
    return ordinal_at(lexed, i) if lexed.symbols[i] == "o" else int(lexed.low[i])


def counted(lexed: Lexed, i: int) -> bool:
    """True where word i is a quantity of things ("1500 troops"), not a year."""
    story = lexed.story
    t = lexed.token(i)
    if t + 1 < story.n and story.tag[t + 1] == "NNS" and story.dep[t] == "nummod":
        before = lexed.symbols[i - 1] if i else "|"
        if before == "_" and lexed.story.pos[t - 1] == "PRON":
            return False
        return before not in "itre" or lexed.low[i - 1] == "within"
    return (i > 0 and lexed.symbols[i - 1] in "$") or story.tag[t] == "$"


def closed(lexed: Lexed, i: int) -> bool:
    """True where nothing follows that "before" or "after" could govern."""
    if i >= len(lexed.symbols) or lexed.symbols[i] in ",.|)":
        return True
    t = lexed.token(i)
    return lexed.story.pos[t] in ("PUNCT", "VERB", "AUX", "ADP", "CCONJ") and lexed.story.tag[t] != "VBG"


def some(lexed: Lexed, m: Match) -> str | None:
    return "APPROX" if m.group("x") else None


def named(lexed: Lexed, i: int, before_only: bool = False) -> bool:
    """True where word i is part of a name: "Operation Dawn", "Red Dawn"."""
    t = lexed.token(i)
    story = lexed.story
    if not lexed.capital(i) or t == 0 or story.sent[t - 1] != story.sent[t]:
        return False
    return not before_only or (story.text[t - 1][:1].isupper() and lexed.symbols[i - 1] == "_")
