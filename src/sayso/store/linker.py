"""Incremental linking: new articles against their neighbourhood, then the parts that they touch, whole.

The incidents of a part are a function of its digests, edges and constraints alone (link/incidents.py), so what is not touched need not be
looked at, and the result is what linking everything at once gives.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any

from sayso._version import __version__
from sayso.link.cluster import UNIT
from sayso.link.copies import CopyLink, Fingerprint, compare, copy_groups
from sayso.link.corroborate import incident_of
from sayso.link.digest import Digest
from sayso.link.incidents import Cluster, Edge, Known, bonded, cluster_part, edges_of
from sayso.link.units import TIGHT, Parts
from sayso.record_incidents import Incident, Party
from sayso.store.kept import Kept, words_of
from sayso.store.meetings import alike_in_shingles, candidates_of, file_keys, in_chunks, take_keys
from sayso.store.rows import digest_of, incident_row, incident_words, pack_digest
from sayso.store.verdicts import Verdicts


class Linker:
    """Keeps digests, neighbourhoods and incidents of a record in step with its articles. Works inside the caller's transaction."""

    def __init__(self, db: sqlite3.Connection, verdicts: Verdicts, now: str, kept: Kept | None = None) -> None:
        self.db, self.verdicts, self.now = db, verdicts, now
        self.kept = kept or Kept()
        self.kept.check(db)
        #: parts that articles were taken out of, and articles whose edges went away
        self._reduced: set[str] = set()
        self._bereft: set[int] = set()

    def forget(self, article: str) -> None:
        """Take an article's digest and links out."""
        row = self.db.execute("select n, component from digests where article=?", (article,)).fetchone()
        if row is None:
            return
        n = row["n"]
        d = self._known([n])[n].digest
        take_keys(self.db, n, d)
        self._reduced.add(row["component"])
        self._bereft |= {other for other, _ in self._near([n], 1)[n]}
        self.db.execute("delete from copies where a=? or b=?", (article, article))
        self.db.execute("delete from edges where a=? or b=?", (n, n))
        self.db.execute("delete from digests where article=?", (article,))
        self.kept.drop(n)
        self.kept.crowded.clear()

    def link(self, new: Sequence[tuple[Digest, tuple[str, ...]]]) -> set[str]:
        """Store new digests (with their ``told_words``) and link them with the record. Returns the incidents written."""
        self._file_older()
        numbers = self._insert_digests(new)
        near = candidates_of(self.db, numbers)
        same = alike_in_shingles(self.db, numbers, lambda n: self._known([n])[n].digest)
        known = self._known({*near.new.tolist(), *near.old.tolist(), *(n for pair in same for n in pair)})
        links = {pair: found for pair, found in ((pair, self._compare(*pair, known)) for pair in sorted(same)) if found is not None}
        self.db.executemany("insert or replace into copies values (?,?,?,?)", [(c.a, c.b, c.short, c.long) for c in links.values()])
        rows = [(a, b, UNIT, TIGHT) for a, b in links]
        number = {k.digest.article: n for n, k in known.items()}
        met: dict[int, tuple[list[Known], list[bool]]] = defaultdict(lambda: ([], []))
        for a, b, events in zip(near.new.tolist(), near.old.tolist(), (near.marked > 0).tolist(), strict=True):
            if (a, b) not in links:
                met[a][0].append(known[b])
                met[a][1].append(events)
        for a, (others, shares) in met.items():
            for e in edges_of(known[a], others, shares):
                x, y = number[e.a], number[e.b]
                rows.append((x, y, e.story, e.level) if x > y else (y, x, e.story, e.level))
        self.db.executemany("insert or replace into edges values (?,?,?,?)", sorted(rows))
        touched = self._reduced | {d.article for d, _ in new}
        # an edge below the level at which an article is among too many changes nobody's part
        crowded = self.kept.crowded
        held = {x for a, b, _, level in rows for x in (a, b) if level >= crowded.get(x, 1)}
        touched |= {c for (c,) in self._in("select component from digests where n in (%s)", sorted(held))}
        return self.relink(touched, self._bereft, {*numbers} | self._shrunk())

    def _shrunk(self) -> set[int]:
        """Numbers of the articles in parts that articles were taken out of."""
        return {n for (n,) in self._in("select n from digests where component in (%s)", sorted(self._reduced))}

    def relink(self, touched: set[str], bereft: Iterable[int] = (), changed: set[int] | None = None) -> set[str]:
        """Compute the incidents of these parts anew (they may join or fall apart); the incidents written or taken away.

        ``bereft``: numbers of articles that lost edges, so that what was too large around them may no longer be. ``changed``: numbers
        of articles that are new or whose part lost some; a part without them that is what it was is left alone. None: compute all.
        """
        if changed is None:  # a decision may have cut ties
            self.kept.crowded.clear()
        ties = self._ties()
        parts: Parts[int] = Parts(lambda some, least: self._near(some, least, ties), self.kept.crowded)
        left = {n for (n,) in self._in("select n from digests where component in (%s)", sorted(touched))}
        parts.prepare(sorted(left))
        for (n,) in self._in("select n from digests where n in (%s)", sorted(bereft)):
            left |= parts.every_size(n)
        found: list[list[int]] = []
        whole: set[int] = set()
        queue = sorted(left)
        while queue:
            for n in queue:
                if n not in whole:
                    part = parts.part(n)
                    whole |= part
                    found.append(sorted(part))
            # what else was with those that are looked at: nothing, unless an older sayso left larger parts
            labels = {c for (c,) in self._in("select distinct component from digests where n in (%s)", sorted(whole - left))}
            left |= whole
            queue = sorted({n for (n,) in self._in("select n from digests where component in (%s)", sorted(labels))} - whole)
        return self._compute(found if changed is None else self._altered(found, changed))

    def _altered(self, parts: Sequence[Sequence[int]], changed: set[int]) -> list[Sequence[int]]:
        """The parts that hold something new, or are not what they were: edges among the same articles are the same."""
        every = sorted(n for part in parts for n in part)
        label = dict(self._in("select n, component from digests where n in (%s)", every))
        labels = sorted(set(label.values()))
        size = dict(self._in("select component, count(*) from digests where component in (%s) group by component", labels))
        out = []
        for part in parts:
            same = {label[n] for n in part}
            if len(same) > 1 or size[label[part[0]]] != len(part) or not changed.isdisjoint(part):
                out.append(part)
        return out

    def _compute(self, parts: Sequence[Sequence[int]]) -> set[str]:
        """Write the incidents of whole parts."""
        constraints = self.verdicts.constraints
        every = sorted(n for part in parts for n in part)
        known = self._known(every)
        digests = {k.digest.article: self.verdicts.apply(k.digest) for k in known.values()}
        article = {n: k.digest.article for n, k in known.items()}
        order = sorted(digests)
        links = [CopyLink(a, b, s, t) for a, b, s, t in self._in("select * from copies where a in (%s)", order) if b in digests]
        texts = {a: g for g in copy_groups(order, links) for a in g}
        part_of = {n: i for i, part in enumerate(parts) for n in part}
        mine: dict[int, list[Edge]] = defaultdict(list)
        for a, b, story, level in self._in("select * from edges where a in (%s)", every):
            if part_of[a] == part_of.get(b):
                x, y = sorted((article[a], article[b]))
                mine[part_of[a]].append(Edge(x, y, story, level))
        clusters: list[Cluster] = []
        for i, part in enumerate(parts):
            label = min(article[n] for n in part)
            self.db.executemany("update digests set component=? where n=? and component<>?", [(label, n, label) for n in part])
            clusters += cluster_part(
                [digests[article[n]] for n in part], sorted(mine[i], key=lambda e: (e.a, e.b)), constraints, self.kept.pairs
            )
        made, same = [], []
        for c in clusters:
            about = _about(c, digests, texts)
            if self.kept.incidents.get(c.id) == about and not self.verdicts.incidents:
                same.append(c)
            else:
                made.append(self.verdicts.edited(incident_of(c, digests, texts)))
                self.kept.incidents.put(c.id, about)
        return self._write(made, same, order)

    def _write(self, incidents: Sequence[Incident], same: Sequence[Cluster], articles: Sequence[str]) -> set[str]:
        """Replace the incidents of these articles, those that are the same as before left alone, with history and tombstones."""
        db = self.db
        old = dict(self._in("select id, incident from events where incident is not null and article in (%s)", articles))
        numbers = dict(self._in("select id, n from incidents where id in (%s)", sorted(set(old.values()))))
        before = dict(self._in("select n, body from incidents where n in (%s)", [numbers[i.id] for i in incidents if i.id in numbers]))
        new = {m.event: i.id for i in incidents for m in i.members} | {e.id: c.id for c in same for e in c.events}
        fresh = {i.id for i in incidents} | {c.id for c in same}
        changed = []
        history: list[tuple[str, str, str, str | None]] = []
        for i in sorted(incidents, key=lambda i: i.id):
            row, n = incident_row(i), numbers.get(i.id)
            if n is not None and before[n] == row[-1]:
                continue
            changed.append((n, i, row))
            if n is None:
                was = sorted({old[m.event] for m in i.members if m.event in old})
                source = [w for w in was if w in fresh and w != i.id]
                what, other = ("split_from", source[0]) if source else ("created", None)
                history.append((i.id, what, f"{len(i.members)} event{'s' * (len(i.members) != 1)}", other))
            else:
                more = [m for m in i.members if m.type is not None and old.get(m.event) != i.id]
                history += [(i.id, "joined", m.why, m.event) for m in more]
        lost = sorted(set(old.values()) - fresh)
        self._erase([n for n, _, _ in changed if n is not None] + [numbers[i] for i in lost if i in numbers])
        self._insert(changed)
        db.executemany("update events set incident=? where id=?", [(i.id, m.event) for _, i, _ in changed for m in i.members])
        db.executemany("delete from tombstones where id=?", [(i.id,) for _, i, _ in changed])
        for line in history:
            self.tell(*line)
        heirs: dict[str, str] = {}
        for e, i in sorted(old.items()):
            if e in new:
                heirs[i] = min(new[e], heirs.get(i, new[e]))
        for incident in lost:
            self.kept.incidents.drop(incident)
            self.bury(incident, heirs.get(incident))
        return {i.id for _, i, _ in changed} | set(lost)

    def remove(self, incident: str) -> None:
        """Take an incident away whose events are all gone."""
        row = self.db.execute("select n from incidents where id=?", (incident,)).fetchone()
        self.kept.incidents.drop(incident)
        if row is not None:
            self._erase([row["n"]])
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

    def _erase(self, numbers: Iterable[int]) -> None:
        each = [(n,) for n in numbers]
        for sql in (
            "delete from incidents where n=?",
            "delete from incident_text where rowid=?",
            "delete from incident_box where n=?",
            "delete from incident_actors where incident=?",
            "delete from incident_outlets where incident=?",
        ):
            self.db.executemany(sql, each)

    def _insert(self, some: Sequence[tuple[int | None, Incident, tuple[Any, ...]]]) -> None:
        """Write incidents, with their rows, under the numbers that they had or, where they had none, new ones."""
        db = self.db
        last = db.execute("select coalesce(max(n), 0) from incidents").fetchone()[0]
        free = count(max([last, *(n for n, _, _ in some if n is not None)]) + 1)
        numbered = [(next(free) if n is None else n, i, row) for n, i, row in some]
        db.executemany(f"insert into incidents values ({','.join('?' * 22)})", [(n, *row) for n, _, row in numbered])
        db.executemany("insert into incident_text (rowid, text) values (?,?)", [(n, incident_words(i)) for n, i, _ in numbered])
        points = [(n, p.lat, p.lon) for n, i, _ in numbered if (p := i.place) is not None and p.lat is not None and p.lon is not None]
        db.executemany("insert into incident_box values (?,?,?,?,?)", [(n, lat, lat, lon, lon) for n, lat, lon in points])
        roles = {(n, p.actor, role) for n, i, _ in numbered for role, ps in _roles(i) for p in ps if p.actor}
        db.executemany("insert into incident_actors values (?,?,?)", sorted(roles))
        db.executemany("insert into incident_outlets values (?,?)", [(n, o) for n, i, _ in numbered for o in dict.fromkeys(i.outlets)])

    def _insert_digests(self, new: Sequence[tuple[Digest, tuple[str, ...]]]) -> dict[int, Digest]:
        """Store digests and their keys; the digests by number."""
        first = self.db.execute("select coalesce(max(n), 0) + 1 from digests").fetchone()[0]
        out = {}
        for n, (d, words) in enumerate(new, first):
            out[n] = d
            self.kept.known.put(n, Known(d))
            self.kept.words.put(n, words)
        rows = [(d.article, n, d.article, d.day, pack_digest(d), len(d.keys)) for n, d in out.items()]
        self.db.executemany("insert into digests (article, n, component, day, body, shingles, filed) values (?,?,?,?,?,?,1)", rows)
        file_keys(self.db, out)
        return out

    def _file_older(self) -> None:
        """File the keys of digests that an older sayso stored."""
        while some := [n for (n,) in self.db.execute("select n from digests where not filed limit 1000")]:
            file_keys(self.db, {n: k.digest for n, k in self._known(some).items()})
            self.db.executemany("update digests set filed=1 where n=?", [(n,) for n in some])

    def _compare(self, a: int, b: int, known: Mapping[int, Known]) -> CopyLink | None:
        return compare(self._print(a, known[a].digest), self._print(b, known[b].digest))

    def _print(self, n: int, d: Digest) -> Fingerprint:
        words = self.kept.words.get(n)
        if words is None:
            words = words_of(self.db.execute("select reading from articles where id=? and current", (d.article,)).fetchone()[0])
            self.kept.words.put(n, words)
        return Fingerprint(d.article, words, d.day, d.keys)

    def _near(self, some: Iterable[int], least: int, ties: Mapping[int, list[int]] | None = None) -> dict[int, list[tuple[int, int]]]:
        """The edges, of this level or more, of articles as (number of the other, level); ``ties``: articles that decisions tie to each."""
        out: dict[int, list[tuple[int, int]]] = {n: [(x, TIGHT) for x in (ties or {}).get(n, ())] for n in some}
        for a, b, level in self._in(f"select a, b, level from edges where a in (%s) and level >= {least}", out):
            out[a].append((b, level))
        for b, a, level in self._in(f"select b, a, level from edges where b in (%s) and level >= {least}", out):
            out[b].append((a, level))
        return out

    def _ties(self) -> dict[int, list[int]]:
        """Numbers of the articles that analysts' decisions tie to each."""
        tied = bonded(self.verdicts.constraints, self.verdicts.home)
        number = dict(self._in("select article, n from digests where article in (%s)", tied))
        return {number[a]: [number[b] for b in others if b in number] for a, others in tied.items() if a in number}

    def _known(self, some: Iterable[int]) -> dict[int, Known]:
        """Digests by number."""
        each = list(dict.fromkeys(some))
        out: dict[int, Known] = {}
        for n, body in self._in("select n, body from digests where n in (%s)", self.kept.known.missing(each)):
            out[n] = Known(digest_of(body))
        for n in each:
            kept = out[n] if n in out else self.kept.known.get(n)
            if kept is not None:
                out[n] = kept
        for n, kept in out.items():
            self.kept.known.put(n, kept)
        return out

    def _in(self, sql: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
        return in_chunks(self.db, sql, values)


def _roles(i: Incident) -> tuple[tuple[str, tuple[Party, ...]], ...]:
    return ("actor", i.actors), ("recipient", i.recipients)


def _about(c: Cluster, digests: Mapping[str, Digest], texts: Mapping[str, tuple[str, ...]]) -> tuple[object, ...]:
    """All that the incident of a cluster is made from, for comparison with what it was made from before."""
    articles = sorted({e.article for e in c.events})
    groups = tuple(texts.get(a, (a,)) for a in articles)
    read = tuple(digests[a].serial for g in (*groups, c.reports) for a in g if a in digests)
    return tuple(e.id for e in c.events), c.reports, tuple(sorted(c.stories.items())), c.related, groups, read
