"""Counts of people: how many, with hedges, ranges, parts and running totals told apart.

What they were (killed, injured …) is told later, by the words they stand with (say/tolls.py). ``implied`` reads the count that a
singular noun phrase stands for.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.codebook.quantities import Quantities, quantities
from sayso.find.numbers import LOOSE, SCALES, SEVERAL, STARTS, parse_number
from sayso.language.story import Story


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity expression over people. ``span``: characters of the expression with its hedge ("at least 12"); ``token``: the token
    that heads the counted noun phrase ("people", or the number itself); ``of``: characters of who they were."""

    low: int | None
    high: int | None
    span: tuple[int, int]
    hedge: str | None
    token: int
    of: tuple[int, int] | None
    part: bool = False  # "including two children": part of another count
    total: bool = False  # "the year's toll to 12": a running total
    toll: int | None = None  # the noun of "put the death TOLL at 12", "raised to 12 the number of DEAD"


@dataclass(frozen=True, slots=True)
class _Number:
    """A number expression: token range, values, and the words that hedge it from within ("dozens of")."""

    first: int
    behind: int
    low: int | None
    high: int | None
    hedge: str | None = None


_VAGUE = {"few": 3, "handful": 3, "number": 3, "couple": 2, "pair": 2, "variety": 3, "host": 3}
_NOBODY = frozenset({"nobody", "none", "neither"})
#: articles of nobody in particular
_ANY = frozenset({"neither", "either", "any", "every", "each", "no"})
_DASHES = frozenset({"-", "–", "—", "‑"})
_UP = frozenset({"nummod", "quantmod", "compound", "amod", "det", "predet", "npadvmod", "nmod"})
_NOT_COUNTED = frozenset({"MONEY", "PERCENT", "TIME", "DATE", "ORDINAL", "QUANTITY"})
_CURRENCY = frozenset({"$", "€", "£", "¥", "#", "no.", "nos.", "number", "us$", "a$", "c$"})
_OPENERS = frozenset({"-", "–", "—", ":", "("})
_FIRST = frozenset({*STARTS, *LOOSE, *SEVERAL, *_VAGUE, *_NOBODY, "no", "both"})


def find_figures(story: Story) -> tuple[Count, ...]:
    """All counts of people, in text order."""
    table = quantities()
    out: list[Count] = []
    behind = 0
    for i, word in enumerate(story.lower):
        if i < behind or not (word in _FIRST or word[0].isdigit()) or not story.told(i):
            continue
        number = _number_at(story, i)
        if number is None:
            continue
        behind = number.behind
        count = _count(story, number, table)
        if count is not None:
            out.append(count)
    return tuple(out)


def implied(story: Story, token: int) -> Count | None:
    """The count that a noun phrase without a number stands for: 1 for a singular ("a man", "his wife", "Smith"), else None.

    ``token`` heads the phrase. Names of persons, pronouns of one person and singular nouns that may be a person count; groups do not.
    """
    tag, word = story.tag[token], story.lower[token]
    if not word.isalpha() or (token + 1 < story.n and story.lower[token + 1] in _DASHES and _glued(story, token + 1)):
        return None  # the parser took "sub-commander" apart
    if word in ("he", "him", "she", "her", "himself", "herself"):
        first = token
    elif tag == "NN" and not quantities().no_one(word):
        if any(story.lower[k] in _ANY for k in story.kids[token] if k < token):
            return None
        first = next((k for k in story.kids[token] if k < token and story.dep[k] in ("det", "poss", "amod", "compound")), token)
    elif tag == "NNP":
        first = next((k for k in story.kids[token] if k < token and story.dep[k] == "compound"), token)
    else:
        return None
    span = story.chars(min(first, token), token + 1)
    return Count(1, 1, span, None, token, span)


def _number_at(story: Story, i: int) -> _Number | None:
    end = min(story.sents[story.sent[i]][1], i + 14)
    words = story.lower[i:end]
    word = words[0]
    after = words[1:4]
    if word in _NOBODY:
        return _Number(i, i + 1, 0, 0)
    if word == "no":
        return _Number(i, i + (2 if after[:1] == ["one"] else 1), 0, 0)
    if word == "both":
        return _Number(i, i + 1, 2, 2) if after[:1] != ["sides"] else None
    if word == "a" and len(after) > 1 and after[0] in _VAGUE:
        return _vague(story, i, after)
    if word in SEVERAL:
        scale = _group(after[:1])
        n = 1 + bool(scale)
        return _Number(i, i + n, SEVERAL[word] * (scale or 1), None, story.words(i, i + n))
    if word in LOOSE:
        n, low = 1, LOOSE[word]
        if after[:1] == ["of"] and after[1:2] and after[1] in LOOSE:
            n, low = 3, LOOSE[word] * {"hundreds": 100, "thousands": 1000, "millions": 1_000_000}.get(after[1], 1)
        of = 1 if words[n : n + 1] == ["of"] else 0
        return _Number(i, i + n, low, None, story.words(i, i + n + of).lower())
    return _exact(story, i, words)


def _group(words: list[str]) -> int | None:
    return {"dozen": 12, "hundred": 100, **SCALES}.get(words[0]) if words else None


def _vague(story: Story, i: int, after: list[str]) -> _Number | None:
    """ "a few", "a couple of", "a number of", "a few hundred"."""
    word = after[0]
    n = 3 if after[1] == "of" else 2
    scale = _group(after[n - 1 : n])
    if word != "few" and n == 2 and word != "couple":
        return None
    low = _VAGUE[word] * (scale or 1)
    behind = i + (n if scale is None else n + 1)
    exact = word in ("couple", "pair") and scale is None
    hedge = None if exact else story.words(i, i + n).lower()
    return _Number(i, behind if scale else i + 2, low, low if exact else None, hedge)


def _exact(story: Story, i: int, words: list[str]) -> _Number | None:
    parsed = parse_number(words)
    if parsed is None or (words[0] == "one" and not _counts_one(story, i)):
        return None
    value, used = parsed
    rest = words[used:]
    link = rest[:1]
    if (link and (link[0] in _DASHES or link[0] in ("to", "or"))) or (link == ["and"] and story.lower[i - 1 : i] == ["between"]):
        other = parse_number(words, used + 1) if len(rest) > 1 else None
        if other is not None and words[used + 1] not in ("a", "an"):
            low, high = value, other[0]
            if high >= low * 1000 and low < 100:  # "2 to 3 thousand"
                low *= 1000
            if low < high:
                return _Number(i, i + used + 1 + other[1], low, high)
        if link[0] in _DASHES:
            return None if _glued(story, i + used) else _Number(i, i + used, value, value)
    return _Number(i, i + used, value, value)


def _glued(story: Story, dash: int) -> bool:
    """True in "five-member", "23-year-old"."""
    return dash + 1 < story.n and story.end[dash - 1] == story.start[dash] and story.end[dash] == story.start[dash + 1]


def _counts_one(story: Story, i: int) -> bool:
    """ "one" counts in "one man", "one of them", "killing one"; not in "no one", "the one", "one another"."""
    before = story.lower[i - 1] if i else ""
    after = story.lower[i + 1] if i + 1 < story.n else ""
    return before not in ("no", "this", "that", "the", "any", "every", "some", "which", "each") and after not in ("another", "day", "side")


def _count(story: Story, number: _Number, table: Quantities) -> Count | None:
    first, behind = number.first, number.behind
    last = behind - 1
    if _no_quantity(story, number):
        return None
    inside = range(first, behind)
    top = _top(story, first, behind)
    noun: int | None = top if top not in inside else None
    if noun is not None:
        if noun < first or story.pos[noun] not in ("NOUN", "PROPN", "ADJ", "PRON"):
            return None
        if story.lemma[noun] in table.not_people or (story.ent[last] in _NOT_COUNTED and not _plural(story, noun)):
            return None
    elif story.ent[last] in _NOT_COUNTED and not (story.ent[last] == "DATE" and _total(story, first, table)[1]):
        return None  # "the number of dead at 44" is no age
    of_from = behind
    low, high, hedge = number.low, number.high, number.hedge
    start, side, hedge_words = _hedge_before(story, first, table)
    if noun is None and behind < story.n and story.lower[behind] == "of":
        noun = next((k for k in story.kids[behind] if story.dep[k] == "pobj"), None)
        of_from = behind + 1
        if noun is not None and story.lemma[noun] in table.not_people:
            return None
    token = top
    # "a family of five": the group is what is counted
    if story.dep[top] == "pobj" and story.lower[story.head[top]] == "of":
        group = story.head[story.head[top]]
        if story.lemma[group] in table.groups and group < first:
            token = group
    tail = _hedge_after(story, behind, table)
    if hedge_words:
        hedge = hedge_words if hedge is None else f"{hedge_words} {hedge}"
    if tail:
        hedge = story.words(behind, tail[0]) if hedge is None else hedge
        behind, side = tail[0], tail[1] if side in (None, "about") else side
    if side == "low":
        high = None
    elif side == "high" and number.high is not None:
        low = None
    of = None
    if noun is not None and noun >= of_from:
        left = max(of_from, min(story.left[noun], noun))
        of = story.chars(left, noun + 1) if left <= noun else None
    total, toll = _total(story, start, table)
    part = _part(story, start, behind, top, table)
    return Count(low, high, story.chars(start, behind), hedge, token, of, part, total, toll)


def _plural(story: Story, noun: int) -> bool:
    return story.tag[noun] in ("NNS", "NNPS")


def _top(story: Story, first: int, behind: int) -> int:
    """The token that heads the counted phrase: the noun behind the number, or the number's own topmost token."""
    i = behind - 1
    for _ in range(8):
        head = story.head[i]
        if head == i or story.dep[i] not in _UP or (head < first and story.dep[i] != "quantmod") or story.sent[head] != story.sent[i]:
            break
        if not first <= i < behind and story.tag[i] != "NN":  # "eight people - five men": two phrases that the parser took for one
            break
        i = head
    if not first <= i < behind:
        return i
    for _ in range(8):  # the parser may hang the first word of a number on the verb
        if not first <= story.head[i] < behind or story.head[i] == i:
            break
        i = story.head[i]
    if first <= i < behind and story.dep[i] in _UP and story.head[i] >= behind:
        return story.head[i]
    return i


def _no_quantity(story: Story, number: _Number) -> bool:
    """Ages, years, money, clock times, house numbers, "five-member"."""
    first, behind = number.first, number.behind
    before = story.lower[first - 1] if first else ""
    after = story.lower[behind] if behind < story.n else ""
    if before in _CURRENCY or after in ("%", "percent", "per", "pct", "p.m.", "a.m.", "pm", "am", "o'clock", "p.m", "a.m", ":", "/", "x"):
        return True
    if after in _DASHES and _glued(story, behind):
        return True
    if before in _DASHES and first > 1 and story.end[first - 2] == story.start[first - 1] and story.end[first - 1] == story.start[first]:
        return True
    if before in (
        "age",
        "aged",
        "ages",
        "/",
        "route",
        "highway",
        "chapter",
        "section",
        "article",
        "psalm",
        "flight",
        "group",
        "g",
        "unit",
        "district",
    ):
        return True
    low = number.low
    if low is None or low == 0:
        return False
    if 1900 <= low <= 2099 and "," not in story.text[first] and story.tag[first] == "CD" and behind - first == 1:
        return story.head[first] <= first or story.dep[first] != "nummod"
    # "Smith, 23, …": an age
    return (
        before == ","
        and after in (",", ".", ")", ";")
        and low <= 110
        and first > 1
        and story.pos[first - 2] == "PROPN"
        and behind - first == 1
    )


def _hedge_before(story: Story, first: int, table: Quantities) -> tuple[int, str | None, str | None]:
    """(first token of the hedge or of the number, side, words)."""
    if first and story.lower[first - 1] in ("between", "from"):
        return first - 1, None, story.lower[first - 1]
    start, side = first, None
    while True:
        for n in (4, 3, 2, 1):
            if start - n >= 0 and (found := table.hedges.get(tuple(story.lower[start - n : start]))):
                start -= n
                side = found if side in (None, "about") else side
                break
        else:
            break
    return start, side, story.words(start, first).lower() if start < first else None


def _hedge_after(story: Story, behind: int, table: Quantities) -> tuple[int, str] | None:
    at = behind + 1 if behind < story.n and story.lower[behind] in _DASHES else behind
    for n in (3, 2, 1):
        found = table.after.get(tuple(story.lower[at : at + n]))
        if found:
            return at + n, found
    return None


def _part(story: Story, start: int, behind: int, top: int, table: Quantities) -> bool:
    before = story.lower[max(0, start - 3) : start]
    while before and before[-1] in (",", "the", ":"):
        before.pop()
    if before and before[-1] in table.part_words:
        return True
    if (
        len(before) > 1
        and before[-1] in ("them", "whom", "dead", "victims", "wounded", "injured")
        and before[-2] in ("among", "amongst", "the")
    ):
        return "among" in before or "amongst" in before
    if story.lower[behind : behind + 2] in (["of", "whom"], ["of", "them"], ["of", "those"]):
        return story.lower[start - 1 : start] in ([","], ["—"], ["–"], ["-"], ["("]) or story.lower[behind + 1] == "whom"
    i = top
    while story.dep[i] == "conj":
        i = story.head[i]
    opened = max(start, story.left[i]) if i != top else start
    if opened > 1 and story.lower[opened - 1] in _OPENERS and story.tag[opened - 2] in ("NNS", "CD"):
        return True
    return story.dep[i] == "appos" and story.tag[story.head[i]] in ("NNS", "NNPS", "CD") and i > story.head[i]


def _total(story: Story, start: int, table: Quantities) -> tuple[bool, int | None]:
    """(a total of more than one happening, the noun of the toll of one): "95 people this year", "raising the toll to 12"."""
    begin, end = story.sents[story.sent[start]]
    low = story.words(begin, end).lower()
    if table.spans.search(low):
        return True, None
    if not start or story.lower[start - 1] not in ("to", "at"):
        return False, None
    verb = next((k for k in range(start - 2, max(begin, start - 14) - 1, -1) if story.lemma[k] in table.total_verbs), None)
    if verb is None or story.pos[verb] != "VERB":
        return False, None
    near = (*range(start - 1, verb, -1), *range(start, min(end, start + 7)))  # "the number of injured at 200 and that of the dead at 40"
    named = next((k for k in near if story.lemma[k] in table.total_nouns or story.lower[k] in table.total_nouns), None)
    if named is None:
        return False, None
    if story.tag[verb] == "VBG" or story.lemma[verb] == "bring":
        return True, None  # "two died, bringing the toll to 12": the sentence counts the happening itself
    toll = _toll_noun(story, named, table)
    return toll is None, toll


def _toll_noun(story: Story, noun: int, table: Quantities) -> int | None:
    """Of "the death toll", "the number of dead" the noun that says what became of them; None for the toll of a year or a war."""
    inner = [x for p in story.kids[noun] if story.lower[p] == "of" for x in story.kids[p] if story.dep[x] in ("pobj", "pcomp", "amod")]
    beside = {story.lemma[k] for x in (noun, *inner) for k in range(story.left[x], story.right[x] + 1)}
    if not beside.isdisjoint(table.larger):
        return None
    inner += [k for x in inner for k in story.kids[x] if story.dep[k] in ("amod", "acl")]
    found = [k for k in (noun, *inner) if story.lower[k] in table.tolls or story.lemma[k] in table.tolls]
    return found[0] if found else None
