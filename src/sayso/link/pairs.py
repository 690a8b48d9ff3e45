"""Scores of pairs, kept: a part is computed anew whenever an article joins it, and most of its pairs were scored before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence

from sayso.link.cluster import UNIT
from sayso.link.digest import Digest, EventDigest
from sayso.link.likeness import story_scores
from sayso.link.score import FAMILY, event_odds, logistic, same_party, weights

#: acts of words: who says them makes them
_WORDS = frozenset({"REJECT", "REQUEST", "ACCUSE", "THREATEN"})
#: days between two days read from the text from which on they are of two happenings
_FAR_APART = 28
#: log-odds from which on two events are likely enough to count, whatever their articles' stories
_LEAST = -2.95
#: pairs of articles that are kept (about 300 bytes each)
_MOST = 400_000


def _spoken_by_others(e: EventDigest, f: EventDigest) -> bool:
    """Two acts of words (a denial, a demand) by different named parties are two, however alike the words."""
    if e.type not in _WORDS or f.type not in _WORDS:
        return False
    one, two = ([p for p in x.actors if p.named] for x in (e, f))
    return bool(one and two) and not any(same_party(p, q) for p in one for q in two)


def _months_apart(e: EventDigest, f: EventDigest) -> bool:
    """Whether the text dates two events so far apart that they are two: an older attack that a report recalls."""
    if not (e.dated and f.dated) or e.start is None or e.end is None or f.start is None or f.end is None:
        return False
    return max(e.start - f.end, f.start - e.end) > _FAR_APART


def comparable(e: EventDigest, f: EventDigest) -> bool:
    """Whether two events are worth scoring: one act, one family of types, or the act of one told in the clause of the other."""
    if not (e.lemma == f.lemma or FAMILY.get(e.type) == FAMILY.get(f.type) or e.lemma in f.words or f.lemma in e.words):
        return False
    return not (_spoken_by_others(e, f) or _months_apart(e, f))


def _key(a: Digest, b: Digest) -> tuple[int, int]:
    return (a.serial, b.serial) if a.serial < b.serial else (b.serial, a.serial)


class Pairs:
    """Scores pairs of articles and of their events, each pair of digests once."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._stories: dict[tuple[int, int], int] = {}
        self._events: dict[tuple[int, int], tuple[tuple[str, str, float], ...]] = {}

    def stories(self, each: Sequence[Digest], told: Container[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """The likelihoods (0…UNIT) of one story by pair of these articles, which are sorted by id, but for the pairs that are ``told``."""
        kept, out = self._stories, {}
        lacking: dict[int, list[int]] = defaultdict(list)
        for i, a in enumerate(each):
            for j in range(i + 1, len(each)):
                b = each[j]
                if (a.article, b.article) not in told:
                    found = kept.get(_key(a, b))
                    if found is None:
                        lacking[i].append(j)
                        lacking[j].append(i)
                    else:
                        out[a.article, b.article] = found
        # those that lack most first: a few articles that came to many leave nothing for these to score
        for i in sorted(lacking, key=lambda i: (-len(lacking[i]), i)):
            a = each[i]
            others = [j for j in lacking[i] if _key(a, each[j]) not in kept]
            for j, value in zip(others, story_scores(a, [each[j] for j in others]), strict=True):
                kept[_key(a, each[j])] = out[each[min(i, j)].article, each[max(i, j)].article] = value
        _trim(kept, self._most)
        return out

    def events(self, a: Digest, b: Digest) -> tuple[tuple[str, str, float], ...]:
        """Pairs of events of two articles (or of one) that may be one happening: (smaller id, larger id, log-odds but for the story)."""
        key = _key(a, b)
        found = self._events.get(key)
        if found is None:
            most = weights()["event"]["story"]
            rows = []
            for i, e in enumerate(a.events):
                for f in b.events[i + 1 :] if a is b else b.events:
                    if comparable(e, f):
                        odds = event_odds(e, f)
                        if odds + most >= _LEAST:
                            rows.append((min(e.id, f.id), max(e.id, f.id), odds))
            found = self._events[key] = tuple(rows)
            _trim(self._events, self._most)
        return found


def with_story(odds: float, story: int) -> int:
    """The likelihood (0…UNIT) that two events are one happening, from their log-odds and the likelihood (0…UNIT) of one story."""
    return logistic(odds + weights()["event"]["story"] * (story / UNIT))


def _trim[K, V](kept: dict[K, V], most: int) -> None:
    """Let the oldest go."""
    if len(kept) > most:
        for k in list(kept)[: most // 4]:
            del kept[k]
