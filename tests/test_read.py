"""`sayso read`: files, folders, globs, standard input; bad input; the text to the character; workers."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.cli import main
from sayso.cli.session import Session
from sayso.errors import InputError
from sayso.ingest.articles import read_articles
from sayso.ingest.fields import Defaults
from sayso.ingest.inputs import Input
from sayso.ingest.language import foreign
from sayso.ingest.paths import find_inputs
from sayso.reader import Reader
from sayso.record import Article, reading_from_dict, to_dict
from sayso.scale.pool import Pool

FRENCH = "Le ministre a dit que les rebelles ont attaqué le port dans la nuit de jeudi et que deux hommes sont morts selon la police."


def articles_of(path: Path, **defaults: Any) -> tuple[list[Article], list[str]]:
    failed: list[InputError] = []
    found = list(read_articles(find_inputs([str(path)], failed.append), Defaults(**defaults), failed.append))
    return found, [str(e).removeprefix(str(path)) for e in failed]


@pytest.fixture
def run(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> Any:
    """run(*arguments) -> the result of `sayso read` with the session's reader."""
    monkeypatch.setattr(Session, "reader", lambda _: reader)

    def call(*arguments: str, **kwargs: Any) -> Result:
        return CliRunner().invoke(main, ["read", *arguments], **kwargs)

    return call


@given(st.text(st.characters(exclude_categories=())), st.booleans())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_text_of_jsonl_is_kept_to_the_character(tmp_path: Path, text: str, ascii_only: bool) -> None:
    path = tmp_path / "a.jsonl"
    line = json.dumps({"text": text}, ensure_ascii=ascii_only or not text.isprintable() or any("\ud800" <= c <= "\udfff" for c in text))
    path.write_bytes(line.encode() + b"\r\n")
    found, failed = articles_of(path)
    assert [a.text for a in found] == [text] or (not found and len(failed) == 1)
    if any(c.isascii() and c.isalpha() for c in text):
        assert found


@pytest.mark.parametrize("text", ["Police said so.\r\n\r\nHe left.\n", "  Two\tmen.\x85\u2028left", "\nA b.\r"])
def test_text_of_files_is_kept_to_the_character(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode())
    (tmp_path / "b.TXT.gz").write_bytes(gzip.compress(b"\xef\xbb\xbf" + text.encode()))
    found, failed = articles_of(tmp_path)
    assert [a.text for a in found] == [text, text]
    assert not failed
    assert len({a.id for a in found}) == 2


def test_ids_are_what_came_in_else_the_address_else_a_hash_and_never_shared(tmp_path: Path) -> None:
    rows = [{"id": "n1", "url": "https://a.example/1"}, {"url": "https://a.example/1"}, {}, {}, {"id": "n1"}, {"id": 7}]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps({"text": "Police said so.", **r}) for r in rows))
    ids = [a.id for a in articles_of(path)[0]]
    assert ids[:2] == ["n1", "https://a.example/1"]
    assert ids[3] == ids[2] + "#2"
    assert ids[4:] == ["n1#2", "7"]
    same = [a.id for a in read_articles([Input("a", path, "jsonl")], Defaults(), print, distinct=False)]
    assert same[2] == same[3]
    assert same[4] == "n1"


def test_every_bad_input_gets_one_line_and_the_rest_goes_on(tmp_path: Path) -> None:
    for name, data in {
        "a.txt": b"", "b.txt": b"\x89PNG\0\0\1", "c.txt": b"caf\xe9 closed", "d.txt": b"a" * 4_100_000, "e.txt": FRENCH.encode(),
        "f.txt": "\ufeffPolice said so.".encode("utf-16"), "g.txt": b"Police said so.", "h.html": b"", "i.htm": b"GIF89a\0\0", "j.md": b"x",
        "k.txt.gz": gzip.compress(b"Police said so.")[:-9],
        "l.jsonl": b'{"text": "Two men died."}\n{"text": \n[]\n\n{"text": "Two.", "published": "2999-01-01"}\n'
        b'{"text": 3}\n{"id": "x"}\n\xff\n',
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(data)
    found, failed = articles_of(tmp_path)
    assert [a.text for a in found] == ["Police said so.", "Two men died."]
    assert failed == [
        "/a.txt: empty",
        "/b.txt: binary, not text",
        "/c.txt: not UTF-8: byte 0xe9 at 3",
        "/d.txt: more than 4,000,000 bytes, too large for one article",
        "/e.txt: not English (looks like fr), skipped",
        "/f.txt: UTF-16, not UTF-8: save it as UTF-8",
        "/h.html: empty",
        "/i.htm: binary, not a page",
        "/k.txt.gz: cannot be read: Compressed file ended before the end-of-stream marker was reached",
        "/l.jsonl, line 2: not JSON: expecting value at character 10",
        "/l.jsonl, line 3: not a JSON object",
        "/l.jsonl, line 5: published 2999-01-01 lies in the future",
        "/l.jsonl, line 6: text is no string",
        "/l.jsonl, line 7: neither text nor html",
        "/l.jsonl, line 8: not UTF-8: byte 0xff at 0",
    ]


def test_exit_codes_and_streams(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Two men died in Goma on Monday, police said.")
    Path("n.md").write_text("no")
    Path("none.jsonl").write_text("")
    good = run("a.txt", "none.jsonl", "--published", "2024-05-03", "--outlet", "Lowland Herald")
    assert good.exit_code == 0
    assert good.stderr == ""
    row = json.loads(good.stdout)
    assert row["article"]["outlet"] == "Lowland Herald"
    assert to_dict(reading_from_dict(row)) == row
    some = run(".", "gone.txt", "n.md", "*.zip")
    assert some.exit_code == 3
    assert len(some.stdout.splitlines()) == 1
    assert some.stderr.splitlines() == [
        "sayso: gone.txt: no such file or folder",
        "sayso: n.md: sayso does not read this kind of file (it reads .txt, .html, .htm, .xhtml, .jsonl, gzipped or not)",
        "sayso: *.zip: no file matches",
        "sayso: 1 file of other kinds passed over",
    ]
    strict = run("gone.txt", "a.txt", "--strict")
    assert (strict.exit_code, strict.stdout, strict.stderr) == (1, "", "sayso: gone.txt: no such file or folder\n")
    assert run("a.txt", "--published", "yesterday").exit_code == 2
    assert run("a.txt", "--published", "2999-01-01").exit_code == 3
    Path("sayso.toml").write_text("strict = true\nworker = 2\n")
    wrong = run("a.txt")
    assert (wrong.exit_code, wrong.stderr) == (1, "sayso: sayso.toml: worker: Extra inputs are not permitted\n")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Police said so.", "Police said so."),
        (b'{"text": "Police said so."}\n', "Police said so."),
        (
            b"<!DOCTYPE html><html><body><article><p>" + b"Police said so again. " * 20,
            "Police said so again.",
        ),
    ],
)
def test_standard_input_is_told_by_its_first_bytes(run: Any, data: bytes, text: str) -> None:
    result = run("-", input=data)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["article"]["text"].startswith(text)


def test_the_view_shows_who_says_what(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Gunmen killed six people in Beni, the army said.")
    shown = run(str(path), "--format", "view").stdout
    assert "the army" in shown
    assert "killed" in shown


@pytest.mark.parametrize(
    "text",
    [
        "PARIS: Macron, Le Pen, Mélenchon, de Villepin, El Hadj Diouf, La Rochelle, Los Angeles, Das Boot",
        "Les Misérables to close in Le Havre after run of ten years", "Jose de la Cruz, Maria del Carmen de los Santos, Luis El Toro",
    ],
)  # fmt: skip
def test_english_is_never_turned_away(text: str) -> None:
    assert foreign(text) is None


def test_other_languages_are_told() -> None:
    assert foreign(FRENCH) == "fr"
    assert (
        foreign("Die Polizei teilte mit, dass drei Männer bei dem Angriff auf den Markt getötet und zwei weitere verletzt worden sind.")
        == "de"
    )
    assert foreign("Правительство сообщило в среду о гибели трёх солдат.") == "Cyrillic script"


def _die_on_three(articles: tuple[Article, ...]) -> list[Any]:
    if any(a.id == "a3" for a in articles):
        os.kill(os.getpid(), signal.SIGKILL)
    return [reading_from_dict({"article": to_dict(a), **{k: [] for k in PARTS}, "model": None}) for a in articles]


PARTS = ("blocks", "mentions", "entities", "places", "times", "statements", "events")


def test_a_worker_that_dies_fails_its_article_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.scale.pool.CHUNK", 2)
    monkeypatch.setattr("sayso.scale.pool._start", _no_start)
    results = list(Pool(2, {}, _die_on_three).results(Article(id=f"a{i}", text="x") for i in range(8)))
    assert [r.source if isinstance(r, InputError) else r.article.id for r in results] == [f"a{i}" for i in range(8)]
    assert [i for i, r in enumerate(results) if isinstance(r, InputError)] == [3]


def _no_start(options: dict[str, Any]) -> None:
    """In place of loading a reader."""


def test_help_does_not_wait_for_the_reader() -> None:
    code = "import sys, sayso.cli; print([m for m in ('spacy', 'sayso.reader', 'trafilatura', 'pydantic') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
