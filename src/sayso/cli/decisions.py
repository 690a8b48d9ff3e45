"""``sayso merge``, ``split``, ``detach``, ``edit``, ``undo``, ``decisions``: what an analyst decides, in the append-only log."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.record import RECORD

if TYPE_CHECKING:
    from sayso.record_incidents import Decision


def signed[F: Callable[..., Any]](command: F) -> F:
    """Who decides, and why."""
    command = click.option("--reason", default="", metavar="TEXT", help="Why, for the log.")(command)
    return click.option("--who", default=getpass.getuser, metavar="NAME", help="Who decides (default: the user's name).")(command)


def _done(d: Decision) -> None:
    click.echo(f"{d.id}  {d.what}  {d.target}" + (f"  undoes {d.undoes}" if d.undoes else ""))


@click.command()
@RECORD
@click.argument("ids", nargs=-1, required=True, metavar="ID ID...")
@signed
def merge(record: Path, ids: tuple[str, ...], who: str, reason: str) -> None:
    """Make incidents, or actors, one. IDs are those of incidents or of actors (as `sayso actors` lists them)."""
    from sayso.store import Record

    with Record(record, create=False) as store:
        _done(store.merge(ids, who=who, reason=reason))


@click.command()
@RECORD
@click.argument("id")
@click.argument("parts", nargs=-1, required=True, metavar="PART...")
@signed
def split(record: Path, id: str, parts: tuple[str, ...], who: str, reason: str) -> None:
    """Take events out of an incident, or entities (ARTICLE#x3, as `sayso show` lists them) out of an actor, into one of their own."""
    from sayso.store import Record

    with Record(record, create=False) as store:
        _done(store.split(id, parts, who=who, reason=reason))


@click.command()
@RECORD
@click.argument("incident")
@click.argument("event")
@signed
def detach(record: Path, incident: str, event: str, who: str, reason: str) -> None:
    """Take one event out of an incident."""
    from sayso.store import Record

    with Record(record, create=False) as store:
        _done(store.detach(incident, event, who=who, reason=reason))


@click.command()
@RECORD
@click.argument("target")
@click.argument("field")
@click.argument("value")
@signed
def edit(record: Path, target: str, field: str, value: str, who: str, reason: str) -> None:
    """Set FIELD of an incident, event or statement (ARTICLE#s3) to VALUE.

    VALUE is JSON where it can be read as JSON (true, null, {"name": "Goma", "lat": -1.67, "lon": 29.22}), else text.
    """
    from sayso.store import Record

    try:
        parsed = json.loads(value)
    except ValueError:
        parsed = value
    with Record(record, create=False) as store:
        _done(store.edit(target, field, parsed, who=who, reason=reason))


@click.command()
@RECORD
@click.argument("decision", required=False)
@signed
def undo(record: Path, decision: str | None, who: str, reason: str) -> None:
    """Take a decision back (the last one that stands, unless told which)."""
    from sayso.store import Record

    with Record(record, create=False) as store:
        _done(store.undo(decision, who=who, reason=reason))


@click.command()
@RECORD
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def decisions(record: Path, as_json: bool) -> None:
    """List the log of decisions, oldest first."""
    from sayso.record import to_json
    from sayso.store import Record

    with Record(record, create=False) as store:
        for d in store.decisions():
            if as_json:
                click.echo(to_json(d))
            else:
                click.echo(f"{d.id}  {d.at}  {d.who}  {d.what}  {d.target}  {d.reason}" + (f"  undoes {d.undoes}" if d.undoes else ""))
