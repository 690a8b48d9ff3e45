"""Figures of events: what became of the people counted, and which event they belong to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.codebook.tolls import load_toll_words
from sayso.errors import CodebookError
from sayso.find.figures import find_figures
from sayso.language.story import Story
from sayso.reader import Reader
from sayso.say.fates import find_fates

TABLE = [
    ("Twenty sailors have been confirmed killed.", {("killed", 20, 20)}),
    ("Nine sailors are feared dead.", {("killed", 9, 9)}),
    ("At least nine nuns, including two cooks, were killed and dozens were wounded.", {("killed", 9, None), ("injured", 24, None)}),
    ("Raiders opened fire on the ferry, killing three and wounding four others.", {("killed", 3, 3), ("injured", 4, 4)}),
    ("The landslide left 12 dead and 30 missing.", {("killed", 12, 12), ("missing", 30, 30)}),
    ("A baker and his son were shot dead.", {("killed", 1, 1)}),
    ("The fire claimed eight lives.", {("killed", 8, 8)}),
    ("Six miners lost their lives.", {("killed", 6, 6)}),
    ("The death toll rose to 66.", {("killed", 66, 66)}),
    ("Two guards died, bringing the death toll to 66.", {("killed", 2, 2)}),
    ("Rescuers estimated the death toll at more than 300.", {("killed", 300, None)}),
    ("The prefect put the number of injured nuns at 70 and the number of dead at 41.", {("injured", 70, 70), ("killed", 41, 41)}),
    ("The council lowered the city's homicide toll to 45.", set()),
    ("Nobody was hurt in the crash.", {("injured", 0, 0)}),
    ("There were no casualties.", {("killed", 0, 0), ("injured", 0, 0)}),
    ("Troops rounded up 40 students.", {("detained", 40, 40)}),
    ("Pirates took 12 sailors hostage.", {("abducted", 12, 12)}),
    ("Some 7,000 people fled their homes.", {("displaced", 7000, 7000)}),
    ("Okafor was shot in the leg.", {("injured", 1, 1)}),
    ("Okafor was shot in the chest and died.", {("killed", 1, 1)}),
    ("A herder was fatally wounded.", {("killed", 1, 1)}),
    ("Three hikers suffered burns and were taken to a hospital.", {("injured", 3, 3)}),
    ("The killing of two priests shocked Lorim.", {("killed", 2, 2)}),
    ("Some 95 people have been killed in Lorim so far this year.", set()),
    ("Rebels burned 12 houses and stole 40 goats.", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), TABLE, ids=[t for t, _ in TABLE])
def test_fates(story: Callable[..., Story], text: str, wanted: set[tuple[str, int | None, int | None]]) -> None:
    s = story(text)
    assert {(f.kind, f.count.low, f.count.high) for f in find_fates(s, find_figures(s))} == wanted


def test_a_count_goes_to_one_event(reader: Reader) -> None:
    reading = reader.read(
        "Raiders attacked a ferry near Lorim on Monday, killing three sailors and wounding four. Police later arrested two men.",
        published="2024-05-07",
    )
    rows = [(e.type, f.kind, f.low) for e in reading.events for f in e.figures]
    assert sorted(rows) == [("ASSAULT", "injured", 4), ("ASSAULT", "killed", 3), ("COERCE", "detained", 2)]
    spans = [f.span for e in reading.events for f in e.figures]
    assert len(spans) == len(set(spans))


@pytest.mark.parametrize(
    ("text", "status", "killed"),
    [
        ("A quake struck Orvela on Monday. Officials put the death toll at nine.", "attributed", 9),
        ("A quake struck Orvela on Monday. The ministry raised the death toll to 12.", "attributed", 12),
        ("The army said two guards died in Orvela on Monday. Residents put the toll at eight.", "attributed", 8),
    ],
)
def test_who_counts_the_dead_is_whose_count_it_is(reader: Reader, text: str, status: str, killed: int) -> None:
    reading = reader.read(text, published="2024-05-07")
    rows = [(e.status, [f.low for f in e.figures if f.kind == "killed"]) for e in reading.events]
    assert (status, [killed]) in rows


def test_injuries_of_the_dead_are_no_injuries(reader: Reader) -> None:
    reading = reader.read("Ann Okafor was shot on Monday in Lorim. Okafor was taken to a hospital, where she died.", published="2024-05-07")
    kinds = {f.kind for e in reading.events for f in e.figures}
    assert kinds == {"killed"}


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Nurses at the ferry landing treated two sailors with bullet wounds.", {("injured", 2)}),
        ("Rangers discovered a ferryman behind the mill with a bullet wound in his shoulder.", {("injured", 1)}),
        ("A clerk was bleeding from a stab wound when the ferry docked.", {("injured", 1)}),
        ("Three sailors from Lorim are recovering from shrapnel wounds.", {("injured", 3)}),
        ("A baker limped into the Lorim clinic with a knife wound.", {("injured", 1)}),
        ("Rifle fire broke up the harvest fair on Monday, sending one piper to the hospital.", {("injured", 1)}),
        ("The robber was hit by two bullets.", {("injured", 1)}),
        ("Medics treated a man with an old wound.", set()),
    ],
)
def test_wounds_told_instead_of_the_act(reader: Reader, text: str, figures: set[tuple[str, int]]) -> None:
    assert {(f.kind, f.low) for e in reader.read(text).events for f in e.figures} == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Two men were shot on Monday. One of them died at a hospital.", [("injured", 1), ("killed", 1)]),
        ("Two men were wounded on Monday. One of them died at a hospital.", [("injured", 2), ("killed", 1)]),
        ("Rangers discovered two sailors with bullet wounds. Both had bullet wounds in the arm.", [("injured", 2)]),
    ],
)
def test_those_who_died_or_were_counted_before_are_not_injured_again(reader: Reader, text: str, figures: list[tuple[str, int]]) -> None:
    assert sorted((f.kind, f.low) for e in reader.read(text).events for f in e.figures) == figures


def test_toll_words_name_what_is_wrong(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text('[kind.maimed]\nobject = ["maim"]\n')
    with pytest.raises(CodebookError, match=r"bad\.toml.*maimed"):
        load_toll_words(bad)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("He was charged with the attempted murder of a clerk.", {("killed", 0)}),
        ("Rebels tried to kill the mayor.", {("killed", 0)}),
        ("A man shot at Carl Lind. Lind was not hit.", {("injured", 0)}),
        ("Men fired at a clerk, who escaped unharmed. The clerk was unhurt.", {("injured", 0)}),
        ("A man shot at a clerk on Monday. The victim was not injured.", {("injured", 0)}),
        ("A guard fired one round at a baker on Monday, but the shot did not hit the baker.", {("injured", 0)}),
        ("A man shot at a clerk on Monday. No injuries were reported.", {("injured", 0)}),
        ("A man shot a clerk on Monday. No other injuries were reported.", {("injured", 1)}),
    ],
)
def test_harm_that_did_not_come_to_pass(reader: Reader, text: str, figures: set[tuple[str, int]]) -> None:
    assert {(f.kind, f.high) for e in reader.read(text).events for f in e.figures} == figures


def test_another_source_keeps_its_own_count(reader: Reader) -> None:
    text = "A bomb went off in Orvela on Monday. At least 21 people were injured, police said. Other sources speak of four or five deaths."
    reading = reader.read(text, published="2024-05-07")
    rows = [[(f.kind, f.low) for f in e.figures] for e in reading.events]
    assert [("injured", 21)] in rows
    assert [("killed", 4)] in rows
