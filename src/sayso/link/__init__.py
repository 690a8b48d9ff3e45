"""Many readings → incidents: copies and origins, candidates, scores, clusters, corroboration. Pure: knows of no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sayso.link.copies import Fingerprint, copy_groups, find_copies
from sayso.link.corroborate import incident_of
from sayso.link.digest import Digest, digest, fingerprint_of
from sayso.link.happenings import FREE, Constraints
from sayso.link.incidents import cluster_all, find_edges
from sayso.link.origins import text_id
from sayso.record import Reading
from sayso.record_incidents import Incident

__all__ = ["Constraints", "Linked", "link", "origins_of_texts"]


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking gives: incidents (sorted by id) and the groups of articles that carry one text."""

    incidents: tuple[Incident, ...]
    texts: tuple[tuple[str, ...], ...]


def link(readings: Iterable[Reading], constraints: Constraints = FREE) -> Linked:
    """Incidents of the readings. Every event is in exactly one; the order of the readings does not matter.

    An article id that comes twice counts once: the last reading of it is taken.
    """
    digests: dict[str, Digest] = {}
    prints = {}
    for r in readings:
        d = digest(r)
        digests[d.article] = d
        prints[d.article] = fingerprint_of(r, d)
    order = sorted(digests)
    copies = find_copies([prints[a] for a in order])
    texts = copy_groups(order, copies)
    prints.clear()
    text_of = {a: group for group in texts for a in group}
    edges = find_edges([digests[a] for a in order], copies)
    clusters, _ = cluster_all([digests[a] for a in order], edges, constraints)
    return Linked(tuple(incident_of(c, digests, text_of) for c in clusters), tuple(texts))


def origins_of_texts(prints: Iterable[Fingerprint]) -> list[dict[str, Any]]:
    """Groups of copies as ``sayso link --copies`` prints them: {"origin", "articles": [...], "why": {article: reason}}."""
    each = list(prints)
    copies = find_copies(each)
    whys: dict[str, str] = {}
    for c in copies:
        for one, other in ((c.a, c.b), (c.b, c.a)):
            whys.setdefault(one, f"copy of {other}: {c.why}")
    groups = copy_groups([f.article for f in each], copies)
    return [{"origin": text_id(g), "articles": list(g), "why": {a: whys[a] for a in g if a in whys}} for g in groups]
