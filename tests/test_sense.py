"""Senses: what the model takes out of running text, what it leaves alone, and that it says so. The text is invented."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from sayso.ingest.blocks import completed, mark_blocks
from sayso.language.clauses import Clauses
from sayso.reader import Reader
from sayso.record import Article
from sayso.say import gather, sense
from sayso.say.participants import Participants

NEWS = (
    "Gunmen attacked a police station near the town of Lorim on Monday, killing four officers, the governor said. "
    "Residents heard explosions for two hours. Troops were sent to the district and a curfew was imposed. "
    "The group that claimed the raid has fought the army in the region since 2016. "
    "In the capital hundreds marched against the government's handling of the war. Police arrested twelve of them."
)
LEISURE = (
    "The gardener from Lorim has grown roses for forty years and gives talks about them in village halls. In her new book she shows "
    "how aphids attack young shoots in spring and how ladybirds fight them. Slugs destroy whole beds of lettuce overnight, she writes, "
    "and heavy rain kills what they leave. A good hedge blocks the wind. She likes to meet readers at fairs, where the band plays and "
    "children storm the cake stall."
)


def found(reader: Reader, text: str) -> set[str]:
    reading = reader.read(text, published="2024-05-07")
    return {text[slice(*e.trigger)] for e in reading.events}


def test_news_stays_and_gardening_goes(reader: Reader) -> None:
    assert {"attacked", "arrested"} <= {w.split()[0] for w in found(reader, NEWS)}
    assert not found(reader, LEISURE) & {"attack", "fight", "destroy", "kills", "blocks", "storm"}


def test_explain_says_what_the_model_turned_down(reader: Reader) -> None:
    _, turned = reader.explain(Article(id="a", text=LEISURE, language="en"))
    assert any("reads as another sense" in t.reason for t in turned)


def weighed(reader: Reader, text: str, model: sense.Sense, monkeypatch: pytest.MonkeyPatch) -> list[float | None]:
    monkeypatch.setattr(sense, "load_sense", lambda: model)
    article = Article(id="a", text=text, language="en")
    blocks = mark_blocks(article)
    known = reader._know(next(reader.pipeline.parse([(completed(article, blocks), blocks)])))
    clauses = Clauses(known.story)
    people = Participants(known, clauses)
    drafts = gather.candidates(known, clauses, people)
    sense.weigh_senses(known, people, drafts)
    return [d.sense for d in drafts if not d.gone or "another sense" in d.gone]


def test_frames_it_has_not_seen_and_foreign_vectors_are_left_alone(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    model = sense.load_sense()
    assert all(p is not None for p in weighed(reader, NEWS, model, monkeypatch))
    assert not any(weighed(reader, NEWS, dataclasses.replace(model, frames=frozenset()), monkeypatch))
    assert not any(weighed(reader, NEWS, dataclasses.replace(model, width=96), monkeypatch))


def test_every_frame_that_makes_events_is_known(reader: Reader) -> None:
    frames = reader.codebook.frames.frames
    assert sense.load_sense().frames <= set(frames)


def test_the_data_it_learnt_from_is_whole() -> None:
    here = Path(__file__).resolve().parent.parent / "quality" / "events"
    for line in (here / "senses.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert row["word"] in row["text"]
    for line in (here / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert row["text"].count("[[") == row["text"].count("]]")
