"""A happening: an event before its status, place, time, figures and chain are told."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.find.triggers import Trigger
from sayso.record import Mention


@dataclass(frozen=True, slots=True)
class Happening:
    """What one trigger (and the triggers that tell of the same act in the same clause) says.

    ``clause``: token range of the clause; ``merged``: further trigger tokens of the same happening ("opened fire, KILLING three");
    ``in_title``: the trigger stands in the title block; ``confidence``: 0…1, how surely this is such an event and how central.
    """

    trigger: Trigger
    type: str
    mode: str | None
    clause: tuple[int, int]
    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    weapons: tuple[Mention, ...] = ()
    contexts: tuple[str, ...] = ()
    merged: tuple[int, ...] = ()
    in_title: bool = False
    confidence: float = 0.5
