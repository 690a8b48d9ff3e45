"""What stands over an event in its sentence: negation, modals, conditions, and the words of ``data/commitment.toml``.

``operators`` climbs the parse from the trigger outwards. Each step hangs the event (or the word that carried it so far) on a governor in
a slot; a governor that the table knows adds an operator or lets the climb go on; anything else ends it, because what stands
beyond it (a relative clause, "after …", the object of "condemn") is told as a fact.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.codebook.commitment import Commitment
from sayso.language.story import Story
from sayso.say import forms
from sayso.say.forms import asks, has_nothing, is_bare, is_having, is_infinitive, is_inverted, is_negated, is_past, is_present, refusing


@dataclass(frozen=True, slots=True)
class Operator:
    """``effect`` as in commitment.toml, or one of will, would, duty, able, condition, purpose, question (a modal, a clause, a form).

    ``token``: the word that has the effect; ``slot``: how the event hangs on it; ``negated``: the operator itself is negated.
    """

    effect: str
    token: int
    slot: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """``operators`` from the innermost outwards; ``top``: the token at which the climb ended; ``perfect``: "would HAVE", "should HAVE"."""

    operators: tuple[Operator, ...]
    top: int
    perfect: bool


_COMPLEMENT = frozenset({"xcomp", "ccomp", "acl", "csubj", "csubjpass", "pcomp"})
_OBJECT = frozenset({"dobj", "nsubjpass", "oprd", "obj", "dative"})
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_CLAUSE = _FINITE | {"PRP", "NN", "NNS", "NNP"}
_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "ADV": "adverb"}
_TAKEN = frozenset({"responsibility", "credit", "blame", "ownership"})
_TAKE = frozenset({"take", "claim", "accept", "assume", "admit", "acknowledge"})
_INNER = frozenset({"dobj", "nsubjpass", "pobj", "agent", "conj", "appos", "nmod", "nsubj", "prep", "xcomp", "ccomp", "dative"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})


class _Climb:
    """One climb from a trigger: holds the operators found so far."""

    def __init__(self, story: Story, table: Commitment) -> None:
        self.story, self.table = story, table
        self.found: list[Operator] = []
        self.perfect = False
        self.taken = False  # came through "responsibility", "credit"
        lists = table.lists
        self.modal = {w: "possible" for w in lists["modals.possible"]}
        self.modal |= {w: "will" for w in lists["modals.future"]}
        self.modal |= {w: "would" for w in lists["modals.conditional"]}
        self.modal |= {w: "duty" for w in lists["modals.duty"]}
        self.modal |= {w: "able" for w in lists["modals.able"]}

    def add(self, effect: str, token: int, slot: str, negated: bool = False) -> None:
        heard = effect == "negate" and any(o.negated and o.token == self.story.head[token] for o in self.found)  # the "no" of "no plans"
        if not heard and all((o.token, o.effect) != (token, effect) for o in self.found):
            self.found.append(Operator(effect, token, slot, negated))

    def around(self, c: int) -> None:
        """Operators among the dependents of c: negation, auxiliaries, adverbs, "no", marks of condition."""
        story, lists = self.story, self.table.lists
        for k in story.kids[c]:
            dep, word = story.dep[k], story.lower[k]
            if dep == "nsubj" and word in lists["conditions.whoever"]:
                self.add("condition", k, "mod")
            elif dep == "neg":
                self.add("negate", k, "mod")
            elif (no := refusing(story, k)) is not None:
                self.add("negate", no, "mod")
            elif dep == "aux" and word in self.modal and not (word == "could" and forms.came_to_nothing(story, c, k)):
                self.add(self.modal[word], k, "mod")
                self.perfect = (
                    self.perfect or story.lower[k + 1 : k + 2] in (["have"], ["'ve"]) or story.lower[k + 1 : k + 3] == ["not", "have"]
                )
            elif dep in ("mark", "advmod") and word in lists["conditions.words"]:
                self.add("possible" if word == "whether" else "condition", k, "mod")
            elif dep in ("advmod", "amod", "nmod", "compound"):
                self.modifier(k, dep)
            elif dep == "prep" and word == "in" and any(story.lower[x] == "vain" for x in story.kids[k]):
                self.add("negate", k, "in vain")
            elif (dep == "advcl" and self.conditional(k)) or (dep == "prep" and word == "unless"):
                self.add("conditioned", k, "mod")

    def modifier(self, k: int, dep: str) -> None:
        """An adverb or adjective on the event: "possibly", "alleged", "planned", "averted"."""
        story = self.story
        pos = _POS.get(story.pos[k])
        if pos is None:
            return
        if pos == "verb" and dep != "advmod":
            found = self.table.words.get(("adjective", story.lower[k]), {}).get("mod")
        else:
            found = self.effect(pos, k, "mod")
        if found not in (None, "through", "fact"):
            self.add(str(found), k, "mod")

    def conditional(self, clause: int) -> bool:
        """True where the clause sets a condition ("if …", "unless …", "assuming …", "should rebels …", "were they to …")."""
        story, lists = self.story, self.table.lists
        if story.lemma[clause] in lists["conditions.participles"] and story.tag[clause] == "VBG":
            return not any(story.dep[k] == "dobj" for k in story.kids[clause])  # "providing aid"
        first = story.left[clause]
        if story.lower[first] in ("should", "were", "had") and first < clause + 1:
            return any(story.dep[k] == "nsubj" and k > first for k in story.kids[clause]) or first == clause
        for k in story.kids[clause]:
            if story.dep[k] in ("mark", "advmod") and story.lower[k] in lists["conditions.words"] and story.lower[k] != "whether":
                before = story.lower[k - 1] if k else ""
                return before not in ("as", "even", "only")
            if story.dep[k] in ("mark", "advmod") and story.lower[k] in lists["conditions.temporal"]:
                return is_present(story, clause)
        return story.lower[first] == "in" and story.lower[first + 1 : first + 2] == ["case"]

    def effect(self, pos: str, g: int, slot: str) -> str | None:
        """What the governor makes of an event in the slot; a verb with its particle goes first."""
        story, words = self.story, self.table.words
        lemma = story.lemma[g]
        if pos == "verb":
            for particle in self.table.particles.get(lemma, ()):
                if any(story.lower[k] == particle for k in story.kids[g]):
                    found = words.get((pos, f"{lemma}_{particle}"), {}).get(slot)
                    if found:
                        return found
        found = words.get((pos, lemma), {}).get(slot)
        if found is None and pos == "verb" and story.tag[g] == "VBN":  # "is expected to", "is feared"
            found = words.get(("adjective", story.lower[g]), {}).get(slot)
        return found

    def slot(self, c: int) -> tuple[str, int] | None:
        """(slot, governor) of c; None where the climb ends."""
        story = self.story
        if (step := self.apart(c)) is not None:
            return step
        dep, p = story.dep[c], story.head[c]
        if p == c:
            return None
        if dep in ("pobj", "pcomp") and story.pos[p] in ("ADP", "SCONJ", "PART", "VERB", "ADV"):
            word, g = story.lower[p], story.head[p]
            if word == "without":
                self.add("negate", p, "without")
                return None
            if word in self.table.lists["conditions.prepositions"] and dep == "pcomp":
                self.add("condition", p, word)
                return None
            if word == "by" and dep == "pcomp" and g != p:  # "breaking the truce by shelling": one act with what it is a way of
                return "by", g
            if story.dep[p] == "agent" or g == p:
                return None
            if story.lower[g] == "short" and story.head[g] != g:
                g = story.head[g]
            slot = "to_" if word == "to" else word
            return slot, self.taker(slot, g)
        if dep in ("csubj", "csubjpass"):
            return "subj", p
        if dep in _COMPLEMENT or (dep in ("advcl", "dep") and is_infinitive(story, c)):
            if is_infinitive(story, c):
                return "to", p
            if any(story.lower[k] in ("whether", "if") and story.dep[k] in ("mark", "advmod") for k in story.kids[c]):
                return "whether", p
            if dep == "acl" and story.tag[c] == "VBN" and not any(story.dep[k] in ("mark", "nsubj", "nsubjpass") for k in story.kids[c]):
                return None
            own = any(story.dep[k] in ("aux", "nsubj", "nsubjpass") and story.tag[k] in _CLAUSE for k in story.kids[c])
            return ("ing" if story.tag[c] == "VBG" or is_having(story, c) else "that" if own or story.tag[c] in _FINITE else "obj"), p
        if dep == "nsubjpass" and any(
            story.dep[k] == "xcomp" and is_infinitive(story, k) and story.lemma[k] in self.table.lists["occurrence.verbs"]
            for k in story.kids[p]
        ):
            return "subj", p  # "the talks are set to open"
        if dep in _OBJECT:
            return "obj", p
        if dep in ("attr", "acomp"):
            return "attr", p
        if dep == "nsubj":
            return "subj", p
        if dep in ("compound", "nmod", "amod") and story.pos[p] == "NOUN" and p > c:
            return "noun", p
        return None

    def apart(self, c: int) -> tuple[str, int] | None:
        """The noun of purpose that an infinitive belongs to over a phrase between them ("a plot by a cell to bomb"), or of a demand
        where the infinitive was taken for a relative clause ("calls to resign")."""
        story = self.story
        h = story.head[c]
        if story.dep[c] == "relcl" and is_infinitive(story, c) and self.effect("noun", h, "to") == "request":
            return "to", h
        if story.dep[c] in ("relcl", "acl") and is_infinitive(story, c) and story.dep[h] == "pobj":
            noun = story.head[story.head[h]]
            if story.pos[noun] == "NOUN" and self.effect("noun", noun, "to") not in (None, "through", "fact"):
                return "to", noun
        return None

    def taker(self, word: str, g: int) -> int:
        """The verb of blame over g where the preposition belongs to it and not to g ("accused the army of killing")."""
        story = self.story
        here = self.effect(_POS.get(story.pos[g], ""), g, word)
        if here is not None and here != "through":
            return g
        v = g
        for _ in range(4):
            if story.dep[v] not in _INNER or story.head[v] == v:
                return g
            v = story.head[v]
            if story.pos[v] == "VERB" and (found := self.effect("verb", v, word)) not in (None, "through"):
                return v if found in ("accuse", "charge") or here is None else g
        return g

    def unreal(self, c: int) -> bool:
        """True for a clause in the subjunctive, with a modal, or in the present tense (what can be asked for, or agreed)."""
        story = self.story
        v = c
        while story.pos[v] not in ("VERB", "AUX") and story.head[v] != v:
            v = story.head[v]
        if any(story.lower[k] in self.modal for k in story.kids[v] if story.dep[k] == "aux"):
            return True
        past = any(story.tag[k] in ("VBD", "VBZ", "VBP") for k in story.kids[v] if story.dep[k] in ("aux", "auxpass"))
        return not past and story.tag[v] in ("VB", "VBP", "VBN")

    def siblings(self, c: int) -> int:
        """The first conjunct of c; shares its auxiliaries and negation where c has no subject and no auxiliary of its own."""
        story = self.story
        while story.dep[c] == "conj" and story.head[c] != c:
            f = story.head[c]
            own = any(story.dep[k] in _SUBJECTS or (story.dep[k] == "aux" and story.lower[k] != "to") for k in story.kids[c])
            either = any(story.dep[k] == "cc" and story.lower[k] in ("or", "nor") for k in story.kids[f])
            if not own and story.pos[c] in ("VERB", "AUX") and story.tag[c] not in ("VBD", "VBZ", "VBP"):
                before = len(self.found)
                self.around(f)
                if not either and story.tag[c] != "VB":
                    self.found[before:] = [o for o in self.found[before:] if o.effect != "negate"]
            elif either and story.pos[c] == "NOUN":
                self.around(f)
            c = f
        return c

    def climb(self, token: int) -> int:
        story = self.story
        c, way = token, False
        self.around(c)
        for _ in range(14):
            c = self.siblings(c)
            if story.dep[c] == "ROOT" and is_infinitive(story, c):
                self.add("plan", c, "headline")
            if story.dep[c] in ("ccomp", "advcl") and is_inverted(story, c):
                self.add("condition", story.left[c], "inverted")
                return c
            if story.dep[c] in ("relcl", "acl") and (any(story.dep[k] == "mark" for k in story.kids[c]) or is_bare(story, c)):
                noun = story.head[c]
                found = self.effect("noun", noun, "that")
                if found and found not in ("fact", "through"):  # "it is a lie that …"
                    self.add(found, noun, "that", is_negated(story, noun))
                    return c
            if story.dep[c] == "relcl" and (step := self.apart(c)) is not None:
                if not self.pass_on(c, *step):
                    return c
                c = step[1]
                continue
            if story.dep[c] == "relcl":
                if story.lower[story.head[c]] in self.table.lists["conditions.pronouns"] and story.lemma[story.head[c]] != "those":
                    self.add("condition", story.head[c], "relative")
                return c
            if self.ordered(c):
                return c
            if story.dep[c] == "advcl":
                if self.conditional(c):
                    self.add("condition", c, "advcl")
                    return c
                so = any(story.lower[k] == "so" and story.dep[k] in ("mark", "advmod") for k in story.kids[c])
                if so and any(o.effect in ("possible", "able", "would", "will") for o in self.found):
                    self.add("purpose", c, "so")
                    return c
                if is_infinitive(story, c) and self.effect("verb", story.head[c], "to") in (None, "through"):
                    if not (way and is_past(story, story.head[c])):  # "acted to protect the port by sinking the ship": it was sunk
                        self.add("purpose", c, "to")
                    return c
                if not is_infinitive(story, c):
                    return c
            if story.lower[max(0, story.left[c] - 2) : story.left[c]] == ["in", "case"]:
                self.add("condition", story.left[c] - 1, "in case")
                return c
            step = self.slot(c)
            if step is None:
                return c
            slot, g = step
            way = slot == "by"
            if slot == "obj" and story.lemma[g] in self.table.lists["factive.verbs"]:
                self.add("fact", g, slot)
            if not self.pass_on(c, slot, g):
                return g if slot == "obj" and story.pos[g] in ("VERB", "AUX") else c
            c = g
        return c

    def pass_on(self, c: int, slot: str, g: int) -> bool:
        """Note what the governor does; False where the climb ends."""
        story = self.story
        pos = _POS.get(story.pos[g])
        if pos is None:
            return False
        if slot == "attr":
            if story.lemma[g] in ("be", "remain", "become", "seem", "appear"):
                self.around(g)
                return True
            if found := self.effect("verb", g, "attr"):  # "pleaded guilty to"
                self.add(found, g, slot, is_negated(story, g))
            return False
        if slot == "by":
            return story.pos[g] == "VERB"
        if slot == "subj":
            return self.subject(c, g)
        if slot in ("of", "for") and self.taken and pos == "noun" and story.lemma[g] in ("claim", "admission", "acknowledgement"):
            self.add("claim", g, slot, is_negated(story, g))
            return False
        if slot == "obj" and self.taken and story.lemma[g] in _TAKE:
            self.add("claim", g, slot, is_negated(story, g))
            return True
        if story.lemma[g] == "be" and slot in ("to", "that", "whether"):
            return self.copula(g, slot)
        lists = self.table.lists
        if slot == "obj" and story.lemma[c] in lists["assertions.nouns"] and story.lemma[g] in lists["assertions.rejected"]:
            self.add("deny", g, slot, is_negated(story, g))
            return True
        if slot == "behind" and story.lemma[g] in ("be", "stand"):
            self.add("author", g, slot, is_negated(story, g))
            return True
        if slot == "to" and story.lemma[g] == "go" and story.tag[g] == "VBG":
            self.add("plan", g, slot, is_negated(story, g))
            return True
        if slot == "to" and story.lemma[g] == "have":
            if any(story.lower[k] == "yet" for k in story.kids[g]):
                self.add("negate", g, slot)
            elif story.tag[g] in ("VBP", "VBZ"):
                self.add("duty", g, slot, is_negated(story, g))
            return True
        if slot == "to" and story.lower[g] == "got" and any(story.lower[k] in ("have", "has", "'ve", "’ve", "'s") for k in story.kids[g]):
            self.add("duty", g, slot, is_negated(story, g))
            return True
        if slot == "with" and story.lemma[g] == "do" and has_nothing(story, g):
            self.add("deny", g, slot)
            return True
        effect = self.effect(pos, g, slot)
        if effect in (None, "through") and pos == "verb" and slot in ("for", "over", "in", "of") and not self.taken:
            effect = self.carried(g, slot) or effect  # "went on trial for", "pointed the finger at him for"
        negated = is_negated(story, g)
        if effect is None and pos == "noun" and slot in ("of", "noun") and story.tag[g] == "VBG":
            return False
        if (
            negated
            and story.lemma[g] in self.table.lists["negated.possible"]
            and slot in ("that", "whether", "obj")
            and effect not in ("deny", "claim")
        ):
            self.add("possible", g, slot)
            return True
        if slot == "that" and not self.unreal(c) and effect in ("request", "plan"):
            effect = None  # "insisted that it had left", "agreed that he was killed"
        if slot == "that" and story.tag[g] == "VBG" and story.lemma[g] in self.table.lists["conditions.participles"]:
            effect = "condition"
        if effect is None and slot in ("that", "whether") and pos == "verb":
            for k in story.kids[g]:  # "speculation is growing that": the clause belongs to the subject
                if story.dep[k] in ("nsubj", "nsubjpass") and story.pos[k] == "NOUN" and story.lemma[k] not in lists["assertions.nouns"]:
                    found = self.effect("noun", k, slot)
                    if found in ("possible", "deny", "request", "hypothetical"):
                        self.add(found, k, slot, is_negated(story, k))
                        return True
        if effect is None:
            if slot == "whether":
                self.add("possible", g, slot)
            if slot == "to" and pos == "noun":  # "an operation to capture"
                self.add("purpose", g, slot)
            return False
        if effect == "fact":
            if negated:
                self.add("negate", g, slot)
            return False
        if effect == "through" and pos == "adjective":
            if self.held(g):
                return True
            if story.lemma[g] in ("responsible", "guilty", "liable", "culpable", "accountable"):
                if story.dep[g] == "amod":  # "punish those responsible for the murder": it was done, whatever is planned
                    return False
                if story.dep[g] == "acomp":
                    self.add("author", g, slot, is_negated(story, g))
        if effect == "through":
            self.taken = self.taken or story.lemma[g] in _TAKEN
            self.around(g)
            return True
        if slot == "to" and not negated and (verb := forms.came_about(story, g)) is not None:
            self.around(verb)
            return True
        self.add(effect, g, slot, negated)
        return True

    def ordered(self, c: int) -> bool:
        """ "Orders were given to burn the town": the infinitive belongs to the subject."""
        story = self.story
        for k in story.kids[story.head[c]] if story.dep[c] in ("advcl", "xcomp") and is_infinitive(story, c) else ():
            if story.dep[k] == "nsubjpass" and (found := self.effect("noun", k, "to")) in ("request", "plan", "threat"):
                self.add(str(found), k, "to", is_negated(story, k))
                return True
        return False

    def carried(self, g: int, slot: str) -> str | None:
        """The effect of the noun that a verb carries: the phrase hangs on the verb, though it belongs to the noun."""
        story = self.story
        for k in story.kids[g]:
            nouns = (
                [k] if story.dep[k] == "dobj" else [x for x in story.kids[k] if story.dep[x] == "pobj"] if story.dep[k] == "prep" else []
            )
            for n in nouns:
                if story.lemma[n] == "finger" and story.lemma[g] == "point":
                    return "accuse"
                found = self.effect("noun", n, slot)
                if found in ("accuse", "charge", "claim"):
                    return found
                if story.lemma[n] in _TAKEN and story.lemma[g] in _TAKE:
                    return "claim"
        return None

    def held(self, g: int) -> bool:
        """ "held the guards responsible for": the adjective hangs on the verb, or on the verb's object."""
        story = self.story
        for v in story.ancestors(g)[:2]:
            if story.lemma[v] in ("hold", "find", "deem", "consider") and story.pos[v] == "VERB":
                self.add("accuse", v, "responsible")
                return True
        return False

    def copula(self, g: int, slot: str) -> bool:
        """ "It is possible that …", "there is a risk that …", "the plan is to …", "the two are to meet"."""
        story = self.story
        for k in story.kids[g]:
            pos = {"acomp": "adjective", "attr": "noun", "nsubj": "noun"}.get(story.dep[k])
            if pos and (found := self.effect(pos, k, slot)):
                if found in ("through", "fact"):
                    return found == "through"
                self.add(found, k, slot, is_negated(story, g))
                return True
        if slot == "whether":
            self.add("possible", g, slot)
        if slot != "to":
            return False
        self.add("plan", g, slot, is_negated(story, g))
        return True

    def subject(self, c: int, g: int) -> bool:
        """The event is the subject of g: what is said of it may take it back ("was not our work", "would be a disaster")."""
        story, lists = self.story, self.table.lists
        kids = story.kids[g]
        if story.pos[g] not in ("VERB", "AUX"):
            return False
        for k in kids:
            if story.dep[k] in ("acomp", "oprd") and story.pos[k] == "ADJ" and (found := self.effect("adjective", k, "subj")):
                self.add(found, k, "subj", is_negated(story, k))
                return True
            if story.dep[k] == "attr" and any(story.dep[x] == "neg" for x in kids) and story.lemma[k] in lists["holders.own"]:
                self.add("deny", k, "subj")
                return True
        for k in kids:
            if story.dep[k] in ("xcomp", "advcl") and is_infinitive(story, k) and story.lemma[k] in lists["occurrence.verbs"]:
                self.around(k)
                found = "plan" if story.lemma[g] == "be" else self.effect("verb", g, "to")
                if found and found not in ("fact", "through"):
                    self.add(found, g, "to", is_negated(story, g))
                return True
        occurs = story.lemma[g] in lists["occurrence.verbs"] and not any(story.dep[k] in ("acomp", "attr") for k in kids)
        indefinite = not any(
            (story.dep[k] == "det" and story.lower[k] in ("the", "this", "that", "these", "those")) or story.dep[k] == "poss"
            for k in story.kids[c]
        )
        if occurs:
            self.around(g)
            return True
        if indefinite and any(story.dep[k] == "aux" and story.lower[k] in ("would", "could", "might", "'d") for k in kids):
            self.add("condition", g, "subj")
            return True
        return False


def read_scope(story: Story, token: int, table: Commitment) -> Scope:
    """The operators over the event whose trigger is ``token``."""
    climb = _Climb(story, table)
    top = climb.climb(token)
    begin, end = story.sents[story.sent[token]]
    if asks(story, begin, end):
        climb.found = [o for o in climb.found if o.effect not in ("will", "would")]
        climb.found.append(Operator("question", begin, "sentence"))
    return Scope(tuple(climb.found), top, climb.perfect)
