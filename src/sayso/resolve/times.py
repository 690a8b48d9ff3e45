"""Time expressions to the calendar: TIMEX3 values and day intervals against publication date, narrative and tense."""

from __future__ import annotations

from sayso.find.quotes import Quote
from sayso.find.times import TimeSpan
from sayso.language.story import Story
from sayso.record import Anchor, Mention, Time
from sayso.resolve.anchoring import Value
from sayso.resolve.calendar import days_of, part_of
from sayso.resolve.reckon import Reckoner

_GRANULARITY = {
    "D": "day", "W": "week", "WE": "weekend", "M": "month", "Q": "quarter", "S": "season", "Y": "year", "DE": "decade", "CE": "century",
    "ML": "millennium",
}  # fmt: skip


#: kinds of expressions that lean on the day on which they are spoken
_LEANING = frozenset(["deictic", "shift", "unit"])
_DATES = frozenset(["weekday", "date", "deictic", "holiday"])
#: verbs of the clause that tells when something was said
_SAYING = frozenset("say tell add announce state declare write post tweet report warn note claim insist comment reply".split())


def resolve_times(
    story: Story, spans: tuple[TimeSpan, ...], quotes: tuple[Quote, ...] = ()
) -> tuple[tuple[Mention, ...], tuple[Time, ...]]:
    """A Mention (kind time, form name, ids "mt…") and a Time (ids "t…") for each span.

    "Yesterday" in a quote is the day before the one on which it was said, where the clause around the quote tells that day.
    """
    reckoner = Reckoner(story, spans)
    said = _said(story, spans, quotes)
    mentions: list[Mention] = []
    times: list[Time] = []
    for at, s in enumerate(spans):
        reckoner.at = at
        if s.says.kind == "ref" and s.says.rel in ("former", "formerly") and not reckoner.narrative:
            continue
        if at in said:
            got = _as_said(reckoner, story, spans, s, said[at])
        else:
            got = reckoner.reckon(s)
        k = len(mentions) + 1
        top = next((i for i in range(s.behind - 1, s.first - 1, -1) if not s.first <= story.head[i] < s.behind), s.behind - 1)
        # the grammar cuts finer than the tokeniser: of "2005–2015", one token, each year is an expression
        head = (max(s.start, story.start[top]), min(s.end, story.end[top]))
        mentions.append(Mention(f"mt{k}", s.start, s.end, head, "time", None, "name"))
        days = got.days or days_of(got.value) if got.type in ("DATE", "TIME") else got.days
        if days is not None and got.mod and got.days is None:
            days = part_of(days, got.mod)
        granularity = ("clock" if got.part == "clock" else "part of day") if got.part else _GRANULARITY.get(got.unit or "")
        reason = got.reason
        if reason is None and days is None and got.type in ("DATE", "TIME"):
            reason = "no calendar days"
        times.append(
            Time(
                id=f"t{k}", mention=f"mt{k}", timex_type=got.type, value=got.value, start=days[0].isoformat() if days else None,
                end=days[1].isoformat() if days else None, granularity=granularity, anchor=got.anchor, reason=reason,
            )
        )  # fmt: skip
    return tuple(mentions), tuple(times)


def _said(story: Story, spans: tuple[TimeSpan, ...], quotes: tuple[Quote, ...]) -> dict[int, int]:
    """Number of a leaning expression in a quote → number of the one that tells in the same sentence when it was said."""
    out: dict[int, int] = {}
    for k, s in enumerate(spans):
        if s.says.kind in _LEANING and _quoted(s, quotes):
            for j, other in enumerate(spans):
                if story.sent[other.first] == story.sent[s.first] and other.says.kind in _DATES and not _quoted(other, quotes):
                    verb = next((i for i in story.ancestors(other.first) if story.pos[i] == "VERB"), None)
                    if verb is not None and story.lemma[verb] in _SAYING and not any(q.start <= story.start[verb] < q.end for q in quotes):
                        out[k] = j
                        break
    return out


def _quoted(span: TimeSpan, quotes: tuple[Quote, ...]) -> bool:
    return any(q.start <= span.start < q.end for q in quotes)


def _as_said(reckoner: Reckoner, story: Story, spans: tuple[TimeSpan, ...], span: TimeSpan, when: int) -> Value:
    """The expression as reckoned from the day on which it was said."""
    ahead = Reckoner(story, spans)
    ahead.at = when
    day = ahead.reckon(spans[when])
    if day.at is None or day.unit != "D":
        return reckoner.reckon(span)
    kept = reckoner.published, reckoner.anchor
    reckoner.published, reckoner.anchor = day.at, Anchor("span", (spans[when].start, spans[when].end))
    got = reckoner.reckon(span)
    reckoner.published, reckoner.anchor = kept
    return got
