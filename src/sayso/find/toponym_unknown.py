"""Names of places that the gazetteer lacks: it need not know every village, where the words beside the name leave no doubt.

A kind of place beside it ("the village of X", "X district", "X, a town near …"), a distance ("X, 20 km north of …"), a first word that
begins names of places ("Kafr X", "Wadi X"), a preposition that only places follow, a verb whose object is no person ("stormed X"),
a list whose other members are places.
"""

from __future__ import annotations

from sayso.find.toponym_evidence import Candidate, Evidence
from sayso.gazetteer.names import fold
from sayso.gazetteer.words import WORDS

#: small words that end an unknown name ("Tarji in Tanai")
_JOINS = frozenset(["in", "on", "the", "and", "upon", "an"])
#: labels of the tagger that an unknown name of a place may bear; names of bodies only where more speaks for a place
_LOOSE = frozenset(["", "PERSON", "GPE", "LOC", "FAC"])
_LABELS = _LOOSE | {"ORG", "NORP"}
#: of the prepositions that only places follow the one that firms and bodies follow too
_AT = frozenset(["at"])
#: evidence from which a name is a place's
_ENOUGH = 0.6


class Unknown(Evidence):
    """The rule ``_unknown`` and what it asks."""

    def _unknown(self, i: int, ends: list[int], last: Candidate | None) -> Candidate | None:
        """The name at i, which the gazetteer lacks, as a place with the evidence for it; None where too little speaks for one."""
        story, text = self.story, self.story.article.text
        b = next((k for k in range(i + 1, ends[0]) if story.lower[k] in _JOINS), ends[0])
        while b > i + 1 and (story.lower[b - 1] in WORDS.kinds or story.lower[b - 1] in WORDS.inner):
            b -= 1
        raw = text[story.start[i] : story.end[b - 1]]
        if self.titled[i] or len(raw) < 4 or raw.isupper() or fold(raw) in WORDS.not_places or b - i > 6:
            return None
        k = self.of_ent[i]
        label = story.ents[k][2] if k >= 0 else ""
        if label not in _LABELS or fold(raw) in self.gazetteer.demonyms:
            return None
        cue, value = self._said(i, b, label, last)
        if story.pos[b - 1] != "PROPN" and (value < 1.2 or self._first_word(i)):
            return None
        if value < _ENOUGH:
            return None
        site = label == "FAC" or story.lower[b - 1] in WORDS.facilities
        return Candidate(i, b, raw, (), value, cue, "", "facility" if site else "place")

    def _said(self, i: int, b: int, label: str, last: Candidate | None) -> tuple[str, float]:
        """(kind of place that words beside the unknown name give, evidence that it is one)."""
        story = self.story
        before = story.lower[i - 1] if i else ""
        person = self._person(i, b)
        cue, strength = self._cue(i, b)
        if strength >= (2.2 if story.lower[i] in self.given else 1.6) and cue in ("", "P", "A.ADM2", "A.ADM1"):
            return cue, 1.2
        generic = b - i > 1 and story.lower[i] in WORDS.generic
        verb = story.lemma[story.head[b - 1]] if story.dep[b - 1] == "dobj" else ""
        loose = label in _LOOSE or generic
        if loose and verb in WORDS.stormed:
            return "", 0.9
        if last is not None and last.behind == i - 1 and before in ("and", ",") and not last.part and not last.demonym:
            # "the villages of Babin and Kafr Sahr"
            if loose and (not last.entries or last.cue == "P"):
                return "", 0.7
        if person and not generic:
            return "", 0.0
        owner = b < story.n and story.lower[b] in ("'s", "’s")  # "at Orlan's death"
        if before in WORDS.strictly and not owner and (loose or before not in _AT):
            return "", 0.7
        if generic and (before in WORDS.locative or verb in WORDS.taken or self._aimed(i)):
            return "", 0.9
        return "", 0.0

    def _aimed(self, i: int) -> bool:
        """Whether "the battle for", "an attack on" stands before."""
        story = self.story
        return i > 1 and story.lower[i - 1] in ("on", "for", "against") and story.lower[i - 2] in WORDS.fought
