"""A draft: a statement before ids, entities and parents are known; and the small span helpers that its makers share."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.codebook.cues import Cue
from sayso.language.story import Story
from sayso.record import Span

#: a token range, half open
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Draft:
    """``content``: character spans in order; ``cue``: character span; ``verb``: token of the cue's main word; ``source``: token range
    of the speaker's noun phrase; ``head``: its head token; ``hearer``: head token of whom it is said to; ``how``: the rule that made it.
    """

    content: tuple[Span, ...]
    cue: Span | None
    verb: int | None
    source: Range | None
    head: int | None
    entry: Cue
    how: str
    hearer: int | None = None
    negated: bool = False
    quoted: bool = False


#: punctuation that never belongs to the edge of a content
_EDGE = frozenset({",", ";", ":", "--", "-", "–", "—", "."})
#: conjunctions at the end of a content, which lead on to what is no part of it
_JOINTS = frozenset({"and", "but", "or"})


def trim(story: Story, first: int, behind: int) -> Range | None:
    """The range without punctuation at its edges; None where nothing is left."""
    while first < behind and (story.pos[first] in ("PUNCT", "SPACE") and story.text[first] in _EDGE):
        first += 1
    while behind > first and (
        (story.pos[behind - 1] in ("PUNCT", "SPACE") and story.text[behind - 1] in _EDGE)
        or (story.lower[behind - 1] in _JOINTS and story.pos[behind - 1] == "CCONJ")
    ):
        behind -= 1
    return (first, behind) if behind > first else None


def spans_of(story: Story, ranges: list[Range]) -> tuple[Span, ...]:
    """Character spans of token ranges, trimmed, in order, overlapping or touching ones joined."""
    out: list[Range] = []
    for a, b in sorted(ranges):
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], b))
        else:
            out.append((a, b))
    kept = (trim(story, a, b) for a, b in out)
    return tuple(story.chars(*r) for r in kept if r is not None and any(_word(story, i) for i in range(*r)))


def _word(story: Story, i: int) -> bool:
    return any(c.isalnum() for c in story.text[i])


def minus(outer: Range, inner: Range) -> list[Range]:
    """The parts of ``outer`` that ``inner`` leaves."""
    out = []
    if outer[0] < min(inner[0], outer[1]):
        out.append((outer[0], min(inner[0], outer[1])))
    if max(inner[1], outer[0]) < outer[1]:
        out.append((max(inner[1], outer[0]), outer[1]))
    return out


def join(spans: tuple[Span, ...], more: tuple[Span, ...]) -> tuple[Span, ...]:
    """Both, in order, overlapping ones joined."""
    out: list[Span] = []
    for s in sorted((*spans, *more)):
        if out and s[0] <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], s[1]))
        else:
            out.append(s)
    return tuple(out)


def size(spans: tuple[Span, ...]) -> int:
    """Characters covered."""
    return sum(b - a for a, b in spans)


def overlap(a: tuple[Span, ...], b: tuple[Span, ...]) -> int:
    """Characters that both cover."""
    return sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b)


def holds(spans: tuple[Span, ...], at: int) -> bool:
    """True where a span holds the character."""
    return any(a <= at < b for a, b in spans)
