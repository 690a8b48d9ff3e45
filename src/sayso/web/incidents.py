"""The pages of incidents: the list with its map and time line, and one incident. Each as HTML, JSON, CSV and GeoJSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from sayso.export.csv import COLUMNS, incident_cells
from sayso.export.geojson import feature
from sayso.record import STATUSES, TYPES, to_dict
from sayso.record_incidents import Incident
from sayso.store import Record
from sayso.store.decide import undone_by
from sayso.store.queries import Filters
from sayso.web import queues
from sayso.web.bench import Bench, family
from sayso.web.charts import timeline
from sayso.web.filters import PAGE, PARAMETERS, SORTS, Asked, Facet, asked, chips, facet, paged
from sayso.web.svgmap import Drawing, drawing
from sayso.web.views import agreed, charts, contested, incident_view, member_views, origin_views

#: points on the server's own map; MapLibre shows all
SVG_POINTS = 400
#: incidents in one machine-readable answer
MOST = 100_000


def facets_of(record: Record, a: Asked, names: Mapping[str, str], counts: Mapping[str, list[tuple[str, int]]]) -> list[Facet]:
    """The facets of the list, with counts. ``names``: of the actors that occur."""
    f = a.filter

    def rows(name: str) -> list[tuple[str, str, int]]:
        return [(v, v.replace("_", " "), n) for v, n in counts[name]]

    origins = [(str(k), f"{k} or more", sum(n for v, n in counts["origins"] if int(v) >= k)) for k in (2, 3, 5)]
    words = {"none": "not reviewed", "accepted": "accepted", "rejected": "rejected"}
    disputed = [(v, "disputed" if v == "1" else "not disputed", n) for v, n in counts["disputed"]]
    return [
        facet("type", "Type", rows("type"), f.types, open=True, most=19),
        facet("status", "Status", rows("status"), f.statuses, open=True),
        facet("actor", "Actor", [(v, names.get(v, v), n) for v, n in counts["actor"]], f.actors),
        facet("place", "Place", [(v, v, n) for v, n in counts["place"]], f.places),
        facet("country", "Country", rows("country"), f.countries),
        facet("outlet", "Outlet", [(v, v, n) for v, n in counts["outlet"]], f.outlets),
        facet("origins", "Independent origins", origins, (str(f.min_origins),) if f.min_origins else ()),
        facet("disputed", "Disputed", disputed, () if f.disputed is None else (str(int(f.disputed)),)),
        facet("reviewed", "Reviewed", [(v, words.get(v, v), n) for v, n in counts["reviewed"]], f.reviewed),
    ]


def _names(record: Record, ids: Iterable[str]) -> dict[str, str]:
    """The names of actors, by id."""
    wanted = sorted(ids)
    rows = record.db.execute(f"select id, name from actors where id in ({','.join('?' * len(wanted))})", wanted)
    return {r["id"]: r["name"] for r in rows}


def _every(record: Record, a: Asked) -> tuple[Incident, ...]:
    return record.incidents(a.filter, order=a.sort, limit=MOST).rows


def _csv(rows: Iterable[Incident]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(incident_cells(i) for i in rows)
    return out.getvalue()


def _geojson(rows: Iterable[Incident]) -> str:
    features = [f for f in map(feature, rows) if f is not None]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def _points(rows: Iterable[tuple[str, float, float, str, str | None, str]]) -> str:
    """The answer for the map. The ends of its rows (shape, precision, label) repeat, so each is made into JSON once."""
    tails: dict[tuple[str, str | None, str], str] = {}
    parts = []
    for id, lat, lon, type, precision, place in rows:
        tail = tails.get((type, precision, place))
        if tail is None:
            tail = tails[type, precision, place] = json.dumps([family(type), precision, f"{type}, {place}"])[1:]
        parts.append(f"[{json.dumps(id)},{lat!r},{lon!r},{tail}")
    return f'{{"points":[{",".join(parts)}]}}'


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


def located(i: Incident) -> Drawing | None:
    """A map of where one incident was; None where no point is known, or only the country or region."""
    p = i.place
    if p is None or p.lat is None or p.lon is None or p.precision in ("country", "region"):
        return None
    return drawing([(i.id, p.lat, p.lon, i.type, p.precision, p.name or "")], family)


def _decisions(record: Record, id: str) -> list[dict[str, Any]]:
    """The decisions about an incident, newest first, with what undid them."""
    log = record.decisions()
    gone = undone_by(log)
    mine = [d for d in log if d.target.startswith("incident:") and record.follow(d.target.split(":")[1]) == id]
    return [{**to_dict(d), "undone_by": gone.get(d.id)} for d in reversed(mine) if d.what != "note"]


def routes(bench: Bench) -> APIRouter:
    """The routes of this file."""
    router = APIRouter(tags=["incidents"])

    @router.get("/incidents", response_class=HTMLResponse, include_in_schema=False)
    def incidents(request: Request) -> Response:
        record, a = bench.record(), asked(request.query_params)
        page = record.incidents(a.filter, order=a.sort, limit=PAGE, offset=(a.page - 1) * PAGE)
        if page.total and not page.rows:
            a = replace(a, page=1)
            page = record.incidents(a.filter, order=a.sort, limit=PAGE)
        counts = bench.kept(("facets", a.filter), lambda r: r.facets(a.filter))
        names = _names(record, {id for id, _ in counts["actor"]} | set(a.filter.actors))
        days = bench.kept(("days", a.filter), lambda r: r.days(a.filter))
        mapped, box = bench.kept(("extent", a.filter), lambda r: r.extent(a.filter))
        reviewed = record.reviews()
        return bench.page(
            request,
            "incidents.html",
            filter=a.filter,
            sort=a.sort,
            sorts=SORTS,
            query=a.query(view=None),
            chips=chips(a, names, "/incidents"),
            facets=facets_of(record, a, names, counts),
            rows=[incident_view(i, reviewed) for i in page.rows],
            total=page.total,
            timeline=timeline(days),
            undated=page.total - sum(days.values()),
            unmapped=page.total - mapped,
            box=",".join(map(str, box)) if box else "",
            bbox=request.query_params.get("bbox") or "",
            view=request.query_params.get("view") or "",
            map=bench.kept(("map", a.filter), lambda r: drawing(r.points(a.filter, limit=SVG_POINTS), family)),
            svg_points=SVG_POINTS,
            **paged(a, page.total, "/incidents"),
        )

    @router.get(
        "/incidents.json",
        openapi_extra={"parameters": PARAMETERS},
        summary="Incidents: exactly what the list shows with the same parameters, all pages",
    )
    def incidents_json(request: Request) -> JSONResponse:
        """`{"incidents": […], "total": N}`. Parameters as in the address of the page; with `limit` and `offset` a part."""
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
        rows = _every(bench.record(), asked(request.query_params))
        return Response(_geojson(rows), media_type="application/geo+json", headers=_file("incidents.geojson"))

    @router.get(
        "/incidents/points.json",
        openapi_extra={"parameters": PARAMETERS},
        summary="Points for the map: [id, lat, lon, shape, precision, label]",
        response_class=Response,
    )
    def points(request: Request) -> Response:
        rows = bench.record().points(asked(request.query_params).filter, limit=MOST)
        return Response(_points(rows), media_type="application/json")

    @router.get("/incidents/{id}.json", summary="One incident, with its history and this record's times")
    def incident_json(id: str) -> JSONResponse:
        record = bench.record()
        return JSONResponse(record.timed(record.incident(id)))

    @router.get("/incidents/{id}.csv", summary="One incident as a table of one row", response_class=Response)
    def incident_csv(id: str) -> Response:
        i = bench.record().incident(id)
        return Response(_csv([i]), media_type="text/csv; charset=utf-8", headers=_file("incident.csv"))

    @router.get("/incidents/{id}.geojson", summary="One incident as GeoJSON", response_class=Response)
    def incident_geojson(id: str) -> Response:
        i = bench.record().incident(id)
        return Response(_geojson([i]), media_type="application/geo+json", headers=_file("incident.geojson"))

    @router.get("/incidents/{id}", response_class=HTMLResponse, include_in_schema=False)
    def incident(request: Request, id: str) -> Response:
        record = bench.record()
        i = record.incident(id)
        members = member_views(record, i)
        origins, also = origin_views(i, members)
        view = incident_view(i, record.reviews())
        queue = request.query_params.get("queue")
        queue = queues.known(queue) if queue else None
        before, after = queues.around(record, queue, i.id) if queue else (None, None)
        here = f"?queue={queue}" if queue else ""
        related = [record.incident(r) for r in i.related if record.has_incident(r)]
        return bench.page(
            request,
            "incident.html",
            i=view,
            why=[line for line in i.why if not line.startswith("disputed")] or list(i.why),
            gone={"id": id, "into": i.id} if i.id != id else None,
            agreed=agreed(i),
            contested=contested(i, members),
            charts=charts(i),
            outlet_of={m.article: m.outlet or m.article for m in i.members},
            origins=origins,
            also=also,
            all_members=members,
            map=located(i),
            related=related,
            history=record.history(i.id),
            decisions=_decisions(record, i.id),
            notes=record.notes(i.id),
            types=TYPES,
            statuses=STATUSES,
            places=[p["label"] for p in record.places(limit=200).rows],
            near=_neighbours(record, i),
            queue=queue,
            previous_item=f"/incidents/{before}{here}" if before else None,
            next_item=(f"/incidents/{after}{here}" if after else f"/review{here}") if queue else None,
        )

    return router


def _part(request: Request) -> tuple[int, int]:
    def number(name: str, default: int) -> int:
        text = request.query_params.get(name) or ""
        return min(MOST, int(text)) if text.isdecimal() and len(text) < 9 else default

    return number("limit", MOST), number("offset", 0)


def _file(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'inline; filename="{name}"'}
