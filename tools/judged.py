#!/usr/bin/env python3
"""Hold the events that sayso reads in Wikinews against the judged ones of quality/events (its README says how they were judged).

  python tools/judged.py [--readings FILE] [--gold DIR] [--half train|test] [--errors KIND] [--types]

An event is matched to the judgement whose trigger it overlaps (of several the one of its type). It is *fully right* when there is such an
event, of that type, with these parties and no other, the status is one of those given and its figures were found right. Events
without a judgement (a later version finds them) are counted apart.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools")]

Row = dict[str, Any]
_STOP = {"the", "a", "an", "of", "and", "in", "for", "to", "on", "at", "by", "with", "from", "'s", "s", "his", "her", "its", "their"}


def half_of(article: str) -> str:
    """Which half an article belongs to: what is fitted or tuned is fitted on train."""
    return "test" if hashlib.sha256(article.encode()).digest()[0] % 2 else "train"


def judgements(path: Path) -> dict[str, list[Row]]:
    """Article → its judgements."""
    out: dict[str, list[Row]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        out.setdefault(row["article"], []).append(row)
    return out


def _words(text: str) -> list[str]:
    return [w for w in re.findall(r"[\w’'-]+", text.lower()) if w not in _STOP]


def _alike(wanted: str, names: list[str]) -> bool:
    """Whether one of a party's names is what the judge wrote ("he=John Smith" gives two names)."""
    for w in wanted.rstrip("?").split("="):
        a = _words(w)
        for n in names:
            b = _words(n)
            if a and b and (a[-1] == b[-1] or set(a) <= set(b) or set(b) <= set(a)):
                return True
    return False


def parties_right(wanted: list[str], got: list[list[str]]) -> bool:
    """Whether every party that must be there is, and none that may not."""
    if any(not any(_alike(w, names) for names in got) for w in wanted if not w.endswith("?")):
        return False
    return all(any(_alike(w, names) for w in wanted) for names in got)


def matched(rows: list[Row], trigger: tuple[int, int], kind: str) -> Row | None:
    """The judgement of the trigger."""
    near = [r for r in rows if r["trigger"][0] < trigger[1] and trigger[0] < r["trigger"][1]]
    near.sort(key=lambda r: (kind not in r.get("type", [r.get("read")]), abs(r["trigger"][0] - trigger[0])))
    return near[0] if near else None


def names_of(reading: Row, mention: str) -> list[str]:
    """The words of a mention, then the names of its entity."""
    m = next(x for x in reading["mentions"] if x["id"] == mention)
    out = [reading["article"]["text"][m["start"] : m["end"]]]
    for x in reading["entities"]:
        if x["id"] == m["entity"]:
            out += [x["name"] or "", *x["aliases"]]
    return [n for n in out if n]


def verdict(reading: Row, event: Row, row: Row) -> str:
    """The first thing that is wrong: "no event", "type", "actors", "recipients", "status", "figures"; "right" if none is."""
    if not row["ev"]:
        return "no event"
    if event["type"] not in row["type"]:
        return "type"
    actors = [names_of(reading, m) for m in event["actors"]]
    recipients = [names_of(reading, m) for m in event["recipients"]]
    mutual = event["type"] in ("CONSULT", "AGREE", "COOPERATE", "SUPPORT") or event["mode"] == "clash"
    if mutual:
        if not parties_right([*row["actors"], *row["recipients"]], [*actors, *(r for r in recipients if r not in actors)]):
            return "actors"
    elif not parties_right(row["actors"], actors):
        return "actors"
    elif not parties_right(row["recipients"], recipients):
        return "recipients"
    if event["status"] not in row["status"]:
        return "status"
    figures = " ".join(f"{f['kind']}:{f['low']}-{f['high']}" for f in event["figures"])
    if row["figures"] != "ok" and figures == row.get("read_figures", figures):
        return "figures"
    return "right"


def main() -> int:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--readings", type=Path, help="readings to score; read anew without it")
    p.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "gold")
    p.add_argument("--judged", type=Path, default=ROOT / "quality" / "events" / "judged.jsonl")
    p.add_argument("--half", choices=("train", "test"))
    p.add_argument("--errors", metavar="KIND", help="print the events with this verdict")
    p.add_argument("--types", action="store_true", help="a row for each type")
    a = p.parse_args()
    if a.readings:
        readings = [json.loads(x) for x in a.readings.read_text(encoding="utf-8").splitlines()]
    else:
        from gold import KeptPipeline, articles
        from sayso.reader import Reader
        from sayso.record import to_json

        cache = Path(os.environ.get("SAYSO_PARSES", Path(tempfile.gettempdir()) / "sayso-parses.sqlite"))
        reader = Reader(pipeline=KeptPipeline(cache))
        readings = [json.loads(to_json(r)) for r in reader.read_many(articles(a.gold / "wikinews" / "docs.jsonl", None))]
    judged = judgements(a.judged)
    total: Counter[str] = Counter()
    by_type: dict[str, Counter[str]] = {}
    found: set[int] = set()
    for reading in readings:
        key = reading["article"]["id"]
        if a.half and half_of(key) != a.half:
            continue
        rows = judged.get(key, [])
        for e in reading["events"]:
            row = matched(rows, tuple(e["trigger"]), e["type"])
            v = verdict(reading, e, row) if row else "unjudged"
            if row:
                found.add(id(row))
            total[v] += 1
            by_type.setdefault(e["type"], Counter())[v] += 1
            if a.errors == v:
                show(reading, e, row)
    wanted = [r for k, rows in judged.items() if not a.half or half_of(k) == a.half for r in rows if r["ev"]]
    n = sum(total.values()) - total["unjudged"]
    print(
        f"{n} judged events, {total['unjudged']} not judged; {len(wanted)} true events known, {sum(id(r) in found for r in wanted)} found"
    )
    print(f"there is such an event, type right  {100 * (n - total['no event'] - total['type']) / n:.1f} %")
    print(f"fully right                         {100 * total['right'] / n:.1f} %")
    print(dict(total.most_common()))
    if a.types:
        for t, c in sorted(by_type.items(), key=lambda x: -sum(x[1].values())):
            print(f"{t:12} {sum(c.values()):5}  {dict(c.most_common())}")
    return 0


def show(reading: Row, e: Row, row: Row | None) -> None:
    """An event as it was read and as it was judged."""
    text = reading["article"]["text"]
    a, b = e["trigger"]
    words = " ".join(f"{text[max(0, a - 130) : a]}⟦{text[a:b]}⟧{text[b : b + 130]}".split())
    parties = [[names_of(reading, m)[0] for m in e[k]] for k in ("actors", "recipients")]
    print(f"\n[{reading['article']['title']}] …{words}…")
    print(f"  read   {e['type']}/{e['mode']} {parties[0]} → {parties[1]} {e['status']}")
    if row:
        print(f"  judged {row.get('type')} {row.get('actors')} → {row.get('recipients')} {row.get('status')} {row['why']}")


if __name__ == "__main__":
    sys.exit(main())
