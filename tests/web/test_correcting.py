"""Corrections over HTTP: edits of what was changed only, notes, undo of one's own, restore, quarantine, merge and split."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from sayso.errors import InputError
from sayso.reader import Reader
from sayso.record import Article
from sayso.store import Record
from sayso.web.security import User


def csrf_of(client: httpx.Client, path: str = "/review") -> str:
    found = re.search(r'name="csrf" value="(\w+)"', client.get(path).text)
    assert found
    return found.group(1)


@pytest.fixture
def client(serve: Callable[..., str], desk: Path) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=serve(desk), timeout=30) as c:
        yield c


def first(client: httpx.Client, query: str = "") -> dict[str, object]:
    return client.get(f"/incidents.json{query}").json()["incidents"][0]


def test_an_edit_is_one_decision_for_each_field_that_was_changed(client: httpx.Client) -> None:
    i = first(client, "?q=Maradi")
    was = {"type": i["type"], "mode": i["mode"] or "", "start": i["start"], "end": i["end"], "status": i["status"], "disputed": "false"}
    form = {"csrf": csrf_of(client), "incident": i["id"], "reason": "checked", "back": f"/incidents/{i['id']}"}
    form |= was | {f"was_{k}": v for k, v in was.items()} | {"status": "confirmed", "start": "2024-03-18"}
    assert client.post("/edit", data=form).status_code == 303
    log = client.get("/decisions.json").json()["decisions"]
    assert sorted((d["target"].split(":")[-1], d["old"], d["new"]) for d in log) == [
        ("start", i["start"], "2024-03-18"),
        ("status", i["status"], "confirmed"),
    ]
    now = client.get(f"/incidents/{i['id']}.json").json()
    assert (now["status"], now["start"], now["end"]) == ("confirmed", "2024-03-18", i["end"])


def test_a_place_is_set_by_a_label_of_the_record_or_by_a_point(client: httpx.Client) -> None:
    i = first(client, "?q=Maradi")
    known = next(p for p in client.get("/places.json").json()["places"] if p["place"] == "Saravena")
    form = {"csrf": csrf_of(client), "incident": i["id"], "was_place": ""}
    assert client.post("/edit", data=form | {"place": known["label"]}).status_code == 303
    place = client.get(f"/incidents/{i['id']}.json").json()["place"]
    assert (place["name"], place["lat"], place["country"]) == ("Saravena", known["lat"], "COL")
    assert client.post("/edit", data=form | {"place": "Old Mill, Maradi, NER", "lat": "13.5", "lon": "7.1"}).status_code == 303
    place = client.get(f"/incidents/{i['id']}.json").json()["place"]
    assert (place["name"], place["admin1"], place["lat"], place["precision"]) == ("Old Mill", "Maradi", 13.5, "exact")
    assert client.get("/incidents").status_code == 200


@pytest.mark.parametrize(
    "change",
    [{"start": "the day before"}, {"type": "ATTACK"}, {"place": "X", "lat": "north"}, {"place": "X", "lat": "91", "lon": "0"}],
)
def test_values_that_cannot_be_are_refused(client: httpx.Client, change: dict[str, str]) -> None:
    i = first(client)
    answer = client.post("/edit", data={"csrf": csrf_of(client), "incident": str(i["id"])} | change)
    assert answer.status_code == 400
    assert client.get("/decisions.json").json()["total"] == 0
    assert client.get("/incidents").status_code == 200


def test_a_corrected_value_counts_against_what_the_machine_said(client: httpx.Client) -> None:
    i = first(client)
    csrf = csrf_of(client)
    client.post("/edit", data={"csrf": csrf, "incident": i["id"], "type": "AID", "was_type": i["type"]})
    client.post("/decide", data={"csrf": csrf, "target": f"incident:{i['id']}:review", "new": "accepted"})
    groups = {g["name"]: g["rows"] for g in client.get("/precision.json").json()["groups"]}
    assert [(r["value"], r["accepted"], r["reviewed"]) for r in groups["type"]] == [(i["type"], 0, 1)]
    assert [(r["accepted"], r["reviewed"]) for r in groups["status"]] == [(1, 1)]


def test_what_was_undone_can_be_restored(client: httpx.Client) -> None:
    i = first(client)
    csrf = csrf_of(client)
    client.post("/decide", data={"csrf": csrf, "target": f"incident:{i['id']}:review", "new": "rejected"})
    client.post("/undo", data={"csrf": csrf, "decision": "d1"})
    assert "Restore" in client.get("/decisions").text
    assert client.get("/incidents.json?reviewed=rejected").json()["total"] == 0
    client.post("/undo", data={"csrf": csrf, "decision": "d2"})
    assert client.get("/incidents.json?reviewed=rejected").json()["total"] == 1
    assert [d["undone_by"] for d in client.get("/decisions.json").json()["decisions"]] == [None, "d3", None]
    assert client.post("/undo", data={"csrf": csrf, "decision": "d2"}).status_code == 400


def test_a_note_is_kept_shown_and_taken_back(client: httpx.Client) -> None:
    i = first(client)
    csrf = csrf_of(client)
    client.post("/note", data={"csrf": csrf, "target": i["id"], "text": "Ask the <desk> in Arauca"})
    assert "Ask the &lt;desk&gt; in Arauca" in client.get(f"/incidents/{i['id']}").text
    client.post("/undo", data={"csrf": csrf, "decision": "d1"})
    assert "Ask the" not in client.get(f"/incidents/{i['id']}").text
    assert client.post("/note", data={"csrf": csrf, "target": i["id"], "text": "  "}).status_code == 400


def test_undo_takes_back_ones_own(serve: Callable[..., str], desk: Path, users: dict[str, User]) -> None:
    both = {**users, "ben": User("ben", "reviewer", users["ben"].hash)}
    base = serve(desk, users=both)
    clients = {}
    for name, word in (("ana", "plain words 1"), ("ben", "plain words 2")):
        c = clients[name] = httpx.Client(base_url=base, timeout=30)
        c.post("/login", data={"csrf": csrf_of(c, "/login"), "name": name, "password": word})
        id = first(c, "?reviewed=none")["id"]
        c.post("/decide", data={"csrf": csrf_of(c), "target": f"incident:{id}:review", "new": "accepted"})
    clients["ana"].post("/undo", data={"csrf": csrf_of(clients["ana"])})
    log = clients["ana"].get("/decisions.json").json()["decisions"]
    assert [(d["who"], d["what"], d["undoes"]) for d in log] == [
        ("ana", "review", None),
        ("ben", "review", None),
        ("ana", "undo", "d1"),
    ]
    assert clients["ana"].post("/undo", data={"csrf": csrf_of(clients["ana"])}).status_code in (303, 400)
    assert clients["ben"].get("/incidents.json?reviewed=accepted").json()["total"] == 1
    for c in clients.values():
        c.close()


def test_merge_and_split_lead_each_to_what_is_there_now(client: httpx.Client) -> None:
    rows = client.get("/incidents.json").json()["incidents"]
    a, b = rows[0], rows[1]
    csrf = csrf_of(client)
    assert client.post("/merge", data={"csrf": csrf, "first": a["id"], "second": b["id"]}).status_code == 303
    kept = client.get(f"/incidents/{b['id']}.json").json()
    assert len(kept["members"]) == len(a["members"]) + len(b["members"])
    page = client.get(f"/incidents/{b['id'] if kept['id'] == a['id'] else a['id']}").text
    assert "it was merged into this incident" in page
    events = [m["event"] for m in b["members"]]
    assert client.post("/split", data={"csrf": csrf, "incident": kept["id"], "event": events}).status_code == 303
    assert client.get("/incidents.json").json()["total"] == len(rows)


def test_failures_stay_in_quarantine_until_the_source_is_read(serve: Callable[..., str], desk: Path, reader: Reader) -> None:
    with Record(desk) as record:
        record.keep_failures([InputError("later.txt", "no text"), InputError("lines.jsonl", "no JSON", "line 4")] * 2, who="ana")
    base = serve(desk)
    rows = httpx.get(f"{base}/quarantine.json").json()["quarantine"]
    told = sorted((r["source"], r["place"], r["cause"]) for r in rows)
    assert told == [("later.txt", None, "no text"), ("lines.jsonl", "line 4", "no JSON")]
    assert "later.txt" in httpx.get(f"{base}/quarantine").text
    with Record(desk) as record:
        record.add(reader.read_many([Article(id="later", text="Gunmen killed two soldiers in Goma.", source="later.txt", language="en")]))
        assert [r["source"] for r in record.quarantine()] == ["lines.jsonl"]


def test_a_reader_is_refused_before_anything_is_taken_in(serve: Callable[..., str], desk: Path, users: dict[str, User]) -> None:
    with httpx.Client(base_url=serve(desk, users=users)) as c:
        c.post("/login", data={"csrf": csrf_of(c, "/login"), "name": "ben", "password": "plain words 2"})
        csrf = csrf_of(c, "/incidents")
        assert c.post("/add", data={"csrf": csrf, "text": "x"}, files={"files": ("a.txt", b"Gunmen killed two.")}).status_code == 403
        for path in ("/edit", "/merge", "/split", "/note", "/undo", "/decide"):
            assert c.post(path, data={"csrf": csrf}).status_code == 403, path
        assert c.get("/export/incidents.jsonl").status_code == 200


def test_bodies_without_length_or_too_long_are_refused(client: httpx.Client) -> None:
    csrf = csrf_of(client)
    assert client.post("/note", data={"csrf": csrf, "target": "x", "text": "y" * 1_100_000}).status_code == 413
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/note", content=iter([b"csrf=", csrf.encode()]), headers=kind).status_code == 411


def test_the_whole_record_is_taken_out_as_the_command_writes_it(client: httpx.Client, desk: Path) -> None:
    from sayso.export import export

    with Record(desk) as record:
        for format in ("jsonl", "csv", "geojson"):
            assert client.get(f"/export/incidents.{format}").content == "".join(export(record, format)).encode()
