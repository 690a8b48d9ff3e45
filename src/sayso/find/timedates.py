"""Builders of time expressions that name a date: days, months, years, seasons, weekdays, holidays."""

from __future__ import annotations

import re

from sayso.codebook.timewords import timewords
from sayso.find.timeexpr import (
    Built,
    Expr,
    Match,
    counted,
    day_at,
    in_year,
    mod_of,
    named,
    number,
    ordinal_at,
    rel_of,
    short_year,
    unit_at,
    year_at,
)
from sayso.find.timelex import Lexed


def build_full(lexed: Lexed, m: Match) -> Built:
    """May 5, 1990; 5 May; Sunday, May 5; May 5 of that year."""
    first, behind = m.span()
    day = day_at(lexed, m.start("d"))
    year, base = in_year(lexed, m)
    if m.group("y") and m.group("y") == "y" and (year or 0) < 1700 and counted(lexed, m.start("y")):
        year, behind = None, m.end("d")
    if base is not None and base.unit != "Y":
        base, behind = None, max(m.end("d"), m.end("m"))
    if year is None and base is None and "z" in m.re.groupindex and m.group("z"):
        year = short_year(lexed.low[m.start("z")])
        if year is None:
            behind = max(m.end("d"), m.end("m"))
    month = timewords().months[lexed.low[m.start("m")]]
    if day > 31 or day < 1:
        return []
    while behind - 1 > first and lexed.symbols[behind - 1] in ",.":
        behind -= 1
    return [(Expr("date", year=year, month=month, day=day, base=base, mod=mod_of(lexed, m)), first, behind)]


def build_month(lexed: Lexed, m: Match) -> Built:
    """May 1990; last May; early May; May of that year."""
    first, behind = m.span()
    year, base = in_year(lexed, m)
    if m.group("y") == "y" and counted(lexed, m.start("y")):
        year, behind = None, m.end("m")
    if base is not None and base.unit != "Y":
        base, behind = None, m.end("m")
    rel = rel_of(lexed, *m.span("rel")) if m.group("rel") else None
    if m.group("rel") == "t" and not m.group("mod"):
        rel, first = None, m.end("rel")
    if lexed.low[m.start("m")] == "march" and m.group("rel") in ("t", "T") and year is None:
        return []
    while behind - 1 > first and lexed.symbols[behind - 1] in ",.":
        behind -= 1
    return [
        (
            Expr("date", year=year, month=timewords().months[lexed.low[m.start("m")]], rel=rel, base=base, mod=mod_of(lexed, m)),
            first,
            behind,
        )
    ]


def build_years(lexed: Lexed, m: Match) -> Built:
    """1990; late 1990; the end of 1990; '82."""
    i = m.start("y")
    year = year_at(lexed, i)
    before = lexed.symbols[i - 1] if i else "|"
    if m.group("y") == "y":
        word = lexed.low[i - 1] if i else ""
        if counted(lexed, i) or before == "$":
            return []
        cued = before in "ir>fBeb&FEt-(xcLNT" or word in ("as", "by", "year", "fiscal", "fy")
        t = lexed.token(i)
        tag = lexed.story.tag
        if (
            0 < t < len(tag) - 1
            and lexed.story.sent[t + 1] == lexed.story.sent[t]
            and tag[t - 1] == tag[t + 1] == "NNP"
            and not m.group("mod")
        ):
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
    return [(Expr("date", year=year, mod=mod_of(lexed, m), word="short" if m.group("y") == "Q" else None), first, m.end())]


def build_year_range(lexed: Lexed, m: Match) -> Built:
    """1990-1993; 1990-93; 1990/91."""
    i, k = m.start("y"), m.end() - 1
    year = int(lexed.low[i])
    if not 1800 <= year <= 2060:
        return []
    other = int(lexed.low[k]) if lexed.symbols[k] == "y" else year // 100 * 100 + int(lexed.low[k]) if len(lexed.low[k]) == 2 else 0
    if not year < other < year + 150:
        return []
    return [(Expr("date", year=year), i, i + 1), (Expr("date", year=other), k, k + 1)]


def build_day_range(lexed: Lexed, m: Match) -> Built:
    """May 5-7, 1990; 5 to 7 May; May 5 and 7."""
    month = timewords().months[lexed.low[m.start("m")]]
    one, two = day_at(lexed, m.start("d")), day_at(lexed, m.start("e"))
    year = year_at(lexed, m.start("y")) if m.group("y") else None
    if one > 31 or two > 31:
        return []
    first, last = Expr("date", year=year, month=month, day=one), Expr("date", year=year, month=month, day=two)
    if m.start("m") < m.start("d"):
        behind = m.end() if m.group("y") else m.end("e")
        return [(first, m.start(), m.end("d")), (last, m.start("e"), behind)]
    return [(first, m.start("d"), m.end("d")), (last, m.start("e"), m.end() if m.group("y") else m.end("m"))]


def build_month_range(lexed: Lexed, m: Match) -> Built:
    """May to July 1990; May and July 1990: the first month takes the year of the second."""
    months = timewords().months
    year = year_at(lexed, m.start("y"))
    one, two = months[lexed.low[m.start("m")]], months[lexed.low[m.start("n")]]
    return [
        (Expr("date", year=year if one <= two else year - 1, month=one, mod=mod_of(lexed, m)), m.start(), m.end("m")),
        (Expr("date", year=year, month=two), m.start("n"), m.end()),
    ]


def build_decade(lexed: Lexed, m: Match) -> Built:
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
    return [(Expr("date", sub="decade", year=year // 10 * 10, mod=mod_of(lexed, m)), m.start(), m.end())]


def build_century(lexed: Lexed, m: Match) -> Built:
    if unit_at(lexed, m.end() - 1) != "CE":
        return []
    nth = ordinal_at(lexed, m.start("o"))
    if not 2 <= nth <= 22:
        return []
    return [(Expr("date", sub="century", year=(nth - 1) * 100, mod=mod_of(lexed, m)), m.start(), m.end())]


def build_quarter(lexed: Lexed, m: Match) -> Built:
    """the first quarter of 1990; the second half of last year; third-quarter."""
    which = lexed.low[m.start("o")]
    half = m.group("u") == "h"
    if not half and unit_at(lexed, m.start("u")) != "Q":
        return []
    year, base = in_year(lexed, m)
    nth = {"latter": 2}.get(which) or (ordinal_at(lexed, m.start("o")) if m.group("o") == "o" else 0)
    if not 1 <= nth <= (2 if half else 4):
        return []
    behind = m.end()
    if base is not None and base.unit != "Y":
        base, behind = None, m.end("u")
    if half and year is None and base is None:
        return []
    return [(Expr("date", year=year, sub=f"{'H' if half else 'Q'}{nth}", base=base, mod=mod_of(lexed, m)), m.start(), behind)]


def build_short_quarter(lexed: Lexed, m: Match) -> Built:
    """Q1 2015; 2014 Q3; H1 of last year."""
    year, base = in_year(lexed, m)
    if base is not None and base.unit != "Y":
        return []
    return [(Expr("date", year=year, sub=lexed.low[m.start("z")].upper(), base=base), m.start(), m.end())]


def build_season(lexed: Lexed, m: Match) -> Built:
    year, base = in_year(lexed, m)
    behind = m.end()
    if base is not None and base.unit != "Y":
        base, behind = None, m.end("s")
    rel = rel_of(lexed, *m.span("rel")) if m.group("rel") and m.group("rel") != "t" else None
    word = lexed.low[m.start("s")]
    if m.end() == m.end("s") and lexed.symbols[m.end() : m.end() + 2] == "-_":
        return []
    sub = timewords().seasons[word]
    if word == "fall" and year is None and base is None and rel is None:
        after = lexed.low[m.end()] if m.end() < len(lexed.low) else ""
        before = lexed.low[m.start() - 1] if m.start() else ""
        if after in ("of", "in", "from", "to") or not (
            m.group("rel") or m.group("mod") or before in ("in", "by", "until", "since", "each", "every")
        ):
            return []
    return [(Expr("date", year=year, sub=sub, rel=rel, base=base, mod=mod_of(lexed, m)), m.start(), behind)]


def build_season_before(lexed: Lexed, m: Match) -> Built:
    return [(Expr("date", year=year_at(lexed, m.start("y")), sub=timewords().seasons[lexed.low[m.end() - 1]]), m.start(), m.end())]


def _black_monday(lexed: Lexed, i: int) -> bool:
    """True of a weekday that is part of a name."""
    t = lexed.token(i)
    story = lexed.story
    return (
        t > 0 and i > 0 and lexed.symbols[i - 1] == "_" and story.head[t - 1] == t and story.dep[t - 1] in ("amod", "compound")
        and story.text[t - 1][:1].isupper() and story.sent[t - 1] == story.sent[t]
    )  # fmt: skip


def build_weekday(lexed: Lexed, m: Match) -> Built:
    rel = rel_of(lexed, *m.span("rel")) if m.group("rel") and m.group("rel") != "t" else None
    part = timewords().parts[lexed.low[m.start("p")]] if m.group("p") else None
    base = None
    if (m.group("p") and named(lexed, m.start("p"))) or _black_monday(lexed, m.start("w")):
        return []
    if m.group("yr"):
        i = m.end("yr") - 1
        base = Expr("unit", unit=unit_at(lexed, i), rel=rel_of(lexed, m.start("yr"), i))
    day = timewords().weekdays[lexed.low[m.start("w")]] % 10
    return [(Expr("weekday", weekday=day, rel=rel, part=part, mod=mod_of(lexed, m), base=base), m.start(), m.end())]


def build_nth_weekday(lexed: Lexed, m: Match) -> Built:
    """the fourth Thursday in November"""
    year, base = in_year(lexed, m)
    i = m.start("o")
    if lexed.symbols[i] == "L" and lexed.low[i] != "last":
        return []
    month = Expr("date", year=year, month=timewords().months[lexed.low[m.start("m")]], base=base)
    day = -1 if lexed.symbols[i] == "L" else ordinal_at(lexed, i)
    return [(Expr("nth", day=day, weekday=timewords().weekdays[lexed.low[m.start("w")]] % 10, base=month), m.start(), m.end())]


def build_iso(lexed: Lexed, m: Match) -> Built:
    word = lexed.low[m.start()]
    year, month, day = (int(x) for x in word[:10].split("-"))
    return [(Expr("date", year=year, month=month, day=day, clock=word[11:] or None), m.start(), m.end())]


def build_numeric(lexed: Lexed, m: Match) -> Built:
    """25/01/2013, 1/25/90, 25.1.2013: of two parts that can be the month the first is (American), but the second where dots part them."""
    bits = re.split(r"[/.-]", lexed.low[m.start()])
    a, b, year = int(bits[0]), int(bits[1]), int(bits[2])
    dotted = "." in lexed.low[m.start()]
    if len(bits[2]) == 2:
        if dotted:
            return []
        year += 1900 if year > 30 else 2000
    month, day = (b, a) if dotted or a > 12 else (a, b)
    return [(Expr("date", year=year, month=month, day=day), m.start(), m.end())]


def build_military(lexed: Lexed, m: Match) -> Built:
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


#: hours that the letters of the military time zones are ahead of UTC; J is the place's own time and names none
_LETTERS = {c: n for n, c in enumerate("ABCDEFGHIKLM", 1)} | {c: -n for n, c in enumerate("NOPQRSTUVWXY", 1)} | {"Z": 0}


def build_group(lexed: Lexed, m: Match) -> Built:
    """140930ZJUN15; 140930D*JUN2015 (the star adds half an hour): the date-time group of an army's message."""
    word = lexed.low[m.start()].upper()
    digits, letter, rest = word[:6], word[6], word[7:].lstrip("*")
    year = int(rest[3:]) if rest[3:] else None
    if year is not None and year < 100:
        year += 1900 if year > 30 else 2000
    if int(digits[2:4]) > 24 or int(digits[4:]) > 59:
        return [(Expr("bad", word="no such hour"), m.start(), m.end())]
    zone = _LETTERS[letter] + (0.5 if word[7] == "*" else 0)
    month = timewords().months[rest[:3].lower()]
    return [(Expr("date", year=year, month=month, day=int(digits[:2]), clock=f"{digits[2:4]}:{digits[4:]}", zone=zone), m.start(), m.end())]


def build_the_nth(lexed: Lexed, m: Match) -> Built:
    """the 20th (of the month); "on the 7th"."""
    day = ordinal_at(lexed, m.start("o"))
    word = lexed.low[m.start("o")]
    if not word[0].isdigit() or not 1 <= day <= 31 or lexed.symbols[m.start() - 1 : m.start()] not in ("O", "&", ">", "r", "@"):
        return []
    following = m.end()
    if following < len(lexed.symbols) and lexed.story.pos[lexed.token(following)] in ("NOUN", "PROPN", "ADJ", "NUM"):
        return []
    return [(Expr("date", day=day), m.start(), m.end())]


def build_holiday(lexed: Lexed, m: Match) -> Built:
    year, base = in_year(lexed, m)
    behind = m.end()
    if base is not None and base.unit != "Y":
        base, behind = None, m.end("h")
    rel = rel_of(lexed, *m.span("rel")) if m.group("rel") and m.group("rel") != "t" else None
    word = timewords().holidays[lexed.low[m.start("h")]]
    if not lexed.capital(m.start("h")) or named(lexed, m.start("h"), before_only=True):
        return []
    first = m.end("rel") if m.group("rel") == "t" and not m.group("mod") else m.start()
    return [(Expr("holiday", year=year, word=word, rel=rel, base=base, mod=mod_of(lexed, m)), first, behind)]


def build_piece(lexed: Lexed, m: Match) -> Built:
    """the first two months of 1939; the last week of May: a stretch of a longer one."""
    year, base = in_year(lexed, m)
    month = timewords().months[lexed.low[m.start("m")]] if m.group("m") else None
    whole = base if base is not None and month is None and year is None else Expr("date", year=year, month=month, base=base)
    count = number(lexed, *m.span("n")) if m.group("n") else None if m.group("q") else 1
    which = lexed.low[m.start("o")]
    rel = "first" if which == "first" else "last" if which in ("last", "final") else None
    unit = unit_at(lexed, m.start("u"))
    if (rel is None and lexed.symbols[m.start("o")] != "o") or unit in ("Q", "WE", "CE", "DE") or (count is None and rel is None):
        return []
    nth = ordinal_at(lexed, m.start("o")) if lexed.symbols[m.start("o")] == "o" else None
    return [(Expr("piece", unit=unit, count=count, rel=rel, day=nth, base=whole), m.start(), m.end())]
