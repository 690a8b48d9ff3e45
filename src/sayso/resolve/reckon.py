"""Reckoning: the TIMEX3 value and the days of one expression after the other."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sayso.find.timeexpr import Expr
from sayso.find.times import TimeSpan
from sayso.record import Anchor
from sayso.resolve.anchoring import HEAD, Anchoring, Value
from sayso.resolve.calendar import days_of, feasts, make_day, shift, value_of
from sayso.resolve.tense import AHEAD

#: the reason of a clock time or part of a day that takes the day of publication for want of another
ASSUMED = "no day is said; that of publication is assumed"
#: half an hour is thirty minutes
_HALVES: dict[str, tuple[float, str]] = {
    "TH": (30, "TM"),
    "TM": (30, "TS"),
    "D": (12, "TH"),
    "Y": (6, "M"),
    "DE": (5, "Y"),
    "CE": (50, "Y"),
}


def period(count: float | None, unit: str) -> str:
    """P3D, PT2H, P2.5Y; PXD where how many is not said."""
    time, short = ("T", unit[1]) if unit[0] == "T" else ("", unit)
    if count == 0.5 and unit in _HALVES:
        count, unit = _HALVES[unit]
        time, short = ("T", unit[1]) if unit[0] == "T" else ("", unit)
    if unit == "2W":
        short, count = "W", None if count is None else count * 2
    if count is None:
        return f"P{time}X{short}"
    return f"P{time}{int(count) if count == int(count) else count}{short}"


class Reckoner(Anchoring):
    """Goes through the expressions in text order, one method a kind of expression, and keeps what was told."""

    def reckon(self, span: TimeSpan) -> Value:
        """The value of one expression."""
        e = span.says
        self.sent = self.story.sent[span.first]
        try:
            value: Value = getattr(self, "_" + e.kind)(e, span)
        except (OverflowError, ValueError):
            value = self._impossible("outside the calendar")
        if e.part and value.at is not None and value.unit == "D" and value.value:
            value = self._at_part(value, e.part)
        if e.clock and value.value:
            value = self._at_clock(value, e)
        if e.mod and value.mod is None:
            value = replace(value, mod=e.mod)
        if value.at is not None and value.type in ("DATE", "TIME") and value.unit:
            self.thread.note(days_of(value.value) or (value.at, value.at), value.unit, span)
        return value

    @staticmethod
    def _at_part(value: Value, part: str) -> Value:
        return replace(value, type="TIME", value=f"{value.value}T{part}", part=part)

    @staticmethod
    def _at_clock(value: Value, e: Expr) -> Value:
        zone = ""
        if e.zone is not None:
            minutes = round(e.zone * 60)
            zone = "Z" if minutes == 0 else f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}"
            if abs(minutes) % 60:
                zone += f":{abs(minutes) % 60:02d}"
        return replace(value, type="TIME", value=f"{value.value}T{e.clock}{zone}", part="clock")

    def _date(self, e: Expr, span: TimeSpan) -> Value:
        if e.sub in ("decade", "century"):
            assert e.year is not None
            unit = "DE" if e.sub == "decade" else "CE"
            return Value("DATE", value_of(dt.date(max(e.year, 1), 1, 1), unit), unit, dt.date(max(e.year, 1), 1, 1))
        year, anchor = e.year, None
        if year is not None and e.word == "short" and self.narrative and self.thread.main is not None:
            year += 100 * round((self.thread.main.days[0].year - year) / 100)
        if year is None and e.base is not None:
            got = self._unit(e.base, span)
            if got.at is not None:
                year, anchor = got.at.year, got.anchor
        if year is None:
            year, anchor = self._which_year(e, span)
        if year is None:
            return self._open("DATE", self._partial(e))
        if e.sub:
            return Value("DATE", f"{year:04d}-{e.sub}", "Q" if e.sub[0] in "QH" else "S", self._first(f"{year:04d}-{e.sub}"), anchor)
        if e.month is None:
            if e.day is None:
                return Value("DATE", f"{year:04d}", "Y", dt.date(year, 1, 1), anchor)
            base, anchor = self._month_of(span)
            assert base is not None
            day = make_day(base.year, base.month, e.day)
            return Value("DATE", day.isoformat(), "D", day, anchor) if day else self._impossible(f"no day {e.day} in that month")
        if e.day is None:
            first = make_day(year, e.month, 1)
            return Value("DATE", value_of(first, "M"), "M", first, anchor) if first else self._impossible("no such month")
        day = make_day(year, e.month, e.day)
        if day is None:
            return self._impossible(f"the calendar has no {year:04d}-{e.month:02d}-{e.day:02d}")
        return Value("DATE", day.isoformat(), "D", day, anchor)

    def _weekday(self, e: Expr, span: TimeSpan) -> Value:
        assert e.weekday is not None
        if e.base is not None:
            got = self._unit(e.base, span)
            if got.at is not None and e.base.unit == "W":
                day = got.at - dt.timedelta(got.at.isoweekday() - e.weekday)
                return Value("DATE", day.isoformat(), "D", day, got.anchor)
        told = self.thread.last
        lean = e.rel in ("that", "same", "following", "previous")
        if told is not None and told.unit == "D" and (self.narrative or lean):
            base, anchor = told.days[0], Anchor("span", told.span)
            ahead = (e.weekday - base.isoweekday()) % 7
            if e.rel in ("last", "previous"):
                day = base - dt.timedelta((base.isoweekday() - e.weekday) % 7 or 7)
            else:
                day = base + dt.timedelta(ahead or (7 if e.rel in ("next", "following") else 0))
            return Value("DATE", day.isoformat(), "D", day, anchor)
        published = self.published
        if published is None or self.narrative:
            return self._open("DATE", f"XXXX-WXX-{e.weekday}")
        back = (published.isoweekday() - e.weekday) % 7
        ahead = (e.weekday - published.isoweekday()) % 7
        if e.rel in ("last", "previous"):
            offset = -(back or 7)
        elif e.rel in ("next", "following"):
            offset = ahead or 7
        elif e.rel == "this":
            offset = ahead if self._tense(span) not in ("past", "perfect") else -back
        else:
            offset = self._direction(span, back, ahead)
        day = published + dt.timedelta(offset)
        return Value("DATE", day.isoformat(), "D", day, self.anchor)

    def _nth(self, e: Expr, span: TimeSpan) -> Value:
        """the last Thursday in November"""
        assert e.base is not None
        assert e.base.month is not None
        got = self._date(e.base, span)
        days = days_of(got.value)
        if days is None or e.day is None:
            return got
        first, last = days
        weekday = e.weekday or 1
        if e.day < 0:
            day = last - dt.timedelta((last.isoweekday() - weekday) % 7)
        else:
            day = first + dt.timedelta((weekday - first.isoweekday()) % 7 + 7 * (e.day - 1))
        if day.month != first.month:
            return self._impossible("that month has no such weekday")
        return Value("DATE", day.isoformat(), "D", day, got.anchor)

    def _direction(self, span: TimeSpan, back: int, ahead: int) -> int:
        before = self.story.lower[span.first - 1] if span.first else ""
        if before in ("until", "till"):
            return ahead
        tense = self._tense(span)
        if tense == "posterior" and back <= 1:
            return -back
        if tense in AHEAD:
            return ahead
        if tense == "present":
            return -back if back <= 1 else ahead if ahead <= 3 else -back
        return -back

    def _deictic(self, e: Expr, span: TimeSpan) -> Value:
        if self.narrative and self.thread.last is not None and self.thread.last.unit == "D":
            base, anchor = self.thread.last.days[0], Anchor("span", self.thread.last.span)
        elif self.narrative and self.story.article.published:
            return Value("DATE", "PRESENT_REF", reason="told of a time that the text does not date")
        elif self.published is not None:
            base, anchor = self.published, self.anchor  # type: ignore[assignment]
        else:
            return self._open("DATE", "PRESENT_REF" if e.count == 0 else "XXXX-XX-XX")
        day = base + dt.timedelta(int(e.count or 0))
        days = None
        if e.word == "overnight":
            ahead = self._tense(span) in AHEAD
            days = (day, day + dt.timedelta(1)) if ahead else (day - dt.timedelta(1), day)
        return Value("DATE", day.isoformat(), "D", day, anchor, days=days)

    def _unit(self, e: Expr, span: TimeSpan) -> Value:
        unit = e.unit or "D"
        base, anchor = self._reference(e.rel, unit)
        if unit[0] == "T":
            return Value("DURATION", f"PT1{unit[1]}")
        if base is None:
            return self._open("DATE", "XXXX" if unit == "Y" else "XXXX-XX" if unit == "M" else "XXXX-XX-XX")
        step = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(e.rel or "", 0)
        if e.rel == "last" and unit in ("DE", "CE", "ML"):
            return Value("DURATION", f"P1{unit}", anchor=anchor)
        if unit == "WE":
            if e.rel == "the" and base is self.published:
                step = -1 if self._tense(span) not in AHEAD and base.isoweekday() < 6 else 0
        day = shift(base, step, unit)
        value = value_of(day, unit)
        first = self._first(value) or day
        days = None
        if e.mod in ("BEFORE", "AFTER") and step == 0 and (whole := days_of(value)):
            days = (whole[0], min(base, whole[1])) if e.mod == "BEFORE" else (max(base, whole[0]), whole[1])
        return Value("DATE", value, unit, first, anchor, days=days)

    def _shift(self, e: Expr, span: TimeSpan) -> Value:
        unit = e.unit or "D"
        base, anchor = self._reference("last" if e.rel in ("ago", "hence") else e.rel, unit)
        sign = -1 if e.rel in ("ago", "earlier") else 1
        if e.count is None or base is None:
            return Value(
                "DATE",
                "PAST_REF" if sign < 0 else "FUTURE_REF",
                reason="how far is not said" if e.count is None else "no date to reckon from",
            )
        count = sign * e.count
        if count != int(count):
            unit, count = {"Y": "M", "DE": "Y", "M": "D"}.get(unit, unit), count * {"Y": 12, "DE": 10, "M": 30}.get(unit, 1)
        day = shift(base, int(count), unit)
        told = self.thread.last
        if unit == "2W":
            unit = "W"
        if unit in ("W",) and told is not None and told.unit == "D" and e.rel != "ago":
            unit = "D"
        value = value_of(day, unit)
        return Value("DATE", value, unit, self._first(value) or day, anchor)

    def _same(self, e: Expr, span: TimeSpan) -> Value:
        """The month, say, that lies a year before the one told of."""
        assert e.base is not None
        inner = e.base
        told = self.thread.last
        base, anchor = (told.days[0], Anchor("span", told.span)) if told is not None else (self.published, self.anchor)
        if base is None or inner.count is None or inner.unit is None:
            return self._open("DATE", "XXXX-XX-XX")
        day = shift(base, round(inner.count) * (1 if inner.rel == "later" else -1), inner.unit)
        return Value("DATE", value_of(day, e.unit or "D"), e.unit, self._first(value_of(day, e.unit or "D")) or day, anchor)

    def _piece(self, e: Expr, span: TimeSpan) -> Value:
        """Days of "the first two months of 1939", "the last week of May"."""
        assert e.base is not None
        unit = e.unit or "D"
        whole = self._unit(e.base, span) if e.base.kind == "unit" else self._date(e.base, span)
        days = days_of(whole.value)
        got = Value("DURATION", period(e.count, unit), anchor=whole.anchor)
        if days is None or e.count is None:
            return replace(got, days=days)
        n = int(e.count)
        if unit == "D" and n == 1:
            day = days[1] if e.rel == "last" else days[0] + dt.timedelta((e.day or 1) - 1)
            return Value("DATE", day.isoformat(), "D", day, whole.anchor)
        if e.rel == "last":
            return replace(got, days=(max(days[0], shift(days[1], -n, unit) + dt.timedelta(1)), days[1]))
        start = shift(days[0], (e.day or 1) - 1, unit)
        return replace(got, days=(start, min(days[1], shift(start, n, unit) - dt.timedelta(1))))

    def _duration(self, e: Expr, span: TimeSpan) -> Value:
        value = period(e.count, e.unit or "D")
        got = Value("DURATION", value)
        base, anchor = self._reference(e.rel)
        if e.rel and base is not None and e.count and e.unit and e.unit[0] != "T":
            sign = -1 if e.rel in ("last", "previous") else 1 if e.rel in ("next", "following") else 0
            if sign:
                other = shift(base, sign * int(e.count), e.unit)
                return replace(got, anchor=anchor, days=(min(base, other), max(base, other)))
        return got

    def _set(self, e: Expr, span: TimeSpan) -> Value:
        if e.weekday:
            return Value("SET", f"XXXX-WXX-{e.weekday}")
        if e.part:
            return Value("SET", f"XXXX-XX-XXT{e.part}")
        if e.word == "P1D":
            return Value("SET", "XXXX-XX-XX")
        if e.unit:
            return Value("SET", period(e.count, e.unit))
        return Value("SET", e.word)

    def _ref(self, e: Expr, span: TimeSpan) -> Value:
        return Value("DATE", e.word, reason="no calendar time is said")

    def _holiday(self, e: Expr, span: TimeSpan) -> Value:
        assert e.word is not None
        base, anchor = self._reference(e.rel)
        year = e.year
        if year is None and e.base is not None and (got := self._unit(e.base, span)).at:
            year = got.at.year
        if year is not None:
            days = next(iter(feasts(e.word, year)), None)
            if days is None:
                return Value("DATE", f"{year:04d}", "Y", dt.date(year, 1, 1), anchor)
            anchor = None if e.year else anchor
        else:
            if base is None:
                return self._open("DATE", "XXXX-XX-XX")
            options = [d for y in (base.year - 1, base.year, base.year + 1) for d in feasts(e.word, y)]
            if not options:
                return Value("DATE", None, reason="the table of moon years has no such feast")
            tense = self._tense(span)
            before = [d for d in options if d[0] <= base]
            after = [d for d in options if d[1] >= base]
            if self.narrative:
                days = next((d for d in options if d[0].year == base.year), options[0])
            elif (tense in AHEAD or e.rel in ("next", "this")) and after:
                days = after[0]
            elif (tense in ("past", "perfect") or e.rel == "last") and before:
                days = before[-1]
            else:
                days = min(options, key=lambda d: abs((d[0] - base).days))
        first, last = days
        if first == last:
            return Value("DATE", first.isoformat(), "D", first, anchor)
        return Value("DATE", value_of(first, "M"), "M", first, anchor, days=days)

    def _part(self, e: Expr, span: TimeSpan) -> Value:
        told = self.thread.day
        near = told is not None and (
            (self.narrative and told is self.thread.last)
            or e.rel in ("that", "same", "following")
            or told.para == self.story.para[span.first]
        )
        if (named := self._on_day(e, span)) is not None:
            return named
        if e.rel is None and e.mod is None:
            return Value("TIME", f"XXXX-XX-XXT{e.part}", reason="no day is said")
        reason = None
        if near and told is not None and e.rel != "this":
            day, anchor = told.days[0], Anchor("span", told.span)
        elif self.published is not None and not self.narrative and (e.rel != "the" or span.start < HEAD):
            day, anchor = self.published, self.anchor  # type: ignore[assignment]
            reason = None if e.rel == "this" else ASSUMED
        else:
            return Value("TIME", f"XXXX-XX-XXT{e.part}", reason="no day is said")
        day += dt.timedelta({"last": -1, "previous": -1, "next": 1, "following": 1}.get(e.rel or "", 0))
        return Value("DATE", day.isoformat(), "D", day, anchor, reason=reason)

    def _on_day(self, e: Expr, span: TimeSpan) -> Value | None:
        """The day that a clock time or part of day names behind it: "5 a.m. on Monday"."""
        if e.base is None:
            return None
        got: Value = getattr(self, "_" + e.base.kind)(e.base, span)
        return got if got.unit == "D" else None

    def _clock(self, e: Expr, span: TimeSpan) -> Value:
        if (named := self._on_day(e, span)) is not None:
            return named
        told = self.thread.day
        if told is not None and (told is self.thread.last if self.narrative else self._lately(told)) and self._same_scene(told, span):
            return Value("DATE", told.days[0].isoformat(), "D", told.days[0], Anchor("span", told.span))
        if self.published is not None and not self.narrative:
            return Value("DATE", self.published.isoformat(), "D", self.published, self.anchor, reason=ASSUMED)
        return Value("TIME", "XXXX-XX-XX", reason="no day is said")

    def _bad(self, e: Expr, span: TimeSpan) -> Value:
        return self._impossible(e.word or "impossible")
