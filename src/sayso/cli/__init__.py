"""The command line: thin commands over the public API."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from sayso._version import __version__


@click.group()
@click.version_option(__version__)
def main() -> None:
    """sayso turns news into a record: who did what to whom, where, when, and on whose say-so."""


@main.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--format", "format_", default="jsonl")
def read(paths: tuple[str, ...], format_: str) -> None:
    """Read articles and print their readings."""
    from sayso.reader import Reader
    from sayso.record import Article, to_json

    reader = Reader()
    for p in paths:
        rows = [json.loads(x) for x in Path(p).read_text().split("\n") if x.strip()]
        arts = [
            Article(
                id=r["id"],
                text=r["text"],
                url=r.get("url"),
                outlet=r.get("outlet"),
                title=r.get("title"),
                published=r.get("published"),
                byline=tuple(r.get("byline") or ()),
            )
            for r in rows
        ]
        for reading in reader.read_many(arts):
            sys.stdout.write(to_json(reading) + "\n")
