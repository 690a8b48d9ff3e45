"""Gathering happenings: triggers → slots → one draft for one act → participants as mentions."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from sayso.language.clauses import PACKAGE, Clauses
from sayso.language.wordlist import words
from sayso.record import Mention
from sayso.say.announced import announcer
from sayso.say.generic import habitual, in_general
from sayso.say.happening import Happening
from sayso.say.known import Known
from sayso.say.listed import complete_lists
from sayso.say.means import armament, furnish, whole
from sayso.say.merge import Draft, merge_sentence
from sayso.say.operators import OPERATORS, commitments, inherit, inner_acts
from sayso.say.participants import Participants
from sayso.say.parties import weigh_parties
from sayso.say.public import (
    DOUBTFUL,
    addressed,
    figurative,
    grounded,
    no_public_party,
    of_things,
    private,
    statement_at,
    to_press,
    told_in_talk,
    unfit,
)
from sayso.say.repeats import drop_repeats
from sayso.say.rollcall import TOLD_ELSEWHERE, call_roll
from sayso.say.sense import weigh_senses
from sayso.say.slots import SlotFiller

#: types whose recipient is an actor: of "condemned the attack by X" it is X
_VERBAL = words("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE")
_CLAUSE = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "csubj", "pcomp", "parataxis"})
_TOWARDS = words("to with against for on into over at of toward towards between among from upon")
_AT = _TOWARDS | {"in", "across", "near", "along", "around", "off"}
_WHERE = words("in at on near along around across off from to into over toward towards")
#: types that may be aimed at a place: relief in a country, a curfew in a town
_PLACED = frozenset({"AID", "CONCEDE", "RETREAT", "MOBILIZE", "SANCTION", "COERCE", "REQUEST", "COOPERATE"})
#: types that need parties: who does it and towards whom
_PUBLIC = words("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID REQUEST ACCUSE REJECT THREATEN SANCTION RETREAT MOBILIZE")
#: types by words or policy: of what they are about only somebody is a party
_ADDRESSED = _VERBAL | {"COERCE"}
_SITES = frozenset({"place", "facility"})
#: modes of taking somebody into custody
_TAKEN = frozenset({"arrest", "detain", "deport"})
#: types that may stand without anybody who takes part
_LOOSE = words("X-HARM X-ACCESS PROTEST ASSAULT MOBILIZE RETREAT CONSULT")
#: ways of bringing people to safety: the place is where to
_CARRY = words("airlift evacuate medevac transfer rescue bring ferry take carry")
#: what the victims of others are mourned for
_SUFFERED = words(
    "death killing murder shooting arrest detention imprisonment jailing beating assassination execution trial treatment plight"
)
#: buildings that stand for who sits in them
_SEATS = words("embassy consulate ministry parliament headquarters office court palace")
#: nouns and verbs of acts that are meant
_MEANT = words("plot plan attempt conspiracy bid order plan conspire plot try attempt want order intend threaten vow")
#: pronouns that say nothing where nobody is told of that they may stand for
_NOBODY_TOLD = words("those who one ones other others some many all any anyone everyone someone somebody it they them their")
#: verbs of falling in a fight
_FALLEN = words("kill die wound injure perish")
_SYMMETRIC = frozenset({"AGREE", "CONSULT", "COOPERATE"})
_PERSONS = frozenset({"person", "group", "organization"})


def gather(known: Known) -> tuple[list[Happening], tuple[Mention, ...]]:
    """The happenings in text order, and the mentions that had to be made for their participants (ids "me1" …)."""
    clauses = Clauses(known.story)
    people = Participants(known, clauses)
    drafts = draft(known, clauses, people)
    kept = [d for d in drafts if not d.gone]
    return [happening(known, people, d) for d in kept], tuple(people.made)


def draft(known: Known, clauses: Clauses, people: Participants) -> list[Draft]:
    """Every trigger as a draft, with the reason in ``gone`` where it makes no event of its own."""
    drafts = candidates(known, clauses, people)
    weigh_senses(known, people, drafts)
    weigh_parties(known, people, drafts)
    return drafts


def candidates(known: Known, clauses: Clauses, people: Participants) -> list[Draft]:
    """The drafts before their sense is weighed."""
    story, frames = known.story, known.codebook.frames
    filler = SlotFiller(story, frames, clauses)
    tokens = {t.token for t in known.triggers}
    drafts = []
    for t in known.triggers:
        roles = filler.fill(t)
        d = Draft(t, frames.frames[t.frame], roles, t.type, t.mode, contexts=list(frames.frames[t.frame].contexts))
        _sort_out(d, people, tokens)
        furnish(people, d)
        complete_lists(people, d)
        drafts.append(d)
    drafts.extend(commitments(story, frames, clauses, filler, drafts))
    drafts.sort(key=lambda d: d.trigger.token)
    inherit(story, clauses, drafts)
    for _, group in groupby(drafts, key=lambda d: story.sent[d.trigger.token]):
        merge_sentence(story, clauses, list(group))
    for d in drafts:
        if not d.gone:
            _settle(known, people, d)
    call_roll(people, drafts)
    inherit(story, clauses, [d for d in drafts if not d.gone])
    for d in drafts:
        if d.type in OPERATORS and not d.gone:
            d.roles.recipients = addressed(people, d)
    drop_repeats(known, people, drafts)
    return drafts


def _sort_out(d: Draft, people: Participants, tokens: set[int]) -> None:
    """Weapons out of the actors, happenings out of the participants."""
    roles = d.roles
    actors = []
    for k in roles.actors:
        kernel = people.clauses.kernel(k)
        kind = people.kind(k)
        if k in tokens or kernel in tokens:
            roles.events.append(k if k in tokens else kernel)
        elif kind == "weapon":
            if k not in roles.weapons:
                roles.weapons.append(k)
            actors.extend(_wielder(people, k))
        else:
            actors.append(k)
    roles.actors = actors
    weapons = list(dict.fromkeys(armament(people, k) for k in roles.weapons if people.kind(k) == "weapon"))
    weapons = [k for k in weapons if k != d.trigger.token and k not in d.merged]
    roles.weapons = weapons
    if d.type in ("ASSAULT", "X-HARM"):
        roles.recipients = list(dict.fromkeys(x for k in roles.recipients for x in people.clauses.spread(whole(people, k))))
    roles.recipients = [k for k in roles.recipients if k not in weapons and not _measures(people, k)]


def _measures(people: Participants, k: int) -> bool:
    """Whether k is a time, a sum, a share, a year: "the bombings of 2015"."""
    s = people.s
    return s.ent[k] in ("DATE", "TIME", "MONEY", "PERCENT") or (s.pos[k] == "NUM" and people.kind(k) == "other")


def _wielder(people: Participants, weapon: int) -> list[int]:
    """Whose weapon it is, where the phrase says so: "Ruritanian army missiles hit the port"."""
    s = people.s
    for k in s.kids[weapon]:
        if k < weapon and s.dep[k] in ("poss", "compound", "amod", "nmod") and people.kind(k) in ("organization", "group", "country"):
            if s.ent[k] in ("NORP", "ORG") or people.kind(k) in ("group", "country"):
                return [k]
    return []


def _settle(known: Known, people: Participants, d: Draft) -> None:
    """Who may fill the roles, the mode by the weapon, harm without a doer."""
    roles, s = d.roles, people.s
    actors = []
    for k in roles.actors:
        if people.acts(k):
            actors.append(k)
        else:
            found = people.owner(k) or [x for x in people.clauses.holder(k) if people.acts(x)]
            actors.extend(x for x in found if x not in actors)
    if not actors and d.type in ("MOBILIZE", "AID") and people.s.pos[d.trigger.token] == "VERB":
        a = people.clauses.args(d.trigger.token)  # "peacekeepers were deployed": they are who moves
        movers = people.frames.classes["troops"] | {"peacekeeper", "rescuer", "medic", "observer", "monitor", "firefighter", "crew"}
        moved = [x for x in a.obj if a.passive and people.acts(x)]
        actors = [x for x in moved if (people.s.lemma[x] in movers or d.type == "MOBILIZE") and x not in roles.recipients]
        if not actors and d.type == "AID":
            roles.recipients = list(dict.fromkeys((*moved, *roles.recipients)))  # "victims were airlifted to hospital"
    roles.actors = list(dict.fromkeys(actors)) or announcer(known, people, d)
    recipients: list[int] = []
    tokens = {t.token for t in known.triggers}
    if d.frame.shape == "mutual" and not any(people.acts(k) for k in roles.recipients):
        sides = _sides(people, roles.actors)
        if len(sides) > 1:  # "Ruritania and Sylvania signed a treaty": each is the other's party
            roles.actors, roles.recipients, roles.both = sides, list(sides), True
    # "was airlifted to Orvela", "brought them to safety"
    carried = s.lemma[d.trigger.token] in _CARRY and all(people.kind(k) in ("place", "facility", "other") for k in roles.recipients)
    if d.frame.shape == "give" and (carried or not roles.recipients) and people.s.pos[d.trigger.token] == "VERB":
        troops = people.frames.classes.get("troops", frozenset())
        given = [k for k in people.clauses.args(d.trigger.token).obj if k not in d.trigger.words and people.s.lemma[k] not in troops]
        persons = [x for k in given if people.kind(k) in _PERSONS for x in people.clauses.spread(k) if x not in roles.actors]
        roles.recipients = persons or roles.recipients
    for k in roles.recipients:
        if d.type in _VERBAL and not people.acts(k) and not (d.type == "THREATEN" and people.kind(k) in ("facility", "vehicle")):
            owners = [x for x in people.owner(k) if (x not in roles.actors or roles.both) and not (roles.actors and _own(people, x))]
            recipients.extend(owners or [k])
        elif people.acts(k) or people.kind(k) in ("facility", "vehicle") or k not in tokens:
            recipients.append(k)
    roles.recipients = [k for k in dict.fromkeys(recipients) if roles.both or k not in roles.actors]
    if not roles.both and d.type in _VERBAL | {"COERCE"} and d.frame.shape not in ("suffer", "said"):
        if not any(people.acts(k) and not _own(people, k) for k in roles.recipients):
            roles.recipients = _reach(people, d) or roles.recipients
    if d.type in _SYMMETRIC and not roles.recipients and len(roles.actors) > 1:
        roles.recipients = list(roles.actors)
    if d.type == "ASSAULT":
        if d.mode is None and d.frame.name != "assault.aim":  # nothing was fired
            d.mode = _mode_by_weapon(known, people, d)
        if d.frame.about == "harm" and not roles.actors and not roles.weapons and not d.merged and not _plotted(people, d):
            d.type, d.mode = "X-HARM", None
        if _by_accident(people, d):
            d.type, d.mode, roles.actors = "X-HARM", None, []
    if d.frame.name == "harm.die" and any(roles.how.get(k) in ("share", "accused") and s.lemma[k] not in PACKAGE for k in roles.actors):
        d.type = "ASSAULT"  # "was responsible for the deaths of"
    if d.frame.name == "assault.explosion" and roles.actors:
        d.type, d.mode = "ASSAULT", "explosives"  # whose blast it is set it off
    if d.type == "X-HARM" and d.frame.about in ("harm", "result") and roles.recipients:
        if d.frame.name != "harm.damage" and all(people.kind(k) == "other" for k in roles.recipients) and d.frame.mode != "destroy":
            d.gone = "no people, buildings or vehicles come to harm"
        elif all(people.s.lower[k] == "those" for k in roles.recipients):
            d.gone = TOLD_ELSEWHERE
    if _toll(people, d):  # who counts them is neither doer nor victim
        roles.actors, roles.recipients = [], []
    if d.type == "X-HARM":  # a plague or a storm comes to no harm
        causes = people.frames.classes["epidemic"] | people.frames.classes["disaster"]
        roles.recipients = [k for k in roles.recipients if people.s.lemma[k] not in causes]
    if roles.both and s.lemma[d.trigger.token] in _FALLEN and all(roles.how.get(k) in ("obj", "subj") for k in roles.actors):
        roles.actors, roles.both = [], False  # "two guards were killed in clashes": they are who suffered it
    if d.frame.shape == "said" and not (roles.actors and roles.recipients):
        d.gone = "nobody says it of anybody"
    i = d.trigger.token
    if s.lower[i] == "protest" and i and s.lower[i - 1] == "in":
        d.gone = "only says why"  # "resigned in protest"
    if d.frame.name == "harm.die" and roles.recipients and all(s.lower[k] in ("it", "that", "this") for k in roles.recipients):
        d.gone = "no people, buildings or vehicles come to harm"
    if d.type != "ASSAULT" and any(people.s.lower[k] in ("you", "your", "yourself") for k in (*roles.actors, *roles.recipients)):
        d.gone = "speaks to whoever listens"
    if d.type == "COERCE" and not d.gone and not roles.actors and people.s.pos[d.trigger.token] == "NOUN":
        if not any(people.acts(k) or people.kind(k) in ("facility", "vehicle") for k in roles.recipients) and not grounded(people, d):
            d.gone = "nobody takes part in it"
    # an arrest is public whoever "he" is
    if d.type in ("COERCE", "CONCEDE", "X-ACCESS") and d.mode not in _TAKEN and not d.gone and private(known, people, d):
        d.gone = "a private person's own affair"
    if d.type in _PUBLIC and not d.gone:
        d.gone = unfit(known, people, d) or no_public_party(known, people, d)
    if d.gone in DOUBTFUL:
        d.doubt, d.gone = d.gone, ""
    d.gone = d.gone or told_in_talk(known, people, d) or figurative(people, d) or of_things(people, d) or to_press(people, d)
    d.aimed = bool(roles.recipients)
    if d.type in _ADDRESSED and not d.gone:
        roles.recipients = addressed(people, d)
    if s.pos[i] == "ADJ" and s.kind[i] != "title" and _in_name(people, i):
        d.gone = "part of a name"
    if (
        s.pos[i] == "PROPN"
        and s.ent[i] in ("PERSON", "ORG", "WORK_OF_ART", "PRODUCT")
        and s.kind[i] != "title"
        and i
        and s.sent[i - 1] == s.sent[i]
    ):
        d.gone = "part of a name"
    d.gone = d.gone or in_general(people, d) or habitual(people, d)
    if not roles.actors and not d.aimed and not roles.weapons and not _bare_counts(people, d):
        d.gone = "nobody takes part in it"


def _reported(people: Participants, i: int) -> bool:
    """Whether the noun counts the victims of whom a source tells by it: "other sources speak of nine deaths"."""
    s, at = people.s, people.s.start[i]
    if "nummod" not in {s.dep[k] for k in s.kids[i]} and s.dep[i] != "conj":
        return False
    told = statement_at(people.known, i)
    return told is not None and any(a <= at < b and b - a < 60 for a, b in told.content) and any(c.token == i for c in people.known.counts)


def _toll(people: Participants, d: Draft) -> bool:
    """Whether the words count the victims of one happening: "put the death toll at 12"."""
    return any(c.toll == d.trigger.token for c in people.known.counts)


def _plotted(people: Participants, d: Draft) -> bool:
    """Whether somebody means to do it, told or not: "a plot to kill the envoy"."""
    s, i = people.s, d.trigger.token
    return s.tag[i] == "VB" and s.dep[i] in ("acl", "xcomp", "relcl") and s.lemma[s.head[i]] in _MEANT


def _by_accident(people: Participants, d: Draft) -> bool:
    """Whether an animal, an illness, a storm or a vehicle on the road did it, and no one with it."""
    s, i = people.s, d.trigger.token
    if s.pos[i] != "VERB" or d.merged or any(not _falls(people, k) for k in d.roles.weapons):
        return False
    doers = people.clauses.args(i).subj
    if doers and all(_of_nature(people, k) or _falls(people, k) for k in doers):
        d.roles.weapons = []
        return True
    if d.roles.weapons:
        return False
    if any(people.acts(k) and not _of_nature(people, k) for k in (*d.roles.actors, *doers)):
        return False
    return any(
        _of_nature(people, k) or (d.frame.name == "assault.strike" and s.lemma[k] in people.frames.classes["traffic"]) for k in doers
    )


def _falls(people: Participants, k: int) -> bool:
    """ "falling rock", "a collapsing wall"; not "falling rockets"."""
    heavy = people.s.lemma[k] in people.frames.classes["falling"]
    return heavy and any(people.s.lower[x] in ("falling", "collapsing") for x in people.s.kids[k])


def _of_nature(people: Participants, k: int) -> bool:
    classes = people.frames.classes
    if people.s.pos[k] == "NUM" and people.kind(k) == "other":
        return True  # "a quake of magnitude 6.3 that struck"
    near = [k, *(x for x in people.s.kids[k] if people.s.dep[x] in ("compound", "nmod") or (people.s.dep[x] == "appos" and x < k))]
    names = {w for x in near for w in (people.s.lemma[x], people.s.lower[x])}  # "Cyclone Hanna"
    return any(names & classes[name] for name in ("animal", "epidemic", "disaster", "falling"))


def _in_name(people: Participants, i: int) -> bool:
    """Whether a capital within a sentence makes the word part of a name: "the Merry Dead", "Dead fans"."""
    s = people.s
    a, b = s.sents[s.sent[i]]
    if i == a or not s.text[i].istitle() or s.pos[i - 1] in ("PUNCT", "SYM"):
        return False
    plain = sum(w.islower() for w in s.text[a:b])
    return plain > (b - a) / 2 and (s.pos[i - 1] == "PROPN" or s.text[i - 1].istitle() or s.pos[min(i + 1, b - 1)] == "NOUN")


def _sides(people: Participants, actors: list[int]) -> list[int]:
    """The actors, with "Ruritanian and Sylvanian envoys" taken apart."""
    s = people.s
    if len(actors) != 1:
        return actors
    for k in s.kids[actors[0]]:
        if k < actors[0] and s.dep[k] in ("amod", "nmod", "compound") and people.kind(k) in ("country", "organization", "group"):
            joined = [x for x in s.kids[k] if s.dep[x] == "conj" and people.kind(x) in ("country", "organization", "group")]
            if joined:
                return [k, *joined]
    return actors


def _own(people: Participants, k: int) -> bool:
    """ "its", "their": whose they are is who acts."""
    return people.s.tag[k] == "PRP$"


def _reach(people: Participants, d: Draft) -> list[int]:
    """The party that stands further in: "began an inquiry into the sale of X", "relief for the victims of the flood in Y"."""
    s, clauses = people.s, people.clauses
    i = d.trigger.token
    verb = s.pos[i] in ("VERB", "AUX")
    carriers = [*d.trigger.words, *d.roles.themes, *(clauses.args(i).obj if verb else ()), i]
    if d.roles.governor is not None:
        carriers.append(d.roles.governor)
    placed = d.type in _PLACED and not (d.type == "COERCE" and d.frame.mode not in ("restrict", "ban"))  # "arrests in" says where
    allowed = _AT if placed else _TOWARDS
    direct = [k for k in d.roles.themes if people.acts(k) and k not in d.roles.actors]
    if d.type == "MOBILIZE":  # the troops that are sent suffer nothing
        direct = [k for k in direct if s.lemma[clauses.kernel(k)] not in people.frames.classes["troops"]]
    if direct and d.frame.shape == "act":
        return direct
    inner: set[int] = set()
    if d.type in OPERATORS:
        inner = {k for a in inner_acts(s, d) for k in (a, *(clauses.args(a).obj if s.pos[a] in ("VERB", "AUX") else ()))}
        carriers.extend(sorted(inner))
        allowed = _AT
    carriers += [k for c in carriers for k in s.kids[c] if s.dep[k] == "acl" and s.tag[k] == "VBN"]  # "the curfew imposed on the town"
    for c in dict.fromkeys(carriers):
        for name, k in clauses.preps_of(c):
            if name not in allowed or k in d.roles.actors or s.ent[k] in ("DATE", "TIME", "PERCENT", "MONEY"):
                continue
            if c in inner and name in _WHERE and people.kind(k) == "place" and people.mention(k).kind != "country":
                continue  # "agreed to move its office from Orvela to Brask": where, not whom
            if d.type == "PROTEST" and s.lemma[k] in _SUFFERED:
                found = [x for by, x in clauses.preps_of(k) if by == "by"]  # "protests at the killing of": not against who was killed
            elif d.type in ("PROTEST", "CONSULT") and name == "at" and people.kind(k) in _SITES and s.lemma[k] not in _SEATS:
                found = []  # where it was
            else:
                found = clauses.spread(k) if people.acts(k) else people.owner(k)
            found = [x for x in found if x not in d.roles.actors]
            if found:
                return found
    return []


def _bare_counts(people: Participants, d: Draft) -> bool:
    """Whether an event without participants is still worth a row: not every noun is."""
    s, i = people.s, d.trigger.token
    if _toll(people, d):
        return True
    if s.pos[i] not in ("VERB", "AUX") and not d.merged:
        if s.dep[i] in ("compound", "amod", "poss", "nmod"):
            return False
        if d.type in _LOOSE:
            counted = {"nummod", "relcl"} <= {s.dep[k] for k in s.kids[i]}  # "the six deaths that the court confirmed"
            return grounded(people, d) or (d.type == "X-HARM" and (counted or _reported(people, i)))
    if d.type in _LOOSE:
        return True
    return s.pos[i] in ("VERB", "AUX") and s.dep[i] in ("ROOT", "ccomp", "relcl")


def _mode_by_weapon(known: Known, people: Participants, d: Draft) -> str | None:
    frames, s = known.codebook.frames, people.s
    i = d.trigger.token
    near = [*d.roles.weapons]
    for c in (i, *d.merged, *d.trigger.words):
        near.extend(k for k in s.kids[c] if s.dep[k] in ("compound", "amod", "nmod"))
    for k in near:
        names = {s.lemma[k], s.lower[k]} | {f"{s.lemma[x]} {s.lemma[k]}" for x in s.kids[k] if x < k}
        for mode in ("suicide-attack", "drone", "unconventional", "aerial", "explosives", "heavy-weapons", "firearms", "primitive"):
            if names & frames.classes.get("mode:" + mode, frozenset()):
                return mode
    return None


def happening(known: Known, people: Participants, d: Draft) -> Happening:
    """The happening that a finished draft tells of."""
    s, roles = known.story, d.roles
    violent = d.type in ("ASSAULT", "X-HARM")
    actors = tuple(_mentions(people, roles.actors, violent)) if d.type != "X-HARM" else ()  # harm has no doer (docs/record.md)
    recipients = tuple(_mentions(people, roles.recipients, violent))
    weapons = tuple(_mentions(people, roles.weapons, False))
    trigger = d.trigger
    if roles.governor is not None and trigger.first == trigger.token and 0 < trigger.token - roles.governor <= 6:
        trigger = replace(trigger, first=roles.governor)
    a, b = _clause(known, trigger.token)
    return Happening(
        trigger=trigger, type=d.type, mode=d.mode, clause=(min(a, trigger.first), max(b, trigger.behind)), actors=actors,
        recipients=recipients, weapons=weapons,
        contexts=tuple(dict.fromkeys(d.contexts)), merged=tuple(sorted(d.merged)), in_title=s.kind[trigger.token] == "title",
        confidence=_confidence(known, d),
    )  # fmt: skip


def _names_nobody(people: Participants, k: int, m: Mention) -> bool:
    """Whether the party of an act of violence is but a pronoun that stands for nobody told of ("those", "they"): then it is not known."""
    if people.s.lower[k] not in _NOBODY_TOLD or (m.form != "pronoun" and people.s.lower[k] != "those"):
        return False
    return m.entity is None or all(o.form == "pronoun" or o.id == m.id for o in people.known.mentions if o.entity == m.entity)


def _mentions(people: Participants, tokens: list[int], violent: bool) -> list[Mention]:
    out: list[Mention] = []
    for k in tokens:
        if not any(c.isalnum() for c in people.s.text[k]):
            continue
        m = people.told_best(k)
        if violent and _names_nobody(people, k, m):
            continue
        if all(m.id != o.id and (m.entity is None or m.entity != o.entity) for o in out):
            out.append(m)
    return out


def _clause(known: Known, i: int) -> tuple[int, int]:
    """Token range of the clause that i stands in."""
    s = known.story
    top = i
    for _ in range(12):
        if (
            (s.dep[top] in _CLAUSE and s.pos[top] in ("VERB", "AUX"))
            or s.head[top] == top
            or (s.dep[top] == "conj" and s.pos[top] in ("VERB", "AUX"))
        ):
            break
        top = s.head[top]
    a, b = s.subtree(top)
    for k in s.kids[top]:  # a coordinated clause behind it is another clause
        if s.dep[k] == "conj" and s.pos[k] in ("VERB", "AUX") and s.left[k] > i:
            b = min(b, s.left[k])
    return (min(a, i), max(b, i + 1))


def _confidence(known: Known, d: Draft) -> float:
    """0…1: how likely there is such an event, as the model has it; where it cannot tell by the strength of the words, the slots that
    are filled, main clause, early in the article."""
    s, i, roles = known.story, d.trigger.token, d.roles
    score = d.trigger.weight * 0.55
    score += 0.14 * bool(roles.actors) + 0.12 * (d.aimed or bool(roles.recipients)) + 0.05 * bool(d.mode) + 0.03 * bool(d.merged)
    top = i if s.pos[i] in ("VERB", "AUX") else (roles.governor if roles.governor is not None else s.head[i])
    if s.dep[top] in ("ROOT", "ccomp"):
        score += 0.06
    score += 0.08 * max(0.0, 1.0 - s.sent[i] / 12)
    return round(min(0.99, score), 4)
