"""The command line: thin commands over the public API.

Commands live in modules of their own and are registered here. Whatever is heavy (spaCy, trafilatura, pydantic) is imported inside
the commands, so that ``sayso --help`` answers at once.
"""

from __future__ import annotations

from typing import Any

import click

from sayso._version import __version__
from sayso.cli.codebook import codebook
from sayso.cli.decisions import decisions, detach, edit, merge, split, undo
from sayso.cli.explain import explain
from sayso.cli.gazetteer import gazetteer
from sayso.cli.link import link
from sayso.cli.lists import actors, events, incidents, statements
from sayso.cli.read import read
from sayso.cli.record import add, export, quarantine, show
from sayso.cli.schema import schema
from sayso.cli.serve import password, serve
from sayso.errors import SaysoError


class Commands(click.Group):
    """A group whose commands turn sayso's own errors into one line on standard error and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except SaysoError as e:
            click.echo(f"sayso: {e}", err=True)
            ctx.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """sayso turns news into a record: who did what to whom, where, when, and on whose say-so."""


for command in (
    read, add, quarantine, incidents, events, statements, actors, show, export, link, merge, split, detach, edit, undo, decisions,
    gazetteer, serve, password, explain, codebook, schema,
):  # fmt: skip
    main.add_command(command)
