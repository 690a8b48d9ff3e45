"""Parties of lists that the parse hides: who stands beside a place, an office or a part of another party's name.

Parsers hang the second of two on the noun that stands next to it. Lists are told apart by what kinds of things stand in them:

- "killed five children in a bus and two drivers": people beside a place or vehicle, which nobody lists together;
- "offices of unions and houses of their members were burned": a building beside whose the other building is;
- "nominated Orth for president and Vell for vice president": a person beside an office;
- "the Farmers' Union of Oruro and the Herders' Fund sued": a body with a name of its own beside the place in another's name;
- "the delegations of Chad, Gabon and Kenya met": each of those listed takes part in what is done together;
- "Chad and Gabon announced their agreement": *their* is all of them, whichever of them the pronoun was resolved to.
"""

from __future__ import annotations

from sayso.language.wordlist import words
from sayso.say.merge import Draft
from sayso.say.participants import Participants

#: types whose people are told with where they were
_WHERE_TYPES = frozenset({"ASSAULT", "X-HARM"})
_TOGETHER = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT"})
_INSIDE = words("in inside on aboard at near outside")
_SITES = frozenset({"place", "facility", "vehicle"})
#: who speaks for a country or body, in the plural
_DELEGATES = words(
    "delegation government leader president premier minister ambassador envoy representative negotiator official diplomat navy army "
    "force military authority parliament counterpart team mission"
)
#: nouns that end the name of a body
_BODIES = words(
    "union fund association foundation federation league council committee society institute institution party front movement alliance "
    "coalition network group centre center commission organisation organization bank company corporation university college church club "
    "agency board trust congress confederation forum project campaign initiative"
)


def complete_lists(people: Participants, d: Draft) -> None:
    """Add to a draft's roles the parties that stand in a list with those it has; each of "the delegations of A and B" in their place."""
    roles = d.roles
    for k in list(roles.recipients):
        if d.type in _WHERE_TYPES:
            found = [*_beside_site(people, d, k), *_beside_owner(people, k)]
        else:
            found = _beside_office(people, d, k) if d.type == "SUPPORT" else []
        _add(roles.recipients, found, roles.how, "list")
    for side in (roles.actors, roles.recipients):
        for k in list(side):
            owners = _their(people, k)
            if owners:
                side.remove(k)
            _add(side, [*owners, *_beside_name(people, k)], roles.how, "list")
    if d.type in _TOGETHER:
        roles.actors = _each(people, roles.actors)
        roles.recipients = _each(people, roles.recipients)


def _add(side: list[int], found: list[int], how: dict[int, str], slot: str) -> None:
    for x in found:
        if x not in side:
            side.append(x)
        how[x] = slot


def _beside_site(people: Participants, d: Draft, k: int) -> list[int]:
    """People listed with the place that the victims headed by k were at."""
    s, clauses = people.s, people.clauses
    if people.kind(k) not in ("person", "group"):
        return []
    behind = s.right[k] + 1  # "killed five children [in a bus]": hung on the verb
    preps = [*clauses.preps_of(k), *(row for row in clauses.preps_of(d.trigger.token) if k < d.trigger.token or s.head[row[1]] == behind)]
    out = []
    for name, site in preps:
        if name in _INSIDE and people.kind(site) in _SITES:
            for x in clauses.spread(site):
                counted = any(s.dep[y] in ("nummod", "det") for y in s.kids[x])
                if x != site and counted and s.pos[x] == "NOUN" and people.kind(x) in ("person", "group"):
                    out.append(x)
    return out


def _beside_owner(people: Participants, k: int) -> list[int]:
    """Buildings listed with whose the building headed by k is: "offices of unions and houses of their members"."""
    s, clauses = people.s, people.clauses
    if people.kind(k) not in ("facility", "vehicle"):
        return []
    out = []
    for name, owner in clauses.preps_of(k):
        if name == "of" and people.kind(owner) not in ("facility", "vehicle", "place"):
            for x in clauses.spread(owner):
                if x != owner and s.pos[x] == "NOUN" and people.kind(x) in ("facility", "vehicle"):
                    out.append(x)
    return out


def _beside_office(people: Participants, d: Draft, k: int) -> list[int]:
    """Persons by name listed with the office that k is put up for."""
    s, clauses = people.s, people.clauses
    preps = [*clauses.preps_of(k), *(clauses.args(d.trigger.token).preps if s.pos[d.trigger.token] == "VERB" else ())]
    return [
        x for name, office in preps if name in ("for", "as") and s.pos[office] == "NOUN" for x in clauses.spread(office)
        if s.ent[x] == "PERSON"
    ]  # fmt: skip


def _beside_name(people: Participants, k: int) -> list[int]:
    """Bodies listed with the place in the name of the body headed by k."""
    s = people.s
    if s.pos[k] != "PROPN" or s.lemma[k].lower() not in _BODIES:
        return []
    out = []
    for name, place in people.clauses.preps_of(k):
        if name in ("of", "in", "for") and s.pos[place] == "PROPN" and s.lemma[place].lower() not in _BODIES:
            for x in people.clauses.spread(place):
                if x != place and s.pos[x] == "PROPN" and s.lemma[x].lower() in _BODIES and s.left[x] < x:
                    out.append(x)
    return out


def _their(people: Participants, k: int) -> list[int]:
    """Those listed as the subject of the verb whose object is "their" act; none where k is no such word."""
    s = people.s
    thing = s.head[k]
    if s.lower[k] != "their" or s.dep[k] != "poss" or s.dep[thing] != "dobj" or s.pos[s.head[thing]] != "VERB":
        return []
    subjects = people.clauses.args(s.head[thing]).subj
    return list(subjects) if len(subjects) > 1 and all(people.acts(x) for x in subjects) else []


def _each(people: Participants, side: list[int]) -> list[int]:
    """The side with those who sent the delegates in their place, where two or more are named."""
    s = people.s
    out: list[int] = []
    for k in side:
        senders: list[int] = []
        if s.tag[k] in ("NNS", "NNPS") and s.lemma[k] in _DELEGATES and not any(s.dep[y] == "appos" for y in s.kids[k]):
            senders = [x for name, first in people.clauses.preps_of(k) if name == "of" for x in people.clauses.spread(first)]
            if len(senders) < 2 or not all(s.ent[x] in ("GPE", "ORG", "NORP") for x in senders):
                senders = []
        out.extend(x for x in senders or [k] if x not in out)
    return out
