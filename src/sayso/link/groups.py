"""Connected components: things joined pair by pair, whatever the order of the pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Groups:
    """A union-find over strings. The groups depend only on which pairs were joined, not on their order."""

    def __init__(self, things: Iterable[str] = ()) -> None:
        self._parent = {t: t for t in things}

    def find(self, thing: str) -> str:
        """The representative of the thing's group: its smallest member."""
        parent = self._parent
        root = parent.setdefault(thing, thing)
        while parent[root] != root:
            root = parent[root]
        while parent[thing] != root:
            parent[thing], thing = root, parent[thing]
        return root

    def join(self, a: str, b: str) -> None:
        a, b = sorted((self.find(a), self.find(b)))
        self._parent[b] = a

    def sorted(self) -> list[tuple[str, ...]]:
        """Every group sorted, groups in the order of their smallest member."""
        out: dict[str, list[str]] = defaultdict(list)
        for t in sorted(self._parent):
            out[self.find(t)].append(t)
        return [tuple(g) for _, g in sorted(out.items())]
