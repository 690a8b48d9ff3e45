"""``sayso read``: articles in, readings out."""

from __future__ import annotations

import sys
from typing import Any

import click

from sayso.cli.session import Session, reading_options


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@reading_options
@click.option(
    "--format",
    "format_",
    type=click.Choice(["jsonl", "view"]),
    help="jsonl: one reading a line; view: for people. Default: view on a terminal, else jsonl.",
)
@click.pass_context
def read(ctx: click.Context, /, paths: tuple[str, ...], format_: str | None, **options: Any) -> None:
    """Read articles and print their readings.

    PATH is a file (.txt, .html, .htm, .jsonl, gzipped or not), a folder, a glob, or - for standard input.
    """
    session = Session.start(**options)
    if format_ is None:
        format_ = "view" if sys.stdout.isatty() else "jsonl"
    articles = session.articles(paths)
    if format_ == "view":
        from sayso.cli.view import show

        for reading in session.readings(articles):
            show(reading)
    else:
        from sayso.cli.progress import told
        from sayso.record import to_json

        out = sys.stdout.buffer
        for reading in told(session.readings(articles)):
            out.write(to_json(reading).encode("utf-8") + b"\n")
        out.flush()
    ctx.exit(session.exit_code())
