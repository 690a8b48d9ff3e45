"""What entities gain from later stages: a country from resolved places and from the article's context, and speakers behind pronouns.

A thing of unknown country takes, in this order, the country of a place named in its own phrase ("the mayor of Odense"), and, where it is an
organ or officer of some state ("the army", "the interior minister"), the country that the article is about: that of the dateline, else
the one country that it names far more often than any other.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from sayso.language.story import Story
from sayso.record import Entity, Event, Mention, Place, Statement

#: sectors whose actors belong to some state
_OF_A_STATE = frozenset(["GOV", "MIL", "COP", "JUD", "LEG", "SPY", "OPP", "PTY"])
_LOCATES = frozenset(["in", "of", "at", "from", "near"])


def settle_countries(
    story: Story, mentions: tuple[Mention, ...], entities: tuple[Entity, ...], places: tuple[Place, ...]
) -> tuple[Entity, ...]:
    """The entities, with a country where the places or the context give one."""
    country_of = {p.mention: p.country for p in places if p.country}
    found: dict[str, str] = {}
    at: dict[int, str] = {}  # token → country of the place name that covers it
    for m in mentions:
        country = country_of.get(m.id)
        if country is None:
            continue
        if m.entity is not None and m.form == "name":
            found.setdefault(m.entity, country)
        first, behind = story.tokens((m.start, m.end))
        for t in range(first, behind):
            at[t] = country
    missing = {x.id for x in entities if x.country is None and x.kind not in ("document", "weapon", "other")}
    for m in mentions:
        if m.entity in missing and m.entity not in found and m.form != "pronoun":
            country = _in_phrase(story, m, at)
            if country is not None:
                found[m.entity] = country
    main = _main_country(story, mentions, entities, country_of)
    out = []
    for x in entities:
        if x.country is None:
            country = found.get(x.id) if x.id in missing or x.kind in ("place", "country") else None
            if country is None and main is not None and x.sector in _OF_A_STATE and x.kind in ("person", "group", "organization"):
                if x.kb is None and x.affiliation is None and (x.kind != "group" or x.sector in ("MIL", "COP")):
                    country = main
            if country is not None:
                x = replace(x, country=country)
        out.append(x)
    return tuple(out)


def settle_identity(
    mentions: tuple[Mention, ...], statements: tuple[Statement, ...], events: tuple[Event, ...], same: dict[str, str]
) -> tuple[tuple[Mention, ...], tuple[Statement, ...], tuple[Event, ...]]:
    """The rows with every mention of ``same`` (mention → entity) moved to its entity, and whoever speaks with it."""
    if not same:
        return mentions, statements, events
    moved = {m.entity: same[m.id] for m in mentions if m.id in same and m.entity}

    def to(entity: str | None) -> str | None:
        return moved.get(entity, entity) if entity else None

    return (
        tuple(replace(m, entity=same[m.id]) if m.id in same else m for m in mentions),
        tuple(replace(s, speaker_entity=to(s.speaker_entity)) if s.speaker_entity in moved else s for s in statements),
        tuple(replace(e, chain=tuple(replace(v, entity=to(v.entity)) for v in e.chain)) for e in events),
    )


def _in_phrase(story: Story, m: Mention, at: dict[int, str]) -> str | None:
    first, behind = story.tokens((m.start, m.end))
    for t in range(first, behind):
        if t in at:
            return at[t]
    if m.head is None:
        return None
    head = story.token_at(m.head[0])
    if head is None:
        return None
    for k in story.kids[head]:
        if k > head and story.dep[k] == "prep" and story.lower[k] in _LOCATES:
            for t in range(k, min(story.right[k] + 1, k + 12)):
                if story.dep[t] in ("relcl", "acl"):
                    break
                if t in at:
                    return at[t]
    return None


def _main_country(story: Story, mentions: tuple[Mention, ...], entities: tuple[Entity, ...], country_of: dict[str, str]) -> str | None:
    by_id = {x.id: x for x in entities}
    datelines = [b for b in story.blocks if b.kind == "dateline"]
    counts: Counter[str] = Counter()
    for m in mentions:
        if m.form != "name":
            continue
        x = by_id.get(m.entity or "")
        country = country_of.get(m.id) or (x.country if x is not None and x.kind in ("country", "place") else None)
        if country is None:
            continue
        if any(b.start <= m.start < b.end for b in datelines):
            return country
        counts[country] += 1
    if not counts:
        return None
    ranked = counts.most_common(2)
    if ranked[0][1] < 3 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def settle_speakers(mentions: tuple[Mention, ...], statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The statements; a speaker whose mention has found its entity since ("I" in a quotation) has it too."""
    of = {(m.start, m.end): m.entity for m in mentions if m.entity}
    return tuple(
        replace(s, speaker_entity=of[s.speaker]) if s.speaker_entity is None and s.speaker is not None and s.speaker in of else s
        for s in statements
    )
