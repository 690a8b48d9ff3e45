"""Time expressions: where they stand and what they say, before anything is reckoned."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.find.timeexpr import Expr
from sayso.find.timegrammar import parse
from sayso.find.timelex import lex
from sayso.language.story import Story


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """One expression, characters and tokens (first, behind)."""

    start: int
    end: int
    first: int
    behind: int
    says: Expr


def find_times(story: Story) -> tuple[TimeSpan, ...]:
    """All time expressions, in text order, without overlap."""
    lexed = lex(story)
    out = []
    for expr, first, behind in parse(lexed):
        span = lexed.start[first], lexed.end[behind - 1]
        tokens = story.tokens(span)
        if tokens[0] < tokens[1] and story.told(tokens[0]):
            out.append(TimeSpan(span[0], span[1], tokens[0], tokens[1], expr))
    return tuple(out)
