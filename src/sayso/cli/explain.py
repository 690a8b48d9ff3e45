"""``sayso explain``: why an event is what it is, and why others were none."""

from __future__ import annotations

import re
from typing import Any

import click

from sayso.cli.session import Session, reading_options


@click.command()
@click.argument("where", metavar="FILE[:LINE]")
@reading_options
@click.option("--misses/--no-misses", default=True, show_default=True, help="Also what was turned down, and why.")
@click.option("--all-misses", is_flag=True, help="Every pattern that was tried, not only the nearest one a word.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an article.")
@click.pass_context
def explain(ctx: click.Context, /, where: str, misses: bool, all_misses: bool, as_json: bool, **options: Any) -> None:
    """Show for each event of FILE the frame, the slots and the rules that made it.

    LINE is a line of the file: of JSON Lines the article on it, of other files the events whose trigger stands on it.
    """
    path, line = _split(where)
    session = Session.start(**options)
    reader = session.reader()
    by_article = path.endswith((".jsonl", ".jsonl.gz"))
    for number, article in enumerate(session.articles([path], distinct=False), 1):
        if by_article and line is not None and number != line:
            continue
        events, turned = reader.explain(article)
        if line is not None and not by_article:
            a, b = _line_span(article.text, line)
            events = [e for e in events if a <= e.trigger[0] < b]
            turned = [t for t in turned if a <= t.span[0] < b]
        if not all_misses:
            turned = _nearest(turned, {e.trigger[0] for e in events})
        if as_json:
            from sayso.record import to_json

            click.echo(to_json({"article": article.id, "events": events, "misses": turned if misses else []}))
        else:
            _show(article.text, events, turned if misses else [])
    ctx.exit(session.exit_code())


def _split(where: str) -> tuple[str, int | None]:
    match = re.fullmatch(r"(.+):(\d+)", where)
    return (match[1], int(match[2])) if match else (where, None)


def _line_span(text: str, line: int) -> tuple[int, int]:
    lines = text.splitlines(keepends=True)
    if not 1 <= line <= len(lines):
        raise click.UsageError(f"the article has {len(lines)} lines, no line {line}")
    start = sum(len(x) for x in lines[: line - 1])
    return start, start + len(lines[line - 1])


def _nearest(turned: list[Any], taken: set[int]) -> list[Any]:
    """One miss a word: one whose pattern fitted, else the first that was tried; none where the word made an event."""
    best: dict[int, Any] = {}
    for t in turned:
        if t.span[0] in taken:
            continue
        old = best.get(t.span[0])
        if old is None or (old.reason.startswith("lacks") and not t.reason.startswith("lacks")):
            best[t.span[0]] = t
    return [t for t in best.values() if not t.reason.startswith("lacks")]


def _show(text: str, events: list[Any], turned: list[Any]) -> None:
    for e in events:
        mode = f"/{e.mode}" if e.mode else ""
        click.echo(
            f"{_place(text, e.trigger[0])}  {click.style(e.type + mode, bold=True)}  “{_flat(e.words)}”  confidence {e.confidence:.2f}"
        )
        click.echo(f"    frame     {e.frame} ({e.file}): {e.pattern}")
        for slot in (*e.slots, *e.doubted):
            click.echo(f"    {slot.role:9} {slot.words}  ← {slot.slot}")
        if e.merged:
            click.echo(f"    with      {', '.join(e.merged)}")
        click.echo(f"    status    {e.status}: {e.rule}")
        if e.statement:
            click.echo(f"    said in   “{_flat(e.statement)[:120]}”")
        click.echo(f"    place     {e.place}\n    time      {e.time}")
    if turned:
        click.echo("\nNo event:")
    for t in turned:
        click.echo(f"{_place(text, t.span[0])}  “{_flat(t.words)}”  {t.frame}: {t.pattern}: {t.reason}")


def _place(text: str, at: int) -> str:
    line = text.count("\n", 0, at) + 1
    return f"{line}:{at - text.rfind(chr(10), 0, at)}"


def _flat(words: str) -> str:
    return " ".join(words.split())
