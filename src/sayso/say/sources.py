"""Sources brought in by a preposition ("according to …", "per …", "in the words of …"): the clause around it is their word."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.codebook.cues import Cue
from sayso.language.story import Story
from sayso.say.contents import Sight
from sayso.say.draft import Draft, Range, minus, spans_of
from sayso.say.extent import with_quotes
from sayso.say.speakers import phrase_of

_CLAUSE_HEADS = frozenset({"ROOT", "conj", "ccomp", "advcl", "relcl", "parataxis", "acl", "dep", "csubj"})


def drafts_of_sources(sight: Sight) -> Iterator[Draft]:
    """A draft for each source phrase, its content the clause that the phrase hangs in, without the phrase."""
    story, table = sight.story, sight.cues.sources
    starts: dict[str, list[tuple[list[str], Cue]]] = {}
    for lemma, frames in table.items():
        words = lemma.split("_")
        starts.setdefault(words[0], []).append((words, next(iter(frames.values()))))
    for rows in starts.values():
        rows.sort(key=lambda r: -len(r[0]))
    for i in range(story.n):
        rows_here = starts.get(story.lower[i])
        if rows_here is None or not story.told(i):
            continue
        for words, entry in rows_here:
            behind = i + len(words)
            if story.lower[i:behind] == words:
                d = _draft(sight, i, behind, entry)
                if d is not None:
                    yield d
                break


def _draft(sight: Sight, first: int, behind: int, entry: Cue) -> Draft | None:
    story = sight.story
    if first > 0 and story.lower[first - 1] in ("not", "n't", "priced", "assigned"):
        return None
    if story.lower[first] == "per" and not _source_like(story, behind):
        return None
    head = _source(story, first, behind)
    if head is None:
        return None
    source = phrase_of(story, head)
    source = (max(source[0], behind), max(source[1], behind + 1))
    phrase = (first, source[1])
    content = _clause_around(story, phrase)
    spans = spans_of(story, [with_quotes(story, sight.quoted, r, first) for r in content])
    if not spans:
        return None
    return Draft(spans, story.chars(first, behind), first, source, head, entry, "source")


def _source_like(story: Story, i: int) -> bool:
    """True where a source may follow "per": a name, or a determiner ("per the ministry"), not a measure ("per cent", "per day")."""
    return (
        i < story.n
        and (story.pos[i] == "PROPN" or story.lower[i] in ("the", "a", "an", "his", "her", "their"))
        and story.ent[i] != "CARDINAL"
    )


def _source(story: Story, first: int, behind: int) -> int | None:
    """Head of the noun phrase behind the preposition."""
    if behind >= story.n:
        return None
    for p in (behind - 1, first):
        for k in story.kids[p]:
            if story.dep[k] in ("pobj", "pcomp", "nsubj") and k >= behind:
                return k
    best = None
    for i in range(behind, min(behind + 8, story.n)):
        if story.sent[i] != story.sent[first] or story.pos[i] in ("PUNCT", "VERB", "ADP"):
            break
        if story.pos[i] in ("NOUN", "PROPN", "PRON"):
            best = i
    return best


def _clause_around(story: Story, phrase: Range) -> list[Range]:
    """The clause that the phrase stands in, without the phrase."""
    first, behind = phrase
    s0, s1 = story.sents[story.sent[first]]
    h = story.head[first]
    seen = 0
    while story.dep[h] not in _CLAUSE_HEADS and story.head[h] != h and seen < 30:
        h = story.head[h]
        seen += 1
    if story.dep[h] in ("conj", "acl", "ccomp", "advcl", "relcl", "dep") and story.pos[h] not in ("VERB", "AUX"):
        while story.head[h] != h and story.pos[h] not in ("VERB", "AUX"):
            h = story.head[h]
    if h == first or story.head[h] == h:
        rng: Range = (s0, s1)
        if h != first and first > h:
            rng = (s0, s1)
        cut = _coordinate(story, h, phrase)
        if cut is not None:
            rng = cut
    elif first <= s0 + 1 or (story.dep[h] in ("ccomp", "parataxis") and story.head[h] > h):
        rng = (s0, s1)
    else:
        rng = story.subtree(h)
        if story.dep[h] == "relcl":
            rng = (rng[0], rng[1])
    return minus(rng, (min(first, behind), behind))


def _coordinate(story: Story, h: int, phrase: Range) -> Range | None:
    """The one of two coordinate main clauses that the phrase stands next to, or None where there is only one."""
    s0, s1 = story.sents[story.sent[h]]
    for k in story.kids[h]:
        if (
            story.dep[k] == "conj"
            and story.pos[k] in ("VERB", "AUX")
            and any(story.dep[x] in ("nsubj", "nsubjpass") for x in story.kids[k])
        ):
            left = story.left[k]
            if phrase[0] < left and phrase[0] > s0 + 1:
                return (s0, left)
            if phrase[0] >= left:
                return (left, s1)
    return None
