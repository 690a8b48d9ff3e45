"""Reporting verbs as they stand in a sentence: which cue a verb is, whether it is negated, where its own clause lies."""

from __future__ import annotations

from sayso.codebook.cues import Cue, Cues
from sayso.language.story import Story
from sayso.record import Span

#: forms that the lemmatiser gets wrong
_LEMMA = {"hoped": "hope", "hoping": "hope", "hopes": "hope", "vowed": "vow", "cited": "cite", "citing": "cite", "cites": "cite"}
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "no", "hardly", "barely", "scarcely"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PARTICLES = frozenset({"prt", "advmod", "prep"})
_WOULD = frozenset({"would", "'d", "’d"})


def lemma_of(story: Story, v: int) -> str:
    """The lemma of the verb, mended where the lemmatiser errs."""
    return _LEMMA.get(story.lower[v]) or story.lemma[v]


def frames_of(story: Story, cues: Cues, v: int) -> dict[str, Cue] | None:
    """What the verb takes, by its lemma, or lemma and particle; behind "would" and where it is negated it may take more."""
    lemma = lemma_of(story, v)
    for k in story.kids[v]:
        if v < k <= v + 4 and story.dep[k] in _PARTICLES:
            found = cues.verbs.get(f"{lemma}_{story.lower[k]}")
            if found is not None:
                return found
        elif k < v and story.lower[k] in _WOULD and (found := cues.verbs.get(f"would_{lemma}")) is not None:
            return found
    if f"not_{lemma}" in cues.verbs and negated(story, v):
        return cues.verbs.get(lemma, {}) | cues.verbs[f"not_{lemma}"]
    return cues.verbs.get(lemma)


def finite(story: Story, v: int) -> bool:
    """True where the verb, or its auxiliary, is finite."""
    if story.tag[v] in ("VBD", "VBZ", "VBP"):
        return True
    return any(story.dep[k] in ("aux", "auxpass") and story.tag[k] in _FINITE for k in story.kids[v])


def bare(story: Story, v: int) -> bool:
    """True for an infinitive with no auxiliary but "to"."""
    return story.tag[v] == "VB" and not any(story.dep[k] == "aux" and story.tag[k] in _FINITE for k in story.kids[v])


_MAY = frozenset({"must", "should", "ought", "can", "could", "may", "might", "need", "shall"})
_IF = frozenset({"if", "unless", "until", "whether"})


def hypothetical(story: Story, v: int) -> bool:
    """True where nothing was said yet: the verb is only possible or due ("must verify"), or stands in a condition. A negated one counts:
    "could not confirm" reports a refusal."""
    modal = any(story.dep[k] == "aux" and story.lower[k] in _MAY for k in story.kids[v])
    condition = any(story.dep[k] == "mark" and story.lower[k] in _IF for k in story.kids[v]) and story.dep[v] == "advcl"
    return condition or (modal and not negated(story, v))


def passive(story: Story, v: int) -> bool:
    """True for a passive: be or get with a participle, or a participle that depends on a noun ("accused of …")."""
    return story.tag[v] == "VBN" and any(story.dep[k] in ("auxpass", "nsubjpass") for k in story.kids[v])


def negated(story: Story, v: int) -> bool:
    """True where the verb, or what governs its infinitive or gerund, is negated ("did not say", "never confirmed", "without saying")."""
    for k in story.kids[v]:
        if story.dep[k] == "neg" or (story.lower[k] in _NEGATIONS and story.dep[k] in ("advmod", "preconj", "det", "cc") and k < v):
            return True
        if story.dep[k] == "nsubj" and any(
            (story.lower[x] == "no" and story.dep[x] == "det") or story.lower[x] == "neither" for x in story.kids[k]
        ):
            return True
        if story.dep[k] == "nsubj" and story.lower[k] in ("nobody", "none", "neither"):
            return True
    h = story.head[v]
    if story.dep[v] == "pcomp" and story.lower[h] == "without":
        return True
    if story.dep[v] == "conj" and story.pos[h] == "VERB" and not _own_auxiliary(story, v):
        return any(story.dep[k] == "neg" for k in story.kids[h])
    return False


def _own_auxiliary(story: Story, v: int) -> bool:
    return story.tag[v] in ("VBD", "VBZ", "VBP") or any(story.dep[k] in ("aux", "nsubj") for k in story.kids[v])


def cue_span(story: Story, v: int) -> Span:
    """Characters of the verb with its auxiliaries, negation and particle, as far as they stand together."""
    first = behind = v
    near = {k for k in story.kids[v] if story.dep[k] in ("aux", "auxpass", "neg", "advmod") and k < v}
    while first - 1 in near:
        first -= 1
    while first < v and story.dep[first] == "advmod":
        first += 1
    behind = v + 1
    while behind < story.n and story.head[behind] == v and story.dep[behind] == "prt":
        behind += 1
    return story.chars(first, behind)
