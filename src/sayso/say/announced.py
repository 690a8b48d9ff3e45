"""Who did what a body announces without a doer: "the federation announced that two players were banned".

A passive of a ban, a sanction, a release or aid that hangs on a verb of announcing and names nobody by whom is the act of who announces it,
where that is an authority or a body that rules over its own. Arrests and violence are not: a ministry tells of what the police did.
"""

from __future__ import annotations

from sayso.language.wordlist import words
from sayso.say.known import Known
from sayso.say.merge import Draft
from sayso.say.participants import Participants
from sayso.say.voices import holder_of, is_authority

_ANNOUNCING = words("announce declare decree rule decide order")
_BODIES = words(
    "federation association league club union university board commission council committee company airline agency organisation "
    "organization school church party bank court tribunal"
)
#: modes of coercion that a body's word is enough for
_BY_WORD = frozenset({"ban", "restrict"})


def announcer(known: Known, people: Participants, d: Draft) -> list[int]:
    """Heads of the subject that announces the act and thereby does it; none where somebody else may have done it."""
    s, i = people.s, d.trigger.token
    if d.roles.actors or s.tag[i] != "VBN" or s.dep[i] != "ccomp" or not any(s.dep[k] in ("auxpass", "nsubjpass") for k in s.kids[i]):
        return []
    by_word = d.type in ("SANCTION", "AID") or (d.type == "COERCE" and d.mode in _BY_WORD) or (d.type == "RETREAT" and d.mode == "release")
    verb = s.head[i]
    if not by_word or s.lemma[verb] not in _ANNOUNCING or s.pos[verb] != "VERB":
        return []
    subject = people.clauses.args(verb).subj
    if people.clauses.args(verb).passive or len(subject) != 1 or subject[0] in d.roles.recipients or not people.acts(subject[0]):
        return []
    k = subject[0]
    if s.lemma[k].lower() in _BODIES or is_authority(known, holder_of(known, k)):
        return [k]
    return []
