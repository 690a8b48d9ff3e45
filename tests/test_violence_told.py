"""Violence as reports tell it: with what, by whom, who only looked on, what was done whatever is planned. The sentences are invented."""

from __future__ import annotations

import pytest

from sayso.reader import Reader
from sayso.record import Event, Reading


def violence(reading: Reading) -> list[Event]:
    return [e for e in reading.events if e.type in ("ASSAULT", "X-HARM")]


def words(reading: Reading, ids: tuple[str, ...]) -> list[str]:
    at = {m.id: reading.article.text[m.start : m.end] for m in reading.mentions}
    return [at[i] for i in ids]


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("The rebels used a heavy bomb to attack the headquarters of the union.", "a heavy bomb"),
        ("The rebels used mortars to shell the barracks.", "mortars"),
        ("A truck carrying 100 kg of dynamite exploded at a bakery.", "dynamite"),
    ],
)
def test_what_it_was_done_with(reader: Reader, text: str, weapon: str) -> None:
    reading = reader.read(text)
    (e,) = violence(reading)
    assert words(reading, e.weapons) == [weapon]
    assert e.mode in ("explosives", "heavy-weapons")


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("The mayor is alarmed over the assassination of Ilya Brandt.", [], ["Ilya Brandt"]),
        ("Two tourists witnessed the bombing of a bakery.", [], ["a bakery"]),
        ("Thousands of people saw the downing of a helicopter in Orvela.", [], ["a helicopter"]),
        ("The minister warned the union of a plot to murder two bakers.", [], ["two bakers"]),
        ("The police thwarted a plan to bomb a station in Lima.", [], ["a station"]),
        ("The minister condemned those responsible for the bombing of a bus.", [], ["a bus"]),
    ],
)
def test_who_did_it_and_who_suffered_it(reader: Reader, text: str, actors: list[str], recipients: list[str]) -> None:
    reading = reader.read(text)
    (e,) = violence(reading)
    assert (words(reading, e.actors), words(reading, e.recipients)) == (actors, recipients)


def test_a_town_that_witnesses_an_attack_suffers_it(reader: Reader) -> None:
    reading = reader.read("The city of Lima witnessed an attack by the rebels.")
    (e,) = violence(reading)
    assert words(reading, e.recipients) == ["The city of Lima"]


@pytest.mark.parametrize(
    "text",
    [
        "Four men had been hanging around the bus.",
        "The squads are run by the army through the ministry.",
        "The government must face this by using our armed forces with respect.",
    ],
)
def test_no_violence(reader: Reader, text: str) -> None:
    assert not violence(reader.read(text))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The premier vowed to punish those behind the murder of a ferryman.", "attributed"),
        ("The union repudiated the brutal murder of the priest Ilya Brandt.", "reported"),
        ("Orders were given to destroy the bridges.", "requested"),
        ("The president is responsible for the murder of six nuns, the bishop said.", "accused"),
    ],
)
def test_what_was_done_whatever_is_planned(reader: Reader, text: str, status: str) -> None:
    (e,) = violence(reader.read(text))
    assert e.status == status


def test_an_investigation_is_not_what_it_looks_into(reader: Reader) -> None:
    reading = reader.read("A prosecutor opened an inquiry to establish who was behind the massacre of the weavers.")
    (e,) = violence(reading)
    assert reading.article.text[slice(*e.trigger)] == "massacre"
    assert e.mode is None


@pytest.mark.parametrize(
    ("text", "recipients"),
    [
        (
            "Two priests, Ilya Brandt, rector of the college; Karol Venn, Otto Lund (Swedes), and Pavel Orn (Dane) were murdered.",
            ["Two priests", "Ilya Brandt", "Karol Venn", "Otto Lund", "Pavel Orn"],
        ),
        ("Among those killed were Karol Venn and Otto Lund.", ["Karol Venn", "Otto Lund"]),
        (
            "Three halls of farmers' guilds and warehouses of grain dealers were attacked.",
            ["Three halls of farmers' guilds", "warehouses of grain dealers"],
        ),
    ],
)
def test_everybody_of_a_list(reader: Reader, text: str, recipients: list[str]) -> None:
    reading = reader.read(text)
    (e,) = violence(reading)
    assert words(reading, e.recipients) == recipients


def test_what_the_second_of_two_verbs_was_done_with(reader: Reader) -> None:
    reading = reader.read("One person was killed and two were wounded by a bomb.")
    (e,) = violence(reading)
    assert (e.type, words(reading, e.weapons)) == ("ASSAULT", ["a bomb"])


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("The union accused its army of unleashing violence against the peasants of Lima.", ["its army"], ["the peasants of Lima"]),
        ("Four cadets were killed during clashes in Lima.", [], ["Four cadets"]),
        ("Three rebels died in a clash with the army.", ["Three rebels", "the army"], ["Three rebels", "the army"]),
        (
            "Officials said that yesterday heavily armed Crimson Front rebels stormed a depot.",
            ["heavily armed Crimson Front rebels"],
            ["a depot"],
        ),
        ("The 2d Brigade's (La Hoya) Battalion troops killed a pilot in Lima.", ["Battalion troops"], ["a pilot"]),
    ],
)
def test_sides_and_the_words_for_them(reader: Reader, text: str, actors: list[str], recipients: list[str]) -> None:
    reading = reader.read(text)
    (e,) = violence(reading)
    assert (words(reading, e.actors), words(reading, e.recipients)) == (actors, recipients)
