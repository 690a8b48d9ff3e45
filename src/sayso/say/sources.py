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
    if head is None or (entry.heads and (story.lemma[head] not in entry.heads or first > story.sents[story.sent[first]][0] + 1)):
        return None
    if story.lower[first] == "according" and story.lemma[head] in _MEASURES:
        return None
    source = phrase_of(story, head)
    source = (max(source[0], behind), max(source[1], behind + 1))
    phrase = (first, source[1])
    content = _before_that(story, first) or _clause_around(story, phrase)
    # quote marks around the source itself ('according to "police"') must not draw it into the content
    spans = spans_of(story, [x for r in content for x in minus(with_quotes(story, sight.quoted, r, first), phrase)])
    if not spans:
        return None
    return Draft(spans, story.chars(first, behind), first, source, head, entry, "source")


#: what things go by rather than who says them ("each according to his needs")
_MEASURES = frozenset(
    """choice need ability preference taste size type age gender race class rank merit tradition custom mood circumstance mean skill
    height weight price value importance severity""".split()
)


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


def _before_that(story: Story, first: int) -> list[Range] | None:
    """The sentence before, for "That's according to …"."""
    s0 = story.sents[story.sent[first]][0]
    if first - s0 > 3 or story.lower[s0] not in ("that", "this") or story.sent[first] == 0:
        return None
    return [story.sents[story.sent[first] - 1]]


def _clause_around(story: Story, phrase: Range) -> list[Range]:
    """The clause that the phrase stands in, without the phrase.

    At the edge of a sentence, behind a comma, that is the whole sentence ("The minister said X, according to Y": Y says that he said
    it), or the last of its coordinate clauses; in the middle it is the clause that the parse hangs it in.
    """
    first, behind = phrase
    s0, s1 = story.sents[story.sent[first]]
    while s0 > 0 and story.text[s0 - 1] == "," and story.para[s0 - 1] == story.para[first]:
        s0 = story.sents[story.sent[s0 - 1]][0]
    last = s1
    while last > behind and story.pos[last - 1] in ("PUNCT", "SPACE"):
        last -= 1
    root = first
    while story.head[root] != root:
        root = story.head[root]
    cut = _coordinate(story, root, phrase)
    whole: Range = cut or (s0, s1)
    h = story.head[first]
    seen = 0
    while (story.dep[h] not in _CLAUSE_HEADS or story.pos[h] not in ("VERB", "AUX")) and story.head[h] != h and seen < 30:
        h = story.head[h]
        seen += 1
    trails = behind >= last and story.text[first - 1] == ","
    if trails:
        return minus((s0, s1), (first, behind))
    edge = first <= whole[0] + 1
    around = whole if edge or story.head[h] == h or not whole[0] <= h < whole[1] else story.subtree(h)
    parts = minus(around, (first, behind))
    if not edge and len(parts) == 2 and story.text[first - 1] == "," and any(_finite_in(story, i) for i in range(*parts[0])):
        tail = next((i for i in range(*parts[1]) if story.text[i] != ","), parts[1][0])
        if story.pos[tail] in ("CCONJ", "SCONJ") or (story.pos[tail] == "PUNCT" and story.text[tail] != '"'):
            parts = parts[:1]  # "…, according to X, and has since …": what follows is the writer's
    return [(_unmarked(story, a, b) if n == 0 else a, b) for n, (a, b) in enumerate(parts)]


def _finite_in(story: Story, i: int) -> bool:
    return story.tag[i] in ("VBD", "VBZ", "VBP", "MD")


def _unmarked(story: Story, first: int, behind: int) -> int:
    """The range's first token without a conjunction that only leads into the phrase ("because, according to X, …")."""
    if behind - first <= 2 and story.pos[first] in ("SCONJ", "CCONJ"):
        return behind
    return first


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
