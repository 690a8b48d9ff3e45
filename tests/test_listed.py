"""Parties that a list hides, and the body that announces its own act."""

from __future__ import annotations

import pytest

from parties import first, words
from sayso.reader import Reader


@pytest.mark.parametrize(
    ("text", "type_", "recipients"),
    [
        ("The crash killed five children in a church bus and two truck drivers.", "X-HARM", ["five children", "two truck drivers"]),
        ("The blast wounded three guards in a hotel and a taxi driver.", "X-HARM", ["three guards", "a taxi driver"]),
        ("The crash killed five children in a bus and a van.", "X-HARM", ["five children"]),
        ("The party nominated Lena Orth for president and farmer Tom Vell for vice president.", "SUPPORT", ["Lena Orth", "Tom Vell"]),
        ("The party nominated Lena Orth for president and party leader.", "SUPPORT", ["Lena Orth"]),
    ],
)
def test_recipients_beside_a_place_or_an_office(reader: Reader, text: str, type_: str, recipients: list[str]) -> None:
    r = reader.read(text)
    assert words(r, first(r, type_).recipients) == recipients


@pytest.mark.parametrize(
    ("text", "type_", "actors"),
    [
        ("On Monday the delegations of Peru, Gabon and Kenya met for the third time in Lima.", "CONSULT", ["Peru", "Gabon", "Kenya"]),
        ("The delegations of Chad met the press and the mayor.", "CONSULT", ["The delegations of Chad"]),
        (
            "On Friday, the Farmers Union of Brask and Orvela Rights Fund filed a lawsuit against the state of Brask.",
            "ACCUSE",
            ["Farmers Union", "Orvela Rights Fund"],
        ),
        ("On Friday, the Farmers Union of Brask filed a lawsuit against the ministry.", "ACCUSE", ["Farmers Union"]),
        (
            "Retailer Teska and rival retailer Sallow Group announced their agreement over selling the branch.",
            "SUPPORT",
            ["Teska", "Sallow Group"],
        ),
    ],
)
def test_actors_of_a_list(reader: Reader, text: str, type_: str, actors: list[str]) -> None:
    r = reader.read(text)
    assert words(r, first(r, type_).actors) == actors


@pytest.mark.parametrize(
    ("text", "type_", "actors"),
    [
        ("The chess federation announced that two players were banned from the national team.", "COERCE", ["The chess federation"]),
        ("The Ministry of Justice announced the lawyers were released from prison.", "RETREAT", ["Ministry of Justice"]),
        ("The airline was banned from the airport, the ministry announced.", "COERCE", ["the ministry"]),
        ("The singer announced that two players were banned from the national team.", "COERCE", []),
        ("The ministry announced that two lawyers were arrested.", "COERCE", []),
        ("The federation claimed that two players were banned from the national team.", "COERCE", []),
    ],
)
def test_who_announces_a_ban_or_release_does_it(reader: Reader, text: str, type_: str, actors: list[str]) -> None:
    r = reader.read(text)
    assert words(r, first(r, type_).actors) == actors


def test_a_name_is_not_cut_at_its_hyphen(reader: Reader) -> None:
    r = reader.read("Mayor Kim Won-soon was found dead on Friday, police said.")
    assert words(r, first(r, "X-HARM").recipients) == ["Kim Won-soon"]


@pytest.mark.parametrize(
    ("text", "actors", "recipients"),
    [
        ("Vell became leader of the party and prime minister after Clara Voss stepped down in July.", ["Clara Voss"], []),
        ("Vell took over the party after Lena Orth and stepped down in July.", ["Vell"], []),
        ("The minister stepped down as chairman.", ["The minister"], []),
    ],
)
def test_who_steps_down(reader: Reader, text: str, actors: list[str], recipients: list[str]) -> None:
    e = first(r := reader.read(text), "RETREAT")
    assert (words(r, e.actors), words(r, e.recipients)) == (actors, recipients)
