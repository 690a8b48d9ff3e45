"""sayso's own place tables (``data/*.tsv``): countries with demonyms, regions, short forms of names."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import SetupError

DATA = Path(__file__).resolve().parent / "data"


def rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """(line number, row) of a TSV file with a header; "#" lines and empty lines are comments. SetupError names file and line."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as e:
        raise SetupError(f"{path}: {e}") from None
    header: list[str] | None = None
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [c.strip() for c in line.rstrip("\r").split("\t")]
        if header is None:
            header = cells
            missing = [c for c in columns if c not in header]
            if missing:
                raise SetupError(f"{path}, line {number}: no column {', '.join(missing)}; the file has {', '.join(header)}")
            continue
        if len(cells) > len(header):
            raise SetupError(f"{path}, line {number}: {len(cells)} cells, but {len(header)} columns")
        yield number, dict(zip(header, cells + [""] * (len(header) - len(cells))))


def number(path: Path, line: int, column: str, text: str, low: float, high: float) -> float:
    """The cell as a number from low to high; SetupError names file and line."""
    try:
        value = float(text)
    except ValueError:
        raise SetupError(f"{path}, line {line}: {column} {text!r} is not a number") from None
    if not low <= value <= high:
        raise SetupError(f"{path}, line {line}: {column} {text} is not between {low:g} and {high:g}")
    return value


def parts(cell: str) -> tuple[str, ...]:
    """The items of a cell parted by "|"."""
    return tuple(x.strip() for x in cell.split("|") if x.strip())


@dataclass(frozen=True, slots=True)
class CountryRow:
    iso3: str
    lat: float
    lon: float
    names: tuple[str, ...]
    demonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegionRow:
    """A region, or one of the user's own places."""

    name: str
    feature: str
    lat: float
    lon: float
    country: str | None
    weight: float
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    geonameid: int | None
    admin1: str = ""


@dataclass(frozen=True, slots=True)
class ShortRow:
    short: str
    full: str
    country: str
    posted: bool


def country_rows(path: Path = DATA / "countries.tsv") -> list[CountryRow]:
    return [
        CountryRow(
            r["iso3"], number(path, n, "lat", r["lat"], -90, 90), number(path, n, "lon", r["lon"], -180, 180),
            parts(r["names"]), parts(r["demonyms"]),
        )
        for n, r in rows(path, ("iso3", "lat", "lon", "names", "demonyms"))
    ]  # fmt: skip


def region_rows(path: Path = DATA / "regions.tsv") -> list[RegionRow]:
    """Regions, or a user's own places: only name, lat and lon must be there."""
    out = []
    for n, r in rows(path, ("name", "lat", "lon")):
        if not r["name"]:
            raise SetupError(f"{path}, line {n}: no name")
        feature = r.get("feature") or "L.LCTY"
        if "." not in feature:
            raise SetupError(f"{path}, line {n}: feature {feature!r} is not a GeoNames class.code such as P.PPL")
        gid = r.get("geonameid", "")
        if gid and not gid.isdigit():
            raise SetupError(f"{path}, line {n}: geonameid {gid!r} is not a number")
        out.append(
            RegionRow(
                r["name"], feature, number(path, n, "lat", r["lat"], -90, 90), number(path, n, "lon", r["lon"], -180, 180),
                r.get("country") or None, number(path, n, "weight", r.get("weight") or "5", 0, 10), parts(r.get("aliases", "")),
                parts(r.get("demonyms", "")), int(gid) if gid else None, r.get("admin1", ""),
            )
        )  # fmt: skip
    return out


def short_rows(path: Path = DATA / "abbreviations.tsv") -> list[ShortRow]:
    columns = ("short", "full", "country", "posted")
    return [ShortRow(r["short"], r["full"], r["country"], r["posted"] == "yes") for _, r in rows(path, columns)]


@dataclass(frozen=True, slots=True)
class OutletRow:
    """A newspaper or station and the town it is at home in."""

    name: str
    place: str
    admin1: str
    country: str


def outlet_rows(path: Path = DATA / "outlets.tsv") -> list[OutletRow]:
    """Outlets whose name or address does not tell their town by itself; several names are parted by "|"."""
    columns = ("names", "place", "admin1", "country")
    return [OutletRow(name, r["place"], r["admin1"], r["country"]) for _, r in rows(path, columns) for name in parts(r["names"])]


def feature_weights(path: Path = DATA / "features.tsv") -> dict[str, float]:
    """GeoNames feature → how likely the bare name of one is meant; those not in it are not loaded."""
    return {r["feature"]: number(path, n, "weight", r["weight"], 0, 10) for n, r in rows(path, ("feature", "weight"))}


def data_hash() -> str:
    """A hash over all tables, so that a changed table makes a new gazetteer."""
    digest = hashlib.sha256()
    for path in sorted(p for p in DATA.iterdir() if p.suffix in (".tsv", ".toml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
