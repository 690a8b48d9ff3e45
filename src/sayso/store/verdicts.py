"""What analysts decided, as linking needs it: the log replayed, undone decisions left out."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from dataclasses import dataclass, field, replace
from typing import Any

from sayso.link.digest import Digest, EventDigest, PartyDigest
from sayso.link.happenings import FREE, Constraints
from sayso.link.incidents import incident_id
from sayso.record_incidents import Decision, Incident, Site

#: fields of an event and of an incident that an analyst may set
EVENT_FIELDS = ("type", "mode", "status", "polarity", "modality", "frame")
INCIDENT_FIELDS = ("type", "mode", "start", "end", "status", "disputed", "place")


def decision_of(row: sqlite3.Row) -> Decision:
    """A row of the log."""
    old, new = (json.loads(row[k]) if row[k] is not None else None for k in ("old", "new"))
    return Decision(row["id"], row["at"], row["who"], row["what"], row["target"], old, new, row["reason"], row["undoes"])


def standing(log: list[Decision]) -> list[Decision]:
    """The decisions that hold: an undo takes one back, an undone undo brings it back."""
    undone: set[str] = set()
    for d in reversed(log):
        if d.what == "undo" and d.id not in undone and d.undoes:
            undone.add(d.undoes)
    return [d for d in log if d.what != "undo" and d.id not in undone]


@dataclass
class Actors:
    """Which actors analysts made one or two: ``into`` follows merges, ``apart`` has what was split off by (article, actor as read)."""

    into: dict[str, str] = field(default_factory=dict)
    apart: dict[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def load(cls, db: sqlite3.Connection) -> Actors:
        """Those that hold in a record."""
        out = cls()
        for d in standing([decision_of(r) for r in db.execute("select * from decisions order by n")]):
            if not d.target.startswith("actor:"):
                continue
            if d.what == "merge":
                first, *others = d.new["actors"]
                out.into |= {other: first for other in others if out.of("", other) != out.of("", first)}
            elif d.what == "split":
                out.apart |= {(article, actor): d.new["into"] for article, actor in d.new["read"]}
        return out

    def of(self, article: str, actor: str) -> str:
        """The actor that an entity of the article is, of which the reader says that it is ``actor``."""
        actor = self.apart.get((article, actor), actor)
        while actor in self.into:
            actor = self.into[actor]
        return actor


@dataclass
class Verdicts:
    """Constraints for clustering, and values that analysts set.

    ``home``: article of every event that a decision names; ``incidents``: by the id that the incident had when it was edited, which
    is that of its first event then.
    """

    constraints: Constraints = FREE
    home: dict[str, str] = field(default_factory=dict)
    events: dict[str, dict[str, Any]] = field(default_factory=dict)
    incidents: dict[str, dict[str, tuple[Any, str]]] = field(default_factory=dict)
    statements: dict[str, dict[str, Any]] = field(default_factory=dict)
    actors: Actors = field(default_factory=Actors)

    @classmethod
    def load(cls, db: sqlite3.Connection) -> Verdicts:
        """The verdicts that hold in a record."""
        log = [decision_of(r) for r in db.execute("select * from decisions order by n")]
        out = cls(actors=Actors.load(db))
        bonds: list[tuple[str, ...]] = []
        bars: list[tuple[str, str]] = []
        for d in standing(log):
            if d.target.startswith("actor:"):
                continue
            if d.what == "merge":
                bonds.append(tuple(d.new["events"]))
            elif d.what in ("split", "detach"):
                apart, rest = tuple(d.new["events"]), tuple(d.new["rest"])
                # what was bonded before is bonded within the two parts only
                bonds = [tuple(e for e in b if (e in apart) == side) for b in bonds for side in (True, False)]
                bonds.append(apart)
                bars += [(a, b) for a in apart for b in rest]
            elif d.what == "edit":
                kind, _, rest_of = d.target.partition(":")
                thing, _, name = rest_of.rpartition(":")
                if kind == "event":
                    out.events.setdefault(thing, {})[name] = d.new
                elif kind == "incident":
                    out.incidents.setdefault(thing, {})[name] = (d.new, d.who)
                elif kind == "statement":
                    out.statements.setdefault(thing, {})[name] = d.new
        joined = {e for b in bonds if len(b) > 1 for e in b}
        later = [(a, b) for a, b in bars if not any(a in g and b in g for g in bonds)]
        out.constraints = Constraints(tuple(b for b in bonds if len(b) > 1), tuple(later))
        named = sorted(joined | {x for pair in later for x in pair})
        for i in range(0, len(named), 5000):
            part = named[i : i + 5000]
            rows = db.execute(f"select id, article from events where id in ({','.join('?' * len(part))})", part)
            out.home.update({r["id"]: r["article"] for r in rows})
        return out

    def apply(self, d: Digest) -> Digest:
        """The digest with the values that analysts gave its events."""
        regrouped = bool(self.actors.into or self.actors.apart)
        if not regrouped and not any(e.id in self.events for e in d.events):
            return d

        def party(p: PartyDigest) -> PartyDigest:
            return replace(p, actor=self.actors.of(d.article, p.actor)) if p.actor else p

        def edited(e: EventDigest) -> EventDigest:
            values: dict[str, Any] = {k: v for k, v in self.events.get(e.id, {}).items() if k in EVENT_FIELDS}
            if regrouped:
                values["actors"], values["recipients"] = tuple(map(party, e.actors)), tuple(map(party, e.recipients))
            return replace(e, **values) if values else e

        return replace(d, events=tuple(edited(e) for e in d.events))

    def edited(self, i: Incident) -> Incident:
        """The incident with the values that analysts gave it; its rules name them."""
        given: dict[str, tuple[Any, str]] = {}
        for m in i.members:
            given |= self.incidents.get(incident_id(m.event), {})
        if not given:
            return i
        values: dict[str, Any] = {}
        rules = dict(i.rules)
        for name, (value, who) in sorted(given.items()):
            if name == "place":
                names = {f.name for f in dataclasses.fields(Site)}
                value = Site(**{k: v for k, v in value.items() if k in names}) if value else None
            values[name] = value
            rules[name] = f"set by {who}"
        return replace(i, **values, rules=rules)


def keep_reviews(db: sqlite3.Connection) -> None:
    """Write the verdicts that stand into ``reviews``, from the log."""
    log = [decision_of(r) for r in db.execute("select * from decisions where what in ('review', 'undo') order by n")]
    db.execute("delete from reviews")
    rows = [(d.target, str(d.new), d.who, d.at) for d in standing(log) if d.what == "review"]
    db.executemany("insert or replace into reviews values (?,?,?,?)", rows)
