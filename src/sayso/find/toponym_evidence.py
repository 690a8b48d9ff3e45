"""How much speaks for a name being a place's: the tagger, the words around, how well known the place is, what else the word stands for."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.find.toponym_context import Context
from sayso.gazetteer import Entry
from sayso.gazetteer.words import WORDS

#: the second half of words that say whose a place is: "rebel-held", "army-controlled"
_HELD = frozenset("held controlled occupied ruled run besieged".split())
#: words before a measure
_ABOUT = frozenset("about some around roughly approximately just almost nearly over".split())
#: what a list goes on over
_LIST = frozenset([",", "and", "or", "&", "the", "both"])


@dataclass(slots=True)
class Candidate:
    first: int
    behind: int
    key: str
    entries: tuple[Entry, ...]
    value: float  # the sum of the evidence, 0 being even
    cue: str
    part: str
    kind: str = "place"
    demonym: bool = False


class Evidence(Context):
    """The rule ``_weigh`` and what it asks."""

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
        if strength >= 1.6 and weight < 3.6:
            value += 0.45 * (3.6 - max(weight, 0.0))  # a small village is no less a village
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
            value += 1.8 if story.lemma[story.head[a]] in WORDS.stormed and story.dep[a] != "pobj" else 0.7
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
        if (len(key) <= 2 or (len(key) == 3 and weight < 4.5)) and not raw.isupper() and label not in ("GPE", "LOC"):
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
        if a >= 2 and story.lower[a - 1] in ("of", "like", "called", "named"):
            if story.lower[a - 2] in WORDS.directions and story.lower[a - 1] == "of":
                return "", 1.6
            word = story.lower[a - 2]
            found = WORDS.kinds.get(word) or (WORDS.kinds.get(word[:-1]) if word.endswith("s") else None)
            if found and (story.text[a - 2].islower() or story.lower[a - 2] not in ("department", "agency", "camp", "port", "borough")):
                return found, 2.2
            if story.lower[a - 2] in WORDS.area_heads and story.lower[a - 1] == "of":
                return "", 1.2
        if a >= 2 and story.lower[a - 1] in ("around", "surrounding") and story.lower[a - 2] in WORDS.around | WORDS.area_heads:
            return "", 1.6
        if a >= 1:
            found = WORDS.kinds.get(story.lower[a - 1])
            if found and story.text[a - 1].islower() and story.lower[a - 1] not in ("state",):
                return found, 1.6
        if a >= 2 and story.lower[a - 1] in _HELD and story.text[a - 2] == "-":
            return "", 1.6  # "rebel-held X"
        cue = self._apposed(b)
        if cue or self._measured(b):
            return cue, 1.6
        shared = self._shared(b)
        return (shared, 1.6) if shared is not None else ("", 0.0)

    def _apposed(self, b: int) -> str:
        """The kind of place that an apposition gives: "X, a village near …", "X, the capital of …"; "" where there is none."""
        story = self.story
        if b + 2 >= story.n or story.text[b] != "," or story.lower[b + 1] not in ("a", "an", "the"):
            return ""
        for j in range(b + 2, min(b + 7, story.n - 1)):
            cue = WORDS.kinds.get(story.lower[j])
            if cue and cue[0] in "PA" and story.text[j].islower() and story.pos[j + 1] not in ("NOUN", "PROPN"):
                return cue
            if story.pos[j] not in ("ADJ", "NOUN", "VERB", "ADV", "PUNCT", "PROPN") or story.text[j] == ",":
                return ""
        return ""

    def _measured(self, b: int) -> bool:
        """Whether it is told how far or in which direction from another place it lies: "X, some 20 km north of …", "X, west of …"."""
        story = self.story
        if b + 3 >= story.n or story.text[b] not in (",", "("):
            return False
        j = b + 1
        while j < story.n - 1 and (story.lower[j] in _ABOUT or story.pos[j] == "NUM" or story.lower[j] in WORDS.units):
            j += 1
        if story.text[j] == "(" and ")" in story.text[j : j + 5]:
            j += story.text[j : j + 5].index(")") + 1
        words = story.lower[j : j + 2]
        if words[-1:] == ["of"]:
            return words[0] in WORDS.directions
        return j > b + 2 and words[:1] in (["from"], ["outside"])

    def _shared(self, b: int) -> str | None:
        """The kind that a plural behind the list gives: "X, Y and Z districts"; None where no such list follows."""
        story = self.story
        j, joined = b, False
        while j < min(b + 24, story.n) and story.sent[j] == story.sent[b - 1]:
            word = story.lower[j]
            if word in _LIST:
                joined = joined or word != "the"
            elif not (self._capital(j) or word in WORDS.inner or word in WORDS.articles):
                if not joined:
                    return None
                if word in WORDS.around and word.endswith("s"):
                    return "P" if word in ("villages", "towns", "neighborhoods", "neighbourhoods", "suburbs") else ""
                return WORDS.kinds.get(word[:-1]) if word.endswith("s") else None
            j += 1
        return None
