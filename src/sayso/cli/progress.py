"""A count of what is done on standard error, while the output goes to a file or a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator


def told[T](items: Iterable[T]) -> Iterator[T]:
    """The items, with a progress line on standard error where that is a terminal and standard output is not."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f} articles read"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        for item in items:
            yield item
            bar.advance(task)
