"""What polls, records and footage show: "the poll shows Ort leading", "records show no payment", "the video shows him running"."""

from __future__ import annotations

from sayso.codebook.cues import Cue, Cues
from sayso.language.story import Story
from sayso.say.draft import Range
from sayso.say.reporting import lemma_of, passive
from sayso.say.speakers import antecedent_of, subject_of

#: verbs by which a text or picture lets something be seen
_SHOWS = frozenset("show suggest indicate reveal demonstrate illustrate find depict describe".split())
#: sources that no list of kinds has
_POLLS = frozenset("poll polling survey forecast estimate projection average tracker".split())
#: what they show is a statement only where something is done in it ("the photo shows her running", not "the photo shows a tree")
_PICTURES = frozenset("photo photograph image picture video footage tape recording film".split())
#: texts and pictures that do not show facts of themselves: rules and works
_RULES = frozenset("law bill resolution treaty constitution manual guideline site website sign list book".split())


def shown_by(story: Story, cues: Cues, v: int, frames: dict[str, Cue]) -> Range | None:
    """What a text or picture shows where it is no clause: object, or subject and participle, with all that goes on from it, to the next
    clause. None where the subject of the verb is no document, or the verb takes another complement."""
    lemma = lemma_of(story, v)
    if lemma not in _SHOWS or ("clause" not in frames and "object" not in frames) or passive(story, v):
        return None
    subject = subject_of(story, v)
    if subject is None:
        return None
    noun = antecedent_of(story, subject)
    if not _is_evidence(story, cues, noun):
        return None
    parts = [k for k in story.kids[v] if k > v and story.dep[k] in ("dobj", "ccomp", "xcomp", "dative", "oprd", "attr")]
    if not parts or not any(story.text[i][0].isalnum() for i in range(v + 1, story.left[parts[0]] + 1)):
        return None
    first = story.left[parts[0]]
    if first <= v or any(story.text[i] in (",", ";", ":") for i in range(v + 1, first)):
        return None
    behind = _end(story, v, first)
    if behind - first < 2 or story.lower[first] == "that" or _goes_on(story, behind, v):
        return None
    seen = story.lemma[noun] in _PICTURES and not any(
        story.tag[i] in ("VBG", "VBN") and story.dep[i] != "amod" for i in range(first, behind)
    )
    return None if seen else (first, behind)


def _goes_on(story: Story, behind: int, v: int) -> bool:
    """True where a finite verb follows in the sentence: the parse took the subject of a clause for an object."""
    ends = story.sents[story.sent[v]][1]
    return any(story.tag[i] in ("VBD", "VBZ", "VBP", "MD") for i in range(behind, min(behind + 2, ends)))


def _is_evidence(story: Story, cues: Cues, noun: int) -> bool:
    if story.pos[noun] not in ("NOUN", "PROPN"):
        return False
    lemma = story.lemma[noun].lower()
    return lemma in _POLLS or (cues.kinds.get(lemma) == "document" and lemma not in _RULES)


def _end(story: Story, v: int, first: int) -> int:
    """Behind the last part, before a coordinate verb, an adverbial clause ("…, as Dahl caught up") and a relative one behind a comma;
    figures behind a comma belong to it."""
    behind = story.right[v] + 1
    for k in story.kids[v]:
        if k > first and story.dep[k] in ("conj", "cc"):
            behind = min(behind, story.left[k])
    for k in range(first + 1, behind):
        at = story.left[k]
        if at <= first or at >= behind:
            continue
        dep, after_comma = story.dep[k], story.text[at - 1] == ","
        if (dep == "advcl" and (after_comma or story.lower[at] in _MEANWHILE)) or (dep == "relcl" and after_comma):
            behind = at
    return behind


_MEANWHILE = frozenset({"as", "while", "although", "though", "because", "since", "but", "whereas", "before", "after"})
