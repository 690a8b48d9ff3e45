"""The pages of articles and statements."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from sayso.record import Reading, to_dict
from sayso.store import Record
from sayso.store.queries import Filters
from sayso.web.bench import Bench, table
from sayso.web.filters import PAGE, PARAMETERS, asked, paged
from sayso.web.marks import Mark, marks_of, pieces

ARTICLE_COLUMNS = (
    "id",
    "published",
    "outlet",
    "domain",
    "title",
    "url",
    "source",
    "language",
    "version",
    "events",
    "statements",
    "added_at",
)
STATEMENT_COLUMNS = ("id", "article", "published", "speaker", "speaker_kind", "stance", "polarity", "certainty", "form", "said", "text")
STATEMENT_PARAMETERS = [p for p in PARAMETERS if p["name"] in ("q", "from", "to")] + [
    {"name": name, "in": "query", "required": False, "schema": {"type": "string"}, "description": what}
    for name, what in (("speaker", "part of the speaker's name"), ("stance", "says, denies, accuses …"))
]
STANCES = ("says", "claims", "confirms", "denies", "accuses", "doubts", "declines", "asks", "demands", "promises", "threatens")
MOST = 100_000


def _linked(request: Request, reading: Reading) -> list[Mark]:
    """The marks that the address points to: ?span=120-150, ?event=ID or ?statement=s3."""
    span = re.fullmatch(r"(\d{1,8})-(\d{1,8})", request.query_params.get("span") or "")
    if span:
        start, end = (min(int(v), len(reading.article.text)) for v in span.groups())
        return [Mark(start, end, "linked", "linked")] if start < end else []
    statement = next((s for s in reading.statements if s.id == request.query_params.get("statement")), None)
    if statement:
        return [Mark(a, b, "linked", "linked") for a, b in statement.content]
    event = next((e for e in reading.events if e.id == request.query_params.get("event")), None)
    return [Mark(*event.trigger, "linked", "linked")] if event else []


def event_views(record: Record, reading: Reading) -> list[dict[str, Any]]:
    """Events of a reading with their words, places, times, incidents and reviews."""
    text = reading.article.text
    words = {m.id: " ".join(text[m.start : m.end].split()) for m in reading.mentions}
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
            "trigger_text": " ".join(text[e.trigger[0] : e.trigger[1]].split()),
            "place": places.get(e.place or ""),
            "time": times.get(e.time or ""),
            "who": ", ".join(dict.fromkeys(name[m] for m in e.actors)),
            "whom": ", ".join(dict.fromkeys(name[m] for m in e.recipients)),
            "incident": incident.get(e.id),
            "reviewed": " by ".join(reviewed[e.id]) if e.id in reviewed else None,
        }
        for e in reading.events
    ]


def statement_views(reading: Reading) -> list[dict[str, Any]]:
    """Statements of a reading with their speakers' names, their words, and the chain of voices from the speaker to the outlet."""
    text = reading.article.text
    names = {x.id: x.name for x in reading.entities}
    by_id = {s.id: s for s in reading.statements}

    def voice(id: str) -> dict[str, Any]:
        s = by_id[id]
        spoken = names.get(s.speaker_entity or "") or (text[s.speaker[0] : s.speaker[1]] if s.speaker else None)
        how = text[s.cue[0] : s.cue[1]] if s.cue else ""
        return {"kind": s.speaker_kind, "name": " ".join(spoken.split()) if spoken else None, "how": how}

    out = []
    for s in reading.statements:
        chain: list[dict[str, Any]] = []
        at = s.id
        while at in by_id and len(chain) < len(by_id):
            chain.append(voice(at))
            at = by_id[at].parent or ""
        chain.append({"kind": "outlet", "name": reading.article.outlet, "how": "published"})
        first, last = min(a for a, _ in s.content), max(b for _, b in s.content)
        words = " … ".join(" ".join(text[a:b].split()) for a, b in s.content)
        out.append({**to_dict(s), "who": chain[0]["name"], "chain": chain, "text": words, "from": first, "to": last})
    return out


def routes(bench: Bench) -> APIRouter:
    """The routes of this file."""
    router = APIRouter(tags=["articles and statements"])

    @router.get("/articles", response_class=HTMLResponse, include_in_schema=False)
    def articles(request: Request) -> Response:
        a = asked(request.query_params)
        page = bench.record().articles(text=a.filter.text, limit=PAGE, offset=(a.page - 1) * PAGE)
        rows = [
            [
                {"moment": r["published"]},
                r["outlet"] or "",
                {"href": f"/articles/{quote(r['id'], safe='')}", "text": r["title"] or r["id"]},
                {"number": r["events"]},
                {"number": r["statements"]},
            ]
            for r in page.rows
        ]
        return bench.page(
            request,
            "table.html",
            title="Articles",
            columns=("Published", "Outlet", "Article", "Events", "Statements"),
            rows=rows,
            total=page.total,
            q=a.filter.text,
            query=a.query(),
            formats=("json", "csv"),
            **paged(a, page.total, "/articles"),
        )

    @router.get("/articles.json", openapi_extra={"parameters": PARAMETERS[:1]}, summary="Articles, newest first, without their text")
    def articles_json(request: Request) -> JSONResponse:
        """`{"articles": […], "total": N}`; `q` is part of the title or outlet."""
        page = bench.record().articles(text=asked(request.query_params).filter.text, limit=MOST)
        return JSONResponse({"articles": list(page.rows), "total": page.total})

    @router.get("/articles.csv", openapi_extra={"parameters": PARAMETERS[:1]}, summary="The same as a table", response_class=Response)
    def articles_csv(request: Request) -> Response:
        page = bench.record().articles(text=asked(request.query_params).filter.text, limit=MOST)
        return table(page.rows, ARTICLE_COLUMNS, "articles.csv")

    @router.get("/articles/{id:path}.json", summary="One article's reading: text, blocks, mentions, statements, events, model")
    def article_json(id: str) -> JSONResponse:
        return JSONResponse(to_dict(bench.record().reading(id)))

    @router.get("/articles/{id:path}", response_class=HTMLResponse, include_in_schema=False)
    def article(request: Request, id: str) -> Response:
        record = bench.record()
        asked_version = request.query_params.get("version") or ""
        version = int(asked_version) if asked_version.isdecimal() and len(asked_version) < 9 else None
        reading = record.reading(id, version)
        versions = record.versions(id)
        return bench.page(
            request,
            "article.html",
            a=to_dict(reading.article),
            pieces=pieces(reading.article.text, [*marks_of(reading), *_linked(request, reading)], reading.blocks),
            events=event_views(record, reading),
            statements=statement_views(reading),
            versions=versions,
            version=version or next((v["version"] for v in versions if v["current"]), None),
            model=to_dict(reading.model),
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
        return bench.page(
            request,
            "statements.html",
            title="Statements",
            rows=rows,
            total=total,
            filter=a.filter,
            speaker=request.query_params.get("speaker") or "",
            stance=request.query_params.get("stance") or "",
            stances=STANCES,
            query=_kept(request.query_params),
            **_turned(request, a.page, total),
        )

    @router.get("/statements.json", openapi_extra={"parameters": STATEMENT_PARAMETERS}, summary="Statements: who said what, newest first")
    def statements_json(request: Request) -> JSONResponse:
        """`{"statements": […], "total": N}`."""
        rows, total = _statements(request, MOST)
        return JSONResponse({"statements": rows, "total": total})

    @router.get(
        "/statements.csv", openapi_extra={"parameters": STATEMENT_PARAMETERS}, summary="The same as a table", response_class=Response
    )
    def statements_csv(request: Request) -> Response:
        return table(_statements(request, MOST)[0], STATEMENT_COLUMNS, "statements.csv")

    return router


def _kept(params: Any, **changes: str) -> str:
    """The query string of a list of statements, without its page unless given."""
    from urllib.parse import urlencode

    rows = [(k, v) for k, v in params.multi_items() if k in ("q", "speaker", "stance", "from", "to") and v]
    rows += list(changes.items())
    return "?" + urlencode(rows) if rows else ""


def _turned(request: Request, page: int, total: int) -> Mapping[str, Any]:
    """Page numbers and links of the list of statements."""
    pages = max(1, -(-total // PAGE))
    page = min(page, pages)
    params = request.query_params
    return {
        "page": page,
        "pages": pages,
        "previous": "/statements" + (_kept(params, page=str(page - 1)) if page > 2 else _kept(params)) if page > 1 else None,
        "following": "/statements" + _kept(params, page=str(page + 1)) if page < pages else None,
    }
