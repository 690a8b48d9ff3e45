"""Correcting: the queue, decisions by key or button, merge, split, edit, undo, and measured precision."""

from __future__ import annotations

import json
import math
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from sayso.record import to_dict
from sayso.store import Record
from sayso.store.queries import Filters
from sayso.web.bench import Bench, back, who
from sayso.web.views import evidence_of, incident_view

QUEUES = (("unreviewed", "Not reviewed"), ("disputed", "Disputed"), ("single", "One origin only"), ("sample", "Random sample"))
#: items of a queue on a page, and size of the random sample
SHOWN, SAMPLE = 20, 100


def wilson(right: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    if n == 0:
        return 0.0, 1.0
    p = right / n
    middle, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0.0, (middle - half) / (1 + z * z / n)), min(1.0, (middle + half) / (1 + z * z / n))


def queue(record: Record, name: str) -> tuple[list[Any], int]:
    """(the first incidents, how many) of a queue. The sample is drawn by hash of the id: the same for everybody, and fixed."""
    if name == "sample":
        ids = [i for i in record.sample(SAMPLE) if i not in record.reviews()]
        return [record.incident(i) for i in ids[:SHOWN]], len(ids)
    filters = {
        "disputed": Filters(reviewed=("none",), disputed=True),
        "single": Filters(reviewed=("none",), max_origins=1),
    }.get(name, Filters(reviewed=("none",)))
    page = record.incidents(filters, order="origins", limit=SHOWN)
    return list(page.rows), page.total


def precision(record: Record) -> list[dict[str, Any]]:
    """Accepted shares with intervals, by type and by status, of the incidents and events that were reviewed."""
    groups = []
    for name in ("type", "status"):
        rows = []
        for value, accepted, n in record.verdicts_by(name):
            low, high = wilson(accepted, n)
            rows.append({"value": value, "accepted": accepted, "reviewed": n, "share": accepted / n, "low": low, "high": high})
        groups.append({"name": name, "rows": rows})
    return groups


def routes(bench: Bench) -> APIRouter:
    """The routes of this file. Changes need the role of reviewer (app.py sees to it)."""
    router = APIRouter(tags=["review"])

    @router.get("/review", response_class=HTMLResponse, include_in_schema=False)
    def review(request: Request) -> Response:
        record = bench.record()
        name = request.query_params.get("queue") or "unreviewed"
        name = name if name in dict(QUEUES) else "unreviewed"
        rows, total = queue(record, name)
        reviewed = record.reviews()
        views = []
        for i in rows:
            view = incident_view(i, reviewed)
            first = i.members[0]
            view["pieces"] = evidence_of(record, first.article, first.event)[0]
            views.append(view)
        return bench.page(request, "review.html", title="Review", queues=QUEUES, queue=name, rows=views, total=total)

    @router.post("/decide", include_in_schema=False)
    def decide(
        request: Request,
        new: Annotated[str, Form()],
        target: Annotated[str, Form()] = "",
        field: Annotated[str, Form()] = "",
        incident: Annotated[str, Form()] = "",
        reason: Annotated[str, Form()] = "",
        to: Annotated[str, Form(alias="back")] = "/incidents",
    ) -> Response:
        name = who(bench.user(request))
        with bench.writing() as record:
            if field:
                record.edit(incident, field, _value(new), who=name, reason=reason)
            else:
                record.review(target.split(":")[1] if target.count(":") == 2 else target, new, who=name, reason=reason)
        return back(to)

    @router.post("/merge", include_in_schema=False)
    def merge(
        request: Request,
        first: Annotated[str, Form()],
        second: Annotated[str, Form()],
        reason: Annotated[str, Form()] = "",
        to: Annotated[str, Form(alias="back")] = "/incidents",
    ) -> Response:
        with bench.writing() as record:
            record.merge([first, second.strip()], who=who(bench.user(request)), reason=reason)
        return back(to)

    @router.post("/split", include_in_schema=False)
    def split(
        request: Request,
        incident: Annotated[str, Form()],
        event: Annotated[list[str], Form()],
        reason: Annotated[str, Form()] = "",
        to: Annotated[str, Form(alias="back")] = "/incidents",
    ) -> Response:
        with bench.writing() as record:
            record.split(incident, event, who=who(bench.user(request)), reason=reason)
        return back(to)

    @router.post("/undo", include_in_schema=False)
    def undo(request: Request, decision: Annotated[str, Form()] = "", to: Annotated[str, Form(alias="back")] = "/decisions") -> Response:
        with bench.writing() as record:
            done = record.undo(decision or None, who=who(bench.user(request)))
        return back(to, message=f"{done.undoes} is undone")

    @router.get("/decisions", response_class=HTMLResponse, include_in_schema=False)
    def decisions(request: Request) -> Response:
        rows = [to_dict(d) for d in reversed(bench.record().decisions())]
        return bench.page(request, "decisions.html", title="Decisions", rows=rows)

    @router.get("/decisions.json", summary="The log of decisions, oldest first")
    def decisions_json() -> JSONResponse:
        return JSONResponse({"decisions": [to_dict(d) for d in bench.record().decisions()]})

    @router.get("/precision", response_class=HTMLResponse, include_in_schema=False)
    def precision_page(request: Request) -> Response:
        return bench.page(request, "precision.html", title="Precision", groups=precision(bench.record()))

    @router.get("/precision.json", summary="Measured precision by type and status, from the reviews, with 95 % intervals")
    def precision_json() -> JSONResponse:
        return JSONResponse({"groups": precision(bench.record())})

    return router


def _value(text: str) -> Any:
    """JSON where it can be read as JSON, else the words."""
    try:
        return json.loads(text)
    except ValueError:
        return text
