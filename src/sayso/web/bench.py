"""What a running workbench holds: the record, the gate, the templates, the reading of added articles."""

from __future__ import annotations

import csv
import io
import json
import re
import threading
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.templating import Jinja2Templates
from markupsafe import Markup, escape

from sayso._version import __version__
from sayso.export.csv import safe_cell
from sayso.store import Record
from sayso.web.charts import said
from sayso.web.security import COOKIE, LOCAL, Gate, User

HERE = Path(__file__).resolve().parent
#: counts that are kept
MOST_KEPT = 256
VENDOR = HERE / "static" / "vendor"

FAMILY = {
    "ASSAULT": "conflict", "COERCE": "conflict", "MOBILIZE": "conflict", "SANCTION": "conflict", "THREATEN": "conflict",
    "PROTEST": "protest",
    "AGREE": "cooperation", "CONSULT": "cooperation", "SUPPORT": "cooperation", "CONCEDE": "cooperation", "COOPERATE": "cooperation",
    "AID": "cooperation", "RETREAT": "cooperation",
    "X-HARM": "harm", "X-DISPLACE": "harm", "X-ACCESS": "harm",
}  # fmt: skip


def family(type: str) -> str:
    """Which of the five shapes and colours an event type has."""
    return FAMILY.get(type, "words")


def moment(text: str | None) -> str:
    """A day or moment for people: "2024-03-14T13:05:00+01:00" is "2024-03-14 13:05 +01:00"; midnight without a zone is a day."""
    m = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?", text or "")
    if m is None:
        return text or ""
    day, time, zone = m.groups()
    return day if time == "00:00" and not zone else f"{day} {time} {'UTC' if zone in ('Z', '+00:00') else zone or ''}".rstrip()


def ticks(text: str) -> Markup:
    """Text with its `ticked` parts as code."""
    parts = (escape(part) for part in text.split("`"))
    return Markup("").join(Markup("<code>{}</code>").format(part) if k % 2 else part for k, part in enumerate(parts))


def web_address(url: str | None) -> str | None:
    """The address where it is one of the web, so that nobody's javascript: or file: becomes a link."""
    return url if url and re.match(r"https?://", url, re.IGNORECASE) else None


def _vendored() -> dict[str, tuple[str, str]]:
    """short name → (address, integrity) of the vendored assets."""
    manifest = json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))
    short = {
        "htmx": "htmx-", "maplibre-gl.css": "maplibre-gl.css", "maplibre-gl.mjs": "maplibre-gl.mjs",
        "maplibre-gl-worker.mjs": "maplibre-gl-worker.mjs", "countries-50m": "countries-50m", "countries-110m": "countries-110m",
    }  # fmt: skip
    return {
        name: next((f"/static/vendor/{path}", row["integrity"]) for path, row in sorted(manifest.items()) if part in path)
        for name, part in short.items()
    }


@dataclass
class Bench:
    """One workbench. ``reader``: makes a Reader, called when the first article is added."""

    path: Path
    gate: Gate
    reader: Callable[[], Any]
    templates: Jinja2Templates = field(init=False)
    _local: threading.local = field(default_factory=threading.local, init=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)
    _watch: Record | None = field(default=None, init=False)
    _version: int = field(default=0, init=False)
    _kept: dict[Hashable, Any] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        vendored = _vendored()
        self.templates = Jinja2Templates(directory=HERE / "templates")
        self.templates.env.globals.update(
            asset=lambda name: f"/static/{name}?v={__version__}",
            vendor=lambda name: vendored[name][0],
            integrity=lambda name: vendored[name][1],
            family=family,
            said=said,
            web_address=web_address,
        )
        self.templates.env.filters |= {"moment": moment, "ticks": ticks}

    def record(self) -> Record:
        """This thread's connection to the record."""
        if getattr(self._local, "record", None) is None:
            self._local.record = Record(self.path)
        kept: Record = self._local.record
        return kept

    def kept[T](self, key: Hashable, make: Callable[[Record], T]) -> T:
        """What ``make`` counts over the record, counted once for as long as nobody writes to it."""
        with self._lock:
            if self._watch is None:
                self._watch = Record(self.path)
            # SQLite's own sign that another connection has changed the file; this one never writes
            version = self._watch.db.execute("pragma data_version").fetchone()[0]
            if version != self._version or len(self._kept) >= MOST_KEPT:
                self._version, self._kept = version, {}
            kept = self._kept
        if key not in kept:
            kept[key] = make(self.record())
        value: T = kept[key]
        return value

    @contextmanager
    def writing(self) -> Iterator[Record]:
        """A connection of its own for a change, closed afterwards."""
        with Record(self.path) as record:
            yield record

    def user(self, request: Request) -> User | None:
        """Who asks."""
        return self.gate.user(request.cookies.get(COOKIE))

    def page(self, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page, with what every page needs."""
        user = self.user(request)
        common = {
            "path": request.url.path,
            "here": _here(request),
            "user": user,
            "may_decide": user is not None and user.may_decide,
            "csrf": self.gate.csrf(request.cookies.get(COOKIE)),
            "message": request.query_params.get("message"),
        }
        return self.templates.TemplateResponse(request, template, {**common, **values}, status_code=status)


def _here(request: Request) -> str:
    """The address of the request, without the message that a decision left in it."""
    kept = [(k, v) for k, v in request.query_params.multi_items() if k != "message"]
    return request.url.path + ("?" + urlencode(kept) if kept else "")


def back(to: str, **query: str) -> Response:
    """See-other to a page of ours; an address of somebody else's leads to the start page."""
    if not to.startswith("/") or to.startswith(("//", "/\\")):
        to = "/incidents"
    if query:
        to += ("&" if "?" in to else "?") + urlencode(query)
    return RedirectResponse(to, status_code=303)


def table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], name: str) -> Response:
    """Rows as CSV; cells that a spreadsheet would run are defused, lists and objects are JSON."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for r in rows:
        cells = (json.dumps(v, ensure_ascii=False) if isinstance(v := r.get(c), (list, dict)) else v for c in columns)
        writer.writerow([safe_cell(v) for v in cells])
    return Response(out.getvalue(), media_type="text/csv; charset=utf-8", headers={"Content-Disposition": f'inline; filename="{name}"'})


def who(user: User | None) -> str:
    """The name that goes into the log of decisions."""
    if user is None or user is LOCAL:
        import getpass

        return getpass.getuser()
    return user.name
