"""Copies: trimmed, re-headed and reworded texts are one, follow-ups that repeat background are not."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from sayso.link import origins_of_texts
from sayso.link.copies import Fingerprint, compare, enough_lasting, fingerprint, lasting_keys
from sayso.record import Article

_WORDS = [
    a + b for a in ("har", "mol", "tin", "ves", "quo", "bal", "rem", "sul") for b in ("bour", "ding", "ker", "ton", "ley", "mas", "pit")
]


def prose(seed: int, sentences: int) -> list[str]:
    """Sentences of made-up words that differ from seed to seed."""
    r = random.Random(seed)
    return [" ".join(r.choice(_WORDS) for _ in range(17)).capitalize() + "." for _ in range(sentences)]


def printed(name: str, text: str, day: str = "2031-03-04") -> Fingerprint:
    return fingerprint(Article(id=name, text=text, published=day))


def test_trimmed_and_inserted_copies_are_one_origin() -> None:
    text = prose(1, 14)
    whole, cut = " ".join(text), " ".join(text[:5])
    mixed = " ".join(text[:8] + prose(2, 2) + text[8:])
    groups = origins_of_texts([printed("a", whole), printed("b", cut), printed("c", mixed), printed("d", " ".join(prose(3, 12)))])
    assert [g["articles"] for g in groups] == [["a", "b", "c"], ["d"]]
    assert "shorter" in groups[0]["why"]["b"]


def test_a_follow_up_that_repeats_background_is_its_own() -> None:
    first = prose(4, 12)
    later = prose(5, 9) + first[8:11]
    assert compare(printed("a", " ".join(first)), printed("b", " ".join(later), "2031-03-05")) is None


def test_a_template_that_comes_back_later_is_not_a_copy() -> None:
    text = prose(6, 10)
    later = " ".join(s.rsplit(" ", 1)[0] + " upton." for s in text)
    assert compare(printed("a", " ".join(text)), printed("b", later, "2031-03-06")) is not None
    assert compare(printed("a", " ".join(text)), printed("b", later, "2031-06-06")) is None


def test_groups_do_not_depend_on_order() -> None:
    texts = [prose(n, 10) for n in range(4)]
    prints = [printed(f"{n}{v}", " ".join(t if v == "x" else t[:6])) for n, t in enumerate(texts) for v in "xy"]
    expected = origins_of_texts(prints)
    assert len(expected) == 4
    for seed in range(5):
        random.Random(seed).shuffle(prints)
        assert origins_of_texts(prints) == expected


def test_empty_and_tiny_texts() -> None:
    assert [g["articles"] for g in origins_of_texts([printed("a", ""), printed("b", "")])] == [["a"], ["b"]]
    assert len(origins_of_texts([printed("a", "Nothing new."), printed("b", "Nothing new.")])) == 1


KEYS = st.lists(st.integers(0, 12), min_size=1, max_size=9, unique=True).map(
    lambda some: tuple(k * 7_919_000_000_000 for k in sorted(some))
)


@given(KEYS, KEYS)
def test_lasting_keys_meet_where_enough_of_the_smallest_shingles_are_shared(a: tuple[int, ...], b: tuple[int, ...]) -> None:
    meet = bool(set(lasting_keys(a).tolist()) & set(lasting_keys(b).tolist()))
    if min(len(a), len(b)) >= 3:
        assert meet == enough_lasting(len(set(a[:6]) & set(b[:6])), len(a), len(b))
    else:
        assert meet == (a == b), "so short a text is a late copy only where all is the same"
