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


def geojson(topology: dict[str, Any], digits: int) -> dict[str, Any]:
    """The countries of a quantised TopoJSON topology as a GeoJSON FeatureCollection (TopoJSON specification, 2.1.4 and 2.2)."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((round(x * sx + tx, digits), round(y * sy + ty, digits)))
        arcs.append(line)

    def ring(indices: list[int]) -> list[tuple[float, float]]:
        out: list[tuple[float, float]] = []
        for i in indices:
            part = arcs[i] if i >= 0 else arcs[~i][::-1]
            out += part[1:] if out else part
        return out

    features = []
    for g in topology["objects"]["countries"]["geometries"]:
        if g["type"] == "Polygon":
            coordinates: Any = [ring(r) for r in g["arcs"]]
        elif g["type"] == "MultiPolygon":
            coordinates = [[ring(r) for r in polygon] for polygon in g["arcs"]]
        else:
            continue
        features.append(
            {"type": "Feature", "id": g.get("id"), "properties": {"name": g["properties"]["name"]},
             "geometry": {"type": g["type"], "coordinates": coordinates}}
        )  # fmt: skip
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
