"""Views of the record in the field's formats: JSON lines, CSV, GeoJSON. Byte-identical for the same record."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sayso.export.csv import incidents_csv
from sayso.export.geojson import incidents_geojson
from sayso.store import Record

__all__ = ["FORMATS", "export"]


def _jsonl(record: Record, times: bool) -> Iterator[str]:
    for line in record.incident_lines(times=times):
        yield line + "\n"


def _csv(record: Record, times: bool) -> Iterator[str]:
    yield from incidents_csv(record)


def _geojson(record: Record, times: bool) -> Iterator[str]:
    yield from incidents_geojson(record)


FORMATS: dict[str, Callable[[Record, bool], Iterator[str]]] = {"jsonl": _jsonl, "csv": _csv, "geojson": _geojson}


def export(record: Record, format: str, *, times: bool = False) -> Iterator[str]:
    """The record's incidents, by id, in pieces of text. ``format``: jsonl, csv, geojson. ``times`` (jsonl): with wall-clock times."""
    return FORMATS[format](record, times)
