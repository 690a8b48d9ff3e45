"""Free-standing quotes with no reporting clause of their own: they go on from what was said before them."""

from __future__ import annotations

from dataclasses import replace

from sayso.codebook.cues import Cue
from sayso.find.quotes import Quote
from sayso.language.story import Story
from sayso.say.draft import Draft, join, overlap, size

#: the cue of a quote nobody introduces
UNCUED = Cue("", "says")


def with_loose(story: Story, drafts: list[Draft], loose: list[Quote]) -> list[Draft]:
    """The drafts with each loose quote added to the one that it goes on from, or as a draft of the speaker last heard.

    A quote goes on from direct speech, and from indirect speech whose cue came last ("The plan is dead, she said."), in the same paragraph
    or at the start of the next; behind other indirect speech it is a new statement by the same speaker.
    """
    out = list(drafts)
    begun: dict[int, Quote] = {}
    for q in loose:
        before = begun.setdefault(q.group, q)
        if any(overlap(d.content, (q.outer,)) > 0.5 * (q.outer[1] - q.outer[0]) for d in out):
            continue
        if before is not q:  # the next paragraph of a quote that stands in a content already
            holder = next((i for i, d in enumerate(out) if d.entry.act == "speech" and overlap(d.content, (before.outer,))), None)
            if holder is not None:
                out[holder] = replace(out[holder], content=join(out[holder].content, (q.outer,)))
                continue
        if not _utterance(story, q):
            continue
        first = story.tokens(q.outer)[0]
        best: int | None = None
        for i, d in enumerate(out):
            if d.entry.act == "speech" and d.how in _TELLING and _end(d) <= q.outer[0] and (best is None or _rank(d) > _rank(out[best])):
                best = i
        if best is None:
            continue
        d = out[best]
        at = story.token_at(_end(d) - 1)
        apart = story.para[first] - story.para[at] if at is not None else 99
        goes_on = d.quoted or d.how == "source" or (d.cue is not None and d.cue[0] > d.content[0][0])
        if apart in (0, 1) and goes_on:
            out[best] = replace(d, content=join(d.content, (q.outer,)))
        elif apart <= 1 and d.head is not None:
            out.append(replace(d, content=(q.outer,), cue=None, verb=None, entry=UNCUED, how="carried", negated=False, quoted=True))
    return out


_TELLING = frozenset({"clause", "quote", "around", "source", "colon"})


def _end(d: Draft) -> int:
    return max(d.content[-1][1], d.cue[1] if d.cue else 0, 0)


def _rank(d: Draft) -> tuple[int, int]:
    return _end(d), size(d.content)


def _utterance(story: Story, q: Quote) -> bool:
    """True for words that somebody says, rather than a title or a term: a whole sentence, or a clause of five words with a verb."""
    first, behind = story.tokens(q.outer)
    words = [i for i in range(first, behind) if story.text[i][0].isalnum()]
    verb = any(story.pos[i] in ("VERB", "AUX") for i in words)
    titled = all(story.text[i][0].isupper() or len(story.text[i]) < 4 for i in words)
    return verb and len(words) >= 5 and not titled
