"""Events: one row for each happening and each voice that tells it."""

from __future__ import annotations

from sayso.record import Event, Mention
from sayso.say.known import Known


def build_events(known: Known) -> tuple[tuple[Event, ...], tuple[Mention, ...]]:
    """The events, in text order (``id`` and ``local`` "v1", "v2" …; the reader makes ids global), and further mentions that they
    refer to and that were not in ``known`` (ids "me1" …)."""
    return (), ()
