"""Event triggers: words of the codebook's frames in a sense that counts."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.codebook import Codebook
from sayso.language.story import Story


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger: its head token, its token range (multi-word expressions), and what the codebook says it is."""

    token: int
    first: int
    behind: int
    type: str
    mode: str | None
    frame: str  # name of the codebook entry, for `sayso explain`


def find_triggers(story: Story, codebook: Codebook) -> tuple[Trigger, ...]:
    """All triggers, in text order."""
    return ()
