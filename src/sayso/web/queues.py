"""What waits for review, in which order: not reviewed, disputed, read with low confidence, one origin only, and a random sample."""

from __future__ import annotations

from sayso.record_incidents import Incident
from sayso.store import Record
from sayso.store.queries import Filters

QUEUES = (
    ("unreviewed", "Not reviewed"),
    ("disputed", "Disputed"),
    ("unsure", "Low confidence"),
    ("single", "One origin only"),
    ("sample", "Random sample"),
)
#: items of a queue on a page, size of the random sample, how far one looks for the next item
SHOWN, SAMPLE, AHEAD = 20, 100, 200
#: an incident none of whose events was read with so much confidence is in the queue of low confidence (the lowest eighth in mixed news)
LOW = 0.65

_OPEN = ("none",)
_FILTERS = {
    "unreviewed": (Filters(reviewed=_OPEN), "origins"),
    "disputed": (Filters(reviewed=_OPEN, disputed=True), "origins"),
    "unsure": (Filters(reviewed=_OPEN, below=LOW), "unsure"),
    "single": (Filters(reviewed=_OPEN, max_origins=1), "newest"),
}


def known(name: str | None) -> str:
    """The name of a queue; the first one for what is none."""
    return name if name in dict(QUEUES) else QUEUES[0][0]


def waiting(record: Record, name: str, limit: int = SHOWN) -> tuple[list[Incident], int]:
    """(the first incidents, how many) of a queue. The sample is drawn by hash of the id: the same for everybody, and fixed."""
    if name == "sample":
        done = record.reviews()
        ids = [i for i in record.sample(SAMPLE) if i not in done]
        return [record.incident(i) for i in ids[:limit]], len(ids)
    filters, order = _FILTERS[name]
    page = record.incidents(filters, order=order, limit=limit)
    return list(page.rows), page.total


def around(record: Record, name: str, id: str) -> tuple[str | None, str | None]:
    """(previous, next) incident of a queue beside this one; where this one is in it no longer, the first is the next."""
    ids = [i.id for i in waiting(record, name, AHEAD)[0]]
    if id not in ids:
        return None, ids[0] if ids else None
    at = ids.index(id)
    return ids[at - 1] if at else None, ids[at + 1] if at + 1 < len(ids) else None
