"""Blocks: which parts of a text are title, byline, dateline, credit, caption or furniture rather than story."""

from __future__ import annotations

from sayso.record import Article, Block


def mark_blocks(article: Article) -> tuple[Block, ...]:
    """The blocks of the text, in order, without overlap. Text in no block is body."""
    return ()
