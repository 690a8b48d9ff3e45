"""Who has a wound: "a clerk with two stab wounds", "was discovered in a barn with a bullet wound", "a guard bleeding from knife wounds".

Police reports tell of the wound instead of the act. Only wounds that a weapon made count.
"""

from __future__ import annotations

from sayso.codebook.nouns import load_nouns
from sayso.language.story import Story
from sayso.language.wordlist import words

_WOUNDS = words("wound")
_MADE_BY = words("gunshot bullet stab shotgun knife shrapnel gun gun-shot")
_SUFFER = words("suffer recover bleed")
#: of their object: "discovered a ferryman with", "treated a clerk with"
_FINDERS = words("find locate discover leave hospitalize encounter see treat nurse tend rescue meet notice spot")
#: of their subject: "walked into a hospital with"
_COMERS = words("arrive walk show turn come appear stagger lie stumble limp check admit take rush transport bring")
_SUBJECTS = ("nsubj", "nsubjpass")


def bearer(story: Story, n: int) -> int | None:
    """The token that heads the phrase of those who have the wound ``n``; None when no weapon made it or nobody is said to have it."""
    if story.lemma[n] not in _WOUNDS or not any(story.lower[k] in _MADE_BY for k in story.kids[n] if k < n):
        return None
    p = story.head[n]
    if story.dep[n] != "pobj" or story.dep[p] != "prep":
        return None
    h = story.head[p]
    if story.lower[p] == "from" and story.lemma[h] in _SUFFER:
        return _of_clause(story, h)
    if story.lower[p] != "with":
        return None
    while story.pos[h] not in ("VERB", "AUX") and story.dep[h] == "pobj" and story.dep[story.head[h]] == "prep" and not _person(story, h):
        h = story.head[story.head[h]]  # "found a ferryman behind the mill with": hung on the mill
    found = story.dep[h] in ("dobj", "nsubjpass") and story.lemma[story.head[h]] in _FINDERS
    if found or _person(story, h):
        return h
    if story.lemma[h] in _FINDERS:
        return next((k for k in story.kids[h] if story.dep[k] in ("dobj", "nsubjpass")), None)
    return _of_clause(story, h) if story.lemma[h] in _COMERS else None


def _person(story: Story, h: int) -> bool:
    noun = load_nouns().get(story.lemma[h])
    return (noun is not None and noun.kind == "person") or story.ent[h] == "PERSON" or story.tag[h] == "CD"


def _of_clause(story: Story, v: int) -> int | None:
    """The subject of the verb, or the noun that its participle hangs on."""
    for _ in range(3):
        own = next((k for k in story.kids[v] if story.dep[k] in _SUBJECTS), None)
        if own is not None and story.lower[own] not in ("who", "that", "which"):
            return own
        if story.dep[v] in ("acl", "relcl"):
            return story.head[v]
        if story.dep[v] not in ("advcl", "xcomp", "conj"):
            return None
        if story.dep[v] != "conj" and (found := [k for k in story.kids[story.head[v]] if story.dep[k] == "dobj" and k < v]):
            return found[0]
        v = story.head[v]
    return None
