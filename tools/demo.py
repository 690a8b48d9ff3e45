#!/usr/bin/env python3
"""`make demo`: read the bundled examples into a record and show what stands in it, by the commands a user would type."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECORD = "demo.sayso"


def sayso(*words: str, show: bool = True) -> str:
    """Run sayso as a user would; its output. Ends the demo where it fails."""
    if show:
        print(f"\n$ sayso {' '.join(words)}", flush=True)
    command = [str(Path(sysconfig.get_path("scripts")) / "sayso"), *words]
    done = subprocess.run(command, cwd=ROOT, stdout=None if show else subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"demo: sayso {words[0]} exited {done.returncode}")
    return done.stdout or ""


def main() -> int:
    for old in ROOT.glob(f"{RECORD}*"):
        old.unlink()
    print(
        "Twelve invented articles (examples/) tell of two incidents: a car bomb in Saravena, Colombia, and an attack near Filingué, Niger."
    )
    sayso("add", RECORD, "examples")
    sayso("incidents", RECORD, "--limit", "12", "--order", "outlets")
    rows = json.loads("[" + ",".join(sayso("incidents", RECORD, "--json", "--order", "outlets", show=False).split("\n")[:-1]) + "]")
    told = [i for i in rows if i["figures"].get("killed") and len(i["outlets"]) > 1]
    for incident in told[:2]:
        sayso("show", RECORD, incident["id"])
    sayso("statements", RECORD, "--status", "denies", "--limit", "5")
    print(f"\nThe same in a browser, with map, time line and review:\n  .venv/bin/sayso serve {RECORD}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
