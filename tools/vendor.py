#!/usr/bin/env python3
"""Put the workbench's assets in place, from unpacked npm packages (maintainers only; users need no Node).

  npm pack htmx.org@4 maplibre-gl@6 world-atlas@2 axe-core && for f in *.tgz; do mkdir ${f%.tgz}; tar xzf $f -C ${f%.tgz}; done
  python tools/vendor.py FOLDER

Writes src/sayso/web/static/vendor/ (version in the name, licences, manifest.json with sizes and sha384 integrity) and
tests/assets/axe.min.js. Country outlines are turned from TopoJSON into GeoJSON, with names and ISO numeric codes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "src" / "sayso" / "web" / "static" / "vendor"


def package(folder: Path, name: str) -> tuple[Path, str]:
    """(folder, version) of an unpacked npm package."""
    for path in sorted(folder.glob("*/package/package.json")):
        meta = json.loads(path.read_text(encoding="utf-8"))
        if meta["name"] == name:
            return path.parent, meta["version"]
    sys.exit(f"vendor: {folder} holds no unpacked {name}")


def _clip(ring: list[tuple[float, float]], at: float, keep_below: bool) -> list[tuple[float, float]]:
    """The part of a closed ring on one side of a meridian (Sutherland and Hodgman 1974)."""
    out: list[tuple[float, float]] = []
    for (x1, y1), (x2, y2) in pairwise(ring):
        in1, in2 = (x1 <= at, x2 <= at) if keep_below else (x1 >= at, x2 >= at)
        if in1:
            out.append((x1, y1))
        if in1 != in2:
            out.append((at, y1 + (y2 - y1) * (at - x1) / (x2 - x1)))
    return [*out, out[0]] if len(out) > 2 else []


def flat(ring: list[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """A ring on the sphere as rings on the plane: cut at the antimeridian, closed over the pole where it goes around one."""
    line = [ring[0]]
    for x, y in ring[1:]:
        turns = round((line[-1][0] - x) / 360)
        line.append((x + 360 * turns, y))
    if abs(line[-1][0] - line[0][0]) > 180:
        pole = -90.0 if sum(y for _, y in line) < 0 else 90.0
        line += [(line[-1][0], pole), (line[0][0], pole), line[0]]
    parts = []
    for shift in (-360, 0, 360):
        moved = [(x + shift, y) for x, y in line]
        part = _clip(moved, 180.0, True)
        part = _clip(part, -180.0, False) if part else []
        if part:
            parts.append(part)
    return parts


def geojson(topology: dict[str, Any], digits: int) -> dict[str, Any]:
    """The countries of a quantised TopoJSON topology as a GeoJSON FeatureCollection (TopoJSON specification, 2.1.4 and 2.2)."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(line)

    def ring(indices: list[int]) -> list[tuple[float, float]]:
        out: list[tuple[float, float]] = []
        for i in indices:
            part = arcs[i] if i >= 0 else arcs[~i][::-1]
            out += part[1:] if out else part
        return out

    features = []
    for g in topology["objects"]["countries"]["geometries"]:
        polygons = {"Polygon": [g["arcs"]], "MultiPolygon": g["arcs"]}.get(g["type"], [])
        coordinates = []
        for polygon in polygons:
            outer, *holes = ([[(round(x, digits), round(y, digits)) for x, y in part] for part in flat(ring(r))] for r in polygon)
            # no country has a hole in a part that the antimeridian cuts off
            coordinates += [[part, *(h for hole in holes for h in hole)] if k == 0 else [part] for k, part in enumerate(outer)]
        if coordinates:
            geometry = {"type": "MultiPolygon", "coordinates": coordinates}
            features.append({"type": "Feature", "id": g.get("id"), "properties": {"name": g["properties"]["name"]}, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def main() -> int:
    folder = Path(sys.argv[1])
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    htmx, version = package(folder, "htmx.org")
    shutil.copy(htmx / "dist" / "htmx.min.js", VENDOR / f"htmx-{version}.min.js")
    licences = [("htmx", version, htmx)]
    maplibre, version = package(folder, "maplibre-gl")
    target = VENDOR / f"maplibre-gl-{version}"
    target.mkdir()
    for name in ("maplibre-gl.mjs", "maplibre-gl-worker.mjs", "maplibre-gl.css"):
        text = (maplibre / "dist" / name).read_text(encoding="utf-8")
        lines = [ln for ln in text.split("\n") if not ln.startswith("//# sourceMappingURL")]
        (target / name).write_text("\n".join(lines), encoding="utf-8")
    licences.append(("maplibre-gl", version, maplibre))
    atlas, version = package(folder, "world-atlas")
    for detail, digits in (("110m", 2), ("50m", 2)):
        topology = json.loads((atlas / f"countries-{detail}.json").read_text(encoding="utf-8"))
        out = VENDOR / f"world-atlas-{version}-countries-{detail}.geojson"
        out.write_text(json.dumps(geojson(topology, digits), separators=(",", ":"), ensure_ascii=False), encoding="utf-8")
    licences.append(("world-atlas (Natural Earth, public domain)", version, atlas))
    with open(VENDOR / "LICENSES.txt", "w", encoding="utf-8") as f:
        for name, version, path in licences:
            text = next(p for p in sorted(path.glob("LICENSE*"))).read_text(encoding="utf-8")
            f.write(f"{name} {version}\n{'=' * 60}\n{text.strip()}\n\n\n")
    manifest = {}
    for path in sorted(p for p in VENDOR.rglob("*") if p.is_file()):
        digest = base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()
        manifest[str(path.relative_to(VENDOR))] = {"bytes": path.stat().st_size, "integrity": f"sha384-{digest}"}
    (VENDOR / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    axe, _ = package(folder, "axe-core")
    assets = ROOT / "tests" / "assets"
    assets.mkdir(parents=True, exist_ok=True)
    shutil.copy(axe / "axe.min.js", assets / "axe.min.js")
    return 0


if __name__ == "__main__":
    sys.exit(main())
