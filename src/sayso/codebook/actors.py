"""who is who."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ActorTable:
    """who is who."""

    def find(self, text: Sequence[str], lower: Sequence[str]) -> list[tuple[int, int, str]]:
        """Names of the table among the tokens: (first token, behind, kind of mention)."""
        return []


def load_actors(extra: Sequence[Path] = ()) -> ActorTable:
    """The shipped table, with the user's files on top."""
    return ActorTable()
