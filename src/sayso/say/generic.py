"""Violence spoken of in general: no happening of its own.

"War", "violence" or "attacks on civilians" as a topic ("an end to the violence", "those who murder and kidnap", "the fight against
drugs") tells of no act that happened somewhere to somebody; "violence erupted in Orvela", "the attacks of Monday" does. So does a habit:
"they kidnap teachers" beside "they kidnapped two teachers". A habit, a rate or what somebody is there for is no happening in acts of
other types either: "the island is rarely hit by storms", "four deaths per 100,000", "a charity which helps widows".
"""

from __future__ import annotations

from sayso.language.wordlist import words
from sayso.say.merge import Draft
from sayso.say.participants import Participants

_VIOLENT = frozenset({"ASSAULT", "X-HARM"})
#: nouns for a state of things rather than an act
_STATES = words(
    "war warfare violence conflict aggression terrorism genocide persecution combat hostility hostilities unrest brutality fight "
    "battle struggle torture feud extermination bloodbath confrontation repression"
)
#: "an act of war", "prisoners of war", "a wave of attacks": the noun in front is what is told of
_OF = words(
    "act prisoner crime climate spiral cycle end level culture method victim veteran state year decade era use form type kind threat fear "
    "campaign policy means perpetrator history spread possibility prospect case problem issue scourge wave season theater theatre context "
    "month eradication prevention elimination horror effect consequence cause"
)
_FALLS = words(
    "erupt break flare continue resume intensify escalate occur rage begin start spread take happen subside leave claim cause kill"
)
_HABITUAL = words(
    "annually yearly rarely seldom usually typically commonly generally normally traditionally customarily regularly routinely frequently "
    "habitually invariably"
)
#: types of acts that may go on for weeks: "students regularly march to the square" is a campaign
_CAMPAIGNS = frozenset({"PROTEST", "MOBILIZE", "COERCE"})
_USUAL = words("common commonplace usual customary traditional normal typical routine unusual uncommon rare")
_LIKES = words("like love enjoy hate prefer dislike")
_ONE = words("the this that these those a an his her its their our another each every one two three four five six seven eight nine ten")
_SPECIFIC = frozenset({"DATE", "TIME", "GPE", "LOC", "FAC", "PERSON", "ORG", "NORP", "CARDINAL", "ORDINAL"})


def in_general(people: Participants, d: Draft) -> str:
    """Why a draft of violence tells of no happening, "" if it does."""
    s, i = people.s, d.trigger.token
    if d.type not in _VIOLENT or s.kind[i] == "title" or any(s.tag[k] not in ("VB", "VBP", "VBZ") for k in d.merged):
        return ""
    if s.pos[i] in ("NOUN", "PROPN"):
        return _noun(people, d)
    return _habit(people, d) if s.tag[i] in ("VBZ", "VBP", "VB", "VBG") else ""


def habitual(people: Participants, d: Draft) -> str:
    """Why a draft of any type tells of what is done again and again, "" if it does not."""
    s, i = people.s, d.trigger.token
    if s.kind[i] == "title":
        return ""
    heads = [i] if d.roles.governor is None else [i, d.roles.governor]
    if s.dep[i] in ("xcomp", "advcl", "acl") and s.tag[i] == "VB":
        heads.append(s.head[i])  # "it raises money annually to help widows"
    for h in heads:
        for k in s.kids[h]:
            if s.dep[k] == "advmod" and s.lower[k] in _HABITUAL and d.type not in _CAMPAIGNS:
                return "a habit, no happening"
            rate = s.dep[k] == "prep" and s.lower[k] == "per" and any(s.pos[x] == "NUM" or s.lower[x] == "year" for x in s.kids[k])
            if rate and s.pos[i] == "NOUN" and d.type == "X-HARM":
                return "a rate, no happening"
    if s.tag[i] in ("VB", "VBG") and s.dep[i] in ("xcomp", "ccomp", "advcl") and s.head[i] != i:
        g = s.head[i]
        if s.lemma[g] in _LIKES and s.dep[i] == "xcomp" and s.tag[i] == "VBG":
            return "a liking, no happening"
        if s.lemma[g] == "be" and any(s.dep[k] == "acomp" and s.lemma[k] in _USUAL for k in s.kids[g]):
            return "a habit, no happening"
    verb = d.roles.governor if d.roles.governor is not None else i
    if d.type in ("AID", "COOPERATE") and s.tag[verb] in ("VBZ", "VBP") and s.dep[verb] == "relcl":
        if not any(s.dep[k] in ("aux", "auxpass") for k in s.kids[verb]) and not _dated_clause(people, verb):
            return "what somebody is there for, no happening"
    return ""


def _noun(people: Participants, d: Draft) -> str:
    s, i = people.s, d.trigger.token
    p = s.head[i]
    if s.dep[i] == "pobj" and s.lower[p] == "of" and s.lemma[s.head[p]] in _OF and not _dated(people, i):
        return f"a {s.lemma[s.head[p]]} of it, no happening"
    if d.trigger.words or d.roles.governor is not None:
        return ""
    if s.lemma[i] in _STATES:
        if (
            _dated(people, i)
            or _falls(people, i)
            or _placed(people, i)
            or (_known(people, d.roles.actors) and _known(people, d.roles.recipients))
        ):
            return ""
        return "a state of things, no happening"
    plural = s.tag[i] in ("NNS", "NNPS")
    if plural and not any(s.lower[k] in _ONE or s.ent[k] in _SPECIFIC for k in s.kids[i] if k < i):
        if not (_dated(people, i) or _falls(people, i) or _placed(people, i)) and not _known(people, d.roles.actors + d.roles.recipients):
            return "such acts in general"
    return ""


def _habit(people: Participants, d: Draft) -> str:
    """A verb in the simple present, told of what somebody does again and again; of a bare infinitive or gerund, one aimed at nobody."""
    s, i = people.s, d.trigger.token
    aux = [s.lower[k] for k in s.kids[i] if s.dep[k] in ("aux", "auxpass")]
    if s.tag[i] in ("VBZ", "VBP") and not aux:
        if s.dep[i] in ("ROOT", "ccomp", "conj", "relcl") and not _named_whom(people, d) and not _dated_clause(people, i):
            return "a habit, no happening"
    if (
        s.tag[i] in ("VB", "VBG")
        and not d.roles.recipients
        and not d.roles.weapons
        and s.dep[i] in ("xcomp", "pcomp", "conj", "advcl", "acl", "dobj", "pobj")
    ):
        if not any(a in ("is", "are", "was", "were", "been", "will", "'s", "'re") for a in aux) and not d.trigger.words:
            return "aimed at nobody"
    return ""


def _named_whom(people: Participants, d: Draft) -> bool:
    """Whether somebody or something in particular suffers it."""
    s = people.s
    return any(s.ent[k] in _SPECIFIC or _particular(people, k) for k in (*d.roles.recipients, *d.roles.weapons))


def _particular(people: Participants, k: int) -> bool:
    s = people.s
    return any(s.lower[x] in _ONE or s.dep[x] in ("nummod", "poss") for x in s.kids[k]) and s.pos[k] != "PRON"


def _known(people: Participants, tokens: list[int]) -> bool:
    """Whether somebody in particular is among them: a name, or a phrase with an article or a number."""
    s = people.s
    return any(s.ent[k] in _SPECIFIC or _particular(people, k) for k in tokens)


def _dated(people: Participants, i: int) -> bool:
    s = people.s
    return any(s.ent[k] in ("DATE", "TIME") for k in range(s.left[i], s.right[i] + 1)) or _dated_clause(people, s.head[i])


def _dated_clause(people: Participants, v: int) -> bool:
    s = people.s
    return any(
        s.ent[k] in ("DATE", "TIME") or (s.dep[k] == "prep" and any(s.ent[x] in ("DATE", "TIME") for x in s.kids[k])) for k in s.kids[v]
    )


def _falls(people: Participants, i: int) -> bool:
    s = people.s
    return s.dep[i] in ("nsubj", "nsubjpass", "conj") and s.lemma[s.head[i]] in _FALLS


def _placed(people: Participants, i: int) -> bool:
    return any(
        name in ("in", "at", "near", "outside", "inside", "around")
        and (people.s.ent[k] in ("GPE", "LOC", "FAC") or people.kind(k) == "facility")
        for name, k in people.clauses.preps_of(i)
    )
