"""The pages of actors and places: their incidents, statements and names; who says what about whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from sayso.record import to_dict
from sayso.store.queries import Filters
from sayso.store.voices import Said
from sayso.web.bench import Bench, family, table
from sayso.web.charts import timeline
from sayso.web.filters import PAGE, PARAMETERS, asked, paged
from sayso.web.svgmap import drawing
from sayso.web.views import incident_view

ACTOR_COLUMNS = ("id", "name", "kind", "sector", "country", "aliases")
PLACE_COLUMNS = ("label", "place", "admin1", "country", "precision", "lat", "lon", "n")
MOST = 100_000
#: incidents and statements shown on the page of an actor or place; the lists behind the links have all
SHOWN, WORDS = 25, 40
#: points on its map
POINTS = 600


def folded(rows: Iterable[Said]) -> list[dict[str, Any]]:
    """Statements, each once: copies of one text that say the same of the same speaker are one row with several ``sources``."""
    out: dict[tuple[str | None, str, str], dict[str, Any]] = {}
    for s in rows:
        row = out.setdefault((s.speaker, s.stance, s.text.strip('"“”., ').casefold()), {**to_dict(s), "sources": []})
        row["sources"].append(to_dict(s))
    return list(out.values())


def talk(rows: Iterable[tuple[str | None, str, dict[str, Any]]]) -> list[dict[str, Any]]:
    """(actor or None, name, folded statement) rows as lines: one for each party, with how often which stance, most talkative first."""
    lines: dict[tuple[str | None, str], dict[str, Any]] = {}
    for actor, name, said in rows:
        line = lines.setdefault((actor, name), {"actor": actor, "name": name, "n": 0, "stances": {}})
        line["n"] += 1
        line["stances"][said["stance"]] = line["stances"].get(said["stance"], 0) + 1
    for line in lines.values():
        line["stances"] = sorted(line["stances"].items(), key=lambda s: (-s[1], s[0]))
    return sorted(lines.values(), key=lambda x: (-x["n"], x["name"]))


def _speaker(said: dict[str, Any]) -> str:
    return said["speaker"] or f"{said['speaker_kind']} not named"


def routes(bench: Bench) -> APIRouter:
    """The routes of this file."""
    router = APIRouter(tags=["actors and places"])

    def incidents_of(f: Filters) -> dict[str, Any]:
        """What the pages of an actor and of a place share: their incidents as list, map and time line."""
        record = bench.record()
        page = record.incidents(f, limit=SHOWN)
        reviewed = record.reviews()
        return {
            "incidents": [incident_view(i, reviewed) for i in page.rows],
            "incidents_total": page.total,
            "map": drawing(record.points(f, limit=POINTS), family),
            "timeline": timeline(record.days(f), width=480, height=200),
        }

    @router.get("/actors", response_class=HTMLResponse, include_in_schema=False)
    def actors(request: Request) -> Response:
        a = asked(request.query_params)
        page = bench.record().actors(a.filter.text, limit=PAGE, offset=(a.page - 1) * PAGE)
        rows = [
            [
                {"href": f"/actors/{quote(x.id, safe='')}", "text": x.name},
                x.kind,
                x.sector,
                x.country,
                ", ".join(x.aliases[:6]),
            ]
            for x in page.rows
        ]
        return bench.page(
            request,
            "table.html",
            title="Actors",
            columns=("Actor", "Kind", "Sector", "Country", "Also called"),
            rows=rows,
            total=page.total,
            q=a.filter.text,
            query=a.query(),
            formats=("json", "csv"),
            **paged(a, page.total, "/actors"),
        )

    @router.get("/actors.json", openapi_extra={"parameters": PARAMETERS[:1]}, summary="Actors, the most mentioned first")
    def actors_json(request: Request) -> JSONResponse:
        """`{"actors": […], "total": N}`; `q` is part of a name or alias."""
        page = bench.record().actors(request.query_params.get("q") or None, limit=MOST)
        return JSONResponse({"actors": [to_dict(x) for x in page.rows], "total": page.total})

    @router.get("/actors.csv", openapi_extra={"parameters": PARAMETERS[:1]}, summary="The same as a table", response_class=Response)
    def actors_csv(request: Request) -> Response:
        page = bench.record().actors(request.query_params.get("q") or None, limit=MOST)
        rows = [{**to_dict(x), "aliases": "; ".join(x.aliases)} for x in page.rows]
        return table(rows, ACTOR_COLUMNS, "actors.csv")

    @router.get("/actors/{id:path}.json", summary="One actor: names, entities, and the statements by it and about it")
    def actor_json(id: str) -> JSONResponse:
        record = bench.record()
        x = record.actor(id)
        voices = record.voices_of_actor(id)
        return JSONResponse({**to_dict(x), "voices": to_dict(voices)})

    @router.get("/actors/{id:path}", response_class=HTMLResponse, include_in_schema=False)
    def actor(request: Request, id: str) -> Response:
        record = bench.record()
        x = record.actor(id)
        voices = record.voices_of_actor(id)
        by = folded(s for s in voices.rows if s.speaker_actor == id)
        about = folded(s for s in voices.rows if s.speaker_actor != id)
        return bench.page(
            request,
            "actor.html",
            x=to_dict(x),
            all_incidents="/incidents?" + urlencode({"actor": id}),
            speaks_of=talk((a, name, s) for s in by for a, name in s["about"]),
            spoken_of=talk((s["speaker_actor"], _speaker(s), s) for s in about),
            said=by[:WORDS],
            said_total=len(by),
            about=about[:WORDS],
            about_total=len(about),
            looked=voices.looked,
            articles=voices.articles,
            **incidents_of(Filters(actors=(id,))),
        )

    @router.get("/places", response_class=HTMLResponse, include_in_schema=False)
    def places(request: Request) -> Response:
        a = asked(request.query_params)
        found = bench.record().places(a.filter.text, limit=PAGE, offset=(a.page - 1) * PAGE)
        rows = [
            [
                {"href": f"/places/{quote(r['label'], safe='')}", "text": r["place"]},
                r["admin1"],
                r["country"],
                r["precision"],
                {"number": r["n"]},
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
            formats=("json", "csv"),
            **paged(a, found.total, "/places"),
        )

    @router.get("/places.json", openapi_extra={"parameters": PARAMETERS[:1]}, summary="Places of incidents, those with most first")
    def places_json(request: Request) -> JSONResponse:
        """`{"places": […], "total": N}`; `q` is part of the label; `n` counts incidents."""
        page = bench.record().places(request.query_params.get("q") or None, limit=MOST)
        return JSONResponse({"places": list(page.rows), "total": page.total})

    @router.get("/places.csv", openapi_extra={"parameters": PARAMETERS[:1]}, summary="The same as a table", response_class=Response)
    def places_csv(request: Request) -> Response:
        return table(bench.record().places(request.query_params.get("q") or None, limit=MOST).rows, PLACE_COLUMNS, "places.csv")

    @router.get("/places/{label:path}.json", summary="One place by its label, and the statements of what happened there")
    def place_json(label: str) -> JSONResponse:
        record = bench.record()
        return JSONResponse({**record.place(label), "voices": to_dict(record.voices_of_place(label))})

    @router.get("/places/{label:path}", response_class=HTMLResponse, include_in_schema=False)
    def place(request: Request, label: str) -> Response:
        record = bench.record()
        p = record.place(label)
        voices = record.voices_of_place(label)
        said = folded(voices.rows)
        f = Filters(places=(label,))
        actors = [(a, record.actor(a).name, n) for a, n in record.facets(f)["actor"][:20] if record.has_actor(a)]
        return bench.page(
            request,
            "place.html",
            p=p,
            all_incidents="/incidents?" + urlencode({"place": label}),
            speakers=talk((s["speaker_actor"], _speaker(s), s) for s in said),
            actors=actors,
            names=voices.names,
            said=said[:WORDS],
            said_total=len(said),
            looked=voices.looked,
            articles=voices.articles,
            **incidents_of(f),
        )

    return router
