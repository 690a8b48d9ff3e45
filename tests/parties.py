"""What the tests of events look at: the first event of a type, and the words of its parties."""

from __future__ import annotations

from sayso.record import Event, Reading


def words(r: Reading, ids: tuple[str, ...]) -> list[str]:
    """The words of the mentions, in the order of ``ids``."""
    by_id = {m.id: r.article.text[m.start : m.end] for m in r.mentions}
    return [by_id[i] for i in ids]


def first(r: Reading, type_: str) -> Event:
    """The first event of the type."""
    return next(e for e in r.events if e.type == type_)
