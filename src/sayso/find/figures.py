"""Counts of people: how many were killed, injured, missing, abducted, detained, displaced, took part."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.language.story import Story


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity expression over people. ``span``: characters of the expression with its hedge ("at least 12"); ``token``: the token
    that heads the counted noun phrase ("people", or the number itself); ``of``: characters of who they were."""

    low: int | None
    high: int | None
    span: tuple[int, int]
    hedge: str | None
    token: int
    of: tuple[int, int] | None
    part: bool = False  # "including two children": part of another count
    total: bool = False  # "bringing the toll to 12": a running total


def find_figures(story: Story) -> tuple[Count, ...]:
    """All counts of people, in text order."""
    return ()
