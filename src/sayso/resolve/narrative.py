"""What a text has told of time so far: the thread that open dates ("in March", "two days later") are tied to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sayso.find.times import TimeSpan
from sayso.language.story import Story
from sayso.record import Span
from sayso.resolve.calendar import Days, make_day
from sayso.resolve.tense import AHEAD, tense_of

#: how many years a year named by the way ("declassified in 2005") may lie off the thread and still move it
_LEAP = 0
#: characters of a text in which words that lean on the publication date make it news
_LEAD = 500
_CAUSE_TO_WAIT = frozenset({"until", "till"})


@dataclass(frozen=True, slots=True)
class Told:
    """A time that was told: its days, how fine it was (TIMEX3 unit), where it stands."""

    days: Days
    unit: str
    span: Span
    sent: int
    para: int


def is_narrative(spans: tuple[TimeSpan, ...], published: dt.date | None) -> bool:
    """True of history: dates that name their year lie far before publication and outnumber the words that lean on it."""
    if published is None:
        return True
    far: float = 0
    leaning: float = 0
    for s in spans:
        e = s.says
        if e.kind == "date" and e.year is not None and (e.month or e.sub not in ("decade", "century")):
            weight = 1.0 if e.month else 0.25
            day = make_day(e.year, e.month or 12, 1)
            if day is not None and (published - day).days > 150:
                far += weight
            else:
                leaning += weight
        elif (
            e.kind in ("deictic", "weekday")
            or (e.kind == "part" and e.rel == "this")
            or (e.kind == "unit" and e.rel in ("last", "next", "this"))
            or (e.kind == "shift" and e.rel == "ago")
        ):
            if s.start < _LEAD:
                return False
            leaning += 1
    return far >= 2 and far >= 2 * leaning


class Thread:
    """``last`` is the time told last; ``main`` the one that the story has got to, which asides do not move;
    ``day`` is the single day told last."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.last: Told | None = None
        self.main: Told | None = None
        self.day: Told | None = None

    def note(self, days: Days, unit: str, span: TimeSpan) -> None:
        """Take in a time that was told."""
        story = self.story
        told = Told(days, unit, (span.start, span.end), story.sent[span.first], story.para[span.first])
        self.last = told
        if unit == "D":
            self.day = told
        if self.main is None or not self._aside(told, span):
            self.main = told

    def _aside(self, told: Told, span: TimeSpan) -> bool:
        """True of a time that the story does not go on from: a decade, a year by the way, the end of a wait."""
        assert self.main is not None
        if told.unit in ("DE", "CE", "ML"):
            return True
        story = self.story
        if span.says.rel in ("last", "previous"):
            return True
        if told.days[0] > self.main.days[1] and (self._awaited(span) or tense_of(story, span.first) in AHEAD):
            return True
        if told.unit == "Y":
            first = story.sents[story.sent[span.first]][0]
            within = self.main.days[0].year == told.days[0].year
            if within:
                return self.main.unit != "Y"
            return span.first - first > 2 and abs(told.days[0].year - self.main.days[0].year) > _LEAP
        return False

    def _awaited(self, span: TimeSpan) -> bool:
        """True behind "until": "it lasted until the fall of the town in February"."""
        story = self.story
        at = span.first
        for _ in range(6):
            if story.lower[at] in _CAUSE_TO_WAIT or (at and story.lower[at - 1] in _CAUSE_TO_WAIT):
                return True
            if story.pos[at] in ("VERB", "AUX") or story.head[at] == at:
                return False
            at = story.head[at]
        return False

    def near(self, span: TimeSpan) -> Told | None:
        """What an open date is tied to: a time told in the same sentence before the thread of the story."""
        last = self.last
        if last is not None and last.sent == self.story.sent[span.first] and last.unit not in ("DE", "CE", "ML"):
            return last
        return self.main or last
