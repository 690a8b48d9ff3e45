"""Incidents as a table: one row an incident, lists joined by "; ". Cells that a spreadsheet would run as formulas are defused."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from sayso.record import FIGURE_KINDS
from sayso.record_incidents import Incident
from sayso.store import Record

COLUMNS = (
    "id", "type", "mode", "start", "end", "place", "admin1", "country", "lat", "lon", "precision", "geonameid", "actors", "recipients",
    "status", "disputed", *(f"{k}_{end}" for k in FIGURE_KINDS for end in ("low", "high")), "outlets_count", "origins_count",
    "articles_count",
    "outlets", "origins", "articles", "why",
)  # fmt: skip


def incident_cells(i: Incident) -> list[Any]:
    """One incident as the cells of its row, safe for spreadsheets."""
    p = i.place
    figures = []
    for kind in FIGURE_KINDS:
        h = i.headline.get(kind)
        figures += [h.low if h else None, h.high if h else None]
    articles = list(dict.fromkeys(m.article for m in i.members))
    place = (p.name, p.admin1, p.country, p.lat, p.lon, p.precision, p.geonameid) if p else (None,) * 7
    origins = "; ".join(f"{o.name or 'unnamed'} ({o.kind})" for o in i.origins)
    cells = [
        i.id, i.type, i.mode, i.start, i.end, *place, "; ".join(x.name for x in i.actors), "; ".join(x.name for x in i.recipients),
        i.status, str(i.disputed).lower(), *figures, len(i.outlets), i.origins_count, len(articles), "; ".join(i.outlets), origins,
        "; ".join(articles), " | ".join(i.why),
    ]  # fmt: skip
    return [safe_cell(c) for c in cells]


def safe_cell(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula (OWASP, CSV injection)."""
    if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + cell
    return cell


def incidents_csv(record: Record) -> Iterator[str]:
    """Lines of CSV (RFC 4180, UTF-8), the header first."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")

    def flush() -> str:
        text = out.getvalue()
        out.seek(0)
        out.truncate()
        return text

    writer.writerow(COLUMNS)
    yield flush()
    for i in record.every_incident():
        writer.writerow(incident_cells(i))
        yield flush()
