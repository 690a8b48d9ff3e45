"""Harm has no doer, and who tells of it did not suffer it."""

from __future__ import annotations

import pytest

from parties import first, words
from sayso.reader import Reader
from sayso.record import Article, Reading


def read(reader: Reader, text: str) -> Reading:
    return reader.read(Article(id="t", text=text, outlet="The Courier", published="2031-04-02"))


@pytest.mark.parametrize(
    "text",
    [
        "Police have confirmed six deaths.",
        "The number is higher than the six deaths that prosecutors have confirmed.",
    ],
)
def test_who_counts_the_dead_takes_no_part(reader: Reader, text: str) -> None:
    r = read(reader, text)
    harm = first(r, "X-HARM")
    assert (words(r, harm.actors), words(r, harm.recipients)) == ([], [])
    assert [(f.kind, f.low) for f in harm.figures] == [("killed", 6)]


def test_a_hedged_number_keeps_its_hedge_at_the_start_of_a_sentence(reader: Reader) -> None:
    r = read(reader, "At least 34 people were injured, police said.")
    assert words(r, first(r, "X-HARM").recipients) == ["At least 34 people"]


def test_those_held_in_connection_with_an_attack_are_suspected_of_it_not_who_holds_them(reader: Reader) -> None:
    r = read(reader, "Gunmen raided the depot. Police have arrested two men in connection with the attack, a prosecutor said.")
    by = [words(r, e.actors) for e in r.events if e.type == "ASSAULT"]
    assert ["Police"] not in by
    assert by[-1] == ["two men"]


def test_a_group_named_like_a_paper_is_no_outlet(reader: Reader) -> None:
    r = read(reader, "The Orvan Vanguard again denied any role in the attack on the depot.")
    assert "outlet" not in {v.kind for e in r.events for v in e.chain[:-1]}


@pytest.mark.parametrize(
    ("text", "type_", "actor", "recipient"),
    [
        ("A bear attacked two hikers near Orvela.", "X-HARM", [], ["two hikers"]),
        ("A truck struck three cyclists on the road to Brask.", "X-HARM", [], ["three cyclists"]),
        ("The virus infected hundreds of villagers.", "X-HARM", [], ["hundreds of villagers"]),
        ("The militia was responsible for the deaths of nine villagers.", "ASSAULT", ["The militia"], ["nine villagers"]),
        ("The gunmen struck the convoy.", "ASSAULT", ["The gunmen"], ["the convoy"]),
    ],
)
def test_what_nobody_means_to_do_is_harm(reader: Reader, text: str, type_: str, actor: list[str], recipient: list[str]) -> None:
    r = read(reader, text)
    e = first(r, type_)
    assert (words(r, e.actors), words(r, e.recipients)) == (actor, recipient)


@pytest.mark.parametrize(
    "text", ["It was the first such act after the Orvela bombing.", "The Orvela bombings of 2015 were recalled in the town."]
)
def test_neither_town_nor_year_takes_part(reader: Reader, text: str) -> None:
    bombing = next(e for e in reader.read(text).events if e.type == "ASSAULT")
    assert not bombing.actors
    assert not bombing.recipients
