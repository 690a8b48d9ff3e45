"""Stories: how alike groups of articles must be to be one."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from sayso.link.cluster import agglomerate
from sayso.link.happenings import is_toll
from sayso.link.incidents import story_cut
from sayso.link.pairs import comparable
from sayso.link.terms import rarity
from test_incident_values import event, named


def pairs(*groups: str, inside: int, between: int) -> dict[tuple[str, str], int]:
    """Likenesses of items named by one letter each, within and between groups."""
    home = {x: g for g in groups for x in g}
    return {(a, b): inside if home[a] == home[b] else between for a, b in combinations(sorted(home), 2)}


def test_a_straggler_joins_the_story_that_it_is_most_like() -> None:
    likeness = pairs("abcde", "z", inside=9000, between=3000)
    assert agglomerate("abcdez", likeness, story_cut) == [tuple("abcdez")]


def test_two_stories_told_by_many_must_be_much_alike() -> None:
    likeness = pairs("abcdef", "uvwxyz", inside=9000, between=6000)
    assert agglomerate("abcdefuvwxyz", likeness, story_cut) == [tuple("abcdef"), tuple("uvwxyz")]
    likeness = pairs("abcdef", "uvwxyz", inside=9000, between=7500)
    assert len(agglomerate("abcdefuvwxyz", likeness, story_cut)) == 1


def test_two_lone_articles_need_more_than_a_straggler() -> None:
    assert len(agglomerate("az", {("a", "z"): 3000}, story_cut)) == 2
    assert len(agglomerate("az", {("a", "z"): 5000}, story_cut)) == 1


@given(st.dictionaries(st.sampled_from(list(combinations("abcdefgh", 2))), st.integers(0, 10_000)), st.permutations("abcdefgh"))
def test_groups_do_not_depend_on_the_order_of_items(likeness: dict[tuple[str, str], int], order: list[str]) -> None:
    expected = agglomerate("abcdefgh", likeness, story_cut)
    backwards = dict(reversed(likeness.items()))
    assert agglomerate(order, backwards, story_cut) == expected


def test_an_older_attack_that_is_recalled_and_denials_by_others_are_not_compared() -> None:
    new = event("a")
    assert comparable(new, event("b"))
    assert new.start is not None
    assert new.end is not None
    assert not comparable(new, replace(event("b"), start=new.start - 400, end=new.end - 400))
    front, army = (replace(event(x, "REJECT"), actors=(named(x),)) for x in ("Dry River Front", "Third Army"))
    assert not comparable(front, army)
    assert comparable(front, replace(army, actors=front.actors))
    assert comparable(front, replace(army, actors=()))


def test_numbers_of_dates_are_not_rare() -> None:
    assert rarity("2031") == rarity("07") < rarity("zarnukov")


def test_a_killing_without_a_killer_is_a_toll() -> None:
    killing = replace(event("a", killed=3), lemma="kill")
    assert is_toll(killing)
    assert not is_toll(replace(killing, actors=(named("Third Army"),)))
    assert not is_toll(replace(killing, figures=()))
    assert not is_toll(replace(killing, frame="background"))
