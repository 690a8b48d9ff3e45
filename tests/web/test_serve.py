"""`sayso serve` and `sayso password` as commands: what they refuse, and that they answer."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from sayso.cli import main
from sayso.web.security import Gate, load_users

START = [sys.executable, "-c", "from sayso.cli import main; main()", "serve"]


def test_beyond_this_machine_only_with_users(desk: Path) -> None:
    result = CliRunner().invoke(main, ["serve", str(desk), "--host", "0.0.0.0", "--port", "0"])
    assert result.exit_code == 1
    assert "--users" in result.output


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[users.ana]\nrole = "chief"\nhash = "$argon2id$x"', "chief"),
        ('[users.ana]\nrole = "reader"\nhash = "secret"', "sayso password"),
        ("[users", "users.toml"),
        ("", "[users.NAME]"),
    ],
)
def test_a_users_file_that_is_wrong_is_refused(desk: Path, tmp_path: Path, text: str, told: str) -> None:
    users = tmp_path / "users.toml"
    users.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(main, ["serve", str(desk), "--users", str(users)])
    assert result.exit_code == 1
    assert told in result.output


def test_a_password_is_printed_as_a_hash_that_lets_one_in(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["password"], input="long plain words\nlong plain words\n")
    digest = result.output.strip().splitlines()[-1]
    assert digest.startswith("$argon2id$")
    assert "long plain words" not in result.output
    users = tmp_path / "users.toml"
    users.write_text(f'[users.ana]\nrole = "reviewer"\nhash = "{digest}"\n', encoding="utf-8")
    gate = Gate(load_users(users), frozenset({"desk.example"}))
    assert gate.login("ana", "long plain words")
    assert not gate.login("ana", "long plain word")


def test_it_serves_the_record_until_it_is_stopped(desk: Path) -> None:
    running = subprocess.Popen([*START, str(desk), "--port", "0"], stderr=subprocess.PIPE, text=True, env=dict(os.environ))
    try:
        assert running.stderr is not None
        found = None
        for line in running.stderr:
            if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
                break
        assert found
        assert httpx.get(found.group(), follow_redirects=True, timeout=60).status_code == 200
        assert httpx.get(found.group() + "incidents.json", timeout=60).json()["total"] > 0
    finally:
        running.terminate()
        running.wait(timeout=30)
