"""Where and when violence happened that names no place or day: the scene that it is told in, the country of the article. Invented texts."""

from __future__ import annotations

from sayso.reader import Reader
from sayso.record import Event, Reading

DAY = "2021-06-16"
ABROAD = "Rebels also burned a school in Usulutan on 9 June.\n\n"


def told(reading: Reading, word: str) -> Event:
    return next(e for e in reading.events if word in reading.article.text[slice(*e.trigger)])


def where(reading: Reading, e: Event) -> str | None:
    return next((p.name for p in reading.places if p.id == e.place), None)


def country(reading: Reading, e: Event) -> str | None:
    return next((p.country for p in reading.places if p.id == e.place), None)


def day(reading: Reading, e: Event) -> str | None:
    return next((t.start for t in reading.times if t.id == e.time), None)


def test_violence_goes_on_where_it_was_told_before(reader: Reader) -> None:
    text = (
        "Gunmen killed a notary in Zacatecoluca on 3 June.\n\n" + ABROAD + "The mayor was in his office.\n\nHe fled.\n\nThe rebels "
        "wounded two bakers."
    )
    reading = reader.read(text, published=DAY)
    found = told(reading, "wounded")
    assert (where(reading, found), found.place_reason) == ("Usulutan", "the place of the violence told before")
    assert day(reading, found) == "2021-06-09"


def test_another_attack_does_not_go_on_there(reader: Reader) -> None:
    text = (
        "Gunmen killed a notary in Zacatecoluca on 3 June.\n\n" + ABROAD + "The mayor was in his office.\n\nHe fled.\n\nAnother attack "
        "wounded two bakers."
    )
    reading = reader.read(text, published=DAY)
    assert where(reading, told(reading, "wounded")) is None


def test_the_lead_takes_the_place_told_next(reader: Reader) -> None:
    text = "Rebels killed four dockers.\n\nA union said it would strike.\n\nThe gunmen stormed a depot in Zacatecoluca. " + ABROAD
    reading = reader.read(text, published=DAY)
    assert where(reading, told(reading, "killed")) == "Zacatecoluca"


def test_a_year_is_no_day_to_carry_on(reader: Reader) -> None:
    text = "Rebels wounded four bakers in 2017. A union said it would strike.\n\nThe rebels shot at a baker."
    reading = reader.read(text, published=DAY)
    assert day(reading, told(reading, "shot")) != "2017-01-01"


def test_report_from_a_town_that_names_no_place(reader: Reader) -> None:
    reading = reader.read("LIMA (Reuters) - A bomb exploded in a bathroom and wounded four clerks.", published=DAY)
    assert where(reading, told(reading, "exploded")) == "LIMA"


def test_country_that_the_article_speaks_of_most(reader: Reader) -> None:
    text = "Peru has many ports. Peru is poor. Gunmen wounded a baker. The minister went to Chile, not to Peru."
    reading = reader.read(text, published=DAY)
    assert country(reading, told(reading, "wounded")) == "PER"


def test_an_article_of_two_countries_is_set_in_none(reader: Reader) -> None:
    text = (
        "Peru has many ports. Chile is poor. Gunmen wounded a baker. The minister went to Chile, not to Peru. Chile has a port. Peru too."
    )
    reading = reader.read(text, published=DAY)
    assert country(reading, told(reading, "wounded")) is None
