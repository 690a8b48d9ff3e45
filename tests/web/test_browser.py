"""The workbench as a person uses it, in Chromium: search, brush, evidence, keys, adding, no WebGL, no JavaScript, accessibility."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

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
    page.emulate_media(color_scheme=scheme)
    found = {}
    for path in (
        "/incidents",
        f"/incidents/{incident}",
        "/articles/desk-1",
        "/actors",
        "/review",
        "/precision",
        "/decisions",
        "/add",
        "/statements",
    ):
        page.goto(base + path)
        if bad := serious(page):
            found[path] = bad
    assert not found, json.dumps(found, indent=1)


def test_searching_keeps_the_state_in_the_address(serve: Callable[..., str], desk: Path, page: Any) -> None:
    base = serve(desk)
    page.goto(f"{base}/incidents")
    all_rows = page.locator("#results tbody tr").count()
    page.fill("#q", "Maradi")
    page.press("#q", "Enter")
    page.wait_for_url("**q=Maradi**")
    expect(page.locator("#results tbody tr")).not_to_have_count(all_rows)
    assert "12 people" in page.inner_text("#results tbody")
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


def test_without_webgl_the_map_is_svg(serve: Callable[..., str], desk: Path, page: Any) -> None:
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page.goto(f"{serve(desk)}/incidents")
    assert page.is_visible("#svgmap svg .land")
    assert page.is_hidden("#map")


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
        """() => {
        const data = new DataTransfer();
        data.items.add(new File(["Gunmen killed two soldiers in Goma on Friday, the army said."], "goma.txt", {type: "text/plain"}));
        data.items.add(new File([""], "empty.txt", {type: "text/plain"}));
        document.querySelector(".drop").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
    }"""
    )
    page.wait_for_selector("text=1 new", timeout=30_000)
    assert "empty.txt" in page.inner_text("main")
    assert httpx.get(f"{base}/incidents.json?q=Goma").json()["total"] >= 1


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
    for path in ("/incidents", "/articles/desk-1", "/review"):
        page.goto(base + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
