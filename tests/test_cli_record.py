"""Commands over a record."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from sayso.cli import main
from sayso.reader import Reader
from sayso.store import Record

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))
from synthetic import readings


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("record") / "news.sayso"
    with Record(file) as record:
        record.add(readings(60, per_day=20))
    return str(file)


def run(*args: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, args)
    assert result.exit_code == code, result.output
    return result.output


def test_lists_show_and_json_agree(path: str) -> None:
    rows = [json.loads(x) for x in run("incidents", path, "--json", "--limit", "500").splitlines()]
    assert len(rows) > 10
    some = max(rows, key=lambda r: len(r["members"]))
    assert some["id"] in run("incidents", path, "--order", "outlets")
    told = run("show", path, some["id"])
    assert "origins" in told
    assert some["place"]["name"] in told
    full = json.loads(run("show", path, some["id"], "--json"))
    assert full["members"][0]["joined_at"]
    assert full["history"][0]["what"] == "created"
    assert json.loads(run("show", path, some["members"][0]["event"], "--json"))["type"] == some["members"][0]["type"]
    for command in ("events", "statements", "actors"):
        assert run(command, path, "--limit", "3")
        assert len(run(command, path, "--limit", "3", "--json").splitlines()) == 3


def test_statements_say_who_to_whom_how_and_through_whom(reader: Reader, tmp_path: Path) -> None:
    text = (
        "Reuters reported that rebels had accused the army of shelling Delma on Tuesday.\n\nThe army denied the charge. "
        '"We fired no shells," Colonel Lena Ort told reporters. The mayor wants a truce.'
    )
    file = str(tmp_path / "news.sayso")
    with Record(file) as record:
        record.add([reader.read(text, id="a1", outlet="The Sela Herald", published="2024-05-02")])
    told = run("statements", file)
    assert "the army denies (not so)\n    the charge\n    2024-05-02 · The Sela Herald · a1#" in told
    assert "Lena Ort says (speech) to reporters" in told
    assert "2024-05-02 · Reuters · The Sela Herald · a1#" in told
    assert "The mayor says (wish)" in told
    assaults = map(json.loads, run("events", file, "--type", "ASSAULT", "--json").splitlines())
    (assault,) = [r["incident"] for r in assaults if r["status"] == "accused"]
    about = [json.loads(x) for x in run("statements", file, "--about", assault, "--json").splitlines()]
    assert [(r["speaker"], r["stance"], r["via"]) for r in about] == [("Reuters", "says", []), ("rebels", "accuses", ["Reuters"])]
    assert "Nothing found" in run("statements", file, "--about", assault, "--actor", "mayor")
    assert "no incident" in run("statements", file, "--about", "i0", code=1)


def test_decisions_by_command_and_export_after_undo(path: str) -> None:
    for form in ("jsonl", "csv", "geojson"):
        before = run("export", path, "--format", form)
        rows = [json.loads(x) for x in run("export", path).splitlines()]
        one, two = rows[0]["id"], rows[1]["id"]
        assert "merge" in run("merge", path, one, two, "--who", "ana", "--reason", "the same march")
        assert run("export", path, "--format", form) != before
        run("undo", path, "--who", "ana")
        assert run("export", path, "--format", form) == before
    assert "the same march" in run("decisions", path)
    points = json.loads(run("export", path, "--format", "geojson"))
    assert points["features"]
    assert points["features"][0]["geometry"]["type"] == "Point"


def test_wrong_use_is_one_line(path: str, tmp_path: Path) -> None:
    assert "no such record" in run("incidents", str(tmp_path / "none"), code=1)
    assert "nothing is called" in run("show", path, "x9", code=1)
    assert "no ISO date" in run("incidents", path, "--since", "soon", code=2)
    assert "four numbers" in run("incidents", path, "--box", "1,2", code=2)


def test_copies_without_the_language_pipeline(tmp_path: Path) -> None:
    text = (
        "Ferry crews at the northern quay refused to sail after a winch failed twice within one week, their union said on Monday evening."
    )
    docs = tmp_path / "docs.jsonl"
    docs.write_text(
        "".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in (("a", text), ("b", text), ("c", "Nothing else is known.")))
    )
    loaded = {m for m in sys.modules if m.startswith("spacy")}
    rows = [json.loads(x) for x in run("link", str(docs), "--copies").splitlines()]
    assert [r["articles"] for r in rows] == [["a", "b"], ["c"]]
    assert {m for m in sys.modules if m.startswith("spacy")} == loaded


def test_what_cannot_be_read_is_kept_in_quarantine(tmp_path: Path) -> None:
    record, bad = str(tmp_path / "new.sayso"), tmp_path / "wire.jsonl"
    bad.write_text('{"id": "a1", "text": "Rebels seized Goma, the army said."}\nnot JSON\n', encoding="utf-8")
    empty = tmp_path / "empty.txt"
    empty.write_text("", encoding="utf-8")
    run("add", record, str(bad), str(empty), code=3)
    rows = [json.loads(x) for x in run("quarantine", record, "--json").splitlines()]
    assert sorted((Path(r["source"]).name, r["place"] is not None) for r in rows) == [("empty.txt", False), ("wire.jsonl", True)]
    empty.write_text("Farmers protested in Goma on Sunday.", encoding="utf-8")
    run("add", record, str(empty))
    left = run("quarantine", record)
    assert "wire.jsonl" in left
    assert "empty.txt" not in left


def test_two_versions_in_one_file_stay_as_they_are_when_added_again(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": f"Rebels attacked the town of Goma on Monday, {who} said."} for who in ("police", "the governor")]
    source = tmp_path / "rows.jsonl"
    source.write_text("\n".join(json.dumps(r) for r in rows), "utf-8")
    record = str(tmp_path / "d.sayso")
    first = CliRunner().invoke(main, ["add", record, str(source)])
    before = CliRunner().invoke(main, ["export", record]).output
    again = CliRunner().invoke(main, ["add", record, str(source)])
    assert "0 new, 0 changed, 2 known; 1 articles" in again.output, again.output
    assert CliRunner().invoke(main, ["export", record]).output == before
    assert first.exit_code == again.exit_code == 0
    assert "the governor said" in CliRunner().invoke(main, ["show", record, "a"]).output
