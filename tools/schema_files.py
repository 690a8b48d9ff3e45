#!/usr/bin/env python3
"""Write docs/schema/NAME.schema.json from the dataclasses of the data model (`sayso schema NAME` prints the same)."""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from sayso.schema import ROOTS, schema  # noqa: E402

TARGET = ROOT / "docs" / "schema"


def render(name: str) -> str:
    """The file's text."""
    return json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n"


def main() -> int:
    TARGET.mkdir(exist_ok=True)
    for name in ROOTS:
        (TARGET / f"{name}.schema.json").write_text(render(name), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
