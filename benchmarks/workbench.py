#!/usr/bin/env python3
"""How fast is the workbench over many incidents? Server time of its views, and how soon the map is idle, on a synthetic record.

  python benchmarks/workbench.py [--incidents 50000] [--rounds 7] [--keep FILE] [--browser]

Wall-clock time is what a user waits; CPU time is what is left of it on a machine with nothing else to do.

Incidents are made from a fixed seed: towns of the gazetteer, days over three years, types as skewed as news are, one to six outlets.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import shutil
import socket
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from fastapi.testclient import TestClient

from sayso.record import TYPES
from sayso.record_incidents import Headline, Incident, Member, Origin, Party, ReportedFigure, Site
from sayso.store import Record
from sayso.store.linker import Linker
from sayso.store.rows import incident_row
from sayso.store.verdicts import Verdicts
from sayso.web.app import create_app

WORDS = "market road convoy school bridge station village camp patrol river checkpoint hospital factory depot border crossing".split()
STATUSES = ("reported", "attributed", "claimed", "accused", "accused_by_authorities", "confirmed", "denied", "possible", "planned")


def synthetic(n: int) -> list[Incident]:
    """n incidents from a fixed seed."""
    chance = random.Random(7)
    names = [f"Front {k}" for k in range(400)]
    outlets = [f"Outlet {k}" for k in range(250)]
    countries = [
        ("NER", 14.0, 2.0),
        ("COL", 5.0, -72.0),
        ("AFG", 33.0, 66.0),
        ("UKR", 48.5, 35.0),
        ("MMR", 20.0, 96.0),
        ("SDN", 13.0, 28.0),
    ]
    out = []
    for k in range(n):
        country, lat, lon = chance.choice(countries)
        town = chance.randrange(60)
        day = (dt.date(2021, 1, 1) + dt.timedelta(chance.randrange(1095))).isoformat()
        site = Site(
            f"Town {town}",
            1000 + town,
            lat + chance.gauss(0, 2),
            lon + chance.gauss(0, 2),
            country,
            f"Province {town % 9}",
            "P.PPL",
            "town",
        )
        told = chance.sample(outlets, chance.choice((1, 1, 1, 2, 3, 6)))
        killed = chance.randrange(40)
        members = tuple(
            Member(f"a{k}-{j}", f"e{k}-{j}", (0, 6), None, "", o, day, "ASSAULT", "reported", f"attack on a {chance.choice(WORDS)}")
            for j, o in enumerate(told)
        )
        parties = tuple(Party(x, "group", country, "REB", f"x{x.split()[1]}") for x in chance.sample(names, 2))
        figure = ReportedFigure(killed, killed, f"o{k}", f"a{k}-0", (0, 2), day, "police")
        out.append(
            Incident(
                id=f"i{k:07d}", type=TYPES[int(abs(chance.gauss(15, 4))) % 19], mode=None, start=day, end=day, place=site,
                actors=parties[:1], recipients=parties[1:], status=chance.choice(STATUSES), disputed=chance.random() < 0.05,
                why=("the only report",), members=members, origins=(Origin(f"o{k}", "outlet", told[0], (f"a{k}-0",)),), outlets=tuple(told),
                origins_count=min(len(told), 3), figures={"killed": (figure,)},
                headline={"killed": Headline(killed, killed, "the only figure")},
            )
        )  # fmt: skip
    return out


def fill(path: Path, n: int) -> None:
    """A record with nothing but incidents and their actors."""
    with Record(path) as record:
        linker = Linker(record.db, Verdicts.load(record.db), "2024-01-01T00:00:00+00:00")
        record.db.execute("begin")
        for i in synthetic(n):
            linker._insert(incident_row(i), i, None)
        rows = [(f"x{k}", f"Front {k}", "group", "REB", None, None, 10, "[]") for k in range(400)]
        record.db.executemany("insert into actors values (?,?,?,?,?,?,?,?)", rows)
        record.db.execute("commit")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", type=int, default=50_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--browser", action="store_true", help="also time the map, in Chromium")
    parser.add_argument("--keep", type=Path, help="keep the record here")
    a = parser.parse_args()
    with tempfile.TemporaryDirectory() as tmp:
        path = a.keep or Path(tmp) / "synthetic.sayso"
        if not path.exists():
            fill(path, a.incidents)
        client = TestClient(create_app(path), base_url="http://127.0.0.1")
        views = (
            "/incidents",
            "/incidents?type=ASSAULT",
            "/incidents?from=2022-01-01&to=2022-01-31",
            "/incidents?q=market",
            "/incidents?actor=x7",
            "/incidents?country=NER&status=denied",
            "/incidents?outlet=Outlet+3&origins=2",
            "/incidents?bbox=0,10,5,20",
            "/incidents?page=400",
            "/incidents/points.json",
            "/incidents.json?limit=50",
            "/review",
            "/places",
        )
        print(f"{'view':44} {'median ms':>10} {'most ms':>9} {'median CPU ms':>14}")
        for view in views:
            took, worked = [], []
            for _ in range(a.rounds):
                start, begun = time.perf_counter(), time.process_time()
                answer = client.get(view)
                took.append(1000 * (time.perf_counter() - start))
                worked.append(1000 * (time.process_time() - begun))
                assert answer.status_code == 200, (view, answer.status_code)
            print(f"{view:44} {statistics.median(took):10.0f} {max(took):9.0f} {statistics.median(worked):14.0f}")
        if a.browser:
            took = map_idle(path, a.rounds)
            print(f"{'map idle in Chromium, from asking for the page':44} {statistics.median(took):8.0f} {max(took):9.0f}")
    return 0


def map_idle(path: Path, rounds: int) -> list[float]:
    """Milliseconds from asking for the start page to the map's idle state, in Chromium with a software GL, each time in a new context."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("workbench: no Chromium on this machine (Debian: apt-get install chromium)")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(path), port=port, log_level="error"))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.05)
    took = []
    flags = ["--no-sandbox", "--disable-background-networking", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=chromium, args=flags)
        for _ in range(rounds):
            page = browser.new_context(viewport={"width": 1280, "height": 860}).new_page()
            start = time.perf_counter()
            page.goto(f"http://127.0.0.1:{port}/incidents")
            page.wait_for_selector("#map[data-state=idle]", timeout=60_000)
            took.append(1000 * (time.perf_counter() - start))
            page.context.close()
        browser.close()
    server.should_exit = True
    return took


if __name__ == "__main__":
    raise SystemExit(main())
