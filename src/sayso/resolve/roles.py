"""Roles and appositions: "spokesman Ali Tamer", "Tamer, a spokesman for the NRF", "the militant group Boko Haram".

Each gives its cluster a role and affiliations (clusters of the organizations, else states, named in the role), and the nominals that stand
beside a name join its cluster.
"""

from __future__ import annotations

from sayso.codebook.nouns import Noun, load_nouns
from sayso.find.mentions import noun_at
from sayso.language.story import Story
from sayso.resolve.cluster import Cluster, Link, Look

#: titles by their short forms
TITLES = {
    "dr": "doctor", "sen": "senator", "rep": "representative", "gov": "governor", "prof": "professor", "gen": "general", "lt": "lieutenant",
    "col": "colonel", "maj": "major", "capt": "captain", "sgt": "sergeant", "cpl": "corporal", "adm": "admiral", "rev": "reverend",
    "det": "detective", "insp": "inspector", "supt": "superintendent", "atty": "attorney", "msgr": "monsignor", "cmdr": "commander",
}  # fmt: skip
_TAKES = frozenset(["of", "for", "at", "in", "with", "from", "to", "on"])
_THINGS = frozenset(["organization", "group", "facility", "country", "place"])
_BE = frozenset(["is", "was", "are", "were", "'s", "became", "remains", "remained"])
#: words between a role and a name that stand in no way between them
_INSIDE = frozenset(["of", "the", "and", "for", "to", "'s", "’s", "-", "&", "’", "'", "."])


class Roles:
    """Reads the roles of one article into its clusters."""

    def __init__(self, story: Story, looks: list[Look], clusters: list[Cluster], of_look: dict[int, int]) -> None:
        self.story, self.looks, self.clusters, self.of_look = story, looks, clusters, of_look
        self.nouns = load_nouns()
        self.links: list[Link] = []
        self.name_at: dict[int, int] = {}  # token → look of the (widest) name that covers it
        self.nominal_at: dict[int, int] = {}  # head token → look of the nominal
        self.nominal_until: dict[int, int] = {}  # token behind it → look of the (innermost) nominal
        self.nominal_from: dict[int, int] = {}  # first token → look of the (widest) nominal
        for i, x in enumerate(looks):
            if x.row.form == "name":
                for t in range(x.first, x.behind):
                    self.name_at.setdefault(t, i)
            elif x.row.form == "nominal":
                self.nominal_at.setdefault(x.head, i)
                if x.row.kind == "person" or x.behind not in self.nominal_until:
                    self.nominal_until[x.behind] = i
                self.nominal_from.setdefault(x.first, i)

    def read(self) -> list[Link]:
        for i, x in enumerate(self.looks):
            n = self.of_look.get(i)
            if n is None or x.row.form != "name" or self.name_at.get(x.first) != i:
                continue
            c = self.clusters[n]
            self._before(i, x, c)
            self._beside(i, x, c)
            self._next_to(i, x, c)
        return self.links

    # -- the words before a name -------------------------------------------------------------------------------------------------
    def _before(self, i: int, x: Look, c: Cluster) -> None:
        """ "Afghan President Karim Wardak", "Red Column spokesman Juan Paz", "the armed group M-9"."""
        s = self.story
        a = x.first
        last = None  # the noun next to the name
        while a > 0 and s.sent[a - 1] == s.sent[x.first]:
            t = a - 1
            if s.pos[t] in ("NOUN", "PROPN", "ADJ", "NUM") or t in self.name_at or (s.lower[t] in _INSIDE and last is not None):
                if s.pos[t] == "NUM" and last is None:
                    break
                if last is None:
                    if t in self.name_at and self.name_at[t] != i and s.dep[t] != "compound":
                        break
                    last = t
                a = t
                continue
            break
        if last is None:
            return
        while a < x.first and (s.lower[a] in _INSIDE):
            a += 1
        noun = self._noun(last)
        if noun is None and c.kind == "person":
            noun = self.nouns.get(TITLES.get(s.lower[last].rstrip("."), ""))
        if noun is None or not _joined(s, last, x):
            return
        phrase = s.words(a, x.first)
        if noun.kind == "person" and c.kind in ("person", "other", "place", "organization") and (c.kind == "person" or not c.known):
            if c.kind != "person" and (noun.sector is None and len(c.words) == 1):
                return
            c.kind = "person"
            self._role(c, phrase, last, a, x.first, i)
        elif (
            noun.kind in ("organization", "group", "site")
            and c.kind in ("organization", "group", "other", "place", "person")
            and not c.known
        ):
            if c.kind in ("other", "person") and len(c.looks) < 3:
                c.kind = "organization"
            c.hints.append((phrase, last))
            self._affiliate(c, a, x.first, i)
        elif noun.kind in ("organization", "group", "site"):
            c.hints.append((phrase, last))

    def _noun(self, t: int) -> Noun | None:
        return noun_at(self.story, t, self.nouns) or self.nouns.get(self.story.lower[t].rstrip("."))

    def _role(self, c: Cluster, phrase: str, head: int, a: int, b: int, i: int) -> None:
        phrase = phrase.strip(" ,.-")
        if phrase and phrase not in c.roles:
            c.roles.append(phrase)
        word = self.story.lemma[head].rstrip(".")
        c.role_heads.add(TITLES.get(word, word))
        c.hints.append((phrase, head))
        self._affiliate(c, a, b, i)

    def _affiliate(self, c: Cluster, a: int, b: int, i: int) -> None:
        found = []
        for t in range(a, b):
            j = self.name_at.get(t)
            if j is not None and j != i and self.looks[j].first == t and j in self.of_look:
                other = self.of_look[j]
                if other != c.number and self.clusters[other].kind in _THINGS:
                    found.append(other)
        found.sort(key=lambda n: self.clusters[n].kind not in ("organization", "group"))
        for n in found:
            if n not in c.affiliations:
                c.affiliations.append(n)

    # -- appositions and copulas -------------------------------------------------------------------------------------------------
    def _beside(self, i: int, x: Look, c: Cluster) -> None:
        s, h = self.story, x.head
        for k in s.kids[h]:
            if k > h and s.dep[k] == "appos":
                self._attach(i, x, c, k, "apposition", 0.9)
        if s.dep[h] == "appos":
            up = s.head[h]
            if up < x.first and s.pos[up] in ("NOUN", "PROPN") and up not in self.name_at:
                self._attach(i, x, c, up, "apposition", 0.9)
        if s.dep[h] == "nsubj" and s.lemma[s.head[h]] in ("be", "become", "remain") and s.lower[s.head[h]] in _BE:
            verb = s.head[h]
            if not any(s.dep[k] == "neg" for k in s.kids[verb]):
                for k in s.kids[verb]:
                    if s.dep[k] == "attr" and k > verb:
                        if (
                            s.lemma[verb] == "become" and c.kind == "person"
                        ):  # the office, told of with a day; who holds it now is another matter
                            c.role_heads.add(s.lemma[k])
                        else:
                            self._attach(i, x, c, k, "copula", 0.75)
        if c.kind == "person":
            for k in s.kids[h]:  # "Paz of the Red Column"
                if k == x.behind and s.dep[k] == "prep" and s.lower[k] in ("of", "from"):
                    for p in s.kids[k]:
                        self._affiliate(c, p, p + 1, i) if p in self.name_at and self.looks[self.name_at[p]].first == p else None
                        j = self.name_at.get(p)
                        if j is not None and j in self.of_look and self.clusters[self.of_look[j]].kind in ("organization", "group"):
                            if self.of_look[j] not in c.affiliations:
                                c.affiliations.append(self.of_look[j])

    def _next_to(self, i: int, x: Look, c: Cluster) -> None:
        """What the parse misses: "the mayor of Lund Ana Berg", "the mayor of Lund, Ana Berg, said", "Ana Berg, the mayor of Lund, said"."""
        s = self.story
        if c.kind != "person" or x.first == 0:
            return
        comma = s.text[x.first - 1] == "," and x.first > 1
        j = self.nominal_until.get(x.first - 1 if comma else x.first)
        if j is not None and self._describes(j, x) and (not comma or self._closed(x.behind, x.sent) or self._opens(j, x)):
            self._attach(i, x, c, self.looks[j].head, "apposition" if comma else "title", 0.85)
        elif j is None and not comma:
            self._swallowed(i, x, c)
        self._doubled(i, x, c)
        if x.behind + 1 < s.n and s.text[x.behind] == "," and s.sent[x.behind + 1] == x.sent:
            j = self.nominal_from.get(x.behind + 1)
            if j is not None and self._describes(j, x) and self._closed(_phrase_end(s, self.looks[j].head), x.sent):
                self._attach(i, x, c, self.looks[j].head, "apposition", 0.85)

    def _swallowed(self, i: int, x: Look, c: Cluster) -> None:
        """ "President of Chad Idriss Deby", parsed as the president of Idriss Deby."""
        s = self.story
        j = self.nominal_until.get(x.behind)
        if j is None or not self._describes(j, x):
            return
        y = self.looks[j]
        between = [t for t in range(y.head + 1, x.first) if s.lower[t] not in _INSIDE]
        if y.head < x.first and between and all(t in self.name_at and self.name_at[t] != i for t in between):
            self._attach(i, x, c, y.head, "title", 0.85, x.first)

    def _doubled(self, i: int, x: Look, c: Cluster) -> None:
        """ "party leader and Prime Minister Ana Lund": two roles of one person, where neither has a determiner."""
        s = self.story
        t = x.first - 1
        while t > 0 and s.sent[t] == x.sent and s.lower[t] != "and" and x.first - t < 6:
            if s.pos[t] not in ("NOUN", "PROPN", "ADJ"):
                return
            t -= 1
        j = self.nominal_until.get(t) if s.lower[t] == "and" and t < x.first - 1 else None
        if j is not None and self.looks[j].definite == "bare" and self._describes(j, x) and self._noun(x.first - 1) is not None:
            self._attach(i, x, c, self.looks[j].head, "title", 0.75)

    def _opens(self, j: int, x: Look) -> bool:
        """ "The party's leader, Ana Lund said": the description begins the sentence, the verb follows the name."""
        s, y = self.story, self.looks[j]
        return y.first == s.sents[x.sent][0] and x.behind < s.n and s.pos[x.behind] in ("VERB", "AUX")

    def _describes(self, j: int, x: Look) -> bool:
        y = self.looks[j]
        return j not in self.of_look and y.row.kind == "person" and not y.plural and y.sent == x.sent and self.story.pos[y.head] != "PRON"

    def _closed(self, t: int, sent: int) -> bool:
        """At t the aside ends: a comma that no "and" follows, a closing mark, the end of the sentence."""
        s = self.story
        if t >= s.n or s.sent[t] != sent or s.text[t] in (".", ";", ":", ")", "—", "–", "-", "--"):
            return True
        return s.text[t] == "," and t + 1 < s.n and s.lower[t + 1] not in ("and", "or") and t + 1 not in self.name_at

    def _attach(self, i: int, x: Look, c: Cluster, k: int, rule: str, score: float, end: int | None = None) -> None:
        """The nominal headed by k joins the name's cluster; its role reaches to ``end`` (else to the end of the phrase)."""
        j = self.nominal_at.get(k)
        noun = self._noun(k)
        if j is None or noun is None or j in self.of_look:
            return
        y = self.looks[j]
        person = noun.kind == "person" and y.row.kind == "person"
        near = k < x.first or (x.behind < self.story.n and self.story.text[x.behind] == "," and y.first <= x.behind + 2)
        if person and (
            c.kind == "person" or (not c.known and c.kind in ("other", "organization", "place") and rule == "apposition" and near)
        ):
            c.kind = "person"
        elif not (noun.kind in ("organization", "group", "site") and c.kind in ("organization", "group", "other")) and not (
            c.kind == y.row.kind and c.kind != "other"
        ):
            return
        end = end or _phrase_end(self.story, k)
        if k < x.first:
            end = min(end, x.first)
        if person:
            a = y.first
            while a < k and self.story.pos[a] == "DET":
                a += 1
            self._role(c, self.story.words(a, end), k, a, end, i)
        else:
            c.hints.append((self.story.words(y.first, end), k))
            self._affiliate(c, y.first, end, i)
        self.of_look[j] = c.number
        c.looks.append(j)
        c.heads.add(self.story.lemma[k])
        self.links.append(Link(y.row.id, x.row.id, rule, score))


def _joined(s: Story, t: int, x: Look) -> bool:
    """The noun belongs to the phrase of the name: it depends on the name, or the name on it."""
    h = s.head[t]
    return x.first <= h < x.behind or s.head[x.head] == t or s.head[h] == x.head or s.head[x.head] == h


def _phrase_end(s: Story, k: int) -> int:
    """Behind the nominal headed by k with its prepositional phrases, before a comma or a clause."""
    end = k + 1
    for child in s.kids[k]:
        if child == end and s.dep[child] == "prep" and s.lower[child] in _TAKES:
            end = s.right[child] + 1
            for t in range(child, end):
                if s.text[t] in (",", ";", "-", "--", "—", "–", '"', "(") or s.dep[t] in ("relcl", "acl"):
                    end = s.left[t] if s.dep[t] in ("relcl", "acl") else t
                    break
    return max(end, k + 1)
