"""The map as SVG, for browsers without WebGL and for print: countries of world-atlas, incidents as shapes, precision as circles."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

STATIC = Path(__file__).resolve().parent / "static"
WIDTH, HEIGHT = 960.0, 480.0
#: radius in km that a precision stands for; a country or region has no point worth drawing
RADIUS_KM = {"exact": 0.0, "town": 5.0, "district": 25.0, "province": 80.0}


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the world that is shown, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def xy(self, lat: float, lon: float) -> tuple[float, float]:
        """Drawing coordinates of a point (equirectangular)."""
        x = (lon - self.west) / (self.east - self.west) * WIDTH
        y = (self.north - lat) / (self.north - self.south) * HEIGHT
        return round(x, 1), round(y, 1)


def frame_of(points: Iterable[tuple[float, float]]) -> Frame:
    """A frame of 2:1 around the (lat, lon) points, at least 8 degrees wide; the world where there are none."""
    rows = list(points)
    if not rows:
        return Frame(-180, -90, 180, 90)
    south, north = min(p[0] for p in rows), max(p[0] for p in rows)
    west, east = min(p[1] for p in rows), max(p[1] for p in rows)
    width = max(8.0, (east - west) * 1.25, (north - south) * 2.5)
    if width >= 300:
        return Frame(-180, -90, 180, 90)
    x, y = (west + east) / 2, (south + north) / 2
    return Frame(x - width / 2, y - width / 4, x + width / 2, y + width / 4)


#: (box, ring, name of the country) of every outline
type Ring = tuple[tuple[float, float, float, float], tuple[tuple[float, float], ...], str]


@cache
def _rings() -> tuple[Ring, ...]:
    path = next(STATIC.glob("vendor/world-atlas-*-countries-110m.geojson"))
    out = []
    for f in json.loads(path.read_text(encoding="utf-8"))["features"]:
        g = f["geometry"]
        polygons = g["coordinates"] if g["type"] == "MultiPolygon" else [g["coordinates"]]
        for polygon in polygons:
            for ring in polygon:
                xs, ys = [p[0] for p in ring], [p[1] for p in ring]
                out.append(((min(xs), min(ys), max(xs), max(ys)), tuple((p[0], p[1]) for p in ring), f["properties"]["name"]))
    return tuple(out)


@lru_cache(maxsize=256)
def outlines(frame: Frame) -> str:
    """The ``d`` of one SVG path with every country outline that meets the frame."""
    parts = []
    for (west, south, east, north), ring, _ in _rings():
        if east < frame.west or west > frame.east or north < frame.south or south > frame.north:
            continue
        parts.append("M" + "L".join("{:g} {:g}".format(*frame.xy(lat, lon)) for lon, lat in ring) + "Z")
    return "".join(parts)


@lru_cache(maxsize=256)
def names(frame: Frame) -> tuple[tuple[float, float, str], ...]:
    """(x, y, country) for the countries that fill a good part of the frame; none on a map of half the world or more."""
    if frame.east - frame.west > 120:
        return ()
    out: dict[str, tuple[float, float, float]] = {}
    for (west, south, east, north), ring, name in _rings():
        left, right, low, high = max(west, frame.west), min(east, frame.east), max(south, frame.south), min(north, frame.north)
        area = max(0.0, right - left) * max(0.0, high - low)
        x, y = (left + right) / 2, (low + high) / 2
        if area > (frame.east - frame.west) * (frame.north - frame.south) / 60 and area > out.get(name, (0.0,))[0] and _inside(x, y, ring):
            out[name] = (area, *frame.xy(y, x))
    return tuple((x, y, name) for name, (_, x, y) in sorted(out.items()))


def _inside(x: float, y: float, ring: tuple[tuple[float, float], ...]) -> bool:
    """Whether a point lies in a closed ring (even-odd rule)."""
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


@dataclass(frozen=True, slots=True)
class Drawn:
    """An incident on the drawing: ``family`` tells its shape, ``r`` the circle of its precision (0 for none)."""

    id: str
    x: float
    y: float
    family: str
    label: str
    r: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map ready for the template."""

    points: tuple[Drawn, ...]
    outlines: str
    names: tuple[tuple[float, float, str], ...]


def drawing(points: Iterable[tuple[str, float, float, str, str | None, str]], family: Callable[[str], str]) -> Drawing:
    """The map of (id, latitude, longitude, type, precision, place) rows, as ``Record.points`` gives them."""
    rows = list(points)
    frame = frame_of([(lat, lon) for _, lat, lon, *_ in rows])
    drawn = []
    for id, lat, lon, type, precision, place in rows:
        x, y = frame.xy(lat, lon)
        drawn.append(Drawn(id, x, y, family(type), f"{type}, {place}", radius(frame, lat, precision)))
    return Drawing(tuple(drawn), outlines(frame), names(frame))


def radius(frame: Frame, lat: float, precision: str | None) -> float:
    """Radius, in drawing units, of the circle that shows how precisely a place is known; 0 for none."""
    km = RADIUS_KM.get(precision or "", 0.0)
    degrees = km / (111.3 * max(0.2, math.cos(math.radians(lat))))
    return round(degrees / (frame.east - frame.west) * WIDTH, 1)
