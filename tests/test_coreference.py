"""Tellings of one happening in one article, and violence spoken of in general. The texts are invented."""

from __future__ import annotations

import pytest

from sayso.reader import Reader
from sayso.record import Event, Reading

DAY = "2021-06-16"


def violence(reading: Reading) -> dict[str, Event]:
    text = reading.article.text
    return {text[slice(*e.trigger)]: e for e in reading.events if e.type in ("ASSAULT", "X-HARM")}


def day(reading: Reading, e: Event) -> str | None:
    return next((t.start for t in reading.times if t.id == e.time), None)


def test_the_attack_is_the_one_told_before(reader: Reader) -> None:
    text = (
        "Gunmen murdered the notary Ilya Brandt in Orvela on 3 June.\n\nA union said it would strike. "
        "The bishop blamed the Crimson Front for the murder of Brandt."
    )
    reading = reader.read(text, published=DAY)
    found = violence(reading)
    assert day(reading, found["murder"]) == "2021-06-03"


def test_rows_of_one_happening_lend_each_other_the_day(reader: Reader) -> None:
    text = (
        "Rebels kidnapped the engineer Ilya Brandt near Orvela on 3 June.\n\n"
        "A spokesman for the mine said that Brandt was kidnapped by four men as he left his home."
    )
    reading = reader.read(text, published=DAY)
    days = {day(reading, e) for e in violence(reading).values()}
    assert days == {"2021-06-03"}


def test_another_attack_is_another_happening(reader: Reader) -> None:
    text = "Rebels attacked a clinic in Orvela on 3 June. Another attack on a school in Lorim left two teachers dead."
    found = violence(reader.read(text, published=DAY))
    assert len({e.place for e in found.values()}) > 1


def test_another_day_is_another_happening(reader: Reader) -> None:
    text = "Rebels killed the notary Ilya Brandt on 3 June.\n\nTwo guards were killed on 9 June, police said."
    reading = reader.read(text, published=DAY)
    assert [day(reading, e) for e in reading.events] == ["2021-06-03", "2021-06-09"]


def test_harm_right_behind_its_cause_is_no_row_of_its_own(reader: Reader) -> None:
    reading = reader.read("A bomb exploded in the port of Orvela on Monday. Five dockers were injured.", published=DAY)
    found = violence(reader.read(reading.article.text, published=DAY))
    assert list(found) == ["exploded"]
    assert [(f.kind, f.low) for f in found["exploded"].figures] == [("injured", 5)]


@pytest.mark.parametrize(
    "text",
    [
        "The bishop called for an end to the violence.",
        "The minister spoke of the fight against drugs.",
        "A regime that bombs villages has no future, the bishop said.",
        "The general denounced acts of terrorism and murders.",
        "They steal, kidnap and murder anyone who resists.",
    ],
)
def test_violence_in_general(reader: Reader, text: str) -> None:
    assert violence(reader.read(text)) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Violence erupted in Orvela on Tuesday.",
        "The murders of three priests shocked Orvela.",
        "Attacks in Orvela on Tuesday killed two nuns.",
        "Rebels attack a clinic in Orvela on Tuesday.",
    ],
)
def test_violence_that_happened(reader: Reader, text: str) -> None:
    assert violence(reader.read(text))


@pytest.mark.parametrize(
    ("text", "trigger", "then"),
    [
        ("A patrol combed the Orvela valley on Friday.\n\nThe soldiers killed two smugglers.", "killed", "2021-06-11"),
        ("The ministry today confirmed the death of a rebel chief in Orvela Monday.", "death", "2021-06-14"),
    ],
)
def test_day_of_a_deed_told_beside_it(reader: Reader, text: str, trigger: str, then: str) -> None:
    reading = reader.read(text, published=DAY)
    e = next(e for e in reading.events if text[slice(*e.trigger)] == trigger)
    assert day(reading, e) == then


def test_the_lead_dates_nothing_once_the_text_turns(reader: Reader) -> None:
    text = "A patrol combed the Orvela valley on Friday.\n\nThe village burned in May 2014.\n\nThe soldiers killed two smugglers."
    reading = reader.read(text, published=DAY)
    killed = next(e for e in reading.events if text[slice(*e.trigger)] == "killed")
    assert day(reading, killed) is None


def test_place_of_the_lead(reader: Reader) -> None:
    text = "Police ran an operation to catch a smuggler in Zurich on Friday.\n\nThey are not idle.\n\nThe officers killed two smugglers."
    reading = reader.read(text, published=DAY)
    killed = next(e for e in reading.events if text[slice(*e.trigger)] == "killed")
    assert next(p.name for p in reading.places if p.id == killed.place) == "Zurich"


def test_the_wounding_of_which_the_victim_died(reader: Reader) -> None:
    text = (
        "A man was shot in Orvela on Friday, police said. An ambulance took him to the clinic.\n\n"
        "Ilya Brandt, 31, died there in the evening, police said."
    )
    reading = reader.read(text, published=DAY)
    rows = [e for e in reading.events if e.type in ("ASSAULT", "X-HARM")]
    assert [(f.kind, f.low) for e in rows for f in e.figures] == [("killed", 1)]


def test_two_victims_are_not_one(reader: Reader) -> None:
    text = (
        "A man was shot in Orvela on Friday, police said. Two women were stabbed in the same house.\n\n"
        "Ilya Brandt, 31, died there in the evening, police said."
    )
    reading = reader.read(text, published=DAY)
    assert len([e for e in reading.events if e.type in ("ASSAULT", "X-HARM")]) == 3


LATER = "The union said it would strike.\n\nThe firm has many clients. It is insured.\n\n"
LEAD = "Gunmen killed a notary in Zacatecoluca on 3 June. "
ABROAD = "The minister went to Usulutan to open a school.\n\n"


def where(reading: Reading, e: Event) -> str | None:
    return next((p.name for p in reading.places if p.id == e.place), None)


def test_violence_without_a_place_is_part_of_the_only_incident(reader: Reader) -> None:
    reading = reader.read(LEAD + ABROAD + LATER + "The attackers wounded two bakers and fled.", published=DAY)
    found = violence(reading)["wounded"]
    assert where(reading, found) == "Zacatecoluca"
    assert found.place_reason == "the place of the incident that the article is about"
    assert day(reading, found) == "2021-06-03"


def test_where_two_incidents_compete_it_stays_without_place_and_day(reader: Reader) -> None:
    other = "Rebels attacked a barracks in Usulutan on 9 June.\n\n"
    reading = reader.read(LEAD + other + LATER + "The attackers wounded two bakers and fled.", published=DAY)
    found = violence(reading)["wounded"]
    assert (found.place, found.time) == (None, None)


def test_what_was_done_before_is_not_of_the_day_of_the_incident(reader: Reader) -> None:
    reading = reader.read(LEAD + ABROAD + LATER + "The firm had been blamed for the bombing of a bakery.", published=DAY)
    found = violence(reading)["bombing"]
    assert found.time is None
