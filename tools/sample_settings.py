#!/usr/bin/env python3
"""Draw event places and event times at random, to be judged by hand.

  python tools/sample_settings.py READINGS.jsonl --seed N [--count 60] [--what places|times] [--given]

READINGS.jsonl is what `sayso read --format jsonl` wrote. Prints one numbered entry an event: its trigger in its sentence with the
sentence before, and the place (or time) that it got, with the reason. Every event weighs the same; the seed fixes the draw.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import Any


def around(text: str, span: list[int], before: int = 260, after: int = 260) -> str:
    """The trigger, in marks, with the characters around it."""
    a, b = span
    return f"{text[max(0, a - before) : a]}<<{text[a:b]}>>{text[b : b + after]}".replace("\n", " ")


def place(reading: dict[str, Any], event: dict[str, Any]) -> str:
    """What the event's place is, in one line."""
    row = next((p for p in reading["places"] if p["id"] == event["place"]), None)
    if row is None:
        return f"null ({event['place_reason']})"
    where = ", ".join(str(row[k]) for k in ("admin1", "country", "precision") if row[k])
    return f"{row['name']} [{where}; {row['lat']} {row['lon']}] ({event['place_reason']}; {row['reason']})"


def moment(reading: dict[str, Any], event: dict[str, Any]) -> str:
    """What the event's time is, in one line."""
    row = next((t for t in reading["times"] if t["id"] == event["time"]), None)
    if row is None:
        return f"null ({event['time_reason']})"
    mention = next((m for m in reading["mentions"] if m["id"] == row["mention"]), None)
    words = reading["article"]["text"][mention["start"] : mention["end"]] if mention else "the publication date"
    return f"{words!r} = {row['value']} [{row['start']} to {row['end']}] ({event['time_reason']})"


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("readings", type=Path)
    p.add_argument("--seed", type=int, required=True)
    p.add_argument("--count", type=int, default=60)
    p.add_argument("--what", choices=("places", "times"), default="places")
    p.add_argument("--given", action="store_true", help="only events that got a place (a time)")
    a = p.parse_args()
    readings = [json.loads(line) for line in a.readings.read_text(encoding="utf-8").splitlines() if line]
    field = a.what.removesuffix("s")
    drawn = [(r, e) for r in readings for e in r["events"] if e[field] or not a.given]
    random.Random(a.seed).shuffle(drawn)
    tell = place if a.what == "places" else moment
    for n, (reading, event) in enumerate(drawn[: a.count], 1):
        article = reading["article"]
        print(f"{n}. {article['id']} · published {article['published']} · {event['type']} {event['status']}")
        print(f"   {around(article['text'], event['trigger'])}\n   → {tell(reading, event)}")


if __name__ == "__main__":
    main()
