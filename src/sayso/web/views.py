"""From rows of the record to what pages show: tolls in words, what is agreed, what is contested and by whom, evidence with its marks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.record import FIGURE_KINDS, Reading, Span, to_dict
from sayso.record_incidents import Incident, Member, Party
from sayso.store import Record
from sayso.store.schema import RecordError
from sayso.web.charts import Toll, TollChart, said, toll_chart
from sayso.web.marks import Piece, marks_of, pieces

#: parties of a role that are shown as agreed upon
PARTIES = 4


def toll_words(i: Incident) -> str:
    """Headline figures, shortly: "12 killed, 30 injured"."""
    return ", ".join(f"{said(h.low, h.high)} {kind}" for kind, h in i.headline.items())


def counted(n: int, thing: str) -> str:
    """ "1 outlet", "3 outlets"."""
    return f"{n:,} {thing}{'' if n == 1 else 's'}"


def incident_view(i: Incident, reviewed: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """The incident as templates want it."""
    verdict = reviewed.get(i.id)
    return {
        **to_dict(i),
        "toll": toll_words(i),
        "reviewed": f"{verdict[0]} by {verdict[1]}" if verdict else None,
        "support": f"{counted(len(i.outlets), 'outlet')}, {counted(i.origins_count, 'origin')}",
    }


def agreed(i: Incident) -> list[tuple[str, str, str]]:
    """(what, value, how many say so) of the values that no report contradicts; empty for a single report."""
    whole = len({m.article for m in i.members})
    if whole < 2:
        return []

    def told(articles: Sequence[str]) -> str:
        n = len(set(articles))
        return f"in all {n} articles" if n == whole else f"in {n} of {whole} articles"

    rows = []
    if i.start:
        rows.append(("day", i.start if i.end in (None, i.start) else f"{i.start} – {i.end}", i.rules.get("day", "")))
    if i.place and i.place.name:
        name = ", ".join(dict.fromkeys(p for p in (i.place.name, i.place.admin1, i.place.country) if p))
        rows.append(("place", name, i.place.rule or i.rules.get("place", "")))
    for role, parties in (("actor", i.actors), ("recipient", i.recipients)):
        shared = sorted((p for p in parties if len(set(p.articles)) > 1 and not _doubtful(p)), key=lambda p: -len(set(p.articles)))
        rows += [(role, p.name, told(p.articles)) for p in shared[:PARTIES]]
    for kind, figures in i.figures.items():
        if len({f.article for f in figures}) > 1 and len({(f.low, f.high) for f in figures}) == 1:
            rows.append((kind, said(figures[0].low, figures[0].high), told([f.article for f in figures])))
    return rows


def _doubtful(p: Party) -> bool:
    """Whether a party is an actor by accusation only, or somebody denies that it is."""
    return bool(p.denied_by) or p.status in ("accused", "accused_by_authorities", "possible", "denied")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a dispute: what is said, by which voices, told in which articles: (id, outlet, event or None)."""

    value: str
    voices: tuple[str, ...]
    articles: tuple[tuple[str, str, str | None], ...]


def _blamed(p: Party, outlet: Mapping[str, str]) -> Side:
    """A party that is said to have done it: "Dune Front: accused, denied", by those who say the one and the other."""
    word = (p.status or "named").removesuffix("_by_authorities")
    voices = [f"{word} by {v}" if word != "denied" else v for v in p.said_by]
    voices += [f"denied by {'itself' if v == p.name else v}" for v in p.denied_by]
    articles = dict.fromkeys((a, outlet.get(a, a), None) for a in p.articles)
    return Side(p.name, tuple(voices) or (word,), tuple(articles))


def contested(i: Incident, members: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[Side]]]:
    """(what, its sides): figures that differ, and what is denied; ``members`` as ``member_view`` gives them, with their chains."""
    outlet = {m.article: m.outlet or m.article for m in i.members}
    out: list[tuple[str, list[Side]]] = []
    if doubtful := [p for p in i.actors if _doubtful(p)]:
        out.append(("who did it", [_blamed(p, outlet) for p in doubtful]))
    for kind, figures in i.figures.items():
        sides: dict[str, tuple[dict[str, None], dict[tuple[str, str, str | None], None]]] = {}
        for f in figures:
            voices, articles = sides.setdefault(said(f.low, f.high), ({}, {}))
            voices[f.voice or outlet.get(f.article, f.article)] = None
            articles[(f.article, outlet.get(f.article, f.article), f.event)] = None
        if len(sides) > 1:
            out.append((kind, [Side(value, tuple(v), tuple(a)) for value, (v, a) in sides.items()]))
    denials: dict[tuple[str, str], dict[tuple[str, str, str | None], None]] = {}
    spoken: set[str] = set()
    for m in members:
        if m["status"] in ("denied", "negated"):
            voice = next((v["name"] or v["kind"] for v in m["chain"]), m["outlet"] or m["article"])
            spoken.add(voice.casefold())
            denials.setdefault((" ".join((m["text"] or "").split()), voice), {})[
                (m["article"], m["outlet"] or m["article"], m["event"])
            ] = None
    if denials:
        out.append(("denied", [Side(f"“{text}”", (voice,), tuple(a)) for (text, voice), a in denials.items()]))
    rest = [line.removeprefix("disputed").lstrip(": ") for line in i.why if line.startswith("disputed")]
    figures_differ = re.compile(rf"({'|'.join(FIGURE_KINDS)})\b.*\bagainst\b")
    shown = {kind for kind, _ in out}
    rest = [
        line for line in rest
        if not ((differ := figures_differ.match(line)) and differ.group(1) in shown)
        and not (line.startswith("denied by ") and line.removeprefix("denied by ").casefold() in spoken)
    ]  # fmt: skip
    if rest:
        out.append(("disputed", [Side(line, (), ()) for line in rest]))
    return out


def charts(i: Incident) -> list[tuple[str, TollChart, str]]:
    """(kind, chart, the rule that picked the headline figure) of every kind of figure that was reported."""
    kind_of = {o.id: o.kind for o in i.origins}
    outlet = {m.article: m.outlet or m.article for m in i.members}
    out = []
    for kind, figures in i.figures.items():
        dated = [
            Toll(
                f.as_of, f.low, f.high, f.voice or outlet.get(f.article, f.article),
                f.voice_kind or (kind_of.get(f.origin or "", "unknown") if f.voice else "outlet"), f.article,
            )
            for f in figures
            if f.as_of
        ]  # fmt: skip
        head = i.headline.get(kind)
        chart = toll_chart(dated, (head.low, head.high) if head else None)
        if chart:
            out.append((kind, chart, head.rule if head else ""))
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


def member_views(record: Record, i: Incident) -> list[dict[str, Any]]:
    """The reports of an incident: outlet, status, the sentence with its evidence marked, the chain of voices. Articles are opened once."""
    readings: dict[str, Reading | None] = {}
    out = []
    for m in i.members:
        if m.article not in readings:
            try:
                readings[m.article] = record.reading(m.article)
            except RecordError:
                readings[m.article] = None
        out.append(_member_view(m, readings[m.article]))
    return out


def _member_view(m: Member, reading: Reading | None) -> dict[str, Any]:
    out = {**to_dict(m), "pieces": [], "chain": [], "title": None, "trigger_text": " ".join((m.text or "").split())[:120]}
    if reading is not None:
        out["pieces"], out["chain"] = evidence(reading, m.event)
        out["title"] = reading.article.title
        out["trigger_text"] = reading.article.text[m.trigger[0] : m.trigger[1]] or out["trigger_text"]
    return out


def origin_views(i: Incident, members: Sequence[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(origins with the reports that come from them, a group an article; origins whose articles stand under another one already).

    An article stands once, under the first origin that names it; copies and outlets that quote one source come after the first of them.
    """
    by_article: dict[str, list[Mapping[str, Any]]] = {}
    for m in members:
        by_article.setdefault(m["article"], []).append(m)
    outlet = {m["article"]: m["outlet"] or m["article"] for m in members}
    left = dict(by_article)
    out, also = [], []
    for o in i.origins:
        mine = [left.pop(a) for a in by_article if a in o.articles and a in left]
        row = {**to_dict(o), "outlets": list(dict.fromkeys(outlet.get(a, a) for a in o.articles))}
        if mine:
            out.append({**row, "groups": [{"article": g[0]["article"], "outlet": outlet[g[0]["article"]], "members": g} for g in mine]})
        else:
            also.append(row)
    if left:
        groups = [{"article": a, "outlet": outlet[a], "members": g} for a, g in left.items()]
        out.append({"id": None, "name": None, "kind": "unknown", "why": "", "outlets": [], "groups": groups})
    return out, also
