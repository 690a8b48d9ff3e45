"""Charts drawn by the server as SVG: incidents over time, and the tolls of one incident with their voices.

Geometry is computed here and handed to templates as plain numbers, so that a chart needs no script and prints as it stands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the time line: ``count`` incidents from day ``first`` to ``last`` (ISO days)."""

    x: float
    y: float
    width: float
    height: float
    first: str
    last: str
    count: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars, the labels under them (x, text), and the size of the drawing."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    step: str
    most: int


def _bin(day: dt.date, step: str) -> dt.date:
    if step == "day":
        return day
    if step == "week":
        return day - dt.timedelta(day.weekday())
    if step == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1)


def _next(day: dt.date, step: str) -> dt.date:
    if step in ("day", "week"):
        return day + dt.timedelta(1 if step == "day" else 7)
    if step == "month":
        return (day.replace(day=28) + dt.timedelta(4)).replace(day=1)
    return day.replace(year=day.year + 1)


def timeline(counts: Mapping[str, int], width: int = 960, height: int = 96) -> Timeline | None:
    """Bars by day, week, month or year, whichever gives at most about 120 bars; None where there are no days."""
    days = sorted(dt.date.fromisoformat(d) for d in counts)
    if not days:
        return None
    first, last = days[0], days[-1]
    span = (last - first).days + 1
    step = "day" if span <= 120 else "week" if span <= 840 else "month" if span <= 3650 else "year"
    total: dict[dt.date, int] = {}
    for text, n in counts.items():
        key = _bin(dt.date.fromisoformat(text), step)
        total[key] = total.get(key, 0) + n
    starts = [_bin(first, step)]
    while starts[-1] < _bin(last, step) and len(starts) < 400:
        starts.append(_next(starts[-1], step))
    most = max(total.values())
    slot = width / len(starts)
    room = height - 18
    bars, ticks = [], []
    every = max(1, len(starts) // 8)
    label = {"day": "%d %b %Y", "week": "%d %b %Y", "month": "%b %Y", "year": "%Y"}[step]
    for k, start in enumerate(starts):
        n = total.get(start, 0)
        if n:
            tall = max(2.0, room * n / most)
            end = _next(start, step) - dt.timedelta(1)
            x, y, wide = round(slot * (k + 0.1), 2), round(room - tall, 2), round(min(28.0, slot * 0.8), 2)
            bars.append(Bar(x, y, wide, round(tall, 2), start.isoformat(), end.isoformat(), n))
        if k % every == 0:
            ticks.append((round(k * slot + slot * 0.1, 2), start.strftime(label)))
    return Timeline(width, height, tuple(bars), tuple(ticks), step, most)


@dataclass(frozen=True, slots=True)
class Toll:
    """One reported figure: ``as_of`` an ISO day, the voice that gave it, and the id of the origin it belongs to."""

    as_of: str
    low: int | None
    high: int | None
    voice: str
    kind: str
    origin: str


@dataclass(frozen=True, slots=True)
class Point:
    """A toll on the chart: a dot where low is high, a bar from low to high otherwise; open ends are drawn with an arrow."""

    x: float
    y_low: float
    y_high: float
    open_up: bool
    open_down: bool
    toll: Toll
    label: str


@dataclass(frozen=True, slots=True)
class TollChart:
    """Points, labels of both axes, and the size of the drawing."""

    width: int
    height: int
    points: tuple[Point, ...]
    x_ticks: tuple[tuple[float, str], ...]
    y_ticks: tuple[tuple[float, str], ...]


def said(low: int | None, high: int | None) -> str:
    """A figure in words as short as can be: 12, at least 12, up to 30, 12–15."""
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,}–{high:,}"
    if low is not None:
        return f"at least {low:,}"
    return f"up to {high:,}" if high is not None else "?"


def toll_chart(tolls: Iterable[Toll], width: int = 640, height: int = 200) -> TollChart | None:
    """The tolls of one kind over the days on which they were reported; None where there are none."""
    rows: Sequence[Toll] = sorted(tolls, key=lambda t: (t.as_of, t.low or 0, t.high or 0, t.voice))
    if not rows:
        return None
    days = sorted({t.as_of[:10] for t in rows})
    top = max(max(t.low or 0, t.high or 0) for t in rows)
    step = next(s * 10**p for p in range(9) for s in (1, 2, 5) if top <= 4 * s * 10**p) if top else 1
    ceiling = step * max(1, -(-top // step)) + step * 0.5
    left, bottom = 44, height - 24

    def y(n: float) -> float:
        return round(bottom - (bottom - 10) * n / ceiling, 2)

    seen: dict[str, int] = {}
    slot = (width - left - 20) / len(days)
    points = []
    for t in rows:
        day = t.as_of[:10]
        k = seen[day] = seen.get(day, -1) + 1
        together = sum(r.as_of[:10] == day for r in rows)
        x = round(left + slot * (days.index(day) + (k + 1) / (together + 1)), 2)
        low = t.low if t.low is not None else 0
        high = t.high if t.high is not None else low
        points.append(Point(x, y(low), y(high), t.high is None, t.low is None, t, said(t.low, t.high)))
    every = max(1, len(days) // 7)
    x_ticks = [
        (round(left + slot * (k + 0.5), 2), dt.date.fromisoformat(d).strftime("%d %b %Y")) for k, d in enumerate(days) if k % every == 0
    ]
    y_ticks = [(y(n), f"{n:,}") for n in range(0, int(ceiling) + 1, step)]
    return TollChart(width, height, tuple(points), tuple(x_ticks), tuple(y_ticks))
