"""What an attack was made with and what it was aimed at, beyond the slots of its frame.

The weapon often stands inside the expression that tells of the attack ("threw a BOMB at", "a DYNAMITE attack"), with its doers ("men armed
with rifles") or with what carried it ("a van loaded with explosives blew up"); the building or vehicle that a bomb was meant for is told as
the place where it went off ("exploded outside the embassy").
"""

from __future__ import annotations

from sayso.language.wordlist import words
from sayso.say.merge import Draft
from sayso.say.participants import Participants

_VIOLENT = frozenset({"ASSAULT", "X-HARM"})
_ARMED = words("arm equip armed equipped")
_LOADED = words("load pack fill lade rig stuff charge loaded packed filled laden rigged stuffed")
_WITH = frozenset({"with", "using"})
#: modes whose place is their target, where it is a building or a vehicle
_BLASTS = frozenset({"explosives", "suicide-attack"})
_AT = words("at in inside outside near on under underneath beneath beside by against into to next opposite behind across")
#: parts and sides of a place: of "the front of the bank" it is the bank
_SIDES = words(
    "front side rear back entrance door gate vicinity facade wall middle inside outside entranceway doorway proximity premises steps "
    "floor storey lobby basement garage yard courtyard patio garden roof window hallway corridor stairway stairwell engine trunk seat"
)
#: what may be hit of a building or vehicle: of "the windows of the bank" the bank suffers it
_PARTS = words(
    "window windowpane pane glass door wall roof ceiling facade front rear entrance gate fence floor storey lobby basement wing tire tyre "
    "windshield windscreen hood fuselage cockpit hull structure interior exterior part section side showcase rooftop"
)
#: what is wider than a target: a road, a district, a market is where it happened, not what was hit
_WIDE = words(
    "area road street highway avenue neighborhood neighbourhood town village city district region zone sector square position target "
    "corner site place park field"
)
#: what is left of somebody
_BODIES = words("body corpse remains")
#: verbs by which one thing is the means of what follows: "used mortars to shell the post"
_USES = words("use employ utilize utilise")
#: what a bomb or a truck does with the explosives in it
_HOLDS = words("contain carry hold include transport")
_LAID = words("place plant leave lay set put hide install locate throw hurl toss lob attach discover find")


def furnish(people: Participants, d: Draft) -> None:
    """Add to a violent draft the weapons and the targets that its frame has no slot for."""
    if d.type not in _VIOLENT:
        return
    for k in _weapons(people, d):
        if k not in d.roles.weapons and k not in d.roles.recipients:
            d.roles.weapons.append(k)
            d.roles.how.setdefault(k, "means")
    if (d.mode in _BLASTS or d.frame.name == "assault.explosion" or _bombs(people, d)) and not _sites(people, d.roles.recipients):
        for k in _targets(people, d):
            if k not in d.roles.recipients and k not in d.roles.actors and k not in d.roles.weapons:
                d.roles.recipients.append(k)
                d.roles.how.setdefault(k, "site")


def whole(people: Participants, k: int) -> int:
    """The building or vehicle that k is a part of, where the phrase names it ("the windows of the bank", "its roof" stays); else k."""
    s = people.s
    if s.lemma[k] in _BODIES:  # "the body of the miller, who was kidnapped"
        return next((x for name, x in people.clauses.preps_of(k) if name == "of" and people.acts(x)), k)
    if s.lemma[k] == "life":  # "claimed the lives of two bakers"
        return next((x for name, x in people.clauses.preps_of(k) if name == "of" and people.acts(x)), k)
    if s.lemma[k] not in _PARTS:
        return k
    held = [x for name, x in people.clauses.preps_of(k) if name in ("of", "to", "in", "at")] + [x for x in s.kids[k] if s.dep[x] == "poss"]
    return next((x for x in held if people.kind(x) in ("facility", "vehicle") and s.lemma[x] not in _PARTS), k)


def is_weapon(people: Participants, i: int) -> bool:
    """Whether the noun is a weapon's, alone or behind its modifiers, whatever a tagger took it for."""
    s = people.s
    names = {s.lemma[i], s.lower[i]} | {f"{s.lower[k]} {s.lemma[i]}" for k in s.kids[i] if k < i and s.dep[k] in ("compound", "amod")}
    return bool(names & people.frames.classes.get("weapon", frozenset())) and s.pos[i] in ("NOUN", "PROPN", "ADJ")


def armament(people: Participants, k: int) -> int:
    """The weapon whose kind k says: of "dynamite sticks", "automatic rifles" the sticks, the rifles; else k."""
    s = people.s
    h = s.head[k]
    return h if s.dep[k] in ("compound", "amod", "nmod") and k < h <= k + 2 and is_weapon(people, h) else k


def _weapons(people: Participants, d: Draft) -> list[int]:
    s, clauses, roles = people.s, people.clauses, d.roles
    trigger = d.trigger.token
    out: list[int] = []

    def add(k: int) -> None:
        k = armament(people, clauses.kernel(k))
        if k != trigger and k not in out and is_weapon(people, k):
            out.append(k)

    if d.frame.about == "cause" and d.frame.name not in ("assault.abduct", "assault.seize_territory"):
        for k in (*d.trigger.words, *roles.themes):
            add(k)
        if s.pos[trigger] in ("VERB", "AUX"):
            for k in clauses.args(trigger).subj:
                add(k)
        else:
            for k in s.kids[trigger]:
                if k < trigger and s.dep[k] in ("compound", "nmod", "amod"):
                    add(k)
    carriers = [trigger, *d.trigger.words, *([roles.governor] if roles.governor is not None else [])]
    for c in carriers:
        for k in s.kids[c]:
            if s.dep[k] == "acl" and s.tag[k] == "VBN":  # "the attack, carried out with bombs"
                carriers = [*carriers, k]
            if s.dep[k] == "advcl" and s.lower[k] == "using":
                for x in s.kids[k]:
                    if s.dep[x] == "dobj":
                        add(x)
    if s.dep[trigger] in ("xcomp", "advcl") and s.lemma[s.head[trigger]] in _USES:
        carrier = clauses.args(s.head[trigger])
        for k in carrier.obj:
            for x in clauses.spread(k):
                add(x)
    for c in carriers:
        for name, k in clauses.preps_of(c):
            if name in _WITH or (name == "by" and c in d.trigger.words):  # "two were killed and four wounded by a bomb"
                for x in clauses.spread(k):
                    add(x)
    for who in roles.actors:
        for k in s.kids[who]:
            if s.dep[k] in ("acl", "amod", "relcl") and (s.lemma[k] in _ARMED or s.lower[k] in _ARMED):
                for name, x in clauses.preps_of(k):
                    if name == "with":
                        for y in clauses.spread(x):
                            add(y)
    for thing in (*out, *roles.weapons, *(clauses.args(trigger).subj if s.pos[trigger] == "VERB" else ())):
        for k in s.kids[thing]:  # "a truck carrying 100 kg of dynamite"
            if s.dep[k] in ("acl", "relcl") and s.lemma[k] in _HOLDS:
                for x in clauses.args(k).obj:
                    add(x)
    for thing in (*roles.weapons, *roles.recipients, *roles.themes, *(clauses.args(trigger).subj if s.pos[trigger] == "VERB" else ())):
        for k in s.kids[thing]:
            if s.dep[k] in ("acl", "amod", "relcl") and (s.lemma[k] in _LOADED or s.lower[k] in _LOADED):
                for name, x in clauses.preps_of(k):
                    if name == "with":
                        add(x)
    return out


def _bombs(people: Participants, d: Draft) -> bool:
    s = people.s
    return any(s.lemma[k] in people.frames.classes.get("mode:explosives", frozenset()) and is_weapon(people, k) for k in d.roles.weapons)


def _sites(people: Participants, tokens: list[int]) -> bool:
    return any(people.kind(k) in ("facility", "vehicle") for k in tokens)


def _targets(people: Participants, d: Draft) -> list[int]:
    """The buildings and vehicles that a bomb was laid at, thrown at, or went off at."""
    s, clauses = people.s, people.clauses
    carriers = [d.trigger.token, *d.trigger.words, *([d.roles.governor] if d.roles.governor is not None else [])]
    bombs = [*d.roles.weapons]
    if s.pos[d.trigger.token] in ("VERB", "AUX"):
        bombs += clauses.args(d.trigger.token).subj
    for k in bombs:
        carriers += [k, *(x for x in s.kids[k] if s.dep[x] in ("acl", "relcl") and s.lemma[x] in _LAID)]
    out: list[int] = []
    for c in dict.fromkeys(carriers):
        for name, k in clauses.preps_of(c):
            if name not in _AT:
                continue
            for x in clauses.spread(k):
                x = _inner(people, x)
                if people.kind(x) in ("facility", "vehicle") and s.lemma[x] not in _WIDE and x not in d.roles.weapons and x not in out:
                    out.append(x)
    return out


def _inner(people: Participants, k: int) -> int:
    """The building of "the front of the building"."""
    s = people.s
    if s.lemma[k] in _SIDES:
        inner = next((x for name, x in people.clauses.preps_of(k) if name in ("of", "to")), None)
        if inner is not None:
            return inner
    return k
