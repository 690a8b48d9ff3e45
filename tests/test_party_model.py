"""Parties weighed by the model: whom it takes out in running text, what it leaves alone, and that it says so. The text is invented."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import pytest

from sayso.reader import Reader
from sayso.record import Article
from sayso.say import parties
from sayso.say.explain import Explained

NEWS = (
    "LORIM — The governor of Pelland province resigned on Monday after weeks of protests over the flood relief fund. Deputy governor "
    "Ada Brenk told reporters that the army had arrested two clerks in Lorim. The council of Lorim criticised the delay in payments on "
    "Tuesday.\n\n"
    "Farmers blocked the bridge at Tarn for a third day. Police detained nine of them near the bridge, a spokeswoman for the prefecture "
    "said. The unions and the transport ministry agreed on a new timetable for buses in the valley."
)
SHORT = "Farmers blocked the bridge at Tarn for a third day."


def explained(reader: Reader, text: str) -> dict[str, Explained]:
    events, _ = reader.explain(Article(id="a", text=text, language="en"))
    return {e.words: e for e in events}


def test_where_it_was_is_no_party_and_explain_says_so(reader: Reader) -> None:
    blocked = explained(reader, NEWS)["blocked"]
    assert [(s.role, s.words) for s in blocked.slots] == [("actor", "Farmers")]
    assert [s.words for s in blocked.doubted] == ["Tarn"]
    assert "hardly takes part" in blocked.doubted[0].slot


def test_plain_parties_stay(reader: Reader) -> None:
    arrested = explained(reader, NEWS)["arrested"]
    assert [(s.role, s.words) for s in arrested.slots] == [("actor", "the army"), ("recipient", "two clerks")]


def test_in_a_sentence_that_somebody_picked_the_slots_decide(reader: Reader) -> None:
    assert not explained(reader, SHORT)["blocked"].doubted


def test_frames_it_has_not_seen_are_left_alone(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    model = dataclasses.replace(parties.load_party_model(), frames=frozenset())
    monkeypatch.setattr(parties, "load_party_model", lambda: model)
    assert not any(e.doubted for e in explained(reader, NEWS).values())


def test_who_surely_takes_part_comes_in_once(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    model = parties.load_party_model()
    sure = dataclasses.replace(model, weight={"actor": {"": -9.0}, "recipient": {"": 9.0}, "side": {"": -9.0}}, keep=(0.0, 0.0))
    monkeypatch.setattr(parties, "load_party_model", lambda: sure)
    told = [s.words for s in explained(reader, NEWS)["arrested"].slots if s.role == "recipient"]
    assert {"two clerks", "Lorim"} <= set(told)
    assert len(told) == len(set(told))
    assert "the army" not in told  # a party has one role


def test_harm_has_no_doer_to_weigh(reader: Reader) -> None:
    events, _ = reader.explain(Article(id="a", text="A storm killed nine people in Lorim on Friday. The mayor spoke.", language="en"))
    assert [s.role for e in events for s in e.slots if e.type == "X-HARM"] == ["recipient"]


def test_every_frame_it_knows_is_in_the_codebook(reader: Reader) -> None:
    assert parties.load_party_model().frames <= set(reader.codebook.frames.frames)


def test_the_parties_it_learnt_from_stand_in_their_texts() -> None:
    here = Path(__file__).resolve().parent.parent / "quality" / "events"
    texts = [json.loads(line) for line in (here / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
    for line in (here / "parties.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = " ".join(re.sub(r"\[\[[^|]*\||\]\]", "", texts[row["id"]]["title"] + " " + texts[row["id"]]["text"]).split())
        assert texts[row["id"]]["text"].count("[[") == len(row["events"])
        for e in row["events"]:
            for party in (*e["a"], *e["r"]):
                assert " ".join(party.rstrip("?").lstrip("^").split("=")[0].split()) in text, (row["id"], party)


def test_who_kept_it_from_happening_did_not_do_it(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    model = parties.load_party_model()
    sure = dataclasses.replace(model, weight={"actor": {"": 9.0}, "recipient": {"": -9.0}, "side": {"": -9.0}}, keep=(0.0, 0.0))
    monkeypatch.setattr(parties, "load_party_model", lambda: sure)
    kill = explained(reader, "Police foiled a plot to kill the envoy on Monday, the ministry said.")["kill"]
    assert "Police" not in [s.words for s in kill.slots if s.role == "actor"]
