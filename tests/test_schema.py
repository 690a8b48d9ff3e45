"""The published JSON Schema: up to date, and what sayso writes keeps to it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from click.testing import CliRunner

from sayso.cli import main
from sayso.link import link
from sayso.reader import Reader
from sayso.record import to_dict
from sayso.schema import ROOTS, schema

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from schema_files import TARGET, render  # noqa: E402

TEXT = """Gunmen killed nine villagers near Dosso on Tuesday, the governor said. The Dune Front denied that it had attacked the village.
“We were not there,” its spokesman, Ali Kado, told Radio Dosso. About 40 people were wounded."""


@pytest.mark.parametrize("name", sorted(ROOTS))
def test_the_files_are_up_to_date(name: str) -> None:
    assert (TARGET / f"{name}.schema.json").read_text("utf-8") == render(name), "run python tools/schema_files.py"


def test_the_command_prints_the_schema() -> None:
    done = CliRunner().invoke(main, ["schema", "incident"])
    assert done.exit_code == 0
    assert json.loads(done.output) == schema("incident")


@pytest.fixture(scope="module")
def row(reader: Reader) -> dict[str, Any]:
    reading: dict[str, Any] = to_dict(reader.read(TEXT, published="2024-05-30", outlet="Harbour Times"))
    return reading


def test_a_reading_keeps_to_it(row: dict[str, Any]) -> None:
    jsonschema_rs.validator_for(schema("reading")).validate(row)


def test_an_incident_keeps_to_it(reader: Reader) -> None:
    reading = reader.read(TEXT, published="2024-05-30", outlet="Harbour Times")
    incidents = link([reading]).incidents
    assert incidents
    for incident in incidents:
        jsonschema_rs.validator_for(schema("incident")).validate(to_dict(incident))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("events", 0, "status"), "rumoured"),
        (("events", 0, "trigger"), [3]),
        (("events", 0, "confidence"), 1.5),
        (("mentions", 0, "entity"), "e4"),
        (("times", 0, "start"), "May 2024"),
        (("article", "text_sha256"), None),
    ],
)
def test_what_breaks_the_contract_is_seen(row: dict[str, Any], path: tuple[Any, ...], value: Any) -> None:
    broken = json.loads(json.dumps(row))
    at = broken
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    with pytest.raises(jsonschema_rs.ValidationError):
        jsonschema_rs.validator_for(schema("reading")).validate(broken)
