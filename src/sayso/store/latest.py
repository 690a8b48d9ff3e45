"""Values by key, of which what was not used for longest goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

#: rows that are kept of each kind: the articles of sixty busy days and of a batch (about 20 kB an article for both)
_MOST = 22_000


class Latest[K, T]:
    """Values by key; what was not used for longest goes first."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._rows: OrderedDict[K, T] = OrderedDict()

    def get(self, n: K) -> T | None:
        """The value, if it is kept."""
        if n in self._rows:
            self._rows.move_to_end(n)
        return self._rows.get(n)

    def put(self, n: K, value: T) -> None:
        """Keep a value."""
        self._rows[n] = value
        self._rows.move_to_end(n)
        if len(self._rows) > self._most:
            self._rows.popitem(last=False)

    def missing(self, some: Iterable[K]) -> list[K]:
        """Which of these are not kept, each once and in order."""
        return [n for n in dict.fromkeys(some) if n not in self._rows]

    def drop(self, n: K) -> None:
        """Keep a value no longer."""
        self._rows.pop(n, None)

    def clear(self) -> None:
        """Keep nothing."""
        self._rows.clear()
