"""The chain of voices behind an event: from the innermost statement outwards to the publishing outlet."""

from __future__ import annotations

from sayso.record import Statement, Voice
from sayso.say.happening import Happening
from sayso.say.known import Known


def statement_of(known: Known, h: Happening) -> Statement | None:
    """The innermost statement whose content the trigger stands in."""
    at = known.story.start[h.trigger.token]
    inside = [s for s in known.statements if s.act != "attitude" and any(a <= at < b for a, b in s.content)]
    return min(inside, key=lambda s: sum(b - a for a, b in s.content), default=None)


def chain_of(known: Known, statement: Statement | None) -> tuple[Voice, ...]:
    """Voices, innermost first; the outlet is always the last."""
    article = known.story.article
    return (Voice("outlet", article.outlet or article.domain, None, None, "publishes"),)
