"""How far a content reaches: where a complement clause begins behind its verb, and what at its end is no longer the source's words.

What hangs on the end of a content by the parse may still be the writer's: a coordinated reporting verb ("said it was over and noted
that …"), a participle that reports ("…, adding that …"), a relative clause behind a comma, an according-to phrase. A quote that a
content runs into is always taken whole.
"""

from __future__ import annotations

import bisect

from sayso.codebook.cues import Cues
from sayso.find.quotes import Quote
from sayso.language.story import Story
from sayso.say.draft import Range
from sayso.say.reporting import finite, frames_of, passive

_OUTSIDE = ("prt", "advmod", "npadvmod", "prep", "punct", "oprd", "neg", "agent", "nsubj", "nsubjpass", "aux", "intj", "acomp")
_ASIDE = frozenset({"which", "who", "where", "whose", "whom"})
_ARTICLES = frozenset({"a", "an", "the", "one", "which"})
_POSSIBLE = frozenset({"would", "could", "might", "may", "can"})
_PERSONAL = frozenset({"who", "whose", "whom"})
_CONTRAST = frozenset({"while", "though", "although", "whereas"})
_EVEN = frozenset({"as", "though", "while"})
#: governor of a reporting verb that the parse puts into the content of another
Governors = dict[int, int]


class Quoted:
    """The quotes of an article by token, for look-up."""

    def __init__(self, story: Story, quotes: tuple[Quote, ...]) -> None:
        rows = [(story.tokens(q.outer), q) for q in quotes]
        self.rows = [(a, b, q) for (a, b), q in rows if b > a]
        self._firsts = [a for a, _, _ in self.rows]

    def at(self, i: int) -> tuple[int, int, Quote] | None:
        """(first, behind last, quote) of the quote that holds the token."""
        k = bisect.bisect_right(self._firsts, i) - 1
        return self.rows[k] if k >= 0 and i < self.rows[k][1] else None


def start_of(story: Story, v: int, c: int, hearer: bool) -> int:
    """First token of the content whose head is c, behind its verb v: what stands between and is not a part of v's own phrase."""
    first = v + 1
    for k in story.kids[v]:
        if k <= v or k >= c:
            continue
        dep = story.dep[k]
        told = dep in ("dobj", "dative") and (hearer or story.pos[k] == "ADP")
        if dep in _OUTSIDE or told or dep == "advcl":
            first = max(first, story.right[k] + 1)
    left = max(story.left[c], v + 1)
    mark = next((k for k in story.kids[c] if story.dep[k] == "mark" and story.lower[k] == "that" and left <= k < c), None)
    if mark is not None:
        return mark  # what stands before it belongs to the reporting verb ("told one of his aides twice that …")
    if not hearer and finite(story, c) and not any(story.dep[k] in _SUBJECTS and k < c for k in story.kids[c]):
        # the parse took the subject for the verb's object ("said the plan for the road, drawn up in May, was dead")
        taken = [k for k in story.kids[v] if v < k < left and (story.dep[k] in ("dobj", "xcomp", "csubj") or story.dep[k] == "nsubj")]
        if taken and not any(story.dep[k] == "nsubj" and k < v for k in taken):
            return max(story.left[taken[0]], v + 1)
    return _behind_time(story, min(first, left), c)


_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")


def _behind_time(story: Story, first: int, c: int) -> int:
    """Behind a time in front of the content's subject that no comma sets off: it tells when it was said ("said last week he …")."""
    for k in story.kids[c]:
        if k < c and story.left[k] == first and story.dep[k] in ("npadvmod", "prep", "advmod"):
            behind = story.right[k] + 1
            timed = story.ent[story.right[k]] in ("DATE", "TIME") or (story.dep[k] == "npadvmod" and story.ent[k] in ("DATE", "TIME"))
            if (
                timed
                and story.text[behind] != ","
                and any(story.dep[x] in ("nsubj", "nsubjpass", "expl") and x >= behind for x in story.kids[c])
            ):
                return behind
    return first


def end_of(story: Story, cues: Cues, quoted: Quoted, v: int, c: int, first: int, governors: Governors) -> int:
    """Behind the last token of the content whose head is c; verbs found to be v's equals are put into ``governors``."""
    end = story.right[c] + 1
    for k in range(max(c + 1, first + 2), end):
        if k >= end:
            break
        if story.dep[k] not in _BREAKS:
            continue
        cut, equal = _break_at(story, cues, v, c, k, end)
        if first + 1 < cut < end and not _in_quote(quoted, k, first):
            end = cut
            if equal:
                governors[k] = v
    return _joined(story, cues, v, c, end)


def _joined(story: Story, cues: Cues, v: int, c: int, end: int) -> int:
    """Behind a coordinate clause of the content that the parse hangs on the reporting verb: "said … and that …", "said …, but it would …".

    One with a reporting verb in it, or in another tense, is the writer's ("said it was late, but others deny it").
    """
    i = end
    if story.text[i - 1] in _JOINTS:
        i -= 1
    while i < story.n and story.text[i] == ",":
        i += 1
    if i + 1 >= story.n or story.lower[i] not in _JOINTS or story.sent[i] != story.sent[v]:
        return end
    k = next((k for k in story.kids[v] if k > i and story.dep[k] == "conj"), None)
    if k is None or not i <= story.left[k] <= i + 2:
        return end
    own = any(story.dep[x] in _SUBJECTS for x in story.kids[k])
    behind = story.right[k] + 1
    if story.lower[i + 1] == "that" or (own and _tense(story, k) == _tense(story, c) and not _tells(story, cues, i, behind)):
        return behind
    return end


def _tense(story: Story, v: int) -> tuple[str | None, bool]:
    """(form, whether perfect) of a verb group."""
    return _form(story, v), any(story.dep[k] == "aux" and story.lemma[k] == "have" for k in story.kids[v])


_JOINTS = frozenset({"and", "but"})


_CLOSING = frozenset({'"', "''", "”", "’", "»"})
_BREAKS = frozenset({"conj", "advcl", "acl", "ccomp", "xcomp", "parataxis", "relcl", "appos", "prep"})


def _break_at(story: Story, cues: Cues, v: int, c: int, k: int, end: int) -> tuple[int, bool]:
    """(where the content ends on account of its part k, True where k reports on its own with v's subject); ``end`` for no break."""
    dep, left = story.dep[k], story.left[k]
    comma = left > 0 and (
        story.text[left - 1] in (",", ";") or (left > 1 and story.text[left - 1] in _CLOSING and story.text[left - 2] == ",")
    )
    last = story.right[k] + 1 >= end - 1
    if (
        dep == "conj"
        and story.head[k] == c
        and story.tag[k] == story.tag[v]
        and story.pos[k] == "VERB"
        and not passive(story, k)
        and _reports(story, cues, k)
    ):
        own = any(story.dep[x] in ("nsubj", "nsubjpass", "expl") for x in story.kids[k])
        joint = _before_joint(story, k)
        if not own:
            return joint, True
        return (joint, False) if "," in story.text[joint:left] else (end, False)
    if dep == "conj" and story.head[k] == c and _of_verb(story, v, c, k):
        return _before_joint(story, k), _reports(story, cues, k)
    if story.tag[k] == "VBG" and dep in ("advcl", "acl", "conj", "ccomp", "xcomp", "parataxis"):
        return (left - 1, True) if comma and _reports(story, cues, k) else (end, False)
    if last and story.lower[left] == "compared" and dep in ("prep", "advcl"):
        return (left - 1 if comma else left), False
    if (
        comma
        and dep == "prep"
        and story.lower[k] == "with"
        and any(story.tag[x] == "VBG" and _reports(story, cues, x) for x in story.kids[k])
    ):
        return left - 1, False  # "…, with some papers claiming that …"
    if not comma or not last:
        return end, False
    if dep in ("relcl", "advcl") and story.lower[left] in _ASIDE:
        possible = any(story.dep[x] == "aux" and story.lower[x] in _POSSIBLE for x in story.kids[k])
        return (end, False) if possible and story.lower[left] not in _PERSONAL and not _tells(story, cues, left, end) else (left - 1, False)
    if dep == "advcl" and (story.lower[left] in _CONTRAST or (story.lower[left] == "even" and story.lower[left + 1] in _EVEN)):
        return (left - 1, False) if _tells(story, cues, left, end) else (end, False)
    if dep == "appos" and story.right[k] - left >= 3 and story.lower[left] in _ARTICLES and "," not in story.text[left:end]:
        return left - 1, False
    if dep == "prep" and story.lower[k] == "according":
        return k - 1, False
    return end, False


def _of_verb(story: Story, v: int, c: int, k: int) -> bool:
    """True for a conjunct of the content's verb that by its form goes on from the reporting verb: "says he would stay and tells …"."""
    if story.pos[k] != "VERB" or any(story.dep[x] in _SUBJECTS for x in story.kids[k]):
        return False
    if not any(story.dep[x] == "cc" and story.lower[x] in _JOINTS and x < k for x in story.kids[c]):
        return False
    form = _form(story, k)
    return form is not None and form == _form(story, v) and _form(story, c) not in (None, form)


def _form(story: Story, v: int) -> str | None:
    """The tag of the finite word of a verb group, None for a group that is not finite."""
    for k in story.kids[v]:
        if story.dep[k] in ("aux", "auxpass") and story.tag[k] in _FORMS:
            return story.tag[k]
    return story.tag[v] if story.tag[v] in _FORMS else None


_FORMS = frozenset({"VBD", "VBZ", "VBP", "MD"})


def _tells(story: Story, cues: Cues, first: int, behind: int) -> bool:
    """True where a verb in the range reports somebody's words: the clause is the writer's, who sets another voice beside the first."""
    return any(story.pos[i] == "VERB" and _reports(story, cues, i) for i in range(first, behind))


def _reports(story: Story, cues: Cues, k: int) -> bool:
    frames = frames_of(story, cues, k)
    return frames is not None and any(f in ("clause", "object") and c.act == "speech" for f, c in frames.items())


def _in_quote(quoted: Quoted, k: int, first: int) -> bool:
    """True where the token stands in a quote that begins in the content."""
    row = quoted.at(k)
    return row is not None and row[0] >= first - 1


def _before_joint(story: Story, k: int) -> int:
    """Where the conjunct k begins, with its conjunction and comma."""
    left = story.left[k]
    while left > 0 and (story.pos[left - 1] in ("CCONJ", "PUNCT") or story.dep[left - 1] in ("advmod", "cc")) and left > k - 6:
        left -= 1
    return left


def with_quotes(story: Story, quoted: Quoted, rng: Range, v: int) -> Range:
    """The range widened over quotes that it begins or ends in, as long as the verb is outside of them."""
    first, behind = rng
    if behind <= first:
        return rng
    row = quoted.at(behind - 1)
    if row is not None and not row[0] <= v < row[1]:
        behind = max(behind, row[1])
        first = min(first, row[0]) if row[0] > v or row[1] <= v else first
    row = quoted.at(first)
    if row is not None and not row[0] <= v < row[1]:
        first = min(first, row[0])
    return first, behind
