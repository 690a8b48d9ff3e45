"""Coreference by rules with scores: definite descriptions and pronouns, in text order. Below a rule's threshold it abstains.

Scores are judgements, from sure (0.9: an apposition) to a coin's toss (0.5); a pronoun's score adds what speaks for a candidate
(nearness, subject, name, parallel place in the clause) to 1.0 less its distance.
"""

from __future__ import annotations

from sayso.codebook.names import is_given
from sayso.language.story import Story
from sayso.resolve.cluster import Cluster, Link, Look

#: the least score of a link by a definite description, and by a pronoun
DESCRIPTION, PRONOUN = 0.5, 0.55

_HE = frozenset(["he", "him", "his", "himself"])
_SHE = frozenset(["she", "her", "hers", "herself"])
_THEY = frozenset(["they", "them", "their", "theirs", "themselves"])
_IT = frozenset(["it", "its", "itself"])
_SUBJECT = frozenset(["nsubj", "nsubjpass"])
_MASCULINE = frozenset(
    "man boy husband father son brother uncle nephew grandfather grandson king prince duke businessman spokesman chairman policeman "
    "congressman gunman priest bishop monk widower gentleman bridegroom imam pope cardinal".split()
)
_FEMININE = frozenset(
    "woman girl wife mother daughter sister aunt niece grandmother granddaughter queen princess duchess businesswoman spokeswoman "
    "chairwoman policewoman congresswoman nun widow lady actress housewife bride".split()
)
#: heads of descriptions that say no more than that it is a person
_ANY_PERSON = frozenset(
    "man woman boy girl teenager suspect victim defendant accused politician official leader lawmaker prisoner detainee inmate "
    "lawyer journalist soldier officer singer actor actress player author writer businessman driver pilot attacker gunman".split()
)
#: heads of descriptions of an organization, and the sectors that such an organization may have ("" an unknown one)
_ORGANIZATIONS: dict[str, frozenset[str]] = {
    "group": frozenset(["REB", "PRM", "CRM", "NGO", "OPP", "UAF", "LAB", "BUS", "REL", ""]),
    "organization": frozenset(["NGO", "IGO", "REB", "REL", "CRM", "LAB", ""]),
    "organisation": frozenset(["NGO", "IGO", "REB", "REL", "CRM", "LAB", ""]),
    "movement": frozenset(["REB", "OPP", "PTY", "REL", ""]),
    "party": frozenset(["PTY"]),
    "front": frozenset(["REB", "PTY", "OPP"]),
    "company": frozenset(["BUS", ""]),
    "firm": frozenset(["BUS", ""]),
    "corporation": frozenset(["BUS", "JRN", ""]),
    "agency": frozenset(["IGO", "NGO", "GOV", "JRN", "SPY", "COP", "HLH", ""]),
    "body": frozenset(["IGO", "GOV", "NGO"]),
    "bloc": frozenset(["IGO", "PTY"]),
    "alliance": frozenset(["IGO", "PTY", "OPP", "REB"]),
    "militia": frozenset(["PRM", "REB"]),
    "cartel": frozenset(["CRM"]),
    "gang": frozenset(["CRM"]),
    "newspaper": frozenset(["JRN"]), "paper": frozenset(["JRN"]), "broadcaster": frozenset(["JRN"]), "network": frozenset(["JRN"]),
    "channel": frozenset(["JRN"]), "magazine": frozenset(["JRN"]),
    "bank": frozenset(["BUS", "IGO"]), "airline": frozenset(["BUS"]), "union": frozenset(["LAB"]), "charity": frozenset(["NGO"]),
    "university": frozenset(["EDU"]), "school": frozenset(["EDU"]), "court": frozenset(["JUD"]), "parliament": frozenset(["LEG"]),
    "regime": frozenset(["GOV"]), "ministry": frozenset(["GOV"]), "department": frozenset(["GOV"]), "club": frozenset([""]),
}  # fmt: skip
_REBELS = frozenset("militant rebel insurgent guerrilla guerilla fighter jihadist extremist terrorist separatist gunman attacker".split())
_COLLECTIVE = frozenset("police army government military parliament opposition navy congress administration court union".split())
_MODIFIES = frozenset(["amod", "compound", "nummod", "nmod"])


class Coref:
    """Works through one article's looks in text order."""

    def __init__(self, story: Story, looks: list[Look], clusters: list[Cluster], of_look: dict[int, int]) -> None:
        self.story, self.looks, self.clusters, self.of_look = story, looks, clusters, of_look
        self.links: list[Link] = []
        self.order = sorted(range(len(looks)), key=lambda i: (looks[i].first, -looks[i].behind))
        self.name_at = {t: i for i, x in enumerate(looks) if x.row.form == "name" for t in range(x.first, x.behind)}
        self.done: list[int] = []  # looks with a cluster, in text order, so far
        self.by_head: dict[str, list[int]] = {}  # lemma of the head → nominals so far

    def resolve(self) -> list[Link]:
        for i in self.order:
            x = self.looks[i]
            if i not in self.of_look:
                if x.row.form == "nominal":
                    self._nominal(i, x)
                elif x.row.form == "pronoun":
                    self._pronoun(i, x)
            if i in self.of_look:
                self.done.append(i)
                if x.row.form == "nominal":
                    self.by_head.setdefault(self.story.lemma[x.head], []).append(i)
        self._owned()
        return self.links

    def _owned(self) -> None:
        """ "its fighters", "the Column's commander": affiliated to the organization that the possessive stands for."""
        s = self.story
        at = {x.head: i for i, x in enumerate(self.looks) if x.row.form == "pronoun"}
        for i, x in enumerate(self.looks):
            if x.definite != "poss" or x.row.kind not in ("person", "group") or i not in self.of_look:
                continue
            c = self.clusters[self.of_look[i]]
            for k in s.kids[x.head]:
                j = at.get(k, self.name_at.get(k)) if s.dep[k] == "poss" else None
                other = self.of_look.get(j) if j is not None else None
                if other is None or other == c.number or other in c.affiliations:
                    continue
                if self.clusters[other].kind in ("organization", "group") and self.clusters[other].named:
                    c.affiliations.append(other)

    def _join(self, i: int, j: int, rule: str, score: float) -> None:
        c = self.clusters[self.of_look[j]]
        self.of_look[i] = c.number
        c.looks.append(i)
        x = self.looks[i]
        if x.row.form == "nominal":
            c.heads.add(self.story.lemma[x.head])
        self.links.append(Link(x.row.id, self.looks[j].row.id, rule, round(score, 3)))

    def _new(self, i: int) -> None:
        x, s = self.looks[i], self.story
        c = Cluster(len(self.clusters), x.row.kind, [i])
        lemma = s.lemma[x.head]
        c.heads.add(lemma)
        c.plural = x.plural or x.row.kind == "group"
        c.gender = "m" if lemma in _MASCULINE else "f" if lemma in _FEMININE else ""
        c.name = " ".join(s.article.text[x.row.start : x.row.end].split())
        c.hints.append((c.name, x.head))
        self.clusters.append(c)
        self.of_look[i] = c.number
        if x.row.kind in ("person", "group"):
            self._belongs(c, x)

    def _belongs(self, c: Cluster, x: Look) -> None:
        """ "Red Column fighters", "members of the Red Column", "two men from the Red Column": affiliated to it."""
        s = self.story
        places = list(range(x.first, x.behind))
        for k in s.kids[x.head]:
            if k >= x.head and s.dep[k] == "prep" and s.lower[k] in ("of", "from", "with", "for"):
                places += [p for p in s.kids[k] if s.dep[p] == "pobj"]
        for t in places:
            j = self.name_at.get(t)
            if j is not None and self.of_look.get(j, c.number) != c.number:
                other = self.of_look[j]
                if self.clusters[other].kind in ("organization", "group") and other not in c.affiliations:
                    c.affiliations.append(other)

    # -- descriptions ------------------------------------------------------------------------------------------------------------
    def _modifiers(self, head: int) -> frozenset[str]:
        s = self.story
        return frozenset(s.lower[k] for k in s.kids[head] if k < head and s.dep[k] in _MODIFIES)

    def _nominal(self, i: int, x: Look) -> None:
        best: tuple[float, int, str] | None = None
        lemma = self.story.lemma[x.head]
        if x.definite != "a" and not (x.definite == "bare" and self._counted(x.head)):
            for found in (self._same_head(x, lemma), self._by_role(x, lemma), self._organization(x, lemma), self._person(x, lemma)):
                if found is not None and (best is None or found[0] > best[0]):
                    best = found
        if best is not None and best[0] >= DESCRIPTION:
            self._join(i, best[1], best[2], best[0])
            return
        self._new(i)
        if lemma in _REBELS and x.definite in ("the", "this", "bare"):
            j = self._last_named(x, frozenset(["REB", "PRM", "CRM"]), 2)
            if j is not None:
                self.clusters[-1].affiliations.append(self.of_look[j])

    def _counted(self, head: int) -> bool:
        return any(self.story.dep[k] == "nummod" for k in self.story.kids[head])

    def _same_head(self, x: Look, lemma: str) -> tuple[float, int, str] | None:
        """ "the bomb" after "a bomb", "the two men" after "two armed men", "police" after "police"."""
        s = self.story
        mine = self._modifiers(x.head)
        collective = lemma in _COLLECTIVE
        if x.definite == "bare" and not (x.plural or collective):
            return None
        for j in reversed(self.by_head.get(lemma, ())):
            y = self.looks[j]
            if y.plural != x.plural and not collective:
                continue
            if x.sent - y.sent > 25:
                break
            theirs = self._modifiers(y.head)
            if x.definite == "poss" or y.definite == "poss":
                if s.lower[x.first : x.behind] == s.lower[y.first : y.behind] and x.sent - y.sent <= 6:
                    return 0.6, j, "same words"
                continue
            inner_x, inner_y = s.lower[x.head + 1 : x.behind], s.lower[y.head + 1 : y.behind]
            if inner_x and inner_x != inner_y:
                continue
            if mine == theirs:
                score = 0.8
            elif not mine or mine < theirs:
                score = 0.7
            elif mine > theirs and x.definite in ("the", "this") and y.definite in ("the", "this"):
                score = 0.45
            else:
                continue
            if x.definite == "bare":
                score -= 0.1
                if not collective and y.definite == "a":
                    continue
            return score, j, "same head"
        return None

    def _by_role(self, x: Look, lemma: str) -> tuple[float, int, str] | None:
        """ "the minister" after "Foreign Minister Ana Lund"."""
        if x.row.kind != "person" or x.plural or x.definite not in ("the", "this", "bare"):
            return None
        if x.definite == "bare" and x.behind - x.first > 2:
            return None
        mine = self._modifiers(x.head)
        if mine & {"former", "ex", "new", "next", "other", "late"}:
            mine = mine | {"-"}
        inner = [w for w in self.story.lower[x.head + 1 : x.behind] if w not in ("of", "the", "for")]
        for j in reversed(self.done):
            c = self.clusters[self.of_look[j]]
            if c.kind != "person" or lemma not in c.role_heads or not c.named:
                continue
            roles = " ".join(c.roles).lower()
            if any(w not in roles for w in mine if w != "-") or ("-" in mine and not any(w in roles for w in mine)):
                continue
            if inner and not all(w in roles for w in inner):
                continue
            if x.sent - self.looks[j].sent > 30:
                break
            return 0.8, j, "role"
        return None

    def _organization(self, x: Look, lemma: str) -> tuple[float, int, str] | None:
        """ "the group" after "the Red Column"."""
        if x.plural or x.definite not in ("the", "this") or x.row.kind not in ("organization", "group", "facility"):
            return None
        if lemma not in _ORGANIZATIONS or self._modifiers(x.head) - {"armed", "militant", "rebel", "islamist", "same", "political"}:
            return None
        if x.behind > x.head + 1:
            return None
        sectors = _ORGANIZATIONS[lemma]
        found: list[tuple[float, int]] = []
        seen: set[int] = set()
        for j in reversed(self.done):
            y = self.looks[j]
            if x.sent - y.sent > 8:
                break
            n = self.of_look[j]
            c = self.clusters[n]
            if n in seen or not c.named or c.kind not in ("organization", "group"):
                continue
            seen.add(n)
            sector = (c.sector or (c.known.sector if c.known else None)) or ""
            says = lemma in c.words or lemma in c.heads or any(h[0].lower().endswith(lemma) for h in c.hints)
            if not says and (sector not in sectors or x.sent - y.sent > 3):
                continue
            score = (0.8 if says else 0.65) - 0.03 * (x.sent - y.sent)
            if self.story.dep[y.head] in _SUBJECT:
                score += 0.05
            found.append((score, j))
        if not found:
            return None
        found.sort(key=lambda f: -f[0])
        if len(found) > 1 and found[0][0] - found[1][0] < 0.02:
            return found[0][0] - 0.2, found[0][1], "kind of organization"
        return found[0][0], found[0][1], "kind of organization"

    def _last_named(self, x: Look, sectors: frozenset[str], sentences: int) -> int | None:
        for j in reversed(self.done):
            if x.sent - self.looks[j].sent > sentences:
                return None
            c = self.clusters[self.of_look[j]]
            if c.named and c.kind in ("organization", "group") and ((c.known and c.known.sector in sectors) or c.sector in sectors):
                return j
        return None

    def _person(self, x: Look, lemma: str) -> tuple[float, int, str] | None:
        """ "the 34-year-old", "the woman": the one person of whom the last sentences speak."""
        if x.row.kind not in ("person", "other") or x.plural or x.definite not in ("the", "this") or x.behind > x.head + 1:
            return None
        aged = "year-old" in self.story.words(x.first, x.behind) or "year old" in self.story.words(x.first, x.behind)
        if not aged and (lemma not in _ANY_PERSON or self._modifiers(x.head)):
            return None
        gender = "m" if lemma in _MASCULINE else "f" if lemma in _FEMININE else ""
        near: list[int] = []
        seen: set[int] = set()
        for j in reversed(self.done):
            y = self.looks[j]
            if x.sent - y.sent > 2 or (y.sent == x.sent and self.story.head[y.head] == self.story.head[x.head]):
                if x.sent - y.sent > 2:
                    break
                continue
            n = self.of_look[j]
            c = self.clusters[n]
            if n in seen or c.kind != "person" or c.plural or (gender and c.gender and c.gender != gender):
                continue
            seen.add(n)
            if c.named:
                near.append(j)
        if len(near) == 1:
            return (0.7 if aged else 0.55), near[0], "only person near"
        if near and aged:
            return 0.55, near[0], "nearest person"
        return None

    # -- pronouns ----------------------------------------------------------------------------------------------------------------
    def _pronoun(self, i: int, x: Look) -> None:
        word = self.story.lower[x.head]
        if word in _HE or word in _SHE:
            best = self._best(x, "m" if word in _HE else "f", word)
        elif word in _THEY:
            best = self._best(x, "p", word)
        elif word in _IT:
            best = None if self._empty_it(x.head) else self._best(x, "n", word)
        else:
            return
        if best is not None and best[0] >= PRONOUN:
            c = self.clusters[self.of_look[best[1]]]
            if c.kind == "person" and not c.gender and not c.plural and word in _HE | _SHE:
                c.gender = "m" if word in _HE else "f"
            self._join(i, best[1], "pronoun", best[0])

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
            s.dep[t] in _SUBJECT
            and any(s.dep[k] in ("ccomp", "csubjpass", "csubj") and k > v for k in s.kids[v])
            and (s.tag[v] == "VBN" or s.lemma[v] in ("become", "remain", "emerge", "transpire"))
        )

    def _best(self, x: Look, want: str, word: str) -> tuple[float, int] | None:
        s = self.story
        seen: set[int] = set()
        best: tuple[float, int] | None = None
        subject = s.dep[x.head] in _SUBJECT
        owner = s.dep[x.head] == "poss"
        speaker = self._speaker_of_quote(x) if x.quote >= 0 else None
        for j in reversed(self.done):
            y = self.looks[j]
            away = x.sent - y.sent
            if away > (3 if want in "pn" else 5):
                break
            n = self.of_look[j]
            c = self.clusters[n]
            if n in seen or y.first >= x.first:
                continue
            fit = self._fit(c, y, want)
            if fit is None:
                continue
            if not word.endswith(("self", "selves")) and self._bound(x, y, owner):
                continue
            seen.add(n)
            score = 0.75 + fit - 0.12 * away
            d = s.dep[y.head]
            if d in _SUBJECT:
                score += 0.2
                if subject:
                    score += 0.05
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
                return 0.1
            if c.kind == "organization":
                return 0.0 if c.heads & _COLLECTIVE else -0.1
            return -0.25 if c.kind == "country" else None
        if c.kind in ("organization", "country"):
            return 0.0
        if c.kind in ("person", "group") or c.plural:
            return None
        return -0.1 if c.kind != "other" else -0.15

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

    def _speaker_of_quote(self, x: Look) -> int | None:
        """The cluster that speaks the sentence's quotation, where the clause around it says so."""
        s = self.story
        a, b = s.sents[x.sent]
        for j in reversed(self.done):
            y = self.looks[j]
            if y.sent < x.sent:
                break
            if y.quote < 0 and a <= y.head < b and s.dep[y.head] == "nsubj" and s.lemma[s.head[y.head]] in _SAYS:
                return self.of_look[j]
        return None


_SAYS = frozenset("say tell add note warn insist argue claim state declare announce explain write reply ask deny".split())
