"""Names that stand for places, beyond the tagger's labels.

Every run of capitalised words is looked up in the gazetteer, longest first. What the tagger says, the words around ("in", "province"),
how well known the place is and whether the article uses the word for a person decide together; `find.toponym_evidence` is the whole rule.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import pairwise

from sayso.codebook import Codebook
from sayso.find.sites import find_sites
from sayso.find.toponym_cues import offset_before
from sayso.find.toponym_evidence import Candidate
from sayso.find.toponym_unknown import Unknown
from sayso.gazetteer import Gazetteer
from sayso.gazetteer.names import fold
from sayso.gazetteer.words import WORDS
from sayso.language.story import Story

#: parts of speech that no name begins with ("In Zurmat district")
_SMALL = frozenset(["ADP", "SCONJ", "CCONJ", "PRON", "AUX", "PART", "DET"])
_ADVERBS = frozenset("also meanwhile then now later earlier again still even just there here elsewhere nearby about separately".split())


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name (or demonym). Tokens first..behind; ``kind``: place, country or facility; ``demonym``: an adjective or people
    name of a country ("Afghan"), ``score`` 0…1 how sure it is a place rather than a person or an organisation.

    ``name`` is what the gazetteer is asked; ``cue`` the GeoNames class.code that words beside it give ("A.ADM1" of "Ghazni province",
    "P" of "the city of Ghazni"); ``within`` the number of the toponym that holds it ("Ghazni" in "Andar district, Ghazni province");
    ``part``: "organization" inside the name of one, "street", "site" (a building: "Bagra Airport");
    ``offset``: only near it ("20 km north of Ghazni").
    """

    first: int
    behind: int
    kind: str
    demonym: bool = False
    score: float = 0.5
    name: str = ""
    cue: str = ""
    within: int | None = None
    part: str = ""
    offset: bool = False


def find_toponyms(story: Story, gazetteer: Gazetteer, codebook: Codebook) -> tuple[Toponym, ...]:
    """All toponyms in text order, without overlap, and behind them the buildings and sites, inside whose names others may stand."""
    finder = _Finder(story, gazetteer)
    found = finder.run()
    sites = find_sites(finder, [(t.first, t.behind, not t.demonym) for t in found])
    more = tuple(
        Toponym(s.first, s.behind, "facility", score=0.7, name=story.words(s.first, s.behind), within=s.within, part="site") for s in sites
    )
    return found + more


def _weight(c: Candidate) -> float:
    """How well known the best known place of the name is: an area or a country more than any town."""
    return max((e.weight + (2.0 if e.feature[0] == "A" else 0.0) for e in c.entries), default=0.0)


class _Finder(Unknown):
    """The search itself."""

    def run(self) -> tuple[Toponym, ...]:
        story = self.story
        found: list[Candidate] = []
        i = 0
        while i < story.n:
            c = self._at(i, found[-1] if found else None) if story.told(i) else None
            if c is None:
                i += 1
            else:
                found.append(c)
                i = c.behind
        found = self._consistent(found)
        taken = [False] * story.n
        for c in found:
            taken[c.first : c.behind] = [True] * (c.behind - c.first)
        found += self._tagged_only(taken)
        found.sort(key=lambda c: c.first)
        return self._joined(found)

    def _at(self, i: int, last: Candidate | None) -> Candidate | None:
        story, text = self.story, self.story.article.text
        if story.lower[i] in _ADVERBS or (story.pos[i] in _SMALL and story.ent[i] not in ("GPE", "LOC", "FAC")):
            return None
        ends = self._ends(i)
        if story.lower[i] in WORDS.prefixes and len(ends) > 1:
            # "Western Massachusetts": the name begins behind the direction, unless the gazetteer knows the whole
            ends = ends[:-1]
        for b in ends:
            raw = text[story.start[i] : story.end[b - 1]]
            if b - i <= 2:
                short = self.gazetteer.shorts.get(raw)
                if short is not None and (not short.posted or self._posted(i) or (raw[-1] == "." and story.ent[i] == "GPE")):
                    entries = tuple(e for e in self.gazetteer.lookup(short.full) if e.country == short.country and e.main) or tuple(
                        e for e in self.gazetteer.lookup(short.full) if e.country == short.country
                    )
                    if entries:
                        return Candidate(i, b, short.full, entries, 3.0, "A.ADM1" if short.posted else "", "")
            if b - i <= 3 and raw.casefold() in self.gazetteer.demonyms and self._demonym_fits(i, b):
                entries = self.gazetteer.demonym(raw)
                return Candidate(i, b, raw, entries, 2.5, "", "", "country" if entries[0].is_country else "place", True)
            key = fold(raw)
            if not key or key in WORDS.not_places:
                continue
            if b - i > 1 and story.lower[b - 1] in WORDS.street:
                return Candidate(i, b, raw, (), 1.5, "", "street", "facility")
            entries = self.gazetteer.lookup_key(key)
            if not entries:
                continue
            value, cue, part = self._weigh(i, b, raw, key, entries)
            if b < ends[0] and (value < 0.6 or self._part_of_longer(i, b)):
                longer = self._unknown(i, ends, last)  # of "the village of Kabir Sahl" Kabir alone is no place
                if longer is not None and longer.value >= 1.2 and longer.behind > b and story.lower[longer.behind - 1] not in WORDS.bodies:
                    return longer
            if value > -2.2:
                kind = "country" if entries[0].is_country and not cue else "place"
                return Candidate(i, b, raw, entries, value, cue, part, kind)
        return self._unknown(i, ends, last) if ends and story.lower[i] not in WORDS.prefixes else None

    def _consistent(self, found: list[Candidate]) -> list[Candidate]:
        """One kind of thing a word in an article: sure mentions carry weak ones, and weak ones alone are dropped."""
        best: dict[str, float] = {}
        for c in found:
            if not c.part:
                k = fold(c.key)
                best[k] = max(best.get(k, -9.0), c.value)
        out: list[Candidate] = []
        self._listed(found)
        for c in found:
            top = best.get(fold(c.key), -9.0)
            if c.demonym or c.part == "street" or c.value >= 0.6 or (c.value > -1.0 and top >= 2.0):
                if not c.demonym and top > c.value:
                    c.value += 0.3 * min(top - c.value, 3.0)
                out.append(c)
        return out

    def _listed(self, found: list[Candidate]) -> None:
        """What stands in a list with a place is a place ("in Aleppo, Homs and Tartus"): a weak one takes half of its strength."""
        story = self.story
        for order in (range(1, len(found)), range(len(found) - 2, -1, -1)):
            step = -1 if order.step == 1 else 1
            for n in order:
                c, d = found[n], found[n + step]
                if c.demonym or d.demonym or c.part or d.part or d.value < 1.0 or c.value >= d.value:
                    continue
                a, b = (d.behind, c.first) if step < 0 else (c.behind, d.first)
                if (
                    0 < b - a <= 2
                    and story.sent[c.first] == story.sent[d.first]
                    and all(w in (",", "and", "or", "&", "/") for w in story.lower[a:b])
                ):
                    c.value += min(1.8, 0.5 * d.value)

    def _tagged_only(self, taken: list[bool]) -> list[Candidate]:
        """What the tagger alone calls a place: the gazetteer need not know every village."""
        story = self.story
        out = []
        for a, b, label in story.ents:
            if label not in ("GPE", "LOC") or not story.told(a):
                continue
            while a < b and (story.lower[a] in ("the", "a", "an") or not story.text[a][:1].isalnum()):
                a += 1
            while b > a and (
                story.lower[b - 1] in ("'s", "’s", "'", "’") or not (story.text[b - 1][-1:].isalnum() or story.text[b - 1][-1:] == ".")
            ):
                b -= 1
            if a >= b or any(taken[a:b]) or not any(story.text[i][:1].isupper() for i in range(a, b)):
                continue
            raw = story.article.text[story.start[a] : story.end[b - 1]]
            if story.lower[a] in WORDS.directions and story.lower[b - 1] == "of":
                continue
            if b - a >= 3 and story.text[b - 2] == "-" and story.text[b - 1].islower():
                continue  # "Shiite-dominated"
            if fold(raw) in WORDS.not_places or self.grouped[a] or (b - a == 1 and story.lower[a] in self.surnames):
                continue
            cue, _ = self._cue(a, b)
            out.append(Candidate(a, b, raw, (), 0.9, cue, ""))
        return out

    def _joined(self, found: list[Candidate]) -> tuple[Toponym, ...]:
        """The toponyms, with what holds what ("Andar district, Ghazni province")."""
        story = self.story
        out: list[Toponym] = []
        for c, follower in pairwise(found):
            if c.cue == "P" and self._inside(c, follower) and self._kind_of(c.behind, follower.first):
                c.cue = ""  # of "the West Bank city of Hebron" the city is Hebron
        for n, c in enumerate(found):
            within = None
            if n and not c.demonym and found[n - 1].entries and not found[n - 1].demonym and self._inside(found[n - 1], c):
                within = n - 1
            d = found[n + 1] if n + 1 < len(found) else None
            if d is not None and not c.demonym and not d.demonym and not self._inside(c, d) and self._between(c.behind, d.first):
                joined = any(w in (",", "of", "in") for w in story.lower[c.behind : d.first])
                codes = [e.code for e in d.entries if e.feature[0] == "A" and e.code]
                pairs = ((e, x) for e in c.entries for x in codes if e.code != x or e.feature != "A.ADM1")
                holds = any(e.code == x or e.code.startswith(x + ".") for e, x in pairs)
                told = (
                    joined
                    and (codes or d.cue[:1] == "A" or (c.part == "street" and d.entries))
                    and not d.part
                    and (c.part == "street" or not c.entries or c.cue in ("P", "A.ADM2"))
                )
                if holds or told:
                    within = n + 1
            score = 1.0 / (1.0 + math.exp(-c.value))
            part = c.part
            out.append(
                Toponym(c.first, c.behind, c.kind, c.demonym, round(score, 3), c.key, c.cue, within, part, offset_before(story, c.first))
            )
        return tuple(replace(t, kind="facility") if t.part == "street" else t for t in out)

    def _inside(self, outer: Candidate, inner: Candidate) -> bool:
        """Whether the words between put the second in the first: "Kunar province's Dara Noor district", "Baghdad's western Amriya",
        "the West Bank city of Hebron"."""
        story = self.story
        words = story.lower[outer.behind : inner.first]
        if not 0 < len(words) <= 4 or story.sent[outer.first] != story.sent[inner.first]:
            return False
        owner = words[1:] if words[0] in WORDS.kinds else words
        if owner and owner[0] in ("'s", "’s"):
            told = inner.cue or not inner.entries
            return bool(told) and all(w in WORDS.prefixes or w in WORDS.measures for w in owner[1:])
        return self._kind_of(outer.behind, inner.first) and _weight(outer) > _weight(inner)

    def _kind_of(self, a: int, b: int) -> bool:
        """Whether the words from a to b are those of "the West Bank CITY OF Hebron", "the Sarajevo NEIGHBOURHOOD OF Dobrinja"."""
        words = [w for w in self.story.lower[a:b] if w != "the" and w not in WORDS.prefixes]
        return len(words) in (2, 3) and words[-1] == "of" and WORDS.kinds.get(words[-2]) == "P" and (len(words) == 2 or words[0] != ",")

    def _between(self, a: int, b: int) -> bool:
        """Whether only a comma, "in", "of" and words for kinds of areas stand between two toponyms."""
        story = self.story
        if not 0 < b - a <= 5 or story.sent[a] != story.sent[b]:
            return False
        return all(w in (",", "in", "of", "the", "(", "'s", "’s") or w in WORDS.kinds or w in WORDS.measures for w in story.lower[a:b])
