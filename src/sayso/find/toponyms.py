"""Names that stand for places, beyond the tagger's labels.

Every run of capitalised words is looked up in the gazetteer, longest first. What the tagger says, the words around ("in", "province"),
how well known the place is and whether the article uses the word for a person decide together; ``weigh`` is the whole rule.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from sayso.codebook import Codebook
from sayso.find.toponym_cues import offset_before, title_lines
from sayso.gazetteer import Entry, Gazetteer
from sayso.gazetteer.names import fold
from sayso.gazetteer.words import WORDS
from sayso.language.story import Story

#: parts of speech that no name begins with ("In Zurmat district")
_SMALL = frozenset(["ADP", "SCONJ", "CCONJ", "PRON", "AUX", "PART", "DET", "ADV"])
#: the longest name that is looked up, in tokens ("Port-au-Prince" has five)
_LONGEST = 7


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name (or demonym). Tokens first..behind; ``kind``: place, country or facility; ``demonym``: an adjective or people
    name of a country ("Afghan"), ``score`` 0…1 how sure it is a place rather than a person or an organisation.

    ``name`` is what the gazetteer is asked; ``cue`` the GeoNames class.code that words beside it give ("A.ADM1" of "Ghazni province",
    "P" of "the city of Ghazni"); ``within`` the number of the toponym that holds it ("Ghazni" in "Andar district, Ghazni province");
    ``part``: "organization" inside the name of one, "street"; ``offset``: only near it ("20 km north of Ghazni").
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
    """All toponyms, in text order, without overlap."""
    finder = _Finder(story, gazetteer)
    return finder.run()


@dataclass(slots=True)
class _Candidate:
    first: int
    behind: int
    key: str
    entries: tuple[Entry, ...]
    value: float  # the sum of the evidence, 0 being even
    cue: str
    part: str
    kind: str = "place"
    demonym: bool = False


class _Finder:
    def __init__(self, story: Story, gazetteer: Gazetteer) -> None:
        self.story, self.gazetteer = story, gazetteer
        self.titled = title_lines(story)
        self.of_ent: list[int] = [-1] * story.n
        for k, (a, b, _) in enumerate(story.ents):
            for i in range(a, b):
                self.of_ent[i] = k
        self.grouped = self._group_names()
        self.surnames: set[str] = set()
        self.given: set[str] = set()
        for a, b, label in story.ents:
            if label == "PERSON" and b - a > 1 and not self._placed(a, b):
                words = [i for i in range(a, b) if story.text[i][:1].isupper()]
                if len(words) > 1:
                    self.surnames.add(story.lower[words[-1]])
                    self.given.add(story.lower[words[0]])

    def _group_names(self) -> list[bool]:
        """Token → True inside the name of a group ("the Free Plains Front"), whatever the tagger makes of its parts."""
        story = self.story
        out = [False] * story.n
        i = 0
        while i < story.n:
            if not story.text[i][:1].isupper() or self.titled[i]:
                i += 1
                continue
            j = i + 1
            while (
                j < story.n
                and story.sent[j] == story.sent[i]
                and (
                    story.text[j][:1].isupper()
                    or (
                        story.lower[j] in ("of", "for", "the", "-", "and", "’s", "'s")
                        and j + 1 < story.n
                        and story.text[j + 1][:1].isupper()
                    )
                )
            ):
                j += 1
            last = next((k for k in range(j - 1, i, -1) if story.lower[k] in WORDS.groups), None)
            if last is not None:
                # a place that "of", "for" or "'s" joins on stands for itself: "the Army of Chad" is cut before it, "Chad's Army" behind
                first = next((k + 1 for k in range(last - 1, i, -1) if story.lower[k] in ("and", "’s", "'s")), i)
                out[first : last + 1] = [True] * (last + 1 - first)
            i = j
        return out

    def _placed(self, a: int, b: int) -> bool:
        """Whether what the tagger takes for a person stands where only places stand ("in Isla Negra", "the village of Daher Hawa")."""
        lower = self.story.lower
        before = lower[a - 1] if a else ""
        if before in WORDS.strictly or (b < self.story.n and (lower[b] in WORDS.kinds or lower[b] in WORDS.around)):
            return True
        return before == "of" and a > 1 and any(lower[a - 2] in x for x in (WORDS.kinds, WORDS.around, WORDS.directions))

    def run(self) -> tuple[Toponym, ...]:
        story = self.story
        found: list[_Candidate] = []
        i = 0
        while i < story.n:
            c = self._at(i) if story.told(i) else None
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

    # ---- candidates

    def _capital(self, i: int) -> bool:
        return self.story.text[i][:1].isupper()

    def _ends(self, i: int) -> list[int]:
        """Ends of the runs of capitalised words that begin at i, longest first."""
        story = self.story
        ends, j, sent = [], i, story.sent[i]
        if not self._capital(i):
            # "al-Raqqa", "el-Fasher": a small article counts where a capital follows at once
            if not (story.lower[i] in WORDS.articles and i + 2 < story.n and story.text[i + 1] == "-" and self._capital(i + 2)):
                return []
            j = i + 2
        while j < story.n and j < i + _LONGEST and story.sent[j] == sent and story.para[j] == story.para[i]:
            if self._capital(j):
                ends.append(j + 1)
                j += 1
                if j < story.n and story.text[j] == "." and f"{story.text[j - 1]}." in self.gazetteer.shorts:
                    ends.append(j + 1)
                    break
            elif story.text[j] == "-" and j + 1 < story.n and self._glued(j):
                ends.append(j + 2)  # "Haji-abad"
                j += 2
            elif story.lower[j] in WORDS.inner and j + 1 < story.n and j + 1 < i + _LONGEST:
                j += 1
            else:
                break
        return ends[::-1]

    def _glued(self, j: int) -> bool:
        """Whether the hyphen at j joins two words without blanks."""
        story = self.story
        return j > 0 and story.start[j] == story.end[j - 1] and story.start[j + 1] == story.end[j] and story.text[j + 1].isalpha()

    def _at(self, i: int) -> _Candidate | None:
        story, text = self.story, self.story.article.text
        if story.pos[i] in _SMALL and story.ent[i] not in ("GPE", "LOC", "FAC"):
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
                        return _Candidate(i, b, short.full, entries, 3.0, "A.ADM1" if short.posted else "", "")
            if b - i <= 3 and raw.casefold() in self.gazetteer.demonyms and self._demonym_fits(i, b):
                entries = self.gazetteer.demonym(raw)
                return _Candidate(i, b, raw, entries, 2.5, "", "", "country" if entries[0].is_country else "place", True)
            key = fold(raw)
            if not key or key in WORDS.not_places:
                continue
            if b - i > 1 and story.lower[b - 1] in WORDS.street:
                return _Candidate(i, b, raw, (), 1.5, "", "street", "facility")
            entries = self.gazetteer.lookup_key(key)
            if not entries:
                continue
            value, cue, part = self._weigh(i, b, raw, key, entries)
            if value > -2.2:
                kind = "country" if entries[0].is_country and not cue else "place"
                return _Candidate(i, b, raw, entries, value, cue, part, kind)
        return self._unknown(i, ends) if ends and story.lower[i] not in WORDS.prefixes else None

    def _unknown(self, i: int, ends: list[int]) -> _Candidate | None:
        """A name that the gazetteer lacks, where words beside it leave no doubt that it is a place's ("the village of X", "in X")."""
        story, text = self.story, self.story.article.text
        b = ends[0]
        while b > i + 1 and (story.lower[b - 1] in WORDS.kinds or story.lower[b - 1] in WORDS.inner):
            b -= 1
        raw = text[story.start[i] : story.end[b - 1]]
        if self.titled[i] or len(raw) < 4 or raw.isupper() or fold(raw) in WORDS.not_places or b - i > 6:
            return None
        k = self.of_ent[i]
        label = story.ents[k][2] if k >= 0 else ""
        if label not in ("", "PERSON", "GPE", "LOC", "FAC", "ORG") or fold(raw) in self.gazetteer.demonyms:
            return None
        cue, strength = self._cue(i, b)
        before = story.lower[i - 1] if i else ""
        if story.pos[b - 1] != "PROPN" and (strength < 1.6 or self._first_word(i)):
            return None
        if label in ("", "PERSON", "GPE", "LOC") and story.lemma[story.head[b - 1]] in WORDS.stormed and story.dep[b - 1] == "dobj":
            return _Candidate(i, b, raw, (), 0.9, cue, "")
        if strength >= 1.6 and cue in ("", "P", "A.ADM2", "A.ADM1") and story.lower[i] not in self.given:
            return _Candidate(i, b, raw, (), 1.2, cue, "")
        if before in WORDS.strictly and label in ("", "PERSON", "GPE", "LOC") and not self._person(i, b):
            return _Candidate(i, b, raw, (), 0.7, "", "")
        return None

    def _person(self, a: int, b: int) -> bool:
        """Whether the words are (part of) the name of a person elsewhere in the article."""
        return any(self.story.lower[k] in self.surnames or self.story.lower[k] in self.given for k in range(a, b))

    def _posted(self, i: int) -> bool:
        """Whether a town and a comma stand before i ("Dover, DE")."""
        story = self.story
        return i >= 2 and story.text[i - 1] == "," and self._capital(i - 2) and story.ent[i - 2] != "DATE"

    def _demonym_fits(self, a: int, b: int) -> bool:
        story = self.story
        before = story.lower[a - 1] if a else ""
        after = story.lower[b] if b < story.n else ""
        if before in ("native", "african", "asian", "mexican", "american", "latin") and story.lower[a] in (
            "american",
            "americans",
            "indian",
            "indians",
        ):
            return False
        if after == "-" and b + 1 < story.n and story.lower[b + 1] in ("american", "americans"):
            return True
        if story.ent[a] == "LANGUAGE":
            return False
        k = self.of_ent[a]
        if k >= 0:
            x, y, label = story.ents[k]
            if label == "PERSON" and y - x > b - a and b == y:
                return False
        return True

    # ---- evidence

    def _weigh(self, a: int, b: int, raw: str, key: str, entries: tuple[Entry, ...]) -> tuple[float, str, str]:
        """(evidence for a place, cue of its kind, part): what each piece of evidence is worth is the rule's whole knowledge."""
        story = self.story
        part = ""
        weight = max(e.weight if e.main else e.weight - 1.2 for e in entries)
        value = 0.45 * (min(weight, 8.0) - 4.8)
        country = entries[0].is_country
        k = self.of_ent[a]
        x, y, label = story.ents[k] if k >= 0 else (a, b, "")
        while x < a and story.lower[x] in ("the", "a", "an"):
            x += 1
        while y > b and (story.lower[y - 1] in ("'s", "’s", "'", "’", ".", ",") or story.lower[y - 1] in WORDS.kinds):
            y -= 1
        inside = y - x > b - a and x <= a and b <= y
        if label in ("GPE", "LOC"):
            value += 2.6
        elif label == "FAC":
            value += 0.4
            part = "facility" if inside else ""
        elif label == "ORG":
            if inside:
                part = "organization"
                value += 0.5 if weight >= 5.5 else -0.4
                if a == x and any(story.lower[i] in WORDS.bodies for i in range(b, y)):
                    value += 1.3  # "Hillsboro Police Department", "Hillsboro County Court"
            else:
                value -= 0.2
        elif label == "PERSON":
            value += -3.5 if inside else -0.7
        elif label in ("EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "NORP"):
            value -= 0.3
        elif label:
            value -= 3.0  # dates, numbers, money
        else:
            value -= 0.4
        cue, strength = self._cue(a, b)
        value += strength
        before = story.lower[a - 1] if a else ""
        if before == "the" and a > 1:
            before2 = story.lower[a - 2]
        else:
            before2 = before
        if before2 in WORDS.locative and not inside:
            value += 2.0 if before2 in WORDS.strictly else 0.7
        if before in ("on", "for", "against") and a > 1 and story.lower[a - 2] in WORDS.fought:
            value += 0.9
        elif a and story.lemma[story.head[a]] in WORDS.taken and story.dep[a] in ("dobj", "pobj", "nsubjpass"):
            value += 0.7
        if before in WORDS.titles:
            value -= 3.0
        after = story.lower[b] if b < story.n else ""
        if after in WORDS.after_not:
            value -= 0.8
        single = b - a == 1
        if single and not country:
            if story.lower[a] in self.surnames and label not in ("GPE", "LOC"):
                value -= 3.0
            elif story.lower[a] in self.surnames:
                value -= 1.0
            if strength >= 1.6:
                value += 0.8
            elif story.pos[a] not in ("PROPN", "NOUN", "ADJ"):
                value -= 2.0
            elif story.pos[a] != "PROPN":
                value -= 0.8
            if self._first_word(a) and label not in ("GPE", "LOC") and weight < 5.5:
                value -= 0.6
        if not single:
            value += 0.5
        if country:
            value += 1.2
        if len(key) <= 3 and not raw.isupper() and label not in ("GPE", "LOC"):
            value -= 2.0
        if raw.isupper() and len(raw) <= 5 and not country and label not in ("GPE", "LOC"):
            value -= 1.5
        if self.titled[a] and label not in ("GPE", "LOC") and not country:
            value -= 0.8
        # a comma and a place that holds it ("Dover, Delaware")
        if b + 1 < story.n and after == "," and self._capital(b + 1) and self._held(b + 1, entries):
            value += 2.5
        if self.grouped[a] and not country:
            part = part or "organization"
            value -= 0.4 if weight >= 5.5 and any(e.main and e.weight >= 5.5 for e in entries) else 2.5
        elif not inside and self._part_of_longer(a, b):
            value -= 2.2
        return value, cue, part

    def _first_word(self, a: int) -> bool:
        return a == self.story.sents[self.story.sent[a]][0]

    def _part_of_longer(self, a: int, b: int) -> bool:
        """Whether a capitalised proper noun stands at its side, so that it is but a part of some name ("Paris Hilton")."""
        story = self.story
        if self.titled[a]:
            return False
        sent = story.sent[a]
        if b < story.n and story.sent[b] == sent and self._capital(b) and story.pos[b] == "PROPN" and story.lower[b] not in WORDS.kinds:
            return story.ent[b] not in ("NORP", "DATE", "TIME") and not story.text[b].isupper()
        if (
            a
            and story.sent[a - 1] == sent
            and self._capital(a - 1)
            and story.pos[a - 1] == "PROPN"
            and story.dep[a - 1] in ("compound", "flat")
        ):
            return story.head[a - 1] < b and story.ent[a - 1] not in ("NORP", "DATE", "TIME", "GPE")
        return False

    def _held(self, i: int, entries: tuple[Entry, ...]) -> bool:
        """Whether the name at i is an area that holds one of the entries."""
        story = self.story
        for b in self._ends(i)[:4]:
            raw = story.article.text[story.start[i] : story.end[b - 1]]
            short = self.gazetteer.shorts.get(raw)
            areas = self.gazetteer.lookup(short.full if short else raw)
            codes = [e.code for e in areas if e.feature.startswith(("A.ADM1", "A.PCL"))]
            if any(e.code == c or e.code.startswith(c + ".") for e in entries for c in codes):
                return True
        return False

    def _cue(self, a: int, b: int) -> tuple[str, float]:
        """(feature that a word beside the name gives, how much that says that it is a place)."""
        story = self.story
        if story.lower[b - 1] in WORDS.kinds and b - a > 1:
            return WORDS.kinds[story.lower[b - 1]], 1.6
        j = b
        if j < story.n and story.sent[j] == story.sent[a]:
            word = story.lower[j]
            found = WORDS.kinds.get(word) or (WORDS.kinds.get(word[:-1]) if word.endswith("s") else None)
            if found and word not in ("state", "port", "capital", "camp", "region", "coast"):
                return found, 2.0
            if found and word in ("region", "state"):
                return "A.ADM1" if word == "state" else "", 1.2
            if word in WORDS.around:
                return "", 1.6
        if a >= 2 and story.lower[a - 1] == "of":
            if story.lower[a - 2] in WORDS.directions:
                return "", 1.6
            found = WORDS.kinds.get(story.lower[a - 2])
            if found and (story.text[a - 2].islower() or story.lower[a - 2] not in ("department", "agency", "camp", "port", "borough")):
                return found, 2.2
            if story.lower[a - 2] in WORDS.area_heads:
                return "", 1.2
        if a >= 1:
            found = WORDS.kinds.get(story.lower[a - 1])
            if found and story.text[a - 1].islower() and story.lower[a - 1] not in ("state",):
                return found, 1.6
        return "", 0.0

    # ---- the whole article

    def _consistent(self, found: list[_Candidate]) -> list[_Candidate]:
        """One kind of thing a word in an article: sure mentions carry weak ones, and weak ones alone are dropped."""
        best: dict[str, float] = {}
        for c in found:
            if not c.part:
                k = fold(c.key)
                best[k] = max(best.get(k, -9.0), c.value)
        out: list[_Candidate] = []
        self._listed(found)
        for c in found:
            top = best.get(fold(c.key), -9.0)
            if c.demonym or c.part == "street" or c.value >= 0.6 or (c.value > -1.0 and top >= 2.0):
                if not c.demonym and top > c.value:
                    c.value += 0.3 * min(top - c.value, 3.0)
                out.append(c)
        return out

    def _listed(self, found: list[_Candidate]) -> None:
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

    def _tagged_only(self, taken: list[bool]) -> list[_Candidate]:
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
            if fold(raw) in WORDS.not_places or self.grouped[a] or (b - a == 1 and story.lower[a] in self.surnames):
                continue
            cue, _ = self._cue(a, b)
            out.append(_Candidate(a, b, raw, (), 0.9, cue, ""))
        return out

    def _joined(self, found: list[_Candidate]) -> tuple[Toponym, ...]:
        """The toponyms, with what holds what ("Andar district, Ghazni province")."""
        story = self.story
        out: list[Toponym] = []
        for n, c in enumerate(found):
            within = None
            if not c.demonym and n + 1 < len(found) and not found[n + 1].demonym and self._between(c.behind, found[n + 1].first):
                d = found[n + 1]
                comma = story.text[d.first - 1] == ","
                codes = [e.code for e in d.entries if e.feature[0] == "A" and e.code]
                pairs = ((e, x) for e in c.entries for x in codes if e.code != x or e.feature != "A.ADM1")
                holds = any(e.code == x or e.code.startswith(x + ".") for e, x in pairs)
                told = comma and codes and not d.part and (c.part == "street" or not c.entries or c.cue in ("P", "A.ADM2"))
                if holds or told:
                    within = n + 1
            score = 1.0 / (1.0 + math.exp(-c.value))
            part = c.part
            out.append(
                Toponym(c.first, c.behind, c.kind, c.demonym, round(score, 3), c.key, c.cue, within, part, offset_before(story, c.first))
            )
        return tuple(replace(t, kind="facility") if t.part == "street" else t for t in out)

    def _between(self, a: int, b: int) -> bool:
        """Whether only a comma, "in", "of" and words for kinds of areas stand between two toponyms."""
        story = self.story
        if not 0 < b - a <= 5 or story.sent[a] != story.sent[b]:
            return False
        return all(w in (",", "in", "of", "the", "(", "'s", "’s") or w in WORDS.kinds or w in WORDS.measures for w in story.lower[a:b])
