"""Time expressions to the calendar: TIMEX3 values and day intervals against publication date, narrative and tense."""

from __future__ import annotations

from sayso.find.times import TimeSpan
from sayso.language.story import Story
from sayso.record import Mention, Time


def resolve_times(story: Story, spans: tuple[TimeSpan, ...]) -> tuple[tuple[Mention, ...], tuple[Time, ...]]:
    """A Mention (kind time, form name, ids "mt…") and a Time (ids "t…") for each span."""
    return (), ()
