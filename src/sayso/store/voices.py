"""Who says what about whom: statements by an actor, about an actor, or of what happened at a place, from the readings themselves.

Speaker and subject are compared as entities, so that "it" and "the group" count where the reader resolved them. Readings are opened one
by one; so only the newest articles are looked into, and the answer says how many there are.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sayso.store.queries import PLACE_LABEL
from sayso.store.rows import unpack

#: articles that are opened for one answer (about 2 ms each)
MOST = 120


@dataclass(frozen=True, slots=True)
class Said:
    """One statement. ``speaker_actor``: the record's actor who speaks; ``about``: (actor, name) of the named actors in its content;
    ``span``: from its first to its last character."""

    article: str
    id: str
    outlet: str | None
    published: str | None
    speaker: str | None
    speaker_kind: str
    speaker_actor: str | None
    stance: str
    polarity: str
    text: str
    span: tuple[int, int]
    about: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Voices:
    """Statements, newest article first; ``looked`` of ``articles`` were opened. ``names``: what a place was called, most used first."""

    rows: tuple[Said, ...]
    looked: int
    articles: int
    names: tuple[str, ...] = ()


def of_actor(db: sqlite3.Connection, actor: str, most: int = MOST) -> Voices:
    """Statements by the actor, and statements in which the actor is spoken of."""
    ids = [a for (a,) in db.execute("select distinct article from actor_entities where actor=?", (actor,))]
    newest = _newest(db, ids, most)
    rows = []
    for id in newest:
        reading, known = _open(db, id)
        said = [_said(reading, s, known) for s in reading["statements"]]
        rows += [s for s in said if s.speaker_actor == actor or any(a == actor for a, _ in s.about)]
    return Voices(tuple(rows), len(newest), len(ids))


def of_place(db: sqlite3.Connection, label: str, most: int = MOST) -> Voices:
    """Statements that tell of an event at the place with this label (queries.PLACE_LABEL)."""
    events: dict[str, set[str]] = {}
    for r in db.execute(f"select article, local from events where {PLACE_LABEL} = ?", (label,)):
        events.setdefault(r["article"], set()).add(r["local"])
    newest = _newest(db, events, most)
    rows: list[Said] = []
    names: Counter[str] = Counter()
    for id in newest:
        reading, known = _open(db, id)
        here = [e for e in reading["events"] if e["local"] in events[id]]
        telling = {e["statement"] for e in here}
        rows += [_said(reading, s, known) for s in reading["statements"] if s["id"] in telling]
        used = {e["place"] for e in here}
        mentions = {p["mention"] for p in reading["places"] if p["id"] in used}
        text = reading["article"]["text"]
        names.update(" ".join(text[m["start"] : m["end"]].split()) for m in reading["mentions"] if m["id"] in mentions)
    return Voices(tuple(rows), len(newest), len(events), tuple(sorted(names, key=lambda n: (-names[n], n))))


def about_incident(db: sqlite3.Connection, incident: str) -> tuple[str, ...]:
    """Ids of the statements that tell of the incident's events, and of those that they stand in; in the order of article and text."""
    events: dict[str, set[str]] = {}
    for r in db.execute("select article, local from events where incident=? order by article, local", (incident,)):
        events.setdefault(r["article"], set()).add(r["local"])
    out: list[str] = []
    for article, local in events.items():
        reading, _ = _open(db, article)
        by_id = {s["id"]: s for s in reading["statements"]}
        telling = {e["statement"] for e in reading["events"] if e["local"] in local}
        for s in reading["statements"]:
            if s["id"] in telling:
                telling.update(_around(by_id, s))
        out += [f"{article}#{s['id']}" for s in reading["statements"] if s["id"] in telling]
    return tuple(out)


def settings(db: sqlite3.Connection, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of ``statements`` with addressee, cue, act, medium, outlet and ``via`` (speakers around it, innermost first)."""
    opened: dict[str, dict[str, Any]] = {}
    out = []
    for r in rows:
        reading = opened.get(r["article"])
        if reading is None:
            reading = opened[r["article"]] = _open(db, r["article"])[0]
        by_id = {s["id"]: s for s in reading["statements"]}
        s = by_id[r["local"]]
        names = {x["id"]: x["name"] for x in reading["entities"]}
        text = reading["article"]["text"]
        via = (by_id[x] for x in _around(by_id, s))
        speakers = (names.get(p["speaker_entity"]) or _words(text, p["speaker"]) for p in via)
        more = {
            "addressee": _words(text, s["addressee"]),
            "cue": _words(text, s["cue"]),
            "act": s["act"],
            "medium": s["medium"],
            "outlet": reading["article"]["outlet"] or reading["article"]["domain"],
            "via": [x for x in speakers if x],
        }
        out.append({**r, **more})
    return out


def _around(by_id: dict[str, dict[str, Any]], s: dict[str, Any]) -> list[str]:
    """Ids of the statements in which it stands, innermost first."""
    out: list[str] = []
    while s["parent"] is not None and s["parent"] not in out:
        out.append(s["parent"])
        s = by_id[s["parent"]]
    return out


def _words(text: str, span: list[int] | None) -> str | None:
    return " ".join(text[span[0] : span[1]].split()) if span else None


def _newest(db: sqlite3.Connection, articles: Iterable[str], most: int) -> list[str]:
    """The newest of these articles."""
    ids = list(articles)
    dated: list[tuple[str, str]] = []
    for k in range(0, len(ids), 5000):
        part = ids[k : k + 5000]
        marks = ",".join("?" * len(part))
        found = db.execute(f"select id, published from articles where current and id in ({marks}) order by id", part)
        dated += [(r["published"] or "", r["id"]) for r in found]
    return [id for _, id in sorted(sorted(dated, key=lambda d: d[1]), key=lambda d: d[0], reverse=True)[:most]]


def _open(db: sqlite3.Connection, article: str) -> tuple[dict[str, Any], dict[str | None, tuple[str, str]]]:
    """(the reading as plain values, local entity → (actor, name))."""
    blob = db.execute("select reading from articles where id=? and current", (article,)).fetchone()["reading"]
    rows = db.execute(
        "select e.entity, e.actor, coalesce(a.name, e.name) name from actor_entities e left join actors a on a.id = e.actor "
        "where e.article=?",
        (article,),
    )
    return unpack(blob), {r["entity"]: (r["actor"], r["name"]) for r in rows}


def _said(reading: dict[str, Any], s: dict[str, Any], known: dict[str | None, tuple[str, str]]) -> Said:
    article = reading["article"]
    text = article["text"]
    names = {x["id"]: x["name"] for x in reading["entities"]}
    spans = [(a, b) for a, b in s["content"]]
    about = dict.fromkeys(
        known[m["entity"]]
        for m in reading["mentions"]
        if m["entity"] in known and any(a <= m["start"] and m["end"] <= b for a, b in spans) and m["entity"] != s["speaker_entity"]
    )
    speaker = names.get(s["speaker_entity"]) or (text[s["speaker"][0] : s["speaker"][1]] if s["speaker"] else None)
    return Said(
        article["id"],
        s["id"],
        article["outlet"],
        article["published"],
        " ".join(speaker.split()) if speaker else None,
        s["speaker_kind"],
        known[s["speaker_entity"]][0] if s["speaker_entity"] in known else None,
        s["stance"],
        s["polarity"],
        " … ".join(" ".join(text[a:b].split()) for a, b in spans),
        (min(a for a, _ in spans), max(b for _, b in spans)),
        tuple(about),
    )
