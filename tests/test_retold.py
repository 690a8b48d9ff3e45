"""One row for one happening and each voice. The texts are invented."""

from __future__ import annotations

import pytest

from sayso.reader import Reader
from sayso.record import Event, Reading

DAY = "2021-06-16"


def told(reading: Reading, *types: str) -> list[tuple[str, str]]:
    """(word, status) of the events of these types."""
    text = reading.article.text
    return [(text[slice(*e.trigger)], e.status) for e in reading.events if e.type in types]


def party(reading: Reading, e: Event) -> set[str]:
    text = reading.article.text
    return {text[m.start : m.end] for m in reading.mentions if m.id in (*e.actors, *e.recipients)}


@pytest.mark.parametrize(
    ("text", "types", "rows"),
    [
        # a definite noun points back, whoever speaks
        (
            "Ruritania banned the Crimson Party on Monday. A bishop said that the ban on the Crimson Party was unwise.",
            ("COERCE",),
            [("banned", "reported")],
        ),
        (
            "Police arrested the poet Ilya Brandt on Monday. Neighbours said that they were shocked by Brandt's arrest.",
            ("COERCE",),
            [("arrested", "reported")],
        ),
        # the same voice, the same word, the same party
        (
            "Police arrested the poet Ilya Brandt on Monday. Snow fell all night. Brandt was arrested at his flat in Orvela.",
            ("COERCE",),
            [("arrested", "reported")],
        ),
        # the same voice goes on about one accident
        (
            "A bus overturned near Orvela on Monday. Eight passengers died. The passengers were trapped in the bus for hours.",
            ("X-HARM",),
            [("overturned", "reported")],
        ),
    ],
)
def test_a_later_telling_that_tells_nothing_of_its_own_makes_no_row(
    reader: Reader, text: str, types: tuple[str, ...], rows: list[tuple[str, str]]
) -> None:
    assert told(reader.read(text, published=DAY), *types) == rows


@pytest.mark.parametrize(
    ("text", "types", "number"),
    [
        # another voice tells it
        ("Police arrested Ilya Brandt on Monday. The mayor of Orvela confirmed that Brandt was arrested.", ("COERCE",), 2),
        # another day
        ("Police arrested Ilya Brandt on 3 June. On 9 June Brandt was arrested again in Orvela.", ("COERCE",), 2),
        # another person
        ("Police arrested the poet Ilya Brandt on Monday. Police arrested the painter Ossip Vell on Monday.", ("COERCE",), 2),
        # another toll
        ("A bus overturned near Orvela on Monday. Eight passengers died. Twelve passengers were injured.", ("X-HARM",), 2),
        # somebody says who did it
        ("A bomb killed the mayor of Orvela on Monday. The bishop blamed the Crimson Front for the attack.", ("ASSAULT", "X-HARM"), 2),
        # somebody else is asked
        ("The bishop asked the junta for a pardon. The bishop asked the guild for a pardon.", ("REQUEST",), 2),
    ],
)
def test_what_tells_something_of_its_own_is_a_row(reader: Reader, text: str, types: tuple[str, ...], number: int) -> None:
    assert len(told(reader.read(text, published=DAY), *types)) == number


def test_the_first_row_takes_in_what_the_later_one_adds(reader: Reader) -> None:
    text = "Ilya Brandt was arrested on Monday. Snow fell all night. Brandt was arrested by soldiers."
    r = reader.read(text, published=DAY)
    arrests = [e for e in r.events if e.type == "COERCE"]
    assert [party(r, e) for e in arrests] == [{"Ilya Brandt", "soldiers"}]
