"""Words around place names, and what they say."""

from __future__ import annotations

from sayso.gazetteer.words import WORDS
from sayso.language.story import Story


def offset_before(story: Story, i: int) -> bool:
    """Whether the place is only near ("20 km north of X", "outside X", "west of X")."""
    if i and story.lower[i - 1] == "the":
        i -= 1
    if i == 0:
        return False
    before = story.lower[i - 1]
    if before in ("near", "outside", "off", "beyond"):
        return True
    if before in ("of", "from") and i >= 2:
        word = story.lower[i - 2]
        if before == "of" and word in WORDS.directions:
            # "in the north of X" is inside, "north of X" and "20 km north of X" are not
            return not (i >= 3 and story.lower[i - 3] == "the")
        return before == "from" and word in WORDS.units
    return False


def title_lines(story: Story) -> list[bool]:
    """Token → True where it stands in a sentence whose words are nearly all capitalised, so that capitals say nothing."""
    out = [False] * story.n
    for a, b in story.sents:
        words = [
            i for i in range(a, b) if len(story.text[i]) > 3 and story.text[i][0].isalpha() and story.pos[i] not in ("ADP", "SCONJ", "DET")
        ]
        small = sum(story.text[i][0].islower() for i in words)
        if len(words) >= 3 and 8 * small <= len(words):
            out[a:b] = [True] * (b - a)
    return out
