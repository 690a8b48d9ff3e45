"""Pages: story, headline, names, date and outlet from the places where sites put them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.ingest.bylines import clean_names
from sayso.ingest.decode import decode_page
from sayso.ingest.html import extract

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
STORY = "".join(
    f"<p>{p}</p>"
    for p in (
        "The dam above Arl failed at dawn on Monday and the lower streets of the town were under water by noon, officials said.",
        "“We had ten minutes,” said Marta Oyelaran, who keeps the bakery beside the mill and carried her neighbour to the roof.",
        "The army sent three boats and 40 soldiers, and the governor asked the people of the valley to move to higher ground.",
    )
)


def page(head: str = "", before: str = "<h1>Dam fails above Arl</h1>", after: str = "") -> str:
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{before}<div>{STORY}</div>{after}</body></html>'


def test_examples_are_read_whole_and_clean() -> None:
    text, fields = extract((EXAMPLES / "sahel-dispatch-filingue.html").read_text("utf-8"), "x")
    assert text.startswith("At least 17 killed in market raid, Filingue hospital says\n\nNIAMEY — At least 17 people")
    assert text.count("\n\n") >= 13
    assert "newsletter" not in text
    assert fields.outlet == "Sahel Dispatch"
    assert fields.byline == ("Mariama Sidi",)
    assert fields.published == "2024-03-14T22:15:00+01:00"
    assert fields.url == "https://www.saheldispatch.example/niger/filingue-hospital"
    andes = extract((EXAMPLES / "andes-courier-saravena.html").read_text("utf-8"), "x")[0]
    assert not [s for s in ("Photo:", "advertisement", "Related", "Extortion", "invented") if s in andes]


@pytest.mark.parametrize(
    ("head", "before", "outlet"),
    [
        ("<title>Dam fails above Arl | The Lowland Herald</title>", "<h1>Dam fails above Arl</h1>", "The Lowland Herald"),
        ("<title>Lowland Herald: Dam fails above Arl</title>", '<div class="headline">Dam fails above Arl</div>', "Lowland Herald"),
        (
            '<meta property="og:site_name" content="Lowland Herald">'
            '<meta property="og:title" content="Dam fails above Arl - Lowland Herald">',
            "",
            "Lowland Herald",
        ),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "LH"}, {"@type": "NewsArticle", '
            '"headline": "Dam fails above Arl", "publisher": {"name": "Lowland Herald"}}]}</script>',
            "<h1>Lowland Herald</h1>",
            "Lowland Herald",
        ),
    ],
)
def test_headline_is_without_the_site_and_the_site_is_the_outlet(head: str, before: str, outlet: str) -> None:
    text, fields = extract(page(head, before), "x")
    assert fields.title == "Dam fails above Arl"
    assert fields.outlet == outlet
    assert text.startswith("Dam fails above Arl\n\nThe dam above Arl failed")


@pytest.mark.parametrize(
    ("head", "before", "published"),
    [
        ('<meta property="article:published_time" content="2021-12-01T07:20:00+02:00">', "", "2021-12-01T07:20:00+02:00"),
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "Tue, 09 Jan 2024 17:05:00 +0100"}</script>', "",
         "2024-01-09T17:05:00+01:00"),
        ("", '<time datetime="2020-02-03T10:00:00Z">3 Feb</time>', "2020-02-03T10:00:00Z"),
        ("", '<p class="post-info">Posted on 09/11/2021 by Gwen Parry</p>', "2021-11-09"),
        ("", '<p class="date">Updated Feb 4, 2020. Published February 3, 2020</p>', "2020-02-04"),
        ('<meta name="date" content="2999-01-01">', "", None),
        ("", "", None),
    ],
)  # fmt: skip
def test_date(head: str, before: str, published: str | None) -> None:
    fields = extract(page(head, "<h1>Dam fails above Arl</h1>" + before, "<footer>© 1998-2025 Herald</footer>"), "x")[1]
    assert fields.published == published
    assert (fields.published_reason is None) == (published is not None)


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("By Ann Marlow and JO DANE, Staff Writers", ("Ann Marlow", "Jo Dane")),
        ("Ann Marlow | Lowland Herald", ("Ann Marlow",)),
        ("By Ann Marlow in Dun", ("Ann Marlow",)),
        ("Posted on 09/11/2021 by Gwen Parry", ("Gwen Parry",)),
        ("HERALD REPORTER", ()),
        ("https://www.facebook.com/annmarlow", ()),
        ("admin", ()),
        ("Words: Ana de la Cruz; Photographs: Jo Dane", ("Ana de la Cruz",)),
        ("Lowland Herald", ()),
    ],
)
def test_bylines_are_names_only(raw: str, names: tuple[str, ...]) -> None:
    assert clean_names(raw, "The Lowland Herald") == names


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("<p>Café – 5 €</p>".encode("cp1252"), "<p>Café – 5 €</p>"),
        (b'<meta charset="iso-8859-1">' + "“Café”".encode("cp1252"), '<meta charset="iso-8859-1">“Café”'),
        (b'<meta charset="iso-8859-1">' + "“Café”".encode(), '<meta charset="iso-8859-1">“Café”'),
        ("\ufeff<p>é".encode("utf-16-le"), "<p>é"),
        (b'<meta charset="windows-1251">' + "Київ".encode("cp1251"), '<meta charset="windows-1251">Київ'),
    ],
)
def test_encodings_declared_mislabelled_and_missing(data: bytes, text: str) -> None:
    assert decode_page(data, "x") == text


def test_story_that_stands_only_in_the_metadata() -> None:
    body = "The dam above Arl failed at dawn on Monday, officials said. " * 6
    script = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Dam fails", "articleBody": "{body}"}}</script>'
    assert extract(f"<html><head>{script}</head><body><div id=root></div></body></html>", "x")[0].startswith(
        "Dam fails\n\nThe dam above Arl"
    )


@pytest.mark.parametrize("empty", ["<html></html>", "   ", "<html><body><script>1</script></body></html>"])
def test_a_page_without_a_story_says_so(empty: str) -> None:
    with pytest.raises(InputError, match="no article found in the page"):
        extract(empty, "x")
