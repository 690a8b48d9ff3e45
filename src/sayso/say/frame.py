"""The frame of an event: news, going on, history, or still to come."""

from __future__ import annotations

import datetime
import re
from functools import cache

from sayso.say.happening import Happening
from sayso.say.known import Known

_YEAR = re.compile(
    r"\b(?:in|of|since|from|until|during|between|early|late|summer|spring|winter|autumn|fall)\s+(?:the\s+)?((?:19|20)\d\d)s?\b"
)
#: days between the event and the publication from which on it is told as history
_HISTORY = 90


@cache
def _phrases(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) + r")\b")


def frame_of(known: Known, h: Happening, status: str) -> str:
    """new, ongoing, background or future; ``status`` tells what is still to come."""
    if status in ("planned", "threatened", "requested"):
        return "future"
    story, lists = known.story, known.codebook.commitment.lists
    first, behind = h.clause
    clause = story.words(first, behind).lower()
    if _phrases(lists["background.phrases"]).search(clause) or _long_ago(known, first, behind, clause):
        return "background"
    verb = h.trigger.token
    going = story.tag[verb] == "VBG" and any(story.lower[k] in ("is", "are", "'re", "'s") for k in story.kids[verb])
    if going or _phrases(lists["ongoing.phrases"]).search(clause):
        return "ongoing"
    return "new"


def _long_ago(known: Known, first: int, behind: int, clause: str) -> bool:
    story = known.story
    published = (story.article.published or "")[:10]
    for t in known.times:
        mention = known.mention.get(t.mention or "")
        if mention is None or t.end is None or t.timex_type not in ("DATE", "TIME") or not published:
            continue
        if story.start[first] <= mention.start < story.end[behind - 1] and _days(t.end, published) > _HISTORY:
            return True
    year = int(published[:4]) if published else 9999
    return any(int(y) < year and (published or int(y) < 2000) for y in _YEAR.findall(clause))


def _days(then: str, now: str) -> int:
    try:
        return (datetime.date.fromisoformat(now) - datetime.date.fromisoformat(then[:10])).days
    except ValueError:
        return 0
