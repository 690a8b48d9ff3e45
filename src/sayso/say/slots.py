"""Slots: from a trigger to the words that fill actor, recipient and weapon, by the frame's slots and the sentence's structure.

Roles here are token numbers (heads of noun phrases, coordination spread); `sayso.say.participants` turns them into mentions.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.codebook.frames import Frame, Frames
from sayso.find.triggers import Trigger
from sayso.language.clauses import Clauses
from sayso.language.story import Story
from sayso.language.wordlist import words
from sayso.say.wounds import bearer

_NOBODY = frozenset({"nobody", "none", "no-one", "noone", "neither"})
_MODIFIER = frozenset({"compound", "amod", "nmod", "npadvmod"})
#: nouns that only make a preposition longer ("in order to", "in response to")
_IDIOM = words(
    "order response retaliation return exchange addition future past case connection relation favour favor way time general particular "
    "advance vain rush bid behalf spite regard wake light view"
)
_UTTERED = words(
    "statement letter resolution declaration communique communiqué report speech editorial article post tweet petition note decree ruling"
)
#: verbs and nouns of being in a state, that somebody else's act made: "is under sanctions", "was the target of"
_UNDER = words("be remain come live stay operate labour labor place put")
_TARGETS = words("subject target object victim focus")
#: who has a post, that a phrase with "to" names
_POSTED = words("ambassador envoy consul attache attaché emissary representative")
#: whose murder it is said to be: "a charge of murder against"
_CHARGES = words("charge count allegation accusation suspicion case indictment")
#: verbs of looking on, where people do it; a town that sees an attack suffers it
_SEEING = frozenset({"witness", "see"})
#: nouns that a verb carries and that say whose deed it is
_CARRIED = frozenset({"credit", "responsibility", "blame", "trial", "finger", "ownership"})
#: nouns of acts to come: whose they are is who would do it
_PURPOSES = frozenset({"threat", "plan", "plot", "attempt", "bid", "vow", "promise", "intention", "preparation", "pledge", "conspiracy"})
#: prepositions by which a noun names whom the act is aimed at
_AIMED = frozenset({"on", "upon", "against", "to", "with", "between"})


@dataclass(slots=True)
class Roles:
    """Token numbers a role is filled by, best first, and by which slot ("subj", "by", "poss" …) for `sayso explain`."""

    actors: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)
    weapons: list[int] = field(default_factory=list)
    themes: list[int] = field(default_factory=list)
    events: list[int] = field(default_factory=list)  # subjects that are happenings themselves: "the blast killed …"
    how: dict[int, str] = field(default_factory=dict)
    both: bool = False
    governor: int | None = None  # the light verb that carries a noun

    def add(self, role: str, token: int, slot: str) -> None:
        targets = {
            "actor": (self.actors,), "recipient": (self.recipients,), "both": (self.actors, self.recipients), "weapon": (self.weapons,),
            "theme": (self.themes,),
        }[role]  # fmt: skip
        self.both = self.both or role == "both"
        for t in targets:
            if token not in t:
                t.append(token)
        self.how.setdefault(token, slot)


class SlotFiller:
    """Fills the slots of triggers of one story."""

    def __init__(self, story: Story, frames: Frames, clauses: Clauses) -> None:
        self.s, self.frames, self.clauses = story, frames, clauses
        c = frames.classes
        self.light = c.get("light", frozenset())
        self.undergo = c.get("undergo", frozenset())
        self.blame = c.get("blaming", frozenset())
        self.admit = c.get("admitting", frozenset())
        self.share = c.get("share", frozenset())
        self.saying = c.get("saying", frozenset())

    def fill(self, trigger: Trigger) -> Roles:
        """The roles of a trigger."""
        frame = self.frames.frames[trigger.frame]
        roles = Roles()
        if self.s.pos[trigger.token] in ("VERB", "AUX") and not self._nominal(trigger):
            self._verb(trigger, frame, roles)
        elif self.s.pos[trigger.token] in ("ADJ", "ADV", "ADP"):
            self._adjective(trigger, frame, roles)
        else:
            self._noun(trigger, frame, roles)
        return roles

    def _nominal(self, trigger: Trigger) -> bool:
        s, i = self.s, trigger.token
        return (
            s.tag[i] == "VBG"
            and any(s.dep[k] in ("det", "poss", "amod") and k < i for k in s.kids[i])
            and not any(s.dep[k] == "dobj" for k in s.kids[i])
        )

    # ------------------------------------------------------------------ verbs
    def _verb(self, trigger: Trigger, frame: Frame, roles: Roles) -> None:
        s, v = self.s, trigger.token
        a = self.clauses.args(v)
        slots, to, by = frame.verbal, trigger.pattern.to if trigger.pattern else (), trigger.pattern.by if trigger.pattern else ()
        subj, obj = list(a.subj), [k for k in a.obj if k not in trigger.words]
        if frame.shape == "said":
            self._said(v, frame, roles)
            return
        for k in trigger.words:
            if k in a.obj and self.human(k) and slots.get("obj") == "recipient":
                self._put(roles, "recipient", k, "obj")
            if s.pos[k] == "ADJ" and s.dep[k] == "ccomp":  # "found the miller guilty"
                for x in s.kids[k]:
                    if s.dep[x] == "nsubj":
                        self._put(roles, slots.get("obj"), x, "obj")
        if not a.passive and not obj and subj and slots.get("obj") == "recipient" and frame.shape == "hit" and not trigger.words and not to:
            # "Three killed in blast": a verb that needs an object and has none is a passive without its auxiliary
            if not any(s.dep[k] == "aux" for k in s.kids[v]) and s.tag[v] in ("VBD", "VBN"):
                subj, obj = [], subj
        for k in subj:
            self._put(roles, slots.get("subj"), k, "subj")
        suffers = frame.shape == "suffer" and a.passive and slots.get("subj") == "recipient"  # "was found dead", "were taken to hospital"
        for k in obj:
            self._put(roles, "recipient" if suffers else slots.get("obj"), k, "obj")
        for k in a.iobj:
            self._put(roles, slots.get("iobj"), k, "iobj")
        words = [x for w in trigger.words for x in (self.clauses.spread(w) if s.pos[w] in ("NOUN", "PROPN") else [w])]
        carriers = [v, *dict.fromkeys(words), *obj]
        for carrier in carriers:
            for name, k in self.clauses.preps_of(carrier):
                if k in trigger.words:
                    continue
                role = "recipient" if name in to else "actor" if name in by else slots.get(name)
                if role is None and carrier in words and name in _AIMED and s.pos[carrier] == "NOUN":
                    role = frame.nominal.get(name)  # "launched an attack on": the noun of the expression takes its own phrases
                elif role is None and carrier in words and name == "of" and self._takes_of(carrier, frame):
                    role = "recipient"  # "carried out the bombing of"
                if frame.type == "SANCTION" and name in ("to", "of") and any(s.lemma[o] in _POSTED for o in (*obj, *trigger.words)):
                    continue  # "expelled the ambassador to Gabon"
                if role is None or (carrier in obj and name not in to and name not in by and name not in ("with", "against", "from", "to")):
                    continue
                if (
                    carrier in obj
                    and name in ("from", "to", "with")
                    and name not in to
                    and name not in by
                    and slots.get("obj") == "recipient"
                ):
                    continue
                self._put(roles, role, k, name)
        if a.passive and not roles.actors and slots.get("subj") == "actor":  # "was condemned in a statement by the union"
            for name, k in a.preps:
                if name == "in" and s.lemma[k] in _UTTERED:
                    for how, x in self.clauses.preps_of(k):
                        if how in ("by", "from"):
                            self._put(roles, "actor", x, how)
        if frame.type in ("ASSAULT", "COERCE") and not roles.recipients and slots.get("obj") == "recipient":
            for k in trigger.words:  # "closed the border": the thing of the expression suffers it
                if k in a.obj and s.lemma[k] != "state" and any(self.kind(k, c) for c in ("facility", "vehicle", "place")):
                    self._put(roles, "recipient", k, "obj")
        for w in trigger.words:
            for k in s.kids[w]:
                if s.dep[k] in _MODIFIER and k < w and frame.type == "ASSAULT" and self.kind(k, "weapon"):
                    roles.add("weapon", k, "mod")  # "staged a dynamite attack"
            for k in s.kids[w]:
                if (
                    s.dep[k] in ("poss", *_MODIFIER)
                    and k not in trigger.words
                    and self.human(k)
                    and (s.ent[k] or not self.kind(k, "no_actor"))
                    and not roles.recipients
                    and slots.get("obj") == "recipient"
                ):
                    if s.lower[k] not in ("its", "their", "his", "her", "our", "my"):
                        self._put(roles, "recipient", k, "mod")
        for k in s.kids[v]:  # "Saudi-led strikes", "using a rifle"
            if s.dep[k] == "advcl" and s.lower[k] == "using":
                for x in s.kids[k]:
                    if s.dep[x] == "dobj":
                        self._put(roles, "weapon", x, "using")

    def _said(self, v: int, frame: Frame, roles: Roles) -> None:
        """ "X said Y must go": whoever says it is the actor, whom it is said of the recipient."""
        s = self.s
        top = s.head[v] if s.tag[v] == "MD" else v
        for k in self.clauses.surface_subject(top)[0]:
            self._put(roles, frame.verbal.get("subj"), k, "subj")
        teller = self.teller(top)
        for k in self.clauses.surface_subject(teller)[0] if teller is not None else ():
            self._put(roles, "actor", k, "speaker")

    def teller(self, v: int) -> int | None:
        """The reporting verb whose content v heads, through coordination."""
        s = self.s
        for _ in range(4):
            h = s.head[v]
            if h == v:
                return None
            if s.dep[v] == "ccomp" and s.lemma[h] in self.saying:
                return h
            if s.dep[v] not in ("conj", "xcomp", "acomp"):
                return None
            v = h
        return None

    def _adjective(self, trigger: Trigger, frame: Frame, roles: Roles) -> None:
        s, i = self.s, trigger.token
        slots, to = frame.verbal, trigger.pattern.to if trigger.pattern else ()
        if frame.shape == "said":
            self._said(s.head[i] if s.dep[i] == "acomp" else i, frame, roles)
            return
        holder = self.clauses.holder(i)
        hit = frame.shape == "hit" and slots.get("obj") == "recipient" and s.lower[i].endswith("ed")  # "the wounded reporters"
        for k in holder:
            self._put(roles, "recipient" if hit else slots.get("subj"), k, "subj")
        for carrier in (i, *trigger.words, *([s.head[i]] if s.pos[s.head[i]] in ("VERB", "AUX") else [])):
            for name, k in self.clauses.preps_of(carrier):
                if k in trigger.words or k == i:
                    continue
                role = "recipient" if name in to else slots.get(name)
                if role:
                    self._put(roles, role, k, name)

    # ------------------------------------------------------------------ nouns
    def _noun(self, trigger: Trigger, frame: Frame, roles: Roles) -> None:
        s, n = self.s, trigger.token
        slots, to, by = frame.nominal, trigger.pattern.to if trigger.pattern else (), trigger.pattern.by if trigger.pattern else ()
        for carrier in (n, *trigger.words):
            for k in s.kids[carrier]:
                if k in trigger.words:
                    continue
                if s.dep[k] == "poss":
                    self._put(roles, slots.get("poss"), k, "poss")
                elif s.dep[k] in _MODIFIER and k < carrier:
                    self._modifier(roles, slots.get("mod"), k, frame)
            for name, k in self.clauses.preps_of(carrier):
                if k in trigger.words:
                    continue
                role = "recipient" if name in to else "actor" if name in by else slots.get(name)
                if name == "against" and s.dep[n] == "pobj" and s.lemma[s.head[s.head[n]]] in _CHARGES:
                    role = "actor"
                if role == "recipient" and name == "of" and not self._takes_of(n, frame):
                    role = "actor" if self.human(k) else None
                if role:
                    self._put(roles, role, k, name)
                if name == "of" and role == "recipient" and frame.shape in ("act", "hit"):  # "the arrest of [two men by the army]"
                    for name2, x in self.clauses.preps_of(k):
                        if name2 == "by" and not roles.actors:
                            self._put(roles, slots.get("by"), x, "by")
                if name == "by" and role == "actor":  # "the attack by tribesmen on the convoy": hung on the doer
                    for name2, x in self.clauses.preps_of(k):
                        if name2 in ("on", "against", "at", "upon") and slots.get(name2) == "recipient":
                            self._put(roles, "recipient", x, name2)
            for k in s.kids[carrier]:  # "an attack targeting the mosque", "a raid led by the army", "talks involving Iran"
                if s.dep[k] == "acl" and s.tag[k] in ("VBG", "VBN"):
                    inner = self.clauses.args(k)
                    if s.tag[k] == "VBG" and s.lemma[k] in ("target", "involve", "include", "aim", "hit"):
                        for x in inner.obj or tuple(x for _, x in inner.preps):
                            self._put(roles, "both" if slots.get("with") == "both" else "recipient", x, s.lower[k])
                    elif s.tag[k] == "VBN":
                        for x in inner.subj:
                            self._put(roles, slots.get("by", "actor"), x, "by")
                        for name, x in inner.preps:
                            if name in ("on", "against", "at") and slots.get(name):
                                self._put(roles, slots[name], x, name)
        if not roles.recipients and slots.get("of") == "recipient" and self._takes_of(n, frame):
            for name, k in self.clauses.preps_of(n):  # "the murder in Orvela of two bakers": hung on the place
                if name in ("in", "at", "near", "on"):
                    for name2, x in self.clauses.preps_of(k):
                        if name2 == "of" and self.human(x) and (s.ent[x] == "PERSON" or s.ent[k] == "GPE"):
                            self._put(roles, "recipient", x, "of")
        if (who := bearer(s, n)) is not None and not roles.recipients:
            self._put(roles, "recipient", who, "with")
        self._governor(n, frame, slots, to, roles)

    def _takes_of(self, n: int, frame: Frame) -> bool:
        """Whether "of" brings in who suffers it: "the killing of X"; of "the attack of the rebels" it does not."""
        return (
            frame.shape in ("hit", "suffer")
            or self.s.lower[n].endswith("ing")
            or self.s.lemma[n] in self.frames.classes.get("patient_of", frozenset())
        )

    def _modifier(self, roles: Roles, role: str | None, k: int, frame: Frame) -> None:
        s = self.s
        if role is None or self.kind(k, "no_actor"):
            return
        if (
            s.lemma[k].endswith("-led")
            or s.lower[k] in ("led", "backed")
            or (s.dep[k] == "amod" and s.lower[k] in ("led", "backed", "brokered"))
        ):
            for x in s.kids[k]:
                if s.dep[x] in ("npadvmod", "compound", "amod", "nmod") and x < k:
                    self._put(roles, "actor" if role != "both" else role, x, "mod")
            return
        if self.kind(k, "weapon"):
            roles.add("weapon", k, "mod")
        elif frame.shape in ("act", "hit") and self.kind(k, "vehicle") and self.kind(k + 1, "weapon"):
            return  # the car of "the car bomb attack" carries the bomb
        elif frame.shape in ("act", "hit") and (self.kind(k, "facility") or self.kind(k, "vehicle")):
            self._put(roles, "recipient", k, "mod")
        elif s.ent[k] in ("PERSON", "NORP", "ORG", "GPE") or self.kind(k, "human"):
            if (
                s.ent[k] == "GPE"
                and frame.shape in ("act", "hit")
                and s.dep[k] == "compound"
                and frame.type in ("ASSAULT", "X-HARM", "PROTEST")
            ):
                # "the Nairobi bombing" says where, "the US bombing" who: a town does nothing
                if not self.kind(k, "country"):
                    return
            if s.ent[k] == "PERSON" and role == "actor" and s.dep[k] == "compound" and frame.type in ("ASSAULT", "X-HARM"):
                return  # "the Marwa bombing": a town that the tagger takes for a person
            self._put(roles, role, k, "mod")
            if role == "both":  # "India-Pakistan talks": the hyphen hides the first
                for x in s.kids[k]:
                    if s.dep[x] in _MODIFIER and (s.ent[x] or self.kind(x, "human")):
                        self._put(roles, role, x, "mod")

    def _governor(self, n: int, frame: Frame, slots: dict[str, str], to: tuple[str, ...], roles: Roles) -> None:
        """What the verb that carries the noun adds: who launched it, who came under it, who is blamed for it."""
        s = self.s
        role = slots.get("poss") if slots.get("by") != "actor" else "actor"
        if slots.get("with") == "both":
            role = "both"
        g, way = s.head[n], s.dep[n]
        low = n
        for _ in range(4):
            if way == "conj" and s.pos[g] in ("NOUN", "PROPN"):
                low, way, g = g, s.dep[g], s.head[g]
            elif (
                way == "pobj"
                and s.lower[g] == "of"
                and s.lemma[s.head[g]]
                in self.share | {"series", "wave", "spate", "string", "number", "round", "lot", "campaign", "couple", "dozen"}
            ):
                low = s.head[g]
                way, g = s.dep[low], s.head[low]
            else:
                break
        if way in ("dobj", "nsubjpass", "attr", "oprd") and s.pos[g] in ("VERB", "AUX"):
            a = self.clauses.args(g)
            lemma = s.lemma[g]
            if lemma in self.light:
                roles.governor = g
                if frame.shape == "mutual" and a.subj and way == "dobj":
                    # "attended a meeting of ministers": whose meeting it is are the other party
                    inside = [k for k in roles.actors if roles.how.get(k) in ("of", "mod", "poss")]
                    roles.actors = [k for k in roles.actors if k not in inside]
                    roles.recipients = [*roles.recipients, *inside]
                if not (roles.actors and lemma in ("announce", "order", "report", "begin", "start")):
                    for k in a.subj:  # "put the toll at 12", "confirmed three deaths": who does so suffers nothing
                        self._put(roles, role if frame.type != "X-HARM" else "actor", k, "subj")
                for k in a.iobj:
                    self._put(roles, "recipient", k, "iobj")
                for name, k in a.preps:
                    r = "recipient" if name in to else slots.get(name) if name not in ("of", "by", "from") else None
                    if r and k != low:
                        self._put(roles, r, k, name)
            elif lemma in self.undergo:
                roles.governor = g
                for k in a.subj:
                    if lemma not in _SEEING or s.ent[k] in ("GPE", "LOC") or self.kind(k, "place"):  # who watched it did not suffer it
                        self._put(roles, "recipient", k, "subj")
                for name, k in a.preps:
                    if name in ("from", "by"):
                        self._put(roles, "actor", k, name)
            elif lemma in self.admit and role in ("actor", "both"):
                if not roles.actors:
                    for k in a.subj:
                        self._put(roles, role, k, "subj")
            elif lemma in ("blame", "pin", "attribute", "ascribe"):
                blamed = [(name, k) for name, k in a.preps if name in ("on", "to", "upon")]
                inside = [k for name, k in self.clauses.preps_of(n) if name == "on"]
                if not blamed and len(inside) > 1:  # "blamed [the attack on the bus on traffickers]"
                    blamed = [("on", inside[-1])]
                    roles.recipients = [k for k in roles.recipients if k != inside[-1]]
                for name, k in blamed:
                    self._put(roles, role, k, name)
        elif way == "pobj":
            p, h = g, s.head[g]
            if s.lower[p] == "under" and s.lemma[h] in _UNDER:
                a = self.clauses.args(h)
                for k in a.obj if a.passive else a.subj:
                    self._put(roles, "recipient", k, "subj")
            elif s.lower[p] == "of" and s.lemma[h] in _TARGETS and s.dep[h] == "attr":
                for k in self.clauses.args(s.head[h]).subj:
                    self._put(roles, "recipient", k, "subj")
            elif s.pos[h] in ("VERB", "AUX"):
                self._by_verb(h, s.lower[p], role, roles)
            elif (
                s.dep[h] in ("dobj", "nsubjpass") and s.lemma[s.head[h]] in self.blame and s.lower[p] in ("of", "for", "with", "in", "over")
            ):
                self._put(roles, role, h, "accused")
            elif s.lower[p] in ("for", "over") and s.lemma[s.head[h]] == "at" and s.lemma[s.head[s.head[h]]] == "point":
                self._put(roles, role, h, "taken")  # "pointed the finger at [gangs for the attack]"
            elif s.lemma[h] in _PURPOSES and s.lower[p] in ("of", "for") and not roles.actors:
                for k in self.clauses.holder(h):
                    if self.human(k):
                        self._put(roles, role, k, "share")
            elif s.lemma[h] in self.share:
                if not self._in_connection(h, role, roles):
                    self._by_share(h, role, roles)

    def _by_verb(self, h: int, prep: str, role: str | None, roles: Roles) -> None:
        s = self.s
        a = self.clauses.args(h)
        lemma = s.lemma[h]
        if lemma in self.blame and prep in ("of", "for", "with", "in", "over"):
            for k in a.obj:
                self._put(roles, role, k, "accused")
        elif prep in ("for", "over") and (carried := [k for k in (*a.obj, *(x for _, x in a.preps)) if s.lemma[k] in _CARRIED]):
            # "took credit for the blast", "went on trial for the murder", "pointed the finger at gangs for the attack"
            pointed = [k for name, k in a.preps if name == "at"] if s.lemma[carried[0]] == "finger" else list(a.subj)
            for k in pointed:
                self._put(roles, role, k, "taken")
        elif lemma == "do" and prep == "with":  # "had nothing to do with the raid"
            v = s.head[s.head[h]] if s.lower[s.head[h]] == "nothing" else s.head[h] if s.dep[h] == "xcomp" else h
            for k in self.clauses.surface_subject(v)[0]:
                self._put(roles, role, k, "subj")
        elif lemma in ("participate", "engage", "take", "join", "respond", "resort", "retaliate") and prep in ("in", "with", "to"):
            for k in a.subj:
                self._put(roles, role, k, "subj")
        elif lemma == "involve" and prep == "in" and role:
            for k in a.obj:
                self._put(roles, role, k, "subj")
        elif lemma in ("come", "subject", "fall") and prep in ("under", "to"):
            for k in a.obj or a.subj:
                self._put(roles, "recipient", k, "subj")
            for name, k in a.preps:
                if name in ("from", "by"):
                    self._put(roles, "actor", k, name)
        elif lemma == "be" and prep == "behind":
            for k in a.subj:
                self._put(roles, role, k, "subj")

    def _in_connection(self, h: int, role: str | None, roles: Roles) -> bool:
        """ "held three men in connection with the attack": whose share it is are those held, not who holds them."""
        s = self.s
        p = s.head[h]
        if s.lemma[h] != "connection" or s.dep[h] != "pobj" or s.pos[s.head[p]] not in ("VERB", "AUX"):
            return False
        for k in self.clauses.args(s.head[p]).obj:
            self._put(roles, role, k, "accused")
        return True

    def _by_share(self, h: int, role: str | None, roles: Roles) -> None:
        """ "responsibility for the attack", "responsible for", "a role in": the actor is whose share it is."""
        v = self.s.head[h]
        if self.s.dep[h] == "nsubjpass":  # "responsibility for it was claimed by"
            for k in self.clauses.args(v).subj:
                self._put(roles, role, k, "share")
            return
        for k in self.clauses.holder(h):
            self._put(roles, role, k, "share")

    # ------------------------------------------------------------------ filling
    def kind(self, i: int, name: str) -> bool:
        s = self.s
        words = self.frames.classes.get(name, frozenset())
        return s.lemma[i] in words or s.lower[i] in words

    def nobody(self, i: int) -> bool:
        """ "No group", "nobody", "neither side" fill no slot."""
        s = self.s
        return s.lower[i] in _NOBODY or any(s.lower[k] in ("no", "neither") and s.dep[k] in ("det", "neg", "preconj") for k in s.kids[i])

    def human(self, i: int) -> bool:
        s = self.s
        i = self.clauses.kernel(i)
        return s.ent[i] in ("PERSON", "NORP", "ORG", "GPE") or self.kind(i, "human") or s.pos[i] == "PRON"

    def _put(self, roles: Roles, role: str | None, k: int, slot: str) -> None:
        if role is None:
            return
        for i in self.clauses.spread(self.clauses.real(k)):
            if self.s.ent[i] in ("DATE", "TIME") and not self.kind(i, "human"):
                continue
            if self.s.pos[i] == "NUM" and ":" in self.s.text[i]:
                continue
            if self.nobody(i) or (self.s.lower[i] in _IDIOM and self.s.dep[i] == "pobj"):
                continue
            roles.add(role, i, slot)
            for x in self._included(i):
                roles.add(role, x, slot)

    def _included(self, i: int) -> list[int]:
        """Those named of many: "leaders, including A and B"."""
        s = self.s
        if s.tag[i] not in ("NNS", "NNPS") or not self.human(i):
            return []
        named = [x for name, k in self.clauses.preps_of(i) if name == "including" for x in self.clauses.spread(k)]
        return [
            x
            for x in named
            if s.ent[x] in ("PERSON", "ORG", "GPE", "NORP") or any(s.dep[y] == "appos" and s.ent[y] == "PERSON" for y in s.kids[x])
        ]
