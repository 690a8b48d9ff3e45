"""The pages of articles, statements, actors and places."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from sayso.export.csv import safe_cell
from sayso.record import Reading, to_dict
from sayso.store import Record
from sayso.store.queries import Filters
from sayso.web.bench import Bench
from sayso.web.filters import PAGE, PARAMETERS, asked, paged
from sayso.web.marks import Mark, marks_of, pieces

STATEMENT_COLUMNS = ("id", "article", "published", "speaker", "speaker_kind", "stance", "polarity", "certainty", "form", "said", "text")
STATEMENT_PARAMETERS = [p for p in PARAMETERS if p["name"] in ("q", "from", "to")] + [
    {"name": name, "in": "query", "required": False, "schema": {"type": "string"}, "description": what}
    for name, what in (("speaker", "part of the speaker's name"), ("stance", "says, denies, accuses …"))
]


def _linked(request: Request, reading: Reading) -> list[Mark]:
    """The mark that the address points to: ?span=120-150 or ?event=ID."""
    span = re.fullmatch(r"(\d{1,8})-(\d{1,8})", request.query_params.get("span") or "")
    if span:
        start, end = (min(int(v), len(reading.article.text)) for v in span.groups())
        return [Mark(start, end, "linked", "linked")] if start < end else []
    event = next((e for e in reading.events if e.id == request.query_params.get("event")), None)
    return [Mark(*event.trigger, "linked", "linked")] if event else []


def event_views(record: Record, reading: Reading) -> list[dict[str, Any]]:
    """Events of a reading with their words, places, times, incidents and reviews."""
    text = reading.article.text
    words = {m.id: text[m.start : m.end] for m in reading.mentions}
    entity = {x.id: x.name for x in reading.entities}
    name = {m.id: entity.get(m.entity or "") or words[m.id] for m in reading.mentions}
    places = {p.id: to_dict(p) for p in reading.places}
    times = {t.id: to_dict(t) for t in reading.times}
    rows = record.db.execute("select id, incident from events where article=?", (reading.article.id,))
    incident = {r["id"]: r["incident"] for r in rows}
    reviewed = record.reviews("event")
    return [
        {
            **to_dict(e),
            "trigger_text": text[e.trigger[0] : e.trigger[1]],
            "place": places.get(e.place or ""),
            "time": times.get(e.time or ""),
            "who": ", ".join(dict.fromkeys(name[m] for m in e.actors)),
            "whom": ", ".join(dict.fromkeys(name[m] for m in e.recipients)),
            "incident": incident.get(e.id),
            "reviewed": " by ".join(reviewed[e.id]) if e.id in reviewed else None,
        }
        for e in reading.events
    ]


def _table(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> Response:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([safe_cell(r.get(c)) for c in columns] for r in rows)
    return Response(out.getvalue(), media_type="text/csv; charset=utf-8")


def routes(bench: Bench) -> APIRouter:
    """The routes of this file."""
    router = APIRouter(tags=["articles, statements, actors, places"])

    @router.get("/articles", response_class=HTMLResponse, include_in_schema=False)
    def articles(request: Request) -> Response:
        a = asked(request.query_params)
        page = bench.record().articles(text=a.filter.text, limit=PAGE, offset=(a.page - 1) * PAGE)
        rows = [
            [
                r["published"] or "",
                r["outlet"] or "",
                {"href": f"/articles/{_quote(r['id'])}", "text": r["title"] or r["id"]},
                r["events"],
                r["statements"],
            ]
            for r in page.rows
        ]
        columns = ("Published", "Outlet", "Article", "Events", "Statements")
        return bench.page(
            request,
            "table.html",
            title="Articles",
            columns=columns,
            rows=rows,
            total=page.total,
            q=a.filter.text,
            query=a.query(),
            **paged(a, page.total, "/articles"),
        )

    @router.get("/articles/{id:path}.json", summary="One article's reading, as RECORD.md has it")
    def article_json(id: str) -> JSONResponse:
        return JSONResponse(to_dict(bench.record().reading(id)))

    @router.get("/articles/{id:path}", response_class=HTMLResponse, include_in_schema=False)
    def article(request: Request, id: str) -> Response:
        record = bench.record()
        reading = record.reading(id)
        text = reading.article.text
        names = {x.id: x.name for x in reading.entities}
        statements = [
            {
                **to_dict(s),
                "who": names.get(s.speaker_entity or "") or (text[s.speaker[0] : s.speaker[1]] if s.speaker else None),
                "text": " … ".join(text[a:b] for a, b in s.content),
            }
            for s in reading.statements
        ]
        marked = pieces(text, [*marks_of(reading), *_linked(request, reading)], reading.blocks)
        return bench.page(
            request,
            "article.html",
            a=to_dict(reading.article),
            pieces=marked,
            events=event_views(record, reading),
            statements=statements,
            versions=len(record.versions(id)),
        )

    def _statements(request: Request, limit: int, offset: int = 0) -> tuple[list[dict[str, Any]], int]:
        f = asked(request.query_params).filter
        speaker = request.query_params.get("speaker") or None
        stances = tuple(v for v in request.query_params.getlist("stance") if v)
        page = bench.record().statements(
            Filters(text=f.text, since=f.since, until=f.until, actor=speaker, statuses=stances), limit=limit, offset=offset
        )
        return list(page.rows), page.total

    @router.get("/statements", response_class=HTMLResponse, include_in_schema=False)
    def statements(request: Request) -> Response:
        a = asked(request.query_params)
        rows, total = _statements(request, PAGE, (a.page - 1) * PAGE)
        table = [
            [
                r["published"] or "",
                r["speaker"] or r["speaker_kind"],
                {"text": r["stance"]},
                {"href": f"/articles/{_quote(r['article'])}", "text": r["text"]},
            ]
            for r in rows
        ]
        query = f"?{request.url.query}" if request.url.query else ""
        return bench.page(
            request,
            "table.html",
            title="Statements",
            columns=("Published", "Speaker", "Stance", "Content"),
            rows=table,
            total=total,
            q=a.filter.text,
            query=query,
            formats=("json", "csv"),
            note="Who said what; add speaker=… or stance=denies to the address to narrow it.",
            **paged(a, total, "/statements"),
        )

    @router.get(
        "/statements.json",
        openapi_extra={"parameters": STATEMENT_PARAMETERS},
        summary="Statements; parameters q, speaker, stance, from, to",
    )
    def statements_json(request: Request) -> JSONResponse:
        rows, total = _statements(request, 100_000)
        return JSONResponse({"statements": rows, "total": total})

    @router.get(
        "/statements.csv", openapi_extra={"parameters": STATEMENT_PARAMETERS}, summary="The same as a table", response_class=Response
    )
    def statements_csv(request: Request) -> Response:
        return _table(_statements(request, 100_000)[0], STATEMENT_COLUMNS)

    @router.get("/actors", response_class=HTMLResponse, include_in_schema=False)
    def actors(request: Request) -> Response:
        a = asked(request.query_params)
        page = bench.record().actors(a.filter.text, limit=PAGE, offset=(a.page - 1) * PAGE)
        rows = [
            [{"href": f"/actors/{_quote(x.id)}", "text": x.name}, x.kind, x.sector, x.country, ", ".join(x.aliases[:6])] for x in page.rows
        ]
        columns = ("Actor", "Kind", "Sector", "Country", "Also called")
        return bench.page(
            request,
            "table.html",
            title="Actors",
            columns=columns,
            rows=rows,
            total=page.total,
            q=a.filter.text,
            query=a.query(),
            formats=("json",),
            **paged(a, page.total, "/actors"),
        )

    @router.get("/actors.json", openapi_extra={"parameters": PARAMETERS[:1]}, summary="Actors, the most mentioned first; parameter q")
    def actors_json(request: Request) -> JSONResponse:
        page = bench.record().actors(request.query_params.get("q") or None, limit=100_000)
        return JSONResponse({"actors": [to_dict(x) for x in page.rows], "total": page.total})

    @router.get("/actors/{id:path}", response_class=HTMLResponse, include_in_schema=False)
    def actor(request: Request, id: str) -> Response:
        record = bench.record()
        x = record.actor(id)
        incidents = record.incidents(Filters(actors=(id,)), limit=25)
        said = record.statements(Filters(actor=x.name), limit=25)
        about = record.statements(Filters(text=f'"{x.name}"'), limit=25)
        return bench.page(
            request,
            "actor.html",
            x=to_dict(x),
            incidents=incidents.rows,
            incidents_total=incidents.total,
            said=said.rows,
            said_total=said.total,
            about=[r for r in about.rows if r["speaker"] != x.name],
        )

    @router.get("/places", response_class=HTMLResponse, include_in_schema=False)
    def places(request: Request) -> Response:
        a = asked(request.query_params)
        found = bench.record().places(a.filter.text, limit=PAGE, offset=(a.page - 1) * PAGE)
        rows = [
            [
                {"href": f"/incidents?place={_quote(r['place'])}&country={r['country'] or ''}", "text": r["place"]},
                r["admin1"],
                r["country"],
                r["precision"],
                r["n"],
            ]
            for r in found.rows
        ]
        return bench.page(
            request,
            "table.html",
            title="Places",
            columns=("Place", "Province", "Country", "Precision", "Incidents"),
            rows=rows,
            total=found.total,
            q=a.filter.text,
            query=a.query(),
            **paged(a, found.total, "/places"),
        )

    return router


def _quote(text: str) -> str:
    from urllib.parse import quote

    return quote(text, safe="")
