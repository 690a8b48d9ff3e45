"""Sector and country of a thing: from the actor table, else from head noun, modifiers, of-phrase, affiliation and name."""

from __future__ import annotations

from functools import cache

from sayso.codebook.actors import ActorTable, pieces
from sayso.codebook.countries import load_countries
from sayso.codebook.files import DATA, read_tsv
from sayso.codebook.nouns import load_nouns
from sayso.language.story import Story
from sayso.resolve.cluster import Cluster, Look

_PAST = frozenset(
    ["former", "ex", "retired", "ousted", "deposed", "exiled", "late", "disgraced", "ex-", "one-time", "onetime", "erstwhile"]
)
_OFFICE = frozenset(["GOV", "LEG", "MIL", "JUD", "SPY", "COP", "PTY", "ELI"])
#: sectors that an affiliation or a modifier overrides ("army doctor", "rebel spokesman")
_WEAK = frozenset([None, "CVL", "LAB", "BUS", "EDU"])
#: sectors of a modifier that override those of the head ("intelligence officer", "rebel commander")
_STRONG = frozenset(["SPY", "MIL", "COP", "LEG", "JUD", "REB", "OPP", "PRM", "CRM", "PRE", "IGO"])
_LOCATES = frozenset(["in", "of", "from", "at", "near"])


@cache
def _words() -> dict[str, str]:
    """Modifier (lower case) → sector ("rebel" → REB)."""
    return {w: row["sector"] for _, row in read_tsv(DATA / "sector_words.tsv", ("sector", "words")) for w in row["words"].split("|")}


def sector_of_words(words: tuple[str, ...] | list[str]) -> tuple[str | None, str | None]:
    """Sector and kind that a name's own words tell ("Madras High Court" → JUD, site): the last words, else those before "of"."""
    nouns = load_nouns()
    words = list(words)
    stops = [k for k, w in enumerate(words) if w in ("of", "for", "in", "on", "and", "to")]
    for end in [*stops[:1], len(words)] if stops else [len(words)]:
        for n in (3, 2, 1):
            if end >= n:
                phrase = " ".join(words[end - n : end])
                found = nouns.get(phrase) or (nouns.get(phrase[:-1]) if phrase.endswith("s") else None)
                if found is not None and found.sector:
                    return found.sector, found.kind
    for w in words:
        if w in _words():
            return _words()[w], None
    return None, None


class Sectors:
    """Tells sector and country of the clusters of one article."""

    def __init__(self, story: Story, looks: list[Look], clusters: list[Cluster], of_look: dict[int, int], actors: ActorTable) -> None:
        self.story, self.looks, self.clusters, self.of_look, self.actors = story, looks, clusters, of_look, actors
        self.countries, self.nouns = load_countries(), load_nouns()
        self.name_from: dict[int, int] = {}
        for i, x in enumerate(looks):
            if x.row.form == "name":
                self.name_from.setdefault(x.first, i)

    def tell(self) -> None:
        """Fill ``sector`` and ``country`` of all clusters; names first, since phrases lean on them."""
        for c in self.clusters:
            if c.named:
                self._named(c)
        for c in self.clusters:
            if not c.named:
                self._described(c)
        for c in self.clusters:
            self._affiliated(c)

    def _organ(self, c: Cluster) -> bool:
        """ "Chile's Foreign Ministry", "the Ministry of Health of Chad": the organ of that state. A name like this that the table has for
        one state only ("State Department") is that state's where the article names no other owner."""
        if c.kind not in ("organization", "facility"):
            return False
        name = " ".join(c.words)
        organ = self.countries.institutions.get(name)
        country = self._owner_country(c) if organ else None
        if organ is None:
            country = self._country_in_words(c.words)
            if country is not None:
                organ = self.countries.institutions.get(self._without_country(c.words))
        if organ is None:
            return False
        if country is None or (c.known is not None and c.known.country == country):
            return False
        known = self.actors.known(f"{country}.{organ.code}")
        if known is not None:
            c.known, c.sector, c.country = known, organ.sector, country
        return known is not None

    def of_phrase(self, x: Look) -> str | None:
        """The id of the organ of state that a nominal names with its state ("the Chadian army", "the government of Chad")."""
        if x.row.form != "nominal" or x.row.kind not in ("organization", "group", "facility") or x.definite == "a":
            return None
        s, h = self.story, x.head
        for n in (3, 2, 1):
            organ = self.countries.institutions.get(" ".join(s.lower[h - n + 1 : h + 1])) if h >= n - 1 else None
            if organ is not None:
                rest = [k for k in range(x.first, h - n + 1) if s.pos[k] not in ("DET", "PART") and k not in self.name_from]
                country = self._phrase_country(h) if not rest else None
                return f"{country}.{organ.code}" if country else None
        return None

    def holder_of_phrase(self, x: Look, lemma: str, day: str) -> str | None:
        """The id of who held the office that a singular definite phrase names with its state ("the Chadian president", "Chad's prime
        minister") on the ISO day."""
        if not day or x.row.kind != "person" or x.plural or x.definite not in ("the", "poss") or x.behind > x.head + 3:
            return None
        s, h = self.story, x.head
        office = (
            f"{s.lower[h - 1]} {lemma}" if h > x.first and s.dep[h - 1] in ("compound", "amod") and h - 1 not in self.name_from else lemma
        )
        words = office.count(" ") + 1
        if any(s.pos[k] not in ("DET", "PART") and not self._covered(k) for k in range(x.first, h - words + 1)):
            return None
        country = self._phrase_country(h)
        return self.actors.holder(country, office, day) if country else None

    def _covered(self, t: int) -> bool:
        return any(a <= t < self.looks[j].behind for a, j in self.name_from.items() if t - 4 < a <= t)

    def _without_country(self, words: tuple[str, ...]) -> str:
        kept = list(words)
        for size in (4, 3, 2, 1):
            for a in range(len(kept) - size + 1):
                key = tuple(kept[a : a + size])
                if key in self.countries.by_name or key in self.countries.by_people:
                    del kept[a : a + size]
                    while kept and kept[-1] in ("of", "the", "in"):
                        kept.pop()
                    return " ".join(kept)
        return " ".join(kept)

    def _named(self, c: Cluster) -> None:
        if self._organ(c):
            return
        if c.known is not None:
            c.sector, c.country = c.known.sector, c.known.country or c.country
            if c.kind == "person" and c.known.term is None and any(_past(r) for r in c.roles):
                c.sector = "ELI"
            return
        if c.kind == "country":
            c.sector = "GOV" if c.country else None
            return
        if c.kind == "place":
            c.country = self.countries.by_capital.get(c.words) or c.country
            c.sector = "GOV" if c.words in self.countries.by_capital else "CVL"
            return
        if c.kind == "group" and c.country:
            c.sector = "CVL"
            return
        if c.kind in ("organization", "group", "facility", "other"):
            c.sector, _ = sector_of_words(c.words)
            c.country = c.country or self._country_in_words(c.words)
        for phrase, head in c.hints:
            sector, country = self.phrase(phrase, head)
            c.sector = c.sector or sector
            c.country = c.country or country
        if c.country is None and c.kind in ("organization", "facility", "person"):
            c.country = self._owner_country(c)

    def _country_in_words(self, words: tuple[str, ...]) -> str | None:
        n = len(words)
        for size in (3, 2, 1):
            for a in range(n - size + 1):
                key = tuple(words[a : a + size])
                found = self.countries.by_name.get(key) or self.countries.by_people.get(key) or self.countries.by_capital.get(key)
                if found:
                    return found
        return None

    def _owner_country(self, c: Cluster) -> str | None:
        """ "Chile's Defence Department", "the Kigali-based Lake Bank", "Lund, of Norway"."""
        s = self.story
        for i in c.looks:
            x = self.looks[i]
            if x.row.form != "name":
                continue
            for k in s.kids[x.head]:
                if s.dep[k] in ("poss", "amod", "nmod", "compound"):
                    found = self._country_at(k)
                    if found:
                        return found
                if s.dep[k] == "prep" and s.lower[k] in _LOCATES and k == x.behind:
                    for p in s.kids[k]:
                        found = self._country_at(p)
                        if found:
                            return found
        return None

    def _country_at(self, t: int) -> str | None:
        """The country of the name that begins at token t or has its head there."""
        i = self.name_from.get(t)
        if i is None:
            i = next((j for a, j in self.name_from.items() if a <= t < self.looks[j].behind), None)
        if i is not None and i in self.of_look:
            c = self.clusters[self.of_look[i]]
            return c.country or (self.countries.by_capital.get(c.words) if c.kind == "place" else None)
        return None

    def _described(self, c: Cluster) -> None:
        for i in c.looks:
            x = self.looks[i]
            if x.row.form != "nominal":
                continue
            sector, country = self.phrase(self.story.words(x.first, x.behind), x.head)
            c.sector = c.sector or sector
            c.country = c.country or country

    def phrase(self, text: str, head: int) -> tuple[str | None, str | None]:
        """Sector and country of a noun phrase with that head token (its words before the head, and an of-phrase behind)."""
        s = self.story
        before = range(max(s.left[head], head - 12), head)
        words = [s.lower[k] for k in before]
        sector = self._head_sector(head)
        before_sector = None
        for k in reversed(before):
            found = self._modifier_sector(k, sector)
            if found:
                before_sector = found
                break
        if before_sector and sector != "ELI" and (sector in _WEAK or before_sector in _STRONG):
            sector = before_sector
        if sector is None or (sector == "CVL" and s.lemma[head] in ("member", "group", "person", "people", "individual", "number")):
            sector = self._of_sector(head) or sector
        if sector in _OFFICE and any(_past(w) for w in words):
            sector = "ELI"
        return sector, self._phrase_country(head)

    def _head_sector(self, head: int) -> str | None:
        s, nouns = self.story, self.nouns
        for n in (3, 2, 1):
            if head - n + 1 >= 0:
                before = " ".join(s.lower[head - n + 1 : head])
                for last in (s.lower[head], s.lemma[head], s.lower[head].removesuffix("s"), s.lower[head].rstrip(".")):
                    found = nouns.get(f"{before} {last}".strip())
                    if found is not None and (found.sector or n == 1):
                        return found.sector
        found = nouns.get(s.text[head])
        return found.sector if found else None

    def _modifier_sector(self, t: int, sector: str | None = None) -> str | None:
        s = self.story
        i = self.name_from.get(t)
        if i is not None and i in self.of_look:
            c = self.clusters[self.of_look[i]]
            if c.kind in ("organization", "group") and c.sector and sector in _WEAK:
                return c.sector
            return None
        if s.dep[t] not in ("amod", "compound", "nmod", "poss"):
            return None
        word = s.lower[t]
        found = _words().get(word)
        if found:
            return found
        if s.pos[t] == "ADJ":
            return None
        noun = self.nouns.get(f"{s.lower[t - 1]} {word}") if t else None
        noun = noun or self.nouns.get(word) or self.nouns.get(s.lemma[t])
        return noun.sector if noun and noun.kind in ("organization", "site") else None

    def _of_sector(self, head: int) -> str | None:
        s = self.story
        for k in s.kids[head]:
            if k > head and s.dep[k] == "prep" and s.lower[k] in ("of", "for", "at", "from", "with"):
                for p in s.kids[k]:
                    if s.dep[p] != "pobj":
                        continue
                    i = next((j for a, j in self.name_from.items() if a <= p < self.looks[j].behind), None)
                    if i is not None and i in self.of_look:
                        c = self.clusters[self.of_look[i]]
                        if c.kind in ("organization", "group") and c.sector:
                            return c.sector
                        if c.kind == "country":
                            return "GOV" if s.lower[k] == "of" and s.lemma[head] in ("leader", "head", "representative") else None
                    return self._modifiers_first(p)
        return None

    def _modifiers_first(self, p: int) -> str | None:
        sector = self._head_sector(p)
        if sector is None:
            for k in self.story.kids[p]:
                if k < p:
                    sector = sector or self._modifier_sector(k)
        return sector

    def _phrase_country(self, head: int) -> str | None:
        """Of a name in the phrase: before the head ("Afghan police", "Chile's army"), else behind it ("people in Chile")."""
        s = self.story
        for t in range(head - 1, max(s.left[head], head - 12) - 1, -1):
            if t in self.name_from:
                found = self._country_at(t)
                if found:
                    return found
        for k in s.kids[head]:
            if k > head and s.dep[k] == "prep" and s.lower[k] in _LOCATES:
                for t in range(k, min(s.right[k] + 1, k + 14)):
                    if s.dep[t] in ("relcl", "acl"):
                        break
                    if t in self.name_from:
                        found = self._country_at(t)
                        if found:
                            return found
        return None

    def _affiliated(self, c: Cluster) -> None:
        for n in c.affiliations:
            other = self.clusters[n]
            if c.country is None and other.country:
                c.country = other.country
            if (
                other.kind in ("organization", "group")
                and other.sector
                and (c.sector is None or (c.sector in _WEAK and c.kind == "person"))
            ):
                c.sector = other.sector
            elif c.sector is None and other.kind == "country" and c.roles:
                c.sector = "GOV"


def _past(words: str) -> bool:
    first = words.lower().split(" ", 1)[0] if words else ""
    return first in _PAST or first.startswith("ex-") or bool(set(pieces(words)) & {"former", "ex"})
