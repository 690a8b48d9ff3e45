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


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("President of Kenya Tom Barasa resigned. He gave no reason.", ("President of Kenya", "Tom Barasa", "He")),
        ("The mayor of Odense, Lise Holm, said her town was safe.", ("The mayor of Odense", "Lise Holm", "her")),
        ("The union's leader, Lise Holm, left. Holm wept.", ("The union's leader", "Lise Holm", "Holm")),
        ("Party chairman and Mayor Lise Holm spoke. Holm wept.", ("Party chairman", "Lise Holm", "Holm")),
        ("Arvo Gunta, 33, cut himself on Monday. Gunta left.", ("Arvo Gunta", "himself", "Gunta")),
        ("The queen opened the session. Later Queen Sofia left.", ("The queen", "Sofia")),
        ("Offering his help, Peter Vance called the mayor.", ("his", "Peter Vance")),
        ("Members of Chile's Senate met. The Chilean senate voted late.", ("Senate", "The Chilean senate")),
        ("Hurricane Zelda hit the coast. Zelda then turned north.", ("Hurricane Zelda", "Zelda")),
        ("The Lake Fishery Council (Lake FC) met. The council said no.", ("Lake Fishery Council", "The council")),
        ("The Lake Fishery Council met. The Lake Council said no.", ("Lake Fishery Council", "Lake Council")),
        ("Dr. Ann Bell was tried. The court heard that the doctor fled.", ("Ann Bell", "the doctor")),
    ],
)
def test_one_entity(resolve: Resolve, text: str, same: tuple[str, ...]) -> None:
    of, _ = resolve(text)
    assert {of[w] for w in same} == {of[same[0]]}
    assert of[same[0]] is not None


def test_the_country_is_the_one_told_of(resolve: Resolve) -> None:
    of, entities = resolve("Chad closed its border. Analysts say the country is divided.")
    assert of["the country"] == of["Chad"]
    assert entities[of["the country"]].kind == "country"


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("Women marched in the rain. Nobody came. It was late. Then it snowed. Women were tired.", ("Women", "Women")),
        ("England played well. The United Kingdom joined the pact.", ("England", "United Kingdom")),
        ("The government fell. Governments in the region were silent.", ("The government", "Governments")),
        ("Ana Lund, the mayor, and the governor of Rona met.", ("Ana Lund", "the governor of Rona")),
    ],
)
def test_two_entities(reader: Reader, story: Callable[..., Story], text: str, apart: tuple[str, str]) -> None:
    s = story(text)
    mentions, _ = resolve_entities(s, find_mentions(s, (), reader.codebook), find_quotes(s), reader.codebook)
    first = next(m for m in mentions if text[m.start : m.end] == apart[0])
    last = next(m for m in reversed(mentions) if text[m.start : m.end] == apart[1])
    assert first.entity != last.entity


def test_an_office_is_no_name(resolve: Resolve) -> None:
    of, _ = resolve("Norway's Prime Minister Kari Moe spoke to the Secretary of State.")
    assert "Prime Minister" not in of


def test_we_is_whom_the_speaker_speaks_for(reader: Reader) -> None:
    text = (
        'Omar Belkacem, a spokesman for the Lake Fishermen\'s Union, denied it. "We will not sell our boats," Belkacem said. "I am sure."'
    )
    reading = reader.read(text)
    of = {text[m.start : m.end]: m.entity for m in reading.mentions}
    assert of["We"] == of["our"] == of["Lake Fishermen's Union"]
    assert of["I"] == of["Omar Belkacem"]


def test_an_office_held_is_nobody(resolve: Resolve) -> None:
    of, _ = resolve("Ana Lund served as mayor of Rona for two years. In 1999 she became finance minister.")
    assert of["mayor of Rona"] is None
    assert of["finance minister"] is None
    assert of["she"] == of["Ana Lund"]


def test_it_as_object_is_rather_a_thing(resolve: Resolve) -> None:
    of, _ = resolve("The Lake Council wrote a report. Nobody read it.")
    assert of["it"] != of["Lake Council"]


def test_only_who_has_a_mind_says(resolve: Resolve) -> None:
    of, _ = resolve("The rebels bought rifles. They said nothing.")
    assert of["They"] == of["The rebels"]


def test_a_family_or_government_has_a_persons_name(resolve: Resolve) -> None:
    of, entities = resolve("Peter Vance spoke. The Vance administration fell. Cafe Roma restaurant closed. Cafe Roma was old.")
    assert entities[of["Peter Vance"]].kind == "person"
    assert entities[of["Cafe Roma"]].kind == "organization"


@pytest.mark.parametrize(
    ("text", "day", "names"),
    [
        ("President Bush left for Rome.", "2005-05-01", {"Bush": "USA.george-w-bush"}),
        ("President Bush left for Rome.", "1990-05-01", {"Bush": "USA.george-h-w-bush"}),
        ("The US president spoke.", "2005-05-01", {"The US president": "USA.george-w-bush"}),
        ("The US president spoke.", "2021-05-01", {"The US president": "USA.joe-biden"}),
        ("The Russian president spoke. Mr Putin then left.", "2005-05-01", {"The Russian president": "RUS.vladimir-putin"}),
        ("A former US president spoke.", "2021-05-01", {"A former US president": None}),
        ("The Kremlin denied it.", "2021-05-01", {"Kremlin": "RUS.GOV"}),
        ("Downing Street denied it.", "2021-05-01", {"Downing Street": "GBR.GOV"}),
    ],
)
def test_office_holders_and_seats_of_power_on_a_day(reader: Reader, text: str, day: str, names: dict[str, str | None]) -> None:
    reading = reader.read(text, published=day)
    of = {text[m.start : m.end]: m.entity for m in reading.mentions}
    kb = {x.id: (x.kb or {}).get("sayso") for x in reading.entities}
    assert {name: kb[of[name] or ""] for name in names} == names
