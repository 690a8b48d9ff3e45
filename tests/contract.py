"""What must hold of every reading, beyond its JSON Schema: references, order, spans, and what goes with what."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator

from sayso.record import Reading, Span


def violations(reading: Reading) -> list[str]:
    """Each breach of the data contract (docs/record.md), in words."""
    return [*_spans(reading), *_references(reading), *_order(reading), *_sense(reading)]


def _spans(reading: Reading) -> Iterator[str]:
    n = len(reading.article.text)

    def bad(span: Span | None) -> bool:
        return span is not None and not 0 <= span[0] < span[1] <= n

    def outside(inner: Span | None, outer: Span) -> bool:
        return inner is not None and not (outer[0] <= inner[0] and inner[1] <= outer[1])

    for m in reading.mentions:
        if bad((m.start, m.end)) or outside(m.head, (m.start, m.end)):
            yield f"mention {m.id}: span {m.start}-{m.end}, head {m.head}"
    for s in reading.statements:
        if any(bad(x) for x in (*s.content, s.cue, s.speaker, s.addressee)) or not s.content:
            yield f"statement {s.id}: spans"
        if any(a[1] > b[0] for a, b in zip(s.content, s.content[1:])):
            yield f"statement {s.id}: content out of order"
    for e in reading.events:
        if bad(e.trigger) or bad(e.clause) or outside(e.trigger, e.clause):
            yield f"event {e.local}: trigger {e.trigger}, clause {e.clause}"
        for f in e.figures:
            if bad(f.span) or bad(f.of):
                yield f"event {e.local}: figure spans"
        if any(bad(v.span) for v in e.chain):
            yield f"event {e.local}: chain spans"


def _references(reading: Reading) -> Iterator[str]:
    mentions, entities = {m.id for m in reading.mentions}, {x.id for x in reading.entities}
    places, times = {p.id for p in reading.places}, {t.id for t in reading.times}
    statements = {s.id: s for s in reading.statements}
    for rows in (reading.mentions, reading.entities, reading.places, reading.times, reading.statements, reading.events):
        ids = [r.id for r in rows]
        if len(ids) != len(set(ids)):
            yield "an id twice"
    refs = [(m.entity, entities, m.id) for m in reading.mentions]
    refs += [(x.affiliation, entities, x.id) for x in reading.entities]
    refs += [(p.mention, mentions, p.id) for p in reading.places] + [(t.mention, mentions, t.id) for t in reading.times]
    refs += [(s.speaker_entity, entities, s.id) for s in reading.statements] + [(s.said, times, s.id) for s in reading.statements]
    refs += [(s.parent, set(statements), s.id) for s in reading.statements]
    for e in reading.events:
        refs += [(m, mentions, e.local) for m in (*e.actors, *e.recipients, *e.weapons)]
        refs += [(e.place, places, e.local), (e.time, times, e.local), (e.statement, set(statements), e.local)]
        refs += [(v.entity, entities, e.local) for v in e.chain]
    for target, known, source in refs:
        if target is not None and target not in known:
            yield f"{source} refers to {target}, which is not there"
    for s in reading.statements:
        seen, at = {s.id}, s.parent
        while at is not None:
            if at in seen:
                yield f"statement {s.id}: its parents go in a circle"
                break
            seen.add(at)
            at = statements[at].parent


def _order(reading: Reading) -> Iterator[str]:
    if any(a.end > b.start for a, b in zip(reading.blocks, reading.blocks[1:])):
        yield "blocks overlap or are out of order"
    starts = [m.start for m in reading.mentions]
    if starts != sorted(starts):
        yield "mentions are out of order"
    triggers = [e.trigger for e in reading.events]
    if triggers != sorted(triggers):
        yield "events are out of order"


def _sense(reading: Reading) -> Iterator[str]:
    if reading.article.text_sha256 != hashlib.sha256(reading.article.text.encode("utf-8", "surrogatepass")).hexdigest():
        yield "text_sha256 is not that of the text"
    for p in reading.places:
        if (p.lat is None) != (p.lon is None):
            yield f"place {p.id}: half a point"
        if p.geonameid is None and p.lat is None and not p.reason:
            yield f"place {p.id}: unresolved without a reason"
    for t in reading.times:
        if (t.start is None) != (t.end is None) or (t.start and t.end and dt.date.fromisoformat(t.start) > dt.date.fromisoformat(t.end)):
            yield f"time {t.id}: {t.start} to {t.end}"
    for e in reading.events:
        # what is not to be, or would not be, may be either: "urged them not to attack" (docs/status.md)
        unreal = e.status in ("planned", "requested", "threatened", "hypothetical", "possible")
        if not unreal and (e.status in ("denied", "negated")) != (e.polarity == "negative"):
            yield f"event {e.local}: {e.status}, polarity {e.polarity}"
        if not e.chain or e.chain[-1].kind != "outlet":
            yield f"event {e.local}: the publishing outlet does not end the chain"
        if (e.place is None and not e.place_reason) or (e.time is None and not e.time_reason):
            yield f"event {e.local}: no place or time, and no reason"
        for f in e.figures:
            if f.low is not None and f.high is not None and f.low > f.high:
                yield f"event {e.local}: figure {f.low} to {f.high}"
