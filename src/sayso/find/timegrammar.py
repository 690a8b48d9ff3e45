"""The grammar of time expressions: rules over the symbols of `timelex`, and what each says before it is set against a calendar.

A rule is a regular expression over the symbol string and a builder that turns its match into expressions (`Expr`), still relative:
"last Thursday night" is weekday 4, rel "last", part "NI". `resolve.times` reckons the days.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from sayso.codebook.timewords import timewords
from sayso.find.timelex import Lexed


@dataclass(frozen=True, slots=True)
class Expr:
    """What an expression says.

    kind      date (year, month, day, sub; what is None is open), weekday, deictic (count days from the anchor), unit (rel + unit),
              shift (count units, rel ago | earlier | later | hence), piece (the first two months of base), duration, set, ref,
              holiday, clock, part, bad (impossible)
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

_REL = {"L": "last", "N": "next", "T": "this", "X": "that", "c": "this", "=": "same", "t": "that"}
_NUM = r"(?:[sdn]&a?h|[snd]-?s|[sdyn]|a)"
_MOD = r"(?:(?P<mod>x?t?e(?:-|it?|t)?|t?b(?:ft?|-t?|(?=M))))?"
_YEAR = r"(?:(?P<y>[yQ])|(?P<yr>t?[LNTXc=]{1,2}U|tU))"
_YEAR_ = r"(?:(?P<y_>[yQ])|(?P<yr_>t?[LNTXc=]{1,2}U|tU))"
_WHOLE = rf"(?:(?P<m>M)\.?(?:,?f?{_YEAR})?|{_YEAR_})"


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


def _year(lexed: Lexed, i: int) -> int:
    word = lexed.low[i]
    if lexed.symbols[i] == "y":
        return int(word)
    short = int(word.lstrip("'’`"))
    return 1900 + short if short > 30 else 2000 + short


def _short_year(word: str) -> int | None:
    """The year of "9 Jan 90"; None of a number that is more likely a count."""
    if not re.fullmatch(r"\d\d", word):
        return None
    return 1900 + int(word) if int(word) > 31 else 2000 + int(word) if word[0] == "0" else None


def _unit(lexed: Lexed, i: int) -> str:
    return timewords().units[lexed.low[i]]


def _mod(lexed: Lexed, m: Match) -> str | None:
    if m.group("mod") is None:
        return None
    for i in range(*m.span("mod")):
        if lexed.symbols[i] in "eb":
            return timewords().modifiers[lexed.low[i]]
    return None


def _rel(lexed: Lexed, first: int, behind: int) -> str | None:
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


def _in_year(lexed: Lexed, m: Match) -> tuple[int | None, Expr | None]:
    """The year, or the expression for it, that the groups y and yr name."""
    for y, yr in (("y", "yr"), ("y_", "yr_")):
        if y in m.re.groupindex and m.group(y):
            return _year(lexed, m.start(y)), None
        if yr in m.re.groupindex and m.group(yr):
            i = m.end(yr) - 1
            return None, Expr("unit", unit=_unit(lexed, i), rel=_rel(lexed, m.start(yr), i))
    return None, None


def _ordinal(lexed: Lexed, i: int) -> int:
    word = lexed.low[i]
    return timewords().ordinals[word] if word in timewords().ordinals else int(re.sub(r"\D", "", word) or 0)


def _day(lexed: Lexed, i: int) -> int:
    return _ordinal(lexed, i) if lexed.symbols[i] == "o" else int(lexed.low[i])


def _counted(lexed: Lexed, i: int) -> bool:
    """True where word i is a quantity of things ("1500 troops"), not a year."""
    story = lexed.story
    t = lexed.token(i)
    if t + 1 < story.n and story.tag[t + 1] == "NNS" and story.dep[t] == "nummod":
        before = lexed.symbols[i - 1] if i else "|"
        if before == "_" and lexed.story.pos[t - 1] == "PRON":
            return False
        return before not in "itre" or lexed.low[i - 1] == "within"
    return (i > 0 and lexed.symbols[i - 1] in "$") or story.tag[t] == "$"


def _full(lexed: Lexed, m: Match) -> Built:
    """May 5, 1990; 5 May; Sunday, May 5; May 5 of that year."""
    first, behind = m.span()
    day = _day(lexed, m.start("d"))
    year, base = _in_year(lexed, m)
    if m.group("y") and m.group("y") == "y" and (year or 0) < 1700 and _counted(lexed, m.start("y")):
        year, behind = None, m.end("d")
    if base is not None and base.unit != "Y":
        base, behind = None, max(m.end("d"), m.end("m"))
    if year is None and base is None and "z" in m.re.groupindex and m.group("z"):
        year = _short_year(lexed.low[m.start("z")])
        if year is None:
            behind = max(m.end("d"), m.end("m"))
    month = timewords().months[lexed.low[m.start("m")]]
    if day > 31 or day < 1:
        return []
    while behind - 1 > first and lexed.symbols[behind - 1] in ",.":
        behind -= 1
    return [(Expr("date", year=year, month=month, day=day, base=base, mod=_mod(lexed, m)), first, behind)]


def _month(lexed: Lexed, m: Match) -> Built:
    """May 1990; last May; early May; May of that year."""
    first, behind = m.span()
    year, base = _in_year(lexed, m)
    if m.group("y") == "y" and _counted(lexed, m.start("y")):
        year, behind = None, m.end("m")
    if base is not None and base.unit != "Y":
        base, behind = None, m.end("m")
    rel = _rel(lexed, *m.span("rel")) if m.group("rel") else None
    if m.group("rel") == "t" and not m.group("mod"):
        rel, first = None, m.end("rel")
    if lexed.low[m.start("m")] == "march" and m.group("rel") in ("t", "T") and year is None:
        return []
    while behind - 1 > first and lexed.symbols[behind - 1] in ",.":
        behind -= 1
    return [
        (Expr("date", year=year, month=timewords().months[lexed.low[m.start("m")]], rel=rel, base=base, mod=_mod(lexed, m)), first, behind)
    ]


def _years(lexed: Lexed, m: Match) -> Built:
    """1990; late 1990; the end of 1990; '82."""
    i = m.start("y")
    year = _year(lexed, i)
    before = lexed.symbols[i - 1] if i else "|"
    if m.group("y") == "y":
        word = lexed.low[i - 1] if i else ""
        if _counted(lexed, i) or before == "$":
            return []
        cued = before in "ir>fBeb&FEt-(xcLNT" or word in ("as", "by", "year", "fiscal", "fy")
        t = lexed.token(i)
        tag = lexed.story.tag
        if 0 < t < len(tag) - 1 and tag[t - 1] == tag[t + 1] == "NNP" and not m.group("mod"):
            return []
        if not 1800 <= year <= 2060 and not (cued and before not in "&->x" and (before in "i>rB" or m.group("mod") or word == "by")):
            return []
        if i > 1 and before == "-" and lexed.symbols[i - 2] in "_" and lexed.start[i - 2] + len(lexed.low[i - 2]) == lexed.start[i - 1]:
            return []
    elif before not in "ir>fBb&etFMg" and not m.group("mod"):
        return []
    first = m.start()
    if m.group("x") and not m.group("mod") and lexed.low[first] not in ("about", "around", "circa", "approximately"):
        first = i
    return [(Expr("date", year=year, mod=_mod(lexed, m), word="short" if m.group("y") == "Q" else None), first, m.end())]


def _year_range(lexed: Lexed, m: Match) -> Built:
    """1990-1993; 1990-93; 1990/91."""
    i, k = m.start("y"), m.end() - 1
    year = int(lexed.low[i])
    if not 1800 <= year <= 2060:
        return []
    other = int(lexed.low[k]) if lexed.symbols[k] == "y" else year // 100 * 100 + int(lexed.low[k]) if len(lexed.low[k]) == 2 else 0
    if not year < other < year + 150:
        return []
    return [(Expr("date", year=year), i, i + 1), (Expr("date", year=other), k, k + 1)]


def _day_range(lexed: Lexed, m: Match) -> Built:
    """May 5-7, 1990; 5 to 7 May; May 5 and 7."""
    month = timewords().months[lexed.low[m.start("m")]]
    one, two = _day(lexed, m.start("d")), _day(lexed, m.start("e"))
    year = _year(lexed, m.start("y")) if m.group("y") else None
    if one > 31 or two > 31:
        return []
    first, last = Expr("date", year=year, month=month, day=one), Expr("date", year=year, month=month, day=two)
    if m.start("m") < m.start("d"):
        behind = m.end() if m.group("y") else m.end("e")
        return [(first, m.start(), m.end("d")), (last, m.start("e"), behind)]
    return [(first, m.start("d"), m.end("d")), (last, m.start("e"), m.end() if m.group("y") else m.end("m"))]


def _month_range(lexed: Lexed, m: Match) -> Built:
    """May to July 1990; May and July 1990: the first month takes the year of the second."""
    months = timewords().months
    year = _year(lexed, m.start("y"))
    one, two = months[lexed.low[m.start("m")]], months[lexed.low[m.start("n")]]
    return [
        (Expr("date", year=year if one <= two else year - 1, month=one, mod=_mod(lexed, m)), m.start(), m.end("m")),
        (Expr("date", year=year, month=two), m.start("n"), m.end()),
    ]


def _decade(lexed: Lexed, m: Match) -> Built:
    word = lexed.low[m.start("k")]
    if m.start() and lexed.low[m.start("k") - 1] in ("his", "her", "their", "my", "your", "its"):
        return []
    if word in timewords().decades:
        year = 1900 + timewords().decades[word]
        if lexed.symbols[m.start("k") - 1 : m.start("k")] not in ("t", "e", "-") and not m.group("mod"):
            return []
    else:
        digits = re.sub(r"\D", "", word)
        year = int(digits) if len(digits) == 4 else 1900 + int(digits)
        if len(digits) == 2 and lexed.symbols[m.start()] not in "te" and word[0].isdigit():
            return []
    return [(Expr("date", sub="decade", year=year // 10 * 10, mod=_mod(lexed, m)), m.start(), m.end())]


def _century(lexed: Lexed, m: Match) -> Built:
    if _unit(lexed, m.end() - 1) != "CE":
        return []
    nth = _ordinal(lexed, m.start("o"))
    if not 2 <= nth <= 22:
        return []
    return [(Expr("date", sub="century", year=(nth - 1) * 100, mod=_mod(lexed, m)), m.start(), m.end())]


def _quarter(lexed: Lexed, m: Match) -> Built:
    """the first quarter of 1990; the second half of last year; third-quarter."""
    which = lexed.low[m.start("o")]
    half = m.group("u") == "h"
    if not half and _unit(lexed, m.start("u")) != "Q":
        return []
    year, base = _in_year(lexed, m)
    nth = {"latter": 2}.get(which) or (_ordinal(lexed, m.start("o")) if m.group("o") == "o" else 0)
    if not 1 <= nth <= (2 if half else 4):
        return []
    behind = m.end()
    if base is not None and base.unit != "Y":
        base, behind = None, m.end("u")
    if half and year is None and base is None:
        return []
    return [(Expr("date", year=year, sub=f"{'H' if half else 'Q'}{nth}", base=base, mod=_mod(lexed, m)), m.start(), behind)]


def _season(lexed: Lexed, m: Match) -> Built:
    year, base = _in_year(lexed, m)
    behind = m.end()
    if base is not None and base.unit != "Y":
        base, behind = None, m.end("s")
    rel = _rel(lexed, *m.span("rel")) if m.group("rel") and m.group("rel") != "t" else None
    word = lexed.low[m.start("s")]
    sub = timewords().seasons[word]
    if word == "fall" and year is None and base is None and rel is None:
        after = lexed.low[m.end()] if m.end() < len(lexed.low) else ""
        before = lexed.low[m.start() - 1] if m.start() else ""
        if after in ("of", "in", "from", "to") or not (
            m.group("rel") or m.group("mod") or before in ("in", "by", "until", "since", "each", "every")
        ):
            return []
    return [(Expr("date", year=year, sub=sub, rel=rel, base=base, mod=_mod(lexed, m)), m.start(), behind)]


def _season_before(lexed: Lexed, m: Match) -> Built:
    return [(Expr("date", year=_year(lexed, m.start("y")), sub=timewords().seasons[lexed.low[m.end() - 1]]), m.start(), m.end())]


def _weekday(lexed: Lexed, m: Match) -> Built:
    rel = _rel(lexed, *m.span("rel")) if m.group("rel") and m.group("rel") != "t" else None
    part = timewords().parts[lexed.low[m.start("p")]] if m.group("p") else None
    base = None
    if m.group("yr"):
        i = m.end("yr") - 1
        base = Expr("unit", unit=_unit(lexed, i), rel=_rel(lexed, m.start("yr"), i))
    day = timewords().weekdays[lexed.low[m.start("w")]] % 10
    return [(Expr("weekday", weekday=day, rel=rel, part=part, mod=_mod(lexed, m), base=base), m.start(), m.end())]


_DEICTIC = {
    "today": (0, None), "yesterday": (-1, None), "tomorrow": (1, None), "tonight": (0, "NI"), "overnight": (0, "NI"),
    "the day before yesterday": (-2, None), "the day after tomorrow": (2, None), "last night": (-1, "NI"),
}  # fmt: skip


def _deictic(lexed: Lexed, m: Match) -> Built:
    word = lexed.low[m.start("d")]
    count, part = _DEICTIC[word]
    if m.group("p"):
        part = timewords().parts[lexed.low[m.start("p")]]
    return [(Expr("deictic", count=count, part=part, word=word, mod=_mod(lexed, m)), m.start(), m.end())]


def _rel_unit(lexed: Lexed, m: Match) -> Built:
    """last year; later that month; the end of the week; the day."""
    unit = _unit(lexed, m.start("u"))
    rel = _rel(lexed, *m.span("rel"))
    if m.group("mod") and lexed.symbols[m.start("mod") : m.end("mod")].startswith("b") and unit == "D":
        return []
    only_the = m.group("rel") == "t"
    leads = m.group("mod") is not None or m.group("ef") is not None
    if only_the and not leads and unit not in ("WE",):
        return []
    if unit[0] == "T" and rel not in ("this", "that", "same", "last", "next"):
        return []
    if lexed.low[m.end() - 1].endswith("s") and unit not in ("TS",):
        return _indefinite(lexed, m, unit, rel) if not leads and rel in ("last", "next") else []
    mod = _mod(lexed, m) or (("START" if lexed.symbols[m.start("ef")] == "E" else "END") if m.group("ef") else None)
    return [(Expr("unit", unit=unit, rel=rel, mod=mod), m.start(), m.end())]


def _units_end(lexed: Lexed, m: Match) -> Built:
    """month's end"""
    mod = timewords().modifiers[lexed.low[m.end() - 1]]
    return [(Expr("unit", unit=_unit(lexed, m.start("u")), rel="that", mod=mod), m.start(), m.end())]


def _indefinite(lexed: Lexed, m: Match, unit: str, rel: str | None) -> Built:
    return [(Expr("duration", unit=unit, count=None, rel=rel), m.start(), m.end())]


def _piece(lexed: Lexed, m: Match) -> Built:
    """the first two months of 1939; the last week of May: a stretch of a longer one."""
    year, base = _in_year(lexed, m)
    month = timewords().months[lexed.low[m.start("m")]] if m.group("m") else None
    whole = base if base is not None and month is None and year is None else Expr("date", year=year, month=month, base=base)
    count = number(lexed, *m.span("n")) if m.group("n") else None if m.group("q") else 1
    which = lexed.low[m.start("o")]
    rel = "first" if which == "first" else "last" if which in ("last", "final") else None
    unit = _unit(lexed, m.start("u"))
    if (rel is None and lexed.symbols[m.start("o")] != "o") or unit in ("Q", "WE", "CE", "DE") or (count is None and rel is None):
        return []
    nth = _ordinal(lexed, m.start("o")) if lexed.symbols[m.start("o")] == "o" else None
    return [(Expr("piece", unit=unit, count=count, rel=rel, day=nth, base=whole), m.start(), m.end())]


def _span(lexed: Lexed, m: Match) -> Built:
    """the last two weeks; the next few days; the past three years."""
    count = number(lexed, *m.span("n")) if m.group("n") else None
    return [(Expr("duration", unit=_unit(lexed, m.start("u")), count=count, rel=_rel(lexed, *m.span("rel"))), m.start(), m.end())]


_BACK = frozenset({"ago", "earlier", "before", "previously", "beforehand"})


def _shift(lexed: Lexed, m: Match) -> Built:
    """two days ago; a year earlier; several weeks later; the day before."""
    how = lexed.low[m.start("how")]
    unit = _unit(lexed, m.start("u"))
    count = number(lexed, *m.span("n")) if m.group("n") else None
    if m.group("n") is None and m.group("q") is None and not lexed.low[m.start("u")].endswith("s"):
        return []
    if how in ("before", "after", "previously") and not _closed(lexed, m.end()):
        return [] if count is None else [(Expr("duration", unit=unit, count=count), m.start(), m.end("u"))]
    rel = "ago" if how == "ago" else "earlier" if how in _BACK else "hence" if how in ("hence", "from now") else "later"
    return [(Expr("shift", unit=unit, count=count, rel=rel, mod=_some(lexed, m)), m.start(), m.end())]


def _day_next(lexed: Lexed, m: Match) -> Built:
    """the day before; the week after; the following: where no "before WHAT" follows."""
    if not _closed(lexed, m.end()) or (lexed.symbols[m.end() - 1] == "N" and lexed.low[m.end() - 1] != "following"):
        return []
    unit = _unit(lexed, m.start("u"))
    rel = "earlier" if lexed.low[m.end() - 1] in _BACK else "later"
    return [(Expr("shift", unit=unit, count=1, rel=rel), m.start(), m.end())]


def _closed(lexed: Lexed, i: int) -> bool:
    """True where nothing follows that "before" or "after" could govern."""
    if i >= len(lexed.symbols) or lexed.symbols[i] in ",.|)":
        return True
    return lexed.story.pos[lexed.token(i)] in ("PUNCT", "VERB", "AUX", "ADP", "CCONJ", "SCONJ")


def _some(lexed: Lexed, m: Match) -> str | None:
    return "APPROX" if m.group("x") else None


def _duration(lexed: Lexed, m: Match) -> Built:
    """five years; a 20-year; nearly two and a half months; half an hour."""
    unit = _unit(lexed, m.start("u"))
    if unit == "WE" or (unit == "Q" and not re.search("j", m.group())):
        return []
    count = number(lexed, *m.span("n")) if m.group("n") else 0.5
    if count is None or (m.group("adj") == "_" and lexed.story.pos[lexed.token(m.start("adj"))] != "ADJ"):
        return []
    if m.group("adj") == "_" and m.group("n") == "a":
        return []
    if m.group("tail"):
        count = (count or 1) + 0.5
    first = m.start()
    lone = m.group("n") == "a"
    if lone and unit == "TS":
        return []
    rate = lone and first == m.start("n") and first > 0 and lexed.low[m.start("n")] == "a" and _rate(lexed, first)
    if rate:
        return [(Expr("set", unit=unit, count=1, word="rate"), first, m.end())]
    return [(Expr("duration", unit=unit, count=count, mod=_some(lexed, m)), first, m.end())]


def _rate(lexed: Lexed, i: int) -> bool:
    """True of "$5 a day", "12 barrels a year", "twice a week"."""
    t = lexed.token(i)
    story = lexed.story
    if t == 0:
        return False
    before = t - 1
    return story.tag[before] in ("CD", "NNS", "NN", "$") and story.dep[t] == "det" and story.dep[story.head[t]] == "npadvmod"


def _plural(lexed: Lexed, m: Match) -> Built:
    """years; several months; many days."""
    unit = _unit(lexed, m.start("u"))
    word = lexed.low[m.start("u")]
    if (not word.endswith("s") and word not in ("centuries", "millennia")) or unit in ("WE", "Q"):
        return []
    if m.group("q") is None and m.start() and lexed.story.pos[lexed.token(m.start()) - 1] in ("ADJ", "PROPN", "PRON", "NUM"):
        return []
    return [(Expr("duration", unit=unit, count=None), m.start(), m.end())]


def _named(lexed: Lexed, i: int, before_only: bool = False) -> bool:
    """True where word i is part of a name: "Operation Dawn", "Red Dawn"."""
    t = lexed.token(i)
    story = lexed.story
    if not lexed.capital(i) or t == 0 or story.sent[t - 1] != story.sent[t]:
        return False
    return not before_only or (story.text[t - 1][:1].isupper() and lexed.symbols[i - 1] == "_")


def _part(lexed: Lexed, m: Match) -> Built:
    """that afternoon; the early morning hours; at dawn; midnight."""
    rel = _rel(lexed, *m.span("rel")) if m.group("rel") else None
    if _named(lexed, m.start("p")):
        return []
    return [(Expr("part", part=timewords().parts[lexed.low[m.start("p")]], rel=rel, mod=_mod(lexed, m)), m.start(), m.end())]


def _clock(lexed: Lexed, m: Match) -> Built:
    """5:30 p.m. EST; 5 pm; 0800 UTC; 17:30 hours; 5 o'clock."""
    i = m.start("c")
    word = lexed.low[i]
    seconds = None
    if m.group("c") == "l":
        bits = word.split(":")
        hour, minute = int(bits[0]), int(bits[1])
        seconds = bits[2] if len(bits) > 2 else None
    elif m.group("c") == "s":
        if not m.group("p") and m.group("k") != "k":
            return []
        hour, minute = timewords().numbers[word], 0
    elif "." in word:
        left, right = word.split(".")[:2]
        if len(right) != 2 or not m.group("p"):
            return []
        hour, minute = int(left), int(right)
    elif len(word) in (3, 4) and word.isdigit():
        if not m.group("z") and not m.group("k"):
            return []
        hour, minute = int(word[:-2]), int(word[-2:])
    elif word.isdigit() and (m.group("p") or m.group("k") == "k"):
        hour, minute = int(word), 0
    else:
        return []
    if m.group("p"):
        if not 1 <= hour <= 12:
            return []
        hour = hour % 12 + (12 if lexed.low[m.start("p")].startswith("p") else 0)
    if hour > 24 or minute > 59 or (m.group("c") != "l" and hour == 0 and not m.group("z") and not m.group("k")):
        return []
    zone = timewords().zones[lexed.low[m.start("z")]] if m.group("z") else None
    value = f"{hour:02d}:{minute:02d}" + (f":{seconds}" if seconds else "")
    if m.group("pod"):
        part = timewords().parts[lexed.low[m.end() - 1]]
        if part in ("AF", "EV", "NI") and hour < 12 and not (part == "NI" and hour < 5):
            value = f"{hour + 12:02d}{value[2:]}"
    return [(Expr("clock", clock=value, zone=zone), m.start(), m.end())]


def _set(lexed: Lexed, m: Match) -> Built:
    """every day; per month; every two weeks; daily."""
    if m.group("g"):
        word = lexed.low[m.start("g")]
        if word == "quarterly" and m.start() + 1 < len(lexed.low) and lexed.low[m.start() + 1] == "'":
            return []
        return [(Expr("set", word=timewords().sets[word]), m.start(), m.end())]
    if m.group("v2"):
        if m.group("v2") in "WV":
            return [(Expr("set", weekday=timewords().weekdays[lexed.low[m.end() - 1]] % 10), m.start(), m.end())]
        return [(Expr("set", part=timewords().parts[lexed.low[m.end() - 1]]), m.start(), m.end())]
    count = number(lexed, *m.span("n")) if m.group("n") else 1
    return [(Expr("set", unit=_unit(lexed, m.start("u")), count=count), m.start(), m.end())]


def _days_habit(lexed: Lexed, m: Match) -> Built:
    return [(Expr("set", weekday=timewords().weekdays[lexed.low[m.start()]] % 10), m.start(), m.end())]


def _ref(lexed: Lexed, m: Match) -> Built:
    return [(Expr("ref", word=timewords().references[lexed.low[m.start("r")]], rel=lexed.low[m.start("r")]), m.start(), m.end())]


def _current(lexed: Lexed, m: Match) -> Built:
    return [(Expr("ref", word="PRESENT_REF", rel="current"), m.start(), m.end())]


def _the_past(lexed: Lexed, m: Match) -> Built:
    i = m.start("r")
    if lexed.low[i] != "past" or lexed.story.pos[lexed.token(i)] != "NOUN":
        return []
    return [(Expr("ref", word="PAST_REF", rel="the past"), m.start(), m.end())]


def _period(lexed: Lexed, m: Match) -> Built:
    """this period"""
    return [(Expr("ref", rel="period"), m.start(), m.end())] if lexed.low[m.end() - 1] == "period" else []


def _recent(lexed: Lexed, m: Match) -> Built:
    """recent weeks"""
    if lexed.low[m.start("r")] != "recent":
        return []
    return [(Expr("ref", word="PAST_REF", rel="recent", unit=_unit(lexed, m.end() - 1)), m.start(), m.end())]


def _holiday(lexed: Lexed, m: Match) -> Built:
    year, base = _in_year(lexed, m)
    behind = m.end()
    if base is not None and base.unit != "Y":
        base, behind = None, m.end("h")
    rel = _rel(lexed, *m.span("rel")) if m.group("rel") and m.group("rel") != "t" else None
    word = timewords().holidays[lexed.low[m.start("h")]]
    if _named(lexed, m.start("h"), before_only=True):
        return []
    first = m.end("rel") if m.group("rel") == "t" and not m.group("mod") else m.start()
    return [(Expr("holiday", year=year, word=word, rel=rel, base=base, mod=_mod(lexed, m)), first, behind)]


def _iso(lexed: Lexed, m: Match) -> Built:
    word = lexed.low[m.start()]
    year, month, day = (int(x) for x in word[:10].split("-"))
    return [(Expr("date", year=year, month=month, day=day, clock=word[11:] or None), m.start(), m.end())]


def _numeric(lexed: Lexed, m: Match) -> Built:
    """25/01/2013, 1/25/90, 25.1.2013: of two parts that can be the month the first is (American), but the second where dots part them."""
    bits = re.split(r"[/.]", lexed.low[m.start()])
    a, b, year = int(bits[0]), int(bits[1]), int(bits[2])
    dotted = "." in lexed.low[m.start()]
    if len(bits[2]) == 2:
        if dotted:
            return []
        year += 1900 if year > 30 else 2000
    month, day = (b, a) if dotted or a > 12 else (a, b)
    return [(Expr("date", year=year, month=month, day=day), m.start(), m.end())]


def _military(lexed: Lexed, m: Match) -> Built:
    """101500Z JAN 90"""
    word = lexed.low[m.start()]
    year = None
    if m.group("y"):
        year = int(lexed.low[m.start("y")])
        year += 0 if year > 99 else 1900 if year > 30 else 2000
    month = timewords().months[lexed.low[m.start("m")]]
    clock = f"{word[2:4]}:{word[4:6]}"
    if int(word[2:4]) > 24 or int(word[4:6]) > 59:
        return [(Expr("bad", word="no such hour"), m.start(), m.end())]
    return [(Expr("date", year=year, month=month, day=int(word[:2]), clock=clock, zone=0), m.start(), m.end())]


def _the_nth(lexed: Lexed, m: Match) -> Built:
    """the 20th (of the month); "on the 7th"."""
    day = _ordinal(lexed, m.start("o"))
    word = lexed.low[m.start("o")]
    if not word[0].isdigit() or not 1 <= day <= 31 or lexed.symbols[m.start() - 1 : m.start()] not in ("O", "&", ">", "r", "@"):
        return []
    following = m.end()
    if following < len(lexed.symbols) and lexed.story.pos[lexed.token(following)] in ("NOUN", "PROPN", "ADJ", "NUM"):
        return []
    return [(Expr("date", day=day), m.start(), m.end())]


Rule = tuple[re.Pattern[str], Callable[[Lexed, Match], Built]]


def _rules(*rows: tuple[str, Callable[[Lexed, Match], Built]]) -> tuple[Rule, ...]:
    return tuple((re.compile(p), f) for p, f in rows)


RULES = _rules(
    (r"I", _iso),
    (r"J", _numeric),
    (r"g(?P<m>M)\.?(?P<y>[ynd])?", _military),
    (rf"{_MOD}(?:W\.?,?)?(?P<m>M)\.?,?t?(?P<d>[do])(?:(?:,?f?)?{_YEAR})?", _full),
    (rf"{_MOD}(?:W\.?,?)?t?(?P<d>[do])f?(?P<m>M)\.?(?:,?f?{_YEAR}|,?(?P<z>[nd])(?![,.:]?[dnUu]))?", _full),
    (r"(?:W,?)?(?P<m>M)\.?(?P<d>[do])(?:[->&]|,(?=d))(?P<e>[do])(?![UuMp-])(?:,?(?P<y>y))?", _day_range),
    (r"t?(?P<d>[do])(?:[->&]|)t?(?P<e>[do])f?(?P<m>M)\.?(?:,?(?P<y>y))?", _day_range),
    (rf"{_MOD}(?P<m>M)\.?(?:[->&])t?(?:e-?)?(?P<n>M)\.?(?P<y>y)", _month_range),
    (rf"{_MOD}(?P<rel>t?[LNTX=]{{0,2}})(?P<m>M)\.?(?:,?f?{_YEAR})?", _month),
    (r"(?P<y>y)[-/](?P<z>[ynd])(?![-/])", _year_range),
    (rf"(?P<x>x)?{_MOD}(?:tU)?(?P<y>[yQ])", _years),
    (rf"{_MOD}t?(?:e-?)?(?P<k>K)", _decade),
    (rf"{_MOD}t?(?P<o>o)-?U", _century),
    (rf"{_MOD}t?(?P<o>[oFN])-?(?P<u>[Uh])(?:[f,]?{_YEAR})?", _quarter),
    (rf"{_MOD}(?P<rel>t?[LNTX=]{{0,2}})(?P<s>S)(?:[f,]?{_YEAR})?", _season),
    (r"(?P<y>y)'?S", _season_before),
    (rf"{_MOD}(?P<rel>t?[LNTX=]{{0,2}})(?P<w>W)(?P<p>P)?(?:f?(?P<yr>t?[LNT]U))?", _weekday),
    (r"(?P<u>U)'b", _units_end),
    (r"V", _days_habit),
    (r"(?:x?(?P<mod>e)|[EF])?(?P<d>D)(?P<p>P)?", _deictic),
    (r"(?:(?P<ef>[EF])(?:it?)?|(?P<mod>x?t?e(?:it?)?|t?b(?:ft?|-)))?(?P<rel>t?[LNTXc=]{1,2}|t)(?P<u>[Uu])", _rel_unit),
    (rf"t?(?P<rel>[LNT])(?:(?P<n>{_NUM})|q)-?j?(?P<u>[Uu])", _span),
    (rf"t?(?P<n>{_NUM})(?P<rel>[LN])(?P<u>[Uu])", _span),
    (rf"(?P<x>x*)(?:(?P<n>{_NUM})j?|(?P<q>x?q))?(?P<u>[Uu])(?P<how>[AEF])", _shift),
    (r"t(?P<u>U)[EFN]", _day_next),
    (rf"(?P<x>x*)a?(?:(?P<n>{_NUM})|(?P<h>ha?))-?(?P<adj>[j_])?-?(?P<u>[Uu])(?P<tail>-?&-?a-?h)?(?:-[j_](?<=j))?", _duration),
    (r"(?P<q>x?q)?(?P<u>[Uu])", _plural),
    (r"(?P<rel>t?[LNTX=]{0,2})(?:(?P<mod>e))?(?P<p>P)u?", _part),
    (r"(?P<c>[lndsy])(?P<p>p)?(?P<k>k|u(?<=u))?(?P<z>Z)?(?P<pod>it?P)?", _clock),
    (rf"(?P<g>G)|v(?:(?P<n>{_NUM}|o))?-?(?P<u>[Uu])|v(?P<v2>[WP])", _set),
    (rf"{_MOD}(?P<rel>t?[LNT]?)(?P<h>H)(?:,?{_YEAR})?", _holiday),
    (rf"t?(?P<o>[oL])(?:(?P<n>{_NUM})|(?P<q>q))?j?(?P<u>U)[f,i]{_WHOLE}", _piece),
    (r"(?P<r>R)(?!U)", _ref),
    (r"(?P<r>R)U", _recent),
    (r"c(?!U)", _current),
    (r"t(?P<r>L)", _the_past),
    (r"(?:[TX]|t=)_", _period),
    (r"t(?P<o>o)", _the_nth),
)  # fmt: skip


def parse(lexed: Lexed) -> Built:
    """All expressions, in text order, without overlap: the leftmost, of those the longest, of those the rule that stands first."""
    found: list[tuple[int, int, int, Built]] = []
    for number_, (pattern, build) in enumerate(RULES):
        for m in pattern.finditer(lexed.symbols):
            if m.end() > m.start() and (built := build(lexed, m)):
                found.append((built[0][1], -built[-1][2], number_, built))
    found.sort(key=lambda f: f[:3])
    out: Built = []
    at = 0
    for first, _, _, built in found:
        if first >= at:
            out += built
            at = built[-1][2]
    return _join(lexed, out)


def _on(lexed: Lexed, first: int, behind: int) -> bool:
    """True of what stands between a clock time and its day: "5:30 p.m. local time on Monday"."""
    words = lexed.low[first:behind]
    return bool(words) and words[-1] == "on" and (len(words) == 1 or (len(words) <= 3 and words[-2] == "time"))


_DATED = ("date", "weekday", "deictic", "unit", "holiday")


def _join(lexed: Lexed, built: Built) -> Built:
    """Parts of the day and clock times with the date beside them: "the night of May 5", "5:30 p.m. Monday", "May 5 at noon"."""
    out: Built = []
    for expr, first, behind in built:
        if out:
            last, f, b = out[-1]
            between = lexed.symbols[b:first]
            joined = None
            if last.kind == "part" and expr.kind in _DATED and expr.part is None and between in ("", "f", ","):
                joined = replace(expr, part=last.part, mod=last.mod)
            elif last.part and last.kind == "weekday" and expr.kind == "date" and expr.day and between == "f":
                joined = replace(expr, part=last.part)
            elif last.kind in ("clock", "part") and last.base is None and expr.kind in _DATED and _on(lexed, b, first):
                out[-1] = (replace(last, base=expr), f, b)
            elif last.kind == "clock" and expr.kind in _DATED and expr.clock is None and between in ("", ",", "f"):
                joined = replace(expr, clock=last.clock, zone=last.zone)
            elif last.kind in _DATED and last.clock is None and expr.kind == "clock" and between in ("", ","):
                joined = replace(last, clock=expr.clock, zone=expr.zone)
            elif last.kind in _DATED and last.part is None and expr.kind == "part" and between == "" and not expr.rel:
                joined = replace(last, part=expr.part)
            if joined is not None:
                out[-1] = (joined, f, behind)
                continue
        out.append((expr, first, behind))
    return out
