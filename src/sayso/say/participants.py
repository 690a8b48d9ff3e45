"""Participants: from the head of a noun phrase to the mention that stands for it, one that is there or one that is made."""

from __future__ import annotations

import re

from sayso.codebook.frames import Frames
from sayso.language.clauses import Clauses
from sayso.record import Mention
from sayso.say.known import Known

ACTING = frozenset({"person", "organization", "group", "country"})
_MODIFIER = frozenset({"compound", "amod", "nmod", "npadvmod", "poss"})
_DOES = frozenset({"nsubj", "poss"})
_NEVER = frozenset({"time", "figure"})
_ENT_KIND = {"PERSON": "person", "ORG": "organization", "NORP": "group", "GPE": "place", "LOC": "place", "FAC": "facility"}
_STATES = frozenset({"emergency", "siege", "calamity", "war", "alert", "mind", "affair", "exception", "disaster", "union", "repair"})
_VAGUE = frozenset(
    {"it", "this", "that", "there", "what", "which", "these", "those", "something", "anything", "everything", "nothing", "such"}
)

#: "the bombings of 2015"
_YEAR = re.compile(r"(?:18|19|20)\d\d")
#: characters of times, dates, grades and shares: no number of people
_CLOCK = frozenset(":./%°")


class Participants:
    """Looks mentions up by the token of their head; makes the missing ones (ids "me1" …)."""

    def __init__(self, known: Known, clauses: Clauses) -> None:
        self.known, self.s, self.clauses = known, known.story, clauses
        self.frames: Frames = known.codebook.frames
        self.made: list[Mention] = []
        self._at: dict[int, Mention] = {}

    def kind(self, i: int) -> str:
        """The kind of the noun phrase headed by i."""
        m = self._there(i)
        if m is not None and m.kind != "other":
            return m.kind
        s, c = self.s, self.frames.classes
        if s.lemma[i] == "state" and any(name == "of" and s.lemma[k] in _STATES for name, k in self.clauses.preps_of(i)):
            return "other"
        i = self.clauses.kernel(i)
        m = self._there(i)
        if m is not None and m.kind != "other":
            return m.kind
        words = {s.lemma[i], s.lower[i]}
        for k in s.kids[i]:
            if k < i and s.dep[k] == "compound":
                words.add(f"{s.lemma[k]} {s.lemma[i]}")
        for kind, name in (
            ("weapon", "weapon"),
            ("vehicle", "vehicle"),
            ("facility", "facility"),
            ("group", "collective"),
            ("person", "human"),
        ):
            if words & c.get(name, frozenset()):
                if kind == "person" and (s.tag[i] in ("NNS", "NNPS") or s.dep[i] in ("compound", "amod", "nmod")):
                    return "group"  # "guerrilla attack"
                return kind
        if s.ent[i] in _ENT_KIND:
            return _ENT_KIND[s.ent[i]]
        if s.pos[i] == "PRON" and s.lower[i] not in _VAGUE:
            return "person" if s.lower[i] in ("he", "she", "him", "her", "i", "me", "who") else "group"
        if s.pos[i] == "NUM":
            return "other" if _YEAR.fullmatch(s.text[i]) or _CLOCK & set(s.text[i]) else "group"
        if words & c.get("place", frozenset()):
            return "place"
        if s.pos[i] == "PROPN" and s.kind[i] != "title" and s.ent[i] in ("", "PRODUCT", "WORK_OF_ART") and s.text[i][0].isupper():
            by = s.dep[i] == "pobj" and s.dep[s.head[i]] == "agent" and not s.text[i].isupper()
            if by or (s.dep[i] in ("nsubj", "conj") and s.head[i] > i and s.pos[s.head[i]] == "VERB"):
                return "organization"  # a name that nobody knows, and that acts
        return "other"

    def _there(self, i: int) -> Mention | None:
        rows = self.known.at_head.get(i)
        if not rows:
            return None
        return next((m for m in rows if m.kind not in _NEVER), None)

    def mention(self, i: int) -> Mention:
        """The mention headed by i."""
        known = self._there(i) or self._at.get(i)
        if known is not None:
            return known
        s = self.s
        first, last = i, i
        for k in s.kids[i]:
            if k < i and s.dep[k] in ("det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet"):
                first = min(first, s.left[k])
            elif k > i and s.dep[k] == "prep" and s.lower[k] == "of" and not any(s.dep[x] == "relcl" for p in s.kids[k] for x in s.kids[p]):
                last = max(last, s.right[k])
        a, b = s.chars(first, last + 1)
        if s.lower[first] in ("the", "a", "an") and s.pos[i] == "PROPN" and first < i:
            a, b = s.chars(first + 1, last + 1)
        form = "pronoun" if s.pos[i] == "PRON" else "name" if s.pos[i] == "PROPN" and s.ent[i] else "nominal"
        m = Mention(f"me{len(self.made) + 1}", a, b, (s.start[i], s.end[i]), self.kind(i), None, form)
        self.made.append(m)
        self._at[i] = m
        return m

    def told_best(self, i: int) -> Mention:
        """The mention headed by i; for a pronoun whose entity has no name the phrase that it stands for, for a bare modifier ("a guerrilla
        attack") the same word in the plural told last before."""
        m = self._named(i) or self.mention(i)
        if m.form == "pronoun" and m.entity:
            others = [o for o in self.known.mentions if o.entity == m.entity]
            if any(o.form == "name" for o in others):
                return m
            before = [o for o in others if o.form == "nominal" and o.start < m.start]
            after = [o for o in others if o.form == "nominal" and o.start > m.start]
            return before[-1] if before else after[0] if after else m
        if m.form == "nominal" and m.kind == "group" and self.s.dep[i] in ("compound", "amod", "nmod") and not m.entity:
            same = [
                o
                for o in self.known.mentions
                if o.kind == "group"
                and o.form == "nominal"
                and o.head
                and (t := self.s.token_at(o.head[0])) is not None
                and self.s.lemma[t] == self.s.lemma[i]
                and self.s.lower[t] != self.s.lower[i]
            ]
            before = [o for o in same if o.start < m.start]
            return before[-1] if before else same[0] if same else m
        return m

    def _named(self, i: int) -> Mention | None:
        """The name that follows a role at once: "the gas producer Orvan Gas", "the envoy to Ruritania Lena Ort"."""
        s = self.s
        own = self._there(i)
        if s.tag[i] not in ("NN", "NNP") or (own is not None and own.form == "name"):
            return None
        for k in s.kids[i]:
            if s.dep[k] == "appos" and s.left[k] == i + 1 and s.pos[i + 1] != "PUNCT":
                m = self._there(k)
                return m if m is not None and m.form == "name" and m.kind in ("person", "organization") else None
            if s.dep[k] == "prep" and k == i + 1 and s.lower[k] in ("to", "for", "of"):
                for x in s.kids[k]:
                    if s.dep[x] == "pobj" and s.ent[x] == "PERSON" and any(s.dep[y] == "compound" and s.ent[y] == "GPE" for y in s.kids[x]):
                        m = self._there(x)
                        return m if m is not None and m.form == "name" and m.kind == "person" else None
        return None

    def acts(self, i: int) -> bool:
        """Whether i can do or suffer something political: people, groups, organisations, countries, towns that stand for them."""
        s = self.s
        if s.dep[i] in _MODIFIER and s.dep[i] != "poss" and not s.ent[i] and s.lemma[i] in self.frames.classes["no_actor"]:
            return False  # the word class of "humanitarian aid", "federal lawsuit"
        if s.dep[i] not in _DOES and s.lemma[self.clauses.kernel(i)] in self.frames.classes["no_party"]:
            return False  # "the summit urged …", but "demanded a meeting of …"
        if self.kind(i) in ACTING or self.kind(i) == "place":
            return True
        return self.kind(i) == "facility" and s.lemma[i] in self.frames.classes["collective"]  # a court, a parliament, an embassy

    def owner(self, i: int, depth: int = 0) -> list[int]:
        """Who stands behind a thing: of "Ruritania's decision", "the army's shelling of X", "the attack by rebels" those."""
        s = self.s
        for k in s.kids[i]:
            if s.dep[k] == "poss" and self.acts(self.clauses.real(k)):
                return self.clauses.spread(self.clauses.real(k))
        preps = self.clauses.preps_of(i)
        for wanted in (
            ("by",),
            ("of", "from"),
            ("between", "among", "in", "on", "against", "at", "to", "with", "for", "into", "over", "toward", "towards", "about"),
        ):
            for name, k in preps:
                if name in wanted and s.ent[k] not in ("DATE", "TIME"):
                    if self.acts(k):
                        return self.clauses.spread(k)
                    if depth < 2:
                        inner = self.owner(k, depth + 1)
                        if inner:
                            return inner
            if wanted == ("by",):
                for k in s.kids[i]:
                    named = s.ent[k] in ("NORP", "GPE", "ORG", "PERSON")
                    # an adjective is nobody ("the weekly market"), unless it names a people
                    if k < i and s.dep[k] in _MODIFIER and (named or (s.pos[k] != "ADJ" and self.acts(k))):
                        return [k]
        for k in s.kids[i]:
            if s.dep[k] in ("acl", "relcl"):
                subj = [x for x in self.clauses.args(k).subj if x != i]
                if subj and self.acts(subj[0]):
                    return list(subj)
        return []
