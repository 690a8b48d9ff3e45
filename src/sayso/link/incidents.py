"""Readings → incidents: compare, cluster into stories, cluster their events.

The graph of articles (copies, likely stories, events that agree in place, day and kind) falls into components, and everything below
is a function of one component: stories are average-linkage clusters of its articles, incidents average-linkage clusters of its
events. So adding an article needs only the components it touches, and gives what linking everything at once gives.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.link.candidates import candidate_pairs, event_keys, within_window
from sayso.link.cluster import UNIT, agglomerate
from sayso.link.copies import CopyLink
from sayso.link.digest import Digest, EventDigest
from sayso.link.groups import Groups
from sayso.link.happenings import FREE, Constraints, cluster_events
from sayso.link.score import event_score, story_score

#: likelihoods from this on are kept
WEAK = 300
#: the mean likeness that a lone article needs to join a story, that two articles or pairs need, and that two stories of _GROWN need
_LONE, _PAIR, _STORIES = 2500, 5000, 7000
_GROWN = 6
#: likelihoods from this on join components: no two groups have a higher mean without a pair that reaches it
EDGE = _LONE
#: incidents are related that share this part of the articles of the one told by fewer; the most related ones are kept
_SHARED, _MOST_RELATED = 0.5, 12
#: in components of up to so many articles all pairs are compared, not the candidates alone
_SMALL = 60
#: two events of articles that tell no common story must agree this well
STRONG = 6000


@dataclass(frozen=True, slots=True)
class Edge:
    """Two articles; ``story``: likelihood (0…UNIT) of one story; ``joins``: they must be looked at together."""

    a: str
    b: str
    story: int
    joins: bool


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


def edge(a: Digest, b: Digest, copies: bool = False) -> Edge | None:
    """The edge between two candidate articles: copies, a likely story, or events that agree strongly."""
    one, two = sorted((a, b), key=lambda d: d.article)
    if copies:
        return Edge(one.article, two.article, UNIT, True)
    story = story_score(one, two) if within_window(a.day, b.day) else 0
    if story >= EDGE:
        return Edge(one.article, two.article, story, True)
    theirs: dict[int, list[EventDigest]] = defaultdict(list)
    for f in two.events:
        for k in event_keys(f):
            theirs[k].append(f)
    for e in one.events:
        met = {f.id: f for k in event_keys(e) for f in theirs.get(k, ())}
        if any(event_score(e, f, story) >= STRONG for _, f in sorted(met.items())):
            return Edge(one.article, two.article, story, True)
    return Edge(one.article, two.article, story, False) if story >= WEAK else None


def find_edges(digests: Sequence[Digest], copies: Iterable[CopyLink]) -> list[Edge]:
    """All edges among the digests."""
    texts = {(c.a, c.b) for c in copies}
    number = {d.article: n for n, d in enumerate(digests)}
    out = [Edge(a, b, UNIT, True) for a, b in texts if a in number and b in number]
    for x, y in candidate_pairs(digests):
        a, b = sorted((digests[x].article, digests[y].article))
        if (a, b) not in texts:
            found = edge(digests[x], digests[y])
            if found is not None:
                out.append(found)
    return sorted(out, key=lambda e: (e.a, e.b))


def components(articles: Iterable[str], edges: Iterable[Edge], constraints: Constraints, home: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Articles that must be looked at together; bonds join components too. ``home``: event → article."""
    groups = Groups(articles)
    for e in edges:
        if e.joins:
            groups.join(e.a, e.b)
    for bond in constraints.bonds:
        known = [home[e] for e in bond if e in home]
        for article in known[1:]:
            groups.join(known[0], article)
    return groups.sorted()


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


def _likely(digests: Sequence[Digest], edges: Iterable[Edge]) -> dict[tuple[str, str], int]:
    """Likelihood of one story by pair of articles; in a small component of all pairs."""
    likely = {(e.a, e.b): e.story for e in edges}
    if len(digests) <= _SMALL:
        each = sorted(digests, key=lambda d: d.article)
        for i, a in enumerate(each):
            for b in each[i + 1 :]:
                if (a.article, b.article) not in likely:
                    likely[a.article, b.article] = story_score(a, b)
    return likely


def cluster_component(digests: Sequence[Digest], edges: Iterable[Edge], constraints: Constraints = FREE) -> list[Cluster]:
    """The incidents of one component, as clusters of its events, sorted by id."""
    likely = _likely(digests, edges)
    story: dict[str, int] = {}
    for n, group in enumerate(agglomerate([d.article for d in digests], likely, story_cut)):
        for article in group:
            story[article] = n
    events = {e.id: e for d in digests for e in d.events}
    published = {d.article: d.published or "" for d in digests}
    groups = [
        tuple(sorted((events[i] for i in g), key=lambda e: told(e, published))) for g in cluster_events(digests, likely, story, constraints)
    ]
    reports = _reports(digests, story, groups)
    related = _related(groups)
    out = []
    for n, members in enumerate(groups):
        mine = sorted({e.article for e in members})
        scores = {(a, b): UNIT if story[a] == story[b] else likely.get((a, b), 0) for i, a in enumerate(mine) for b in mine[i + 1 :]}
        out.append(Cluster(incident_id(members[0].id), members, reports.get(n, ()), scores, related[n]))
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
    """All incidents as clusters, and the components they come from."""
    by_id = {d.article: d for d in digests}
    home = {e.id: d.article for d in digests for e in d.events}
    parts = components(by_id, edges, constraints, home)
    part_of = {a: n for n, group in enumerate(parts) for a in group}
    mine: dict[int, list[Edge]] = defaultdict(list)
    for e in edges:
        if part_of[e.a] == part_of[e.b]:
            mine[part_of[e.a]].append(e)
    out = []
    for n, group in enumerate(parts):
        out += cluster_component([by_id[a] for a in group], mine[n], constraints)
    return sorted(out, key=lambda c: c.id), parts
