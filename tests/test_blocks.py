"""Blocks: in order, without overlap, inside the text; heads, datelines, credits and furniture of several kinds of news."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import SetupError
from sayso.ingest.blocks import completed, mark_blocks
from sayso.ingest.furniture import compile_patterns
from sayso.record import BLOCK_KINDS, Article

PIECES = st.sampled_from([
    "Dam fails above Arl", "By Ann Marlow and Jo Dane", "ARL, Norvale (Reuters) - ", "Monday, March 4, 2019", "Share",
    "READ MORE: The bridge bill",
    "(RELATED: Mayor quits over bridge bill)", "Photo: Jo Dane/Lowland Press", "(Reporting by Jo Dane; Editing by Ann Marlow)",
    "Police said", ".",
    " ", "\n", "\n\n", "\r\n", "\u2028", "\t", "“", "”", "The dam failed on Monday, officials said.",
    "ARL:", "--", "é", "\ud800", "(", ")", "12",
])  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join), st.sampled_from([None, "Dam fails above Arl", "Share", "."]))
@settings(max_examples=300, deadline=None)
def test_blocks_never_overlap_and_stay_inside(text: str, title: str | None) -> None:
    article = Article(id="a", text=text, title=title, outlet="Lowland Herald", byline=("Ann Marlow",))
    at = 0
    for b in mark_blocks(article):
        assert at <= b.start < b.end <= len(text)
        assert b.kind in BLOCK_KINDS
        assert not text[b.start].isspace()
        assert not text[b.end - 1].isspace()
        at = b.end
    assert completed(article, mark_blocks(article)).text == text


def kinds(text: str, **fields: object) -> list[tuple[str, str]]:
    article = Article(id="a", text=text, **fields)  # type: ignore[arg-type]
    return [(b.kind, text[b.start : b.end]) for b in mark_blocks(article)]


BODY = "The dam above the town failed at dawn and the lower streets were under water by noon, officials said."


def test_head_of_an_agency_text() -> None:
    head = "Dam fails above Arl\n\nBy Ann Marlow and Jo Dane\nMarch 4, 2019\n\n"
    text = f"{head}ARL, Norvale (Reuters) - {BODY}\n\n(Reporting by Ann Marlow in Arl)"
    assert kinds(text) == [
        ("title", "Dam fails above Arl"),
        ("byline", "By Ann Marlow and Jo Dane"),
        ("dateline", "March 4, 2019"),
        ("dateline", "ARL, Norvale (Reuters) -"),
        ("credit", "(Reporting by Ann Marlow in Arl)"),
    ]
    article = Article(id="a", text=text)
    whole = completed(article, mark_blocks(article))
    assert (whole.title, whole.byline, whole.published) == ("Dam fails above Arl", ("Ann Marlow", "Jo Dane"), "2019-03-04")
    assert whole.credit == "Reuters"


@pytest.mark.parametrize(
    "lead",
    [
        "KABUL (Reuters) -", "Arl, 9 Jan 90 (Efe) -- [Text]", "KABUL, Afghanistan (Jan. 25, 2013)", "PORT ELLERY, Wis. —", "DUN --",
        "Goma (AFP) –", "NEW DELHI, March 7 (Xinhua) --", "KYIV, Ukraine, March 4 (AP) —", "ISLAMABAD:",
    ],
)  # fmt: skip
def test_datelines_end_behind_their_dash(lead: str) -> None:
    assert kinds(f"{lead} {BODY}\n\n{BODY}") == [("dateline", lead)]


@pytest.mark.parametrize(
    "text",
    [
        "NATO-Russia talks failed on Monday, officials said, and nobody knew what would come next in the war.",
        "EXCLUSIVE: " + BODY, "Kabul-based groups (many of them new) - say so.",
        "CHARGED WITH MURDER: the man was charged after the murder, police said.",
        "He had read more: the whole book, and the police said so.", "Follow the money, the judge told the court on Monday.",
        "Share the burden, the minister said.", "(read: two of them) the men left.",
    ],
)  # fmt: skip
def test_story_is_not_marked(text: str) -> None:
    assert kinds(f"{text}\n\n{BODY}") == []


def test_promos_split_their_paragraph_and_stay_in_the_text() -> None:
    promo = "(RELATED: Mayor quits over bridge bill)"
    text = f"{BODY} {promo} He did not say why.\n\nREAD MORE\n\nREAD MORE: What the bill says\n\nFont Size:\n\n{BODY}"
    assert kinds(text) == [
        ("furniture", promo),
        ("furniture", "READ MORE"),
        ("furniture", "READ MORE: What the bill says"),
        ("furniture", "Font Size:"),
    ]


def test_links_below_a_label_are_furniture_until_the_story_goes_on() -> None:
    text = f"{BODY}\n\nRelated:\nHow the dam was built\nWho owns the valley\n\n{BODY}\n\nWho owns the valley"
    assert [w for _, w in kinds(text)] == ["Related:", "How the dam was built", "Who owns the valley"]


def test_title_that_came_in_is_found_whatever_its_punctuation() -> None:
    title = "Mayor: ‘I won’t go’"
    assert kinds(f"Mayor: 'I won't go'. {BODY}", title=title) == [("title", "Mayor: 'I won't go'.")]
    assert kinds(f"Mayor wins. {BODY}", title="Mayor") == []


def test_captions_and_their_credits() -> None:
    assert kinds(f"{BODY}\n\nThe dam in May. Photo: Jo Dane.\n\n{BODY}") == [("caption", "The dam in May."), ("credit", "Photo: Jo Dane.")]


def test_a_wrong_pattern_names_its_line() -> None:
    with pytest.raises(SetupError, match=r"x\.toml, line 2: does not match its example 'no'"):
        compile_patterns('\n[[pattern]]\nkind = "furniture"\nscope = "line"\nmatch = "yes"\nexamples = ["no"]', "x.toml")
    with pytest.raises(SetupError, match=r"x\.toml, line 1: kind"):
        compile_patterns('[[pattern]]\nkind = "story"', "x.toml")


@pytest.mark.parametrize("atom", ["A-", "AA, ", "Aa Bb, ", "Reporting by A, ", "(A ", "[Text] ", "- ", "reported from A, "])
def test_no_text_makes_the_patterns_run_away(atom: str) -> None:
    text = f"{atom * 150}\n\nBy {atom * 20}\n\n{BODY}"
    start = time.process_time()
    mark_blocks(Article(id="a", text=text))
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("head", "then"),
    [
        ("June 14: Patrols in the north\nJoint Staff\n2010-06-CA-043\n\nA patrol crossed the river.", "2010-06-14"),
        ("2010-06-CA-043\nFor Release\n\nA patrol crossed the river.", None),
        ("May 14: Patrols in the north\n2010-06-CA-043\n\nA patrol crossed the river.", None),
        ("June 31: Patrols in the north\n2010-06-CA-043\n\nA patrol crossed the river.", None),
    ],
)
def test_day_of_a_numbered_release(head: str, then: str | None) -> None:
    article = Article(id="a", text=head)
    assert completed(article, mark_blocks(article)).published == then
