"""One place of the gazetteer, and what its feature code says about the precision of its point."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One place. ``country`` is ISO 3166-1 alpha-3; ``feature`` GeoNames class.code (P.PPL, A.ADM1, A.PCLI, L.RGN …).

    ``admin1`` and ``admin2`` are names, ``code`` is the GeoNames code of the area itself (``AF``, ``AF.23``, ``US.LA.079``) or of the one
    that holds it; ``weight`` 0 … 10 is how likely the bare name means it (log10 of people, for towns); ``main`` is False where the name
    asked for is only one of its alternate names; ``approximate`` where the point is that of the area around it.
    """

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
    code: str = ""
    weight: float = 0.0
    main: bool = True
    approximate: bool = False
    id: int = 0

    @property
    def admin1_code(self) -> str:
        """Code of the first-order area (``AF.23``), empty for countries and seas."""
        parts = self.code.split(".")
        return ".".join(parts[:2]) if len(parts) > 1 else ""

    @property
    def is_country(self) -> bool:
        return self.feature.startswith("A.PCL")


def precision_of(feature: str) -> str:
    """The contract's precision for a GeoNames feature: a point of a country is never an exact pin."""
    kind, _, code = feature.partition(".")
    if kind == "A":
        if code.startswith(("PCL", "TERR")):
            return "country"
        return "province" if code.startswith("ADM1") else "district"
    if kind == "P":
        return "town"
    if kind in ("S", "R"):
        return "exact"
    return "region"
