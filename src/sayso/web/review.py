"""Looking at what waits for review, at the log of decisions, and at how right the machine was."""

from __future__ import annotations

import math
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from sayso.record import to_dict
from sayso.store import Record
from sayso.store.decide import undone_by
from sayso.web import queues
from sayso.web.bench import Bench, table
from sayso.web.filters import PAGE, asked, paged
from sayso.web.views import evidence_of, incident_view

DECISION_COLUMNS = ("id", "at", "who", "what", "target", "old", "new", "reason", "undoes", "undone_by")


def wilson(right: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    if n == 0:
        return 0.0, 1.0
    p = right / n
    middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0.0, (middle - half) / (1 + z * z / n)), min(1.0, (middle + half) / (1 + z * z / n))


def precision(record: Record, of: str) -> list[dict[str, Any]]:
    """Accepted shares with intervals: all together, by type and by status, of what was reviewed; ``of`` "sample": of the sample only."""
    among = set(record.sample(queues.SAMPLE)) if of == "sample" else None
    groups = []
    for name in ("all", "type", "status"):
        rows = []
        for t in record.precision(name, among):
            low, high = wilson(t.right, t.reviewed)
            share = t.right / t.reviewed
            rows.append({"value": t.value, "accepted": t.right, "reviewed": t.reviewed, "share": share, "low": low, "high": high})
        groups.append({"name": name, "rows": rows})
    return groups


def log_of(record: Record) -> list[dict[str, Any]]:
    """The decisions, oldest first, each with what undid it."""
    log = record.decisions()
    gone = undone_by(log)
    return [{**to_dict(d), "undone_by": gone.get(d.id)} for d in log]


def routes(bench: Bench) -> APIRouter:
    """The routes of this file."""
    router = APIRouter(tags=["review"])

    @router.get("/review", response_class=HTMLResponse, include_in_schema=False)
    def review(request: Request) -> Response:
        record = bench.record()
        name = queues.known(request.query_params.get("queue"))
        rows, total = queues.waiting(record, name)
        reviewed = record.reviews()
        views = []
        for i in rows:
            view = incident_view(i, reviewed)
            first = i.members[0]
            view["pieces"], view["chain"] = evidence_of(record, first.article, first.event)
            views.append(view)
        return bench.page(request, "review.html", title="Review", queues=queues.QUEUES, queue=name, rows=views, total=total)

    @router.get("/decisions", response_class=HTMLResponse, include_in_schema=False)
    def decisions(request: Request) -> Response:
        a = asked(request.query_params)
        rows = log_of(bench.record())[::-1]
        part = rows[(a.page - 1) * PAGE : a.page * PAGE]
        return bench.page(request, "decisions.html", title="Decisions", rows=part, total=len(rows), **paged(a, len(rows), "/decisions"))

    @router.get("/decisions.json", summary="The log of decisions, oldest first")
    def decisions_json() -> JSONResponse:
        """`{"decisions": […], "total": N}`; `undone_by` names the decision that took one back."""
        rows = log_of(bench.record())
        return JSONResponse({"decisions": rows, "total": len(rows)})

    @router.get("/decisions.csv", summary="The same as a table", response_class=Response)
    def decisions_csv() -> Response:
        return table(log_of(bench.record()), DECISION_COLUMNS, "decisions.csv")

    @router.get("/precision", response_class=HTMLResponse, include_in_schema=False)
    def precision_page(request: Request) -> Response:
        of = "sample" if request.query_params.get("of") == "sample" else "all"
        return bench.page(request, "precision.html", title="Precision", groups=precision(bench.record(), of), of=of, size=queues.SAMPLE)

    @router.get(
        "/precision.json",
        summary="Measured precision by type and status, from the reviews, with 95 % intervals",
        openapi_extra={
            "parameters": [
                {"name": "of", "in": "query", "required": False, "schema": {"enum": ["all", "sample"]}, "description": "of what"}
            ]
        },
    )
    def precision_json(request: Request) -> JSONResponse:
        of = "sample" if request.query_params.get("of") == "sample" else "all"
        return JSONResponse({"of": of, "groups": precision(bench.record(), of)})

    return router
