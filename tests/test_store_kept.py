"""What linking keeps between batches: made once, and what was not used for longest goes first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.store.kept import Latest


def test_what_was_used_last_stays() -> None:
    made: list[bytes] = []

    def make(blob: bytes) -> str:
        made.append(blob)
        return blob.decode()

    latest = Latest(make, most=2)
    assert [latest.get(b) for b in (b"a", b"b", b"a", b"c", b"a", b"b")] == ["a", "b", "a", "c", "a", "b"]
    assert made == [b"a", b"b", b"c", b"b"]


@given(st.lists(st.binary(max_size=2), max_size=40), st.integers(1, 5))
def test_a_kept_value_is_that_of_its_row(rows: list[bytes], most: int) -> None:
    latest = Latest(lambda blob: blob[::-1], most)
    assert [latest.get(b) for b in rows] == [b[::-1] for b in rows]
