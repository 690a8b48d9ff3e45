"""Events: frames, slots, merging. The sentences are invented."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.codebook.frames import load_frames
from sayso.codebook.patterns import parse_pattern, parse_slots
from sayso.errors import CodebookError
from sayso.reader import Reader
from sayso.record import Event, Reading


def words(reading: Reading, ids: tuple[str, ...]) -> str:
    at = {m.id: reading.article.text[m.start : m.end] for m in reading.mentions}
    return " + ".join(at[i] for i in ids)


def one(reading: Reading, type_: str) -> Event:
    found = [e for e in reading.events if e.type == type_]
    assert len(found) == 1, [(e.type, reading.article.text[slice(*e.trigger)]) for e in reading.events]
    return found[0]


@pytest.mark.parametrize(
    ("text", "type_", "actor", "recipient"),
    [
        ("Kenyan soldiers shelled the village of Bura on Tuesday.", "ASSAULT", "Kenyan soldiers", "village"),
        ("The village of Bura was shelled by Kenyan soldiers.", "ASSAULT", "Kenyan soldiers", "village"),
        ("Two nurses got arrested by the Peruvian police in Lima.", "COERCE", "police", "Two nurses"),
        ("The shelling of the village by Kenyan soldiers shocked the region.", "ASSAULT", "Kenyan soldiers", "village"),
        ("Peru's raid on the warehouse was condemned by nobody.", "ASSAULT", "Peru", "warehouse"),
        ("Officers who arrested the mayor on Friday refused comment.", "COERCE", "Officers", "mayor"),
        ("The bandits vowed to attack the convoy.", "THREATEN", "bandits", "convoy"),
        ("Norway agreed to send doctors to Sudan.", "AGREE", "Norway", "Sudan"),
        ("Norway will release the fishermen, its minister said.", "AGREE", "Norway", "fishermen"),
        ("Chad broke off diplomatic ties with Gabon.", "SANCTION", "Chad", "Gabon"),
        ("The minister criticised Gabon's decision to close the port.", "ACCUSE", "minister", "Gabon"),
        ("Farmers staged a protest against the government in Quito.", "PROTEST", "Farmers", "government"),
        ("The bishop urged the rebels to free the teachers.", "REQUEST", "bishop", "rebels"),
        ("Chad lifted the curfew imposed on the town of Abeche.", "CONCEDE", "Chad", "Abeche"),
    ],
)
def test_slots(reader: Reader, text: str, type_: str, actor: str, recipient: str) -> None:
    reading = reader.read(text)
    e = one(reading, type_)
    assert actor in words(reading, e.actors)
    assert recipient in words(reading, e.recipients)


@pytest.mark.parametrize(
    "text",
    [
        "He suffered a heart attack at home.",
        "The studio shot a film in Morocco.",
        "The striker hit a record of forty goals.",
        "They killed time in the hotel bar.",
    ],
)
def test_figurative_words_are_no_events(reader: Reader, text: str) -> None:
    assert [e.type for e in reader.read(text).events if e.type == "ASSAULT"] == []


def test_outcome_and_act_are_one_event(reader: Reader) -> None:
    reading = reader.read("Gunmen opened fire on a bus near Kano, killing three soldiers and wounding a nurse.")
    e = one(reading, "ASSAULT")
    assert e.mode == "firearms"
    assert "bus" in words(reading, e.recipients)
    assert "three soldiers" in words(reading, e.recipients)


def test_a_fight_has_both_sides_on_both_sides(reader: Reader) -> None:
    reading = reader.read("Fierce clashes between the army and the rebels erupted in the town of Bura.")
    e = one(reading, "ASSAULT")
    assert e.mode == "clash"
    assert set(e.actors) == set(e.recipients)
    assert len(e.actors) == 2


def test_harm_without_a_doer(reader: Reader) -> None:
    assert one(reader.read("Nine passengers were killed when a bus overturned near Puno."), "X-HARM").mode is None
    bomb = one(reader.read("A car bomb killed nine passengers near Puno."), "ASSAULT")
    assert bomb.mode == "explosives"
    assert bomb.weapons
    assert not bomb.actors


@pytest.mark.parametrize(
    ("text", "threat"),
    [
        ("Parliament will debate the emergency law on Monday.", False),
        ("The movement said it would end its sit-in at the town hall.", False),
        ("Tarvia will impose sanctions on Brask.", True),
    ],
)
def test_what_is_done_about_a_hostile_act_is_no_threat(reader: Reader, text: str, threat: bool) -> None:
    assert any(e.type == "THREATEN" for e in reader.read(text).events) == threat


def test_own_frames_and_their_mistakes(tmp_path: Path) -> None:
    good = tmp_path / "own.toml"
    good.write_text('[[frame]]\nname = "x.yodel"\ntype = "PROTEST"\nverbs = "yodel >?at"\n', encoding="utf-8")
    assert load_frames([good]).verbs["yodel"][0][1].name == "x.yodel"
    bad = tmp_path / "bad.toml"
    bad.write_text('[[frame]]\nname = "x.yodel"\ntype = "PROTEST"\n\nverbs = ["yodel obj=@nowhere"]\n', encoding="utf-8")
    with pytest.raises(CodebookError, match=r"bad\.toml, line 5.*no class @nowhere"):
        load_frames([bad])
    bad.write_text('[[frame]]\nname = "x.yodel"\ntype = "SING"\nverbs = "yodel"\n', encoding="utf-8")
    with pytest.raises(CodebookError, match=r"line 3.*SING"):
        load_frames([bad])


@given(st.text(alphabet="ab|@#=!><?+-_ :c", max_size=30))
def test_patterns_parse_or_are_value_errors(source: str) -> None:
    with contextlib.suppress(ValueError):
        assert parse_pattern(source, {"c": frozenset({"w"})}).heads


@given(st.text(alphabet="abAR:| T", max_size=20))
def test_slots_parse_or_are_value_errors(source: str) -> None:
    with contextlib.suppress(ValueError):
        assert all(role for _, role in parse_slots(source))


def test_explain_names_frame_slots_and_misses(reader: Reader) -> None:
    from sayso.record import Article

    events, misses = reader.explain(Article(id="a", text="Gunmen attacked a church in Jos. He suffered a heart attack."))
    assert [(e.type, e.frame) for e in events] == [("ASSAULT", "assault.attack")]
    assert {(s.role, s.slot) for s in events[0].slots} == {("actor", "subj"), ("recipient", "obj")}
    assert any("no event" in t.reason for t in misses)


@pytest.mark.parametrize(
    ("text", "trigger", "victims"),
    [
        (
            "A car bomb exploded outside a court in Tandil on Monday, killing three people and wounding 21 others, police said.",
            "exploded",
            3,
        ),
        ("A suicide attack struck a mosque in Tandil, killing nine.", "struck", 9),
    ],
)
def test_an_attack_as_subject_is_no_second_event(reader: Reader, text: str, trigger: str, victims: int) -> None:
    event = one(reader.read(text, published="2024-03-18"), "ASSAULT")
    assert text[slice(*event.trigger)] == trigger
    assert next(f.low for f in event.figures if f.kind == "killed") == victims


@pytest.mark.parametrize(
    ("text", "type_", "actor", "recipient"),
    [
        ("Gabon was condemned in a joint statement by Chad and Kenya.", "ACCUSE", "Chad + Kenya", "Gabon"),
        ("The envoy to Norway Lena Orth accused Gabon of fraud.", "ACCUSE", "Lena Orth", "Gabon"),
        ("Sudan is under United States sanctions.", "SANCTION", "United States", "Sudan"),
        ("The party nominated Lena Orth for president.", "SUPPORT", "The party", "Lena Orth"),
        ("A rapporteur for the European Union who criticised Gabon resigned.", "ACCUSE", "A rapporteur", "Gabon"),
        ("President Lena Orth lashed out at the mayor.", "ACCUSE", "Lena Orth", "the mayor"),
    ],
)
def test_who_it_is(reader: Reader, text: str, type_: str, actor: str, recipient: str) -> None:
    reading = reader.read(text)
    e = one(reading, type_)
    assert (words(reading, e.actors), words(reading, e.recipients)) == (actor, recipient)


def test_those_named_of_many_are_parties_too(reader: Reader) -> None:
    reading = reader.read("Police detained nine people, including Lena Orth and Paul Brandt.")
    assert words(reading, one(reading, "COERCE").recipients) == "nine people + Lena Orth + Paul Brandt"


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("The senator denounced the premier's budget on Monday.", "disapprove"),
        ("The league took issue with the minister over the dam.", "disapprove"),
        ("The union accused the mayor of theft.", "allege"),
        ("Farmers filed a lawsuit against the ministry.", "allege"),
        ("Police launched an investigation into the premier.", "investigate"),
        ("Prosecutors are investigating the mayor of Lorim.", "investigate"),
    ],
)
def test_mode_by_the_word_of_a_frame(reader: Reader, text: str, mode: str) -> None:
    assert one(reader.read(text), "ACCUSE").mode == mode


def test_modes_of_a_frame_are_words_by_mode(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[[frame]]\nname = "x.y"\ntype = "ACCUSE"\nmodes = 3\nverbs = "tut"\n', encoding="utf-8")
    with pytest.raises(CodebookError, match="modes"):
        load_frames([path])
