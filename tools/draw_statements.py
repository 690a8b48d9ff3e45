#!/usr/bin/env python3
"""Draw statements at random from the readings of a set of articles, to be judged by hand.

  python tools/draw_statements.py [--gold DIR] [--set wikinews] [--seed N] [--size 60] [--longest CHARS]

Each drawn statement is printed with its sentence or sentences, so that three things can be judged: is the content what was said,
all of it and nothing else; is the speaker right; is the stance (with polarity and act) right. The judgements stand in
docs/precision-statements.md.
The same seed, articles and sayso give the same draw.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from sayso.reader import Reader  # noqa: E402
from sayso.record import Article, Reading, Statement  # noqa: E402


def shown(reading: Reading, s: Statement) -> str:
    """The statement with the text around it, in a few lines."""
    text = reading.article.text
    spans = [*s.content, *((s.cue,) if s.cue else ()), *((s.speaker,) if s.speaker else ())]
    first, last = min(a for a, _ in spans), max(b for _, b in spans)
    around = " ".join(text[max(0, first - 160) : last + 120].split())
    content = " … ".join(" ".join(text[a:b].split()) for a, b in s.content)
    speaker = text[s.speaker[0] : s.speaker[1]] if s.speaker else None
    cue = text[s.cue[0] : s.cue[1]] if s.cue else None
    what = f"{s.stance} {s.polarity} {s.certainty} {s.act} {s.form}"
    lines = [
        f"{reading.article.id} {s.id}",
        f"text     {around}",
        f"content  {content}",
        f"speaker  {speaker} ({s.speaker_kind})",
        f"cue      {cue}: {what}",
    ]
    return "\n  ".join(lines)


def main() -> int:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "gold")
    p.add_argument("--set", dest="name", default="wikinews")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--size", type=int, default=60)
    p.add_argument("--longest", type=int, default=20_000, help="leave out articles with more characters (long interviews)")
    a = p.parse_args()
    rows = [json.loads(x) for x in (a.gold / a.name / "docs.jsonl").read_text(encoding="utf-8").split("\n") if x.strip()]
    articles = [
        Article(id=r["id"], text=r["text"], outlet=r.get("outlet"), title=r.get("title"), published=r.get("published"), language="en")
        for r in rows
        if len(r["text"]) <= a.longest
    ]
    drawn = [(reading, s) for reading in Reader().read_many(articles) for s in reading.statements]
    chosen = random.Random(a.seed).sample(range(len(drawn)), min(a.size, len(drawn)))
    print(f"{len(articles)} articles, {len(drawn)} statements, seed {a.seed}")
    for n, k in enumerate(sorted(chosen), 1):
        print(f"\n{n}. {shown(*drawn[k])}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
