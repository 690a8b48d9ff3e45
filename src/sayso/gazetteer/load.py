"""Loading a GeoNames dump (``allCountries.txt``, ``UA.txt`` … or their .zip) into the gazetteer's shape, row by row.

The dump has 19 columns parted by tabs (http://download.geonames.org/export/dump/): geonameid, name, asciiname, alternatenames, latitude,
longitude, feature class, feature code, country code, cc2, admin1, admin2, admin3, admin4, population, elevation, dem, timezone, modified.
``admin1CodesASCII.txt`` and ``admin2Codes.txt`` give areas their English names. Memory stays small whatever the size of the dump.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from sayso.errors import InputError
from sayso.gazetteer.build import locked, progress, write
from sayso.gazetteer.names import fold, usable
from sayso.gazetteer.sources import Raw, alpha3, bare_names, country_raws, weight_of
from sayso.gazetteer.tables import RegionRow, feature_weights, region_rows

COLUMNS = 19


def _open(path: Path) -> tuple[io.TextIOBase, int]:
    """(the lines of a .txt or of the largest .txt of a .zip, size in bytes)."""
    try:
        if path.suffix.lower() == ".zip":
            archive = zipfile.ZipFile(path)
            inside = [i for i in archive.infolist() if i.filename.endswith(".txt") and "readme" not in i.filename.lower()]
            if not inside:
                raise InputError(str(path), "no .txt inside the archive")
            largest = max(inside, key=lambda i: i.file_size)
            return io.TextIOWrapper(archive.open(largest), encoding="utf-8", newline="\n"), largest.file_size
        return open(path, encoding="utf-8", newline="\n"), path.stat().st_size
    except (OSError, zipfile.BadZipFile) as e:
        raise InputError(str(path), str(getattr(e, "strerror", None) or e)) from None


def area_names(path: Path) -> dict[str, str]:
    """Code → English name, out of ``admin1CodesASCII.txt`` or ``admin2Codes.txt`` (code, name, ascii name, geonameid)."""
    out = {}
    try:
        with open(path, encoding="utf-8", newline="\n") as f:
            for number, line in enumerate(f, 1):
                cells = line.rstrip("\r\n").split("\t")
                if len(cells) < 2 or "." not in cells[0]:
                    raise InputError(str(path), "no line of code, name, ascii name and geonameid", f"line {number}")
                out[cells[0]] = cells[1]
    except (OSError, UnicodeDecodeError) as e:
        raise InputError(str(path), str(getattr(e, "strerror", None) or e)) from None
    return out


def read_dump(path: Path, english: dict[str, str], everything: bool = False) -> Iterator[Raw]:
    """The places of a dump, streaming. InputError names file and line where a row is no row of GeoNames."""
    iso, weights = alpha3(), feature_weights()
    lines, size = _open(path)
    done = 0
    with lines:
        try:
            for number, line in enumerate(lines, 1):
                done += len(line)
                if number % 100000 == 0:
                    progress(f"sayso: {path.name}, {number:,} rows, {min(99, 100 * done // max(1, size))} %")
                raw = _row(line.rstrip("\r\n"), path, number, iso, english, everything, weights)
                if raw is not None:
                    yield raw
        except UnicodeDecodeError as e:
            raise InputError(str(path), f"not UTF-8: {e.reason}") from None
        except (zipfile.BadZipFile, EOFError) as e:
            raise InputError(str(path), f"the archive is cut off or damaged ({e})") from None


def _row(
    line: str, path: Path, number: int, iso: dict[str, str], english: dict[str, str], everything: bool, weights: dict[str, float]
) -> Raw | None:
    if not line:
        return None
    cells = line.split("\t")
    if len(cells) != COLUMNS:
        raise InputError(str(path), f"{len(cells)} columns where GeoNames has {COLUMNS}", f"line {number}")
    gid, name, ascii_name, alternates, lat, lon, kind, feature_code, cc = cells[:9]
    feature = f"{kind}.{feature_code}" if feature_code else f"{kind}." if kind else "P.PPL"
    if not everything and kind not in ("A", "P") and feature not in weights:
        return None
    if feature_code.endswith(("H", "Q")) and feature in ("P.PPLH", "P.PPLQ", "A.ADM1H", "A.ADM2H", "A.ADM3H", "A.ADM4H"):
        return None  # places that are no more
    try:
        y, x, people = float(lat), float(lon), int(cells[14] or 0)
        identity = int(gid)
    except ValueError:
        raise InputError(str(path), "geonameid, latitude, longitude or population is not a number", f"line {number}") from None
    steps = [cc]
    if not feature.startswith("A.PCL"):
        for cell in cells[10:12]:
            if not cell or cell == "00":
                break
            steps.append(cell)
    code = ".".join(steps) if cc else ""
    raw = Raw(identity, name, y, x, iso.get(cc), code, feature, people)
    raw.names = [n for n in (ascii_name, *alternates.split(",")) if n and usable(n)]
    if feature in ("A.ADM1", "A.ADM2") and code in english:
        raw.names.append(english[code])
    if kind == "A":
        raw.names += bare_names(raw)
        drop = 0.4 if feature == "A.ADM1" else 1.2
        raw.weight = (
            max(weight_of(people) - drop, weights.get(feature, 1.5)) if not feature.startswith("A.PCL") else 8.0 + weight_of(people) / 10
        )
    else:
        raw.weight = weight_of(people) + (1.0 if feature == "P.PPLC" else 0.0) if people else weights.get(feature, 1.5)
    return raw


def _with_tables(raws: Iterator[Raw]) -> Iterator[Raw]:
    """The dump with sayso's own names, demonyms and regions; what the dump lacks comes at the end."""
    countries = {c.geonameid: c for c in country_raws()}
    regions: dict[tuple[str | None, str], RegionRow] = {(r.country, fold(n)): r for r in region_rows() for n in (r.name, *r.aliases)}
    used: set[str] = set()
    for raw in raws:
        own = countries.pop(raw.geonameid, None)
        if own is not None:
            raw.names += [own.name, *own.names]
            raw.demonyms, raw.weight = own.demonyms, own.weight
        elif raw.feature[0] in "AL" and not raw.feature.startswith(("A.ADM3", "A.ADM4", "A.ADM5")):
            region = regions.get((raw.country, fold(raw.name)))
            if region is not None and region.feature[:6] == raw.feature[:6] and region.name not in used:
                used.add(region.name)
                raw.names += [region.name, *region.aliases]
                raw.demonyms, raw.weight = list(region.demonyms), max(raw.weight, region.weight)
        yield raw
    yield from countries.values()
    for region in region_rows():
        if region.name not in used:
            extra = Raw(region.geonameid, region.name, region.lat, region.lon, region.country, "", region.feature, 0, region.weight)
            extra.names, extra.demonyms = list(region.aliases), list(region.demonyms)
            yield extra


def load(dump: Path, out: Path, admin1: Path | None = None, admin2: Path | None = None, everything: bool = False) -> str:
    """Build the gazetteer at ``out`` from a dump; gives the hash of its content. Nothing is replaced until all is read.

    The admin code files are looked for beside the dump where they are not named. ``everything`` keeps features that news seldom needs
    (wells, farms, hotels).
    """
    english: dict[str, str] = {}
    for given, usual in ((admin1, "admin1CodesASCII.txt"), (admin2, "admin2Codes.txt")):
        path = given or dump.parent / usual
        if given is not None or path.is_file():
            english.update(area_names(path))
    with locked(out.parent / "places.lock"):
        return write(out, _with_tables(read_dump(dump, english, everything)), f"geonames-{dump.stem}")
