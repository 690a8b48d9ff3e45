"""Incidents with a point as a GeoJSON FeatureCollection (RFC 7946)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from sayso.record_incidents import Incident
from sayso.store import Record


def feature(i: Incident) -> dict[str, Any] | None:
    """One incident as a Feature; None where it has no point."""
    p = i.place
    if p is None or p.lat is None or p.lon is None:
        return None
    properties = {
        "type": i.type, "mode": i.mode, "start": i.start, "end": i.end, "place": p.name, "country": p.country, "precision": p.precision,
        "actors": [x.name for x in i.actors], "recipients": [x.name for x in i.recipients], "status": i.status, "disputed": i.disputed,
        "outlets": len(i.outlets), "origins": i.origins_count, "why": list(i.why),
        "figures": {k: [h.low, h.high] for k, h in i.headline.items()},
    }  # fmt: skip
    return {"type": "Feature", "id": i.id, "geometry": {"type": "Point", "coordinates": [p.lon, p.lat]}, "properties": properties}


def incidents_geojson(record: Record) -> Iterator[str]:
    """The collection, in pieces: one feature a line."""
    yield '{"type":"FeatureCollection","features":['
    before = "\n"
    for i in record.every_incident():
        f = feature(i)
        if f is not None:
            yield before + json.dumps(f, ensure_ascii=False, separators=(",", ":"))
            before = ",\n"
    yield "\n]}\n"
