"""The setting of a statement: through what medium it was made, to whom, and when."""

from __future__ import annotations

from sayso.codebook.cues import Cues
from sayso.language.story import Story
from sayso.record import Span
from sayso.say.draft import Draft
from sayso.say.known import Known

_CARRIES = frozenset({"in", "on", "at", "via", "through", "during", "by", "over", "with"})


def medium_of(story: Story, cues: Cues, d: Draft, kind: str) -> str | None:
    """The medium: what the reporting clause says it was made in or at, else what the verb says, else what the source is."""
    if d.verb is not None:
        for k in story.kids[d.verb]:
            if story.dep[k] in ("prep", "dative", "npadvmod", "advcl") and story.lower[k] in _CARRIES and not _within(story, d, k):
                found = _carrier(story, cues, k)
                if found is not None:
                    return found
        if story.pos[d.verb] == "NOUN" and d.how == "noun":
            found = cues.media.get(story.lemma[d.verb])
            if found is not None:
                return found
    if d.entry.medium in ("post", "statement"):
        return d.entry.medium
    if kind in ("document", "outlet") and d.head is not None:
        return cues.media.get(story.lemma[d.head], "report" if kind == "outlet" else "document")
    if d.entry.medium == "document" and d.how not in ("quote", "clause", "around"):
        return None
    if d.entry.medium is not None:
        return d.entry.medium
    return "speech" if d.entry.act == "speech" and d.how == "quote" and d.entry.lemma in _SPOKEN else None


_SPOKEN = frozenset("say tell shout yell scream whisper murmur mutter exclaim chant cry sob joke quip testify".split())


def _carrier(story: Story, cues: Cues, prep: int) -> str | None:
    for n in story.kids[prep]:
        if story.dep[n] == "pobj":
            names = [story.lemma[n], story.lower[n]]
            names += [story.lemma[x] for x in story.kids[n] if story.dep[x] in ("compound", "amod")]
            for name in names:
                if name in cues.media:
                    return cues.media[name]
    return None


def _within(story: Story, d: Draft, i: int) -> bool:
    return any(a <= story.start[i] < b for a, b in d.content)


def hearer_of(known: Known, d: Draft) -> Span | None:
    """The phrase of whom it was said to, outside of the content."""
    if d.hearer is None:
        return None
    story = known.story
    first, behind = story.subtree(d.hearer)
    for k in story.kids[d.hearer]:
        if k > d.hearer and story.dep[k] in ("acl", "relcl", "ccomp", "appos", "prep") and story.lower[k] != "of":
            behind = min(behind, story.left[k])
    while behind - 1 > d.hearer and story.pos[behind - 1] == "PUNCT":
        behind -= 1
    if d.hearer >= behind:
        return None
    span = story.chars(min(first, d.hearer), behind)
    return None if any(x < span[1] and span[0] < y for x, y in d.content) else span


def said_of(known: Known, d: Draft) -> str | None:
    """The time in the reporting clause itself ("said on Monday"), as the id of a Time."""
    if d.verb is None or not known.times:
        return None
    story = known.story
    s0, s1 = story.sents[story.sent[d.verb]]
    low, high = story.chars(s0, s1)
    best: tuple[int, str] | None = None
    for t in known.times:
        m = known.mention.get(t.mention) if t.mention else None
        if m is None or not low <= m.start < high or any(a <= m.start < b for a, b in d.content):
            continue
        i = story.token_at(m.start)
        if i is None or t.timex_type in ("DURATION", "SET"):
            continue
        if d.verb in story.ancestors(i)[:4] and not _other_verb(story, i, d.verb):
            distance = abs(i - d.verb)
            if best is None or distance < best[0]:
                best = (distance, t.id)
    return best[1] if best else None


def _other_verb(story: Story, i: int, v: int) -> bool:
    while i != v and story.head[i] != i:
        i = story.head[i]
        if i != v and story.pos[i] in ("VERB", "AUX"):
            return True
        if i != v and story.dep[i] in ("nsubj", "nsubjpass", "dobj"):
            return True
    return False
