#!/usr/bin/env python3
"""Score the working tree on gold sets, keeping parses between runs: seconds where `score.py` alone takes minutes.

  python tools/gold.py SET… [--gold DIR] [--limit N] [--out FILE] [--metric M]… [--profile]

The reader of this checkout reads the documents (parses come from a cache in the temporary directory, keyed by text, sentence
starts and pipeline), the readings are written to a file and `score.py --readings` scores them. For `ecb` and `copies` use score.py.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from spacy.tokens import Doc  # noqa: E402

from sayso.language.pipeline import Pipeline  # noqa: E402
from sayso.record import Article, to_json  # noqa: E402


class KeptPipeline(Pipeline):
    """A Pipeline that keeps its parses in an SQLite file."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.db = sqlite3.connect(path, timeout=60)
        self.db.execute("pragma journal_mode=wal")
        self.db.execute("create table if not exists parse (key text primary key, doc blob)")

    def run(self, docs: list[Any], batch_size: int) -> Iterator[Any]:
        keys = []
        for d in docs:
            marks = ",".join(str(t.i) for t in d if t.is_sent_start)
            keys.append(hashlib.sha256(f"{self.info['hash']}\0{d.text}\0{marks}".encode("utf-8", "surrogatepass")).hexdigest())
        done: dict[str, Any] = {}
        missing = []
        for k, d in zip(keys, docs):
            row = self.db.execute("select doc from parse where key=?", (k,)).fetchone()
            if row:
                done[k] = Doc(self.nlp.vocab).from_bytes(row[0])
            elif k not in done:
                missing.append((k, d))
        if missing:
            for (k, _), doc in zip(missing, self.nlp.pipe([d for _, d in missing], batch_size=batch_size)):
                done[k] = doc
                self.db.execute("insert or replace into parse values (?,?)", (k, doc.to_bytes(exclude=["tensor"])))
            self.db.commit()
        for k in keys:
            yield done[k]


def articles(path: Path, limit: int | None) -> list[Article]:
    out = []
    for line in path.read_text(encoding="utf-8").split("\n")[:None]:
        if line.strip():
            r = json.loads(line)
            out.append(
                Article(
                    id=r["id"], text=r["text"], url=r.get("url"), outlet=r.get("outlet"), title=r.get("title"),
                    published=r.get("published"), byline=tuple(r.get("byline") or ()), language="en",
                )
            )  # fmt: skip
    return out[:limit]


def main() -> int:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("sets", nargs="+")
    p.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "gold")
    p.add_argument("--limit", type=int)
    p.add_argument("--out", type=Path, help="keep the readings here (FILE, or FILE.SET for several sets)")
    p.add_argument("--metric", action="append", default=[], help="print only these metrics")
    p.add_argument("--profile", action="store_true", help="profile the rules")
    a = p.parse_args()
    from sayso.reader import Reader

    cache = Path(os.environ.get("SAYSO_PARSES", Path(tempfile.gettempdir()) / "sayso-parses.sqlite"))
    reader = Reader(pipeline=KeptPipeline(cache))
    for name in a.sets:
        out = a.out if a.out and len(a.sets) == 1 else Path(f"{a.out or tempfile.mkstemp(prefix='gold-')[1]}.{name}")
        start = time.process_time()
        rows = articles(a.gold / name / "docs.jsonl", a.limit)

        def work(out: Path = out, rows: list[Article] = rows) -> None:
            with open(out, "w", encoding="utf-8") as f:
                for reading in reader.read_many(rows):
                    f.write(to_json(reading) + "\n")

        if a.profile:
            import cProfile
            import pstats

            prof = cProfile.Profile()
            prof.runcall(work)
            pstats.Stats(prof).sort_stats("cumtime").print_stats(35)
        else:
            work()
        spent = time.process_time() - start
        limit = ["--limit", str(a.limit)] if a.limit else []
        print(f"# {name}: {len(rows)} documents, {spent:.1f} s CPU with kept parses", flush=True)
        if (a.gold / name / "gold.jsonl").is_file():
            cmd = [sys.executable, str(a.gold / "score.py"), name, "--readings", str(out), *limit]
            done = subprocess.run(cmd, capture_output=True, text=True, check=False)
            lines = done.stdout.splitlines()
            print("\n".join(x for x in lines if not a.metric or any(m in x.split() for m in a.metric)))
            if done.returncode:
                print(done.stderr, file=sys.stderr)
        if not a.out:
            out.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
