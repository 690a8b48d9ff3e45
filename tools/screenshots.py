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
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from sayso.cli import main as sayso
from sayso.store import Record
from sayso.store.queries import Filters
from sayso.web.app import create_app

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "img"
FLAGS = ["--no-sandbox", "--disable-background-networking", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


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
            article = urllib.parse.quote(incident.members[0].article, safe="")
            actor = record.actors(limit=1).rows[0].id
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(create_app(path), port=port, log_level="error"))
        threading.Thread(target=server.run, daemon=True).start()
        while not server.started:
            time.sleep(0.05)
        pages = {
            "incidents": "/incidents", "incident": f"/incidents/{incident.id}", "article": f"/articles/{article}",
            "actor": f"/actors/{urllib.parse.quote(actor, safe='')}", "actors": "/actors", "places": "/places", "statements": "/statements",
            "review": "/review", "precision": "/precision", "decisions": "/decisions", "add": "/add",
        }  # fmt: skip
        with sync_playwright() as p:
            browser = p.chromium.launch(executable_path=chromium, args=FLAGS)
            for scheme in ("light", "dark"):
                context = browser.new_context(viewport={"width": 1280, "height": 860}, color_scheme=scheme)
                page = context.new_page()
                for name, address in pages.items():
                    page.goto(f"http://127.0.0.1:{port}{address}")
                    if name == "incidents":
                        page.wait_for_selector("#map[data-state=idle]", timeout=30_000)
                        page.wait_for_timeout(500)
                    page.screenshot(path=OUT / f"workbench-{name}-{scheme}.png")
                context.close()
            browser.close()
        server.should_exit = True
    print(f"{2 * len(pages)} pictures in {OUT.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
