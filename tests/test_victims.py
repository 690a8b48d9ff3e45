"""Weapons, targets and victims that a frame has no slot for. The sentences are invented."""

from __future__ import annotations

import pytest

from sayso.reader import Reader
from sayso.record import Reading


def texts(reading: Reading, ids: tuple[str, ...]) -> list[str]:
    at = {m.id: " ".join(reading.article.text[m.start : m.end].split()) for m in reading.mentions}
    return [at[i] for i in ids]


def everybody(reading: Reading, role: str) -> list[str]:
    return [x for e in reading.events if e.type in ("ASSAULT", "X-HARM") for x in texts(reading, getattr(e, role))]


@pytest.mark.parametrize(
    ("text", "weapon"),
    [
        ("Two men armed with rifles shot the notary.", "rifles"),
        ("Youths threw a grenade at the customs house.", "a grenade"),
        ("A van loaded with dynamite exploded in Orvela.", "dynamite"),
        ("Rebels staged a dynamite attack on the depot.", "dynamite"),
        ("The attack on the garrison was carried out with three mortars.", "three mortars"),
    ],
)
def test_weapon_of_an_attack(reader: Reader, text: str, weapon: str) -> None:
    assert weapon in everybody(reader.read(text), "weapons")


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("A bomb exploded in front of the embassy on Monday.", "the embassy"),
        ("Strangers planted a bomb under a bus.", "a bus"),
        ("A bomb placed at the entrance of the bank went off.", "the bank"),
    ],
)
def test_target_of_a_bomb(reader: Reader, text: str, target: str) -> None:
    assert target in everybody(reader.read(text), "recipients")


def test_a_street_is_no_target(reader: Reader) -> None:
    assert everybody(reader.read("A bomb exploded in a street of Orvela on Monday."), "recipients") == []


@pytest.mark.parametrize(
    "text",
    [
        "A bomb exploded in Orvela, injuring three people. The victims were identified as Marta Quilla, Jorge Tapia and Luis Brandi.",
        "Those who were kidnapped are Marta Quilla, 40, Jorge Tapia, 32, and Luis Brandi.",
        "Gunmen killed three reporters: Marta Quilla, Jorge Tapia and Luis Brandi.",
        "Also injured were Marta Quilla, Jorge Tapia and Luis Brandi.",
        "Among the wounded are Marta Quilla, Jorge Tapia and Luis Brandi.",
    ],
)
def test_victims_told_by_name(reader: Reader, text: str) -> None:
    assert {"Marta Quilla", "Jorge Tapia", "Luis Brandi"} <= set(everybody(reader.read(text), "recipients"))


def test_a_roll_of_others_is_no_victim(reader: Reader) -> None:
    reading = reader.read("A bomb exploded in Orvela. The witnesses were identified as Marta Quilla and Jorge Tapia.")
    assert not {"Marta Quilla", "Jorge Tapia"} & set(everybody(reading, "recipients"))


def test_who_is_found_dead_suffers_it(reader: Reader) -> None:
    assert everybody(reader.read("Two nuns were found dead in Orvela."), "recipients") == ["Two nuns"]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Urban Guerrillas burned the bank in Orvela.", "group"),
        ("Red Column Guerrillas burned the bank in Orvela.", "group"),
    ],
)
def test_fighters_written_large_are_people(reader: Reader, text: str, doer: str) -> None:
    reading = reader.read(text)
    kind = {m.id: m.kind for m in reading.mentions}
    assert {kind[i] for e in reading.events if e.type == "ASSAULT" for i in e.actors} == {doer}


def test_a_pronoun_gives_way_to_what_it_stands_for(reader: Reader) -> None:
    text = "Four masked men entered the mine in Orvela on Monday. They shot the foreman."
    assert everybody(reader.read(text), "actors") == ["Four masked men"]


def test_a_modifier_gives_way_to_the_phrase_told_before(reader: Reader) -> None:
    text = "The rebels left Orvela on Monday. The rebel attack on the depot killed two guards."
    assert everybody(reader.read(text), "actors") == ["The rebels"]


def test_members_of_a_front_are_no_protesters(reader: Reader) -> None:
    reading = reader.read("Members of the Red Column burned two buses.")
    assert [e.type for e in reading.events] == ["ASSAULT"]


def test_a_pronoun_for_nobody_told_of_is_no_doer(reader: Reader) -> None:
    reading = reader.read("They shot the foreman of the mine.")
    assert everybody(reading, "actors") == []
    assert everybody(reading, "recipients") == ["the foreman of the mine"]


def test_who_speaks_of_his_own_deed_stays_its_doer(reader: Reader) -> None:
    assert everybody(reader.read("We attacked the garrison, the rebel radio said."), "actors") == ["We"]


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("A bomb killed Anna Berg, 42; Olaf Lind, 19, a baker; and sergeant Carl Holm.", ["Anna Berg", "Olaf Lind", "Carl Holm"]),
        ("The fire claimed the lives of deputy mayor Anna Berg and a judge.", ["Anna Berg"]),
        ("Rebels killed ten weavers, including the guild leader Anna Berg.", ["Anna Berg"]),
        ("The murder in Paris of guild leaders Anna Berg and Olaf Lind shocked the town.", ["Olaf Lind"]),
        ("A baker was shot dead. The baker was identified as Anna Berg.", ["Anna Berg"]),
    ],
)
def test_roll_of_victims(reader: Reader, text: str, victims: list[str]) -> None:
    found = everybody(reader.read(text), "recipients")
    assert [v for v in victims if v not in found] == []


def test_a_roll_ends_where_others_are_told_of(reader: Reader) -> None:
    found = everybody(reader.read("Rebels killed Anna Berg, a friend of Olaf Lind, after Carl Holm had fled."), "recipients")
    assert found == ["Anna Berg"]


def test_a_window_is_its_building(reader: Reader) -> None:
    assert everybody(reader.read("The blast broke the windows of the bank."), "recipients") == ["the bank"]


def test_the_car_of_a_car_bomb_is_no_target(reader: Reader) -> None:
    assert "vehicle" not in [m.kind for m in reader.read("The car bomb explosion killed four people.").mentions]


def test_one_victim_is_one_person(reader: Reader) -> None:
    text = "A man was shot dead in Orvela on Monday.\n\nPolice said the victim was shot twice.\n\nOlaf Lind was killed outside his house."
    reading = reader.read(text, published="2026-03-05")
    at = {m.id: m for m in reading.mentions}
    assert len({at[m].entity for e in reading.events if e.type in ("ASSAULT", "X-HARM") for m in e.recipients}) == 1


def test_two_victims_stay_two(reader: Reader) -> None:
    text = "A man was shot dead in Orvela on Monday.\n\nAnother man was killed in Brask."
    reading = reader.read(text, published="2026-03-05")
    at = {m.id: m for m in reading.mentions}
    assert len({at[m].entity or m for e in reading.events for m in e.recipients}) == 2


def test_aiming_is_no_shooting(reader: Reader) -> None:
    modes = [e.mode for e in reader.read("He pointed a gun at the clerk.").events if e.type == "ASSAULT"]
    assert modes == [None]
