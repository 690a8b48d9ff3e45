"""Direct speech: which reporting clause each free-standing quote belongs to, and whose words it is when none stands by it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sayso.codebook.cues import Cue, Cues
from sayso.find.quotes import Quote
from sayso.language.story import Story
from sayso.record import Span
from sayso.say.draft import Draft, Range
from sayso.say.reporting import bare, cue_span, finite, frames_of, negated
from sayso.say.speakers import agent_of, phrase_of, subject_of

_FAR = 45  # tokens that a reporting clause may be long
#: a quote nobody introduces
UNCUED = Cue("", "says")


@dataclass(frozen=True, slots=True)
class _Clause:
    """A reporting clause beside a quote: its verb, the token range that it fills."""

    verb: int
    area: Range


@dataclass(frozen=True, slots=True)
class Spoken:
    """One quote with its tokens."""

    quote: Quote
    first: int
    behind: int


def _spoken(story: Story, quotes: tuple[Quote, ...]) -> list[Spoken]:
    out = []
    for q in quotes:
        first, behind = story.tokens(q.outer)
        if behind > first:
            out.append(Spoken(q, first, behind))
    return out


def stands_free(story: Story, q: Quote) -> bool:
    """True where nothing in front of the quote in its sentence leads into it but a mark (a comma, a colon, a dash, another quote)."""
    text = story.article.text
    before = text[: q.outer[0]].rstrip()
    inside = text[q.start : q.end].strip()
    if not before or "\n" in text[len(before) : q.outer[0]]:
        return True
    if before[-1] in ".!?:,;—–-…\"”’')]":
        return before[-1] not in ",;" or inside[:1].isupper() or inside[:1] in "‘'\"“[…."
    return False


def _title(story: Story, s: Spoken) -> bool:
    """True for the title of a work beside its kind ("his show, “The Long Night,” who …"): capitals throughout, between two commas."""
    words = [i for i in range(s.first, s.behind) if story.text[i][0].isalpha()]
    if len(words) < 2 or s.first < 2 or story.text[s.first - 1] != "," or _bare_end(story, s.quote) != ",":
        return False
    if not all(story.text[i][0].isupper() or len(story.text[i]) < 4 for i in words):
        return False
    return story.pos[s.first - 2] in ("NOUN", "PROPN") and story.lemma[s.first - 2] in _WORKS


_WORKS = frozenset(
    """book novel memoir show series film movie song album play poem article essay column report documentary magazine journal program
    programme podcast blog newsletter website site game hit single record musical opera painting exhibition paper study speech""".split()
)


def _sentence_like(story: Story, s: Spoken) -> bool:
    """True for a quote that is an utterance of its own rather than a few quoted words."""
    inside = story.article.text[s.quote.start : s.quote.end].strip()
    if not inside:
        return False
    words = sum(1 for i in range(s.first, s.behind) if story.text[i][0].isalnum())
    verb = any(story.pos[i] in ("VERB", "AUX") for i in range(s.first, s.behind))
    return (verb and words >= 3) or (inside[-1] in ".!?,—" and words >= 1)


def _quote_verb(story: Story, cues: Cues, i: int) -> dict[str, Cue] | None:
    if story.pos[i] not in ("VERB", "AUX"):
        return None
    if story.lemma[i] == "put" and i + 1 < story.n and story.lower[i + 1] == "it":
        return cues.verbs.get("put_it")
    frames = frames_of(story, cues, i)
    return frames if frames is not None and "quote" in frames else None


def _after(story: Story, cues: Cues, s: Spoken, stop: int) -> _Clause | None:
    """The reporting clause right behind the quote."""
    end = _bare_end(story, s.quote)
    first = s.behind
    while first < stop and story.text[first] in (",", "—", "–", "--", "-", "”", '"', "''"):
        first += 1
    if first >= stop or story.para[first] != story.para[s.first]:
        return None
    if end not in tuple(",?!—–-…") and first == s.behind:
        return None
    behind = first
    while behind < min(stop, first + _FAR, story.n) and story.para[behind] == story.para[first]:
        if story.text[behind] in (".", "!", "?", ";") and behind > first:
            break
        behind += 1
    plain = end == ","
    for i in range(first, behind):
        if _quote_verb(story, cues, i) is None or not finite(story, i):
            if (
                story.pos[i] in ("VERB", "AUX")
                and story.tag[i] in ("VBD", "VBZ", "VBP")
                and story.dep[i] not in ("relcl", "aux", "auxpass")
            ):
                if not plain:
                    return None
            continue
        if story.dep[i] == "relcl" and i > first + 1 and any(story.lower[k] in ("who", "which", "that") for k in story.kids[i]):
            continue
        subject = subject_of(story, i)
        close = i <= first + 2
        if close or plain or (subject is not None and first <= story.left[subject] <= first + 2):
            return _Clause(i, (first, behind))
        return None
    return None


def _before(story: Story, cues: Cues, s: Spoken, start: int) -> _Clause | None:
    """The reporting clause that leads into the quote."""
    last = s.first - 1
    if last < start:
        return None
    first = max(start, story.sents[story.sent[last]][0])
    if story.para[last] != story.para[s.first] and story.text[last] not in (":", ","):
        return None
    lead = story.text[last]
    for i in range(last, first - 1, -1):
        frames = _quote_verb(story, cues, i)
        if frames is None or (story.tag[i] == "VBN" and not finite(story, i)) or (story.lemma[i] in _PHASES and bare(story, i)):
            continue
        if any(story.lower[k] in ("that", "whether") and story.dep[k] == "mark" for k in range(i + 1, last)):
            return None
        outer = story.head[i]
        if (
            lead == ":"
            and story.dep[i] == "ccomp"
            and first <= outer < i
            and _quote_verb(story, cues, outer) is not None
            and _thing(story, i)
        ):
            return _Clause(outer, (first, s.first))  # "she told us the find suggests a link: “…”"
        if i == last or lead in (":", ",", "—", "–", "-", "--") or story.lower[last] == "that":
            return _Clause(i, (first, s.first))
        break
    return None


def _thing(story: Story, v: int) -> bool:
    """True where the verb's subject is a common noun of a thing, which says nothing in quote marks."""
    return any(story.dep[k] == "nsubj" and story.pos[k] == "NOUN" and story.tag[k] == "NN" and not story.ent[k] for k in story.kids[v])


#: verbs that introduce speech only where they are finite ("he began: …", not "the promise to begin “building …”")
_PHASES = frozenset({"begin", "start", "continue", "finish", "end", "go"})


def drafts_of_quotes(story: Story, cues: Cues, quotes: tuple[Quote, ...]) -> tuple[list[Draft], list[Quote]]:
    """Drafts of direct speech with a reporting clause beside it, in text order; and free-standing quotes that have none.

    A quote that goes on behind its clause, or in the next paragraph, is a further span of one draft.
    """
    spoken = _spoken(story, quotes)
    out: list[Draft] = []
    loose: list[Quote] = []
    last: _Last | None = None
    for n, s in enumerate(spoken):
        if not story.told(s.first):
            continue
        stop = spoken[n + 1].first if n + 1 < len(spoken) else story.n
        start = spoken[n - 1].behind if n else 0
        q = s.quote
        if last is not None and last.spoken.quote.group == q.group:
            out[last.index] = replace(out[last.index], content=(*out[last.index].content, q.outer))
            last = _Last(last.index, s, None)
            continue
        whole = _sentence_like(story, s)
        if _title(story, s):
            continue
        if (
            last is not None
            and last.clause is not None
            and _goes_on(story, cues, last, s, whole)
            and not _has_own(story, cues, s, stop, whole)
        ):
            out[last.index] = replace(out[last.index], content=(*out[last.index].content, q.outer))
            last = _Last(last.index, s, None)
            continue
        if not whole and not (stands_free(story, q) and _marked_off(story, q)):
            continue
        inside = _bare_end(story, q)
        clause = _after(story, cues, s, stop) if inside == "," and whole else None
        clause = clause or _before(story, cues, s, start)
        if not stands_free(story, q) and (clause is None or clause.verb != s.first - 1):
            continue
        if clause is None and whole:
            clause = _after(story, cues, s, stop)
        signed = _signed(story, s) or (_labelled(story, s, start) if clause is None else None)
        if signed is not None:
            out.append(replace(signed, content=(q.outer,)))
            last = _Last(len(out) - 1, s, None)
        elif clause is not None:
            out.append(_make(story, cues, clause, (q.outer,)))
            last = _Last(len(out) - 1, s, clause)
        elif not whole:
            continue
        elif _same_breath(story, cues, last, s, inside):
            assert last is not None
            out[last.index] = replace(out[last.index], content=(*out[last.index].content, q.outer))
            last = _Last(last.index, s, None)
        else:
            loose.append(q)
    return out, loose


def _same_breath(story: Story, cues: Cues, last: _Last | None, s: Spoken, inside: str) -> bool:
    """True for a quote with no reporting clause that goes on from the one before it in the paragraph: no other verb of saying stands
    between them ("…," she said. The mayor added that it was "…" has two speakers)."""
    if last is None or story.para[last.spoken.first] != story.para[s.first] or inside == ",":
        return False
    own = range(*last.clause.area) if last.clause is not None else range(0)
    between = (i for i in range(last.spoken.behind, s.first) if i not in own)
    return not any(_quote_verb(story, cues, i) is not None and finite(story, i) for i in between)


_DASHES = frozenset({"―", "—", "–", "--", "-", "~"})
_NAMED = Cue(":", "says")


def _name_at(story: Story, first: int, behind: int) -> int | None:
    """Head of a name or role that fills the token range, or None."""
    words = [i for i in range(first, behind) if story.text[i][0].isalpha()]
    if not words or len(words) > 9 or not story.text[words[0]][0].isupper():
        return None
    if any(story.pos[i] in ("VERB", "AUX") for i in words):
        return None
    head = next((i for i in range(first, behind) if story.text[i] in (",", "(")), behind) - 1
    return head if head >= first and story.text[head][0].isalpha() else None


def _signed(story: Story, s: Spoken) -> Draft | None:
    """A quote with its speaker behind a dash at the end of the paragraph ("“We stay.” — Lena Ort")."""
    i = s.behind
    if i + 1 >= story.n or story.para[i] != story.para[s.first] or story.text[i] not in _DASHES:
        return None
    behind = i + 1
    while behind < story.n and story.para[behind] == story.para[i] and behind < i + 16:
        behind += 1
    if behind < story.n and story.para[behind] == story.para[i]:
        return None
    last = behind - 1 if story.text[behind - 1] == "." else behind
    head = _name_at(story, i + 1, last)
    if head is None:
        return None
    return Draft((), story.chars(i, i + 1), None, (i + 1, last), head, _NAMED, "colon", quoted=True)


def _labelled(story: Story, s: Spoken, start: int) -> Draft | None:
    """A quote behind a name and a colon, at the start of the paragraph or behind a dash or a sentence ("… - Lena Ort: “We stay.”")."""
    colon = s.first - 1
    if colon <= start or story.text[colon] != ":" or story.para[colon] != story.para[s.first]:
        return None
    first = colon
    while first - 1 >= start and story.para[first - 1] == story.para[colon] and story.text[first - 1] not in _STOPS and colon - first < 10:
        first -= 1
    head = _name_at(story, first, colon)
    if head is None or story.pos[head] not in ("PROPN", "NOUN"):
        return None
    return Draft((), story.chars(colon, colon + 1), None, (first, colon), head, _NAMED, "colon", quoted=True)


_STOPS = _DASHES | frozenset({".", "?", "!", ";", "]", ":", '"', "”", "-More"})


@dataclass(frozen=True, slots=True)
class _Last:
    """The last quote that was placed: which draft it went to, and the clause behind it, if it has one."""

    index: int
    spoken: Spoken
    clause: _Clause | None


def _marked_off(story: Story, q: Quote) -> bool:
    return _bare_end(story, q) in (",", ".", "!", "?")


def _bare_end(story: Story, q: Quote) -> str:
    """The last character inside the quote, inner quote marks apart; a comma right behind the closing mark counts."""
    text = story.article.text
    inside = text[q.start : q.end].rstrip("'\"’”» ")
    if text[q.outer[1] : q.outer[1] + 1] == "," and inside[-1:] not in ".!?":
        return ","
    return inside[-1:]


def _make(story: Story, cues: Cues, clause: _Clause, content: tuple[Span, ...]) -> Draft:
    v = clause.verb
    frames = _quote_verb(story, cues, v) or {}
    entry = frames.get("quote", UNCUED)
    head = subject_of(story, v)
    hearer = next((k for k in story.kids[v] if k > v and story.dep[k] in ("dobj", "dative") and story.pos[k] != "ADP"), None)
    if head is not None and any(a <= story.start[head] < b for a, b in content):
        head = None
    if head is None:
        head = _beside(story, v, clause.area, content)
    if head is None:
        head = agent_of(story, v)
    avoid = v
    return Draft(
        content, cue_span(story, v), v, phrase_of(story, head, avoid) if head is not None else None, head, entry, "quote", hearer,
        negated(story, v), quoted=True,
    )  # fmt: skip


def _beside(story: Story, v: int, area: Range, content: tuple[Span, ...]) -> int | None:
    """The noun beside the verb, where the parse gives it none: behind it where it comes first, else before it."""
    order = range(v + 1, min(area[1], v + 8)) if v == area[0] else range(v - 1, area[0] - 1, -1)
    for i in order:
        if story.pos[i] in ("PROPN", "NOUN", "PRON") and not any(a <= story.start[i] < b for a, b in content):
            top = i
            while area[0] <= story.head[top] < area[1] and story.pos[story.head[top]] in ("PROPN", "NOUN") and story.head[top] != top:
                top = story.head[top]
            return top
        if story.pos[i] in ("VERB", "ADP"):
            break
    return None


def _has_own(story: Story, cues: Cues, s: Spoken, stop: int, whole: bool) -> bool:
    """True where a reporting clause of its own follows the quote behind a comma ("…, she said, "B," she added")."""
    return whole and _bare_end(story, s.quote) == "," and _after(story, cues, s, stop) is not None


def _goes_on(story: Story, cues: Cues, last: _Last, s: Spoken, whole: bool) -> bool:
    """True where nothing but the reporting clause of the quote before stands between the two, in one paragraph.

    A further reporting verb in it ("…, she said, adding that …") has the second quote for itself, and a few quoted words that the clause
    leads into without a mark are the writer's ("said Ort, who calls it a "mess"").
    """
    before, clause = last.spoken, last.clause
    if clause is None or story.para[before.first] != story.para[s.first]:
        return False
    between = [i for i in range(before.behind, s.first) if story.text[i][0].isalnum()]
    if not all(clause.area[0] <= i < clause.area[1] for i in between):
        return False
    if any(i > clause.verb and _quote_verb(story, cues, i) is not None for i in between):
        return False
    return whole or not story.text[s.first - 1][0].isalnum()
