"""Entities: one entity for one actor, with its sector and country; each test sentence is invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.find.mentions import find_mentions
from sayso.find.quotes import find_quotes
from sayso.language.story import Story
from sayso.reader import Reader
from sayso.record import Entity
from sayso.resolve.entities import resolve_entities

Resolve = Callable[..., tuple[dict[str, str | None], dict[str | None, Entity]]]


@pytest.fixture
def resolve(reader: Reader, story: Callable[..., Story]) -> Resolve:
    def run(text: str, **fields: object) -> tuple[dict[str, str | None], dict[str | None, Entity]]:
        s = story(text, **fields)
        mentions, entities = resolve_entities(s, find_mentions(s, (), reader.codebook), find_quotes(s), reader.codebook)
        return {text[m.start : m.end]: m.entity for m in mentions}, {x.id: x for x in entities}

    return run


def test_surname_title_and_pronoun(resolve: Resolve) -> None:
    of, entities = resolve("Health Minister Marta Lindqvist opened the clinic. Lindqvist said she was proud. The minister then left.")
    assert of["Marta Lindqvist"] == of["Lindqvist"] == of["she"] == of["The minister"]
    x = entities[of["Marta Lindqvist"]]
    assert (x.name, x.kind, x.role, x.sector) == ("Marta Lindqvist", "person", "Health Minister", "GOV")


def test_acronym_and_the_group(resolve: Resolve) -> None:
    of, entities = resolve("The Front for Highland Unity (FHU) seized a bridge. The FHU said little. The group wants a state of its own.")
    assert of["Front for Highland Unity"] == of["FHU"] == of["The group"]
    assert entities[of["FHU"]].name == "Front for Highland Unity"


def test_apposition_gives_role_and_affiliation(resolve: Resolve) -> None:
    of, entities = resolve("Omar Belkacem, a spokesman for the Lake Fishermen's Union, denied it.")
    x = entities[of["Omar Belkacem"]]
    assert x.role is not None
    assert x.role.startswith("spokesman")
    assert x.affiliation is not None
    assert entities[x.affiliation].name == "Lake Fishermen's Union"


@pytest.mark.parametrize(
    ("phrase", "sector", "country"),
    [
        ("Peruvian soldiers", "MIL", "PER"),
        ("two armed rebels", "REB", None),
        ("a former Danish minister", "ELI", "DNK"),
        ("farmers in Ghana", "AGR", "GHA"),
        ("a police spokesman", "COP", None),
        ("Kenya's parliament", "LEG", "KEN"),
    ],
)
def test_sector_and_country_of_a_phrase(resolve: Resolve, phrase: str, sector: str, country: str | None) -> None:
    text = f"On Friday, {phrase} spoke to reporters."
    of, entities = resolve(text)
    words = [m for m in of if m in phrase and phrase.split(" in ")[0] in (m, phrase.split(" in ")[0])]
    best = entities[of[max(words, key=len)]]
    assert (best.sector, best.country) == (sector, country)


def test_organ_of_a_state_has_its_id(resolve: Resolve) -> None:
    of, entities = resolve("Norway's Foreign Ministry summoned the envoy.")
    x = entities[of["Foreign Ministry"]]
    assert (x.sector, x.country) == ("GOV", "NOR")
    assert x.kb is not None
    assert x.kb["sayso"] == "NOR.MFA"


def test_two_men_of_one_verb_are_two(resolve: Resolve) -> None:
    of, _ = resolve("Peter Vance attacked him with a knife.")
    assert of["him"] != of["Peter Vance"]


def test_country_from_place_and_from_context(reader: Reader) -> None:
    text = (
        "NAIROBI, Kenya - The army fired on a crowd in Kenya's capital, a resident of Milan said. Kenya has seen many protests.\n\n"
        "Kenyan officials said nothing."
    )
    reading = reader.read(text, published="2020-05-01")
    of = {text[m.start : m.end]: m.entity for m in reading.mentions}
    country = {x.id: x.country for x in reading.entities}
    assert country[of["The army"] or ""] == "KEN"
    assert country[of["a resident of Milan"] or ""] == "ITA"


def test_i_in_a_quotation_is_its_speaker(reader: Reader) -> None:
    text = 'Pilar Quesada runs the harbour. "I will not leave and nobody tells me to," Quesada said.'
    reading = reader.read(text)
    of = {text[m.start : m.end]: m.entity for m in reading.mentions}
    assert of["I"] == of["Pilar Quesada"] == of["Quesada"]
