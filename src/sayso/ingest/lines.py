"""The lines of a text, as spans without the white space at their ends; in hard-wrapped text, its paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.language.layout import hard_wrapped

#: what ends a line: line feed, carriage return, next line, line and paragraph separator
_LINE = re.compile(r"[^\n\r\x85\u2028\u2029]+")
_PARAGRAPH = re.compile(r"(?:[^\n\r]+(?:\r\n?|\n)?)+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``text[start:end]``, stripped. ``last``: nothing but white space follows."""

    start: int
    end: int
    text: str


def lines_of(text: str) -> tuple[list[Line], bool]:
    """(lines that are not empty, whether the text is hard-wrapped so that they are paragraphs)."""
    wrapped = hard_wrapped(text)
    out = []
    for m in (_PARAGRAPH if wrapped else _LINE).finditer(text):
        raw = m.group()
        inner = raw.strip()
        if inner:
            start = m.start() + len(raw) - len(raw.lstrip())
            out.append(Line(start, start + len(inner), inner))
    return out, wrapped
