"""Figures of events: which count belongs to which event, and what of."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.record import Figure
from sayso.say.happening import Happening
from sayso.say.known import Known


def figures_of(known: Known, happenings: Sequence[Happening]) -> list[tuple[Figure, ...]]:
    """For each happening its figures; a count goes to one happening only."""
    return [() for _ in happenings]
