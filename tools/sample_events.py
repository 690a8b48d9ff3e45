#!/usr/bin/env python3
"""Draw events of the wikinews readings at random for judging by hand (docs/precision-events.md).

  python tools/sample_events.py --seed N [--count 60] [--gold DIR]

Prints each event with its sentence: title of the article, type and mode, trigger, actors, recipients, status, voices, figures. The same
seed and version draw the same events.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools")]

from gold import KeptPipeline, articles  # noqa: E402
from sayso.reader import Reader  # noqa: E402
from sayso.record import Event, Reading  # noqa: E402


def describe(reading: Reading, event: Event) -> str:
    """The event and the text around its trigger, for a reader."""
    text = reading.article.text
    mentions = {m.id: text[m.start : m.end] for m in reading.mentions}
    first = max(text.rfind("\n", 0, event.trigger[0]), text.rfind(". ", 0, event.trigger[0])) + 1
    behind = min((p for p in (text.find("\n", event.trigger[1]), text.find(". ", event.trigger[1])) if p >= 0), default=len(text)) + 1
    figures = [f"{f.kind} {f.low}–{f.high} {f.side}" for f in event.figures]
    voices = [c.name or (text[c.span[0] : c.span[1]] if c.span else c.kind) for c in event.chain]
    return "\n".join(
        [
            f"[{reading.article.title}]",
            f"  {text[first:behind].strip()}",
            f"  {event.type}/{event.mode or '-'} “{text[event.trigger[0] : event.trigger[1]]}” {event.status}",
            f"  actors {[mentions[m] for m in event.actors]}  recipients {[mentions[m] for m in event.recipients]}",
            f"  voices {voices}  figures {figures}",
        ]
    )


def main() -> int:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--seed", type=int, required=True)
    p.add_argument("--count", type=int, default=60)
    p.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "gold")
    a = p.parse_args()
    cache = Path(os.environ.get("SAYSO_PARSES", Path(tempfile.gettempdir()) / "sayso-parses.sqlite"))
    reader = Reader(pipeline=KeptPipeline(cache))
    readings = list(reader.read_many(articles(a.gold / "wikinews" / "docs.jsonl", None)))
    pool = [(r, e) for r in readings for e in r.events]
    print(f"{len(pool)} events in {len(readings)} articles; seed {a.seed}")
    for number, (reading, event) in enumerate(random.Random(a.seed).sample(pool, a.count), 1):
        print(f"\n{number}. {describe(reading, event)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
