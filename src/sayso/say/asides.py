"""Reporting clauses that stand beside what they report: "X, he said, Y", "as she put it, X", "X, said the mayor, Y", "X, police say"."""

from __future__ import annotations

from sayso.codebook.cues import Cue
from sayso.language.story import Story
from sayso.say.draft import Range, minus
from sayso.say.reporting import finite


def fronted(story: Story, v: int) -> list[Range]:
    """What stands in front of a parenthetical reporting clause and belongs to the content behind it ("In May, she said, prices fell")."""
    subject = next((k for k in story.kids[v] if story.dep[k] == "nsubj" and k < v), None)
    edge = story.left[subject] if subject is not None else v
    out = []
    for k in story.kids[v]:
        if story.dep[k] in ("advcl", "prep", "advmod", "npadvmod") and story.right[k] < edge:
            if story.text[story.right[k] + 1] == "," or story.text[story.right[k]] == ",":
                out.append((story.left[k], story.right[k] + 1))
    return out


_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_PRONOUNS = frozenset({"which", "what", "who", "that"})


def relative(story: Story, v: int, c: int, first: int) -> list[Range]:
    """The relative pronoun that is the subject of a content right behind its verb ("which | she said | was a mistake")."""
    if first != v + 1 or not finite(story, c) or any(story.dep[k] in _SUBJECTS and k > v for k in story.kids[c]):
        return []
    for i in range(v - 1, max(v - 8, story.sents[story.sent[v]][0] - 1), -1):
        if story.lower[i] in _PRONOUNS and story.tag[i] in ("WDT", "WP"):
            return [(i, i + 1)] if story.head[i] in (v, c) or story.dep[v] in ("relcl", "pcomp", "csubj", "ccomp") else []
        if story.text[i] == ",":
            break
    return []


def condition(story: Story, v: int) -> list[Range]:
    """A condition in front of the reporting clause, which is a part of what is said ("If it rains, she said the march would …")."""
    for k in story.kids[v]:
        if k < v and story.dep[k] == "advcl" and story.lower[story.left[k]] == "if" and story.text[story.right[k] + 1] == ",":
            return [story.subtree(k)]
    return []


_RELATIVE = frozenset({"who", "which", "whose", "that"})
_TAKEN = frozenset({"dobj", "ccomp", "xcomp", "conj", "dative"})


def around(story: Story, v: int, hearer: bool) -> list[Range] | None:
    """The clause that a parenthetical or a comment clause stands in: "X, he said, Y", "as she put it, X", "as he told the Post, X".

    ``hearer``: the verb's object may be whom it is said to.
    """
    h = story.head[v]
    if h == v or not finite(story, v) or any(story.dep[k] == "nsubjpass" and story.lower[k] != "it" for k in story.kids[v]):
        return None
    whole = story.sents[story.sent[v]] if story.dep[h] == "ROOT" else story.subtree(h)
    if any(story.dep[k] == "nsubj" and (story.lower[k] in _RELATIVE or story.lower[story.left[k]] in _RELATIVE) for k in story.kids[v]):
        return None
    if story.dep[v] == "parataxis":
        if any(k > v and story.dep[k] == "dobj" and story.lower[k] not in ("it", "so") for k in story.kids[v]) and not hearer:
            return None
        return minus(whole, _aside(story, v))
    if story.dep[v] == "advcl" and any(story.dep[k] == "mark" and story.lower[k] == "as" for k in story.kids[v]):
        heard = ("dobj", "dative") if hearer else ()
        if any(k > v and story.dep[k] in _TAKEN and story.dep[k] not in heard and story.lower[k] != "it" for k in story.kids[v]):
            return None  # "as he lamented the vote": a time or a reason, not a comment
        first, behind = story.subtree(v)
        if first > whole[0] + 1 and story.text[first - 1] != ",":
            return None
        return minus(whole, (first, behind))
    return None


_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def parenthesis(story: Story, v: int) -> tuple[list[Range], int] | None:
    """Content and speaker of an inverted parenthesis ("The ferry, said the harbour master, has sunk"), which the parser seldom sees."""
    if story.tag[v] not in ("VBD", "VBZ", "VBP") or v < 2 or story.text[v - 1] != ",":
        return None
    s0, s1 = story.sents[story.sent[v]]
    i = v + 1
    head = None
    while i < s1 and i < v + 12 and story.text[i] != ",":
        if story.pos[i] in ("VERB", "AUX", "SCONJ", "CCONJ") or story.lower[i] in ("that", "to"):
            return None
        if story.pos[i] in ("NOUN", "PROPN", "PRON") and story.dep[i] != "pobj":
            head = i
        i += 1
    if head is None or i + 1 >= s1 or story.text[i] != ",":
        return None
    if any(story.tag[k] in _FINITE for k in range(s0, v)) or story.tag[i + 1] not in _FINITE:
        return None
    return [(s0, v - 1), (i + 1, s1)], head


def trailing(story: Story, v: int, frames: dict[str, Cue]) -> list[Range] | None:
    """What stands in front of a reporting clause that ends its sentence, where the parse makes it no clause ("Nine dead, police say")."""
    if "quote" not in frames or frames["clause"].act != "speech" or not finite(story, v):
        return None
    # the object of "told" is who was told
    taken = ("ccomp", "xcomp", "attr") if frames["clause"].hearer else ("dobj", "ccomp", "xcomp", "attr")
    if any(k > v and story.dep[k] in taken for k in story.kids[v]):
        return None
    subject = next((k for k in story.kids[v] if story.dep[k] == "nsubj"), None)
    if subject is None:
        return None
    s0, s1 = story.sents[story.sent[v]]
    first = min(story.left[subject], v)
    if first - 1 <= s0 + 1 or story.text[first - 1] not in (",", "—", "–"):
        return None
    if any(story.pos[i] in ("VERB", "AUX") for i in range(max(v, subject) + 1, s1)):
        return None
    if story.tag[s0] in ("VBN", "VBG") and story.dep[s0] == "advcl":
        return None  # "Asked about the bridge, Ort said no."
    tops = [i for i in range(s0, first - 1) if story.head[i] == i or not s0 <= story.head[i] < first - 1]
    if all(story.head[i] == v and _sets_scene(story, i) for i in tops):
        return None  # "On Friday, the mayor told a joke."
    if not any(story.pos[i] in ("NOUN", "PROPN", "PRON", "NUM") and story.ent[i] not in ("DATE", "TIME") for i in range(s0, first - 1)):
        return None  # "Early on Friday, …", "More important, she told the Post …"
    return [(s0, first - 1)]


def _sets_scene(story: Story, i: int) -> bool:
    """True for what stands in front of a clause and is no clause of its own: a phrase with a preposition, an adverb, "As he left"."""
    if story.dep[i] == "advcl":
        return story.tag[i] in ("VBG", "VBN") or any(story.dep[k] in ("mark", "advmod") and k < i for k in story.kids[i])
    return story.dep[i] in ("prep", "advmod", "punct", "cc", "mark", "intj")


def _aside(story: Story, v: int) -> Range:
    """A parenthetical reporting clause: from its subject (or verb) to the comma or the end of the sentence behind it."""
    first, behind = v, v + 1
    for k in story.kids[v]:
        if story.dep[k] in ("nsubj", "aux", "neg", "advmod", "prt", "mark", "cc") and (k < v or story.dep[k] == "nsubj"):
            first, behind = min(first, story.left[k]), max(behind, story.right[k] + 1)
    end = story.sents[story.sent[v]][1]
    while behind < end and story.text[behind] not in (",", ";", "—", "–", "--", '"', "“", "''") and behind < v + 30:
        behind += 1
    return first, behind
