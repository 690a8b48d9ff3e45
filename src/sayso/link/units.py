"""What must be looked at together: the articles of a component, or of a tight part of one that has grown too large.

News about one war never ends: every report is somewhat like some other, and the component of all that are connected takes in the whole
war. So edges have levels, and a part of more than MOST articles falls into the parts that the edges of the next level leave connected.
An article's part is that at the lowest level where it has at most MOST articles, or at the highest, whatever its size. That is a
function of the edges alone, and can be found from where one stands: no search goes further than MOST articles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from sayso.link.cluster import UNIT
from sayso.link.digest import Digest, EventDigest
from sayso.link.score import UNREAL, day_relation, place_relation

#: articles that are looked at together at most, wherever edges tell any apart
MOST = 50
#: the likelihood of one story that an edge needs at each level; events that agree hold up to _LOOSE, and to the last where both are told as
#: news of one day: a town that is shelled every day would tie all of its days together, and old attacks those who recall them
_STORY = (2500, 5000, 7500, 9000, 9800, UNIT)
_LOOSE = 4
#: the highest level
TIGHT = len(_STORY)
#: the level of articles whose main events lie apart: alike as they are, they tell of two happenings
_APART = 1
#: how many of an article's first events are its main ones
_MAIN = 3


def level(story: int, agree: str | None, apart: bool) -> int:
    """The highest level at which an edge holds, 1 at least. ``agree``: "closely" or "loosely" where events do; ``apart``: main_apart."""
    held = 1
    while held < TIGHT and story >= _STORY[held]:
        held += 1
    if apart and held < TIGHT and agree != "closely":
        held = _APART
    return max(held, {None: 0, "loosely": _LOOSE, "closely": TIGHT}[agree])


def main_events(d: Digest) -> list[EventDigest]:
    """What an article tells first as news, where place and day are known to a town and a few days."""
    return [
        e
        for e in d.events[:_MAIN]
        if e.frame != "background" and e.status not in UNREAL and e.site is not None and e.site.lat is not None
        and e.site.precision in ("exact", "town", "district") and e.start is not None and e.end is not None and e.end - e.start <= 3
    ]  # fmt: skip


def main_apart(a: Sequence[EventDigest], b: Sequence[EventDigest]) -> bool:
    """Whether place or day tells all main events of two articles apart."""
    return bool(a and b) and all(place_relation(e.site, f.site) == "far" or day_relation(e, f) == "far" for e in a for f in b)


def _falling[T](edge: tuple[T, int]) -> int:
    return -edge[1]


class Parts[T]:
    """Finds the parts that articles belong to. ``near``: gives the edges of articles, of this level or more, as (other, level).

    ``crowded``: the level below which an article is known to be among more than MOST, which goes on to hold while edges only come. What
    is found is added to it.
    """

    def __init__(
        self, near: Callable[[Iterable[T], int], Mapping[T, Iterable[tuple[T, int]]]], crowded: dict[T, int] | None = None
    ) -> None:
        self._near = near
        self._known: dict[T, list[tuple[T, int]]] = {}
        self._down_to: dict[T, int] = {}
        self._crowded = {} if crowded is None else crowded

    def least(self, x: T) -> int:
        """The lowest level at which an article may be among no more than MOST."""
        return self._crowded.get(x, 1)

    def learn(self, some: Iterable[T], least: int) -> None:
        """Get the edges, of this level or more, of articles that will be asked about."""
        new = [x for x in some if self._down_to.get(x, TIGHT + 1) > least]
        if new:
            for x, edges in self._near(new, least).items():
                self._known[x] = sorted(edges, key=_falling)
                self._down_to[x] = least

    def prepare(self, some: Iterable[T]) -> None:
        """Get all edges at once that the parts of these articles begin with."""
        by_level: dict[int, list[T]] = {}
        for x in some:
            by_level.setdefault(self.least(x), []).append(x)
        for least, each in sorted(by_level.items()):
            self.learn(each, least)

    def reach(self, start: T, least: int, most: int | None) -> set[T] | None:
        """The articles connected with one by edges of level ``least`` or more; None where they are more than ``most``."""
        seen, front = {start}, [start]
        while front:
            self.learn(front, least)
            found = []
            for x in front:
                for other, held in self._known[x]:
                    if held < least:
                        break
                    if other not in seen:
                        seen.add(other)
                        found.append(other)
                if most is not None and len(seen) > most:
                    self._too_many(seen, least)
                    return None
            if most is not None and any(self._crowded.get(x, 1) > least for x in found):
                self._too_many(seen, least)
                return None
            front = found
        return seen

    def _too_many(self, some: Iterable[T], held: int) -> None:
        """Remember that these are among too many at this level."""
        for x in some:
            if self._crowded.get(x, 1) <= held:
                self._crowded[x] = held + 1

    def part(self, start: T) -> set[T]:
        """The articles that must be looked at together with one."""
        for held in range(self.least(start), TIGHT):
            found = self.reach(start, held, MOST)
            if found is not None:
                return found
        found = self.reach(start, TIGHT, None)
        assert found is not None
        return found

    def every_size(self, start: T) -> set[T]:
        """All that may have become the part of some article because an edge of this one went away."""
        out: set[T] = set()
        for held in range(1, TIGHT + 1):
            out |= self.reach(start, held, MOST if held < TIGHT else None) or set()
        return out
