"""Incremental linking: new articles against their neighbourhood, then the components they touch, whole.

A component's incidents are a function of its digests, edges and constraints alone (link/incidents.py), so what is not touched need not
be looked at, and the result is what linking everything at once gives.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

from sayso._version import __version__
from sayso.link.candidates import keys, within_window
from sayso.link.copies import CopyLink, Fingerprint, compare, copy_groups
from sayso.link.corroborate import incident_of
from sayso.link.digest import Digest
from sayso.link.incidents import Cluster, Edge, cluster_component, components, edge
from sayso.record_incidents import Incident
from sayso.store.kept import Kept
from sayso.store.rows import incident_row, incident_words, pack
from sayso.store.verdicts import Verdicts


class Linker:
    """Keeps digests, neighbourhoods and incidents of a record in step with its articles. Works inside the caller's transaction."""

    def __init__(self, db: sqlite3.Connection, verdicts: Verdicts, now: str, kept: Kept | None = None) -> None:
        self.db, self.verdicts, self.now = db, verdicts, now
        self.kept = kept or Kept()

    def forget(self, article: str) -> set[str]:
        """Take an article's digest and links out; the components that this touches."""
        row = self.db.execute("select n, component, body from digests where article=?", (article,)).fetchone()
        if row is None:
            return set()
        d = self.kept.digests.get(row["body"])
        self.db.executemany("delete from block_keys where key=? and n=?", [(k, row["n"]) for k in keys(d)])
        self.db.executemany("delete from shingle_keys where key=? and n=?", [(k, row["n"]) for k in d.keys])
        for table in ("copies", "edges"):
            self.db.execute(f"delete from {table} where a=? or b=?", (article, article))
        self.db.execute("delete from digests where article=?", (article,))
        return {row["component"]}

    def link(self, new: Sequence[Digest], touched: set[str]) -> set[str]:
        """Store new digests and link them with the record; ``touched``: further components to look at. Returns the incidents written."""
        known = {d.article: d for d in new}
        numbers = self._insert_digests(new)
        blocks = {d.article: keys(d) for d in new}
        near = self._neighbours(new, self._meetings("block_keys", blocks, numbers))
        meetings = self._meetings("shingle_keys", {d.article: d.keys for d in new}, numbers)
        digests = self._digests(sorted({x for pair in near for x in pair} - set(known)))
        digests.update(known)
        copies = self._copies(meetings, digests)
        self.db.executemany("insert or replace into copies values (?,?,?,?)", [(c.a, c.b, c.short, c.long) for c in copies])
        texts = {(c.a, c.b) for c in copies}
        edges = [found for pair in sorted(near | texts) if (found := edge(digests[pair[0]], digests[pair[1]], pair in texts)) is not None]
        self.db.executemany("insert or replace into edges values (?,?,?,?)", [(e.a, e.b, e.story, int(e.joins)) for e in edges])
        affected = set(touched) | set(known)
        joined = sorted({x for e in edges if e.joins for x in (e.a, e.b)})
        affected |= {c for (c,) in self._in("select component from digests where article in (%s)", joined)}
        return self.relink(affected)

    def relink(self, affected: set[str]) -> set[str]:
        """Compute the incidents of these components anew (they may join or fall apart); the incidents written or taken away."""
        articles = {a for (a,) in self._in("select article from digests where component in (%s)", sorted(affected))}
        constraints = self.verdicts.constraints
        home = self.verdicts.home
        grown = True
        while grown:  # bonds reach across components
            grown = False
            for bond in constraints.bonds:
                inside = {home[e] for e in bond if e in home}
                if inside & articles and not inside <= articles:
                    more = {c for (c,) in self._in("select component from digests where article in (%s)", sorted(inside - articles))}
                    articles |= {a for (a,) in self._in("select article from digests where component in (%s)", sorted(more))}
                    grown = bool(more)
        order = sorted(articles)
        digests = {a: self.verdicts.apply(d) for a, d in self._digests(order).items()}
        order = sorted(digests)
        edges = [Edge(a, b, s, bool(j)) for a, b, s, j in self._in("select * from edges where a in (%s)", order) if b in digests]
        copies = [CopyLink(a, b, s, t) for a, b, s, t in self._in("select * from copies where a in (%s)", order) if b in digests]
        texts = {a: g for g in copy_groups(order, copies) for a in g}
        events = {e.id: d.article for d in digests.values() for e in d.events}
        parts = components(order, edges, constraints, events)
        mine: dict[str, list[Edge]] = defaultdict(list)
        part_of = {a: part[0] for part in parts for a in part}
        for e in edges:
            if part_of[e.a] == part_of[e.b]:
                mine[part_of[e.a]].append(e)
        clusters: list[Cluster] = []
        for part in parts:
            self.db.executemany("update digests set component=? where article=? and component<>?", [(part[0], a, part[0]) for a in part])
            clusters += cluster_component([digests[a] for a in part], sorted(mine[part[0]], key=lambda e: (e.a, e.b)), constraints)
        return self._write([self.verdicts.edited(incident_of(c, digests, texts)) for c in clusters], order)

    def _write(self, incidents: list[Incident], articles: Sequence[str]) -> set[str]:
        """Replace the incidents of these articles, with history and tombstones."""
        db = self.db
        old = dict(self._in("select id, incident from events where incident is not null and article in (%s)", articles))
        gone_articles = dict(self._in("select id, n from incidents where id in (%s)", sorted(set(old.values()))))
        new = {m.event: i.id for i in incidents for m in i.members}
        fresh = {i.id for i in incidents}
        changed: set[str] = set()
        for i in sorted(incidents, key=lambda i: i.id):
            was = sorted({old[m.event] for m in i.members if m.event in old})
            n = gone_articles.get(i.id)
            row = incident_row(i)
            if n is not None:
                before = db.execute("select body from incidents where n=?", (n,)).fetchone()[0]
                if before == row[-1]:
                    continue
                self._erase(n)
            changed.add(i.id)
            self._insert(row, i, n)
            db.executemany("update events set incident=? where id=?", [(i.id, m.event) for m in i.members])
            db.execute("delete from tombstones where id=?", (i.id,))
            if n is None:
                source = [w for w in was if w in fresh and w != i.id]
                what, other = ("split_from", source[0]) if source else ("created", None)
                self.tell(i.id, what, f"{len(i.members)} event{'s' * (len(i.members) != 1)}", other)
            else:
                more = [m for m in i.members if m.type is not None and old.get(m.event) != i.id]
                for m in more:
                    self.tell(i.id, "joined", m.why, m.event)
        for lost in sorted(set(old.values()) - fresh):
            if lost in gone_articles:
                self._erase(gone_articles[lost])
            heirs = sorted({new[e] for e, i in old.items() if i == lost and e in new})
            self.bury(lost, heirs[0] if heirs else None)
            changed.add(lost)
        return changed

    def remove(self, incident: str) -> None:
        """Take an incident away whose events are all gone."""
        row = self.db.execute("select n from incidents where id=?", (incident,)).fetchone()
        if row is not None:
            self._erase(row["n"])
            self.bury(incident, None)

    def bury(self, lost: str, heir: str | None) -> None:
        """Leave a tombstone for an incident id that went away."""
        reason = "its events belong to another incident now" if heir else "its article changed"
        self.db.execute("insert or replace into tombstones values (?,?,?,?,?)", (lost, "incident", heir, reason, self.now))
        self.tell(lost, "merged_into", reason, heir)

    def tell(self, thing: str, what: str, reason: str, other: str | None = None) -> None:
        """A line of history."""
        self.db.execute(
            "insert into history (thing, what, reason, other, version, at) values (?,?,?,?,?,?)",
            (thing, what, reason, other, __version__, self.now),
        )

    def _erase(self, n: int) -> None:
        for sql in (
            "delete from incidents where n=?",
            "delete from incident_text where rowid=?",
            "delete from incident_box where n=?",
            "delete from incident_actors where incident=?",
            "delete from incident_outlets where incident=?",
        ):
            self.db.execute(sql, (n,))

    def _insert(self, row: tuple[Any, ...], i: Incident, n: int | None) -> None:
        marks = ",".join("?" * (len(row) + 1))
        n = self.db.execute(f"insert into incidents values ({marks}) returning n", (n, *row)).fetchone()[0]
        self.db.execute("insert into incident_text (rowid, text) values (?,?)", (n, incident_words(i)))
        if i.place is not None and i.place.lat is not None and i.place.lon is not None:
            lat, lon = i.place.lat, i.place.lon
            self.db.execute("insert into incident_box values (?,?,?,?,?)", (n, lat, lat, lon, lon))
        roles = {(p.actor, role) for role, ps in (("actor", i.actors), ("recipient", i.recipients)) for p in ps if p.actor}
        self.db.executemany("insert into incident_actors values (?,?,?)", [(n, a, r) for a, r in sorted(roles)])
        self.db.executemany("insert into incident_outlets values (?,?)", [(n, o) for o in dict.fromkeys(i.outlets)])

    def _insert_digests(self, new: Sequence[Digest]) -> dict[str, int]:
        """Store digests; their numbers by article."""
        first = self.db.execute("select coalesce(max(n), 0) + 1 from digests").fetchone()[0]
        rows = []
        for n, d in enumerate(new, first):
            body = pack(d.to_dict())
            self.kept.digests.put(body, d)
            rows.append((d.article, n, d.article, d.day, body, len(d.keys)))
        self.db.executemany("insert into digests (article, n, component, day, body, shingles) values (?,?,?,?,?,?)", rows)
        return {d.article: n for n, d in enumerate(new, first)}

    def _meetings(self, table: str, keyed: dict[str, tuple[int, ...]], numbers: dict[str, int]) -> dict[str, Counter[int]]:
        """Store the keys of new articles; how many keys each shares with which numbers of digests, its own left out.

        Keys go to SQLite in their own order, so that a batch touches each page of the index once however large the record has grown.
        """
        rows = sorted((k, numbers[article]) for article, mine in keyed.items() for k in mine)
        self.db.executemany(f"insert into {table} values (?,?)", rows)
        holders: dict[int, list[int]] = defaultdict(list)
        for key, n in self._in(f"select key, n from {table} where key in (%s)", list(dict.fromkeys(k for k, _ in rows))):
            holders[key].append(n)
        out: dict[str, Counter[int]] = {}
        for article, mine in keyed.items():
            met = Counter(chain.from_iterable(holders[k] for k in mine))
            del met[numbers[article]]
            out[article] = met
        return out

    def _neighbours(self, new: Sequence[Digest], meetings: dict[str, Counter[int]]) -> set[tuple[str, str]]:
        """Pairs of articles (smaller first), one of them new, that share a blocking key and lie within the window."""
        met = {n for counts in meetings.values() for n in counts}
        known = {n: (article, day) for n, article, day in self._in("select n, article, day from digests where n in (%s)", sorted(met))}
        out = set()
        for d in new:
            for n in meetings[d.article]:
                if n not in known:  # a key that an older sayso made for an article that is gone
                    continue
                other, day = known[n]
                if within_window(d.day, day):
                    out.add((min(d.article, other), max(d.article, other)))
        return out

    def _copies(self, meetings: dict[str, Counter[int]], digests: dict[str, Digest]) -> list[CopyLink]:
        """The copies among the articles that share sampled shingles with a new one; ``digests`` gets theirs."""
        met = sorted({n for counts in meetings.values() for n in counts})
        known = {n: (other, size) for n, other, size in self._in("select n, article, shingles from digests where n in (%s)", met)}
        pairs = set()
        for article, counts in meetings.items():
            mine = len(digests[article].keys)
            for n, shared in counts.items():
                if n not in known:
                    continue
                other, size = known[n]
                if size is None or shared >= 0.1 * min(mine, size):
                    pairs.add((min(article, other), max(article, other), shared))
        sizes: dict[str, int] = {}
        missing = sorted({x for a, b, _ in pairs for x in (a, b)} - set(digests))
        digests.update(self._digests(missing))
        for a, b, _ in pairs:
            sizes[a], sizes[b] = len(digests[a].keys), len(digests[b].keys)
        prints: dict[str, Fingerprint] = {}
        out = []
        for a, b, shared in sorted(pairs):
            if shared >= 0.1 * min(sizes[a], sizes[b]):
                found = compare(self._print(a, digests[a], prints), self._print(b, digests[b], prints))
                if found is not None:
                    out.append(found)
        return out

    def _print(self, article: str, d: Digest, kept: dict[str, Fingerprint]) -> Fingerprint:
        if article not in kept:
            blob = self.db.execute("select reading from articles where id=? and current", (article,)).fetchone()[0]
            kept[article] = Fingerprint(article, self.kept.words.get(blob), d.day, d.keys)
        return kept[article]

    def _digests(self, articles: Sequence[str]) -> dict[str, Digest]:
        rows = self._in("select article, body from digests where article in (%s)", articles)
        return {article: self.kept.digests.get(body) for article, body in rows}

    def _in(self, sql: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
        """Rows of a query with ``in (%s)``, in chunks that SQLite takes."""
        each, out = list(values), []
        for i in range(0, len(each), 5000):
            part = each[i : i + 5000]
            out += [tuple(r) for r in self.db.execute(sql % ",".join("?" * len(part)), part)]
        return out
