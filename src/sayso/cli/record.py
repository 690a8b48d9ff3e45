"""``sayso add``, ``quarantine``, ``show``, ``export``: a record on disk."""

from __future__ import annotations

import getpass
import json
import sys
from pathlib import Path
from typing import Any

import click

from sayso.cli.session import Session, reading_options

#: articles that are read before they are stored: reading takes minutes for so many, which are lost where it is interrupted
_AT_ONCE = 1000
RECORD = click.argument("record", type=click.Path(path_type=Path, dir_okay=False))


@click.command()
@RECORD
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@reading_options
@click.pass_context
def add(ctx: click.Context, /, record: Path, paths: tuple[str, ...], **options: Any) -> None:
    """Read articles, store them in RECORD (made where missing) and link them.

    The same article again changes nothing; a changed one is kept as a new version beside the old. What cannot be read goes into the
    record's quarantine (`sayso quarantine`).
    """
    from sayso.cli.progress import told
    from sayso.store import Record

    session = Session.start(**options)
    with Record(record) as store:
        known = 0

        def unknown() -> Any:
            nonlocal known
            for article in session.articles(paths, distinct=False):
                if store.knows(article):
                    known += 1
                else:
                    yield article

        done = store.add(told(session.readings(unknown())), batch=_AT_ONCE)
        store.keep_failures(session.failures, who=getpass.getuser())
        counts = store.counts()
    click.echo(
        f"{record}: {done.new} new, {done.changed} changed, {done.unchanged + done.reread + known} known; "
        f"{counts['articles']} articles, {counts['incidents']} incidents",
        err=True,
    )
    ctx.exit(session.exit_code())


@click.command()
@RECORD
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def quarantine(record: Path, as_json: bool) -> None:
    """List what could not be read into RECORD, and why; an input that is read later leaves the list."""
    from sayso.store import Record

    with Record(record, create=False) as store:
        for r in store.quarantine():
            if as_json:
                click.echo(json.dumps(r, ensure_ascii=False))
            else:
                click.echo(f"{r['at']}  {r['source']}{', ' + r['place'] if r['place'] else ''}: {r['cause']}")


@click.command()
@RECORD
@click.argument("id")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with wall-clock times and history.")
@click.option("--all", "whole", is_flag=True, help="Of an incident every member and every figure, with event ids, nothing folded.")
def show(record: Path, id: str, as_json: bool, whole: bool) -> None:
    """Show one thing with all its evidence: an incident, event, statement (ARTICLE#s3), actor or article."""
    from sayso.record import to_dict
    from sayso.store import Record
    from sayso.store.schema import RecordError

    with Record(record, create=False) as store:
        if id.startswith("i") and store.has_incident(id):
            from sayso.cli.incident_view import show_incident

            incident = store.incident(id)
            if incident.id != id:
                click.echo(f"sayso: {id} went into {incident.id}", err=True)
            if as_json:
                _json({**store.timed(incident), "decisions": to_dict(store.decisions(incident.id))})
            else:
                show_incident(incident, whole=whole)
                for c in store.history(incident.id):
                    click.echo(f"  {c.time}  {c.what}  {c.reason}{f'  ({c.other})' if c.other else ''}")
            return
        if store.has_actor(id):
            from sayso.cli.lists import show_actor

            actor = store.actor(id)
            _json(to_dict(actor)) if as_json else show_actor(actor)
            return
        article = store.article_of(id)
        if article is None and store.versions(id):
            article = id
        if article is None:
            raise RecordError(f"{record}: nothing is called {id}")
        reading = store.reading(article)
        if as_json:
            wanted = None
            if id != article:
                wanted = next((e for e in reading.events if e.id == id), None) or next(
                    (s for s in reading.statements if f"{article}#{s.id}" == id), None
                )
            _json(to_dict(wanted if wanted is not None else reading))
        else:
            from sayso.cli.view import show as show_reading

            show_reading(reading)


@click.command()
@RECORD
@click.option(
    "--format",
    "format_",
    type=click.Choice(["jsonl", "csv", "geojson"]),
    default="jsonl",
    show_default=True,
    help="jsonl: everything; csv: a table; geojson: points for a map.",
)
@click.option("--times", is_flag=True, help="With wall-clock times and this record's own history (jsonl).")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write to a file instead of standard output.")
def export(record: Path, format_: str, times: bool, out: Path | None) -> None:
    """Write all incidents of RECORD: the same record gives the same bytes, whatever the order in which it was filled."""
    from sayso.export import export as pieces
    from sayso.store import Record

    with Record(record, create=False) as store:
        if out is None:
            for piece in pieces(store, format_, times=times):
                sys.stdout.buffer.write(piece.encode("utf-8", "surrogatepass"))
            sys.stdout.buffer.flush()
        else:
            partial = out.with_name(out.name + ".partial")
            with open(partial, "wb") as f:
                for piece in pieces(store, format_, times=times):
                    f.write(piece.encode("utf-8", "surrogatepass"))
            partial.replace(out)


def _json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
