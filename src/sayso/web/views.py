"""From rows of the record to what pages show: tolls in words, what is agreed, what is contested, evidence with its marks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sayso.link.corroborate import span_words
from sayso.record import Reading, Span, to_dict
from sayso.record_incidents import Incident, Member
from sayso.store import Record
from sayso.store.schema import RecordError
from sayso.web.charts import Toll, TollChart, toll_chart
from sayso.web.marks import Piece, marks_of, pieces


def toll_words(i: Incident) -> str:
    """Headline figures, shortly: "12 killed, 30 injured"."""
    return ", ".join(f"{span_words(h.low, h.high)} {kind}" for kind, h in i.headline.items())


def incident_view(i: Incident, reviewed: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """The incident as templates want it."""
    verdict = reviewed.get(i.id)
    return {
        **to_dict(i),
        "toll": toll_words(i),
        "reviewed": f"{verdict[0]} by {verdict[1]}" if verdict else None,
        "support": f"{len(i.outlets)} outlet{'s' * (len(i.outlets) != 1)}, {i.origins_count} origin{'s' * (i.origins_count != 1)}",
    }


def agreed(i: Incident) -> list[tuple[str, str, str]]:
    """(what, value, why so) of the headline values that no report contradicts; empty for a single report."""
    if len(i.members) < 2:
        return []
    rows = []
    if i.start:
        rows.append(("day", i.start if i.end in (None, i.start) else f"{i.start} – {i.end}", i.rules.get("day", "")))
    if i.place and i.place.name:
        name = ", ".join(dict.fromkeys(p for p in (i.place.name, i.place.admin1, i.place.country) if p))
        rows.append(("place", name, i.place.rule or i.rules.get("place", "")))
    for role, parties in (("actor", i.actors), ("recipient", i.recipients)):
        for p in parties[:4]:
            if len(p.articles) > 1:
                rows.append((role, p.name, f"in {len(p.articles)} articles"))
    for kind, figures in i.figures.items():
        if len(figures) > 1 and len({(f.low, f.high) for f in figures}) == 1:
            rows.append((kind, span_words(figures[0].low, figures[0].high), f"in {len({f.article for f in figures})} articles"))
    return rows


def contested(i: Incident) -> list[tuple[str, str, str]]:
    """(what, what is said against what, by whom): figures that differ, and what is denied."""
    rows = []
    for kind, figures in i.figures.items():
        by_value: dict[str, list[str]] = {}
        for f in figures:
            who = f.voice or "the outlet"
            by_value.setdefault(span_words(f.low, f.high), [])
            if who not in by_value[span_words(f.low, f.high)]:
                by_value[span_words(f.low, f.high)].append(who)
        if len(by_value) > 1:
            rows.append((kind, "; ".join(f"{v} ({', '.join(w[:3])})" for v, w in by_value.items()), ""))
    for m in i.members:
        if m.status in ("denied", "negated"):
            rows.append((m.status, " ".join((m.text or "").split()), f"in {m.outlet or m.article}"))
    rows += [("disputed", line.removeprefix("disputed").lstrip(": "), "") for line in i.why if line.startswith("disputed")]
    return rows


def charts(i: Incident) -> list[tuple[str, TollChart]]:
    """(kind, chart) of every kind of figure that was reported."""
    kind_of = {o.id: o.kind for o in i.origins}
    out = []
    for kind, figures in i.figures.items():
        dated = [
            Toll(f.as_of, f.low, f.high, f.voice or f.article, f.voice_kind or kind_of.get(f.origin or "", "unknown"), f.origin or "")
            for f in figures
            if f.as_of
        ]
        chart = toll_chart(dated)
        if chart:
            out.append((kind, chart))
    return out


def _sentence(text: str, at: Span) -> Span:
    """A stretch of text around the span: to the ends of its sentence, at most about 320 characters."""
    start = max(text.rfind(mark, max(0, at[0] - 200), at[0]) + len(mark.rstrip()) for mark in ("\n", ". ", "! ", "? "))
    start = max(0, start if start > at[0] - 200 else at[0] - 160)
    ends = [k for k in (text.find(mark, at[1], at[1] + 220) for mark in ("\n", ". ", "! ", "? ")) if k >= 0]
    end = min(ends) + 1 if ends else min(len(text), at[1] + 200)
    while start < at[0] and text[start].isspace():
        start += 1
    return start, max(end, at[1])


def evidence(reading: Reading, event_id: str) -> tuple[list[Piece], list[dict[str, Any]]]:
    """(the sentence of an event with its own marks, its chain of voices)."""
    e = next((e for e in reading.events if e.id == event_id), None)
    if e is None:
        return [], []
    text = reading.article.text
    marks = [m for m in marks_of(reading) if m.ref == e.local or (e.statement and m.ref == e.statement and m.kind in ("speaker", "cue"))]
    within = _sentence(text, e.trigger)
    return pieces(text, marks, reading.blocks, within), to_dict(e.chain)


def evidence_of(record: Record, article: str, event: str) -> tuple[list[Piece], list[dict[str, Any]]]:
    """``evidence`` of an event in the record; nothing where the article's reading is not there."""
    try:
        return evidence(record.reading(article), event)
    except RecordError:
        return [], []


def member_view(record: Record, m: Member) -> dict[str, Any]:
    """One report of an incident: outlet, status, the sentence with its evidence marked, the chain of voices."""
    out = {**to_dict(m), "pieces": [], "chain": [], "trigger_text": " ".join((m.text or "").split())[:120]}
    try:
        reading = record.reading(m.article)
    except RecordError:
        return out
    out["pieces"], out["chain"] = evidence(reading, m.event)
    out["trigger_text"] = reading.article.text[m.trigger[0] : m.trigger[1]]
    return out


def origin_views(record: Record, i: Incident) -> list[dict[str, Any]]:
    """Reports grouped by the origin they come from in the end; copies stand together."""
    left = {m.event: member_view(record, m) for m in i.members}
    out = []
    for o in i.origins:
        mine = [v for v in left.values() if v["article"] in o.articles]
        for v in mine:
            left.pop(v["event"])
        if mine:
            out.append({**to_dict(o), "members": mine})
    if left:
        out.append({"id": None, "name": None, "kind": "unknown", "members": list(left.values())})
    return out
