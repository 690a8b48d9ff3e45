#!/usr/bin/env python3
"""`make screenshots`: every page of the workbench over the bundled examples, light and dark, into docs/img/ (needs Chromium)."""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
import time
import urllib.parse
from collections import Counter
from pathlib import Path

import uvicorn
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, sync_playwright

from sayso.cli import main as sayso
from sayso.errors import InputError
from sayso.record_incidents import Incident
from sayso.store import Record
from sayso.store.queries import Filters
from sayso.web.app import create_app

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "img"
FLAGS = ["--no-sandbox", "--disable-background-networking", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


#: bytes of one picture
MOST_BYTES = 200_000


def quoted(text: str) -> str:
    """Text as one part of an address."""
    return urllib.parse.quote(text, safe="")


def telling(incident: Incident) -> tuple[str, str]:
    """The article that says most of the incident, and its first event of it."""
    members = [m for m in incident.members if m.type]
    most = Counter(m.article for m in members).most_common(1)[0][0]
    return most, next(m.event for m in members if m.article == most)


def speaking(record: Record, incident: Incident) -> str:
    """The party of the incident of which and by which most is said."""
    ids = dict.fromkeys(p.actor for p in (*incident.actors, *incident.recipients) if p.actor)
    return max(ids, key=lambda id: len({(s.speaker, s.text) for s in record.voices_of_actor(id).rows}))


def take(page: Page, path: Path) -> None:
    """A picture of the page; on a busy machine the software GL may need a second try."""
    for left in (2, 1, 0):
        try:
            page.screenshot(path=path)
            return
        except PlaywrightError:
            if not left:
                raise
            page.wait_for_timeout(1000)


def decide(record: Record) -> None:
    """Some decisions of two made-up reviewers, so that the pages about them have something to show."""
    rows = record.incidents(order="outlets", limit=24).rows
    for k, i in enumerate(rows[4:]):
        record.review(i.id, "rejected" if k % 5 == 3 else "accepted", who=("ana", "ben")[k % 2])
    record.edit(rows[5].id, "status", "possible", who="ana", reason="no source is named")
    record.undo(who="ana", own=True)
    record.note(rows[0].id, "Ask the hospital for its latest figure.", who="ben")
    failures = [InputError("scan-0412.html", "no article text was found"), InputError("wire.jsonl", "no text in it", "line 14")]
    record.keep_failures(failures, who="ana")


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("screenshots: no Chromium on this machine (Debian: apt-get install chromium)")
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as tmp:
        path = Path(tmp) / "examples.sayso"
        sayso(["add", str(path), str(ROOT / "examples")], standalone_mode=False)
        with Record(path) as record:
            incident = record.incidents(Filters(min_outlets=2, disputed=True), order="outlets", limit=1).rows[0]
            article, event = telling(incident)
            actor = speaking(record, incident)
            place = record.places(limit=1).rows[0]["label"]
            decide(record)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(create_app(path), port=port, log_level="error"))
        threading.Thread(target=server.run, daemon=True).start()
        while not server.started:
            time.sleep(0.05)
        pages = {
            "incidents": "/incidents", "incident": f"/incidents/{incident.id}", "article": f"/articles/{quoted(article)}?event={event}",
            "actor": f"/actors/{quoted(actor)}", "place": f"/places/{quoted(place)}", "statements": "/statements", "review": "/review",
            "precision": "/precision", "decisions": "/decisions", "add": "/add", "quarantine": "/quarantine", "export": "/export",
            "api": "/api",
        }  # fmt: skip
        with sync_playwright() as p:
            browser = p.chromium.launch(executable_path=chromium, args=FLAGS)
            for scheme in ("light", "dark"):
                context = browser.new_context(viewport={"width": 1160, "height": 740}, color_scheme=scheme)
                page = context.new_page()
                for name, address in pages.items():
                    page.goto(f"http://127.0.0.1:{port}{address}")
                    if name == "incidents":
                        page.wait_for_selector("#map[data-state=idle]", timeout=30_000)
                        page.wait_for_timeout(500)
                    path = OUT / f"workbench-{name}-{scheme}.png"
                    take(page, path)
                    if path.stat().st_size > MOST_BYTES:
                        sys.exit(f"screenshots: {path.name} has {path.stat().st_size:,} bytes, more than {MOST_BYTES:,}")
                context.close()
            browser.close()
        server.should_exit = True
    print(f"{2 * len(pages)} pictures in {OUT.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
