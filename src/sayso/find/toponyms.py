"""Names that stand for places, beyond the tagger's labels."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.codebook import Codebook
from sayso.gazetteer import Gazetteer
from sayso.language.story import Story


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name (or demonym). Tokens first..behind; ``kind``: place, country or facility; ``demonym``: an adjective or people
    name of a country ("Afghan"), ``score`` 0…1 how sure it is a place rather than a person or an organisation."""

    first: int
    behind: int
    kind: str
    demonym: bool = False
    score: float = 0.5


def find_toponyms(story: Story, gazetteer: Gazetteer, codebook: Codebook) -> tuple[Toponym, ...]:
    """All toponyms, in text order, without overlap."""
    return tuple(Toponym(a, b, "place") for a, b, label in story.ents if label in ("GPE", "LOC"))
