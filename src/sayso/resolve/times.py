"""Time expressions to the calendar: TIMEX3 values and day intervals against publication date, narrative and tense."""

from __future__ import annotations

from sayso.find.times import TimeSpan
from sayso.language.story import Story
from sayso.record import Mention, Time
from sayso.resolve.calendar import days_of, part_of
from sayso.resolve.reckon import Reckoner

_GRANULARITY = {
    "D": "day", "W": "week", "WE": "weekend", "M": "month", "Q": "quarter", "S": "season", "Y": "year", "DE": "decade", "CE": "century",
    "ML": "millennium",
}  # fmt: skip


def resolve_times(story: Story, spans: tuple[TimeSpan, ...]) -> tuple[tuple[Mention, ...], tuple[Time, ...]]:
    """A Mention (kind time, form name, ids "mt…") and a Time (ids "t…") for each span."""
    reckoner = Reckoner(story, spans)
    mentions: list[Mention] = []
    times: list[Time] = []
    for at, s in enumerate(spans):
        reckoner.at = at
        if s.says.kind == "ref" and s.says.rel in ("former", "formerly") and not reckoner.narrative:
            continue
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
