"""who is who."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ActorTable:
    """who is who."""


def load_actors(extra: Sequence[Path] = ()) -> ActorTable:
    """The shipped table, with the user's files on top."""
    return ActorTable()
