"""The time of an event: which clause gives it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.codebook import Codebook
from sayso.find.times import find_times
from sayso.find.triggers import Trigger
from sayso.language.story import Story
from sayso.reader import Reader
from sayso.resolve.times import resolve_times
from sayso.say.happening import Happening
from sayso.say.known import Known, index
from sayso.say.when import time_of


def day_of(story: Story, codebook: Codebook, word: str) -> tuple[str | None, str]:
    mentions, times = resolve_times(story, find_times(story))
    words = ("seized", "shelled", "killed", "burned", "attack", "kidnapped", "died")
    triggers = tuple(Trigger(i, i, i + 1, "ASSAULT", None, "test") for i in range(story.n) if story.lower[i] in words)
    known = index(Known(story, codebook, mentions=mentions, times=times, triggers=triggers))
    at = next(t for t in triggers if story.lower[t.token] == word)
    found, reason = time_of(known, Happening(at, "ASSAULT", None, story.sents[story.sent[at.token]]))
    return next((t.start for t in times if t.id == found), None), reason


@pytest.mark.parametrize(
    ("text", "word", "day"),
    [
        ("Rebels seized the bridge at Onda on Tuesday.", "seized", "2014-05-06"),
        ("Officials said on Wednesday that rebels seized the bridge on Tuesday.", "seized", "2014-05-06"),
        ("Officials said on Wednesday that rebels had seized the bridge.", "seized", None),
        ("Rebels attacked the bridge on Tuesday and burned two lorries.", "burned", "2014-05-06"),
        ("The general, who was kidnapped in 2009, met reporters on Tuesday.", "kidnapped", "2009-01-01"),
        ("Relatives of those killed in the 2011 floods marched on Tuesday.", "killed", "2011-01-01"),
        ("Two guards died in an attack on Monday.", "died", "2014-05-05"),
        ("Troops shelled the town on Tuesday. A girl was killed in the market.", "killed", "2014-05-06"),
        ("Troops shelled the town.", "shelled", None),
        ("A baker was killed outside his shop. The incident happened about 5 p.m. on Sunday.", "killed", "2014-05-04"),
        ("A suspect was charged on Monday. A baker was killed outside his shop.", "killed", None),
        ("The general is a man who plans every attack. He met reporters on Monday.", "attack", None),
    ],
)
def test_the_clause_that_dates_an_event(story: Callable[..., Story], reader: Reader, text: str, word: str, day: str | None) -> None:
    found, reason = day_of(story(text, published="2014-05-07"), reader.codebook, word)
    assert found == day, reason
    assert reason


def test_news_without_a_day_has_that_of_publication(reader: Reader) -> None:
    reading = reader.read("Rebels attacked the garrison of Orvela. Two guards were killed.", published="2026-03-05")
    times = {t.id: t for t in reading.times}
    assert {(times[e.time].start, times[e.time].mention) for e in reading.events if e.time} == {("2026-03-05", None)}


def test_a_day_that_is_told_stands(reader: Reader) -> None:
    reading = reader.read("Rebels attacked the garrison of Orvela on Monday. The army had looked for them.", published="2026-03-05")
    assert all(t.mention for t in reading.times)


@pytest.mark.parametrize("text", ["The attack began at 1835 (0035 GMT).", "Rebels attacked the bank at 0620 in Orvela."])
def test_four_figures_behind_at_are_a_time_of_day(reader: Reader, text: str) -> None:
    assert not any((t.value or "").startswith(("1835", "0620")) for t in reader.read(text, published="2026-03-05").times)
