#!/usr/bin/env python3
"""Write docs/cli.md from the commands' own help.

python tools/cli_docs.py          write the file
python tools/cli_docs.py --check  exit 1 where the file is not what the commands say
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from sayso.cli import main as sayso  # noqa: E402

TARGET = ROOT / "docs" / "cli.md"
INTRO = """# The command line

Written by `python tools/cli_docs.py` from the commands' own help; a test fails where it is out of date. How reading works in practice:
[reading.md](reading.md).

Exit codes of every command: 0 all good; 1 the command failed; 2 wrong use; 3 finished, but some inputs could not be read.
"""


def commands(group: click.Group, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """(words, command) of every command below the group, in the order of their names."""
    for name, command in sorted(group.commands.items()):
        if command.hidden:
            continue
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


def section(path: tuple[str, ...], command: click.Command) -> str:
    """One command: how it is called, what it does, a table of its options."""
    context = click.Context(command, info_name=" ".join(path))
    usage = " ".join(command.collect_usage_pieces(context))
    lines = [f"## `{' '.join(path)}`", "", f"    {' '.join(path)} {usage}", "", *paragraphs(command.help or "")]
    options = [p for p in command.get_params(context) if isinstance(p, click.Option) and not p.hidden and "--help" not in p.opts]
    if options:
        lines += ["| option | what it does |", "|---|---|"]
        lines += [f"| `{names(o, context)}` | {cell(o.help or '')} |" for o in options]
        lines.append("")
    return "\n".join(lines)


def paragraphs(help_: str) -> list[str]:
    """The help's paragraphs, each followed by an empty line."""
    out: list[str] = []
    for paragraph in inspect.cleandoc(help_).split("\n\n"):
        out += [paragraph.replace("\b\n", "").strip(), ""]
    return out


def names(option: click.Option, context: click.Context) -> str:
    """`-n, --limit N`."""
    metavar = "" if option.is_flag else " " + option.make_metavar(context)
    return ", ".join((*option.opts, *option.secondary_opts)) + metavar


def cell(text: str) -> str:
    """A help text in a table."""
    return " ".join(text.split()).replace("|", "\\|")


def render() -> str:
    """The whole file."""
    return "\n".join([INTRO, *(section(path, command) for path, command in commands(sayso, ("sayso",)))]).rstrip() + "\n"


if __name__ == "__main__":
    text = render()
    if "--check" in sys.argv[1:]:
        sys.exit(
            0 if TARGET.is_file() and TARGET.read_text("utf-8") == text else "docs/cli.md is out of date: run python tools/cli_docs.py"
        )
    TARGET.write_text(text, encoding="utf-8")
