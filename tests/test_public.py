"""What is worth a row: acts between parties of public life."""

from __future__ import annotations

import pytest

from sayso.reader import Reader
from sayso.record import Article

_INTERVIEW = """((Desk)) When did you begin to climb?

((Lena Ort)) My parents agreed to pay for lessons. The army arrested my uncle in 1994.

((Desk)) Who supported you?

((Lena Ort)) I think every person should support the clubs. They talk to me a lot.

((Desk)) What do you ask of Ruritania?

((Lena Ort)) We call it contagion."""


def _events(reader: Reader, text: str) -> list[tuple[str, str]]:
    reading = next(reader.read_many([Article(id="x", text=text, language="en", published="2024-05-02")]))
    return [(e.type, text[e.trigger[0] : e.trigger[1]]) for e in reading.events]


def test_an_interview_keeps_what_happened_only(reader: Reader) -> None:
    assert _events(reader, _INTERVIEW) == [("COERCE", "arrested")]


@pytest.mark.parametrize(
    "text",
    ["My sister asked her friends for help.", '"I support my daughter," said Lena Ort.', "The parents agreed to talk to their neighbours."],
)
def test_private_life_is_no_event(reader: Reader, text: str) -> None:
    assert _events(reader, text) == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ('"We attacked the base in France," a government spokesman said.', ("ASSAULT", "attacked")),
        ("The government asked the unions for patience.", ("REQUEST", "asked")),
    ],
)
def test_public_acts_stay(reader: Reader, text: str, event: tuple[str, str]) -> None:
    assert event in _events(reader, text)


def test_things_are_no_recipients_of_words(reader: Reader) -> None:
    text = "The minister condemned this disastrous mistake on Monday."
    reading = next(reader.read_many([Article(id="x", text=text, language="en", published="2024-05-02")]))
    assert [(e.type, e.recipients) for e in reading.events] == [("ACCUSE", ())]


@pytest.mark.parametrize(
    "text",
    [
        "The aircraft overran the runway at Orvela.",
        "His politics have clashed with the party.",
        "Lena Ort sat in the hall, surrounded by family.",
    ],
)
def test_figures_of_speech_are_no_violence(reader: Reader, text: str) -> None:
    assert not [e for e in _events(reader, text) if e[0] == "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "type_", "recipients"),
    [
        ("The premier denied all claims that the envoy was bribed.", "REJECT", []),
        ("The senator ended his campaign on Friday.", "RETREAT", []),
        ("The miller pleaded guilty to the charges.", "ACCUSE", ["The miller"]),
        ("Four traders face charges in Orvela.", "ACCUSE", ["Four traders"]),
        ("Ruritania demanded a meeting of the Security Council.", "REQUEST", ["Security Council"]),
        ("Students are boycotting the presidential poll.", "PROTEST", ["the presidential poll"]),
        ("The mayor pledged to hold fair elections.", "AGREE", []),
        ("The council restricted the firm's operations.", "COERCE", ["the firm"]),
        ("The envoy was airlifted to Nairobi by a charity.", "AID", ["The envoy"]),
        ("Ruritania expelled the ambassador to Gabon.", "SANCTION", ["the ambassador"]),
        ("Protests against the killing of Lena Ort by police erupted in Orvela.", "PROTEST", ["police"]),
    ],
)
def test_only_somebody_is_a_party(reader: Reader, text: str, type_: str, recipients: list[str]) -> None:
    reading = reader.read(text)
    names = {m.id: text[m.start : m.end] for m in reading.mentions}
    assert [[names[m] for m in e.recipients] for e in reading.events if e.type == type_] == [recipients]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The island is rarely hit by hurricanes.", "X-HARM"),
        ("The guild raises money annually to help widows in Orvela.", "AID"),
        ("The bishop founded a charity which helps orphans in Orvela.", "AID"),
        ("The drummer of the Merry Dead lives in Orvela.", "X-HARM"),
        ("The president of Ruritania held a press conference in Orvela.", "CONSULT"),
        ("The mayor spoke with reporters in Orvela.", "CONSULT"),
    ],
)
def test_habits_names_and_talks_with_the_press_are_no_events(reader: Reader, text: str, type_: str) -> None:
    assert [e.type for e in reader.read(text).events if e.type == type_] == []


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The island was hit by a hurricane on Monday.", "X-HARM"),
        ("The guild raised money to help widows in Orvela.", "AID"),
        ("The president of Ruritania and the king of Sylvania held a press conference in Orvela.", "CONSULT"),
        ("The mayor of Orvela met the governor of Brask.", "CONSULT"),
    ],
)
def test_what_was_done_once_is_an_event(reader: Reader, text: str, type_: str) -> None:
    assert type_ in [e.type for e in reader.read(text).events]


def test_a_doubt_yields_to_words_that_surely_tell_of_an_event(reader: Reader) -> None:
    text = (
        "LORIM — Police detained two clerks of the harbour office in Lorim on Monday over the missing relief fund. The prefect promised "
        "an inquiry. Dockers blocked the quay for a third day, and the army sent two patrol boats to the strait.\n\n"
        "Treasurer Pavo Drenn denied any wrongdoing. The council of Lorim suspended him on Tuesday, and two banks froze the accounts of "
        "the fund. His lawyer said that the charges were an invention of the prefect, who faces an election in May."
    )
    events = reader.explain(Article(id="a", text=text, language="en"))[0]
    assert any(e.type == "REJECT" and e.words == "denied" for e in events)
