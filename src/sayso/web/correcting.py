"""Decisions by key or button: accept and reject, edit, merge, split, note, undo. Needs the role of reviewer (app.py sees to it)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response

from sayso.record import to_dict
from sayso.store import Record
from sayso.store.queries import Filters
from sayso.store.schema import RecordError
from sayso.web.bench import Bench, back, who
from sayso.web.security import LOCAL

#: fields of the form that edits an incident; each comes with ``was_FIELD``, so that only what was changed becomes a decision
FIELDS = ("type", "mode", "start", "end", "status", "disputed")


def _value(name: str, text: str) -> Any:
    if name == "disputed":
        return text == "true"
    return text.strip() or None


def _degrees(text: str, what: str) -> float | None:
    try:
        return float(text) if text.strip() else None
    except ValueError:
        raise RecordError(f"edit: {text!r} is no {what} in degrees") from None


def _place(record: Record, label: str, lat: str, lon: str) -> dict[str, Any] | None:
    """The place that a label stands for: the record's own, else what the label says ("Name, Province, ISO"), with a point if given."""
    if not label:
        return None
    point = (_degrees(lat, "latitude"), _degrees(lon, "longitude"))
    if None in point:
        for i in record.incidents(Filters(places=(label,)), limit=50).rows:
            site = to_dict(i.place)
            if site and ", ".join(dict.fromkeys(v for v in (site["name"], site["admin1"], site["country"]) if v)) == label:
                return {**site, "rule": None}
    name, *rest = (part.strip() for part in label.split(","))
    country = rest.pop() if rest and len(rest[-1]) == 3 and rest[-1].isupper() else None
    place: dict[str, Any] = {"name": name, "admin1": rest[0] if rest else None, "country": country}
    if None not in point:
        place |= {"lat": point[0], "lon": point[1], "precision": "exact"}
    return place


def edit_incident(record: Record, incident: str, form: Mapping[str, str], who: str, reason: str) -> int:
    """One decision for each field that the form changed; how many there were. Raises RecordError for values that cannot be."""
    changes: list[tuple[str, Any]] = [
        (name, _value(name, form[name])) for name in FIELDS if name in form and form[name].strip() != form.get(f"was_{name}", "").strip()
    ]
    label, lat, lon = (form.get(k, "").strip() for k in ("place", "lat", "lon"))
    if "place" in form and (label != form.get("was_place", "").strip() or lat or lon):
        changes.append(("place", _place(record, label, lat, lon)))
    for name, value in changes:
        record.edit(incident, name, value, who=who, reason=reason)
    return len(changes)


def routes(bench: Bench) -> APIRouter:
    """The routes of this file."""
    router = APIRouter(tags=["correct"], include_in_schema=False)

    @router.post("/decide")
    def decide(
        request: Request,
        new: Annotated[str, Form()],
        target: Annotated[str, Form()],
        reason: Annotated[str, Form()] = "",
        to: Annotated[str, Form(alias="back")] = "/incidents",
    ) -> Response:
        id = target.split(":")[1] if target.count(":") == 2 else target
        with bench.writing() as record:
            record.review(id, new, who=who(bench.user(request)), reason=reason)
        return back(to)

    @router.post("/edit")
    async def edit(request: Request) -> Response:
        form = {k: v for k, v in (await request.form()).items() if isinstance(v, str)}
        user = bench.user(request)

        def work() -> int:
            with bench.writing() as record:
                return edit_incident(record, form.get("incident", ""), form, who(user), form.get("reason", ""))

        changed = await run_in_threadpool(work)
        return back(form.get("back") or "/incidents", **({} if changed else {"message": "Nothing was changed"}))

    @router.post("/merge")
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

    @router.post("/split")
    def split(
        request: Request,
        incident: Annotated[str, Form()],
        event: Annotated[list[str] | None, Form()] = None,
        reason: Annotated[str, Form()] = "",
        to: Annotated[str, Form(alias="back")] = "/incidents",
    ) -> Response:
        with bench.writing() as record:
            record.split(incident, event or [], who=who(bench.user(request)), reason=reason)
        return back(to)

    @router.post("/note")
    def note(
        request: Request,
        target: Annotated[str, Form()],
        text: Annotated[str, Form()] = "",
        to: Annotated[str, Form(alias="back")] = "/incidents",
    ) -> Response:
        with bench.writing() as record:
            record.note(target, text, who=who(bench.user(request)))
        return back(to)

    @router.post("/undo")
    def undo(request: Request, decision: Annotated[str, Form()] = "", to: Annotated[str, Form(alias="back")] = "/decisions") -> Response:
        user = bench.user(request)
        with bench.writing() as record:
            # a reviewer among others takes back what is theirs; alone on this machine, whatever was last
            done = record.undo(decision or None, who=who(user), own=user is not LOCAL)
        return back(to, message=f"{done.undoes} is undone")

    return router
