"""A reading for people: the text with its evidence highlighted, and what was read from it."""

from __future__ import annotations

from rich.console import Console

from sayso.record import Reading


def show(reading: Reading, console: Console | None = None) -> None:
    """Print the reading to the console (standard output)."""
    console = console or Console()
    console.print(reading.article.title or reading.article.id)
