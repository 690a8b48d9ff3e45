"""``sayso codebook``: look at the event frames, and check one's own."""

from __future__ import annotations

from pathlib import Path

import click

_own = click.option(
    "--codebook", "extra", multiple=True, type=click.Path(path_type=Path), metavar="FILE", help="Frames of your own (TOML) on top."
)


@click.group()
def codebook() -> None:
    """The codebook: what words tell of which event. See docs/codebook.md."""


@codebook.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Check the codebook, with FILES of your own on top; the first mistake is told with file and line."""
    from sayso.codebook import load_codebook

    book = load_codebook(files)
    patterns, frames = sum(1 for _ in book.frames.patterns()), book.frames
    click.echo(f"{len(frames.frames)} frames with {patterns} patterns and {len(frames.classes)} word classes; version {book.version}")


@codebook.command("list")
@click.option("--type", "type_", metavar="TYPE", help="Only frames of this type.")
@_own
def list_(type_: str | None, extra: tuple[Path, ...]) -> None:
    """List the frames: name, type, mode, number of patterns, file."""
    from collections import Counter

    from sayso.codebook.frames import load_frames

    frames = load_frames(extra)
    sizes = Counter(frame.name for _, _, frame in frames.patterns())
    for frame in sorted(frames.frames.values(), key=lambda f: (f.type, f.name)):
        if type_ is None or frame.type == type_.upper():
            kind = "no event" if frame.drop else frame.type + (f"/{frame.mode}" if frame.mode else "")
            click.echo(f"{frame.name:32} {kind:24} {sizes[frame.name]:5} patterns  {frame.file}")


@codebook.command()
@click.argument("name")
@_own
def show(name: str, extra: tuple[Path, ...]) -> None:
    """Show a frame by its NAME, or every pattern that begins with the word NAME."""
    from sayso.codebook.frames import load_frames
    from sayso.errors import CodebookError

    frames = load_frames(extra)
    frame = frames.frames.get(name)
    if frame is not None:
        click.echo(f"{frame.name}  {frame.type}{'/' + frame.mode if frame.mode else ''}  weight {frame.weight}  ({frame.file})")
        click.echo("verb slots  " + " ".join(f"{k}:{v}" for k, v in frame.verbal.items()))
        click.echo("noun slots  " + " ".join(f"{k}:{v}" for k, v in frame.nominal.items()))
        for kind, pattern, owner in frames.patterns():
            if owner is frame:
                click.echo(f"  {kind:10} {pattern.source}")
        return
    word = name.lower().replace("_", " ")
    rows = [("verb", r) for r in frames.verbs.get(word, ())] + [("noun", r) for r in frames.nouns.get(word, ())]
    rows += [("adjective", r) for r in frames.adjectives.get(word, ())]
    if not rows:
        raise CodebookError(f"no frame is called {name!r} and none begins with that word")
    for kind, (pattern, owner) in rows:
        click.echo(f"{kind:10} {owner.name:32} {owner.type:10} {pattern.source}")
