"""Every reading keeps the contract: of the examples, of awkward texts, of word soup."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract import violations
from sayso.reader import Reader, _batches
from sayso.record import Article, reading_from_dict, to_dict, to_json

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = [json.loads(line) for line in (ROOT / "examples" / "articles.jsonl").read_text("utf-8").splitlines()]

PIECES = [
    "Rebels", "killed", "12", "soldiers", "in", "Goma", "on", "Thursday", ",", ".", "\n\n", "“", "”", '"', "’s", "said", "that",
    "the army", "denied", "attack", "2005–2015", "(AP)", "—", "at least", "dozens", "wounded", "Kivu", "Dr.", "according to", "he",
    "their", "?", "READ MORE:", "\u00a0", "\u200b", "🙂", "1/2", "km", "north of", "would", "not", "troops", "to date", "held", "ever",
    "largest", "demonstration", "years",
]  # fmt: skip


@pytest.mark.parametrize("row", EXAMPLES, ids=lambda r: str(r["id"]))
def test_the_examples_keep_the_contract(reader: Reader, row: dict[str, str]) -> None:
    reading = reader.read(row["text"], published=row["published"], outlet=row["outlet"], id=row["id"])
    assert violations(reading) == []
    assert reading_from_dict(json.loads(to_json(reading))) == reading
    assert to_json(reader.read(row["text"], published=row["published"], outlet=row["outlet"], id=row["id"])) == to_json(reading)


@pytest.mark.parametrize(
    "text",
    [
        "Temperatures averaged over the years 2005–2015 rose, the ministry said.",
        "It was the largest protest ever held to date, on September 20 of this year.",
        "“",
        "Police said “no” and “yes” and “",
        "KABUL",
        "He said she said they said it was said.",
        "1. Rebels attacked.\r\n2. Rebels denied it.\r\n\r\n\r\n3. \t",
    ],
)
def test_awkward_texts_keep_the_contract(reader: Reader, text: str) -> None:
    assert violations(reader.read(text, published="2021-09-03")) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=60), st.sampled_from([None, "2021-09-03", "2024-02-29T23:59:00+02:00"]))
def test_word_soup_keeps_the_contract(reader: Reader, words: list[str], published: str | None) -> None:
    reading = reader.read(" ".join(words), published=published, outlet="Harbour Times")
    assert violations(reading) == []
    assert to_dict(reading_from_dict(json.loads(to_json(reading)))) == to_dict(reading)


def test_a_long_article_is_parsed_in_pieces(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(row["text"] for row in EXAMPLES)
    whole = reader.read(text, published="2024-03-20")
    monkeypatch.setattr("sayso.language.pipeline.PIECE_CHARS", 2000)
    pieces = reader.read(text, published="2024-03-20")
    assert violations(pieces) == []
    assert pieces.article.text == text
    # paragraphs are parsed apart in both, so that hardly anything may differ
    assert abs(len(pieces.events) - len(whole.events)) <= len(whole.events) // 20
    assert {e.trigger for e in pieces.events} & {e.trigger for e in whole.events[-5:]}


def test_batches_are_bounded_by_characters() -> None:
    lengths = [10, 30_000, 30_000, 90_000, 5, 5, 5]
    articles = [Article(id=str(i), text="x" * n) for i, n in enumerate(lengths)]
    assert [[len(a.text) for a in b] for b in _batches(articles, 2)] == [[10, 30_000], [30_000], [90_000], [5, 5], [5]]
