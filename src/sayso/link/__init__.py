"""Many readings → incidents: copies and origins, candidates, scores, clusters, corroboration. Pure: knows of no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.link.copies import copy_groups, find_copies
from sayso.link.corroborate import incident_of
from sayso.link.digest import Digest, digest, fingerprint_of
from sayso.link.incidents import Constraints, cluster_all, find_edges
from sayso.record import Reading
from sayso.record_incidents import Incident

__all__ = ["Constraints", "Linked", "link"]


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking gives: incidents (sorted by id) and the groups of articles that carry one text."""

    incidents: tuple[Incident, ...]
    texts: tuple[tuple[str, ...], ...]


def link(readings: Iterable[Reading], constraints: Constraints = Constraints()) -> Linked:
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
