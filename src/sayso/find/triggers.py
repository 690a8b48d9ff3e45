"""Event triggers: words of the codebook's frames in a sense that counts.

``weigh_triggers`` goes through every word that some frame begins with and says what came of it; ``find_triggers`` keeps what was
accepted. The same walk serves `sayso explain`, so what it shows is what happened.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.codebook import Codebook
from sayso.codebook.frames import Frame, Frames
from sayso.codebook.patterns import PREPOSITIONS, Pattern, Test
from sayso.language.clauses import Clauses
from sayso.language.story import Story
from sayso.language.wordlist import words

_VERB_POS = frozenset({"VERB", "AUX"})
_NOUN_POS = frozenset({"NOUN", "PROPN"})
_HUMAN_ENT = frozenset({"PERSON", "NORP", "ORG", "GPE"})
_NAMED = frozenset({"ORG", "PERSON", "FAC", "LOC", "GPE", "WORK_OF_ART", "EVENT", "PRODUCT", "LAW", "NORP"})
_PLACE_ENT = frozenset({"GPE", "LOC", "FAC"})
_PERSONAL = words("i me we us he him she her they them who whom you someone somebody anyone anybody everyone everybody nobody")
_PARTICLES = frozenset({"in", "up", "down", "out", "off", "over", "away", "back"})
_OBJECT_DEP = frozenset({"dobj", "nsubjpass", "attr", "oprd", "pobj", "dative"})
_KIND_CLASS = {
    "#human": "human",
    "#facility": "facility",
    "#vehicle": "vehicle",
    "#weapon": "weapon",
    "#place": "place",
    "#event": "happening",
}


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger: its head token, its token range (multi-word expressions), and what the codebook says it is."""

    token: int
    first: int
    behind: int
    type: str
    mode: str | None
    frame: str  # name of the codebook entry, for `sayso explain`
    words: tuple[int, ...] = ()  # further tokens of the expression ("break off TIES")
    pattern: Pattern | None = None
    weight: float = 0.5


@dataclass(frozen=True, slots=True)
class Weighed:
    """What came of one word: the trigger, or why the frame was turned down."""

    token: int
    frame: str
    source: str  # the pattern
    trigger: Trigger | None
    reason: str


def find_triggers(story: Story, codebook: Codebook) -> tuple[Trigger, ...]:
    """All triggers, in text order."""
    return tuple(w.trigger for w in weigh_triggers(story, codebook, Clauses(story), False) if w.trigger is not None)


def weigh_triggers(story: Story, codebook: Codebook, clauses: Clauses | None = None, reasons: bool = True) -> Iterator[Weighed]:
    """What came of each word that a frame begins with, in text order: an accepted trigger, or the reason against.

    ``reasons``: also yield the frames that were turned down.
    """
    frames = codebook.frames
    matcher = _Matcher(story, frames, clauses or Clauses(story))
    taken: dict[int, str] = {}
    found: list[Weighed] = []
    for i in range(story.n):
        if not story.told(i):
            continue
        pos = story.pos[i]
        if pos in _VERB_POS:
            if story.dep[i] == "amod" and story.tag[i] in ("VBN", "VBG"):
                continue  # "an alleged plot", "the murdered man": no telling
            rows = matcher.hyphened(i, frames.verbs) or frames.verbs.get(story.lemma[i])
            if rows is None and story.tag[i] == "VBG":
                rows = frames.nouns.get(story.lower[i])
            elif rows is not None and matcher.is_noun_like(i):
                rows = frames.nouns.get(story.lower[i]) or rows
        elif pos in _NOUN_POS:
            label = story.ent[i]
            if label in ("DATE", "TIME") or (label in _NAMED and pos == "PROPN" and story.kind[i] != "title"):
                continue
            rows = frames.nouns.get(story.lemma[i]) or frames.nouns.get(story.lower[i]) or matcher.proper_noun(i)
            rows = matcher.hyphened(i, frames.nouns) or rows
        elif pos in ("ADJ", "ADV", "ADP"):
            rows = frames.adjectives.get(story.lower[i])
            if rows is None and story.dep[i] in ("dobj", "pobj", "nsubj", "nsubjpass", "attr"):
                rows = matcher.hyphened(i, frames.nouns)
            if (
                rows is None
                and pos == "ADJ"
                and story.dep[i] in ("acomp", "ROOT", "acl", "conj", "amod", "ccomp", "oprd")
                and story.lower[i].endswith("ed")
            ):
                rows = frames.verbs.get(matcher.participle(i))
        else:
            continue
        if rows:
            for w in matcher.weigh(i, rows, reasons):
                found.append(w)
                if w.trigger is not None:
                    for k in w.trigger.words:
                        if story.pos[k] != "VERB" or story.dep[k] not in ("xcomp", "ccomp", "advcl"):
                            taken.setdefault(k, w.frame)
    for w in found:
        if w.trigger is not None and w.token in taken:
            if reasons:
                yield Weighed(w.token, w.frame, w.source, None, f"is part of {taken[w.token]}")
            continue
        yield w


class _Matcher:
    """Patterns against the tokens of one story."""

    def __init__(self, story: Story, frames: Frames, clauses: Clauses) -> None:
        self.s, self.frames, self.clauses = story, frames, clauses
        self.near: dict[int, frozenset[str]] = {}

    # ------------------------------------------------------------------ words
    def is_noun_like(self, i: int) -> bool:
        """A gerund with an article, a possessor or an of-phrase: "the shelling of the town"."""
        s = self.s
        if s.tag[i] != "VBG":
            return False
        return any(s.dep[k] in ("det", "poss", "amod") and k < i for k in s.kids[i]) and not any(s.dep[k] == "dobj" for k in s.kids[i])

    def hyphened(self, i: int, table: dict[str, tuple[tuple[Pattern, Frame], ...]]) -> tuple[tuple[Pattern, Frame], ...] | None:
        """The entries of a word that the tokenizer cut at its hyphens: "sit-in", "cease-fire" (also written in one)."""
        s = self.s
        if i < 2 or s.text[i - 1] not in ("-", "‑") or s.end[i - 2] != s.start[i - 1] or s.end[i - 1] != s.start[i]:
            return None
        first = s.lower[i - 2]
        if i >= 4 and s.text[i - 3] == s.text[i - 1] and s.end[i - 4] == s.start[i - 3] and s.end[i - 3] == s.start[i - 2]:
            whole = table.get(f"{s.lower[i - 4]}-{first}-{s.lemma[i]}")
            if whole:
                return whole
        return table.get(f"{first}-{s.lemma[i]}") or table.get(first + s.lemma[i])

    def proper_noun(self, i: int) -> tuple[tuple[Pattern, Frame], ...] | None:
        """Words that a headline's capitals made names: "Rebels Attack", "Peace Talks"."""
        if self.s.pos[i] != "PROPN" or self.s.kind[i] != "title":
            return None
        w = self.s.lower[i]
        return self.frames.nouns.get(w[:-1] if w.endswith("s") else w)

    def participle(self, i: int) -> str:
        w = self.s.lower[i]
        for stem in (w[:-2], w[:-1], w[:-3]):
            if stem in self.frames.verbs:
                return stem
        return w

    def lemmas(self, i: int) -> tuple[str, ...]:
        """The lemma of i, alone and behind its modifiers ("food supply")."""
        s = self.s
        own = s.lemma[i]
        if s.pos[i] == "PROPN":
            own = s.lower[i]
        out = [own]
        for k in s.kids[i]:
            if k < i and s.dep[k] in ("compound", "amod", "nmod", "poss", "npadvmod"):
                out.append(f"{s.lemma[k]} {own}")
        return tuple(out)

    def is_kind(self, i: int, kind: str) -> bool:
        """Whether the noun phrase headed by i is of a #kind."""
        s = self.s
        i = self.clauses.kernel(self.clauses.real(i))
        ent = s.ent[i]
        if kind == "#human":
            if ent in _HUMAN_ENT or s.lower[i] in _PERSONAL:
                return True
            if s.pos[i] == "NUM" and ent in ("", "CARDINAL"):
                return True
            if any(w in self.frames.classes.get("collective", frozenset()) for w in self.lemmas(i)):
                return True
        elif (kind == "#place" and ent in _PLACE_ENT) or (kind == "#facility" and ent == "FAC"):
            return True
        elif kind == "#thing":
            return not self.is_kind(i, "#human")
        words = self.frames.classes.get(_KIND_CLASS.get(kind, ""), frozenset())
        return any(w in words for w in self.lemmas(i))

    # ------------------------------------------------------------------ one word
    def weigh(self, i: int, rows: tuple[tuple[Pattern, Frame], ...], reasons: bool) -> Iterator[Weighed]:
        for pattern, frame in rows:
            words, cause = self.fits(i, pattern)
            if not cause:
                against = next((t for t in frame.unless if self.test(i, words, t)), None)
                if against is not None:
                    cause = f"unless {against.what} is {_name(against)}"
            if cause:
                if reasons:
                    yield Weighed(i, frame.name, pattern.source, None, cause)
                continue
            if frame.drop:
                if reasons:
                    yield Weighed(i, frame.name, pattern.source, None, "means no event here")
                return
            first, behind = self.range(i, words)
            mode = frame.mode_of(self.s.lemma[k] for k in (i, *words)) if frame.modes else frame.mode
            trigger = Trigger(i, first, behind, frame.type, mode, frame.name, words, pattern, frame.weight)
            yield Weighed(i, frame.name, pattern.source, trigger, "")
            return

    def range(self, i: int, words: tuple[int, ...]) -> tuple[int, int]:
        """Token range of the expression; words far off are left out."""
        first, last = i, i
        for k in sorted(words):
            if k > last and k - last <= 3:
                last = k
        for k in sorted(words, reverse=True):
            if k < first and first - k <= 2:
                first = k
        return first, last + 1

    def fits(self, i: int, pattern: Pattern) -> tuple[tuple[int, ...], str]:
        """(tokens of the further words, "") or ((), why not)."""
        s = self.s
        got: list[int] = []
        if pattern.words:
            pool = [k for k in s.kids[i] if s.dep[k] not in ("punct", "relcl", "advcl") and (s.dep[k] != "ccomp" or s.pos[k] == "ADJ")]
            pool += [x for k in pool if s.dep[k] == "ccomp" for x in s.kids[k]]
            if s.pos[i] in _VERB_POS:
                pool = [k for k in pool if s.dep[k] != "nsubj"]
                a = self.clauses.args(i)
                pool += [k for k in (*a.obj, *a.iobj) if k not in pool]
            for alternatives in pattern.words:
                hit = next(
                    (
                        k
                        for k in pool
                        if k not in got
                        and not self.dated(k)
                        and s.lower[k] != "according"
                        and any(w in alternatives for w in (s.lower[k], *self.lemmas(k)))
                    ),
                    None,
                )
                if hit is not None and s.lower[hit] in _PARTICLES and s.dep[hit] == "prep" and alternatives is pattern.words[-1]:
                    if not pattern.to and any(s.dep[x] == "pobj" for x in s.kids[hit]):
                        return (), f"{s.lower[hit]} is no particle here"
                if hit is None:
                    # of "a series of sanctions" the sanctions count; so do the words that hang on an object ("end of the siege")
                    for k in pool:
                        inner = self.clauses.kernel(k)
                        if inner != k and any(w in alternatives for w in self.lemmas(inner)):
                            hit = inner
                            break
                if hit is None:
                    return (), f"lacks {'|'.join(sorted(alternatives)[:4])}"
                got.append(hit)
                pool += [k for k in s.kids[hit] if k not in pool]
                pool += [x for k in s.kids[hit] if s.lower[k] == "of" for x in s.kids[k] if s.dep[x] == "pobj"]
        for flag in pattern.flags:
            if not self.flag(i, flag, got):
                return (), f"{flag} does not hold"
        for t in pattern.tests:
            if not self.test(i, tuple(got), t):
                return (), f"{t.what} is {'no' if t.wanted else 'a'} {_name(t)}"
        if pattern.must:
            names = {n for k in (i, *got, *self.objects(i)) for n, x in self.clauses.preps_of(k) if s.ent[x] not in ("DATE", "TIME")}
            if not names & set(pattern.to):
                return (), f"no phrase with {'|'.join(pattern.to)}"
        return tuple(got), ""

    def dated(self, k: int) -> bool:
        """A preposition before a date ("on Friday")."""
        s = self.s
        return s.dep[k] == "prep" and any(s.ent[x] in ("DATE", "TIME") for x in s.kids[k] if s.dep[x] == "pobj")

    def objects(self, i: int) -> tuple[int, ...]:
        return self.clauses.args(i).obj if self.s.pos[i] in _VERB_POS else ()

    def flag(self, i: int, flag: str, got: list[int]) -> bool:
        s = self.s
        if flag in ("+obj", "-obj"):
            has = any(k not in got for k in self.objects(i))
            return has is (flag == "+obj")
        if flag in ("+subj", "-subj"):
            return bool(self.clauses.args(i).subj) is (flag == "+subj")
        if flag in ("+iobj", "-iobj"):
            return bool(self.clauses.args(i).iobj) is (flag == "+iobj")
        if flag in ("+inf", "-inf"):
            has = any(
                s.dep[k] in ("xcomp", "advcl", "ccomp", "acl")
                and s.tag[k] == "VB"
                and any(s.lower[x] == "to" and s.dep[x] == "aux" for x in s.kids[k])
                for h in (i, *got)
                for k in s.kids[h]
            )
            return has is (flag == "+inf")
        if flag in ("+that", "-that"):
            has = any(s.dep[k] in ("ccomp", "acl") and s.tag[k] != "VBG" for h in (i, *got) for k in s.kids[h])
            return has is (flag == "+that")
        if flag in ("+ing", "-ing"):
            has = any(s.dep[k] in ("xcomp", "pcomp", "ccomp", "advcl") and s.tag[k] == "VBG" for k in s.kids[i])
            return has is (flag == "+ing")
        if flag == "-prep":
            return not any(s.dep[k] == "prep" for k in s.kids[i])
        if flag == "+num":
            return any(s.pos[x] == "NUM" for k in self.objects(i) for x in (k, *s.kids[k]))
        if flag == "title":
            return s.kind[i] == "title"
        return self.clauses.is_passive(i) is (flag == "pass")

    def test(self, i: int, got: tuple[int, ...], t: Test) -> bool:
        return self.holds(i, got, t) is t.wanted

    def holds(self, i: int, got: tuple[int, ...], t: Test) -> bool:
        s = self.s
        if t.what == "near":
            k = s.sent[i]
            here = self.near.get(k)
            if here is None:
                a, b = s.sents[k]
                here = self.near[k] = frozenset(s.lemma[a:b]) | frozenset(s.lower[a:b])
            return not here.isdisjoint(t.words)
        if t.what == "obj":
            pool = [k for k in self.objects(i) if k not in got]
        elif t.what == "subj":
            v = s.head[i] if s.tag[i] == "MD" else i
            pool = list(self.clauses.surface_subject(v)[0] if v != i else self.clauses.args(v).subj) if s.pos[v] in _VERB_POS else []
        elif t.what in ("mod", "poss"):
            deps = ("poss",) if t.what == "poss" else ("compound", "amod", "nmod", "npadvmod", "poss")
            pool = [k for k in s.kids[i] if s.dep[k] in deps]
        elif t.what == "prep":
            pool = [k for h in (i, *got, *self.objects(i)) for _, k in self.clauses.preps_of(h)]
            if t.words & {n for h in (i, *got) for n, _ in self.clauses.preps_of(h)}:
                return True
        elif t.what == "gov":
            pool = [s.head[i]] if s.head[i] != i else []
            if s.dep[i] == "pobj" and pool:
                pool.append(s.head[pool[0]])
        elif t.what == "next":
            return i + 1 < s.n and (s.lower[i + 1] in t.words or s.lemma[i + 1] in t.words)
        elif t.what in PREPOSITIONS:
            pool = [k for h in (i, *got) for n, k in self.clauses.preps_of(h) if n == t.what]
        else:  # last: the word before
            return i > 0 and (s.lower[i - 1] in t.words or s.lemma[i - 1] in t.words)
        for k in pool:
            inner = self.clauses.kernel(k)
            if any(w in t.words for w in self.lemmas(inner)) or s.lower[inner] in t.words or s.lemma[k] in t.words:
                return True
            if any(self.is_kind(k, kind) for kind in t.kinds):
                return True
            if t.what == "subj" and "#human" in t.kinds and (s.lower[inner] == "it" or s.lemma[inner] in self.frames.classes["site"]):
                return True
        return False


def _name(t: Test) -> str:
    words = sorted(t.words)
    return "|".join([*t.kinds, *words[:3], *(["…"] if len(words) > 3 else [])])
