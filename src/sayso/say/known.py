"""What is known of an article when `say` begins: the rows so far, with the look-ups that its rules need."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sayso.codebook import Codebook
from sayso.find.figures import Count
from sayso.find.quotes import Quote
from sayso.find.triggers import Trigger
from sayso.language.story import Story
from sayso.record import Entity, Mention, Place, Statement, Time


@dataclass(frozen=True, slots=True)
class Known:
    """Rows so far. ``at_head`` maps the token number of a mention's head to the mentions with that head, widest first;
    ``dated``: the times that have words, as (first token, behind, Time), in text order;
    ``kept``: what a stage works out once for all events (`say.where`)."""

    story: Story
    codebook: Codebook
    quotes: tuple[Quote, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[Time, ...] = ()
    statements: tuple[Statement, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    counts: tuple[Count, ...] = ()
    at_head: dict[int, list[Mention]] = field(default_factory=dict)
    entity: dict[str, Entity] = field(default_factory=dict)
    mention: dict[str, Mention] = field(default_factory=dict)
    dated: list[tuple[int, int, Time]] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)


def index(known: Known) -> Known:
    """Fill the look-ups of ``known`` (in place of empty ones) and hand it back."""
    known.at_head.clear()
    for m in sorted(known.mentions, key=lambda m: (m.start, -m.end)):
        if m.head is not None:
            i = known.story.token_at(m.head[1] - 1)
            if i is not None:
                known.at_head.setdefault(i, []).append(m)
    known.entity.clear()
    known.entity.update((x.id, x) for x in known.entities)
    known.mention.clear()
    known.mention.update((m.id, m) for m in known.mentions)
    known.kept.clear()
    known.dated.clear()
    for t in known.times:
        if t.mention in known.mention:
            m = known.mention[t.mention]
            known.dated.append((*known.story.tokens((m.start, m.end)), t))
    known.dated.sort(key=lambda d: d[:2])
    return known
