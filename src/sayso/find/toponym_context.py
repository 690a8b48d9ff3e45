"""What the search for place names knows of an article before it begins: titles, tagged names, names of groups and persons."""

from __future__ import annotations

from sayso.find.toponym_cues import title_lines
from sayso.gazetteer import Gazetteer
from sayso.gazetteer.words import WORDS
from sayso.language.story import Story

#: the longest name that is looked up, in tokens ("Port-au-Prince" has five)
LONGEST = 7


class Context:
    """The article with what its tokens stand in. ``of_ent``: token → number of the tagger's entity or -1; ``grouped``: token → inside the
    name of a group; ``surnames`` and ``given``: names of persons, in small letters."""

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
        while j < story.n and j < i + LONGEST and story.sent[j] == sent and story.para[j] == story.para[i]:
            if self._capital(j):
                ends.append(j + 1)
                j += 1
                if j < story.n and story.text[j] == "." and f"{story.text[j - 1]}." in self.gazetteer.shorts:
                    ends.append(j + 1)
                    break
            elif story.text[j] == "-" and j + 1 < story.n and self._glued(j):
                ends.append(j + 2)  # "Haji-abad"
                j += 2
            elif story.lower[j] in WORDS.inner and j + 1 < story.n and j + 1 < i + LONGEST:
                j += 1
            else:
                break
        return ends[::-1]

    def _glued(self, j: int) -> bool:
        """Whether the hyphen at j joins two words without blanks."""
        story = self.story
        return j > 0 and story.start[j] == story.end[j - 1] and story.start[j + 1] == story.end[j] and story.text[j + 1].isalpha()

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

    def _first_word(self, a: int) -> bool:
        return a == self.story.sents[self.story.sent[a]][0]
