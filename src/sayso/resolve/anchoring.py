"""What a relative time is reckoned from: the publication date, a dateline, the time told last, the thread of a history."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from sayso.find.timeexpr import Expr
from sayso.find.times import TimeSpan
from sayso.language.story import Story
from sayso.record import Anchor
from sayso.resolve.calendar import days_of, make_day, season_of
from sayso.resolve.narrative import Thread, Told, is_narrative
from sayso.resolve.tense import AHEAD, tense_of

#: characters of a text that are its head
HEAD = 400
#: sentences over which a day told goes on for a clock time without one
_SCENE = 5
_SERIAL = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-")
#: how much a step back costs in a history against a step on, and behind a past perfect
BACK, BACK_PERFECT = 1.0, 0.5
_JOINS = frozenset({"-", "–", "to", "and", "or", "until", "till", "through", "/", ",", "the", "of", "offensive", "campaign"})
#: units from fine to coarse
RANK = {"D": 0, "W": 1, "2W": 1, "WE": 1, "M": 2, "Q": 3, "S": 3, "Y": 4, "DE": 5, "CE": 6, "ML": 7, "TH": 0, "TM": 0, "TS": 0}


@dataclass(frozen=True, slots=True)
class Value:
    """The outcome for one expression. ``at``: the day that stands for it when later words are reckoned from it."""

    type: str
    value: str | None
    unit: str | None = None
    at: dt.date | None = None
    anchor: Anchor | None = None
    reason: str | None = None
    days: tuple[dt.date, dt.date] | None = None
    mod: str | None = None
    part: str | None = None


def published_day(text: str | None) -> dt.date | None:
    """The day of an ISO day or datetime."""
    try:
        return dt.date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


class Anchoring:
    """The anchors of one article, as they stand when its expressions are gone through in text order."""

    def __init__(self, story: Story, spans: tuple[TimeSpan, ...]) -> None:
        self.story = story
        self.published = published_day(story.article.published)
        self.anchor: Anchor | None = Anchor("published") if self.published else None
        if self.published is None:
            self._dateline(spans)
        self.narrative = is_narrative(spans, self.published)
        self.thread = Thread(story)
        self.spans = spans
        self.at = 0
        self.sent = 0

    def _dateline(self, spans: tuple[TimeSpan, ...]) -> None:
        """Without a publication date: the full date that stands in the head of the text; a date there without its year takes it from
        a number of the document that begins with that year and month ("2010-06-CA-043")."""
        head = self.story.article.text[:HEAD]
        for s in spans:
            e = s.says
            if s.start > HEAD:
                return
            if e.kind == "date" and e.month and e.day:
                year = e.year or next((int(y) for y, m in _SERIAL.findall(head) if int(m) == e.month), None)
                if year is not None and (day := make_day(year, e.month, e.day)):
                    self.published, self.anchor = day, Anchor("span", (s.start, s.end))
                    return

    def _tense(self, span: TimeSpan) -> str | None:
        story = self.story
        inner = range(span.first, span.behind)
        top = next((i for i in inner if story.head[i] == i or story.head[i] not in inner), span.first)
        if story.dep[top] in ("compound", "nmod", "nummod", "amod", "poss"):
            return None
        tense = tense_of(story, top)
        if tense == "present" and story.kind[span.first] == "title":
            return "past"
        return tense

    def _reference(self, rel: str | None, unit: str = "CE") -> tuple[dt.date | None, Anchor | None]:
        """The day that last, this, next … are reckoned from: the time told last in a narrative (and for *that*, *same*, *the next*,
        *the previous*, *earlier*, *later* everywhere), if it is as fine as ``unit``; else the publication date."""
        lean = rel in ("that", "same", "following", "earlier", "later")
        if rel == "the":
            last = self.thread.last
            lean = last is not None and last.sent == self.sent
        if self.narrative or lean:
            told = self.thread.last
            if told is not None and RANK[told.unit] > RANK[unit]:
                told = self.thread.day if unit == "D" else None
                if told is None or self.sent - told.sent > 3:
                    return None, None
            if told is not None:
                return told.days[0], Anchor("span", told.span)
        return self.published, self.anchor

    def _open(self, kind: str, value: str, reason: str | None = None) -> Value:
        return Value(kind, value, reason=reason or "no publication date and no date told before")

    def _impossible(self, reason: str) -> Value:
        return Value("DATE", None, reason=reason)

    @staticmethod
    def _first(value: str) -> dt.date | None:
        days = days_of(value)
        return days[0] if days else None

    @staticmethod
    def _partial(e: Expr) -> str:
        if e.sub:
            return f"XXXX-{e.sub}"
        month = f"{e.month:02d}" if e.month else "XX"
        return f"XXXX-{month}-{e.day:02d}" if e.day else f"XXXX-{month}"

    def _in_the_past(self, told: Told, span: TimeSpan) -> bool:
        """True where the sentence has just named a day or month of long ago: "arrested in May 2001 and freed in July";
        so has the sentence before, if this one goes on within two months."""
        if told.unit not in ("D", "M") or self.published is None or (self.published - told.days[1]).days <= 330:
            return False
        if told.sent == self.sent:
            return True
        e = span.says
        first = self._start(e, told.days[1].year)
        return self.sent - told.sent == 1 and e.rel is None and 0 <= (first - told.days[0]).days <= 60

    def _nearest_year(self, e: Expr, told: Told, span: TimeSpan) -> int:
        """In a narrative: the year that brings the date nearest to the thread, going on rather than back."""
        before = self.story.lower[span.first - 1] if span.first else ""
        back = BACK_PERFECT if self._perfect(span) else BACK
        from_, to = told.days
        best, least = to.year, float("inf")
        for year in (to.year, to.year + 1, to.year - 1):
            first = self._start(e, year)
            if before == "since" and first > to:
                continue
            gap = (first - to).days if first > to else back * (from_ - first).days if first < from_ else 0
            if gap < least:
                best, least = year, gap
        return best

    def _perfect(self, span: TimeSpan) -> bool:
        """True where the verb of the clause looks back ("had fallen", "having fallen")."""
        return self._tense(span) == "perfect"

    def _named_ahead(self, span: TimeSpan) -> TimeSpan | None:
        """The date with its year that this one leads up to: "26 June - 4 August 1952", "the spring and summer of 1943"."""
        for other in self.spans[self.at + 1 : self.at + 2]:
            between = self.story.lower[span.behind : other.first]
            if len(between) <= 3 and other.says.kind == "date" and other.says.year and other.says.sub not in ("decade", "century"):
                if (other.says.month or other.says.sub) and all(w in _JOINS for w in between) and any(w != "," for w in between):
                    return other
        return None

    def _month_of(self, span: TimeSpan) -> tuple[dt.date | None, Anchor | None]:
        """The month that "the 20th" lies in."""
        ahead = self._named_ahead(span)
        if ahead is not None and ahead.says.month:
            return make_day(ahead.says.year or 1, ahead.says.month, 1), Anchor("span", (ahead.start, ahead.end))
        return self._reference("that")

    @staticmethod
    def _start(e: Expr, year: int) -> dt.date:
        if e.sub:
            days = days_of(f"{year:04d}-{e.sub}")
            return days[0] if days else dt.date(year, 1, 1)
        return make_day(year, e.month or 1, e.day or 1) or dt.date(year, e.month or 1, 28)

    def _same_scene(self, told: Told, span: TimeSpan) -> bool:
        """True where the day was told in the paragraph, or a few sentences before."""
        return self.narrative or told.para == self.story.para[span.first] or self.sent - told.sent <= _SCENE

    def _lately(self, told: Told) -> bool:
        """True of a day within a week of publication."""
        return self.published is None or abs((self.published - told.days[0]).days) <= 7

    def _which_year(self, e: Expr, span: TimeSpan) -> tuple[int | None, Anchor | None]:
        """The year of a date without one."""
        if (ahead := self._named_ahead(span)) is not None:
            year = ahead.says.year or 1
            first, second = self._start(e, year), self._start(ahead.says, year)
            return (year - 1 if e.month and first > second else year), Anchor("span", (ahead.start, ahead.end))
        if e.month is None and e.day is not None:
            base, anchor = self._reference("that")
            return (base.year, anchor) if base else (None, None)
        told = self.thread.near(span)
        if told is not None and (self.narrative or self._in_the_past(told, span)):
            anchor = Anchor("span", told.span)
            day = told.days[0]
            first = self._start(e, day.year)
            if e.rel in ("last", "previous"):
                return (day.year if first < day.replace(day=1) else day.year - 1), anchor
            if e.rel in ("next", "following"):
                return (day.year if first > day else day.year + 1), anchor
            return self._nearest_year(e, told, span), anchor
        published = self.published
        if published is None:
            return None, None
        year = published.year
        first = self._start(e, year)
        unit_of = published if e.day else published.replace(day=1)
        if e.sub:
            unit_of = (
                self._start(e, season_of(published)[0])
                if e.sub[0] not in "QH"
                else published.replace(month=(published.month - 1) // 3 * 3 + 1, day=1)
            )
        tense = self._tense(span)
        if e.rel in ("last", "previous"):
            return (year if first < unit_of else year - 1), self.anchor
        if e.rel in ("next", "following"):
            return (year if first > unit_of else year + 1), self.anchor
        if e.rel == "this":
            return year, self.anchor
        gap = (first - unit_of).days
        if e.sub and e.sub[0] == "Q":
            return (year - 1 if gap > 150 else year + 1 if gap < -210 else year), self.anchor
        if tense in ("past", "perfect") and gap > 0 and (not e.day or gap > 2):
            return year - 1, self.anchor
        if tense in AHEAD and gap < 0:
            return (year + 1 if gap < -60 else year), self.anchor
        if gap > 183:
            return year - 1, self.anchor
        if gap < -183 and tense not in ("past", "perfect"):
            return (year + 1 if tense in AHEAD else year if gap > -300 else year + 1), self.anchor
        return year, self.anchor
