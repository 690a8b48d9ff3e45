"""Mentions: names, noun phrases and pronouns that stand for somebody or something."""

from __future__ import annotations

from sayso.codebook import Codebook
from sayso.find.toponyms import Toponym
from sayso.language.story import Story
from sayso.record import Mention

_KIND = {"PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "facility", "NORP": "group"}


def find_mentions(story: Story, toponyms: tuple[Toponym, ...], codebook: Codebook) -> tuple[Mention, ...]:
    """All mentions but times, in text order (ids "m…"); every noun phrase that could take part in an event has one."""
    out: list[Mention] = []
    for a, b, label in story.ents:
        if label in _KIND and story.told(a):
            s, e = story.chars(a, b)
            out.append(Mention(f"m{len(out)}", s, e, (s, e), _KIND[label], None, "name"))
    return tuple(out)
