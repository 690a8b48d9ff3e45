"""Status, type and parties of invented sentences through the whole reading (data/status_whole.tsv), and what the parties hang on."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.codebook.files import read_tsv
from sayso.reader import Reader
from sayso.record import Article, Event, Reading

COLUMNS = ("status", "type", "trigger", "actor", "recipient", "text")
ROWS = [row for _, row in read_tsv(Path(__file__).parent / "data" / "status_whole.tsv", COLUMNS)]


@pytest.fixture(scope="module")
def readings(reader: Reader) -> dict[str, Reading]:
    articles = [Article(id=str(i), text=row["text"], language="en") for i, row in enumerate(ROWS)]
    return {r.article.text: r for r in reader.read_many(articles)}


def spans(reading: Reading, ids: tuple[str, ...]) -> list[tuple[int, int]]:
    """Spans of the mentions and of everything their entities are called."""
    mine = {m.id: m for m in reading.mentions}
    known = {mine[i].entity for i in ids} - {None}
    return [(m.start, m.end) for m in reading.mentions if m.id in ids or m.entity in known]


def holds(reading: Reading, ids: tuple[str, ...], words: str) -> bool:
    at = reading.article.text.lower().find(words.lower())
    return not words or any(a < at + len(words) and at < b for a, b in spans(reading, ids))


@pytest.mark.parametrize("row", ROWS, ids=[r["text"][:60] for r in ROWS])
def test_reading_says_it(readings: dict[str, Reading], row: dict[str, str]) -> None:
    reading = readings[row["text"]]
    at = row["text"].find(row["trigger"])
    assert at >= 0

    def right(e: Event) -> bool:
        return (
            e.trigger[0] < at + len(row["trigger"])
            and at < e.trigger[1]
            and e.type in row["type"].split("|")
            and e.status == row["status"]
            and holds(reading, e.actors, row["actor"])
            and holds(reading, e.recipients, row["recipient"])
        )

    assert any(right(e) for e in reading.events), [(e.type, e.status, row["text"][slice(*e.trigger)]) for e in reading.events]


def read(reader: Reader, text: str) -> Reading:
    return next(iter(reader.read_many([Article(id="t", text=text, language="en")])))


def named(reading: Reading, ids: tuple[str, ...]) -> list[str]:
    return [reading.article.text[m.start : m.end] for m in reading.mentions if m.id in ids]


@pytest.mark.parametrize(
    ("text", "type_", "actors", "recipients"),
    [
        ("Kenyan and Ugandan envoys signed a border treaty.", "SUPPORT", ["Kenyan", "Ugandan"], ["Kenyan", "Ugandan"]),
        (
            "Taliban fighters overran a camp near Varn, officials said Tuesday, killing nine guards.",
            "ASSAULT",
            ["Taliban fighters"],
            ["nine guards"],
        ),
        ("The queen called President Anders Holm to congratulate him.", "SUPPORT", ["The queen"], ["him"]),
        ("A judge found Pavel Orsk guilty of fraud.", "ACCUSE", ["A judge"], ["Pavel Orsk"]),
        ("Sweden says it will not accept asylum seekers.", "REJECT", ["it"], ["asylum seekers"]),
        ("Two wounded climbers were airlifted to Lorim.", "AID", [], ["Two wounded climbers"]),
        ("The flood caused the deaths of six miners.", "X-HARM", [], ["six miners"]),
        ("Norway launched a cyber attack on the port of Tolva.", "ASSAULT", ["Norway"], ["the port of Tolva"]),
    ],
)
def test_parties(reader: Reader, text: str, type_: str, actors: list[str], recipients: list[str]) -> None:
    reading = read(reader, text)
    found = [(named(reading, e.actors), named(reading, e.recipients)) for e in reading.events if e.type == type_]
    assert (actors, recipients) in [(a, [r for r in rs if r in recipients]) for a, rs in found], found


def test_words_cut_at_their_hyphens_are_one(reader: Reader) -> None:
    assert [e.type for e in read(reader, "Clerks staged a sit-in outside the palace.").events] == ["PROTEST"]


@pytest.mark.parametrize("text", ["How will you work with the council?", "She supports gun rights.", "They demanded patience."])
def test_views_and_questions_are_no_events(reader: Reader, text: str) -> None:
    assert read(reader, text).events == ()
