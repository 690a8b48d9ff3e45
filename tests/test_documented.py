"""Nothing is undocumented: commands, options, settings, variables, public names, formats."""

from __future__ import annotations

import dataclasses
import re
import sys
from pathlib import Path

import click

import sayso
from sayso import record, record_incidents
from sayso.cli import main
from sayso.ingest.inputs import SUFFIXES
from sayso.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src" / "sayso"
sys.path.insert(0, str(ROOT / "tools"))

from cli_docs import TARGET, commands, render  # noqa: E402


def doc(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


def test_commands_and_options_have_help() -> None:
    silent = []
    for path, command in commands(main, ("sayso",)):
        if not command.help:
            silent.append(" ".join(path))
        silent += [f"{' '.join(path)} {p.opts[0]}" for p in command.params if isinstance(p, click.Option) and not p.help]
    assert not silent, f"without help: {silent}"


def test_the_command_reference_is_up_to_date() -> None:
    assert TARGET.read_text("utf-8") == render(), "docs/cli.md is out of date: run python tools/cli_docs.py"


def test_settings_and_variables_are_documented() -> None:
    text = doc("reading.md")
    missing = [k for k in Settings.model_fields if f"| `{k}` | `SAYSO_{k.upper()}` |" not in text]
    used = {m for f in SRC.rglob("*.py") for m in re.findall(r'"(SAYSO_[A-Z_]*[A-Z])"', f.read_text("utf-8"))}
    missing += sorted(v for v in used if f"`{v}`" not in text)
    assert not missing, f"not in docs/reading.md: {missing}"


def test_public_names_are_documented() -> None:
    text = doc("python.md")
    missing = [n for n in sayso.__all__ if f"`sayso.{n}" not in text]
    methods = [m for m in vars(sayso.Reader) if not m.startswith("_") and callable(getattr(sayso.Reader, m))]
    missing += [m for m in methods if f"`Reader.{m}(" not in text]
    assert not missing, f"not in docs/python.md: {missing}"


def test_formats_are_documented() -> None:
    assert not [s for s in SUFFIXES if f"`{s}`" not in doc("reading.md")]


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").glob("*.md")):
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert not broken, broken


def test_fields_of_the_record_are_documented() -> None:
    text = doc("record.md")
    missing = []
    for cls in (*vars(record).values(), *vars(record_incidents).values()):
        if dataclasses.is_dataclass(cls) and isinstance(cls, type):
            missing += [f"{cls.__name__}.{f.name}" for f in dataclasses.fields(cls) if f"`{f.name}`" not in text]
    assert not missing, f"not in docs/record.md: {missing}"
