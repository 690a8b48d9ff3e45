"""Readings → incidents: compare, cluster into stories, cluster their events.

The graph of articles (copies, likely stories, events that agree in place, day and kind) falls into parts (``units``), and everything below
is a function of one part: stories are average-linkage clusters of its articles, incidents average-linkage clusters of its events. So
adding an article needs only the parts that it touches, and gives what linking everything at once gives.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sayso.link.candidates import candidate_pairs, event_keys, soon
from sayso.link.cluster import UNIT, agglomerate
from sayso.link.copies import CopyLink
from sayso.link.digest import Digest, EventDigest
from sayso.link.happenings import FREE, Constraints, cluster_events
from sayso.link.likeness import likely_stories
from sayso.link.pairs import Pairs
from sayso.link.score import event_score
from sayso.link.units import MOST, TIGHT, Parts, level, main_apart, main_events

#: the mean likeness that a lone article needs to join a story, that two articles or pairs need, and that two stories of _GROWN need
_LONE, _PAIR, _STORIES = 2500, 5000, 7000
_GROWN = 6
#: likelihoods from this on connect articles: no two groups have a higher mean without a pair that reaches it; articles more than a week
#: apart must be likelier one story than two
_EDGE, _LATE = _LONE, 5000
#: incidents are related that share this part of the articles of the one told by fewer; the most related ones are kept
_SHARED, _MOST_RELATED = 0.5, 12
#: two events of articles that tell no common story must agree this well
STRONG = 6000


@dataclass(frozen=True, slots=True)
class Edge:
    """Two articles that must be looked at together; ``story``: likelihood (0…UNIT) of one story; ``level``: as of ``units``."""

    a: str
    b: str
    story: int
    level: int


class Known:
    """A digest, and what comparing it needs again and again."""

    def __init__(self, digest: Digest) -> None:
        self.digest = digest

    @cached_property
    def events(self) -> dict[int, list[EventDigest]]:
        """Events by their blocking keys."""
        out: dict[int, list[EventDigest]] = defaultdict(list)
        for e in self.digest.events:
            for k in event_keys(e):
                out[k].append(e)
        return dict(out)

    @cached_property
    def main(self) -> list[EventDigest]:
        """The main events."""
        return main_events(self.digest)


@dataclass(frozen=True, slots=True)
class Cluster:
    """Events of one incident, first told first.

    ``reports``: articles of the same story in which no event was read; ``stories``: the likelihood by pair of articles, for the reasons;
    ``related``: incidents that the same articles tell.
    """

    id: str
    events: tuple[EventDigest, ...]
    reports: tuple[str, ...] = ()
    stories: Mapping[tuple[str, str], int] = field(default_factory=dict)
    related: tuple[str, ...] = ()


def _agree(a: Known, b: Known, story: int) -> str | None:
    """Whether events of two articles agree strongly: "closely" where both are told as news of one day, "loosely" otherwise."""
    shared = a.events.keys() & b.events.keys()
    met = {(e.id, f.id): (e, f) for k in shared for e in a.events[k] for f in b.events[k]}
    found = None
    for e, f in met.values():
        close = e.start == f.start and "background" not in (e.frame, f.frame)
        if (close or found is None) and event_score(e, f, story) >= STRONG:
            if close:
                return "closely"
            found = "loosely"
    return found


def edges_of(a: Known, others: Sequence[Known], met: Sequence[bool]) -> list[Edge]:
    """The edges between an article and its candidates: a likely story, or events that agree strongly. ``met``: those that share a key of
    an event."""
    out = []
    for i, story in likely_stories(a.digest, [b.digest for b in others], _EDGE, met):
        b = others[i]
        agree = _agree(a, b, story) if met[i] else None
        if agree or story >= (_EDGE if soon(a.digest.day, b.digest.day) else _LATE):
            x, y = sorted((a.digest.article, b.digest.article))
            out.append(Edge(x, y, story, level(story, agree, story >= _LATE and main_apart(a.main, b.main))))
    return out


def copy_edge(a: str, b: str) -> Edge:
    """The edge between two copies of one text."""
    x, y = sorted((a, b))
    return Edge(x, y, UNIT, TIGHT)


def find_edges(digests: Sequence[Digest], copies: Iterable[CopyLink]) -> list[Edge]:
    """All edges among the digests."""
    each = [Known(d) for d in digests]
    number = {d.article: n for n, d in enumerate(digests)}
    out = {(c.a, c.b): copy_edge(c.a, c.b) for c in copies if c.a in number and c.b in number}
    met: dict[int, list[tuple[Known, bool]]] = defaultdict(list)
    for x, y, events in candidate_pairs(digests):
        met[x].append((each[y], events))
    for x, others in sorted(met.items()):
        for e in edges_of(each[x], [b for b, _ in others], [events for _, events in others]):
            out.setdefault((e.a, e.b), e)
    return [e for _, e in sorted(out.items())]


def parts_of(articles: Iterable[str], edges: Iterable[Edge], constraints: Constraints, home: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Articles that must be looked at together, each part sorted; bonds join parts too. ``home``: event → article."""
    near: dict[str, list[tuple[str, int]]] = {a: [] for a in sorted(articles)}
    for e in edges:
        near[e.a].append((e.b, e.level))
        near[e.b].append((e.a, e.level))
    for a, others in bonded(constraints, home).items():
        if a in near:
            near[a] += [(b, TIGHT) for b in others if b in near]
    parts: Parts[str] = Parts(lambda some, _: {a: near[a] for a in some})
    out, done = [], set()
    for a in near:
        if a not in done:
            part = parts.part(a)
            done |= part
            out.append(tuple(sorted(part)))
    return out


def bonded(constraints: Constraints, home: Mapping[str, str]) -> dict[str, list[str]]:
    """The articles that analysts' decisions tie to each. ``home``: event → article."""
    out: dict[str, set[str]] = defaultdict(set)
    for bond in constraints.bonds:
        known = list(dict.fromkeys(home[e] for e in bond if e in home))
        for article in known[1:]:
            out[known[0]].add(article)
            out[article].add(known[0])
    return {a: sorted(b) for a, b in sorted(out.items())}


def told(e: EventDigest, published: Mapping[str, str]) -> tuple[str, str, int, str]:
    """The order in which events are told: by publication, then article, then place in the text."""
    return (published.get(e.article) or "9999", e.article, e.trigger[0], e.id)


def incident_id(event: str) -> str:
    """The id of the incident that this event is the first to tell."""
    return "i" + hashlib.sha256(event.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def story_cut(smaller: int, larger: int) -> float:
    """The mean likeness at which two groups of so many articles are one story.

    The mean over many pairs is surer than that over few, and the two stories that are alike but not the same (two arrests of players of
    one club) are both told by many: so the more articles the smaller group has, the more alike the two must be. A straggler that is
    most like one story joins it on little; of two or three articles by themselves nobody knows what their stories are.
    """
    cut = _LONE + (_STORIES - _LONE) * min(1.0, (smaller - 1) / (_GROWN - 1))
    return max(cut, _PAIR) if larger < 3 else cut


def _likely(digests: Sequence[Digest], edges: Iterable[Edge], scores: Pairs) -> dict[tuple[str, str], int]:
    """Likelihood of one story by pair of articles: of all pairs, or in a part of copies that is larger than MOST of those with an edge."""
    likely = {(e.a, e.b): e.story for e in edges}
    if len(digests) <= MOST:
        likely |= scores.stories(sorted(digests, key=lambda d: d.article), likely)
    return likely


def cluster_part(
    digests: Sequence[Digest], edges: Iterable[Edge], constraints: Constraints = FREE, scores: Pairs | None = None
) -> list[Cluster]:
    """The incidents of one part, as clusters of its events, sorted by id. ``scores``: what was scored before."""
    scores = scores or Pairs()
    likely = _likely(digests, edges, scores)
    story: dict[str, int] = {}
    for n, group in enumerate(agglomerate([d.article for d in digests], likely, story_cut)):
        for article in group:
            story[article] = n
    events = {e.id: e for d in digests for e in d.events}
    published = {d.article: d.published or "" for d in digests}
    groups = [
        tuple(sorted((events[i] for i in g), key=lambda e: told(e, published)))
        for g in cluster_events(digests, likely, story, constraints, scores)
    ]
    reports = _reports(digests, story, groups)
    related = _related(groups)
    out = []
    for n, members in enumerate(groups):
        mine = sorted({e.article for e in members})
        between = {(a, b): UNIT if story[a] == story[b] else likely.get((a, b), 0) for i, a in enumerate(mine) for b in mine[i + 1 :]}
        out.append(Cluster(incident_id(members[0].id), members, reports.get(n, ()), between, related[n]))
    return sorted(out, key=lambda c: c.id)


def _related(groups: Sequence[tuple[EventDigest, ...]]) -> list[tuple[str, ...]]:
    """For each group the incidents that its articles tell too: those that share most articles with it, at least _SHARED of the fewer.

    So a round-up leads to all that it sums up, a follow-up to the arrests, the protest and the older attack that it recalls.
    """
    ids = [incident_id(g[0].id) for g in groups]
    articles = [{e.article for e in g} for g in groups]
    told: dict[str, list[int]] = defaultdict(list)
    for n, names in enumerate(articles):
        for a in sorted(names):
            told[a].append(n)
    out = []
    for n, names in enumerate(articles):
        shared = Counter(m for a in names for m in told[a] if m != n)
        near = [(-k, ids[m]) for m, k in shared.items() if k >= _SHARED * min(len(names), len(articles[m]))]
        out.append(tuple(i for _, i in sorted(near)[:_MOST_RELATED]))
    return out


def _reports(digests: Sequence[Digest], story: Mapping[str, int], groups: Sequence[tuple[EventDigest, ...]]) -> dict[int, tuple[str, ...]]:
    """Articles without events, by the group that most articles of their story tell (and tell first)."""
    silent = [d.article for d in digests if not d.events]
    if not silent:
        return {}
    main: dict[int, tuple[int, int, int, str, int]] = {}
    for n, members in enumerate(groups):
        tellers = {e.article for e in members}
        for s in {story[a] for a in tellers}:
            inside = sum(story[a] == s for a in tellers)
            rank = (-inside, min(e.rank for e in members), -len(members), members[0].id, n)
            main[s] = min(main.get(s, rank), rank)
    out: dict[int, list[str]] = defaultdict(list)
    for article in sorted(silent):
        if story[article] in main:
            out[main[story[article]][-1]].append(article)
    return {n: tuple(found) for n, found in out.items()}


def cluster_all(
    digests: Sequence[Digest], edges: Sequence[Edge], constraints: Constraints = FREE
) -> tuple[list[Cluster], list[tuple[str, ...]]]:
    """All incidents as clusters, and the parts they come from."""
    by_id = {d.article: d for d in digests}
    home = {e.id: d.article for d in digests for e in d.events}
    parts = parts_of(by_id, edges, constraints, home)
    part_of = {a: n for n, group in enumerate(parts) for a in group}
    mine: dict[int, list[Edge]] = defaultdict(list)
    for e in edges:
        if part_of[e.a] == part_of[e.b]:
            mine[part_of[e.a]].append(e)
    out = []
    for n, group in enumerate(parts):
        out += cluster_part([by_id[a] for a in group], mine[n], constraints)
    return sorted(out, key=lambda c: c.id), parts
