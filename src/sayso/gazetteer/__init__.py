"""The gazetteer: every place sayso knows by name, in one indexed SQLite file in the user's cache.

``open_gazetteer`` is what the reader asks; ``load`` reads a full GeoNames dump into the same shape.
"""

from __future__ import annotations

import os
from pathlib import Path

from sayso.gazetteer.build import build_packaged, cache_dir
from sayso.gazetteer.entry import Entry
from sayso.gazetteer.lookup import Gazetteer
from sayso.gazetteer.sources import Raw, add_regions
from sayso.gazetteer.tables import region_rows

__all__ = ["Entry", "Gazetteer", "load_own", "loaded_path", "open_gazetteer", "own_path"]


def loaded_path() -> Path:
    """Where `sayso gazetteer load` puts a full GeoNames."""
    return cache_dir() / "geonames.sqlite"


def own_path() -> Path:
    """Where `sayso gazetteer load --own` puts the user's own places."""
    return cache_dir() / "own-places.tsv"


def open_gazetteer(path: Path | None = None) -> Gazetteer:
    """The gazetteer at ``path``, else at ``SAYSO_GAZETTEER``, else a loaded GeoNames, else that of the installed packages.

    The last is built if need be. The user's own places come on top of each.
    """
    named = os.environ.get("SAYSO_GAZETTEER")
    if path is None:
        path = Path(named) if named else loaded_path() if loaded_path().exists() else build_packaged()
    own: list[Raw] = []
    if own_path().exists():
        add_regions(own, region_rows(own_path()))
    return Gazetteer(path, own)


def load_own(file: Path) -> int:
    """Check a TSV of the user's own places and copy it into the cache in one step; gives how many there are."""
    count = len(region_rows(file))
    target = own_path()
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(file.read_bytes())
    os.replace(part, target)
    return count
