"""Speakers: the noun phrase that a reporting word has as its source, and what kind of source that is."""

from __future__ import annotations

from sayso.language.story import Story
from sayso.say.draft import Range

_SUBJECT = ("nsubj", "csubj")
_CARRIES_SUBJECT = ("conj", "xcomp", "advcl", "pcomp", "dep", "ccomp", "parataxis")
_RELATIVE = frozenset({"who", "which", "that", "whom"})
#: verbs that let another speak: "the agency quoted a doctor as saying"
_QUOTES = frozenset({"quote", "cite", "paraphrase", "report"})


def subject_of(story: Story, v: int, depth: int = 0) -> int | None:
    """Head token of the verb's subject: its own, else that of the verb it is joined to or controlled by."""
    for k in story.kids[v]:
        if story.dep[k] in _SUBJECT and story.lower[k] not in ("there",):
            return _behind_front(story, k)
    if depth > 4:
        return None
    h, dep = story.head[v], story.dep[v]
    if h == v:
        return _stray_subject(story, v)
    if dep in ("acl", "relcl") and story.pos[h] in ("NOUN", "PROPN", "PRON"):
        return h
    if dep == "pcomp" and story.dep[h] in ("prep", "agent", "mark"):
        h = story.head[h]
        if story.lower[story.head[v]] == "as" and story.lemma[h] in _QUOTES:
            told = next((k for k in story.kids[h] if story.dep[k] in ("dobj", "nsubjpass")), None)
            if told is not None:
                return told
        return subject_of(story, h, depth + 1) if story.pos[h] in ("VERB", "AUX") else None
    if dep in _CARRIES_SUBJECT and story.pos[h] in ("VERB", "AUX"):
        if dep == "ccomp" and (story.tag[v] in ("VBD", "VBZ", "VBP") or h > v):
            return _stray_subject(story, v)
        if dep == "xcomp":
            for k in story.kids[h]:
                if story.dep[k] == "dobj" and k < v:
                    return k
        passive = [k for k in story.kids[h] if story.dep[k] == "nsubjpass"]
        return passive[0] if passive else subject_of(story, h, depth + 1)
    return _stray_subject(story, v)


def _behind_front(story: Story, k: int) -> int:
    """The subject itself where the parse took what is set in front of it for its head: "Speaking in Sela, an aide said"."""
    fronted = story.tag[k] == "VBG" or (story.ent[k] in ("DATE", "TIME") and any(story.dep[x] == "appos" for x in story.kids[k]))
    if not fronted:
        return k
    behind = story.right[k] + 1
    comma = next((i for i in range(k + 1, behind) if story.text[i] == ","), None)
    if comma is None:
        return k
    tops = (i for i in range(comma + 1, behind) if story.pos[i] in ("NOUN", "PROPN", "PRON") and story.head[i] <= comma)
    return next(tops, k)


def _stray_subject(story: Story, v: int) -> int | None:
    """The noun or pronoun right beside a verb to which the parser gave no subject ("…, said Okafor")."""
    if story.tag[v] not in ("VBD", "VBZ", "VBP"):
        return None
    for k in (v + 1, v - 1):
        if 0 <= k < story.n and story.sent[k] == story.sent[v] and story.pos[k] in ("PROPN", "PRON", "NOUN"):
            top = k
            while story.head[top] != v and story.head[top] != top and story.pos[story.head[top]] in ("PROPN", "NOUN"):
                if (story.head[top] > v) != (k > v):
                    break
                top = story.head[top]
            return top
    return None


def antecedent_of(story: Story, head: int) -> int:
    """For a relative pronoun the noun that it stands for, else the head itself."""
    if story.lower[head] in _RELATIVE and story.tag[head] in ("WP", "WDT", "IN"):
        v = story.head[head]
        if story.dep[v] == "relcl" and story.head[v] != v:
            return story.head[v]
    return head


def agent_of(story: Story, v: int) -> int | None:
    """Head token of the by-phrase of a passive."""
    for k in story.kids[v]:
        if story.dep[k] == "agent":
            for x in story.kids[k]:
                if story.dep[x] == "pobj":
                    return x
    return None


def phrase_of(story: Story, head: int, avoid: int | None = None) -> Range:
    """The noun phrase of the head: from its left edge to its last apposition or modifier, cut before ``avoid`` and bare clauses."""
    first, behind = story.subtree(head)
    if (
        story.pos[head] == "PRON"
        and story.tag[head] in ("PRP", "WP", "WDT")
        and not any(story.dep[k] in ("relcl", "conj", "appos", "prep") and k > head for k in story.kids[head])
    ):
        return head, head + 1
    if avoid is not None:
        if first <= avoid < head:
            first = avoid + 1
        if head < avoid < behind:
            behind = avoid
    while (
        first < head and story.ent[first] == "DATE" and story.ent[head] != "DATE" and story.dep[first] in ("compound", "nmod", "npadvmod")
    ):
        first += 1  # "On Friday Dahl Motors announced"
    cut = next((i for i in range(head + 1, behind) if _no_part(story, i)), None)
    behind = behind if cut is None else cut
    while behind - 1 > head and story.pos[behind - 1] == "PUNCT" and story.text[behind - 1] not in ')]”"':
        behind -= 1
    # what the parse drew in from a clause in front: "Speaking in Sela, an aide …", "The inn was shut and local police …"
    verb = next((i for i in range(head - 1, first - 1, -1) if _clausal(story, i)), None)
    if verb is not None:
        joint = next((i for i in range(verb + 1, head) if story.text[i] == "," or story.pos[i] == "CCONJ"), None)
        first = joint + 1 if joint is not None else first
    while first < head and story.pos[first] in ("PUNCT", "CCONJ", "SCONJ"):
        first += 1
    return first, behind


def _no_part(story: Story, i: int) -> bool:
    """True where what follows is no part of a speaker's phrase: a quote behind a comma, what he did besides ("in opening the hall")."""
    if story.text[i] == ",":
        return i + 1 < story.n and story.text[i + 1] in _OPENING
    return story.lower[i] in ("in", "while") and any(k == i + 1 and story.tag[k] == "VBG" for k in story.kids[i])


_OPENING = frozenset({'"', "“", "``", "''"})


def _clausal(story: Story, i: int) -> bool:
    """True for a finite verb, and for a gerund that has words of its own."""
    return story.pos[i] in ("VERB", "AUX") and (
        story.tag[i] in ("VBD", "VBZ", "VBP", "MD") or (story.tag[i] == "VBG" and len(story.kids[i]) > 0)
    )
