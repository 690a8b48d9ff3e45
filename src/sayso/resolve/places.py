"""Toponyms to places: all candidates of the gazetteer, weighed over the whole article."""

from __future__ import annotations

from sayso.codebook import Codebook
from sayso.find.toponyms import Toponym
from sayso.gazetteer import Gazetteer
from sayso.language.story import Story
from sayso.record import Entity, Mention, Place


def resolve_places(
    story: Story,
    toponyms: tuple[Toponym, ...],
    mentions: tuple[Mention, ...],
    entities: tuple[Entity, ...],
    gazetteer: Gazetteer,
    codebook: Codebook,
) -> tuple[Place, ...]:
    """One Place a place mention (ids "p…"), resolved or null with reason and candidates."""
    return ()
