"""``sayso incidents``, ``events``, ``statements``, ``actors``: lists of a record, with filters."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.record import RECORD

if TYPE_CHECKING:
    from sayso.record_incidents import Actor
    from sayso.store import Filters


def _box(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[float, ...] | None:
    if value is None:
        return None
    try:
        south, west, north, east = (float(x) for x in value.split(","))
    except ValueError:
        raise click.BadParameter("four numbers: SOUTH,WEST,NORTH,EAST") from None
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise click.BadParameter("degrees out of range, or south above north")
    return south, west, north, east


def filters[F: Callable[..., Any]](command: F) -> F:
    """The filter options of a list; they arrive as ``**chosen`` for ``_filters``."""
    for option in reversed((
        click.option("--text", metavar="WORDS", help='Words that must occur; "quoted phrases" stay together.'),
        click.option("--type", "types", multiple=True, metavar="TYPE", help="ASSAULT, PROTEST, …; may be given again."),
        click.option("--status", "statuses", multiple=True, metavar="STATUS", help="reported, claimed, … (of statements: the stance)."),
        click.option("--country", "countries", multiple=True, metavar="ISO3", help="Country (alpha-3)."),
        click.option("--place", metavar="NAME", help="Place, province or country."),
        click.option("--box", callback=_box, metavar="S,W,N,E", help="Inside these degrees."),
        click.option("--since", metavar="DATE", help="On this ISO day or later."),
        click.option("--until", metavar="DATE", help="On this ISO day or earlier."),
        click.option("--actor", metavar="NAME_OR_ID", help="A party's name or id (of statements: the speaker)."),
        click.option("--limit", type=click.IntRange(0), default=50, show_default=True, metavar="N", help="At most so many rows."),
        click.option("--offset", type=click.IntRange(0), default=0, metavar="N", help="Leave out the first N."),
        click.option("--json", "as_json", is_flag=True, help="One JSON object a line."),
    )):  # fmt: skip
        command = option(command)
    return command


def _filters(chosen: dict[str, Any]) -> Filters:
    from sayso.ingest.dates import iso
    from sayso.store import Filters

    for name in ("since", "until"):
        if chosen.get(name) is not None and iso(chosen[name]) is None:
            raise click.UsageError(f"--{name} {chosen[name]!r} is no ISO date")
    return Filters(**chosen)


@click.command()
@RECORD
@filters
@click.option("--outlet", metavar="NAME", help="Told by this outlet.")
@click.option("--disputed/--undisputed", default=None, help="Only what is (not) disputed.")
@click.option("--min-outlets", type=click.IntRange(0), default=0, help="At least so many outlets.")
@click.option("--min-origins", type=click.IntRange(0), default=0, help="At least so many independent origins.")
@click.option(
    "--order",
    type=click.Choice(["newest", "oldest", "outlets", "origins", "killed", "id"]),
    default="newest",
    show_default=True,
    help="What comes first.",
)
def incidents(record: Path, limit: int, offset: int, as_json: bool, order: str, **chosen: Any) -> None:
    """List the incidents of RECORD."""
    from sayso.record import to_json
    from sayso.store import Record

    with Record(record, create=False) as store:
        page = store.incidents(_filters(chosen), order=order, limit=limit, offset=offset)
        if as_json:
            for i in page.rows:
                click.echo(to_json(i))
        else:
            from sayso.cli.incident_view import show_list

            show_list(page.rows)
            _more(len(page.rows), page.total, offset)


@click.command()
@RECORD
@filters
def events(record: Path, limit: int, offset: int, as_json: bool, **chosen: Any) -> None:
    """List the events of RECORD: one row for each happening and each voice that tells it."""
    from sayso.store import Record

    with Record(record, create=False) as store:
        page = store.events(_filters(chosen), limit=limit, offset=offset)
    _rows(page.rows, ("id", "type", "start", "place", "status", "actors", "recipients", "article", "text"), as_json)
    if not as_json:
        _more(len(page.rows), page.total, offset)


@click.command()
@RECORD
@filters
@click.option("--about", metavar="INCIDENT", help="Only statements that tell of this incident, with those they stand in.")
def statements(record: Path, limit: int, offset: int, as_json: bool, about: str | None, **chosen: Any) -> None:
    """List the statements of RECORD: who said what, to whom, how sure, through whom."""
    from dataclasses import replace

    from sayso.store import Record

    with Record(record, create=False) as store:
        chosen_ones = _filters(chosen)
        if about is not None:
            chosen_ones = replace(chosen_ones, statements=store.statements_about(about))
        page = store.statements(chosen_ones, limit=limit, offset=offset)
    if as_json:
        _rows(page.rows, (), as_json)
    else:
        _statements(page.rows)
    if not as_json:
        _more(len(page.rows), page.total, offset)


def _statements(rows: tuple[dict[str, Any], ...]) -> None:
    """For people: who and how, then the words, then where they stand."""
    from rich.text import Text

    from sayso.cli.incident_view import console

    out = console()
    if not rows:
        out.print("Nothing found.")
    for r in rows:
        line = Text(r["speaker"] or "somebody", style="bold")
        line.append(f" {_manner(r)}", style="red" if r["polarity"] == "negative" else "cyan")
        if r["addressee"]:
            line.append(f" to {r['addressee']}")
        out.print(line)
        out.print(Text(f"    {r['text']}"))
        told = [r["published"] and r["published"][:10], *r["via"], r["outlet"], r["id"]]
        out.print(Text("    " + " · ".join(x for x in told if x), style="dim"))


def _manner(r: dict[str, Any]) -> str:
    """The stance with what qualifies it: "denies (not so)", "says, as probable (thought)"."""
    more = [r["certainty"]] if r["certainty"] != "certain" else []
    more += ["not so" if r["stance"] == "denies" else "negative"] if r["polarity"] == "negative" else []
    more += [r["act"]] if r["act"] != "speech" else []
    more += [r["medium"]] if r["medium"] else []
    return f"{r['stance']} ({', '.join(more)})" if more else str(r["stance"])


@click.command()
@RECORD
@click.option("--text", metavar="WORDS", help="Part of a name or alias.")
@click.option("--kind", help="person, organization, group, country …")
@click.option("--limit", type=click.IntRange(0), default=50, show_default=True, metavar="N", help="At most so many rows.")
@click.option("--offset", type=click.IntRange(0), default=0, metavar="N", help="Leave out the first N.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def actors(record: Path, text: str | None, kind: str | None, limit: int, offset: int, as_json: bool) -> None:
    """List the actors of RECORD, those that most articles tell of first."""
    from sayso.record import to_dict
    from sayso.store import Record

    with Record(record, create=False) as store:
        page = store.actors(text, kind=kind, limit=limit, offset=offset)
    _rows(tuple(to_dict(a) for a in page.rows), ("id", "articles", "name", "kind", "sector", "country", "aliases"), as_json)
    if not as_json:
        _more(len(page.rows), page.total, offset)


def show_actor(actor: Actor) -> None:
    """One actor for people."""
    click.echo(f"{actor.id}  {actor.name}  {actor.kind}  {actor.sector or ''} {actor.country or ''}")
    if actor.aliases:
        click.echo("also: " + ", ".join(actor.aliases))
    for e in actor.entities:
        click.echo(f"  {e.article}#{e.entity}")


def _rows(rows: tuple[dict[str, Any], ...], columns: tuple[str, ...], as_json: bool) -> None:
    if as_json:
        for r in rows:
            click.echo(json.dumps(r, ensure_ascii=False, separators=(",", ":")))
        return
    from rich.table import Table

    from sayso.cli.incident_view import console

    table = Table(box=None, padding=(0, 1), header_style="bold")
    for c in columns:
        table.add_column(c, overflow="fold", max_width=80)
    for r in rows:
        table.add_row(*("; ".join(v) if isinstance(v := r[c], list) else str(v) if v is not None else "–" for c in columns))
    console().print(table if rows else "Nothing found.")


def _more(shown: int, total: int, offset: int) -> None:
    if shown < total:
        click.echo(f"{offset + 1 if shown else 0}–{offset + shown} of {total}", err=True)
