"""The status rule: each value several ways, by sentences of our own (data/status.tsv), and the contract between status and polarity."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.codebook.commitment import load_commitment
from sayso.codebook.files import read_tsv
from sayso.errors import CodebookError
from sayso.find.triggers import Trigger
from sayso.language.story import Story
from sayso.reader import Reader
from sayso.record import STATUSES, Article, Mention
from sayso.say.chain import statement_of
from sayso.say.happening import Happening
from sayso.say.known import Known
from sayso.say.status import Judgement, judge

ROWS = [row for _, row in read_tsv(Path(__file__).parent / "data" / "status.tsv", ("status", "type", "trigger", "actor", "text"))]


def head_of(story: Story, first: int, behind: int) -> int:
    return next((i for i in range(first, behind) if not first <= story.head[i] < behind or story.head[i] == i), behind - 1)


def judged(reader: Reader, row: dict[str, str]) -> Judgement:
    """The judgement on an event made by hand, so that the test does not hang on triggers and slots."""
    article = Article(id="t", text=row["text"])
    story = next(reader.pipeline.parse([(article, ())]))
    known = reader._know(story)
    at = row["text"].rindex(row["trigger"])
    first, behind = story.tokens((at, at + len(row["trigger"])))
    trigger = Trigger(head_of(story, first, behind), first, behind, row["type"], None, "test")
    actors = (mention(known, row["actor"]),) if row["actor"] else ()
    h = Happening(trigger, row["type"], None, story.sents[story.sent[first]], actors=actors)
    return judge(known, h, statement_of(known, h))


def mention(known: Known, words: str) -> Mention:
    story = known.story
    at = story.article.text.lower().index(words.lower())
    first, behind = story.tokens((at, at + len(words)))
    head = head_of(story, first, behind)
    return next(
        iter(known.at_head.get(head, ())), Mention("mt", at, at + len(words), story.chars(head, head + 1), "group", None, "nominal")
    )


@pytest.mark.parametrize("row", ROWS, ids=[r["text"][:60] for r in ROWS])
def test_status(reader: Reader, row: dict[str, str]) -> None:
    j = judged(reader, row)
    assert j.status == row["status"], j.rule


def test_every_status_has_examples() -> None:
    told = [r["status"] for r in ROWS]
    assert {s: told.count(s) >= 5 for s in STATUSES} == dict.fromkeys(STATUSES, True)


@pytest.mark.parametrize("row", ROWS[::7], ids=[r["text"][:60] for r in ROWS[::7]])
def test_polarity_and_modality_follow(reader: Reader, row: dict[str, str]) -> None:
    j = judged(reader, row)
    assert (j.polarity == "negative") or j.status not in ("denied", "negated")
    assert j.polarity == "positive" or j.status not in ("reported", "confirmed", "claimed", "accused", "attributed")
    assert j.modality == "actual" or j.status not in ("reported", "confirmed", "claimed", "accused")


def test_commitment_names_what_is_wrong(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text('[[commitment.word]]\npos = "verb"\neffect = "wish"\nslots = "to"\nwords = ["fancy"]\n')
    with pytest.raises(CodebookError, match=r"bad\.toml.*wish"):
        load_commitment([bad])
    good = tmp_path / "good.toml"
    good.write_text('[[commitment.word]]\npos = "verb"\neffect = "plan"\nslots = "ing"\nwords = ["fancy"]\n')
    assert load_commitment([good]).words[("verb", "fancy")] == {"ing": "plan"}
