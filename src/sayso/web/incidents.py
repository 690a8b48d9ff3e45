"""The pages of incidents: the list with its map and time line, and one incident. Each as HTML, JSON, CSV and GeoJSON."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from sayso.export.csv import COLUMNS, incident_cells
from sayso.export.geojson import feature
from sayso.record import to_dict
from sayso.record_incidents import Incident
from sayso.store import Record
from sayso.store.queries import Filters
from sayso.store.verdicts import INCIDENT_FIELDS
from sayso.web.bench import Bench, family
from sayso.web.charts import timeline
from sayso.web.filters import PAGE, PARAMETERS, SORTS, Asked, Facet, asked, facet, paged
from sayso.web.svgmap import frame_of, outlines, radius
from sayso.web.views import agreed, charts, contested, incident_view, origin_views

#: points on the server's own map; MapLibre shows all
SVG_POINTS = 600
#: incidents in one machine-readable answer
MOST = 100_000


def facets_of(record: Record, a: Asked) -> list[Facet]:
    """The facets of the list, with counts."""
    counts = record.facets(a.filter)
    f = a.filter
    names = {id: record.actor(id).name for id, _ in counts["actor"]} | {id: id for id in f.actors}

    def rows(name: str) -> list[tuple[str, str, int]]:
        return [(v, v.replace("_", " "), n) for v, n in counts[name]]

    origins = [(str(k), f"{k} or more", sum(n for v, n in counts["origins"] if int(v) >= k)) for k in (2, 3, 5)]
    words = {"none": "not reviewed", "accepted": "accepted", "rejected": "rejected"}
    disputed = [(v, "disputed" if v == "1" else "not disputed", n) for v, n in counts["disputed"]]
    return [
        facet("type", "Type", rows("type"), f.types, open=True, most=19),
        facet("status", "Status", rows("status"), f.statuses, open=True),
        facet("actor", "Actor", [(v, names.get(v, v), n) for v, n in counts["actor"]], f.actors),
        facet("country", "Country", rows("country"), f.countries),
        facet("outlet", "Outlet", rows("outlet"), f.outlets),
        facet("origins", "Independent origins", origins, (str(f.min_origins),) if f.min_origins else ()),
        facet("disputed", "Disputed", disputed, () if f.disputed is None else (str(int(f.disputed)),)),
        facet("reviewed", "Reviewed", [(v, words.get(v, v), n) for v, n in counts["reviewed"]], f.reviewed),
    ]


def _map(record: Record, f: Filters) -> dict[str, Any]:
    points = record.points(f, limit=SVG_POINTS)
    frame = frame_of([(lat, lon) for _, lat, lon, *_ in points])
    drawn = []
    for id, lat, lon, type, precision, place in points:
        x, y = frame.xy(lat, lon)
        label = f"{type}, {place}"
        drawn.append({"id": id, "x": x, "y": y, "family": family(type), "label": label, "r": radius(frame, lat, precision)})
    return {"points": drawn, "outlines": outlines(frame)}


def _every(record: Record, a: Asked) -> tuple[Incident, ...]:
    return record.incidents(a.filter, order=a.sort, limit=MOST).rows


def _csv(rows: tuple[Incident, ...]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(incident_cells(i) for i in rows)
    return out.getvalue()


def _neighbours(record: Record, i: Incident) -> list[dict[str, str]]:
    """Incidents of the same days, to merge with."""
    if not i.start:
        return []
    rows = record.incidents(Filters(since=i.start, until=i.end or i.start), order="origins", limit=40).rows
    return [
        {"id": o.id, "label": f"{o.type} {o.start} {o.place.name if o.place else ''} {', '.join(p.name for p in o.actors[:2])}"}
        for o in rows
        if o.id != i.id
    ]


def routes(bench: Bench) -> APIRouter:
    """The routes of this file."""
    router = APIRouter(tags=["incidents"])

    @router.get("/incidents", response_class=HTMLResponse, include_in_schema=False)
    def incidents(request: Request) -> Response:
        record, a = bench.record(), asked(request.query_params)
        page = record.incidents(a.filter, order=a.sort, limit=PAGE, offset=(a.page - 1) * PAGE)
        if page.total and not page.rows:
            a = asked(request.query_params.__class__(a.query(page="1").removeprefix("?")))
            page = record.incidents(a.filter, order=a.sort, limit=PAGE)
        reviewed = record.reviews()
        return bench.page(
            request,
            "incidents.html",
            filter=a.filter,
            sort=a.sort,
            sorts=SORTS,
            query=a.query(),
            facets=facets_of(record, a),
            rows=[incident_view(i, reviewed) for i in page.rows],
            total=page.total,
            timeline=timeline(record.days(a.filter)),
            unmapped=page.total - record.mapped(a.filter),
            bbox=request.query_params.get("bbox") or "",
            without_bbox="/incidents" + a.query(bbox=None),
            **_map(record, a.filter),
            **paged(a, page.total, "/incidents"),
        )

    @router.get(
        "/incidents.json",
        openapi_extra={"parameters": PARAMETERS},
        summary="Incidents: exactly what the list shows with the same parameters, all pages",
    )
    def incidents_json(request: Request) -> JSONResponse:
        """`{"incidents": […], "total": N}`. Parameters as in the address of the page: q, type, status, country, actor, outlet, origins,
        disputed, reviewed, place, from, to, bbox, sort; with `limit` and `offset` a part."""
        record, a = bench.record(), asked(request.query_params)
        limit, offset = _part(request)
        page = record.incidents(a.filter, order=a.sort, limit=limit, offset=offset)
        return JSONResponse({"incidents": [to_dict(i) for i in page.rows], "total": page.total})

    @router.get("/incidents.csv", openapi_extra={"parameters": PARAMETERS}, summary="The same as a table", response_class=Response)
    def incidents_csv(request: Request) -> Response:
        rows = _every(bench.record(), asked(request.query_params))
        return Response(_csv(rows), media_type="text/csv; charset=utf-8", headers=_file("incidents.csv"))

    @router.get(
        "/incidents.geojson",
        openapi_extra={"parameters": PARAMETERS},
        summary="The same, those with a point, as GeoJSON",
        response_class=Response,
    )
    def incidents_geojson(request: Request) -> Response:
        features = [f for i in _every(bench.record(), asked(request.query_params)) if (f := feature(i)) is not None]
        text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
        return Response(text, media_type="application/geo+json", headers=_file("incidents.geojson"))

    @router.get(
        "/incidents/points.json",
        openapi_extra={"parameters": PARAMETERS},
        summary="Points for the map: [id, lat, lon, shape, precision, label]",
    )
    def points(request: Request) -> JSONResponse:
        rows = bench.record().points(asked(request.query_params).filter, limit=MOST)
        return JSONResponse(
            {"points": [[id, lat, lon, family(t), precision, f"{t}, {place}"] for id, lat, lon, t, precision, place in rows]}
        )

    @router.get("/incidents/{id}.json", summary="One incident, with its history and this record's times")
    def incident_json(id: str) -> JSONResponse:
        record = bench.record()
        return JSONResponse(record.timed(record.incident(id)))

    @router.get("/incidents/{id}", response_class=HTMLResponse, include_in_schema=False)
    def incident(request: Request, id: str) -> Response:
        record = bench.record()
        i = record.incident(id)
        gone = {"what": "merged into", "into": i.id} if i.id != id else None
        origins = origin_views(record, i)
        history = [*({"action": c.what, **to_dict(c)} for c in record.history(i.id))]
        view = incident_view(i, record.reviews())
        return bench.page(
            request,
            "incident.html",
            i={**view, "why": " · ".join(i.why), "history": history},
            gone=gone,
            agreed=agreed(i),
            contested=contested(i),
            charts=charts(i),
            rules={k: h.rule for k, h in i.headline.items()},
            origins=origins,
            all_members=[m for o in origins for m in o["members"]],
            editable=INCIDENT_FIELDS,
            near=_neighbours(record, i),
            next_item=None,
        )

    return router


def _part(request: Request) -> tuple[int, int]:
    def number(name: str, default: int) -> int:
        text = request.query_params.get(name) or ""
        return min(MOST, int(text)) if text.isdecimal() and len(text) < 9 else default

    return number("limit", MOST), number("offset", 0)


def _file(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'inline; filename="{name}"'}
