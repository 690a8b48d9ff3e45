"""What linking lately read from the record, kept in memory: most articles that an arrival meets were met by the one before.

Things are kept by the number of the digest; all go when another connection has written, or when what was written is taken back.
"""

from __future__ import annotations

import sqlite3

from sayso.link.copies import text_words
from sayso.link.incidents import Known
from sayso.link.pairs import Pairs
from sayso.record import Block, from_dict
from sayso.store.actors import Tally
from sayso.store.latest import Latest
from sayso.store.rows import unpack


def words_of(blob: bytes) -> tuple[str, ...]:
    """The words that copies are compared by, of a packed reading."""
    row = unpack(blob)
    return text_words(row["article"]["text"], [from_dict(Block, b) for b in row["blocks"]])


class Kept:
    """Digests, and words for the comparison of copies, by number of digest; scores of pairs of those very digests; what incidents were
    made from; which articles are among too many to be looked at together; what actors are made of."""

    def __init__(self) -> None:
        self.known: Latest[int, Known] = Latest()
        self.words: Latest[int, tuple[str, ...]] = Latest()
        self.incidents: Latest[str, tuple[object, ...]] = Latest()
        #: counts of actors' entities
        self.tallies: Latest[str, Tally] = Latest()
        #: levels below which articles are among too many (``units.Parts``)
        self.crowded: dict[int, int] = {}
        self.pairs = Pairs()
        self._version: int | None = None

    def check(self, db: sqlite3.Connection) -> None:
        """Forget everything if another connection has written since. Must be called in the transaction that uses what is kept."""
        version = db.execute("pragma data_version").fetchone()[0]
        if version != self._version:
            self.clear()
            self._version = version

    def drop(self, n: int) -> None:
        """Forget an article."""
        self.known.drop(n)
        self.words.drop(n)

    def clear(self) -> None:
        """Forget everything."""
        self.known.clear()
        self.words.clear()
        self.incidents.clear()
        self.crowded.clear()
        self.tallies.clear()
