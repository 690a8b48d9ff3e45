"""Nouns, adjectives and adverbs that report: "the claim that …", "is confident that …", "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.codebook.cues import Cue
from sayso.language.story import Story
from sayso.say.contents import Sight
from sayso.say.draft import Draft, Range, minus, spans_of
from sayso.say.extent import end_of, with_quotes
from sayso.say.reporting import frames_of, negated
from sayso.say.speakers import agent_of, phrase_of, subject_of

_LIGHT = frozenset(
    """make issue give release put offer repeat renew raise express level voice bring file have reiterate sound send deliver post publish
    carry air broadcast hold share""".split()
)


def drafts_of_nouns(sight: Sight) -> Iterator[Draft]:
    """Drafts of reporting nouns and adjectives with their clause, infinitive or prepositional phrase."""
    story, cues = sight.story, sight.cues
    for i in range(story.n):
        if story.pos[i] in ("NOUN", "PROPN"):
            table = cues.nouns
        elif story.pos[i] == "ADJ":
            table = cues.adjectives
        else:
            continue
        lemma = story.lemma[i]
        if lemma not in table and f"not_{lemma}" not in table:
            continue
        no = _negated(story, i)
        frames = table[f"not_{lemma}"] if no and f"not_{lemma}" in table else table.get(lemma)
        if frames is not None and story.told(i):
            d = _draft(sight, i, frames, no)
            if d is not None:
                yield d


def _negated(story: Story, i: int) -> bool:
    """True for "no mention of", "made no secret of", "is not sure", "did not make a promise"."""
    if any(story.lower[k] == "no" or story.dep[k] == "neg" for k in story.kids[i] if k < i):
        return True
    h = story.head[i]
    return story.dep[i] in ("dobj", "attr", "acomp") and story.pos[h] in ("VERB", "AUX") and negated(story, h)


def _draft(sight: Sight, i: int, frames: dict[str, Cue], no: bool) -> Draft | None:
    story = sight.story
    found = _content(sight, i, frames)
    if found is None:
        return None
    if story.dep[i] == "dobj" and story.lemma[story.head[i]] == "take":
        return None  # "takes account of", "took notice of"
    rng, frame = found
    entry = frames[frame]
    if _of_verb(sight, i):
        return None
    head = _owner(story, i)
    if head is not None and rng[0] <= head < rng[1]:
        head = None
    if head is None and entry.act != "speech" and (frame != "clause" or story.pos[i] == "ADJ") and not entry.lemma.startswith("not_"):
        return None
    content = spans_of(story, [with_quotes(story, sight.quoted, rng, i)])
    if not content:
        return None
    cue = story.chars(i, i + 1)
    source = phrase_of(story, head, i) if head is not None else None
    return Draft(content, cue, i, source, head, entry, "noun", negated=no and not entry.lemma.startswith("not_"))


def _of_verb(sight: Sight, i: int) -> bool:
    """True for the document in which a verb of saying has its say ("told reporters in a statement that …"): the verb is the cue."""
    story = sight.story
    h = story.head[i]
    if story.dep[i] != "pobj" or story.lower[h] != "in":
        return False
    frames = frames_of(story, sight.cues, story.head[h]) if story.pos[story.head[h]] == "VERB" else None
    return frames is not None and "clause" in frames and frames["clause"].act == "speech"


def _content(sight: Sight, i: int, frames: dict[str, Cue]) -> tuple[Range, str] | None:
    story = sight.story
    for k in story.kids[i]:
        if k < i:
            continue
        dep = story.dep[k]
        if dep in ("acl", "ccomp", "relcl", "xcomp") and story.pos[k] in ("VERB", "AUX"):
            first = story.left[k]
            marks = [x for x in story.kids[k] if story.dep[x] == "mark" and story.lower[x] == "that"]
            infinitive = any(story.dep[x] == "aux" and story.tag[x] == "TO" for x in story.kids[k])
            asks = not infinitive and any(story.tag[x] in ("WP", "WRB", "WDT") for x in range(first, min(first + 2, k))) and dep != "relcl"
            if "clause" in frames and (marks or asks or (story.pos[i] == "ADJ" and dep == "ccomp" and not infinitive)):
                return (first, end_of(story, sight.cues, sight.quoted, i, k, first, sight.governors)), "clause"
            if "to" in frames and infinitive:
                return (first, story.right[k] + 1), "to"
        elif dep == "prep":
            name = "to_" if story.lower[k] == "to" else story.lower[k]
            if name in frames and any(story.dep[x] in ("pobj", "pcomp") and story.ent[x] not in ("DATE", "TIME") for x in story.kids[k]):
                return (k + 1, story.right[k] + 1), name
    return None


def _owner(story: Story, i: int) -> int | None:
    """Whose word it is: the possessor, the by-phrase, else the subject of the verb whose object (or predicate) the noun is."""
    for k in story.kids[i]:
        if story.dep[k] == "poss":
            return k
        if story.dep[k] == "prep" and story.lower[k] in ("by", "from") and k > i:
            return next((x for x in story.kids[k] if story.dep[x] == "pobj"), None)
    name = next((k for k in story.kids[i] if k < i and story.dep[k] in ("compound", "nmod") and story.ent[k] == "ORG"), None)
    if name is not None:
        return name  # "the Sela Times report that …"
    h = story.head[i]
    if story.dep[i] in ("dobj", "attr", "acomp") and story.pos[h] in ("VERB", "AUX"):
        if story.dep[i] == "acomp" or story.lemma[h] in _LIGHT:
            subject = subject_of(story, h)
            return None if subject is not None and story.lower[subject] in ("it", "there") else subject
    if story.dep[i] == "nsubjpass" and story.lemma[h] in _LIGHT:
        return agent_of(story, h)
    return None


def drafts_of_adverbs(sight: Sight) -> Iterator[Draft]:
    """Drafts of evidential adverbs: the clause is somebody's word, and no one says whose."""
    story, table = sight.story, sight.cues.adverbs
    for i in range(story.n):
        frames = table.get(story.lower[i])
        if frames is None or not story.told(i):
            continue
        h = story.head[i]
        if story.pos[h] in ("NUM", "NOUN", "PROPN", "ADP"):  # "over reportedly 85% of the body", "reportedly outside a shop"
            while story.pos[h] == "NUM" and story.pos[story.head[h]] in ("NUM", "NOUN", "PROPN", "SYM") and story.head[h] != h:
                h = story.head[h]
            content = spans_of(story, minus(story.subtree(h), (i, i + 1)))
        else:
            while story.pos[h] not in ("VERB", "AUX") and story.head[h] != h:
                h = story.head[h]
            content = spans_of(story, minus(_core(story, h), (i, i + 1)))
        if content:
            yield Draft(content, story.chars(i, i + 1), i, None, None, frames["clause"], "adverb")


def _core(story: Story, h: int) -> Range:
    """The clause of a verb without coordinate clauses that have subjects of their own."""
    first, behind = story.subtree(h)
    for k in story.kids[h]:
        if story.dep[k] == "conj" and k > h and any(story.dep[x] in ("nsubj", "nsubjpass") for x in story.kids[k]):
            behind = min(behind, story.left[k])
        if k > h and story.lower[k] == "according":
            behind = min(behind, story.left[k])
        if story.dep[k] == "advcl" and k > h and story.left[k] > 0 and story.text[story.left[k] - 1] == ",":
            behind = min(behind, story.left[k])
    return first, behind
