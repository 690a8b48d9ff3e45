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
    """One reported figure: ``as_of`` an ISO day or moment, the voice that gave it and its kind, the article that tells it."""

    as_of: str
    low: int | None
    high: int | None
    voice: str
    kind: str
    article: str


@dataclass(frozen=True, slots=True)
class TollRow:
    """What one voice said on one day, in however many articles. ``x_low`` and ``x_high`` are percent of the scale's width."""

    day: str
    voice: str
    kind: str
    label: str
    x_low: float
    x_high: float
    open_up: bool
    open_down: bool
    headline: bool
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TollChart:
    """Rows in time order and the ticks of their common scale: (percent, text). ``headline``: where the headline figure is, or None."""

    rows: tuple[TollRow, ...]
    ticks: tuple[tuple[float, str], ...]
    headline: float | None


def said(low: int | None, high: int | None) -> str:
    """A figure in words as short as can be: 12, at least 12, up to 30, 12–15."""
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,}–{high:,}"
    if low is not None:
        return f"at least {low:,}"
    return f"up to {high:,}" if high is not None else "?"


def toll_chart(tolls: Iterable[Toll], headline: tuple[int | None, int | None] | None = None) -> TollChart | None:
    """The tolls of one kind, a row for each voice and figure of a day, on one scale; None where there are none."""
    rows: Sequence[Toll] = sorted(tolls, key=lambda t: (t.as_of[:10], t.low or 0, t.high or 0, t.voice))
    if not rows:
        return None
    top = max(max(t.low or 0, t.high or 0) for t in rows)
    step: int = next(s * 10**p for p in range(15) for s in (1, 2, 5) if top <= 4 * s * 10**p)
    # room for the arrow of an open end behind the largest figure
    ceiling = step * max(1, -(-top // step)) * 1.08

    def x(n: int) -> float:
        return round(100 * n / ceiling, 2)

    together: dict[tuple[str, str, int | None, int | None], list[Toll]] = {}
    for t in rows:
        together.setdefault((t.as_of[:10], t.voice, t.low, t.high), []).append(t)
    out = []
    for (day, voice, low, high), same in together.items():
        least = low if low is not None else 0
        most = high if high is not None else least
        articles = tuple(dict.fromkeys(t.article for t in same))
        is_headline = headline == (low, high)
        out.append(TollRow(day, voice, same[0].kind, said(low, high), x(least), x(most), high is None, low is None, is_headline, articles))
    ticks = tuple((x(n), f"{n:,}") for n in range(0, int(ceiling) + 1, step))
    at = next((v for v in headline or () if v is not None), None)
    return TollChart(tuple(out), ticks, x(at) if at is not None and at <= ceiling else None)
