"""Time expressions: where they stand and how they are built."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.language.story import Story


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """One expression, characters and tokens (first, behind)."""

    start: int
    end: int
    first: int
    behind: int


def find_times(story: Story) -> tuple[TimeSpan, ...]:
    """All time expressions, in text order, without overlap."""
    return ()
