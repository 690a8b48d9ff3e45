"""Pronouns of the third person: what each stands for, by score. Below the threshold it is left open.

A candidate must fit in person, number and gender, and stand where grammar lets it. Its score is 0.75, less 0.12 for each sentence between,
with what speaks for it (subject, name, often told of, of the pronoun's own clause) and against it (headline, a quotation the
pronoun is not in, the speaker of the quotation it is in). The weights are judgements, set on the half of benchmarks/actors that is there
to look at.
"""

from __future__ import annotations

from sayso.codebook.names import is_given
from sayso.language.story import Story
from sayso.resolve.cluster import Cluster, Look

#: the least score of a link by a pronoun
PRONOUN = 0.55
#: what a candidate gains that is the subject of the pronoun's own clause
OWN_CLAUSE = 0.1

_HE = frozenset(["he", "him", "his", "himself"])
_SHE = frozenset(["she", "her", "hers", "herself"])
_THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
_IT = frozenset(["it", "its", "itself"])
SUBJECT = frozenset(["nsubj", "nsubjpass"])
MASCULINE = frozenset(
    "man boy husband father son brother uncle nephew grandfather grandson king prince duke businessman spokesman chairman policeman "
    "congressman gunman priest bishop monk widower gentleman bridegroom imam pope cardinal".split()
)
FEMININE = frozenset(
    "woman girl wife mother daughter sister aunt niece grandmother granddaughter queen princess duchess businesswoman spokeswoman "
    "chairwoman policewoman congresswoman nun widow lady actress housewife bride".split()
)
_ATTRIBUTE = frozenset(["amod", "compound", "nmod"])
_OBJECT = frozenset(["dobj", "pobj"])
_ACTORS = frozenset(["person", "group", "organization", "country"])
#: verbs whose subject has a mind
_MINDS = frozenset(
    "say tell add note warn insist argue claim state declare announce explain write reply ask deny want believe hope fear think know "
    "plan vow agree refuse threaten accuse demand call condemn promise decide intend wish feel see hear learn urge criticize criticise "
    "admit confess protest march pray celebrate mourn negotiate investigate arrest detain vote elect appoint apologize apologise accept "
    "reject".split()
)
_COLLECTIVE = frozenset("police army government military parliament opposition navy congress administration court union".split())
_SAYS = frozenset("say tell add note warn insist argue claim state declare announce explain write reply ask deny".split())


class Pronouns:
    """The pronouns of one article. ``done``: looks with a cluster so far, in text order; it grows while the article is worked through."""

    def __init__(self, story: Story, looks: list[Look], clusters: list[Cluster], of_look: dict[int, int], done: list[int]) -> None:
        self.story, self.looks, self.clusters, self.of_look, self.done = story, looks, clusters, of_look, done
        self.speakers: dict[int, int | None] = {}  # quotation → cluster of its speaker

    def antecedent(self, x: Look) -> tuple[float, int] | None:
        """Score and look of what the pronoun stands for; None where nothing fits well enough."""
        word = self.story.lower[x.head]
        if word.endswith(("self", "selves")):
            return self._reflexive(x, word)
        if word in _HE or word in _SHE:
            best = self._best(x, "m" if word in _HE else "f", word)
        elif word in _THEY:
            best = self._best(x, "p", word)
        elif word in _IT:
            best = None if self._empty_it(x.head) else self._best(x, "n", word)
        else:
            return None
        ahead = self._ahead(x, word)
        if ahead is not None:
            best = ahead
        if best is None or best[0] < PRONOUN:
            return None
        c = self.clusters[self.of_look[best[1]]]
        if c.kind == "person" and not c.gender and not c.plural and word in _HE | _SHE:
            c.gender = "m" if word in _HE else "f"
        return best

    def _ahead(self, x: Look, word: str) -> tuple[float, int] | None:
        """ "Offering his help, the mayor said": the subject that follows, of the clause that the pronoun's phrase opens."""
        s = self.story
        a, b = s.sents[x.sent]
        v = s.head[x.head]
        while s.head[v] != v and s.dep[v] != "advcl":
            v = s.head[v]
        if s.dep[v] != "advcl" or s.left[v] != a or s.tag[v] not in ("VBG", "VBN") or s.head[v] < v:
            return None
        subject = next((k for k in s.kids[s.head[v]] if s.dep[k] in SUBJECT and k > v), None)
        want = "m" if word in _HE else "f" if word in _SHE else "p" if word in _THEY else "n"
        for j, y in enumerate(self.looks):
            if subject is not None and j in self.of_look and y.head == subject and y.first < b:
                fit = self._fit(self.clusters[self.of_look[j]], y, want)
                return (0.75, j) if fit is not None else None
        return None

    def _reflexive(self, x: Look, word: str) -> tuple[float, int] | None:
        """ "himself": the subject of its verb."""
        s = self.story
        want = "m" if word in _HE else "f" if word in _SHE else "n" if word in _IT else "p" if word in _THEY else ""
        v = s.head[x.head]
        while s.dep[v] in ("prep", "pobj", "pcomp", "xcomp", "dobj", "conj") and not any(s.dep[k] in SUBJECT for k in s.kids[v]):
            v = s.head[v]
        subject = next((k for k in s.kids[v] if s.dep[k] in SUBJECT), None)
        if not want:
            return None
        for j in reversed(self.done):
            y = self.looks[j]
            if y.sent < x.sent:
                return None
            if (subject is None or y.first <= subject < y.behind) and self._fit(self.clusters[self.of_look[j]], y, want) is not None:
                return (0.9 if subject is not None else 0.6), j
        return None

    def _empty_it(self, t: int) -> bool:
        """ "It is clear that …", "it rained", "made it clear"."""
        s = self.story
        v = s.head[t]
        if s.dep[t] == "expl":
            return True
        if s.lower[t] != "it":
            return False
        if s.lemma[v] in ("be", "seem", "appear", "take", "turn", "happen", "rain", "snow"):
            return any(s.dep[k] in ("ccomp", "acomp", "csubj", "xcomp", "advcl", "attr") and k > v for k in s.kids[v])
        return (
            s.dep[t] in SUBJECT
            and any(s.dep[k] in ("ccomp", "csubjpass", "csubj") and k > v for k in s.kids[v])
            and (s.tag[v] == "VBN" or s.lemma[v] in ("become", "remain", "emerge", "transpire"))
        )

    def _best(self, x: Look, want: str, word: str) -> tuple[float, int] | None:
        s = self.story
        seen: set[int] = set()
        best: tuple[float, int] | None = None
        subject = s.dep[x.head] in SUBJECT
        owner = s.dep[x.head] == "poss"
        speaker = self._speaker_of_quote(x) if x.quote >= 0 else None
        own = self._subject_of_clause(x.head)
        acts = subject and s.lemma[s.head[x.head]] in _MINDS
        thing = want == "n" and s.dep[x.head] in _OBJECT
        for j in reversed(self.done):
            y = self.looks[j]
            away = x.sent - y.sent
            if away > (3 if want in "pn" else 5):
                break
            n = self.of_look[j]
            c = self.clusters[n]
            if n in seen or y.first >= x.first or (c.kind == "country" and s.dep[y.head] in _ATTRIBUTE):
                continue
            fit = self._fit(c, y, want)
            if fit is None or (acts and c.kind not in _ACTORS):
                continue
            if thing and (c.kind in _ACTORS or c.kind == "place"):
                fit -= 0.4
            if self._bound(x, y, owner):
                continue
            seen.add(n)
            score = 0.75 + fit - 0.12 * away
            d = s.dep[y.head]
            if d in SUBJECT:
                score += 0.2
                if subject:
                    score += 0.05
                if y.head == own:
                    score += OWN_CLAUSE
            elif d == "poss":
                score -= 0.1
            elif d == "pobj":
                score -= 0.05
            if c.named:
                score += 0.08
            score += min(len(c.looks), 6) * 0.015
            if y.row.form == "pronoun":
                score += 0.06
            if s.kind[y.head] == "title":
                score -= 0.25
            if y.quote >= 0 and x.quote != y.quote:
                score -= 0.25
            if speaker is not None and speaker == n:
                score -= 0.5
            if s.para[y.head] != s.para[x.head]:
                score -= 0.05
            if best is None or score > best[0] + 1e-9:
                best = (score, j)
        return best

    def _fit(self, c: Cluster, y: Look, want: str) -> float | None:
        """How well the cluster goes with the pronoun's person and number; None where it cannot."""
        if want in ("m", "f"):
            if c.kind != "person" or c.plural or (c.gender and c.gender != want):
                return None
            if not c.gender and want == "f" and c.named and not is_given(c.words[0] if c.words else ""):
                return -0.02
            return 0.05 if c.gender else 0.0
        if want == "p":
            if c.kind == "group" or c.plural:
                return 0.1 if c.kind in _ACTORS else 0.0
            if c.kind == "organization":
                return 0.0 if c.heads & _COLLECTIVE else -0.1
            return -0.25 if c.kind == "country" else None
        if c.kind in ("organization", "country"):
            return 0.0
        if c.kind in ("person", "group") or c.plural:
            return None
        return -0.05 if c.kind != "other" else -0.15

    def _bound(self, x: Look, y: Look, owner: bool) -> bool:
        """Both are arguments of one verb ("he hit him"), or the pronoun stands inside the other phrase ("his father")."""
        s = self.story
        if x.first >= y.first and x.behind <= y.behind:
            return True
        if owner:
            return s.head[x.head] == y.head
        hx, hy = s.head[x.head], s.head[y.head]
        if s.dep[x.head] == "pobj":
            hx = s.head[hx]
        if s.dep[y.head] == "pobj":
            hy = s.head[hy]
        return hx == hy and y.head != hx and s.dep[x.head] not in ("conj", "appos")

    def _subject_of_clause(self, t: int) -> int | None:
        """The subject of the innermost clause that t stands in and is not the subject of."""
        s = self.story
        v = t
        for _ in range(12):
            if s.head[v] == v:
                return None
            v = s.head[v]
            if s.pos[v] in ("VERB", "AUX"):
                found = next((k for k in s.kids[v] if s.dep[k] in SUBJECT), None)
                if found is not None:
                    return found if found < t and not s.left[found] <= t <= s.right[found] else None
        return None

    def _speaker_of_quote(self, x: Look) -> int | None:
        """The cluster that speaks the quotation: the subject of a clause of saying in the sentence of its begin or end."""
        if x.quote not in self.speakers:
            self.speakers[x.quote] = self._find_speaker(x)
        return self.speakers[x.quote]

    def _find_speaker(self, x: Look) -> int | None:
        s = self.story
        inside = [y.sent for y in self.looks if y.quote == x.quote]
        ends = {min(inside), max(inside)}
        for i, y in enumerate(self.looks):
            if y.sent in ends and y.quote < 0 and i in self.of_look and s.dep[y.head] == "nsubj" and s.lemma[s.head[y.head]] in _SAYS:
                return self.of_look[i]
        return None
