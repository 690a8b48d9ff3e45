"""PLOVER to CAMEO, ACLED and UCDP."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """PLOVER to CAMEO, ACLED and UCDP."""


def load_crosswalk(extra: Sequence[Path] = ()) -> Crosswalk:
    """The shipped table, with the user's files on top."""
    return Crosswalk()
