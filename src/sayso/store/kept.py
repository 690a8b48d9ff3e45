"""What linking lately read from the record, kept in memory: most articles that an arrival meets were met by the one before.

Things are kept by the very bytes of the row that they were made from, so nothing kept is ever stale, whoever else writes the record.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from sayso.link.copies import text_words
from sayso.link.digest import Digest
from sayso.record import Block, from_dict
from sayso.store.rows import digest_of, unpack

#: rows that are kept of each kind (about 25 kB an article for both)
_MOST = 8_000


class Latest[T]:
    """Values by packed row; ``make`` makes one that is not there, and what was not used for longest goes."""

    def __init__(self, make: Callable[[bytes], T], most: int = _MOST) -> None:
        self._make, self._most = make, most
        self._rows: OrderedDict[bytes, T] = OrderedDict()

    def get(self, blob: bytes) -> T:
        """The value of a packed row."""
        if blob in self._rows:
            self._rows.move_to_end(blob)
            return self._rows[blob]
        value = self._make(blob)
        self.put(blob, value)
        return value

    def put(self, blob: bytes, value: T) -> None:
        """Keep what a packed row was made from."""
        self._rows[blob] = value
        if len(self._rows) > self._most:
            self._rows.popitem(last=False)


def words_of(blob: bytes) -> tuple[str, ...]:
    """The words that copies are compared by, of a packed reading."""
    row = unpack(blob)
    return text_words(row["article"]["text"], [from_dict(Block, b) for b in row["blocks"]])


@dataclass(frozen=True, slots=True)
class Kept:
    """Digests by their packed rows; words for the comparison of copies by packed readings."""

    digests: Latest[Digest] = field(default_factory=lambda: Latest(digest_of))
    words: Latest[tuple[str, ...]] = field(default_factory=lambda: Latest(words_of))
