"""Which drafts are kept, and which statement is part of which."""

from __future__ import annotations

from sayso.language.story import Story
from sayso.say.draft import Draft, overlap, size


def without_doubles(drafts: list[Draft]) -> list[Draft]:
    """Of drafts with nearly the same content and the same source the first in rank stays."""
    out: list[Draft] = []
    for d in drafts:
        double = False
        for e in out:
            shared = overlap(d.content, e.content)
            if shared and shared >= 0.9 * max(size(d.content), size(e.content)) and (d.head == e.head or d.verb == e.verb):
                double = True
                break
        if not double:
            out.append(d)
    return out


#: what is kept of statements inside a statement: they are voices, or bear on whether a thing happened
_VOICES = frozenset({"clause", "quote", "around", "source", "colon", "carried"})


#: stances that do not bear on whether what is told happened
_LIGHT = frozenset({"says", "asks", "demands"})


def without_asides(story: Story, drafts: list[Draft]) -> list[Draft]:
    """Inside another statement only voices stay, and what is denied, demanded, threatened and the like; not every mention of a wish."""
    kept = []
    for d, parent in zip(drafts, parents_of(drafts)):
        if parent is not None and _restates(story, d, drafts[parent]):
            continue
        if parent is not None and d.how not in _VOICES and d.entry.stance in _LIGHT:
            continue
        if parent is not None and d.entry.act == "thought" and d.entry.certainty == "certain":
            continue
        kept.append(d)
    return kept


def _restates(story: Story, d: Draft, outer: Draft) -> bool:
    """True where the inner cue only spells out the outer one: "declined to SAY whether …", "denied CLAIMS that …" with nobody's claims."""
    if outer.verb is None or d.verb is None:
        return False
    if outer.how in ("to", "ing", "objto") and story.head[d.verb] == outer.verb:
        return True
    return d.how == "noun" and d.head is None and outer.how == "object" and story.head[d.verb] == outer.verb


def parents_of(drafts: list[Draft]) -> list[int | None]:
    """For each draft the index of the smallest draft whose content holds its cue and most of its content."""
    out: list[int | None] = []
    for i, d in enumerate(drafts):
        best: int | None = None
        for j, e in enumerate(drafts):
            if i == j or not _inside(d, e):
                continue
            if best is None or size(e.content) < size(drafts[best].content):
                best = j
        out.append(best)
    return out


def _inside(d: Draft, e: Draft) -> bool:
    """True where draft d stands in the content of e: its cue and most of its content do."""
    if size(d.content) >= size(e.content):
        return False
    at = d.cue[0] if d.cue is not None else d.content[0][0]
    return any(a <= at < b for a, b in e.content) and overlap(d.content, e.content) >= 0.7 * size(d.content)
