"""Taking the record out: whole, as files; and the quarantine, what could not be read."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.exceptions import HTTPException

from sayso.export import export
from sayso.store import Record
from sayso.web.bench import Bench, table

#: format → (media type, what it is)
FORMATS = {
    "jsonl": ("application/x-ndjson", "every incident, whole, one JSON object a line"),
    "csv": ("text/csv; charset=utf-8", "every incident as a row of a table"),
    "geojson": ("application/geo+json", "incidents with a point, for maps"),
}
QUARANTINE_COLUMNS = ("source", "place", "cause", "who", "at")


def routes(bench: Bench) -> APIRouter:
    """The routes of this file."""
    router = APIRouter(tags=["export and quarantine"])

    @router.get("/export", response_class=HTMLResponse, include_in_schema=False)
    def page(request: Request) -> Response:
        return bench.page(request, "export.html", title="Export", formats=FORMATS, counts=bench.record().counts())

    @router.get("/export/incidents.{format}", summary="The whole record: jsonl, csv or geojson", response_class=StreamingResponse)
    def whole(format: str) -> Response:
        if format not in FORMATS:
            raise HTTPException(404, f"no format {format!r} (one of {', '.join(FORMATS)})")

        def pieces() -> Iterator[bytes]:
            # a connection of its own: the answer is written while this thread's may serve another
            with Record(bench.path, readonly=True) as record:
                for piece in export(record, format):
                    yield piece.encode("utf-8", "surrogatepass")

        name = f'attachment; filename="{bench.path.stem}.{format}"'
        return StreamingResponse(pieces(), media_type=FORMATS[format][0], headers={"Content-Disposition": name})

    @router.get("/quarantine", response_class=HTMLResponse, include_in_schema=False)
    def quarantine(request: Request) -> Response:
        return bench.page(request, "quarantine.html", title="Quarantine", rows=bench.record().quarantine())

    @router.get("/quarantine.json", summary="What could not be read, and why")
    def quarantine_json() -> JSONResponse:
        """`{"quarantine": [{source, place, cause, who, at}], "total": N}`; a source that is read later leaves it."""
        rows = bench.record().quarantine()
        return JSONResponse({"quarantine": rows, "total": len(rows)})

    @router.get("/quarantine.csv", summary="The same as a table", response_class=Response)
    def quarantine_csv() -> Response:
        return table(bench.record().quarantine(), QUARANTINE_COLUMNS, "quarantine.csv")

    return router
