"""Quoted stretches of an article, whatever marks it uses, and whether or not they balance.

Marks are read paragraph by paragraph, from left to right, with one rule: a mark that can only open opens, one that can only close
closes, and a mark that can do both does what the state calls for. A quote never runs over the end of its paragraph; where it is
not closed there and the next paragraph begins with an opening mark, both belong to one group (the convention for long quotes).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.language.story import Story
from sayso.record import Span


@dataclass(frozen=True, slots=True)
class Quote:
    """One quoted stretch. ``start``/``end``: characters inside the marks; ``group``: quotes that go on over paragraphs share one.

    ``mark`` is the opening mark; ``outer`` the whole stretch with its marks.
    """

    start: int
    end: int
    closed: bool
    group: int
    mark: str = '"'
    outer: Span = (0, 0)


#: longest single-quoted stretch in characters; a lone apostrophe may not swallow a paragraph
_LONGEST_SINGLE = 600
_MARK = re.compile(r"``|''|[\"“”„‟«»‘’'‚‹›]")
_OPEN_ONLY = frozenset({"“", "„", "‟", "``", "«", "‹"})
_CLOSE_ONLY = frozenset({"”", "»", "›"})
_SINGLE = frozenset({"‘", "’", "'", "‚"})
_BEFORE_OPEN = frozenset("([{—–-/“‘\"'«:,;…")
_ELISION = re.compile(r"(?:\d\ds?|em|til|tis|twas|cause|n|round|bout|cuz)\b", re.I)
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s)")


def _can_open(text: str, a: int, b: int) -> bool:
    before = text[a - 1] if a else " "
    after = text[b] if b < len(text) else " "
    return not after.isspace() and (before.isspace() or before in _BEFORE_OPEN)


def _can_close(text: str, a: int, b: int) -> bool:
    before = text[a - 1] if a else " "
    after = text[b] if b < len(text) else " "
    return not before.isspace() and not after.isalnum()


def _opens_single(text: str, m: re.Match[str]) -> bool:
    a, b = m.span()
    if m.group() == "’" or not _can_open(text, a, b):
        return False
    return m.group() in "‘‚" or not _ELISION.match(text, b)


def _in_paragraph(text: str, start: int, end: int) -> list[tuple[int, int, bool, str, Span]]:
    """(first inside, behind the last inside, closed, mark, outer span) of the quotes of one paragraph, outer ones only."""
    out: list[tuple[int, int, bool, str, Span]] = []
    opened: tuple[int, int, str] | None = None  # outer start, inner start, mark
    single: tuple[int, int, str] | None = None

    def close(at: int, behind: int, closed: bool) -> None:
        nonlocal opened
        assert opened is not None
        if text[opened[1] : at].strip():
            out.append((opened[1], at, closed, opened[2], (opened[0], behind)))
        opened = None

    for m in _MARK.finditer(text, start, end):
        mark, (a, b) = m.group(), m.span()
        if mark in _SINGLE:
            if opened is not None:
                continue
            if single is None:
                if _opens_single(text, m):
                    single = (a, b, mark)
            elif a - single[0] > _LONGEST_SINGLE:
                single = (a, b, mark) if _opens_single(text, m) else None
            elif mark in "’'" and _can_close(text, a, b) and not (text[a - 1] == "s" and text[b : b + 2].strip()[:1].islower()):
                if text[single[1] : a].strip():
                    out.append((single[1], a, True, single[2], (single[0], b)))
                single = None
            continue
        opening, closing = _can_open(text, a, b), _can_close(text, a, b)
        if mark in _OPEN_ONLY:
            opening, closing = True, False
        elif mark in _CLOSE_ONLY and not (opened is None and opening and not closing):
            opening, closing = False, True
        if opened is None:
            if opening or (not closing and mark in "\"''"):
                single = None
                opened = (a, b, mark)
        elif opening and not closing:
            # a second opening mark: the first quote was never closed, so it ends with its sentence
            stop = _SENTENCE_END.search(text, opened[1], a)
            at = stop.end() if stop else opened[1] + len(text[opened[1] : a].rstrip())
            close(at, at, False)
            opened = (a, b, mark)
        elif closing or mark not in _OPEN_ONLY:
            close(a, b, True)
    if opened is not None:
        at = opened[1] + len(text[opened[1] : end].rstrip())
        close(at, at, False)
    return sorted(out)


def _paragraphs(story: Story) -> list[Span]:
    """Character spans of the paragraphs that tell the story."""
    out: list[Span] = []
    last = -1
    for i in range(story.n):
        if not story.told(i):
            continue
        if story.para[i] != last:
            out.append((story.start[i], story.end[i]))
            last = story.para[i]
        else:
            out[-1] = (out[-1][0], story.end[i])
    return out


def find_quotes(story: Story) -> tuple[Quote, ...]:
    """All quotes that are not inside another, in text order."""
    text = story.article.text
    if not _MARK.search(text):
        return ()
    out: list[Quote] = []
    group = -1
    open_group: int | None = None
    for start, end in _paragraphs(story):
        first = True
        rows = _in_paragraph(text, start, end)
        for s, e, closed, mark, outer in rows:
            if first and open_group is not None and outer[0] == start:
                number = open_group
            else:
                group += 1
                number = group
            first = False
            out.append(Quote(s, e, closed, number, mark, outer))
        last = out[-1] if rows else None
        open_group = last.group if last is not None and not last.closed and not text[last.outer[1] : end].strip() else None
    return tuple(out)
