"""``sayso link``: articles in, incidents out, without a record."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from sayso.cli.session import Session, reading_options


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@reading_options
@click.option("--copies", is_flag=True, help="Only tell which articles carry one text: one origin a line. Needs no language pipeline.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["jsonl", "view"]),
    help="jsonl: one incident a line; view: for people. Default: view on a terminal, else jsonl.",
)
@click.pass_context
def link(ctx: click.Context, /, paths: tuple[str, ...], copies: bool, format_: str | None, **options: Any) -> None:
    """Read articles, link them and print the incidents they tell of.

    PATH is a file (.txt, .html, .htm, .jsonl, gzipped or not), a folder, a glob, or - for standard input.
    """
    session = Session.start(**options)
    view = sys.stdout.isatty() if format_ is None else format_ == "view"
    articles = session.articles(paths)
    if copies:
        from sayso.ingest.blocks import mark_blocks
        from sayso.link import origins_of_texts
        from sayso.link.copies import fingerprint

        for group in origins_of_texts(fingerprint(a, mark_blocks(a)) for a in articles):
            click.echo(json.dumps(group, ensure_ascii=False))
    else:
        from sayso.cli.progress import told
        from sayso.link import link as link_readings
        from sayso.record import to_json

        linked = link_readings(told(session.readings(articles)))
        if view:
            from sayso.cli.incident_view import show_list

            show_list(linked.incidents)
        else:
            out = sys.stdout.buffer
            for incident in linked.incidents:
                out.write(to_json(incident).encode("utf-8") + b"\n")
            out.flush()
    ctx.exit(session.exit_code())
