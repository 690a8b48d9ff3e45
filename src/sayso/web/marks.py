"""Evidence in a text: spans of events, statements and figures drawn as ``<mark>``, split where they overlap.

HTML elements cannot overlap, spans can; so the text is cut at every edge, and each piece knows everything that covers it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from sayso.record import Block, Reading, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to be shown. ``ref`` names the row ("v1", "s2"); ``kind`` is trigger, statement, speaker, cue, figure, place or time."""

    start: int
    end: int
    ref: str
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks. ``block`` is its block kind (body, title, furniture …)."""

    start: int
    end: int
    text: str
    refs: tuple[str, ...]
    kinds: tuple[str, ...]
    block: str


def marks_of(reading: Reading) -> list[Mark]:
    """The evidence of every event and statement of the reading."""
    out = []
    for s in reading.statements:
        out += [Mark(a, b, s.id, "statement") for a, b in s.content]
        if s.speaker:
            out.append(Mark(*s.speaker, s.id, "speaker"))
        if s.cue:
            out.append(Mark(*s.cue, s.id, "cue"))
    mention = {m.id: m for m in reading.mentions}
    place = {p.id: mention.get(p.mention) for p in reading.places}
    time = {t.id: mention.get(t.mention or "") for t in reading.times}
    for e in reading.events:
        out.append(Mark(*e.trigger, e.local, "trigger"))
        out += [Mark(*f.span, e.local, "figure") for f in e.figures]
        for kind, ids in (("actor", e.actors), ("recipient", e.recipients), ("weapon", e.weapons)):
            out += [Mark(mention[m].start, mention[m].end, e.local, kind) for m in ids if m in mention]
        for kind, where in (("place", place.get(e.place or "")), ("time", time.get(e.time or ""))):
            if where is not None:
                out.append(Mark(where.start, where.end, e.local, kind))
    return out


def pieces(text: str, marks: Iterable[Mark], blocks: Iterable[Block] = (), within: Span | None = None) -> list[Piece]:
    """The text (or the part ``within``) cut at every edge of a mark or block; concatenated it is the text again."""
    first, last = within or (0, len(text))
    rows = [m for m in marks if m.start < last and m.end > first]
    kinds = [b for b in blocks if b.start < last and b.end > first]
    edges = {first, last}
    for start, end in [(m.start, m.end) for m in rows] + [(b.start, b.end) for b in kinds]:
        edges |= {max(first, start), min(last, end)}
    cuts = sorted(edges)
    starts: dict[int, list[Mark]] = {}
    ends: dict[int, list[Mark]] = {}
    for m in rows:
        starts.setdefault(max(first, m.start), []).append(m)
        ends.setdefault(min(last, m.end), []).append(m)
    active: list[Mark] = []
    out = []
    for a, b in pairwise(cuts):
        gone = ends.get(a, ())
        active = [m for m in active if m not in gone] + [m for m in starts.get(a, ()) if m.end > a]
        block = next((k.kind for k in kinds if k.start <= a < k.end), "body")
        refs = tuple(dict.fromkeys(m.ref for m in active))
        out.append(Piece(a, b, text[a:b], refs, tuple(dict.fromkeys(m.kind for m in active)), block))
    return out
