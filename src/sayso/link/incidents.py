"""Readings → incidents: compare, cluster into stories, cluster their events.

The graph of articles (copies, likely stories, events that agree in place, day and kind) falls into components, and everything below
is a function of one component: stories are average-linkage clusters of its articles, incidents average-linkage clusters of its
events. So adding an article needs only the components it touches, and gives what linking everything at once gives.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.link.candidates import candidate_pairs, event_keys, within_window
from sayso.link.cluster import UNIT, agglomerate
from sayso.link.copies import CopyLink
from sayso.link.digest import Digest, EventDigest
from sayso.link.groups import Groups
from sayso.link.score import FAMILY, day_relation, event_score, place_relation, story_score

#: likelihoods from this on are kept; from EDGE on they join components; stories and incidents are cut at these means
WEAK, EDGE, STORY_CUT, EVENT_CUT = 300, 1500, 5000, 5000
#: a story's main incident takes in what its other articles tell of first, down to this mean
MAIN_CUT = 0
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
class Constraints:
    """What analysts decided: events that belong together, and pairs of events that don't."""

    bonds: tuple[tuple[str, ...], ...] = ()
    bars: tuple[tuple[str, str], ...] = ()


#: no decisions
FREE = Constraints()


@dataclass(frozen=True, slots=True)
class Cluster:
    """Events of one incident, first told first. ``story`` is the likelihood by pair of articles, for the reasons."""

    id: str
    events: tuple[EventDigest, ...]
    stories: Mapping[tuple[str, str], int] = field(default_factory=dict)


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


def comparable(e: EventDigest, f: EventDigest) -> bool:
    """Whether two events are worth scoring: one act, one family of types, or the act of one told in the clause of the other."""
    return e.lemma == f.lemma or FAMILY.get(e.type) == FAMILY.get(f.type) or e.lemma in f.words or f.lemma in e.words


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


def _elsewhere(e: EventDigest, f: EventDigest) -> bool:
    """Whether place or day rules out that two events are one."""
    return place_relation(e.site, f.site) == "far" or day_relation(e, f) == "far"


def _join_main(
    groups: list[tuple[str, ...]],
    alike: Mapping[tuple[str, str], int],
    events: Mapping[str, EventDigest],
    story: Mapping[str, int],
    constraints: Constraints,
) -> list[tuple[str, ...]]:
    """Let the main incident of every story (that most of its articles tell) take in what the story's other articles tell of it.

    Within a story, an article that is not among the main incident's tellers most likely tells it in other words: its group with the
    greatest mean likeness joins, down to MAIN_CUT.
    """
    group_of = {e: n for n, g in enumerate(groups) for e in g}
    near: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for (x, y), value in alike.items():
        i, j = group_of[x], group_of[y]
        if i != j:
            near[i][j] += value
            near[j][i] += value
    articles = {n: {events[e].article for e in g} for n, g in enumerate(groups)}
    stories: dict[int, list[int]] = defaultdict(list)
    for n in articles:
        for s in sorted({story[a] for a in articles[n]}):
            stories[s].append(n)
    barred = {frozenset(b) for b in constraints.bars}
    members: dict[int, list[str]] = {n: list(g) for n, g in enumerate(groups)}
    taken: set[int] = set()
    for s in sorted(stories):
        own = [n for n in stories[s] if n not in taken]
        tellers = {n: {a for a in articles[n] if story[a] == s} for n in own}
        if not own:
            continue
        main = min(own, key=lambda n: (-len(tellers[n]), -len(members[n]), groups[n][0]))
        if len(tellers[main]) < 2:
            continue
        while True:
            rest = []
            for n in own:
                if n != main and n not in taken and tellers[n] - tellers[main]:
                    mean = near[main].get(n, 0) / (len(members[main]) * len(members[n]))
                    if mean >= MAIN_CUT and not any(
                        frozenset((x, y)) in barred or _elsewhere(events[x], events[y]) for x in members[main] for y in members[n]
                    ):
                        rest.append((-mean, groups[n][0], n))
            if not rest:
                break
            n = min(rest)[2]
            taken.add(n)
            members[main] += members.pop(n)
            tellers[main] |= tellers[n]
            for k, v in near[n].items():
                if k != main:
                    near[main][k] += v
    return [tuple(sorted(g)) for _, g in sorted(members.items())]


def cluster_component(digests: Sequence[Digest], edges: Iterable[Edge], constraints: Constraints = FREE) -> list[Cluster]:
    """The incidents of one component, as clusters of its events, sorted by id."""
    likely = _likely(digests, edges)
    story: dict[str, int] = {}
    for n, group in enumerate(agglomerate([d.article for d in digests], likely, STORY_CUT)):
        for article in group:
            story[article] = n
    events = {e.id: e for d in digests for e in d.events}
    order = sorted(events)
    alike: dict[tuple[str, str], int] = {}
    by_article = {d.article: d.events for d in digests}
    pairs = [(d.article, d.article) for d in digests] + sorted(likely)
    inside = defaultdict(list)
    for article, n in sorted(story.items()):
        inside[n].append(article)
    seen = set(pairs)
    for one_story in inside.values():
        pairs += [(a, b) for i, a in enumerate(one_story) for b in one_story[i + 1 :] if (a, b) not in seen]
    for a, b in pairs:
        one = a == b
        together = UNIT if one or story[a] == story[b] else min(likely.get((a, b), 0), 3000)
        for i, e in enumerate(by_article[a]):
            for f in by_article[b][i + 1 :] if one else by_article[b]:
                if comparable(e, f):
                    value = event_score(e, f, together)
                    if value >= 500:
                        alike[(e.id, f.id) if e.id < f.id else (f.id, e.id)] = value
    published = {d.article: d.published or "" for d in digests}
    out = []
    groups = agglomerate(order, alike, EVENT_CUT, bonds=constraints.bonds, bars=constraints.bars)
    for group in _join_main(groups, alike, events, story, constraints):
        members = sorted((events[i] for i in group), key=lambda e: told(e, published))
        own = {e.article for e in members}
        mine = sorted(own)
        scores = {(a, b): UNIT if story[a] == story[b] else likely.get((a, b), 0) for i, a in enumerate(mine) for b in mine[i + 1 :]}
        out.append(Cluster(incident_id(members[0].id), tuple(members), scores))
    return sorted(out, key=lambda c: c.id)


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
