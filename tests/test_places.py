"""Toponyms, the places they mean, and where events happened. All names of outlets and persons are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.language.story import Story
from sayso.reader import Reader
from sayso.record import Mention, Place, Reading


def places(reading: Reading) -> dict[str, Place]:
    """Name in the text → its place row (the last one of that name)."""
    mentions = {m.id: m for m in reading.mentions}
    return {reading.article.text[mentions[p.mention].start : mentions[p.mention].end]: p for p in reading.places}


def event_place(reading: Reading, word: str) -> str | None:
    """Name of the place of the event with that trigger."""
    mentions = {m.id: m for m in reading.mentions}
    rows = {p.id: p for p in reading.places}
    for e in reading.events:
        if word in reading.article.text[e.trigger[0] : e.trigger[1]]:
            if e.place is None:
                return None
            m: Mention = mentions[rows[e.place].mention]
            return reading.article.text[m.start : m.end]
    raise AssertionError(f"no event {word!r}")


def test_every_place_mention_has_a_row(reader: Reader) -> None:
    r = reader.read("Rebels left Goma for Bukavu on Friday. Afghan and Turkish diplomats met in Geneva. The Sahel is dry.")
    rows = {p.mention for p in r.places}
    assert rows
    assert {m.id for m in r.mentions if m.form == "name" and m.kind in ("place", "country")} <= rows


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("A fire broke out in Springfield, Mo., on Monday.", "Springfield", "USA", "Missouri"),
        ("Police in Dover, Delaware, closed the bridge.", "Dover", "USA", "Delaware"),
        ("Shells fell on Bakhmut, Donetsk Oblast, overnight.", "Bakhmut", "UKR", "Donetsk"),
        ("The convoy left Helmand. It was hit near Sangin.", "Sangin", "AFG", "Helmand"),
        ("Officials in Ontario said London would hire more nurses. Toronto and Hamilton will too.", "London", "CAN", "Ontario"),
    ],
)
def test_the_text_around_decides(reader: Reader, text: str, name: str, country: str, admin1: str) -> None:
    p = places(reader.read(text))[name]
    assert (p.country, p.admin1) == (country, admin1)


def test_the_outlets_home_decides(reader: Reader) -> None:
    text = "Paris will get a new library. The council voted on Monday."
    assert places(reader.read(text))["Paris"].country == "FRA"
    local = reader.read(text, url="https://www.parisvillagereview.com/2011/news", outlet="parisvillagereview.com")
    assert places(local)["Paris"].country == "USA"


def test_a_kind_word_decides_between_city_and_province(reader: Reader) -> None:
    assert places(reader.read("Two died in Kandahar province."))["Kandahar"].feature == "A.ADM1"
    assert places(reader.read("Two died in Kandahar city."))["Kandahar"].feature.startswith("P")  # type: ignore[union-attr]


def test_a_demonym_is_its_country(reader: Reader) -> None:
    r = reader.read("Three Malian soldiers were wounded.")
    p = places(r)["Malian"]
    assert (p.country, p.precision) == ("MLI", "country")
    kinds = {r.article.text[m.start : m.end]: (m.kind, m.form) for m in r.mentions}
    assert kinds["Malian"] == ("country", "name")


def test_an_unknown_village_keeps_its_province(reader: Reader) -> None:
    p = places(reader.read("A mine went off in the village of Zoltrabad, Helmand province, killing two."))["Zoltrabad"]
    assert p.geonameid is None
    assert (p.country, p.admin1, p.precision) == ("AFG", "Helmand", "province")
    assert "not in the gazetteer" in (p.reason or "")


def test_undecidable_is_null_with_candidates(reader: Reader) -> None:
    p = places(reader.read("He was born in San Marcos."))["San Marcos"]
    assert p.reason
    assert p.candidates


def test_names_of_groups_are_no_places(reader: Reader) -> None:
    r = reader.read("Fighters of the Free Plains Front attacked a convoy. The Free Plains Front lost ten men, it said.")
    assert not places(r)


def test_offsets_and_streets(story: Callable[..., Story], reader: Reader) -> None:
    from sayso.find.toponyms import find_toponyms

    s = story("The plane came down 20 km north of Kabul. Crowds gathered on Marble Street in Leeds.")
    found = {s.words(t.first, t.behind): t for t in find_toponyms(s, reader.gazetteer, reader.codebook)}
    assert found["Kabul"].offset
    assert found["Marble Street"].kind == "facility"
    assert not found["Leeds"].offset


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("Gunmen killed four farmers in the village of Kafr Dahab, north of Aleppo, on Sunday.", "killed", "Kafr Dahab"),
        ("Police in Madrid said on Friday that a bomb killed six people in Aden.", "killed", "Aden"),
        ("A spokesman in Geneva said gunmen killed six people.", "killed", None),
        ("Rebels stormed Bukavu at dawn.", "stormed", "Bukavu"),
        ("Kenya attacked the militia.", "attacked", None),
        ("In Mosul, officials said, a bomb killed six people.", "killed", "Mosul"),
        ("Soldiers entered Gao on Monday. During the raid they killed three men.", "killed", "Gao"),
    ],
)
def test_where_it_happened(reader: Reader, text: str, word: str, place: str | None) -> None:
    assert event_place(reader.read(text), word) == place


def test_every_place_of_an_event_has_a_reason(reader: Reader) -> None:
    r = reader.read("A bomb killed six people in Aden. Gunmen shot two guards dead. The minister resigned in Sanaa.")
    assert r.events
    assert all(e.place_reason for e in r.events)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Shells fell on the villages of Tarvesh, Balenko and Orsim on Friday.", "Balenko"),
        ("Fighters moved through the Tarvesh and Orsimov suburbs at night.", "Orsimov"),
        ("The rebels left Kelbarun, a village near the frontier, on Monday.", "Kelbarun"),
        ("Troops entered rebel-held Kelbarun on Monday.", "Kelbarun"),
        ("Troops took Kelbarun, some 30 kilometers (18 miles) north of Aleppo, on Monday.", "Kelbarun"),
        ("Militants captured Kafr Balun from the army on Sunday.", "Kafr Balun"),
        ("A bomb went off in villages like Kelbarun on Sunday.", "Kelbarun"),
    ],
)
def test_unknown_places_by_the_words_beside(reader: Reader, text: str, name: str) -> None:
    p = places(reader.read(text))[name]
    assert p.geonameid is None
    assert "gazetteer" in (p.reason or "")


@pytest.mark.parametrize("text", ["She works for Kelbarun.", "Kelbarun said so.", "They met Kelbarun, a lawyer from Leeds."])
def test_other_unknown_names_are_no_places(reader: Reader, text: str) -> None:
    assert "Kelbarun" not in places(reader.read(text))


def test_sites_have_the_point_of_their_town(reader: Reader) -> None:
    text = "Rebels shelled the Raqqa Military Airport. A bomb exploded near the Old Mill Bridge in Mosul. Orsim Hospital said so."
    rows = places(reader.read(text))
    assert rows["Raqqa Military Airport"].country == "SYR"
    assert "the point is that of" in (rows["Raqqa Military Airport"].reason or "")
    assert rows["Old Mill Bridge"].country == "IRQ"
    assert "Orsim Hospital" not in rows  # it speaks, nothing happens there


@pytest.mark.parametrize(
    ("text", "word", "place"),
    [
        ("Soldiers shot a man in the West Bank city of Hebron on Friday.", "shot", "Hebron"),
        ("A bomb killed six people in Baghdad's western Amriya district.", "killed", "Amriya"),
        ("In the Gaza Strip, a boy was shot in a clash near the town of Khan Younis.", "shot", "Khan Younis"),
        ("Two US soldiers were killed by a mine in the streets of Ramadi.", "killed", "Ramadi"),
        ("He was captured in Venezuela and returned to Trinidad.", "captured", "Venezuela"),
        ("Police detonated a bomb in Perth, the largest city of Western Australia.", "detonated", "Perth"),
    ],
)
def test_the_smallest_place_of_a_chain(reader: Reader, text: str, word: str, place: str) -> None:
    assert event_place(reader.read(text), word) == place


def test_a_sentence_that_is_set_somewhere_places_its_unknown_villages(reader: Reader) -> None:
    p = places(reader.read("In Kunduz province, fighters shelled the village of Kelbarun."))["Kelbarun"]
    assert (p.country, p.admin1) == ("AFG", "Kunduz")
    assert "where its sentence is set" in (p.reason or "")


def test_patrols_are_events_with_a_place(reader: Reader) -> None:
    assert event_place(reader.read("Peacekeepers have patrolled the hills near Goma since May."), "patrolled") == "Goma"


def test_a_border_is_said_to_be_one(reader: Reader) -> None:
    for text in (
        "Clashes erupted on the Armenia–Azerbaijan border on Sunday.",
        "Shots were fired at the border between Armenia and Georgia.",
        "Soldiers clashed along the Armenia border.",
    ):
        r = reader.read(text)
        e = r.events[0]
        assert next(p.country for p in r.places if p.id == e.place) == "ARM"
        assert (e.place_reason or "").startswith("at its border")


def test_a_street_has_the_point_of_its_town(reader: Reader) -> None:
    p = places(reader.read("A bomb went off at 12 Baker Street, London."))["Baker Street"]
    assert (p.country, p.precision) == ("GBR", "town")
    assert "the point is that of London" in (p.reason or "")
