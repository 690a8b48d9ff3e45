#!/usr/bin/env python3
"""How long does linking take, and how does its cost grow? Synthetic readings into a record, or linked at once in memory.

  python benchmarks/linking.py [--articles 100000] [--step 10000] [--even] [--memory]

The stream is that of synthetic.py: wars that never stop. ``--even``: news spread evenly over the world, where few stories are alike.
Into a record: CPU seconds (reading and making the input aside) and milliseconds an article for every step, the growth from the first step
to the last, and the most memory used. ``--memory``: the same for ``sayso.link.link`` over one step and over all.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from synthetic import readings

from sayso.link import link
from sayso.store import Record


def peak() -> str:
    """The most memory used so far."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return f"{size / 1e9:.2f} GB"


def into_record(articles: int, step: int, uneven: float) -> None:
    """Add step by step, as articles arrive."""
    source = readings(articles, uneven=uneven)
    took: list[float] = []
    with tempfile.TemporaryDirectory() as tmp, Record(Path(tmp) / "synthetic.sayso") as record:
        while some := list(islice(source, step)):
            start = time.process_time()
            record.add(some)
            took.append((time.process_time() - start) / len(some) * 1000)
            print(f"{record.counts()['articles']:>8} articles {took[-1]:7.2f} ms an article, {peak()} at most", flush=True)
        counts = record.counts()
    print(f"{counts['incidents']} incidents in {sum(took) * step / 1000:.0f} CPU seconds")
    print(f"an article of the last step cost {took[-1] / took[0]:.2f} times one of the first")


def in_memory(articles: int, step: int, uneven: float) -> None:
    """Link everything at once."""
    took = []
    for n in (step, articles):
        each = list(readings(n, uneven=uneven))
        start = time.process_time()
        linked = link(each)
        took.append((time.process_time() - start) / n * 1000)
        print(f"{n:>8} articles {took[-1]:7.2f} ms an article, {len(linked.incidents)} incidents, {peak()} at most", flush=True)
    print(f"an article of all costs {took[-1] / took[0]:.2f} times one of a step")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--step", type=int, default=10_000)
    parser.add_argument("--even", action="store_true", help="news spread evenly over the world")
    parser.add_argument("--memory", action="store_true", help="link in memory instead")
    a = parser.parse_args()
    (in_memory if a.memory else into_record)(a.articles, a.step, 0.0 if a.even else 1.0)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
