"""Forms of a clause: negated, infinitive, in the past, inverted, a yes/no question. Each is a question about one token of the parse."""

from __future__ import annotations

from sayso.language.story import Story

_NO = frozenset({"no", "neither", "zero"})
_NOBODY = frozenset({"nobody", "none", "neither", "nothing", "noone"})


def refusing(story: Story, k: int) -> int | None:
    """The "no" before a noun, and that of a subject or object that is nobody ("no soldier", "none of them")."""
    if story.dep[k] in ("det", "preconj"):
        return k if story.lower[k] in _NO else None
    if story.dep[k] not in ("nsubj", "nsubjpass", "dobj"):
        return None
    if story.lower[k] in _NOBODY:
        return k
    return next((x for x in story.kids[k] if x < k and story.lower[x] in _NO), None)


def is_inverted(story: Story, c: int) -> bool:
    """ "Were the bank closed, …", "should rebels attack, …", "had they fired, …"."""
    first = story.left[c]
    if story.lower[first] not in ("were", "should", "had") or story.head[first] != c or first >= c:
        return False
    return any(story.dep[k] in ("nsubj", "nsubjpass") and k > first for k in story.kids[c]) and story.text[-1:] != ["?"]


def is_present(story: Story, clause: int) -> bool:
    """True for a clause in the simple present, behind which the main clause is no telling of the past ("once both sides sign")."""
    if story.tag[clause] not in ("VBP", "VBZ") or story.kind[clause] == "title":
        return False
    main = story.head[clause]
    while story.pos[main] not in ("VERB", "AUX") and story.head[main] != main:
        main = story.head[main]
    return story.tag[main] not in ("VBD", "VBN") and not any(story.tag[k] == "VBD" for k in story.kids[main] if story.dep[k] == "aux")


def is_negated(story: Story, g: int) -> bool:
    """True where the word itself is negated: by "not", "never", "no" before it or its subject, or on its copula."""
    for k in story.kids[g]:
        if story.dep[k] == "neg" or (story.dep[k] == "advmod" and story.lower[k] in ("never", "hardly")):
            return True
        if story.dep[k] in ("det", "nsubj", "nsubjpass") and (story.lower[k] in _NO or story.lemma[k] in _NOBODY):
            return True
        if story.dep[k] in ("nsubj", "nsubjpass") and any(story.lower[x] in _NO for x in story.kids[k] if x < k):
            return True
    head = story.head[g]
    # "is not likely to": the negation hangs on the copula
    return story.pos[g] == "ADJ" and story.dep[g] == "acomp" and any(story.dep[k] == "neg" for k in story.kids[head])


def is_bare(story: Story, c: int) -> bool:
    """True for a finite clause with a subject and an object of its own, without "that": "the allegation he beat a pedlar"."""
    deps = {story.dep[k] for k in story.kids[c]}
    if story.tag[c] not in ("VBD", "VBZ", "VBP") or "nsubj" not in deps or "dobj" not in deps:
        return False
    return not any(story.tag[k] in ("WDT", "WP", "WP$", "WRB") for k in range(story.left[c], c))


def is_infinitive(story: Story, c: int) -> bool:
    """True for "to" with a verb."""
    return story.tag[c] == "VB" and any(story.lower[k] == "to" and story.dep[k] == "aux" for k in story.kids[c])


def is_having(story: Story, c: int) -> bool:
    """True for a participle of its own: "having fled", "being shelled"."""
    return any(story.lower[k] in ("having", "being") for k in story.kids[c])


def is_past(story: Story, v: int) -> bool:
    """Whether the finite verb of v's clause is in the past or the perfect: "were able", "has been able"."""
    aux = [k for k in story.kids[v] if story.dep[k] in ("aux", "auxpass")]
    if any(story.tag[k] == "MD" for k in aux):
        return False
    return story.tag[v] == "VBD" or any(story.lower[k] in ("had", "has", "have", "'ve") for k in aux)


def came_about(story: Story, g: int) -> int | None:
    """The verb of "was able to negotiate a truce", "were allowed to go home": what was possible took place."""
    verb = story.head[g] if story.lower[g] == "able" else g
    aux = [k for k in story.kids[verb] if story.dep[k] in ("aux", "auxpass")]
    were = any(story.lower[k] in ("was", "were") for k in aux) and not any(story.tag[k] == "MD" for k in aux)
    return verb if story.lower[g] in ("able", "allowed", "permitted") and (were or is_past(story, verb)) else None


def has_nothing(story: Story, g: int) -> bool:
    """ "has nothing to do with the raid"."""
    h = story.head[g]
    return story.lower[h] == "nothing" or any(story.lower[k] == "nothing" for k in story.kids[h])


def asks(story: Story, begin: int, end: int) -> bool:
    """A yes/no question: ends in "?" and begins with an auxiliary or a verb form of "be"."""
    last = end - 1
    while last > begin and story.lower[last] in ('"', "”", "'", "’", ")"):
        last -= 1
    if story.lower[last] != "?":
        return False
    first = begin
    while first < last and story.lower[first] in ('"', "“", "'", "‘", "but", "and", "so", "or"):
        first += 1
    return story.pos[first] == "AUX" or story.tag[first] == "MD"


def came_to_nothing(story: Story, verb: int, could: int) -> bool:
    """ "could not reach an accord": it did not come about."""
    return any(story.dep[x] == "neg" for x in story.kids[verb]) and story.lower[could + 2 : could + 3] != ["have"]
