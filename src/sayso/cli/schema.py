"""``sayso schema``: the data model for programs."""

from __future__ import annotations

import json

import click

NAMES = ("reading", "incident", "actor", "decision")


@click.command()
@click.argument("name", type=click.Choice(NAMES), default="reading")
def schema(name: str) -> None:
    """Print the JSON Schema of a line that sayso writes: a reading, an incident, an actor or a decision."""
    from sayso.schema import schema as make

    click.echo(json.dumps(make(name), indent=2, ensure_ascii=False))
