"""The workbench without a browser: every page answers, exports equal views, nothing is done without right, role and token."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from sayso.store import Record
from sayso.web.security import User

PAGES = (
    "/incidents",
    "/statements",
    "/articles",
    "/actors",
    "/places",
    "/review",
    "/review?queue=sample",
    "/review?queue=unsure",
    "/precision",
    "/precision?of=sample",
    "/decisions",
    "/add",
    "/export",
    "/quarantine",
    "/api",
)


def token_of(client: httpx.Client, path: str = "/review") -> str:
    found = re.search(r'name="csrf" value="(\w+)"', client.get(path).text)
    assert found
    return found.group(1)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_with_a_strict_policy(serve: Callable[..., str], desk: Path, path: str) -> None:
    answer = httpx.get(serve(desk) + path)
    assert answer.status_code == 200
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "style=" not in answer.text
    assert not re.search(r"<script(?![^>]*\bsrc=)", answer.text)


def test_exports_are_exactly_the_view(serve: Callable[..., str], desk: Path) -> None:
    base = serve(desk)
    for query in ("", "?type=ASSAULT", "?q=bomb", "?from=2024-03-19", "?country=NER", "?q=nothingatall"):
        whole = httpx.get(f"{base}/incidents.json{query}").json()
        page = httpx.get(f"{base}/incidents{query}").text
        table = httpx.get(f"{base}/incidents.csv{query}").text.split("\r\n")
        points = httpx.get(f"{base}/incidents.geojson{query}").json()["features"]
        ids = [i["id"] for i in whole["incidents"]]
        assert whole["total"] == len(ids)
        assert re.findall(r'<td>.*?<a href="/incidents/(\w+)"', page, re.S) == ids
        assert [row.split(",")[0] for row in table[1:] if row] == ids
        assert [f["id"] for f in points] == [i["id"] for i in whole["incidents"] if i["place"] and i["place"]["lat"] is not None]
    assert whole["total"] == 0
    assert len(httpx.get(f"{base}/incidents.json").json()["incidents"]) > 2


def test_an_article_shows_its_evidence_and_its_furniture_grey(serve: Callable[..., str], desk: Path) -> None:
    page = httpx.get(serve(desk) + "/articles/desk-2").text
    assert re.search(r'<mark class="[^"]*trigger[^"]*"[^>]*>', page)
    assert re.search(r'<span class="furniture">READ MORE', page)
    linked = httpx.get(serve(desk) + "/articles/desk-2?span=0-6").text
    assert re.search(r'id="linked"[^>]*>Rebels<', linked)


def test_what_is_not_there_is_404_and_says_so(serve: Callable[..., str], desk: Path) -> None:
    base = serve(desk)
    for path in (
        "/incidents/nosuch", "/incidents/nosuch.json", "/incidents/nosuch.geojson", "/articles/nosuch", "/articles/desk-1?version=9",
        "/actors/nosuch", "/actors/nosuch.json", "/places/nosuch", "/add/7.json", "/export/incidents.xls", "/nosuch",
    ):  # fmt: skip
        assert httpx.get(base + path).status_code == 404, path


def test_a_review_is_kept_undone_and_measured(serve: Callable[..., str], desk: Path) -> None:
    base = serve(desk)
    with httpx.Client(base_url=base, follow_redirects=True) as client:
        id = client.get("/incidents.json").json()["incidents"][0]["id"]
        form = {"csrf": token_of(client), "target": f"incident:{id}:review", "new": "accepted", "reason": "seen", "back": "/review"}
        assert client.post("/decide", data=form).status_code == 200
        assert [d["new"] for d in client.get("/decisions.json").json()["decisions"]] == ["accepted"]
        rows = client.get("/precision.json").json()["groups"][0]["rows"]
        assert [(r["accepted"], r["reviewed"]) for r in rows] == [(1, 1)]
        assert rows[0]["low"] < 1.0 == rows[0]["high"]
        assert client.get("/incidents.json?reviewed=accepted").json()["total"] == 1
        client.post("/undo", data={"csrf": form["csrf"]})
        assert client.get("/incidents.json?reviewed=accepted").json()["total"] == 0
        assert len(client.get("/decisions.json").json()["decisions"]) == 2


@pytest.mark.parametrize(
    ("change", "status"),
    [({"csrf": "0" * 64}, 403), ({"origin": "http://evil.example"}, 403), ({"host": "evil.example"}, 421), ({}, 303)],
)
def test_a_change_needs_our_own_form(serve: Callable[..., str], desk: Path, change: dict[str, str], status: int) -> None:
    base = serve(desk)
    with httpx.Client(base_url=base) as client:
        id = client.get("/incidents.json").json()["incidents"][0]["id"]
        csrf = change.get("csrf") or token_of(client)
        headers = {k: v for k, v in change.items() if k in ("origin", "host")}
        answer = client.post("/decide", data={"csrf": csrf, "target": f"incident:{id}:review", "new": "accepted"}, headers=headers)
        assert answer.status_code == status
        assert len(client.get("/decisions.json").json()["decisions"]) == (status == 303)


def test_readers_see_and_reviewers_decide(serve: Callable[..., str], desk: Path, users: dict[str, User]) -> None:
    base = serve(desk, users=users)
    assert httpx.get(f"{base}/incidents", follow_redirects=False).headers["location"].startswith("/login")
    assert httpx.get(f"{base}/incidents.json").status_code == 401
    for name, word, role_may in (("ana", "plain words 1", True), ("ben", "plain words 2", False)):
        with httpx.Client(base_url=base) as client:
            login = {"csrf": token_of(client, "/login"), "name": name, "password": word, "back": "//evil.example"}
            answer = client.post("/login", data=login)
            assert answer.headers["location"] == "/incidents"
            assert "HttpOnly" in answer.headers["set-cookie"]
            id = client.get("/incidents.json").json()["incidents"][0]["id"]
            form = {"csrf": token_of(client, "/incidents"), "target": f"incident:{id}:review", "new": "rejected"}
            assert client.post("/decide", data=form).status_code == (303 if role_may else 403)
            client.post("/logout", data={"csrf": form["csrf"]})
            assert client.get("/incidents.json").status_code == 401
    with Record(desk) as record:
        assert [d.who for d in record.decisions()] == ["ana"]


def test_passwords_cannot_be_tried_without_end(serve: Callable[..., str], desk: Path, users: dict[str, User]) -> None:
    with httpx.Client(base_url=serve(desk, users=users)) as client:
        csrf = token_of(client, "/login")
        codes = [client.post("/login", data={"csrf": csrf, "name": "ana", "password": "guess"}).status_code for _ in range(12)]
    assert codes[0] == 401
    assert codes[-1] == 429


def test_ten_readers_and_two_reviewers_lose_nothing(serve: Callable[..., str], desk: Path) -> None:
    base = serve(desk)
    ids = [i["id"] for i in httpx.get(f"{base}/incidents.json").json()["incidents"]]
    faults: list[str] = []

    def read() -> None:
        with httpx.Client(base_url=base, timeout=60) as client:
            for path in ("/incidents", "/review", "/incidents.json", "/statements") * 2:
                answer = client.get(path)
                if answer.status_code != 200:
                    faults.append(f"{path}: {answer.status_code}")

    def decide(verdict: str) -> None:
        with httpx.Client(base_url=base, timeout=60) as client:
            csrf = token_of(client)
            for id in ids * 3:
                answer = client.post("/decide", data={"csrf": csrf, "target": f"incident:{id}:review", "new": verdict})
                if answer.status_code != 303:
                    faults.append(f"decide: {answer.status_code}")

    work = [threading.Thread(target=read) for _ in range(10)] + [
        threading.Thread(target=decide, args=(v,)) for v in ("accepted", "rejected")
    ]
    for t in work:
        t.start()
    for t in work:
        t.join()
    assert not faults
    assert len(httpx.get(f"{base}/decisions.json").json()["decisions"]) == 2 * 3 * len(ids)


def test_counts_that_are_kept_follow_what_is_written(serve: Callable[..., str], desk: Path) -> None:
    base = serve(desk)

    def accepted() -> list[str]:
        return re.findall(r'id="f-reviewed-accepted".*?class="num">(\d+)<', httpx.get(f"{base}/incidents").text)

    assert accepted() == accepted() == []
    with Record(desk) as record:
        record.review(record.incidents(limit=1).rows[0].id, who="ana")
    assert accepted() == ["1"]
