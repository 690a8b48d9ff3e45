"""Time expressions: the grammar, the calendar, and what they are reckoned from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.codebook.timewords import load_timewords, timewords
from sayso.errors import CodebookError
from sayso.find.times import find_times
from sayso.language.story import Story, make_story
from sayso.reader import Reader
from sayso.record import Anchor, Article, Time
from sayso.resolve.calendar import days_of, easter, feasts, value_of
from sayso.resolve.times import resolve_times

NLP = spacy.blank("en")
DAYS = st.dates(dt.date(1850, 1, 1), dt.date(2040, 12, 31))


def plain(text: str, published: str | None = None) -> Story:
    """A story whose words are cut but not parsed: the grammar must not need more."""
    doc = NLP(text)
    if len(doc):
        doc[0].is_sent_start = True
        for t in doc[1:]:
            t.is_sent_start = False
    return make_story(Article(id="t", text=text, published=published), (), doc, [t.idx for t in doc], [0])


def times(story: Story) -> list[tuple[str, Time]]:
    mentions, rows = resolve_times(story, find_times(story))
    return [(story.article.text[m.start : m.end], t) for m, t in zip(mentions, rows)]


STYLES: list[tuple[str, Callable[[dt.date], str]]] = [
    ("May 5, 1990", lambda d: f"{d:%B} {d.day}, {d.year}"),
    ("5 May 1990", lambda d: f"{d.day} {d:%B} {d.year}"),
    ("5th May 1990", lambda d: f"{d.day}th {d:%B} {d.year}"),
    ("the 5th of May, 1990", lambda d: f"the {d.day}th of {d:%B}, {d.year}"),
    ("Jan. 5, 1990", lambda d: f"{d:%b}. {d.day}, {d.year}"),
    ("Sunday, May 5, 1990", lambda d: f"{d:%A}, {d:%B} {d.day}, {d.year}"),
    ("1990-05-05", lambda d: d.isoformat()),
    ("5.5.1990", lambda d: f"{d.day}.{d.month}.{d.year}"),
]


@pytest.mark.parametrize(("style", "render"), STYLES)
@settings(max_examples=60, deadline=None)
@given(day=DAYS)
def test_a_day_in_any_style_comes_back(style: str, render: Callable[[dt.date], str], day: dt.date) -> None:
    text = f"It began on {render(day)}, they say."
    got = times(plain(text))
    assert [(t.start, t.end, t.timex_type) for _, t in got] == [(day.isoformat(), day.isoformat(), "DATE")], (style, got)
    assert got[0][0] == render(day)


@settings(max_examples=200, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(
            [
                "the",
                "a",
                "last",
                "next",
                "this",
                "May",
                "March",
                "5",
                "31",
                "99",
                "1990",
                "1990s",
                "'82",
                "Monday",
                "fall",
                "quarter",
                "of",
                "years",
                "ago",
                "week",
                "later",
                "early",
                "12:30",
                "p.m.",
                "GMT",
                "Easter",
                ",",
                "-",
                ".",
                ":",
                "and",
                "two",
                "half",
                "dozen",
                "century",
                "0",
                "101500Z",
                "31/02/2001",
                "February",
                "30",
                "overnight",
                "before",
                "mid-",
                "noon",
                "every",
            ]
        ),
        max_size=14,
    ),
    published=st.sampled_from([None, "0001-01-01", "9999-12-31", "2012-02-29", "nonsense"]),
)
def test_nonsense_never_raises_and_rows_are_sound(words: list[str], published: str | None) -> None:
    for text, t in times(plain(" ".join(words), published)):
        assert text.strip()
        assert t.timex_type in ("DATE", "TIME", "DURATION", "SET")
        assert (t.start is None) == (t.end is None)
        if t.start and t.end:
            assert t.start <= t.end
        elif t.timex_type in ("DATE", "TIME"):
            assert t.reason


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    times(plain(text, "2012-05-04"))


@pytest.mark.parametrize(
    ("text", "published", "span", "value"),
    [
        ("Gunmen attacked the depot on Thursday night.", "2013-03-11", "Thursday night", "2013-03-07TNI"),
        ("The council will meet on Thursday.", "2013-03-11", "Thursday", "2013-03-14"),
        ("Shops stay closed until Friday.", "2013-03-11", "Friday", "2013-03-15"),
        ("They fled two weeks ago.", "2013-03-11", "two weeks ago", "2013-W09"),
        ("The bridge fell yesterday.", "2013-01-01", "yesterday", "2012-12-31"),
        ("Output rose in the third quarter of last year.", "2013-03-11", "the third quarter of last year", "2012-Q3"),
        ("Fighting resumed in early May.", "2013-03-11", "early May", "2012-05"),
        ("He was born in the 1960s.", "2013-03-11", "the 1960s", "196"),
        ("The ship sank in the 17th century.", "2013-03-11", "the 17th century", "16"),
        ("It lasted two and a half years.", "2013-03-11", "two and a half years", "P2.5Y"),
        ("The shelling began at 5:30 p.m. GMT Monday.", "2013-03-12", "5:30 p.m. GMT Monday", "2013-03-11T17:30Z"),
        ("It took half an hour.", "2013-03-12", "half an hour", "PT30M"),
        ("It ran for the first two months of 1939.", "2013-03-12", "the first two months of 1939", "P2M"),
        ("Crowds gathered on Good Friday.", "2013-04-10", "Good Friday", "2013-03-29"),
        ("Prices have risen in recent weeks.", "2013-03-11", "recent weeks", "PAST_REF"),
        ("The unit left at 101500Z JAN 90.", "1990-01-12", "101500Z JAN 90", "1990-01-10T15:00Z"),
        ("Contact was lost, 140930ZJUN15.", "2015-06-17", "140930ZJUN15", "2015-06-14T09:30Z"),
        ("Contact was lost, 140930D*JUN2015.", "2015-06-17", "140930D*JUN2015", "2015-06-14T09:30+04:30"),
        ("Sales fell in Q3 2014.", "2015-06-17", "Q3 2014", "2014-Q3"),
        ("Sales fell in 2014 Q3.", "2015-06-17", "2014 Q3", "2014-Q3"),
        ("The patrol left at 0930 hours Monday.", "2015-06-17", "0930 hours Monday", "2015-06-15T09:30"),
    ],
)
def test_what_an_expression_means(story: Callable[..., Story], text: str, published: str, span: str, value: str) -> None:
    assert [(s, t.value) for s, t in times(story(text, published=published))] == [(span, value)]


def test_yesterday_in_a_quote_leans_on_the_day_it_was_said(reader: Reader) -> None:
    r = reader.read('"I saw him yesterday," the farmer said on Tuesday.', published="2015-06-19")
    assert [(t.value, t.anchor.kind if t.anchor else None) for t in r.times] == [("2015-06-15", "span"), ("2015-06-16", "published")]
    r = reader.read('"I saw him yesterday," the farmer said.', published="2015-06-19")
    assert r.times[0].value == "2015-06-18"


def test_impossible_days_are_null_with_the_reason() -> None:
    ((_, t),) = times(plain("It ended on February 30, 1990.", "1991-01-01"))
    assert (t.value, t.start, t.end) == (None, None, None)
    assert "1990-02-30" in str(t.reason)


def test_a_dateline_anchors_a_text_without_a_publication_date(story: Callable[..., Story]) -> None:
    got = times(story("QALAT, Feb. 3, 2011\n\nA convoy was ambushed yesterday near the pass."))
    assert [t.value for _, t in got] == ["2011-02-03", "2011-02-02"]
    anchor = got[1][1].anchor
    assert anchor == Anchor("span", (7, 19))


def test_history_is_reckoned_from_what_it_told_last(story: Callable[..., Story]) -> None:
    text = (
        "The siege of the port began on 3 October 1871. On 5 November the garrison sallied out. Two days later it was beaten back. "
        "In January the town gave in, and on 2 March 1872 a treaty was signed."
    )
    got = times(story(text, published="2009-05-05"))
    assert [t.value for _, t in got] == ["1871-10-03", "1871-11-05", "1871-11-07", "1872-01", "1872-03-02"]


@given(day=st.dates(dt.date(1, 1, 1), dt.date(9998, 12, 31)), unit=st.sampled_from(["D", "W", "M", "Q", "Y", "DE", "CE"]))
def test_a_value_holds_its_day(day: dt.date, unit: str) -> None:
    if unit in ("DE", "CE") and day.year < 100:
        return
    days = days_of(value_of(day, unit))
    assert days is not None
    assert days[0] <= day <= days[1]


def test_feasts() -> None:
    assert [easter(y).isoformat() for y in (1818, 1943, 2000, 2024)] == ["1818-03-22", "1943-04-25", "2000-04-23", "2024-03-31"]
    assert [feasts(r, 2012)[0][0].isoformat() for r in ("11-4th-4", "05-last-1", "12-25")] == ["2012-11-22", "2012-05-28", "2012-12-25"]
    assert [d[0].isoformat() for d in feasts("islamic:fitr", 2000)] == ["2000-01-08", "2000-12-27"]
    assert feasts("islamic:fitr", 1850) == []


@pytest.mark.parametrize("name", sorted(timewords().holidays))
def test_every_holiday_of_the_table_is_found(name: str) -> None:
    got = times(plain(f"They marched on {name.title().replace("'S", "'s")} 2012 in the rain."))
    assert len(got) == 1
    assert str(got[0][1].start).startswith("2012")


def test_a_mistake_in_the_word_table_is_named(tmp_path) -> None:  # type: ignore[no-untyped-def]
    from sayso.codebook.timewords import FILE

    bad = tmp_path / "timewords.toml"
    bad.write_text(FILE.read_text(encoding="utf-8").replace("february = 2", "february = 22"), encoding="utf-8")
    with pytest.raises(CodebookError, match=r"timewords.toml, line \d+: february"):
        load_timewords(bad)
