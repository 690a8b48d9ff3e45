"""From the address to a filter and back: every state of the list is in the URL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from sayso.store.queries import ORDERS, Filters

PAGE = 50
SORTS = (
    ("newest", "newest first"),
    ("oldest", "oldest first"),
    ("origins", "most origins"),
    ("outlets", "most outlets"),
    ("killed", "most killed"),
)


_MANY = {"type": "array", "items": {"type": "string"}}
_DAY = {"type": "string", "format": "date"}
#: the parameters that `asked` reads, as OpenAPI has them
PARAMETERS = [
    {"name": name, "in": "query", "required": False, "schema": schema, "description": what}
    for name, schema, what in (
        ("q", {"type": "string"}, "words in the articles, names, places; quoted phrases stay together"),
        ("type", _MANY, "event types"),
        ("mode", _MANY, "modes"),
        ("status", _MANY, "statuses"),
        ("country", _MANY, "ISO 3166-1 alpha-3"),
        ("place", _MANY, "places: a label (Saravena, Arauca, COL), or the name of a place, province or country"),
        ("actor", _MANY, "ids of actors"),
        ("outlet", _MANY, "outlets"),
        ("disputed", {"type": "string", "enum": ["0", "1"]}, "only disputed (1) or undisputed (0)"),
        ("origins", {"type": "integer", "minimum": 0}, "at least so many independent origins"),
        ("below", {"type": "number"}, "read with less confidence than this (0 to 1)"),
        ("reviewed", _MANY, "accepted, rejected or none"),
        ("from", _DAY, "first day"),
        ("to", _DAY, "last day"),
        ("bbox", {"type": "string"}, "west,south,east,north in degrees"),
        ("sort", {"type": "string", "enum": list(ORDERS)}, "order"),
        ("limit", {"type": "integer", "minimum": 0}, "how many"),
        ("offset", {"type": "integer", "minimum": 0}, "from which"),
    )
]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: a filter, an order and a page; ``query`` is the same as a query string, in one order."""

    filter: Filters
    sort: str
    page: int
    params: tuple[tuple[str, str], ...]

    def without(self, key: str, value: str) -> str:
        """The query string without one value of a parameter."""
        rows = [(k, v) for k, v in self.params if (k, v) != (key, value)]
        return "?" + urlencode(rows) if rows else ""

    def query(self, **changes: str | None) -> str:
        """The query string ("?…" or ""), with some parameters set or (None) left out."""
        rows = [(k, v) for k, v in self.params if k not in changes]
        rows += [(k, v) for k, v in changes.items() if v is not None]
        return "?" + urlencode(rows) if rows else ""


def _day(text: str | None) -> str | None:
    try:
        return dt.date.fromisoformat(text or "").isoformat()
    except ValueError:
        return None


def _box(text: str | None) -> tuple[float, float, float, float] | None:
    """ "west,south,east,north" as (south, west, north, east)."""
    try:
        west, south, east, north = (float(v) for v in (text or "").split(","))
    except ValueError:
        return None
    if not (-90 <= south <= north <= 90) or west != west or east != east:
        return None
    if east - west >= 360:
        return (south, -180.0, north, 180.0)
    return (south, (west + 180) % 360 - 180, north, (east + 180) % 360 - 180)


def _share(text: str | None) -> float:
    try:
        value = float(text or "")
    except ValueError:
        return 0.0
    return value if 0 < value <= 1 else 0.0


def _number(text: str | None, default: int, most: int = 1_000_000) -> int:
    return min(most, max(0, int(text))) if text and text.isdecimal() and len(text) < 9 else default


def asked(params: QueryParams) -> Asked:
    """Read an address; what makes no sense in it is left out rather than refused."""

    def many(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(v for v in params.getlist(name) if v))

    box = _box(params.get("bbox"))
    f = Filters(
        text=params.get("q") or None,
        types=many("type"),
        modes=many("mode"),
        statuses=many("status"),
        countries=many("country"),
        places=many("place"),
        box=box,
        since=_day(params.get("from")),
        until=_day(params.get("to")),
        actors=many("actor"),
        outlets=many("outlet"),
        disputed=True if params.get("disputed") == "1" else False if params.get("disputed") == "0" else None,
        min_origins=_number(params.get("origins"), 0),
        reviewed=many("reviewed"),
        below=_share(params.get("below")),
    )
    sort = params.get("sort") or "newest"
    sort = sort if sort in ORDERS else "newest"
    page = max(1, _number(params.get("page"), 1))
    rows: list[tuple[str, str]] = []
    for key in (
        "q",
        "type",
        "mode",
        "status",
        "country",
        "place",
        "actor",
        "outlet",
        "disputed",
        "origins",
        "reviewed",
        "below",
        "from",
        "to",
        "bbox",
        "view",
    ):
        rows += [(key, v) for v in dict.fromkeys(params.getlist(key)) if v]
    if sort != "newest":
        rows.append(("sort", sort))
    return Asked(f, sort, page, tuple(rows))


@dataclass(frozen=True, slots=True)
class Facet:
    """A group of check boxes: name of the parameter, title, and (value, label, count, chosen) rows."""

    name: str
    title: str
    values: tuple[Mapping[str, Any], ...]
    open: bool


def facet(name: str, title: str, rows: Sequence[tuple[str, str, int]], chosen: Sequence[str], open: bool = False, most: int = 14) -> Facet:
    """A facet; what is chosen stays visible even where nothing is left of it."""
    shown = list(rows[:most])
    have = {v for v, _, _ in shown}
    labels = {v: label for v, label, _ in rows}
    shown += [(v, labels.get(v, v), next((n for w, _, n in rows if w == v), 0)) for v in chosen if v not in have]
    values = tuple({"value": v, "label": label, "count": n, "on": v in chosen} for v, label, n in shown)
    return Facet(name, title, values, open or bool(chosen))


def paged(a: Asked, total: int, base: str) -> dict[str, Any]:
    """Page numbers and links for a template."""
    pages = max(1, -(-total // PAGE))
    page = min(a.page, pages)
    return {
        "page": page,
        "pages": pages,
        "previous": base + a.query(page=str(page - 1) if page > 2 else None) if page > 1 else None,
        "following": base + a.query(page=str(page + 1)) if page < pages else None,
    }


#: parameters that choose (not order or show), with the words for a chip
_CHIPS = {
    "q": "words", "type": "type", "mode": "mode", "status": "status", "country": "country", "place": "place", "actor": "actor",
    "outlet": "outlet", "reviewed": "review", "below": "confidence below", "from": "from",
    "to": "to",
}  # fmt: skip


def chips(a: Asked, names: Mapping[str, str], base: str) -> list[dict[str, str]]:
    """What is chosen, each with the address that leaves it out. ``names``: of actors, by id."""
    out = []
    for key, value in a.params:
        if key == "bbox":
            label = "in the chosen part of the map"
        elif key == "disputed":
            label = "disputed" if value == "1" else "not disputed"
        elif key == "origins":
            label = f"{value} or more origins"
        elif key in _CHIPS:
            label = f"{_CHIPS[key]}: {names.get(value, value).replace('_', ' ') if key != 'q' else value}"
        else:
            continue
        out.append({"label": label, "href": base + a.without(key, value)})
    return out
