"""The layout: imports run downwards only, and every public name is there."""

from __future__ import annotations

import ast
from pathlib import Path

import sayso

SRC = Path(sayso.__file__).resolve().parent
#: package -> what it may import of sayso (itself is always allowed)
MAY: dict[str, set[str]] = {
    "record": set(),
    "errors": set(),
    "_version": set(),
    "settings": {"errors"},
    "codebook": {"errors", "record"},
    "gazetteer": {"errors", "record", "settings"},
    "ingest": {"errors", "record", "settings", "codebook", "language"},
    "language": {"errors", "record", "settings"},
    "find": {"errors", "record", "language", "codebook", "gazetteer"},
    "resolve": {"errors", "record", "language", "codebook", "gazetteer", "find"},
    "say": {"errors", "record", "language", "codebook", "gazetteer", "find", "resolve"},
    "assemble": {"record"},
    "reader": {
        "errors",
        "record",
        "settings",
        "language",
        "codebook",
        "gazetteer",
        "find",
        "resolve",
        "say",
        "assemble",
        "ingest",
        "_version",
    },
    "record_incidents": {"record"},
    "schema": {"record", "record_incidents"},
    "link": {"errors", "record", "record_incidents", "codebook", "_version"},
    "store": {"errors", "record", "record_incidents", "settings", "link", "_version"},
    "export": {"errors", "record", "record_incidents", "link", "store"},
    "web": {
        "errors",
        "record",
        "record_incidents",
        "settings",
        "link",
        "store",
        "export",
        "reader",
        "ingest",
        "codebook",
        "gazetteer",
        "_version",
    },
    "scale": {"errors", "record", "settings", "reader", "ingest"},
}


def imported(path: Path) -> set[str]:
    """First component below `sayso` of everything the file imports from sayso."""
    out = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "sayso":
            parts = node.module.split(".")
            out |= {parts[1]} if len(parts) > 1 else {a.name for a in node.names}
        elif isinstance(node, ast.Import):
            out |= {a.name.split(".")[1] for a in node.names if a.name.startswith("sayso.")}
    return out


def test_imports_run_downwards_only() -> None:
    wrong = []
    for path in sorted(SRC.rglob("*.py")):
        parts = path.relative_to(SRC).parts
        package = parts[0].removesuffix(".py")
        if package in ("cli", "__init__"):
            continue
        assert package in MAY, f"{package}: say in MAY what it may import"
        bad = imported(path) - MAY[package] - {package}
        wrong += [f"{'/'.join(parts)} imports {b}" for b in sorted(bad)]
    assert not wrong, "\n".join(wrong)


def test_every_public_name_exists_and_is_documented() -> None:
    for name in sayso.__all__:
        value = getattr(sayso, name)
        assert name == "__version__" or value.__doc__, f"sayso.{name} has no docstring"
