"""Days, weeks, months and feasts: plain calendar arithmetic, and the TIMEX3 values of its units."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from sayso.codebook.timewords import moon_feasts

Date = dt.date
Days = tuple[dt.date, dt.date]

_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}


def make_day(year: int, month: int, day: int) -> Date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def month_days(year: int, month: int) -> Days:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def days_of(value: str | None) -> Days | None:
    """First and last day of a TIMEX3 value on the calendar; a season by its meteorological months (a winter begins in its year's
    December); None of durations, references, open values and impossible days."""
    v = (value or "").split("T")[0]
    try:
        if m := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", v):
            day = dt.date(int(m[1]), int(m[2]), int(m[3]))
            return day, day
        if m := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", v):
            monday = dt.date.fromisocalendar(int(m[1]), int(m[2]), 1)
            return monday + dt.timedelta(5 if m[3] else 0), monday + dt.timedelta(6)
        if m := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", v):
            year, (first, last) = int(m[1]), _SEASONS[m[2]]
            return dt.date(year, first, 1), month_days(year + (last < first), last)[1]
        if m := re.fullmatch(r"(\d{4})-Q([1-4])", v):
            return dt.date(int(m[1]), 3 * int(m[2]) - 2, 1), month_days(int(m[1]), 3 * int(m[2]))[1]
        if m := re.fullmatch(r"(\d{4})-H([12])", v):
            return dt.date(int(m[1]), 6 * int(m[2]) - 5, 1), month_days(int(m[1]), 6 * int(m[2]))[1]
        if m := re.fullmatch(r"(\d{4})-(\d\d)", v):
            return month_days(int(m[1]), int(m[2]))
        if re.fullmatch(r"\d{2,4}", v):
            span = 10 ** (4 - len(v))
            return dt.date(int(v) * span, 1, 1), dt.date(int(v) * span + span - 1, 12, 31)
    except ValueError:
        pass
    return None


def part_of(days: Days, mod: str | None) -> Days:
    """The third of the days that early (START), mid (MID) or late (END) means; all of them for a single day or no ``mod``."""
    length = (days[1] - days[0]).days + 1
    if length < 3 or mod not in ("START", "MID", "END"):
        return days
    third = length // 3
    if mod == "START":
        return days[0], days[0] + dt.timedelta(third - 1)
    if mod == "END":
        return days[1] - dt.timedelta(third - 1), days[1]
    return days[0] + dt.timedelta(third), days[1] - dt.timedelta(third)


def add_months(day: Date, n: int) -> Date:
    """The same day n months on; the last of the month where it has no such day. OverflowError outside the years 1 to 9999."""
    months = day.year * 12 + day.month - 1 + n
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError("year out of range")
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


_MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
_DAYS = {"D": 1, "W": 7, "2W": 14, "WE": 7}


def shift(day: Date, n: int, unit: str) -> Date:
    """``day`` n units on (back where n < 0). OverflowError outside the years 1 to 9999."""
    if unit in _MONTHS:
        return add_months(day, n * _MONTHS[unit])
    if unit in _DAYS:
        return day + dt.timedelta(n * _DAYS[unit])
    return day


def value_of(day: Date, unit: str) -> str:
    """The TIMEX3 value of the unit that holds the day: 2013-W12, 2013-03, 2013-Q1, 201 …"""
    year, week, _ = day.isocalendar()
    match unit:
        case "W" | "2W":
            return f"{year:04d}-W{week:02d}"
        case "WE":
            return f"{year:04d}-W{week:02d}-WE"
        case "M":
            return f"{day.year:04d}-{day.month:02d}"
        case "Q":
            return f"{day.year:04d}-Q{(day.month + 2) // 3}"
        case "Y":
            return f"{day.year:04d}"
        case "DE":
            return f"{day.year:04d}"[:3]
        case "CE":
            return f"{day.year:04d}"[:2]
        case "ML":
            return f"{day.year:04d}"[:1]
    return day.isoformat()


def season_of(day: Date) -> tuple[int, str]:
    """(year, season) that holds the day; January and February belong to the winter of the year before."""
    if day.month <= 2:
        return day.year - 1, "WI"
    return day.year, ("SP", "SU", "FA", "WI")[(day.month - 3) // 3]


def easter(year: int) -> Date:
    """Western Easter Sunday (the anonymous Gregorian algorithm; Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def feasts(rule: str, year: int) -> list[Days]:
    """Days of a holiday (rules as in timewords.toml) in a year: one, none where the table ends, two of a moon feast in some years."""
    if rule.startswith("easter"):
        day = easter(year) + dt.timedelta(int(rule[6:]))
        return [(day, day)]
    if rule.startswith("islamic:"):
        return [d for d in moon_feasts().get(rule[8:], ()) if d[0].year == year]
    month, _, rest = rule.partition("-")
    if rest.isdigit():
        one = make_day(year, int(month), int(rest))
        return [(one, one)] if one else []
    nth, _, weekday = rest.partition("-")
    first, last = month_days(year, int(month))
    if nth == "last":
        day = last - dt.timedelta((last.isoweekday() - int(weekday)) % 7)
    else:
        day = first + dt.timedelta((int(weekday) - first.isoweekday()) % 7 + 7 * (int(nth[0]) - 1))
    return [(day, day)]
