"""When an event happened: the time that its own clause, sentence, paragraph or the publication date gives."""

from __future__ import annotations

from sayso.say.happening import Happening
from sayso.say.known import Known


def time_of(known: Known, h: Happening) -> tuple[str | None, str]:
    """(id of a Time or None, reason: where it was taken from, or why there is none)."""
    return None, "no time in the clause"
