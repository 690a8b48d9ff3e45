"""Where paragraphs and sentences must begin, and what the parser is to see of a text.

The parser sees a text of the same length as the article's: white space of any kind becomes a blank, and furniture is blanked
out, so that an inline promo neither ends up in a sentence nor cuts one. Offsets stay those of the article.
"""

from __future__ import annotations

import re

from sayso.record import Block

_LINE = re.compile(r"[^\n]*\n?")
_ENDS = re.compile(r"[.!?:;\"”’')\]…]\s*$")
_SPACE = re.compile(r"\s")


def hard_wrapped(text: str) -> bool:
    """True where single line breaks only wrap long lines (old agency copy), rather than end paragraphs.

    Told by lines of about the same length that mostly end without a full stop.
    """
    lines = [ln for ln in text.split("\n") if ln.strip()]
    followed = [a for a, b in zip(text.split("\n"), text.split("\n")[1:]) if a.strip() and b.strip()]
    if len(followed) < 3 or len(lines) < 4:
        return False
    unfinished = sum(not _ENDS.search(a) for a in followed)
    widest = max(len(a) for a in followed)
    return widest <= 120 and unfinished >= 0.5 * len(followed) and sum(len(a) >= 0.6 * widest for a in followed) >= 0.6 * len(followed)


def paragraph_starts(text: str) -> list[int]:
    """Characters at which paragraphs begin: after a blank line, or after any line break where lines are not just wrapped."""
    wrapped = hard_wrapped(text)
    out, blank, at = [], True, 0
    for m in _LINE.finditer(text):
        line = m.group()
        if not line:
            break
        if line.strip():
            if blank or not wrapped or re.match(r"\s{2,}\S", line):
                out.append(at + len(line) - len(line.lstrip()))
            blank = False
        else:
            blank = True
        at = m.end()
    return out or [0]


def parser_view(text: str, blocks: tuple[Block, ...]) -> str:
    """The text as the parser is to see it: the same length, white space as blanks, furniture blanked out."""
    view = _SPACE.sub(" ", text)
    for b in blocks:
        if b.kind == "furniture":
            view = view[: b.start] + " " * (b.end - b.start) + view[b.end :]
    return view


def sentence_starts(text: str, blocks: tuple[Block, ...], paragraphs: list[int]) -> list[int]:
    """Characters at which a sentence must begin: paragraphs, and the edges of title, byline, dateline, credit and caption.

    Furniture inside a paragraph does not start one: the sentence around it goes on.
    """
    starts = set(paragraphs)
    for b in blocks:
        if b.kind == "furniture":
            starts -= {s for s in starts if b.start <= s < b.end}
        else:
            starts.add(b.start)
            starts.add(b.end)
    out = []
    for s in sorted(starts):
        while s < len(text) and text[s].isspace():
            s += 1
        if s < len(text):
            out.append(s)
    return sorted(set(out))
