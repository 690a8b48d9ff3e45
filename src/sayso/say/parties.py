"""Who takes part in an event: a small model that weighs everybody told of in its sentence, the parties that the slots found among them.

The slots of a frame find most parties by syntax; what no slot can hold (an announcer who is no doer, a place that was not the target, a
doer two clauses away) is weighed by the company that a phrase keeps: the way through the tree from the trigger, what kind of party it
is, what it hangs on, what the slots made of it and of the others. The model is `data/parties.json`, fitted by `tools/fit_parties.py`
(docs/sense.md is its card). Acts that have sides rather than a doer (talks, agreements, clashes) have one weighing for all sides.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from sayso.language.story import Story
from sayso.say.known import Known
from sayso.say.merge import Draft
from sayso.say.participants import Participants
from sayso.say.public import is_party, statement_at
from sayso.say.scope import read_scope
from sayso.say.sense import ARTICLE, FAMILY

#: acts whose parties are all sides
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
_PHRASE = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
_INNER = frozenset({"compound", "amod", "nmod", "npadvmod", "quantmod", "nummod"})
_KINDS = frozenset({"person", "organization", "group", "country", "place", "facility", "vehicle"})
#: a way through the tree that is longer says little
_FAR = 7


@dataclass(frozen=True, slots=True)
class PartyModel:
    """``weight``: role (actor, recipient, side) → sign → log-odds, "" the bias; ``keep``: least probability with which a party that the
    slots found stays, in an article and in a text of a sentence or two, ``add``: with which somebody else comes in; ``frames``: those it
    has seen."""

    weight: dict[str, dict[str, float]]
    keep: tuple[float, float]
    add: float
    frames: frozenset[str]

    def probability(self, role: str, signs: dict[str, float]) -> float:
        """0…1 that who has these signs takes the role."""
        weight = self.weight[role]
        total = weight[""] + sum(weight.get(name, 0.0) * value for name, value in signs.items())
        return float(1 / (1 + np.exp(-total)))


@cache
def load_party_model() -> PartyModel:
    """The model that comes with sayso."""
    row = json.loads(resources.files("sayso.say").joinpath("data/parties.json").read_text(encoding="utf-8"))
    return PartyModel(row["weight"], tuple(row["keep"]), row["add"], frozenset(row["frames"]))


def weigh_parties(known: Known, people: Participants, drafts: list[Draft]) -> None:
    """Weigh who is told of near every draft that is left: parties that hardly take part go, others that surely do come in."""
    model = load_party_model()
    keep = model.keep[1 if known.story.n < ARTICLE else 0]
    for d in drafts:
        if d.gone or d.frame.name not in model.frames:
            continue
        scene = Scene(known, people, d)
        seen = [(k, scene.signs(k)) for k in scene.near]
        chance = {role: {k: model.probability(role, signs) for k, signs in seen} for role in roles_of(d)}
        for role, chances in chance.items():
            others = {k for r, c in chance.items() if r != role for k, p in c.items() if p > chances[k]}
            _recast(people, d, role, {k: p for k, p in chances.items() if k not in others}, chances, keep, model.add)


def _recast(people: Participants, d: Draft, role: str, free: dict[int, float], chances: dict[int, float], keep: float, add: float) -> None:
    """Take out of the role who hardly fills it and put in who surely does; ``free``: those that another role does not want more."""
    roles = d.roles
    lists = {"actor": [roles.actors], "recipient": [roles.recipients], "side": [roles.actors, roles.recipients]}[role]
    for tokens in lists:
        for k in [k for k in tokens if chances.get(k, 1.0) < keep]:
            tokens.remove(k)
            d.turned[k] = chances[k]
    there = {people.mention(k).entity or f"#{k}" for k in (*roles.actors, *roles.recipients)}
    for k, p in sorted(free.items(), key=lambda x: -x[1]):
        name = people.mention(k).entity or f"#{k}"
        if role != "recipient" and (not people.acts(k) or _prevents(people, d, k)):
            continue  # a pickup does nothing by itself
        if p < add or name in there or any(_one_phrase(people.s, k, x) for x in (*roles.actors, *roles.recipients)):
            continue
        there.add(name)
        roles.how[k] = f"weighed {p:.2f}"
        for tokens in lists if roles.both else lists[-1:] if roles.actors else lists[:1]:
            tokens.append(k)


def _prevents(people: Participants, d: Draft, k: int) -> bool:
    """Whether k is who kept the act from happening: "police foiled a plot to kill the envoy"."""
    scope = read_scope(people.s, d.trigger.token, people.known.codebook.commitment)
    return any(o.effect in ("negate", "deny") and people.s.head[k] == o.token for o in scope.operators)


def _one_phrase(s: Story, a: int, b: int) -> bool:
    """Whether one stands inside the phrase of the other: "the delegations of Ruritania", "the windows of the bank"."""
    for inner, outer in ((a, b), (b, a)):
        k = inner
        while s.head[k] != k and s.dep[k] in ("pobj", "prep", "poss", "compound", "amod", "nmod", "appos"):
            k = s.head[k]
            if k == outer:
                return True
    return False


def roles_of(d: Draft) -> tuple[str, ...]:
    """The roles that are weighed for such an event: harm has no doer."""
    if d.type in MUTUAL or d.roles.both or d.mode == "clash":
        return ("side",)
    return ("recipient",) if d.type == "X-HARM" else ("actor", "recipient")


def told_near(known: Known, people: Participants, d: Draft) -> list[int]:
    """Heads of the phrases of the sentence that may name a party, and the parties found elsewhere."""
    s, i = known.story, d.trigger.token
    a, b = s.sents[s.sent[i]]
    own = {i, *d.trigger.words, *d.merged, *d.roles.weapons}
    found = dict.fromkeys((*d.roles.actors, *d.roles.recipients))
    out = [k for k in found if not a <= k < b]
    for k in range(a, b):
        if k in found or (k not in own and s.pos[k] in _PHRASE and s.told(k) and _names_somebody(people, k)):
            out.append(k)
    return out


def _names_somebody(people: Participants, k: int) -> bool:
    s = people.s
    if s.pos[k] == "ADJ" and s.ent[k] not in ("NORP", "GPE"):
        return False
    if people.clauses.real(k) != k or people.kind(k) not in _KINDS:
        return False
    h = s.head[k]
    if s.dep[k] in _INNER and (s.pos[h] in ("NOUN", "PROPN", "NUM") and people.kind(h) in _KINDS):
        return False  # "Ruritanian" of "the Ruritanian army"
    return not (s.dep[k] == "appos" and people.kind(h) in _KINDS)


class Scene:
    """What can be said of everybody near one draft."""

    def __init__(self, known: Known, people: Participants, d: Draft) -> None:
        self.known, self.people, self.d, self.s = known, people, d, known.story
        s, i = self.s, d.trigger.token
        self.near = told_near(known, people, d)
        self.family = FAMILY.get(d.type, "for")
        self.passive = s.pos[i] in ("VERB", "AUX") and people.clauses.args(i).passive
        self.origins = list(dict.fromkeys([i, *d.merged, *d.trigger.words, *([d.roles.governor] if d.roles.governor is not None else [])]))
        self.statement = statement_at(known, i)
        self.actors = {people.mention(k).entity for k in d.roles.actors} - {None}
        self.recipients = {people.mention(k).entity for k in d.roles.recipients} - {None}

    def signs(self, k: int) -> dict[str, float]:
        """Name of the sign → strength, for the phrase headed by k."""
        s, d, people = self.s, self.d, self.people
        i, roles = d.trigger.token, d.roles
        out: dict[str, float] = {}

        def add(name: str) -> None:
            out[name] = 1.0
            out[f"{d.type} {name}"] = 1.0

        m, kind = people.mention(k), people.kind(k)
        rule = "actor" if k in roles.actors else "recipient" if k in roles.recipients else "theme" if k in roles.themes else "none"
        if roles.both and rule != "none":
            rule = "side"
        way, origin = self._way(k)
        side = "before" if k < i else "behind"
        shape = f"{d.frame.shape}{'/passive' if self.passive else ''}"
        add("rule=" + rule)
        out[f"rule={rule} {roles.how.get(k, '')}"] = 1.0
        out[f"{d.frame.name} rule={rule}"] = 1.0
        add(f"rule={rule} {kind}")
        counts = f"{min(2, len(roles.actors))}{min(2, len(roles.recipients))}"
        add(f"rule={rule} of {counts}")
        add("way=" + way)
        out[f"{shape} way={way}"] = 1.0
        out[f"{d.frame.name} way={way}"] = 1.0
        out[f"{counts} way={way}"] = 1.0
        out[f"{rule} way={way}"] = 1.0
        out[f"from {origin}"] = 1.0
        out[f"{s.tag[i]} {s.dep[i]} way={way}"] = 1.0
        add(f"kind={kind}")
        add(f"{kind} {side}")
        add(f"form={m.form}")
        out["ent=" + s.ent[k]] = 1.0
        out["tag=" + s.tag[k]] = 1.0
        add("party" if is_party(self.known, people, k) else "private")
        if s.pos[k] == "PRON":
            add("word=" + s.lower[k])
        elif s.pos[k] == "NOUN":
            out["word=" + s.lemma[k]] = 1.0
            out[f"{self.family} word={s.lemma[k]}"] = 1.0
        h = s.head[k]
        add("dep=" + s.dep[k])
        if s.dep[h] in ("prep", "agent") and s.dep[k] == "pobj":
            add("in " + s.lower[h])
            out[f"in {s.lower[h]} of {s.lemma[s.head[h]]}"] = 1.0
        else:
            out[f"of {s.lemma[h]}"] = 1.0
        out[f"{s.lemma[i]} {side} {kind}"] = 1.0
        far = abs(k - i)
        out["far=" + ("1" if far < 2 else "2" if far < 4 else "4" if far < 8 else "8" if far < 16 else "16")] = 1.0
        between = sum(min(i, k) < x < max(i, k) for x in self.near)
        add(f"{side} with {min(3, between)} between")
        if self.s.sent[k] != self.s.sent[i]:
            add("another sentence")
        self._told(k, m.start, add)
        if m.entity is not None and rule == "none":
            if m.entity in self.actors:
                add("again actor")
            if m.entity in self.recipients:
                add("again recipient")
        if s.dep[k] == "conj":
            top = k
            while s.dep[top] == "conj" and s.head[top] != top:
                top = s.head[top]
            add("joined to " + ("actor" if top in roles.actors else "recipient" if top in roles.recipients else "other"))
        if s.kind[i] == "title":
            add("title")
        return out

    def _told(self, k: int, start: int, add: object) -> None:
        assert callable(add)
        x = self.statement
        if x is None:
            return
        inside = any(a <= start < b for a, b in x.content)
        add("inside" if inside else "outside")
        if x.speaker is not None and x.speaker[0] <= start < x.speaker[1]:
            add("speaker")
            add("speaker " + x.stance)

    def _way(self, k: int) -> tuple[str, str]:
        """The way through the tree from the nearest word of the event, and which word that is."""
        best = ("far", "trigger")
        length = _FAR
        for n, origin in enumerate(self.origins):
            steps = way(self.s, origin, k)
            if steps is not None and len(steps) < length:
                best, length = (" ".join(steps), "trigger" if n == 0 else "other"), len(steps)
        return best


def way(s: Story, i: int, k: int) -> list[str] | None:
    """Labels from i up to the token that holds both and down to k, prepositions by their word, joined nouns as one; None where there is
    no way."""
    up = [i, *s.ancestors(i)]
    place = {x: n for n, x in enumerate(up)}
    down: list[int] = []
    j = k
    while j not in place:
        down.append(j)
        if s.head[j] == j:
            return None
        j = s.head[j]
    rise = [f"^{s.dep[x]}" for x in up[: place[j]]]
    fall = [s.lower[x] if s.dep[x] in ("prep", "agent") else s.dep[x] for x in reversed(down)]
    return [*rise, *(x for n, x in enumerate(fall) if not (x == "conj" and (n or not rise)))]
