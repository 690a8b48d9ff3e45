#!/usr/bin/env python3
"""The quality gate: measure sayso on the gold sets, hold the floors, write the table.

  python tools/quality.py [--gold DIR] [--write] [--raise] [SET…]

Each set of quality/floors.json is scored by its kit (`score.py`), which runs the installed `sayso` as a user would. A metric under its
floor (over it, for errors) fails the run with exit code 1. --write puts the table of what was measured into docs/quality.md; --raise
moves floors up to what was measured, less the margin below, never down.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "quality" / "floors.json"
DOC = ROOT / "docs" / "quality.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
#: a floor stands this far below the figure measured, so that a new version of a library does not break the gate by a rounding
MARGIN = 0.3
LOWER_IS_BETTER = {"leak", "fp_followup", "fp_same_subject", "fp_same_day"}
#: sets of which the first so many documents are a fixed sample that keeps the run short
LIMIT = {"gun": 300}


def measure(gold: Path, name: str) -> tuple[str, dict[str, Any], str]:
    """(set, metrics, error) of one set, scored with the `sayso` on the PATH."""
    command = [sys.executable, str(gold / "score.py"), name, "--json"]
    if name in LIMIT:
        command += ["--limit", str(LIMIT[name])]
    env = {**os.environ, "PATH": f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    if done.returncode not in (0, 1):
        return name, {}, done.stderr.strip() or f"score.py exited {done.returncode}"
    return name, json.loads(done.stdout)["sets"][name], ""


def table(found: dict[str, dict[str, Any]], floors: dict[str, dict[str, float]]) -> str:
    """The Markdown table of the metrics that have floors."""
    rows = ["| set | metric | measured | floor | documents | documents a second |", "|---|---|---:|---:|---:|---:|"]
    for name, result in found.items():
        for k, metric in enumerate(floors[name]):
            value = result["metrics"].get(metric)
            speed = result.get("docs_per_second")
            tail = f"{result['docs']} | {speed:.1f}" if k == 0 and speed else " | "
            rows.append(f"| {name if k == 0 else ''} | {metric} | {value:.1f} | {floors[name][metric]} | {tail} |")
    return "\n".join(rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="SET")
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "gold")
    parser.add_argument("--write", action="store_true", help="write the table into docs/quality.md")
    parser.add_argument("--raise", dest="lift", action="store_true", help="raise the floors to what was measured")
    parser.add_argument("--jobs", type=int, default=2)
    a = parser.parse_args()
    if not (a.gold / "score.py").is_file():
        print(f"quality: no gold sets at {a.gold}; nothing is measured")
        return 0
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    names = a.sets or list(floors)
    unknown = [n for n in names if n not in floors]
    if unknown:
        print(f"quality: {FLOORS.name} has no set {', '.join(unknown)}", file=sys.stderr)
        return 2
    found, failed = {}, []
    with ThreadPoolExecutor(a.jobs) as pool:
        for name, result, error in pool.map(lambda n: measure(a.gold.resolve(), n), names):
            if error:
                failed.append(f"{name}: {error}")
                continue
            found[name] = result
            for metric, floor in floors[name].items():
                value = result["metrics"].get(metric)
                good = value is not None and (value <= floor if metric in LOWER_IS_BETTER else value >= floor)
                print(
                    f"{'ok  ' if good else 'FAIL'}  {name:14} {metric:24} {value if value is None else round(value, 1):>7}  floor {floor}",
                    flush=True,
                )
                if not good:
                    failed.append(f"{name}: {metric} is {value}, its floor {floor}")
    if a.lift:
        for name, result in found.items():
            for metric, floor in floors[name].items():
                value = result["metrics"].get(metric)
                if value is None:
                    continue
                if metric in LOWER_IS_BETTER:
                    floors[name][metric] = min(floor, math.ceil((value + MARGIN) * 10) / 10)
                else:
                    floors[name][metric] = max(floor, math.floor((value - MARGIN) * 10) / 10)
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    if a.write:
        page = DOC.read_text(encoding="utf-8")
        before, _, rest = page.partition(BEGIN)
        _, _, after = rest.partition(END)
        DOC.write_text(f"{before}{BEGIN}\n{table(found, floors)}\n{END}{after}", encoding="utf-8")
    for line in failed:
        print(f"quality: {line}", file=sys.stderr)
    checked = sum(len(floors[n]) for n in found)
    print(f"quality: {len(found)} sets, {checked - len([f for f in failed if 'floor' in f])} of {checked} floors hold")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
