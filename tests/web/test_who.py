"""Actors and places: their pages, and who says what about whom."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import httpx

from sayso.store import Filters, Record


def test_an_actor_is_what_it_says_and_what_is_said_about_it(desk: Path) -> None:
    with Record(desk) as record:
        front = record.actors("Free Plains Front").rows[0]
        voices = record.voices_of_actor(front.id)
    assert voices.looked == voices.articles == 2
    by = {s.stance for s in voices.rows if s.speaker_actor == front.id}
    about = {(s.speaker, s.stance) for s in voices.rows if s.speaker_actor != front.id}
    assert "denies" in by
    assert ("The army", "accuses") in {(w and w[0].upper() + w[1:], s) for w, s in about}


def test_the_page_of_an_actor_leads_to_all_of_it(serve: Callable[..., str], desk: Path) -> None:
    base = serve(desk)
    actor = next(x for x in httpx.get(f"{base}/actors.json").json()["actors"] if x["name"] == "Free Plains Front")
    page = httpx.get(f"{base}/actors/{actor['id']}").text
    assert "Free Plains Front about others" in page
    assert "Others about Free Plains Front" in page
    assert re.search(r'href="/articles/desk-1\?span=\d+-\d+#linked"', page)
    rows = httpx.get(f"{base}/incidents.json?actor={actor['id']}").json()
    for i in rows["incidents"]:
        assert f"/incidents/{i['id']}" in page
    assert httpx.get(f"{base}/actors/{actor['id']}.json").json()["voices"]["rows"]


def test_the_page_of_a_place_has_its_incidents_and_what_it_was_called(serve: Callable[..., str], desk: Path) -> None:
    base = serve(desk)
    places = httpx.get(f"{base}/places.json").json()["places"]
    assert [p["n"] for p in places] == sorted((p["n"] for p in places), reverse=True)
    for p in places:
        address = f"{base}/places/{quote(p['label'], safe='')}"
        page = httpx.get(address)
        assert page.status_code == 200
        assert len(re.findall(r"<tr data-item", page.text)) == p["n"]
        assert httpx.get(f"{base}/incidents.json", params={"place": p["label"]}).json()["total"] == p["n"]
    saravena = next(p for p in places if p["place"] == "Saravena")
    page = httpx.get(f"{base}/places/{quote(saravena['label'], safe='')}").text
    assert "Called in the articles: Saravena" in page
    assert "Who is named in them" in page


def test_a_place_facet_counts_what_choosing_it_shows(desk: Path) -> None:
    with Record(desk) as record:
        counts = record.facets()["place"]
        assert counts
        for label, n in counts:
            assert record.incidents(Filters(places=(label,))).total == n
        both = tuple(label for label, _ in counts[:2])
        assert record.incidents(Filters(places=both)).total == sum(n for _, n in counts[:2])
