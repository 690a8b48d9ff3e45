"""Quoted stretches of an article."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.language.story import Story


@dataclass(frozen=True, slots=True)
class Quote:
    """One quoted stretch. ``start``/``end``: characters inside the marks; ``group``: quotes that go on over paragraphs share one."""

    start: int
    end: int
    closed: bool
    group: int


def find_quotes(story: Story) -> tuple[Quote, ...]:
    """All quotes, in text order."""
    return ()
