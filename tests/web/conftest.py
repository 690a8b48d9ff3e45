"""A workbench on a loopback port over a record of synthetic readings, and a browser (Debian's Chromium) to look at it."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from sayso.reader import Reader
from sayso.record import Article
from sayso.store import Record
from sayso.web.app import create_app
from sayso.web.security import User, hash_password

CHROMIUM = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
#: no calls home, and a software GL, so that the map draws on a machine without a graphics card
FLAGS = [
    "--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
]  # fmt: skip

ARTICLES = [
    ("desk-1", "Lowland Herald", "2024-03-17", "Bomb kills three in Saravena",
     "Bomb kills three in Saravena\n\nSARAVENA, Colombia - A car bomb killed three people outside a police station in Saravena on "
     "Saturday, police said.\n\n"
     "The army accused the Free Plains Front of planting the bomb.\n"),
    ("desk-2", "Harbour Times", "2024-03-18", "Rebels deny Saravena bombing",
     "Rebels deny Saravena bombing\n\nThe Free Plains Front denied on Sunday that it had bombed the police station in Saravena, Colombia. "
     "The bomb killed four people on Saturday, a hospital official said.\n\nREAD MORE: Ten quiet towns\n\n"
     "Hundreds of people protested in Bogota on Sunday.\n"),
    ("desk-3", "Sahel Dispatch", "2024-03-20", "Floods in Niger",
     "Floods in Niger\n\nFloods killed at least 12 people in Maradi, Niger, on Tuesday, the government said.\n"),
]  # fmt: skip


@pytest.fixture(scope="session")
def record_path(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    """A small record, read by the real reader."""
    path = tmp_path_factory.mktemp("web") / "desk.sayso"
    rows = [
        Article(id=id, text=text, outlet=outlet, published=day, title=title, url=f"https://desk.example/{id}", language="en")
        for id, outlet, day, title, text in ARTICLES
    ]
    with Record(path) as record:
        record.add(reader.read_many(rows))
    return path


@pytest.fixture
def desk(record_path: Path, tmp_path: Path) -> Path:
    """A copy of the record that a test may change."""
    copy = tmp_path / "desk.sayso"
    shutil.copy(record_path, copy)
    return copy


@pytest.fixture
def serve(reader: Reader) -> Iterator[Callable[..., str]]:
    """serve(path, **options) -> the address of a running workbench."""
    running: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(path: Path, **options: Any) -> str:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(create_app(path, reader=lambda: reader, **options), port=port, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        for _ in range(400):
            if server.started:
                break
            time.sleep(0.025)
        running.append((server, thread))
        return f"http://127.0.0.1:{port}"

    yield start
    for server, thread in running:
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture(scope="session")
def users() -> dict[str, User]:
    return {"ana": User("ana", "reviewer", hash_password("plain words 1")), "ben": User("ben", "reader", hash_password("plain words 2"))}


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, or a skip that says why."""
    if CHROMIUM is None:
        if os.environ.get("SAYSO_NEED_BROWSER"):
            pytest.fail("no Chromium, but this run must have one")
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        chromium = p.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page that fails the test on a script error, a refused resource, or a request that leaves the host."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    made = context.new_page()
    trouble: list[str] = []
    made.on("pageerror", lambda e: trouble.append(f"script error: {e}"))
    made.on("console", lambda m: trouble.append(f"console: {m.text}") if m.type == "error" and "status of 4" not in m.text else None)
    made.on(
        "request",
        lambda r: None if r.url.startswith(("http://127.0.0.1:", "data:", "blob:")) else trouble.append(f"outside request: {r.url}"),
    )
    yield made
    context.close()
    assert not trouble, trouble
