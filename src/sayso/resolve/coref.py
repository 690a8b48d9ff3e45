"""Coreference by rules with scores, in text order: definite descriptions here, pronouns in ``pronouns``.

Scores are judgements, from sure (0.9: an apposition) to a coin's toss (0.5). Below its threshold a rule abstains.
"""

from __future__ import annotations

from sayso.language.story import Story
from sayso.resolve.cluster import ROYAL, Cluster, Link, Look
from sayso.resolve.pronouns import FEMININE, MASCULINE, SUBJECT, Pronouns
from sayso.resolve.sectors import Sectors

#: the least score of a link by a definite description
DESCRIPTION = 0.5

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
    "regime": frozenset(["GOV"]), "ministry": frozenset(["GOV"]), "department": frozenset(["GOV", "COP"]), "club": frozenset([""]),
    "congress": frozenset(["LEG"]), "senate": frozenset(["LEG"]), "legislature": frozenset(["LEG"]), "tribunal": frozenset(["JUD", "IGO"]),
    "airport": frozenset(["BUS"]), "hospital": frozenset(["MED"]), "college": frozenset(["EDU"]), "church": frozenset(["REL"]),
    "carrier": frozenset(["BUS"]), "automaker": frozenset(["BUS"]), "retailer": frozenset(["BUS"]), "lender": frozenset(["BUS", "IGO"]),
    "manufacturer": frozenset(["BUS"]), "daily": frozenset(["JRN"]), "outlet": frozenset(["JRN"]), "station": frozenset(["JRN"]),
    "insurgency": frozenset(["REB"]), "guerrillas": frozenset(["REB"]), "institution": frozenset(["IGO", "EDU", "BUS", ""]),
    # these only where the name has the word ("the council" after "the Lake Council")
    **dict.fromkeys("council assembly commission committee association federation foundation league institute center centre coalition "
                    "faction brigade battalion office bureau service team squad panel board force administration authority institution "
                    "society confederation congregation restaurant hotel society trust fund forum mission guard corps directorate".split(),
                    frozenset[str]()),
}  # fmt: skip
#: what people call their own
_OWN = frozenset("party company organization organisation group movement union team army ministry department agency campaign".split())
#: sectors of which an article seldom tells of two organizations
_ONE_OF_A_STATE = frozenset(["LEG", "JUD"])
_REBELS = frozenset("militant rebel insurgent guerrilla guerilla fighter jihadist extremist terrorist separatist gunman attacker".split())
_COLLECTIVE = frozenset("police army government military parliament opposition navy congress administration court union".split())
_HOLDS = frozenset("serve work act continue return resign retire step take appoint elect name choose select swear install run".split())
_MAKES = frozenset("become elect appoint name make choose select swear proclaim declare crown".split())
_MODIFIES = frozenset(["amod", "compound", "nummod", "nmod"])


class Coref:
    """Works through one article's looks in text order."""

    def __init__(self, story: Story, looks: list[Look], clusters: list[Cluster], of_look: dict[int, int], sectors: Sectors) -> None:
        self.story, self.looks, self.clusters, self.of_look, self.organs = story, looks, clusters, of_look, sectors
        self.links: list[Link] = []
        self.day = (story.article.published or "")[:10]
        self.organ_of: dict[int, str] = {}  # cluster → id of the organ of state that its first nominal names
        self.ahead: dict[str, list[Cluster]] | None = None  # head of a role → the persons named with it, told of or not
        self.order = sorted(range(len(looks)), key=lambda i: (looks[i].first, -looks[i].behind))
        self.name_at = {t: i for i, x in enumerate(looks) if x.row.form == "name" for t in range(x.first, x.behind)}
        self.done: list[int] = []  # looks with a cluster, in text order, so far
        self.by_head: dict[str, list[int]] = {}  # lemma of the head → nominals so far
        self.pronouns = Pronouns(story, looks, clusters, of_look, self.done)

    def resolve(self) -> list[Link]:
        for i in self.order:
            x = self.looks[i]
            if i not in self.of_look:
                if x.row.form == "nominal":
                    self._nominal(i, x)
                elif x.row.form == "pronoun":
                    found = self.pronouns.antecedent(x)
                    if found is not None:
                        self._join(i, found[1], "pronoun", found[0])
            if i in self.of_look:
                self.done.append(i)
                if x.row.form == "nominal":
                    self.by_head.setdefault(self.story.lemma[x.head], []).append(i)
        self._owned()
        return self.links

    def _owned(self) -> None:
        """ "its fighters", "the Column's commander", "his Unity Party": affiliated to the organization that owns, or that
        is owned."""
        s = self.story
        at = {x.head: i for i, x in enumerate(self.looks) if x.row.form == "pronoun"}
        for i, x in enumerate(self.looks):
            if i in self.of_look and x.row.kind == "organization" and (x.row.form == "name" or s.lemma[x.head] in _OWN):
                owner = next((at[k] for k in s.kids[x.head] if s.dep[k] == "poss" and k in at), None)
                if owner is not None and owner in self.of_look and self.clusters[self.of_look[owner]].kind == "person":
                    mine = self.clusters[self.of_look[owner]].affiliations
                    mine += [self.of_look[i]] if self.of_look[i] not in mine else []
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
        c.gender = "m" if lemma in MASCULINE else "f" if lemma in FEMININE else ""
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
        if self._office(x):
            return
        best: tuple[float, int, str] | None = None
        lemma = self.story.lemma[x.head]
        if x.definite != "a" and not (x.definite == "bare" and self._counted(x.head)):
            rules = (self._same_head, self._by_role, self._holder, self._organ, self._organization, self._country, self._person)
            for found in (rule(x, lemma) for rule in rules):
                if found is not None and (best is None or found[0] > best[0]):
                    best = found
        ahead = None if best is not None else self._role_ahead(x, lemma)
        best = best or ahead
        if best is not None and best[0] >= DESCRIPTION:
            self._join(i, best[1], best[2], best[0])
            return
        self._new(i)
        key = self.organs.of_phrase(x)
        if key is not None:
            self.organ_of[self.of_look[i]] = key
        holder = self.organs.holder_of_phrase(x, lemma, self.day)
        if holder is not None:
            self.clusters[self.of_look[i]].known = self.organs.actors.known(holder, self.day)
        if lemma in _REBELS and x.definite in ("the", "this", "bare"):
            j = self._last_named(x, frozenset(["REB", "PRM", "CRM"]), 2)
            if j is not None:
                self.clusters[-1].affiliations.append(self.of_look[j])

    def _office(self, x: Look) -> bool:
        """An office, not its holder: "served as mayor", "was elected president", "became prime minister"."""
        s, h = self.story, x.head
        if x.row.kind != "person" or x.plural:
            return False
        up = s.head[h]
        if s.dep[h] == "pobj":
            return s.lower[up] == "as" and s.lemma[s.head[up]] in _HOLDS
        return s.dep[h] in ("oprd", "attr") and s.lemma[up] in _MAKES

    def _counted(self, head: int) -> bool:
        return any(self.story.dep[k] == "nummod" for k in self.story.kids[head])

    def _same_head(self, x: Look, lemma: str) -> tuple[float, int, str] | None:
        """ "the bomb" after "a bomb", "the two men" after "two armed men", "police" after "police"."""
        s = self.story
        mine = self._modifiers(x.head)
        collective = lemma in _COLLECTIVE
        if x.definite == "bare" and not (collective or x.plural):
            return None
        reach = 25 if x.definite != "bare" or collective or mine else 3  # "women" and "women" may be others
        for j in reversed(self.by_head.get(lemma, ())):
            y = self.looks[j]
            if y.plural != x.plural and (not collective or s.lower[x.head].endswith("s") != s.lower[y.head].endswith("s")):
                continue
            if x.sent - y.sent > reach:
                break
            theirs = self._modifiers(y.head)
            if x.definite == "poss" or y.definite == "poss":
                if s.lower[x.first : x.behind] == s.lower[y.first : y.behind] and x.sent - y.sent <= 6:
                    return 0.6, j, "same words"
                continue
            inner_x, inner_y = s.lower[x.head + 1 : x.behind], s.lower[y.head + 1 : y.behind]
            if inner_x and inner_x != inner_y:
                if x.plural and not inner_y and mine == theirs and y.definite in ("the", "this") and x.definite == "the":
                    return 0.6, j, "same head"  # "the victims" … "the victims of the fire"
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

    def _role_ahead(self, x: Look, lemma: str) -> tuple[float, int, str] | None:
        """ "The mayor" before "Mayor Ana Lund": the only person of the article with that role, named in the next sentences."""
        if x.row.kind != "person" or x.plural or x.definite != "the":
            return None
        if self.ahead is None:
            self.ahead = {}
            for c in self.clusters:
                if c.named and c.kind == "person":
                    for head in c.role_heads:
                        self.ahead.setdefault(head, []).append(c)
        found = self.ahead.get(lemma, [])
        if len(found) != 1:
            return None
        words = " ".join(found[0].roles).lower()
        if any(w not in words for w in self._modifiers(x.head)):
            return None
        first = found[0].looks[0]
        if not 0 <= self.looks[first].sent - x.sent <= (40 if lemma in ROYAL else 3):
            return None
        behind = [w for w in self.story.lower[x.head + 1 : x.behind] if w not in ("of", "the", "for")]
        return (0.6 if all(w in words for w in behind) else 0.5), first, "role told later"

    def _holder(self, x: Look, lemma: str) -> tuple[float, int, str] | None:
        """ "The Chadian president", who is named in the article: the table knows who held the office on its day."""
        key = self.organs.holder_of_phrase(x, lemma, self.day)
        if key is None:
            return None
        for c in self.clusters:
            if c.known is not None and c.known.actor.key == key:
                return 0.75, c.looks[0], "holder of the office"
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
            if not says and (sector not in sectors or x.sent - y.sent > (8 if sector in _ONE_OF_A_STATE else 3)):
                continue
            score = (0.8 if says else 0.65) - 0.03 * (x.sent - y.sent)
            if self.story.dep[y.head] in SUBJECT:
                score += 0.02
            found.append((score, j))
        if not found:
            return None
        found.sort(key=lambda f: -f[0])
        if len(found) > 1 and found[0][0] - found[1][0] < 0.02:
            return found[0][0] - 0.2, found[0][1], "kind of organization"
        return found[0][0], found[0][1], "kind of organization"

    def _country(self, x: Look, lemma: str) -> tuple[float, int, str] | None:
        """ "the country", "the African nation": the state that the article last spoke of, the one most spoken of first."""
        if x.row.kind != "country" or x.plural or x.definite not in ("the", "this") or x.behind > x.head + 1:
            return None
        best: tuple[float, int] | None = None
        seen: set[int] = set()
        for j in reversed(self.done):
            away = x.sent - self.looks[j].sent
            if away > 6:
                break
            n = self.of_look[j]
            c = self.clusters[n]
            if n in seen or c.kind != "country":
                continue
            seen.add(n)
            score = 0.6 - 0.05 * away + 0.03 * min(len(c.looks), 8)
            if best is None or score > best[0]:
                best = score, j
        return (min(best[0], 0.75), best[1], "the country") if best is not None else None

    def _organ(self, x: Look, lemma: str) -> tuple[float, int, str] | None:
        """ "the Chadian parliament" after "Chad's National Assembly": one organ of one state."""
        if x.plural and x.row.kind != "organization":
            return None
        key = self.organs.of_phrase(x)
        if key is None:
            return None
        for j in reversed(self.done):
            c = self.clusters[self.of_look[j]]
            if (c.known is not None and c.known.actor.key == key) or self.organ_of.get(c.number) == key:
                return 0.75, j, "organ of the state"
        return None

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
        gender = "m" if lemma in MASCULINE else "f" if lemma in FEMININE else ""
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
            near.append(j)
        if len(near) == 1:
            return (0.7 if aged else 0.55), near[0], "only person near"
        if near and aged:
            return 0.55, near[0], "nearest person"
        return None
