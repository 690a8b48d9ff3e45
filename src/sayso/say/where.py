"""Where an event happened: the place that its own clause, sentence, paragraph, dateline or the article's focus gives."""

from __future__ import annotations

from sayso.say.happening import Happening
from sayso.say.known import Known


def place_of(known: Known, h: Happening) -> tuple[str | None, str]:
    """(id of a Place or None, reason: where it was taken from, or why there is none)."""
    return None, "no place in the clause"
