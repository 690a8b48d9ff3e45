"""Decisions of analysts: what a merge, split, detach, edit, review, note or undo writes into the append-only log."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
from typing import TYPE_CHECKING, Any

from sayso.record import STATUSES, TYPES, to_dict
from sayso.record_incidents import Decision
from sayso.store.actors import as_read
from sayso.store.schema import RecordError
from sayso.store.verdicts import EVENT_FIELDS, INCIDENT_FIELDS, decision_of, standing

if TYPE_CHECKING:
    from sayso.store.record import Record

#: decisions that change what is linked or what rows say, so that their incidents are made anew
LINKING = ("merge", "split", "detach", "edit")
STATEMENT_FIELDS = ("speaker", "stance", "polarity", "certainty", "form")
#: fields with a closed list of values
_VALUES = {
    "type": TYPES, "status": STATUSES, "polarity": ("positive", "negative"), "frame": ("new", "ongoing", "background", "future"),
    "modality": ("actual", "possible", "planned", "hypothetical", "requested"), "disputed": (True, False),
}  # fmt: skip


def _members(record: Record, id: str) -> list[str]:
    return [m.event for m in record.incident(id).members]


def merge(record: Record, ids: list[str], who: str, reason: str) -> Decision:
    """Bond all events of the incidents."""
    real = list(dict.fromkeys(record.incident(i).id for i in ids))
    if len(real) < 2:
        raise RecordError("merge: name at least two different incidents")
    each = {i: _members(record, i) for i in real}
    return Decision("", None, who, "merge", f"incident:{real[0]}", each, {"events": [e for i in real for e in each[i]]}, reason)


def split(record: Record, id: str, events: list[str], who: str, reason: str, what: str) -> Decision:
    """Bond the named events and bar them from the rest of their incident."""
    incident = record.incident(id)
    members = [m.event for m in incident.members]
    unknown = [e for e in events if e not in members]
    if unknown:
        raise RecordError(f"{what}: no event {', '.join(unknown)} in incident {incident.id}")
    rest = [e for e in members if e not in events]
    if not events or not rest:
        raise RecordError(f"{what}: name some, not all, of the incident's {len(members)} events")
    return Decision("", None, who, what, f"incident:{incident.id}", {"events": members}, {"events": events, "rest": rest}, reason)


def merge_actors(record: Record, ids: list[str], who: str, reason: str) -> Decision:
    """Make actors one; the first stays."""
    real = list(dict.fromkeys(record.actor(i).id for i in ids))
    if len(real) < 2:
        raise RecordError("merge: name at least two different actors")
    names = {i: record.actor(i).name for i in real}
    return Decision("", None, who, "merge", f"actor:{real[0]}", {"names": names}, {"actors": real}, reason)


def split_actor(record: Record, id: str, entities: list[str], who: str, reason: str) -> Decision:
    """Take entities (``ARTICLE#x3``) out of an actor, into one of their own."""
    actor = record.actor(id)
    have = {f"{e.article}#{e.entity}" for e in actor.entities}
    unknown = [e for e in entities if e not in have]
    if unknown:
        raise RecordError(f"split: no entity {', '.join(unknown)} in actor {actor.id}")
    if not entities or have <= set(entities):
        raise RecordError(f"split: name some, not all, of the actor's {len(have)} entities")
    parts = sorted({e.rpartition("#")[::2] for e in entities})
    read = [[article, as_read(record.db, article, entity)] for article, entity in parts]
    into = "a" + hashlib.sha256(f"split:{actor.id}:{parts}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    new = {"into": into, "entities": sorted(entities), "read": read}
    return Decision("", None, who, "split", f"actor:{actor.id}", {"entities": sorted(have)}, new, reason)


def actors_of(db: sqlite3.Connection, d: Decision) -> list[str]:
    """The actors that a decision about actors touches."""
    found = {d.target.partition(":")[2]}
    for value in (d.old, d.new):
        if isinstance(value, dict):
            found.update(value.get("actors", ()), [value["into"]] if "into" in value else ())
    return sorted(found)


def edit(record: Record, target: str, field: str, value: Any, who: str, reason: str) -> Decision:
    """Set a field of an event, statement or incident."""
    db = record.db
    event = db.execute("select * from events where id=?", (target,)).fetchone()
    statement = db.execute("select * from statements where id=?", (target,)).fetchone() if event is None else None
    fields: tuple[str, ...]
    if event is not None:
        kind, fields, id = "event", EVENT_FIELDS, target
        old = event[field] if field in event.keys() else None  # noqa: SIM118 (rows are no dicts)
    elif statement is not None:
        kind, fields, id = "statement", STATEMENT_FIELDS, target
        old = statement[field] if field in STATEMENT_FIELDS else None
    else:
        incident = record.incident(target)
        kind, fields, id = "incident", INCIDENT_FIELDS, incident.id
        old = to_dict(getattr(incident, field)) if field in INCIDENT_FIELDS else None
    if field not in fields:
        raise RecordError(f"edit: {kind} has no field {field!r} that can be set (one of {', '.join(fields)})")
    if field in _VALUES and value not in _VALUES[field]:
        raise RecordError(f"edit: {value!r} is no {field} (one of {', '.join(map(str, _VALUES[field]))})")
    if field in ("start", "end") and value is not None and not _is_day(value):
        raise RecordError(f"edit: {value!r} is no day (YYYY-MM-DD)")
    if field == "mode" and value is not None and not (isinstance(value, str) and value):
        raise RecordError(f"edit: {value!r} is no mode")
    if field == "place" and value is not None and not (isinstance(value, dict) and value.get("name")):
        raise RecordError("edit: a place is an object with a name, and lat, lon, country, admin1, precision where known")
    if field == "place" and value is not None and not all(_is_degrees(value.get(k), most) for k, most in (("lat", 90), ("lon", 180))):
        raise RecordError("edit: lat and lon are degrees, or left out")
    return Decision("", None, who, "edit", f"{kind}:{id}:{field}", old, value, reason)


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_degrees(value: Any, most: int) -> bool:
    return value is None or (isinstance(value, (int, float)) and not isinstance(value, bool) and -most <= value <= most)


#: what a review may say
REVIEWS = ("accepted", "rejected")


def review(record: Record, id: str, verdict: str, who: str, reason: str) -> Decision:
    """Say whether the machine was right about an incident or an event."""
    if verdict not in REVIEWS:
        raise RecordError(f"review: {verdict!r} is no verdict (one of {', '.join(REVIEWS)})")
    if record.db.execute("select 1 from events where id=?", (id,)).fetchone() is not None:
        target = f"event:{id}"
    else:
        target = f"incident:{record.incident(id).id}"
    row = record.db.execute("select verdict from reviews where thing=?", (target,)).fetchone()
    return Decision("", None, who, "review", target, row["verdict"] if row else None, verdict, reason)


def note(record: Record, id: str, text: str, who: str) -> Decision:
    """Write something down about an incident or event."""
    words = text.strip()
    if not words:
        raise RecordError("note: there are no words in it")
    event = record.db.execute("select 1 from events where id=?", (id,)).fetchone() is not None
    return Decision("", None, who, "note", f"event:{id}" if event else f"incident:{record.incident(id).id}", None, words)


def undo(record: Record, decision: str | None, who: str, reason: str, own: bool = False) -> Decision:
    """Take a decision back."""
    log = [decision_of(r) for r in record.db.execute("select * from decisions order by n")]
    stand = standing(log)
    if decision is None:
        mine = [d for d in stand if d.who == who] if own else stand
        if not mine:
            raise RecordError(f"undo: no decision of {who} stands" if own else "undo: no decision stands")
        which = mine[-1]
    else:
        found = [d for d in log if d.id == decision]
        if not found:
            raise RecordError(f"undo: no decision {decision}")
        which = found[0]
        if undone_by(log).get(which.id):
            raise RecordError(f"undo: {decision} is undone already")
    return Decision("", None, who, "undo", which.target, which.new, which.old, reason, which.id)


def undone_by(log: list[Decision]) -> dict[str, str]:
    """decision → the decision that undid it, of those that are undone now."""
    out: dict[str, str] = {}
    for d in reversed(log):
        if d.what == "undo" and d.id not in out and d.undoes:
            out[d.undoes] = d.id
    return out


def root(db: sqlite3.Connection, d: Decision) -> Decision:
    """The decision that a chain of undoing and restoring is about in the end."""
    while d.what == "undo" and d.undoes:
        d = decision_of(db.execute("select * from decisions where id=?", (d.undoes,)).fetchone())
    return d


def log(db: sqlite3.Connection, d: Decision) -> Decision:
    """Append a decision; it gets its id."""
    n = db.execute("select coalesce(max(n), 0) + 1 from decisions").fetchone()[0]
    id = f"d{n}"
    old, new = (json.dumps(v, ensure_ascii=False) if v is not None else None for v in (d.old, d.new))
    db.execute("insert into decisions values (?,?,?,?,?,?,?,?,?,?)", (n, id, d.at, d.who, d.what, d.target, old, new, d.reason, d.undoes))
    return Decision(id, d.at, d.who, d.what, d.target, d.old, d.new, d.reason, d.undoes)


def events_of(db: sqlite3.Connection, d: Decision) -> list[str]:
    """Events whose parts a decision touches."""
    found: set[str] = set()
    for value in (d.old, d.new):
        if isinstance(value, dict):
            for v in value.values():
                if isinstance(v, list):
                    found.update(x for x in v if isinstance(x, str))
    kind, _, rest = d.target.partition(":")
    if kind == "actor":
        marks = ",".join("?" * len(ids := actors_of(db, d)))
        tables = "events e join incidents i on i.id = e.incident join incident_actors a on a.incident = i.n"
        return sorted({e for (e,) in db.execute(f"select e.id from {tables} where a.actor in ({marks})", ids)})
    for id in (rest, rest.rpartition(":")[0]):
        if kind == "event" and id:
            found.add(id)
        elif kind == "incident" and id:
            found |= {e for (e,) in db.execute("select id from events where incident=?", (id,))}
    if d.undoes:
        row = db.execute("select * from decisions where id=?", (d.undoes,)).fetchone()
        if row is not None and row["undoes"] != d.id:
            found |= set(events_of(db, decision_of(row)))
    return sorted(found)
