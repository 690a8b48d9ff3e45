"""Record: the one object through which commands, exports and the workbench use a record on disk."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sayso.errors import InputError
from sayso.link.digest import digest, told_words
from sayso.record import Article, Reading
from sayso.record_incidents import Decision
from sayso.store import decide, quarantine
from sayso.store.actors import refresh_actors, regroup
from sayso.store.intake import Intake, state
from sayso.store.kept import Kept
from sayso.store.linker import Linker
from sayso.store.rows import article_sha
from sayso.store.schema import connect
from sayso.store.telling import Telling
from sayso.store.verdicts import Verdicts, keep_reviews

#: articles that are stored and linked in one transaction; the more, the fewer times a part that grows is looked at
BATCH = 2000


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for cycles: linking keeps many objects and makes no cycles, and to look through them all took a tenth of its time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            if not gc.get_freeze_count():
                gc.freeze()  # what is new counts as old, so that what is kept is not looked through now either
                gc.unfreeze()
            gc.enable()


@dataclass(frozen=True, slots=True)
class Added:
    """What ``add`` did: articles new, changed (both versions kept), read anew by another sayso, unchanged; incidents written."""

    new: int = 0
    changed: int = 0
    reread: int = 0
    unchanged: int = 0
    incidents: int = 0


class Record(Telling):
    """A record: articles in, incidents out; decisions; queries that stay fast at 50,000 incidents.

    Use it as a context manager, or ``close`` it. One process may write while others read. ``clock`` gives the wall-clock time of
    additions and decisions (ISO, UTC).
    """

    def __init__(self, path: str | Path, *, create: bool = True, readonly: bool = False, clock: Callable[[], str] = _now) -> None:
        self.path = Path(path)
        self.db = connect(self.path, create=create, readonly=readonly)
        self.clock = clock
        self._kept = Kept()

    def __enter__(self) -> Record:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        self.db.execute("begin immediate")
        try:
            with _uncollected():
                yield self.db
        except BaseException:
            self.db.execute("rollback")
            self._kept.clear()
            raise
        self.db.execute("commit")

    # -------------------------------------------------------------- articles in

    def knows(self, article: Article) -> bool:
        """Whether this very article (text and metadata) is here, as the current version of its id or an older one."""
        return self.db.execute("select 1 from articles where id=? and sha=?", (article.id, article_sha(article))).fetchone() is not None

    def add(self, readings: Iterable[Reading], *, batch: int = BATCH, progress: Callable[[int], None] | None = None) -> Added:
        """Store readings and link them. The same article again changes nothing; a changed one is a new version beside the old.

        The incidents do not depend on the order of arrival nor on ``batch`` (articles a transaction). ``progress`` gets the number
        of articles done after each batch.
        """
        source, total = iter(readings), Added()
        done = 0
        while some := list(islice(source, max(1, batch))):
            with self._writing():
                part = self._add(some)
            total = Added(*(a + b for a, b in zip(_counts(total), _counts(part))))
            done += len(some)
            if progress is not None:
                progress(done)
        return total

    def _add(self, readings: list[Reading]) -> Added:
        now = self.clock()
        verdicts = Verdicts.load(self.db)
        linker = Linker(self.db, verdicts, now, self._kept)
        intake = Intake(self.db, now, verdicts.actors, linker.remove)
        counts = {"new": 0, "changed": 0, "reread": 0, "unchanged": 0}
        fresh: dict[str, Reading] = {}
        known: set[str] = set()
        for r in readings:
            id, what = r.article.id, state(self.db, r)
            if id in fresh and fresh[id] == r:
                what = "unchanged"
            counts[what] += 1
            if what != "unchanged":
                if id in fresh:
                    intake.put(fresh[id], digest(fresh[id]), known=True)
                    intake.write()
                if id in fresh or what != "new":
                    known.add(id)
                fresh[id] = r
        digests = []
        for id, r in fresh.items():
            if id in known:
                linker.forget(id)
            words = told_words(r)
            d = digest(r, words)
            intake.put(r, d, known=id in known)
            digests.append((d, words))
        intake.write()
        for actor in intake.bereft:
            self._kept.tallies.drop(actor)
        refresh_actors(self.db, intake.bereft | {e[2] for e in intake.arrived}, self._kept.tallies, intake.arrived)
        written = linker.link(digests) if digests else set()
        return Added(**counts, incidents=len(written))

    def keep_failures(self, errors: Iterable[InputError], *, who: str) -> None:
        """Put inputs that could not be read into the quarantine; a source that is read later leaves it."""
        with self._writing():
            quarantine.keep(self.db, errors, who, self.clock())

    # -------------------------------------------------------------- decisions

    def merge(self, ids: Iterable[str], *, who: str, reason: str = "") -> Decision:
        """Make incidents, or actors, one. Raises RecordError where one does not exist."""
        some = list(ids)
        make = decide.merge_actors if any(self.has_actor(i) for i in some) else decide.merge
        return self._decide(lambda: make(self, some, who, reason))

    def split(self, id: str, events: Iterable[str], *, who: str, reason: str = "") -> Decision:
        """Take these events out of an incident, or entities (``ARTICLE#x3``) out of an actor, into one of their own. Raises RecordError."""
        if self.has_actor(id):
            return self._decide(lambda: decide.split_actor(self, id, list(events), who, reason))
        return self._decide(lambda: decide.split(self, id, list(events), who, reason, "split"))

    def detach(self, id: str, event: str, *, who: str, reason: str = "") -> Decision:
        """Take one event out of an incident. Raises RecordError."""
        return self._decide(lambda: decide.split(self, id, [event], who, reason, "detach"))

    def edit(self, target: str, field: str, value: Any, *, who: str, reason: str = "") -> Decision:
        """Set a field of an incident, event or statement. Raises RecordError for a field that cannot be set, or a value it cannot have."""
        return self._decide(lambda: decide.edit(self, target, field, value, who, reason))

    def review(self, id: str, verdict: str = "accepted", *, who: str, reason: str = "") -> Decision:
        """Say whether the machine was right (accepted) or wrong (rejected) about an incident or an event."""
        return self._decide(lambda: decide.review(self, id, verdict, who, reason))

    def note(self, id: str, text: str, *, who: str) -> Decision:
        """Write something down about an incident or event; it changes nothing. Raises RecordError."""
        return self._decide(lambda: decide.note(self, id, text, who))

    def undo(self, decision: str | None = None, *, who: str, reason: str = "", own: bool = False) -> Decision:
        """Take a decision back (the last that stands unless told; with ``own`` the last of ``who``); the log gets the inverse. Undoing an
        undo restores. Raises RecordError."""
        return self._decide(lambda: decide.undo(self, decision, who, reason, own))

    def _decide(self, make: Callable[[], Decision]) -> Decision:
        """Make a decision and log it in one transaction, so that what it calls old is what was there."""
        with self._writing():
            d = make()
            stamped = decide.log(self.db, replace(d, at=self.clock()))
            if decide.root(self.db, stamped).what in decide.LINKING:
                verdicts = Verdicts.load(self.db)
                if stamped.target.startswith("actor:"):
                    self._kept.tallies.clear()
                    regroup(self.db, decide.actors_of(self.db, stamped), verdicts.actors)
                events = decide.events_of(self.db, stamped)
                linker = Linker(self.db, verdicts, stamped.at or "", self._kept)
                marks = ",".join("?" * len(events))
                sql = f"select distinct d.component, d.n from digests d join events e on e.article = d.article where e.id in ({marks})"
                rows = self.db.execute(sql, events).fetchall()
                linker.relink({r["component"] for r in rows}, {r["n"] for r in rows})
            keep_reviews(self.db)
            if stamped.what == "review":
                reason = f"{stamped.new} by {stamped.who}: {stamped.reason}".rstrip(": ")
                Linker(self.db, Verdicts(), stamped.at or "").tell(stamped.target.partition(":")[2], "reviewed", reason)
        return stamped


def _counts(a: Added) -> tuple[int, ...]:
    return (a.new, a.changed, a.reread, a.unchanged, a.incidents)
