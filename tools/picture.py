#!/usr/bin/env python3
"""Draw the pictures of the README from real results on examples/: docs/img/read.svg and docs/img/incident.svg.

python tools/picture.py
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from sayso import Reader  # noqa: E402
from sayso.cli.incident_view import show_incident  # noqa: E402
from sayso.cli.view import show  # noqa: E402
from sayso.ingest.articles import read_articles  # noqa: E402
from sayso.ingest.fields import Defaults  # noqa: E402
from sayso.ingest.paths import find_inputs  # noqa: E402
from sayso.link import link  # noqa: E402

ARTICLE = "harbour-saravena"
FOLDER = ROOT / "docs" / "img"


def canvas(width: int) -> Console:
    """A terminal that only remembers what it is shown."""
    return Console(record=True, width=width, file=io.StringIO(), force_terminal=True, color_system="truecolor", highlight=False)


def save(console: Console, name: str, command: str) -> None:
    """Write the picture; without the web font that rich asks for."""
    svg = console.export_svg(title=f"$ {command}", theme=DIMMED_MONOKAI)
    svg = re.sub(r"@font-face\s*\{[^}]*\}", "", svg).replace("font-family: Fira Code, monospace", "font-family: monospace")
    (FOLDER / name).write_text(re.sub(r"\n\s*\n+", "\n", svg), encoding="utf-8")


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    articles = read_articles(find_inputs([str(ROOT / "examples")], print), Defaults(), print)
    readings = list(Reader().read_many(articles))
    console = canvas(118)
    show(next(r for r in readings if r.article.id == ARTICLE), console)
    save(console, "read.svg", "sayso read examples --format view")
    incidents = [i for i in link(readings).incidents if i.figures.get("killed")]
    incident = max(incidents, key=lambda i: (len({f.low for f in i.figures["killed"]}), len(i.outlets), i.id))
    console = canvas(150)
    show_incident(incident, console)
    save(console, "incident.svg", f"sayso show demo.sayso {incident.id}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
