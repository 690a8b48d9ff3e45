"""The pure parts of the workbench: marks, charts, the SVG map, sessions."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.record import Block
from sayso.record_incidents import Incident, Member, Party
from sayso.web.charts import Toll, said, timeline, toll_chart
from sayso.web.marks import Mark, pieces
from sayso.web.security import LOCAL, Gate, User, hash_password, is_loopback
from sayso.web.svgmap import frame_of, names, outlines, radius
from sayso.web.views import agreed, contested

SPAN = st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda t: (t[0], t[0] + t[1]))


@given(st.text(min_size=1, max_size=40), st.lists(SPAN, max_size=8), st.lists(SPAN, max_size=2))
def test_pieces_are_the_text_and_know_every_mark_over_them(text: str, spans: list[tuple[int, int]], blocks: list[tuple[int, int]]) -> None:
    marks = [Mark(a, min(b, len(text)), f"v{k}", "trigger") for k, (a, b) in enumerate(spans) if a < len(text)]
    kinds = [Block(a, min(b, len(text)), "furniture") for a, b in blocks[:1] if a < len(text)]
    got = pieces(text, marks, kinds)
    assert "".join(p.text for p in got) == text
    for p in got:
        for at in range(p.start, p.end):
            assert set(p.refs) == {m.ref for m in marks if m.start <= at < m.end}
            assert (p.block == "furniture") == any(b.start <= at < b.end for b in kinds)


@given(st.dictionaries(st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)), st.integers(1, 50), min_size=1, max_size=30))
def test_the_time_line_shows_every_incident_once(days: dict[dt.date, int]) -> None:
    chart = timeline({d.isoformat(): n for d, n in days.items()})
    assert chart is not None
    assert sum(b.count for b in chart.bars) == sum(days.values())
    assert all(b.x >= 0 and b.x + b.width <= chart.width + 1 and b.y >= 0 for b in chart.bars)


def test_tolls_are_drawn_in_order_with_open_ends() -> None:
    tolls = [
        Toll("2024-05-02T09:00:00Z", 14, 14, "army", "authority", "a2"),
        Toll("2024-05-01", 12, None, "hospital", "witness", "a1"),
        Toll("2024-05-02", 14, 14, "army", "authority", "a3"),
    ]
    chart = toll_chart(tolls, (14, 14))
    assert chart is not None
    assert [(r.day, r.voice, r.label) for r in chart.rows] == [("2024-05-01", "hospital", "at least 12"), ("2024-05-02", "army", "14")]
    assert [r.open_up for r in chart.rows] == [True, False]
    assert chart.rows[0].x_low < chart.rows[1].x_low == chart.headline < 100
    assert chart.rows[1].articles == ("a2", "a3")
    assert [r.headline for r in chart.rows] == [False, True]
    assert toll_chart([]) is None


@given(st.lists(st.tuples(st.none() | st.integers(0, 10**9), st.none() | st.integers(0, 10**9)), min_size=1, max_size=12))
def test_no_toll_leaves_its_scale(figures: list[tuple[int | None, int | None]]) -> None:
    chart = toll_chart(Toll("2024-05-01", low, high, f"voice {k}", "party", "a") for k, (low, high) in enumerate(figures))
    assert chart is not None
    assert len(chart.rows) == len(figures)
    assert all(0 <= x <= 100 for r in chart.rows for x in (r.x_low, r.x_high))
    assert all(0 <= x <= 100 for x, _ in chart.ticks)
    assert len(chart.ticks) <= 6


@pytest.mark.parametrize(("low", "high", "text"), [(12, 12, "12"), (12, None, "at least 12"), (None, 30, "up to 30"), (3, 5, "3–5")])
def test_figures_are_said_shortly(low: int | None, high: int | None, text: str) -> None:
    assert said(low, high) == text


def test_the_map_frames_its_points_and_draws_no_circle_for_a_country() -> None:
    frame = frame_of([(34.5, 69.2), (31.6, 65.7)])
    x, y = frame.xy(34.5, 69.2)
    assert 0 < x < 960
    assert 0 < y < 480
    assert outlines(frame).startswith("M")
    assert [name for _, _, name in names(frame)] == ["Afghanistan"]
    assert all(0 < at[0] < 960 and 0 < at[1] < 480 for at in names(frame))
    assert names(frame_of([])) == ()
    assert radius(frame, 34.5, "province") > radius(frame, 34.5, "town") > 0
    assert radius(frame, 34.5, "country") == 0


def test_sessions_hold_only_for_the_right_password_and_their_own_csrf_token() -> None:
    gate = Gate({"ana": User("ana", "reader", hash_password("a long secret"))}, frozenset({"desk.example"}))
    assert gate.login("ana", "wrong") is None
    assert gate.login("nobody", "a long secret") is None
    token = gate.login("ana", "a long secret")
    assert token is not None
    user = gate.user(token)
    assert user is not None
    assert user.name == "ana"
    assert not user.may_decide
    assert gate.csrf_good(token, gate.csrf(token))
    assert not gate.csrf_good(token, gate.csrf("another"))
    gate.logout(token)
    assert gate.user(token) is None


def test_only_the_named_host_is_served_and_only_our_own_pages_may_post() -> None:
    gate = Gate(None, frozenset({"127.0.0.1", "localhost"}))
    assert gate.user(None) is LOCAL
    assert gate.host_allowed("127.0.0.1:8000")
    assert not gate.host_allowed("evil.example")
    assert gate.origin_allowed("http://127.0.0.1:8000", "127.0.0.1:8000")
    assert not gate.origin_allowed("http://evil.example", "127.0.0.1:8000")
    assert not gate.origin_allowed("null", "127.0.0.1:8000")
    assert is_loopback("::1")
    assert not is_loopback("0.0.0.0")


def test_a_flood_is_stopped() -> None:
    gate = Gate(None, frozenset())
    assert [gate.allowed("x", limit=3) for _ in range(5)] == [True, True, True, False, False]


def test_an_accused_party_is_contested_not_agreed() -> None:
    members = tuple(Member(a, f"e{a}", (0, 4), outlet=f"Outlet {a}", status="reported") for a in ("1", "2"))
    both = ("1", "2")
    gunmen = Party("Gunmen", "group", articles=both, status="reported")
    front = Party(
        "Dune Front", "organization", articles=both, status="accused_by_authorities", said_by=("the ministry",), denied_by=("Dune Front",)
    )
    i = Incident(
        "i1", "ASSAULT", None, None, None, None, (gunmen, front), (), "reported", True, (), members, (), ("Outlet 1", "Outlet 2"), 2
    )
    assert [value for _, value, _ in agreed(i)] == ["Gunmen"]
    (what, sides), *_ = contested(i, [])
    assert what == "who did it"
    assert [(s.value, s.voices) for s in sides] == [("Dune Front", ("accused by the ministry", "denied by itself"))]
