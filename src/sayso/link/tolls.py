"""Figures of an incident: every one that was reported, which of them are tolls, the one to quote, and which are at odds.

Figures are joined, never summed across reports. A *part* ("two of the wounded have died", a single death told beside a toll, a smaller
figure of the same voice in the same article) is listed but neither quoted nor held against a toll.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations

from sayso.link.digest import CountDigest, Digest, EventDigest
from sayso.link.origins import Sourced, kind_of, plain
from sayso.link.parties import AGAINST
from sayso.record import FIGURE_KINDS
from sayso.record_incidents import Headline, ReportedFigure

#: figures are at odds only where they were given within these days of each other: a toll that rises is no dispute
_SAME_TIME = 1
#: an authority's figure gives way to a newer one of another origin (no party) after this many days
_STALE = 1
#: statuses of figures that nobody vouches for
_UNSURE = frozenset({*AGAINST, "possible", "planned", "threatened", "requested", "hypothetical"})
_MANY = 10**9


def find_figures(
    events: Sequence[EventDigest], digests: Mapping[str, Digest], sourced: Sourced, parties: Sequence[frozenset[str]]
) -> dict[str, tuple[ReportedFigure, ...]]:
    """Every reported figure by kind, in time order. Rows of one kind in one event add up (docs/record.md); rows of two reports never do."""
    out: dict[str, list[ReportedFigure]] = defaultdict(list)
    for e in events:
        for kind, rows in _by_kind(e):
            # who denies an act gives no figure of it: the words that tell what is denied are the outlet's
            voice = (e.chain[-1] if e.status in AGAINST else e.chain[0]) if e.chain else None
            out[kind].append(
                ReportedFigure(
                    low=None if all(f.low is None for f in rows) else sum(f.low or 0 for f in rows),
                    high=None if any(f.high is None for f in rows) else sum(f.high or 0 for f in rows),
                    origin=sourced.of.get(e.id),
                    article=e.article,
                    span=rows[0].span,
                    as_of=digests[e.article].published or None,
                    voice=voice.name if voice else None,
                    voice_kind=kind_of(voice, parties) if voice else None,
                    status=e.status,
                    event=e.id,
                    part="a part of a larger figure, or on top of it" if all(f.part for f in rows) else None,
                )
            )
    return {
        k: _parts(tuple(sorted(out[k], key=lambda r: (r.as_of or "9999", r.article, r.span, r.event or ""))))
        for k in FIGURE_KINDS
        if k in out
    }


def _by_kind(e: EventDigest) -> Iterator[tuple[str, list[CountDigest]]]:
    """The event's figures by kind; a number that it gives twice, once hedged ("at least 17 … 17 bodies"), counts once."""
    rows: dict[str, list[CountDigest]] = defaultdict(list)
    for f in e.figures:
        again = next((n for n, o in enumerate(rows[f.kind]) if o.low == f.low and o.high != f.high), None)
        if again is None:
            rows[f.kind].append(f)
        elif rows[f.kind][again].high is None:
            rows[f.kind][again] = f
    yield from rows.items()


def _parts(rows: tuple[ReportedFigure, ...]) -> tuple[ReportedFigure, ...]:
    """The rows, those that are parts marked as such."""

    def part(r: ReportedFigure) -> str | None:
        if r.part:
            return r.part
        larger = [o for o in rows if o.status not in AGAINST and _more(o, r)]
        if any(o.article == r.article and _voice(o) == _voice(r) for o in larger):
            return "a smaller figure of the same voice in the same article"
        if r.low == r.high == 1 and larger:
            return "one of those counted"
        return None

    return tuple(replace(r, part=part(r)) for r in rows)


def _voice(r: ReportedFigure) -> str:
    return plain(r.voice)


def headline(rows: Sequence[ReportedFigure]) -> Headline:
    """The figure to quote: the newest of an authority; a newer one of another origin that is no party where that is stale."""
    sure = [r for r in rows if r.status not in _UNSURE and not r.part]
    sure = sure or [r for r in rows if not r.part] or list(rows)

    def newest(some: Sequence[ReportedFigure]) -> ReportedFigure:
        return max(some, key=lambda r: ((r.as_of or "")[:10], -_width(r), r.low or 0, r.article, r.event or ""))

    authority = [r for r in sure if r.voice_kind == "authority"]
    others = [r for r in sure if r.voice_kind != "party"]
    if authority:
        pick, rule = newest(authority), "newest figure of an authority"
        if others and _apart(newest(others).as_of, pick.as_of) > _STALE and (newest(others).as_of or "") > (pick.as_of or ""):
            pick, rule = newest(others), "newest figure: the authority's is more than a day older"
    elif others:
        pick, rule = newest(others), "newest figure that is not a party's"
    else:
        pick, rule = newest(sure), "newest figure; only parties give one"
    if len({(r.low, r.high) for r in rows}) == 1:
        rule = "all reports agree" if len(rows) > 1 else "the only figure reported"
    return Headline(pick.low, pick.high, rule, pick.article, pick.origin, pick.as_of)


def _more(a: ReportedFigure, b: ReportedFigure) -> bool:
    """Whether a's figure is the larger."""
    return (a.low or 0, a.high or 0) > (b.low or 0, b.high or 0)


def _width(r: ReportedFigure) -> int:
    return (r.high if r.high is not None else _MANY) - (r.low or 0)


def _apart(a: str | None, b: str | None) -> int:
    if not a or not b:
        return 0
    return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days)


def at_odds(rows: Sequence[ReportedFigure]) -> tuple[ReportedFigure, ReportedFigure] | None:
    """Two tolls of different voices, given at about the same time, whose ranges don't meet: the pair that is farthest apart.

    Copies of one text give one toll; a figure that its own voice had replaced by then is held against nobody.
    """
    each = [r for r in rows if r.status not in AGAINST and not r.part]

    def replaced(r: ReportedFigure, by: str) -> bool:
        return any(o is not r and _source(o) == _source(r) and (r.as_of or "")[:10] < (o.as_of or "")[:10] <= by for o in each)

    worst: tuple[int, ReportedFigure, ReportedFigure] | None = None
    for a, b in combinations(each, 2):
        a, b = (a, b) if ((a.low or 0), a.high or _MANY) <= ((b.low or 0), b.high or _MANY) else (b, a)
        gap = (b.low or 0) - (a.high if a.high is not None else _MANY)
        if gap <= 0 or _source(a) == _source(b) or _apart(a.as_of, b.as_of) > _SAME_TIME or (worst is not None and gap <= worst[0]):
            continue
        then = max((a.as_of or "")[:10], (b.as_of or "")[:10])
        if not replaced(a, then) and not replaced(b, then):
            worst = gap, a, b
    return (worst[1], worst[2]) if worst else None


def _source(r: ReportedFigure) -> str:
    """Whose figure it is: the voice's, of an outlet's own the origin's."""
    return _voice(r) if r.voice and r.voice_kind != "outlet" else r.origin or r.article


def span_words(low: int | None, high: int | None) -> str:
    """A figure for people: "12", "at least 12", "up to 30", "10 to 12"."""
    if low is not None and low == high:
        return f"{low:,}"
    if high is None:
        return f"at least {low:,}" if low is not None else "some"
    return f"up to {high:,}" if not low else f"{low:,} to {high:,}"
