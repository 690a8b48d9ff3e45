"""Who stands where around a verb or a noun: surface arguments with control, relatives, passives and coordination undone.

Works on the token numbers of one Story; everything is worked out when first asked for and kept. A *deep subject* is the doer
of an active verb; in a passive it is the agent phrase. Labels are ClearNLP's (nsubj, dobj, pobj, agent, relcl …).
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.language.story import Story
from sayso.language.wordlist import words

_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
#: verbs whose object does what the infinitive says ("urged them to leave"); elsewhere the subject does
_OBJECT_CONTROL = words(
    "urge ask order tell force allow permit persuade want expect help invite encourage call press push convince warn advise instruct "
    "request require compel cause enable lead get oblige authorize authorise appeal send deploy dispatch recruit hire train teach "
    "believe consider find pressure coerce implore beg exhort entreat challenge motivate inspire direct command assign appoint bribe "
    "forbid free let make have see hear watch help beseech nudge prod lobby incite provoke prompt prevent stop tempt sentence leave"
)
_PHONING = frozenset({"call", "telephone", "phone", "ring"})
_ON_THE_PHONE = words(
    "discuss congratulate express convey thank apologize apologise assure reassure explain offer inform ask tell say complain brief "
    "extend condole commend praise voice reiterate reaffirm wish invite propose protest stress warn speak exchange pledge announce"
)
#: verbs whose subject has no part in the plan that is their object
_OUTSIDE = frozenset(
    "warn inform tell learn know hear notify advise alert speak report uncover foil thwart reveal discover discuss expose thwart unmask "
    "prevent disrupt investigate".split()
)
_BLAMING = words("accuse blame suspect charge convict condemn criticise criticize denounce fault acquit indict")
_QUOTE = frozenset({'"', "“", "'", "‘", "``", "«"})
_STATE = frozenset({"get", "leave", "see", "have", "find", "report", "feel", "become"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
#: nouns that count or package others: "a group of gunmen" is gunmen
PACKAGE = words(
    "group number dozen dozens hundred hundreds thousand thousands score scores member members part series lot some many "
    "several most majority couple handful pair team crowd unit column band gang all one two three both none half rest "
    "remainder million contingent total mob string wave spate batch host bunch swarm kind type sort form piece tens ton "
    "tons bulk kg kilo kilogram kilograms gram tonne pound litre liter quantity amount stash % percent worth more few each any squad party"
)


@dataclass(frozen=True, slots=True)
class Args:
    """Arguments of a verb, heads only (conjuncts not yet spread). ``preps``: (preposition, head of its object) in text order."""

    subj: tuple[int, ...]
    obj: tuple[int, ...]
    iobj: tuple[int, ...]
    preps: tuple[tuple[str, int], ...]
    passive: bool
    raised: bool = False  # the subject came from another clause


class Clauses:
    """Argument look-ups over one Story."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self._args: dict[int, Args] = {}
        self._subjects: dict[int, tuple[tuple[int, ...], bool]] = {}
        self._busy: set[int] = set()

    # ------------------------------------------------------------------ small helpers
    def spread(self, i: int) -> list[int]:
        """i and what is coordinated with it, in text order."""
        s = self.story
        out = [i]
        for j in out:
            out.extend(k for k in s.kids[j] if s.dep[k] == "conj" and s.pos[k] in _NOMINAL and k not in out)
        return sorted(out)

    def kernel(self, i: int) -> int:
        """The noun that a packaging noun holds: of "dozens of armed men" *men*; else i."""
        s = self.story
        for _ in range(3):
            if s.lemma[i] not in PACKAGE and s.pos[i] != "NUM":
                return i
            inner = next((k for p in s.kids[i] if s.dep[p] == "prep" and s.lower[p] == "of" for k in s.kids[p] if s.dep[k] == "pobj"), None)
            if inner is None:
                return i
            i = inner
        return i

    def pobjs(self, p: int) -> list[int]:
        """Heads of the objects of preposition p, through stacked prepositions ("out of the town")."""
        s = self.story
        out: list[int] = []
        for k in s.kids[p]:
            if s.dep[k] in ("pobj", "dobj"):
                out.append(k)
            elif s.dep[k] == "prep" and s.left[k] <= p + 2:
                out.extend(self.pobjs(k))
            elif s.dep[k] == "pcomp" and s.pos[k] in ("NOUN", "PROPN"):
                out.append(k)
        if len(out) == 2 and s.left[out[1]] == out[0] + 1 and s.pos[out[1]] == "PROPN" and s.pos[out[0]] == "NOUN":
            return out[1:]  # "the murder of trade leaders Anna Berg and Olaf Lind": an office and its name
        return out

    def preps_of(self, i: int) -> list[tuple[str, int]]:
        """(preposition, object head) of the prepositional phrases that hang on i."""
        s = self.story
        out: list[tuple[str, int]] = []
        for p in s.kids[i]:
            if (s.dep[p] in ("prep", "agent", "dative") and s.pos[p] in ("ADP", "SCONJ", "PART")) or s.dep[p] == "agent":
                name = s.lower[p]
                inner = [k for k in s.kids[p] if s.dep[k] == "prep" and k == p + 1]
                if inner and name in ("out", "away", "along", "together", "because", "ahead", "up"):
                    name = s.lower[inner[0]]
                out.extend((name, k) for k in self.pobjs(p))
                # "between A and B", "on X and on Y": a coordinated preposition
                out.extend((s.lower[c], k) for c in s.kids[p] if s.dep[c] == "conj" and s.pos[c] == "ADP" for k in self.pobjs(c))
            elif s.dep[p] == "prep" and s.lower[p] in ("according", "including", "following", "regarding", "concerning", "using", "due"):
                for k in s.kids[p]:
                    if s.dep[k] in ("pobj", "dobj"):
                        out.append((s.lower[p], k))
        return out

    def antecedent(self, i: int) -> int | None:
        """The noun a relative pronoun stands for."""
        s = self.story
        j = i
        for _ in range(6):
            if s.dep[j] == "relcl":
                return s.head[j]
            if s.head[j] == j:
                return None
            j = s.head[j]
        return None

    def real(self, i: int) -> int:
        """i, or what it stands for if it is a relative pronoun."""
        s = self.story
        if s.lower[i] in _RELATIVE and s.tag[i] in ("WP", "WDT", "IN", "DT", "WP$"):
            found = self.antecedent(i)
            if found is not None:
                return self._who(found) if s.lower[i] == "who" else found
        return i

    def _who(self, i: int) -> int:
        """Of "a rapporteur for the Office of Rights who" the rapporteur: a clause with *who* is about people."""
        s, k = self.story, i
        for _ in range(3):
            if s.ent[k] not in ("ORG", "GPE", "LOC", "FAC"):
                return k
            p = s.head[k]
            if s.dep[k] != "pobj" or s.pos[s.head[p]] not in ("NOUN", "PROPN"):
                return i
            k = s.head[p]
        return i

    # ------------------------------------------------------------------ verbs
    def is_passive(self, v: int) -> bool:
        """A passive, a get-passive, or a reduced one ("the men arrested on Monday")."""
        s = self.story
        if s.tag[v] not in ("VBN", "VBD", "JJ", "NN"):
            return False
        deps = [s.dep[k] for k in s.kids[v]]
        if "auxpass" in deps or "nsubjpass" in deps or "agent" in deps:
            return True
        if any(s.dep[k] == "aux" and s.lemma[k] == "get" for k in s.kids[v]):
            return True
        if any(s.dep[k] == "aux" for k in s.kids[v]):
            return False
        own_subject = any(d in _SUBJECT for d in deps)
        if s.tag[v] == "VBN" and not own_subject:
            if s.dep[v] in ("acl", "advcl") and "dobj" not in deps:
                return True
            if s.dep[v] == "conj" and s.pos[s.head[v]] in ("VERB", "AUX") and "dobj" not in deps and s.head[v] != v:
                return self.is_passive(s.head[v])
            if s.dep[v] in ("xcomp", "ccomp", "oprd") and s.lemma[s.head[v]] in _STATE:
                return "dobj" not in deps
        return False

    def surface_subject(self, v: int) -> tuple[tuple[int, ...], bool]:
        """The surface subject of v (through control, coordination, relatives), and whether it came from elsewhere."""
        known = self._subjects.get(v)
        if known is not None:
            return known
        if v in self._busy:
            return (), False
        self._busy.add(v)
        out = self._surface_subject(v)
        self._busy.discard(v)
        self._subjects[v] = out
        return out

    def _own_subject(self, v: int) -> tuple[int, ...]:
        s = self.story
        out = [self.real(k) for k in s.kids[v] if s.dep[k] in ("nsubj", "nsubjpass")]
        if not out:
            # "there was an attack": the attribute is what there was
            return ()
        return tuple(out[:1]) if len(out) > 1 and s.lower[out[0]] not in ("it", "there") else tuple(out[-1:])

    def _surface_subject(self, v: int) -> tuple[tuple[int, ...], bool]:
        s = self.story
        own = self._own_subject(v)
        if own:
            return own, False
        h, dep = s.head[v], s.dep[v]
        if h == v:
            return (), False
        if self._headline(v):
            before = [k for k in s.kids[h] if k < v and s.dep[k] in ("nmod", "compound", "nsubj", "amod") and s.pos[k] in ("NOUN", "PROPN")]
            return tuple(before[-1:]), False
        if dep == "conj" and s.pos[h] in ("VERB", "AUX"):
            return self.surface_subject(h)[0], False
        if dep in ("xcomp", "advcl", "ccomp", "oprd") and s.pos[h] in ("VERB", "AUX"):
            if dep == "ccomp" and s.tag[v] not in ("VB", "VBG", "VBN"):
                return (), False
            if s.lemma[h] in ("call", "appeal", "plead") and any(s.lower[k] == "to" for k in s.kids[v]):
                asked = [k for name, k in self.preps_of(h) if name in ("on", "upon", "to", "with") and k < v and not _is_time(s, k)]
                if asked:
                    return tuple(asked[-1:]), True
            objects = [k for k in s.kids[h] if s.dep[k] in ("dobj", "dative") and k < v and s.pos[k] != "ADP"]
            if self._imperative(v) and (hearers := [k for k in s.kids[h] if s.dep[k] in ("dobj", "dative")]):
                return tuple(hearers[-1:]), True  # "Open the gate," she told the guards
            if s.lemma[h] in _PHONING and s.lemma[v] in _ON_THE_PHONE:
                return self.surface_subject(h)[0], True  # "called the king to congratulate him"
            if dep == "advcl" and s.tag[v] == "VBG" and (told := self._told_before(v, h)) is not None:
                return self.surface_subject(told)[0], True
            if objects and dep != "advcl" and s.lemma[h] in _OBJECT_CONTROL:
                return tuple(self.real(k) for k in objects[-1:]), True
            if dep == "advcl" and s.tag[v] == "VBG" and self.is_passive(h):
                agents = self.args(h).subj
                if agents:
                    return agents, True
            return self.surface_subject(h)[0], True
        if dep in ("xcomp", "acl", "relcl") and s.pos[h] == "NOUN" and self._own_subject(h) and s.tag[v] == "VB":
            return self._own_subject(h), True  # a verb taken for a noun: "teachers plan to strike"
        if dep in ("xcomp", "advcl", "ccomp", "acl") and s.pos[h] == "ADJ":
            return self.holder(h), True
        if dep == "relcl":
            return (h,), True  # "those killing civilians": no pronoun
        if dep == "acl":
            if any(s.dep[k] == "aux" and s.lower[k] == "to" for k in s.kids[v]):
                return (() if self._told_of(h) else self.holder(h)), True
            return (h,), True
        if dep == "pcomp":
            p = s.head[v]
            g = s.head[p]
            if s.pos[g] in ("VERB", "AUX"):
                objects = [k for k in s.kids[g] if s.dep[k] == "dobj"]
                if objects and s.lower[p] in ("of", "for", "with", "from", "into", "in") and objects[0] < v:
                    return tuple(self.real(k) for k in objects[:1]), True
                return self.surface_subject(g)[0], True
            if s.dep[g] in ("dobj", "nsubjpass") and s.lemma[s.head[g]] in _BLAMING:
                return (g,), True  # "accused [the firm of bribing]": the phrase hangs on the noun
            return self.holder(g), True
        return (), False

    def _told_of(self, noun: int) -> bool:
        """Whether somebody only tells, learns or stops what others are up to: "warned of a plot to kill", "foiled a plan to bomb"."""
        s = self.story
        g = s.head[s.head[noun]] if s.dep[noun] == "pobj" else s.head[noun]
        if s.dep[noun] == "pobj" and s.dep[g] == "dobj":  # the phrase hangs on who is told
            g = s.head[g]
        return s.dep[noun] in ("pobj", "dobj") and s.lemma[g] in _OUTSIDE and not any(s.dep[k] == "poss" for k in s.kids[noun])

    def _imperative(self, v: int) -> bool:
        s = self.story
        first = s.left[v]
        quoted = first > 0 and (s.text[first] in _QUOTE or s.text[first - 1] in _QUOTE)
        return s.tag[v] == "VB" and quoted and not any(s.dep[k] in ("aux", "nsubj", "nsubjpass", "mark") for k in s.kids[v])

    def _told_before(self, v: int, h: int) -> int | None:
        """The clause that v goes on from where h only says who tells it: "Gunmen stormed the base, officials said, killing six"."""
        s = self.story
        own = next((k for k in s.kids[h] if s.dep[k] == "nsubj"), None)
        if own is None or v < h:
            return None
        return next((k for k in s.kids[h] if s.dep[k] == "ccomp" and k < min(h, own) and s.pos[k] == "VERB"), None)

    def holder(self, i: int) -> tuple[int, ...]:
        """Whose a noun or adjective is: possessor, subject of "is ready", subject of the verb that takes it as object."""
        s = self.story
        for k in s.kids[i]:
            if s.dep[k] == "poss":
                return (self.real(k),)
            if s.dep[k] == "nsubj" and s.pos[i] == "ADJ":
                return (self.real(k),)  # "held [the guards responsible]"
        owner = [k for name, k in self.preps_of(i) if name in ("by", "of", "from")]
        if owner and s.pos[i] != "ADJ":
            return tuple(owner[:1])
        h = s.head[i]
        for _ in range(3):
            if s.pos[h] in ("VERB", "AUX") and h != i:
                objects = [k for k in s.kids[h] if s.dep[k] in ("dobj", "dative") and k != i and s.pos[k] != "ADP"]
                if objects and s.lemma[h] in ("accuse", "charge", "blame", "suspect", "hold", "find", "give", "consider", "convict"):
                    return tuple(self.real(k) for k in objects[:1])
                return self.surface_subject(h)[0]
            if s.dep[i] == "amod":
                return (h,)
            if h == s.head[h]:
                break
            h = s.head[h]
        return ()

    def args(self, v: int) -> Args:
        """The arguments of verb v; in a passive ``subj`` holds the agent and ``obj`` the surface subject."""
        done = self._args.get(v)
        if done is not None:
            return done
        s = self.story
        subject, raised = self.surface_subject(v)
        passive = self.is_passive(v)
        preps = self.preps_of(v)
        objects = [self.real(k) for k in s.kids[v] if s.dep[k] == "dobj"]
        iobj = [self.real(k) for k in s.kids[v] if s.dep[k] == "dative" and s.pos[k] not in ("ADP", "PART")]
        if self._headline(v):
            out = Args(subject, (s.head[v],), (), tuple(self.preps_of(s.head[v])), False, False)
        elif passive:
            agents = [k for name, k in preps if name == "by" and not _is_time(s, k)]
            preps = [(n, k) for n, k in preps if n != "by" or k not in agents]
            if objects and not iobj:  # "was given a deadline": the surface subject is who got it
                out = Args(tuple(agents), tuple(objects), subject, tuple(preps), True, raised)
            else:
                out = Args(tuple(agents), subject, tuple(iobj), tuple(preps), True, raised)
        else:
            if not objects:
                objects = self._shared_object(v)
            out = Args(subject, tuple(objects), tuple(iobj), tuple(preps), False, raised)
        self._args[v] = out
        return out

    def _headline(self, v: int) -> bool:
        """A finite verb that the parser took for a modifier: "UN chief praised peacekeepers" as one noun phrase."""
        s = self.story
        return s.tag[v] == "VBD" and s.dep[v] == "amod" and s.head[v] > v and s.pos[s.head[v]] in ("NOUN", "PROPN")

    def _shared_object(self, v: int) -> list[int]:
        s = self.story
        for k in s.kids[v]:  # "killed and wounded five"
            if s.dep[k] == "conj" and s.pos[k] == "VERB" and s.tag[k] == s.tag[v] and k - v <= 4:
                found = [self.real(x) for x in s.kids[k] if s.dep[x] == "dobj"]
                if found:
                    return found
        if s.dep[v] == "relcl" or (s.dep[v] in ("ccomp", "xcomp") and self._in_relative(v)):
            # "the man (whom) police arrested": the antecedent is the object, unless the relative pronoun is the subject
            top = v
            while s.dep[top] != "relcl":
                top = s.head[top]
            own = [k for k in s.kids[top] if s.dep[k] in ("nsubj", "nsubjpass")]
            if own and not any(s.lower[k] in _RELATIVE for k in own) and s.head[top] != top:
                return [s.head[top]]
        return []

    def _in_relative(self, v: int) -> bool:
        s = self.story
        for _ in range(3):
            if s.dep[v] == "relcl":
                return True
            if s.dep[v] not in ("ccomp", "xcomp"):
                return False
            v = s.head[v]
        return False


def _is_time(s: Story, k: int) -> bool:
    return s.ent[k] in ("DATE", "TIME")
