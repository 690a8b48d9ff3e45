"""The workbench as a person uses it, in Chromium: search, brush, evidence, keys, adding, no WebGL, no JavaScript, accessibility."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import expect

from sayso.errors import InputError
from sayso.record import Article
from sayso.store import Record

GOMA = "Gunmen killed two soldiers in Goma on Friday, the army said."
AXE = Path(__file__).resolve().parent.parent / "assets" / "axe.min.js"


def serious(page: Any) -> list[str]:
    """What axe-core finds serious or critical (run through the debugger, which the page's own policy does not bind)."""
    page.evaluate(AXE.read_text(encoding="utf-8") + "; undefined")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:160]} {v['nodes'][0].get('failureSummary', '')[:200]}"
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(serve: Callable[..., str], desk: Path, page: Any, scheme: str) -> None:
    base = serve(desk)
    incident = httpx.get(f"{base}/incidents.json").json()["incidents"][0]["id"]
    with Record(desk) as record:
        record.review(incident, "accepted", who="ana")
        record.note(incident, "seen", who="ana")
        record.keep_failures([InputError("scan.html", "no article in it")], who="ana")
        actor = record.actors("Free Plains").rows[0].id
        place = quote(record.places().rows[0]["label"], safe="")
    page.emulate_media(color_scheme=scheme)
    found = {}
    for path in (
        "/incidents?type=ASSAULT", f"/incidents/{incident}?queue=sample", "/articles/desk-2?span=0-6", f"/actors/{actor}",
        f"/places/{place}", "/actors", "/review", "/precision", "/decisions", "/add", "/statements", "/quarantine", "/export",
        "/api", "/nosuch",
    ):  # fmt: skip
        page.goto(base + path)
        if bad := serious(page):
            found[path] = bad
        if path.startswith(f"/incidents/{incident}"):
            for name in ("edit", "merge", "split", "note"):
                page.evaluate(f"document.getElementById('{name}').showModal()")
                if bad := serious(page):
                    found[f"{path} {name}"] = bad
                page.keyboard.press("Escape")
                expect(page.locator("dialog[open]")).to_have_count(0)
    assert not found, json.dumps(found, indent=1)


def test_searching_keeps_the_state_in_the_address(serve: Callable[..., str], desk: Path, page: Any) -> None:
    base = serve(desk)
    page.goto(f"{base}/incidents")
    all_rows = page.locator("#results tbody tr").count()
    page.fill("#q", "Maradi")
    page.press("#q", "Enter")
    page.wait_for_url("**q=Maradi**")
    expect(page.locator("#results tbody tr")).not_to_have_count(all_rows)
    assert "12 killed" in page.inner_text("#results tbody")
    shown = page.locator("#results tbody tr").count()
    page.goto(page.url)
    assert page.locator("#results tbody tr").count() == shown
    assert page.input_value("#q") == "Maradi"


def test_brushing_the_time_line_sets_the_days(serve: Callable[..., str], desk: Path, page: Any) -> None:
    page.goto(f"{serve(desk)}/incidents")
    page.locator("svg.timeline").scroll_into_view_if_needed()
    box = page.locator("svg.timeline rect.bar").last.bounding_box()
    day = page.locator("svg.timeline rect.bar").last.get_attribute("data-first")
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 1, y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 1, y, steps=4)
    page.mouse.up()
    page.wait_for_url(f"**from={day}**")
    assert page.input_value("input[name=from]") == day


def test_the_map_draws_and_falls_silent(serve: Callable[..., str], desk: Path, page: Any) -> None:
    page.goto(f"{serve(desk)}/incidents")
    page.wait_for_selector("#map[data-state=idle]", timeout=30_000)
    assert not page.is_visible("#svgmap")
    assert page.locator("#map canvas").count() == 1
    # a row that is pointed at is ringed on the map, and lit on the time line
    page.locator("tr[data-lat]").first.hover()
    assert page.locator("#map .ring").count() == 1
    assert page.locator("rect.bar.lit").count() == 1
    page.mouse.move(0, 0)
    assert page.locator("#map .ring").count() == 0


def test_where_the_map_looks_is_in_the_address_and_kept_by_filters(serve: Callable[..., str], desk: Path, page: Any) -> None:
    page.goto(f"{serve(desk)}/incidents")
    page.wait_for_selector("#map[data-state=idle]", timeout=30_000)
    page.click(".maplibregl-ctrl-zoom-in")
    page.wait_for_url("**view=**")
    view = page.input_value("input[name=view]")
    with page.expect_response("**/incidents/points.json?*"):
        page.check("input[name=type][value=ASSAULT]")
    page.wait_for_url("**type=ASSAULT**")
    assert page.input_value("input[name=view]") == view
    assert page.is_hidden("#svgmap")
    page.reload()
    page.wait_for_selector("#map[data-state=idle]", timeout=30_000)
    assert page.input_value("input[name=view]") == view
    assert page.is_checked("input[name=type][value=ASSAULT]")


def test_choosing_changes_list_counts_and_chips_and_back_undoes_it(serve: Callable[..., str], desk: Path, page: Any) -> None:
    base = serve(desk)
    page.goto(f"{base}/incidents")
    everything = page.locator("#results tbody tr").count()
    page.click("#facet-country summary")
    page.check("input[name=country][value=NER]")
    page.wait_for_url("**country=NER**")
    expect(page.locator("#results .chips li")).to_have_text(["country: NER ×"])
    shown = page.locator("#results tbody tr").count()
    assert 0 < shown < everything
    # counts follow, and the box keeps the focus and its group stays open
    counted = page.locator("input[name=type] ~ .num").all_inner_texts()
    assert sum(map(int, counted)) == shown == int(page.inner_text("#count").split()[0])
    assert page.evaluate("document.activeElement.value") == "NER"
    page.go_back()
    expect(page.locator("#results tbody tr")).to_have_count(everything)
    assert not page.is_checked("input[name=country][value=NER]")
    page.go_forward()
    expect(page.locator("#results tbody tr")).to_have_count(shown)
    page.click("#results .chips a")
    expect(page.locator("#results tbody tr")).to_have_count(everything)


def test_what_is_taken_out_is_what_is_seen(serve: Callable[..., str], desk: Path, page: Any) -> None:
    page.goto(f"{serve(desk)}/incidents")
    page.check("input[name=type][value=ASSAULT]")
    page.wait_for_url("**type=ASSAULT**")
    page.fill("#q", "bomb")
    page.press("#q", "Enter")
    page.wait_for_url("**q=bomb**")
    page.wait_for_selector("text=words: bomb")
    seen = page.locator("#results tbody tr[data-id]").evaluate_all("rows => rows.map(r => r.dataset.id)")
    assert seen
    for name in ("JSON", "CSV", "GeoJSON"):
        link = page.locator("#results a", has_text=name).filter(has_text=name).first
        answer = httpx.get(page.evaluate("a => a.href", link.element_handle()))
        assert answer.status_code == 200
        if name == "JSON":
            assert [i["id"] for i in answer.json()["incidents"]] == seen
            mapped = [i["id"] for i in answer.json()["incidents"] if i["place"] and i["place"]["lat"] is not None]
        elif name == "CSV":
            assert [row.split(",")[0] for row in answer.text.split("\r\n")[1:-1]] == seen
        else:
            assert [f["id"] for f in answer.json()["features"]] == mapped


def test_many_incidents_on_one_spot_are_listed(serve: Callable[..., str], desk: Path, page: Any, reader: Any) -> None:
    with Record(desk) as record:
        told = "{} soldiers were killed by gunmen in Maradi, Niger, on {} March 2023, the army said."
        more = [
            Article(id=f"spot-{day}", text=told.format(n, day), outlet="Desk", published="2023-04-01", language="en")
            for n, day in ((2, 3), (5, 19))
        ]
        record.add(reader.read_many(more))
    page.goto(f"{serve(desk)}/incidents?country=NER")
    page.wait_for_selector("#map[data-state=idle]", timeout=30_000)
    page.click("#map .cluster")
    page.wait_for_selector("#map .maplibregl-popup a")
    links = page.locator("#map .maplibregl-popup a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    points = httpx.get(page.url.split("/incidents")[0] + "/incidents/points.json?country=NER").json()["points"]
    assert sorted(links) == sorted(f"/incidents/{p[0]}" for p in points)
    page.locator("#map .maplibregl-popup a").first.click()
    page.wait_for_url("**/incidents/i*")


def test_without_webgl_the_map_is_svg(serve: Callable[..., str], desk: Path, page: Any) -> None:
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page.goto(f"{serve(desk)}/incidents")
    assert page.is_visible("#svgmap svg .land")
    assert page.is_hidden("#map")
    points = httpx.get(page.url.replace("/incidents", "/incidents/points.json")).json()["points"]
    assert page.locator("#svgmap a[data-point]").count() == len(points) > 0
    page.locator("tr[data-lat]").first.hover()
    assert page.locator("#svgmap a.lit").count() == 1
    page.mouse.move(0, 0)
    page.locator("#svgmap a[data-point]").first.focus()
    assert page.locator("tr.lit").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents/i*")


def test_without_javascript_one_can_read_filter_and_decide(serve: Callable[..., str], desk: Path, browser: Any) -> None:
    base = serve(desk)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}/incidents")
    page.fill("#q", "Maradi")
    page.click("form.filter button.primary")
    assert "q=Maradi" in page.url
    page.locator("#results tbody tr td a").first.click()
    assert page.locator("h1").count() == 1
    page.click("[data-action=accept]")
    assert len(httpx.get(f"{base}/decisions.json").json()["decisions"]) == 1
    context.close()


def test_evidence_and_rows_point_at_each_other(serve: Callable[..., str], desk: Path, page: Any) -> None:
    page.goto(f"{serve(desk)}/articles/desk-1")
    row = page.locator(".row[data-ref^=v]").first
    ref = row.get_attribute("data-ref")
    row.hover()
    assert page.locator(f'mark.lit[data-refs~="{ref}"]').count() > 0
    page.mouse.move(0, 0)
    assert page.locator("mark.lit").count() == 0
    page.locator(f'mark.trigger[data-refs~="{ref}"]').first.click()
    assert page.evaluate("document.activeElement.dataset.ref") is not None


def test_selected_words_have_a_permalink(serve: Callable[..., str], desk: Path, page: Any) -> None:
    page.goto(f"{serve(desk)}/articles/desk-2")
    page.evaluate(
        """() => {
        const walk = document.createTreeWalker(document.querySelector('.story'), NodeFilter.SHOW_TEXT);
        let node;
        while ((node = walk.nextNode())) if (node.data.includes('protested')) break;
        const at = node.data.indexOf('protested');
        document.getSelection().setBaseAndExtent(node, at, node, at + 9);
    }"""
    )
    page.wait_for_selector("#permalink a")
    page.click("#permalink a")
    page.wait_for_url("**span=**")
    assert page.inner_text("#linked") == "protested"
    a, b = page.url.split("span=")[1].split("#")[0].split("-")
    text = httpx.get(page.url.split("?")[0] + ".json").json()["article"]["text"]
    assert text[int(a) : int(b)] == "protested"


def test_a_row_of_evidence_can_be_linked_to_and_is_marked_in_the_text(serve: Callable[..., str], desk: Path, page: Any) -> None:
    page.goto(f"{serve(desk)}/articles/desk-1")
    row = page.locator(".row[data-ref^=v]").first
    words = row.locator("dd").first.inner_text().strip("“”")
    row.locator("text=Link to this").click()
    page.wait_for_url("**event=**")
    assert page.inner_text("#linked") == words
    assert page.evaluate("document.querySelector('#linked').getBoundingClientRect().top < innerHeight")


def test_review_goes_on_at_the_next_item_with_notes_and_dialogs(serve: Callable[..., str], desk: Path, page: Any) -> None:
    base = serve(desk)
    page.goto(f"{base}/review")
    ids = page.locator("[data-item] input[name=target]").evaluate_all("all => all.map(i => i.value.split(':')[1])")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.locator("[data-item].here input[name=reason]").fill("two sources say so")
    page.locator("[data-item].here a").first.focus()
    with page.expect_navigation():
        page.keyboard.press("x")
    assert page.locator("[data-item].here input[name=target]").first.input_value().split(":")[1] == ids[2]
    log = httpx.get(f"{base}/decisions.json").json()["decisions"]
    assert [(d["target"], d["new"], d["reason"]) for d in log] == [(f"incident:{ids[1]}", "rejected", "two sources say so")]
    # e, m, s and n open the incident with the dialog asked for; accepting there leads to the next of the queue
    for key, name in (("e", "edit"), ("m", "merge"), ("s", "split"), ("n", "note")):
        page.goto(f"{base}/review")
        page.keyboard.press("j")
        with page.expect_navigation():
            page.keyboard.press(key)
        assert page.is_visible(f"dialog#{name}[open]"), name
        page.keyboard.press("Escape")
        expect(page.locator("dialog[open]")).to_have_count(0)
    with page.expect_navigation():
        page.keyboard.press("a")
    assert page.url == f"{base}/incidents/{ids[2]}?queue=unreviewed"
    with page.expect_navigation():
        page.keyboard.press("j")
    assert page.url == f"{base}/incidents/{ids[3]}?queue=unreviewed"
    with page.expect_navigation():
        page.keyboard.press("k")
    assert page.url == f"{base}/incidents/{ids[2]}?queue=unreviewed"


def test_an_edit_in_the_dialog_changes_what_was_changed(serve: Callable[..., str], desk: Path, page: Any) -> None:
    base = serve(desk)
    incident = httpx.get(f"{base}/incidents.json?q=Maradi").json()["incidents"][0]
    page.goto(f"{base}/incidents/{incident['id']}")
    page.keyboard.press("e")
    page.select_option("#edit select[name=type]", "AID")
    page.fill("#edit input[name=reason]", "mistaken")
    with page.expect_navigation():
        page.click("#edit button.primary")
    assert "AID" in page.inner_text("h1")
    with page.expect_navigation():
        page.keyboard.press("u")
    assert incident["type"] in page.inner_text("h1")
    log = httpx.get(f"{base}/decisions.json").json()["decisions"]
    assert [(d["what"], d["old"], d["new"]) for d in log] == [("edit", incident["type"], "AID"), ("undo", "AID", incident["type"])]


def test_keys_can_be_turned_off(serve: Callable[..., str], desk: Path, page: Any) -> None:
    base = serve(desk)
    page.goto(f"{base}/review")
    page.keyboard.press("?")
    page.uncheck("#keyform input[name=on]")
    page.click("#keyform button.primary")
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.wait_for_timeout(200)
    assert page.locator("[data-item].here").count() == 0
    assert httpx.get(f"{base}/decisions.json").json()["total"] == 0
    page.click("button[aria-label='Keyboard help']")
    page.check("#keyform input[name=on]")
    page.click("#keyform button.primary")
    page.keyboard.press("j")
    assert page.locator("[data-item].here").count() == 1


def test_a_page_prints_without_its_tools(serve: Callable[..., str], desk: Path, page: Any) -> None:
    base = serve(desk)
    incident = httpx.get(f"{base}/incidents.json?q=bomb").json()["incidents"][0]["id"]
    page.emulate_media(media="print")
    page.goto(f"{base}/incidents")
    page.wait_for_selector("#map[data-state=idle]", timeout=30_000, state="attached")
    assert page.is_visible("#svgmap svg")
    for hidden in ("#map", ".facets", ".bar", "header.top"):
        assert page.is_hidden(hidden), hidden
    page.goto(f"{base}/incidents/{incident}")
    assert page.is_visible("text=What is agreed")
    assert page.is_hidden("[data-action=accept]")
    assert page.pdf()[:4] == b"%PDF"


def test_every_control_is_reached_by_tab_in_order(serve: Callable[..., str], desk: Path, page: Any) -> None:
    page.goto(f"{serve(desk)}/review")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.dataset.action || document.activeElement.tagName"))
    assert {"accept", "reject", "edit", "merge", "split", "note"} <= reached


def test_review_by_keyboard_accepts_advances_and_undoes(serve: Callable[..., str], desk: Path, page: Any) -> None:
    base = serve(desk)
    page.goto(f"{base}/review")
    waiting = page.locator("[data-item]").count()
    page.keyboard.press("j")
    assert page.locator("[data-item].here").count() == 1
    with page.expect_navigation():
        page.keyboard.press("a")
    assert page.locator("[data-item]").count() == waiting - 1
    with page.expect_navigation():
        page.keyboard.press("u")
    assert page.locator("[data-item]").count() == waiting
    page.keyboard.press("?")
    assert page.is_visible("#keys")
    page.fill("#key-accept", "g")
    page.click("#keyform button.primary")
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("g")
    assert [d["what"] for d in httpx.get(f"{base}/decisions.json").json()["decisions"]] == ["review", "undo", "review"]


def test_dropped_files_are_read_with_what_failed_told(serve: Callable[..., str], desk: Path, page: Any) -> None:
    base = serve(desk)
    page.goto(f"{base}/add")
    page.evaluate(
        """(GOMA) => {
        const data = new DataTransfer();
        data.items.add(new File([GOMA], "goma.txt", {type: "text/plain"}));
        data.items.add(new File([""], "empty.txt", {type: "text/plain"}));
        document.querySelector(".drop").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
    }""",
        GOMA,
    )
    page.wait_for_selector("text=1 new", timeout=30_000)
    assert "empty.txt" in page.inner_text("main")
    assert httpx.get(f"{base}/incidents.json?q=Goma").json()["total"] >= 1
    assert [r["source"] for r in httpx.get(f"{base}/quarantine.json").json()["quarantine"]] == ["empty.txt"]
    # the same file again is the same article; a paste is added beside it
    page.set_input_files("input[name=files]", [{"name": "goma.txt", "mimeType": "text/plain", "buffer": GOMA.encode()}])
    page.click(".drop button")
    page.wait_for_selector("text=0 new, 0 changed, 1 known", timeout=30_000)
    page.fill("textarea[name=text]", "Farmers protested in Lubero on Sunday.")
    page.fill("input[name=outlet]", "Desk")
    page.fill("input[name=published]", "2024-05-06")
    page.click(".panel form button.primary")
    page.wait_for_selector("text=1 new, 0 changed, 0 known, 0 not read", timeout=30_000)
    found = httpx.get(f"{base}/incidents.json?q=Lubero").json()["incidents"]
    assert [i["start"] for i in found] == ["2024-05-05"]


def test_logging_in_leads_to_where_one_was_going(serve: Callable[..., str], desk: Path, page: Any, users: Any) -> None:
    page.goto(f"{serve(desk, users=users)}/actors")
    page.fill("input[name=name]", "ben")
    page.fill("input[name=password]", "plain words 2")
    page.click("main button.primary")
    assert page.url.endswith("/actors")
    assert "ben (reader)" in page.inner_text("header")


def test_it_reads_on_a_phone(serve: Callable[..., str], desk: Path, page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    base = serve(desk)
    incident = httpx.get(f"{base}/incidents.json?q=bomb").json()["incidents"][0]["id"]
    place = quote(httpx.get(f"{base}/places.json").json()["places"][0]["label"], safe="")
    for path in (
        "/incidents", f"/incidents/{incident}", "/articles/desk-1", f"/places/{place}", "/review", "/precision", "/decisions", "/add",
        "/api", "/statements", "/export",
    ):  # fmt: skip
        page.goto(base + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
