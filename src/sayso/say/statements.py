"""Statements: what somebody is said to have said; content, cue, speaker, stance."""

from __future__ import annotations

from sayso.record import Statement
from sayso.say.known import Known


def build_statements(known: Known) -> tuple[Statement, ...]:
    """All statements, in text order (ids "s…"), nested ones with their parent."""
    return ()
