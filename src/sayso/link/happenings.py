"""Events of one part → groups of events that are one happening.

Three steps, each a function of the part alone: average-linkage clustering by likelihood; a story's main incident takes in what
the story's other articles tell of it in other words; tolls told in sentences of their own join the attack that they come of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.link.cluster import UNIT, agglomerate
from sayso.link.digest import Digest, EventDigest
from sayso.link.pairs import Pairs, with_story
from sayso.link.score import UNREAL, day_relation, place_relation

#: incidents are cut at this mean; a story's main incident takes in its other articles' groups down to MAIN_CUT
EVENT_CUT, MAIN_CUT = 5000, 0
#: likelihoods below this count as nought; those between two stories are held to this
_LEAST, _ACROSS = 500, 3000


#: families of words for what becomes of people
_HARM = ("die", "kill", "injure")


@dataclass(frozen=True, slots=True)
class Constraints:
    """What analysts decided: events that belong together, and pairs of events that don't."""

    bonds: tuple[tuple[str, ...], ...] = ()
    bars: tuple[tuple[str, str], ...] = ()


#: no decisions
FREE = Constraints()


def _event_cut(smaller: int, larger: int) -> float:
    return EVENT_CUT


def _elsewhere(e: EventDigest, f: EventDigest) -> bool:
    """Whether place or day rules out that two events are one."""
    return place_relation(e.site, f.site) == "far" or day_relation(e, f) == "far"


def _alike(
    digests: Sequence[Digest], likely: Mapping[tuple[str, str], int], story: Mapping[str, int], scores: Pairs
) -> dict[tuple[str, str], int]:
    """Likelihood of being one happening by pair of event ids: within an article, within a story, across likely articles."""
    by_article = {d.article: d for d in digests}
    pairs = {(d.article, d.article) for d in digests} | set(likely)
    inside = defaultdict(list)
    for article, n in sorted(story.items()):
        inside[n].append(article)
    for group in inside.values():
        pairs.update((a, b) for i, a in enumerate(group) for b in group[i + 1 :])
    out: dict[tuple[str, str], int] = {}
    for a, b in sorted(pairs):
        found = scores.events(by_article[a], by_article[b])
        if found:
            together = UNIT if story[a] == story[b] else min(likely.get((a, b), 0), _ACROSS)
            for e, f, odds in found:
                value = with_story(odds, together)
                if value >= _LEAST:
                    out[e, f] = value
    return out


def cluster_events(
    digests: Sequence[Digest], likely: Mapping[tuple[str, str], int], story: Mapping[str, int], constraints: Constraints, scores: Pairs
) -> list[tuple[str, ...]]:
    """Groups of event ids. ``likely``: likelihood of one story by pair of articles; ``story``: number of every article's story."""
    events = {e.id: e for d in digests for e in d.events}
    alike = _alike(digests, likely, story, scores)
    bonded = {e for b in constraints.bonds for e in b}
    tolls = {e.id for e in events.values() if is_toll(e) and e.id not in bonded}
    acts = sorted(e for e in events if e not in tolls)
    groups = agglomerate(acts, alike, _event_cut, bonds=constraints.bonds, bars=constraints.bars)
    groups = _join_main(groups, alike, events, story, constraints)
    homes = _join_tolls(groups, tolls, events, story, constraints)
    attacks = [(*groups[n], *sorted(e for e, m in homes.items() if m == n)) for n in sorted(set(homes.values()))]
    settled = {e for g in attacks for e in g}
    rest = agglomerate(
        sorted(set(events) - settled), alike, _event_cut, bonds=[g for g in groups if not settled & set(g)], bars=constraints.bars
    )  # fmt: skip
    return attacks + rest


def is_toll(e: EventDigest) -> bool:
    """Whether an event is deaths, injuries or missing people told as news with nobody who does it: "killing three", "two died"."""
    if e.frame == "background":
        return False
    if e.type == "ASSAULT":
        return bool(e.figures) and not e.actors and e.lemma in _HARM
    return e.type == "X-HARM" and (bool(e.figures) or e.lemma in _HARM)


def _on_the_day(e: EventDigest, attack: Sequence[EventDigest]) -> bool:
    """Whether a killing is told of the day that most of an attack's reports give."""
    return sum(day_relation(e, x) in ("same", "near") for x in attack) * 2 > len(attack)


def _join_tolls(
    groups: Sequence[tuple[str, ...]],
    tolls: set[str],
    events: Mapping[str, EventDigest],
    story: Mapping[str, int],
    constraints: Constraints,
) -> dict[str, int]:
    """The group that each toll belongs to, for those that have one.

    A toll told in a sentence of its own ("The toll rose to 19") is a figure of the attack, not a second incident. It joins the attack
    that most articles of its story tell, unless place or day speak against it with most of the attack's reports.
    """
    attack: dict[int, tuple[int, str, int]] = {}
    for n, g in enumerate(groups):
        if sum(events[e].type == "ASSAULT" and events[e].status not in UNREAL and events[e].frame != "background" for e in g) * 2 < len(g):
            continue
        tellers = {events[e].article for e in g}
        for s in sorted({story[a] for a in tellers}):
            rank = (-sum(story[a] == s for a in tellers), g[0], n)
            attack[s] = min(attack.get(s, rank), rank)
    barred = {frozenset(b) for b in constraints.bars}
    out = {}
    for toll in sorted(tolls):
        found = attack.get(story[events[toll].article])
        if found is None:
            continue
        g = groups[found[2]]
        against = sum(_elsewhere(events[toll], events[x]) for x in g)
        if events[toll].type == "ASSAULT" and not _on_the_day(events[toll], [events[x] for x in g]):
            continue  # "when a bomb killed four": perhaps an older one
        if against * 2 < len(g) and not any(frozenset((toll, x)) in barred for x in g):
            out[toll] = found[2]
    return out


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
        i, j = group_of.get(x), group_of.get(y)
        if i is not None and j is not None and i != j:
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
