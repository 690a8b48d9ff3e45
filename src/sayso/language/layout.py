"""Where paragraphs and sentences must begin, and what the parser is to see of a text.

The parser sees a view of the article: furniture left out and single blanks between words, so that neither line wraps nor an inline
promo end up in a sentence. The view knows where each of its characters stands in the article.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass

from sayso.record import Block

_LINE = re.compile(r"[^\n]*\n?")
_ENDS = re.compile(r"[.!?:;\"”’')\]…]\s*$")
#: half a surrogate pair, which JSON can hold and spaCy cannot
_LONE = re.compile("[\ud800-\udfff]")
#: an apostrophe within a word, as typesetters write it: the pipeline reads the negation of "wasn't", hardly that of "wasn’t"
_APOSTROPHE = re.compile(r"(?<=[^\W_])[’ʼ](?=[^\W_])")
#: characters without white space; a dash that is not between two words ("ORVELA, Rur.—A man") is a run of its own
_RUN = re.compile(r"[^\s—\u00ad\u200b-\u200f\u2060\ufeff]+(?:(?<=[\w’'])—(?=\w)[^\s—\u00ad\u200b-\u200f\u2060\ufeff]+)*|—+")
#: characters that are not seen: soft hyphens, joiners, marks of direction
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]+")
#: typographic marks of Windows-1252 that were decoded as Latin-1
_C1 = {0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x96: "–", 0x97: "—"}


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


@dataclass(frozen=True, slots=True)
class View:
    """What the parser sees: ``text`` with single blanks between words, and where its characters stand in the article."""

    text: str
    at: list[int]  # first character in the view of each run of characters without white space
    origin: list[int]  # first character of that run in the article
    length: list[int]  # characters of that run

    def article_offset(self, i: int) -> int:
        """The character of the article that character i of the view is."""
        k = bisect.bisect_right(self.at, i) - 1
        return self.origin[k] + i - self.at[k]

    def offset(self, char: int) -> int:
        """The character of the view at which, or behind which, the article's character stands."""
        k = bisect.bisect_right(self.origin, char) - 1
        if k < 0:
            return 0
        into = char - self.origin[k]
        if into < self.length[k]:
            return self.at[k] + into
        return self.at[k + 1] if k + 1 < len(self.at) else len(self.text) + 1


def parser_view(text: str, blocks: tuple[Block, ...]) -> View:
    """The article without furniture, with single blanks and straight apostrophes: line wraps, indents, promos and typesetting must not
    disturb the parse."""
    for b in blocks:
        if b.kind == "furniture":
            text = text[: b.start] + " " * (b.end - b.start) + text[b.end :]
    text = _APOSTROPHE.sub("'", _LONE.sub("\ufffd", text).translate(_C1))
    parts: list[str] = []
    at: list[int] = []
    origin: list[int] = []
    length: list[int] = []
    here, behind = 0, 0
    for m in _RUN.finditer(text):
        if at and not _UNSEEN.fullmatch(text, behind, m.start()):
            parts.append(" ")
            here += 1
        parts.append(m.group())
        at.append(here)
        origin.append(m.start())
        length.append(m.end() - m.start())
        here, behind = here + len(m.group()), m.end()
    return View("".join(parts), at, origin, length)


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
