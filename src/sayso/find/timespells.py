"""Builders of time expressions that count, repeat or point: today, last week, two days ago, five years, daily, 5 p.m., now."""

from __future__ import annotations

import re

from sayso.codebook.timewords import timewords
from sayso.find.timeexpr import (
    Built,
    Expr,
    Match,
    closed,
    mod_of,
    named,
    number,
    rel_of,
    some,
    unit_at,
)
from sayso.find.timelex import Lexed

_DEICTIC = {
    "today": (0, None), "yesterday": (-1, None), "tomorrow": (1, None), "tonight": (0, "NI"), "overnight": (0, "NI"),
    "the day before yesterday": (-2, None), "the day after tomorrow": (2, None), "last night": (-1, "NI"),
}  # fmt: skip


def build_deictic(lexed: Lexed, m: Match) -> Built:
    word = lexed.low[m.start("d")]
    count, part = _DEICTIC[word]
    if m.group("p"):
        part = timewords().parts[lexed.low[m.start("p")]]
    return [(Expr("deictic", count=count, part=part, word=word, mod=mod_of(lexed, m)), m.start(), m.end())]


def build_rel_unit(lexed: Lexed, m: Match) -> Built:
    """last year; later that month; the end of the week; the day."""
    unit = unit_at(lexed, m.start("u"))
    rel = rel_of(lexed, *m.span("rel"))
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
    mod = mod_of(lexed, m) or (("BEFORE" if lexed.symbols[m.start("ef")] == "E" else "AFTER") if m.group("ef") else None)
    return [(Expr("unit", unit=unit, rel=rel, mod=mod), m.start(), m.end())]


def build_year_ago(lexed: Lexed, m: Match) -> Built:
    """the year-ago quarter; a year-earlier loss"""
    rel = "ago" if lexed.low[m.start("how")] == "ago" else "earlier"
    first = m.start("u")
    return [(Expr("shift", unit=unit_at(lexed, first), count=1, rel=rel), first, m.end())]


def build_same_ago(lexed: Lexed, m: Match) -> Built:
    """the same month a year ago: the shift, as fine as the first unit"""
    n = number(lexed, *m.span("n"))
    rel = "ago" if lexed.low[m.start("how")] == "ago" else "earlier" if lexed.low[m.start("how")] in _BACK else "later"
    inner = Expr("shift", unit=unit_at(lexed, m.start("u")), count=n, rel=rel)
    return [(Expr("same", unit=unit_at(lexed, m.start() + 2), base=inner), m.start(), m.end())]


def build_the_day(lexed: Lexed, m: Match) -> Built:
    """for the day; ended the day: the day that is told of"""
    i = m.end() - 1
    if lexed.low[i] != "day" or not m.start() or lexed.low[m.start() - 1] not in _OF_THE_DAY:
        return []
    if m.end() < len(lexed.symbols) and lexed.story.pos[lexed.token(m.end())] in ("PRON", "SCONJ", "NOUN", "PROPN"):
        return []
    return [(Expr("unit", unit="D", rel="the"), m.start(), m.end())]


def build_lasting(lexed: Lexed, m: Match) -> Built:
    """month-long; decades-long"""
    if lexed.low[m.end() - 1] != "long":
        return []
    several = lexed.low[m.start()].endswith("s")
    return [(Expr("duration", unit=unit_at(lexed, m.start()), count=None if several else 1), m.start(), m.end())]


def build_hours(lexed: Lexed, m: Match) -> Built:
    """at 1625 on 6 January"""
    word = lexed.low[m.start()]
    if not re.fullmatch(r"(?:[01]\d|2[0-4])[0-5]\d", word):
        return []
    return [(Expr("clock", clock=f"{word[:2]}:{word[2:]}"), m.start(), m.end())]


def build_units_end(lexed: Lexed, m: Match) -> Built:
    """month's end"""
    mod = timewords().modifiers[lexed.low[m.end() - 1]]
    return [(Expr("unit", unit=unit_at(lexed, m.start("u")), rel="that", mod=mod), m.start(), m.end())]


def _indefinite(lexed: Lexed, m: Match, unit: str, rel: str | None) -> Built:
    return [(Expr("duration", unit=unit, count=None, rel=rel), m.start(), m.end())]


def build_span(lexed: Lexed, m: Match) -> Built:
    """the last two weeks; the next few days; the past three years."""
    count = number(lexed, *m.span("n")) if m.group("n") else None
    return [(Expr("duration", unit=unit_at(lexed, m.start("u")), count=count, rel=rel_of(lexed, *m.span("rel"))), m.start(), m.end())]


_OF_THE_DAY = frozenset("end ended ending ends close closed closing finish finished finishing start started begin began for".split())
_BACK = frozenset({"ago", "earlier", "before", "previously", "beforehand"})


def build_shift(lexed: Lexed, m: Match) -> Built:
    """two days ago; a year earlier; several weeks later; the day before."""
    how = lexed.low[m.start("how")]
    unit = unit_at(lexed, m.start("u"))
    count = number(lexed, *m.span("n")) if m.group("n") else None
    if m.group("n") is None and m.group("q") is None and not lexed.low[m.start("u")].endswith("s"):
        return []
    if how in ("before", "after", "previously") and not closed(lexed, m.end()):
        return [] if count is None else [(Expr("duration", unit=unit, count=count), m.start(), m.end("u"))]
    rel = "ago" if how == "ago" else "earlier" if how in _BACK else "hence" if how in ("hence", "from now") else "later"
    return [(Expr("shift", unit=unit, count=count, rel=rel, mod=some(lexed, m)), m.start(), m.end())]


def build_day_next(lexed: Lexed, m: Match) -> Built:
    """the day before; the week after; the following: where no "before WHAT" follows."""
    if not closed(lexed, m.end()) or (lexed.symbols[m.end() - 1] == "N" and lexed.low[m.end() - 1] != "following"):
        return []
    unit = unit_at(lexed, m.start("u"))
    rel = "earlier" if lexed.low[m.end() - 1] in _BACK else "later"
    return [(Expr("shift", unit=unit, count=1, rel=rel), m.start(), m.end())]


_HOURS = re.compile(r"(?:[01]\d|2[0-4])[0-5]\d$")


def build_duration(lexed: Lexed, m: Match) -> Built:
    """five years; a 20-year; nearly two and a half months; half an hour."""
    unit = unit_at(lexed, m.start("u"))
    if unit == "WE" or (unit == "Q" and not re.search("j", m.group())):
        return []
    if unit == "TH" and m.group("n") and _HOURS.match(lexed.low[m.start("n")]):
        return []  # "at 1400 hours" is a time of day
    count = number(lexed, *m.span("n")) if m.group("n") else 0.5
    if m.group("adj") and lexed.low[m.start("adj")] in ("light", "man", "person"):
        return []
    if count is None or (m.group("adj") == "_" and lexed.story.pos[lexed.token(m.start("adj"))] != "ADJ"):
        return []
    if m.group("adj") == "_" and m.group("n") == "a":
        return []
    if m.group("tail"):
        count = (count or 1) + 0.5
    first = m.end("art") if m.group("n") and m.group("n") != "a" else m.start()
    lone = m.group("n") == "a"
    if lone and unit == "TS":
        return []
    rate = lone and first == m.start("n") and first > 0 and lexed.low[m.start("n")] == "a" and _rate(lexed, first)
    if rate:
        return [(Expr("set", unit=unit, count=1, word="rate"), first, m.end())]
    return [(Expr("duration", unit=unit, count=count, mod=some(lexed, m)), first, m.end())]


def _rate(lexed: Lexed, i: int) -> bool:
    """True of "$5 a day", "12 barrels a year", "twice a week"."""
    t = lexed.token(i)
    story = lexed.story
    if t == 0 or lexed.symbols[i - 1] == "D" or lexed.symbols[i + 2 : i + 3] == "f":
        return False
    before = t - 1
    if story.tag[before] == "NN" and lexed.symbols[i - 1] != "U" and story.lower[before] not in ("percent", "%", "cent"):
        return False
    return story.tag[before] in ("CD", "NNS", "NN", "$") and story.dep[t] == "det" and story.dep[story.head[t]] == "npadvmod"


def build_plural(lexed: Lexed, m: Match) -> Built:
    """years; several months; many days."""
    unit = unit_at(lexed, m.start("u"))
    word = lexed.low[m.start("u")]
    if (not word.endswith("s") and word not in ("centuries", "millennia")) or unit in ("WE", "Q"):
        return []
    if m.start() > 1 and lexed.symbols[m.start() - 1] == "-" and lexed.symbols[m.start() - 2] == "_":
        return []
    if m.group("q") is None and m.start() and lexed.story.pos[lexed.token(m.start()) - 1] in ("ADJ", "PROPN", "PRON", "NUM"):
        return []
    return [(Expr("duration", unit=unit, count=None), m.start(), m.end())]


def build_part(lexed: Lexed, m: Match) -> Built:
    """that afternoon; the early morning hours; at dawn; midnight."""
    rel = rel_of(lexed, *m.span("rel")) if m.group("rel") else None
    if named(lexed, m.start("p")):
        return []
    return [(Expr("part", part=timewords().parts[lexed.low[m.start("p")]], rel=rel, mod=mod_of(lexed, m)), m.start(), m.end())]


def build_clock(lexed: Lexed, m: Match) -> Built:
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


def build_set(lexed: Lexed, m: Match) -> Built:
    """every day; per month; every two weeks; daily."""
    if m.group("g"):
        word = lexed.low[m.start("g")]
        if named(lexed, m.start("g")):
            return []
        if word == "quarterly" and m.start() + 1 < len(lexed.low) and lexed.low[m.start() + 1] == "'":
            return []
        return [(Expr("set", word=timewords().sets[word]), m.start(), m.end())]
    if m.group("v2"):
        if m.group("v2") in "WV":
            return [(Expr("set", weekday=timewords().weekdays[lexed.low[m.end() - 1]] % 10), m.start(), m.end())]
        return [(Expr("set", part=timewords().parts[lexed.low[m.end() - 1]]), m.start(), m.end())]
    count = number(lexed, *m.span("n")) if m.group("n") else 1
    return [(Expr("set", unit=unit_at(lexed, m.start("u")), count=count), m.start(), m.end())]


def build_days_habit(lexed: Lexed, m: Match) -> Built:
    return [(Expr("set", weekday=timewords().weekdays[lexed.low[m.start()]] % 10), m.start(), m.end())]


def build_ref(lexed: Lexed, m: Match) -> Built:
    return [(Expr("ref", word=timewords().references[lexed.low[m.start("r")]], rel=lexed.low[m.start("r")]), m.start(), m.end())]


def build_current(lexed: Lexed, m: Match) -> Built:
    return [(Expr("ref", word="PRESENT_REF", rel="current"), m.start(), m.end())]


def build_the_past(lexed: Lexed, m: Match) -> Built:
    i = m.start("r")
    if lexed.low[i] != "past" or lexed.story.pos[lexed.token(i)] != "NOUN":
        return []
    return [(Expr("ref", word="PAST_REF", rel="the past"), m.start(), m.end())]


def build_period(lexed: Lexed, m: Match) -> Built:
    """this period"""
    return [(Expr("ref", rel="period"), m.start(), m.end())] if lexed.low[m.end() - 1] == "period" else []


def build_recent(lexed: Lexed, m: Match) -> Built:
    """recent weeks"""
    if lexed.low[m.start("r")] != "recent":
        return []
    return [(Expr("ref", word="PAST_REF", rel="recent", unit=unit_at(lexed, m.end() - 1)), m.start(), m.end())]
