"""Blocks: which parts of a text are title, byline, dateline, credit, caption or furniture rather than story.

Marks, never cuts: the text stays as it is. A mark costs (what is furniture is never read), so every rule asks for much.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.ingest.agencies import agencies_in
from sayso.ingest.datelines import agency_lead, dateline, day_of_release, is_date_line
from sayso.ingest.dates import unusable, written
from sayso.ingest.furniture import inline_parts, line_kind, opens_list
from sayso.ingest.headers import byline_names, same_names, title_end, title_like
from sayso.ingest.lines import Line, lines_of
from sayso.record import Article, Block

#: lines at the start of a text that can be its head
HEAD_LINES = 9
#: lines at the end of a text among which a byline may stand
TAIL_LINES = 3
#: "This story was provided by Lowland News Agency (LNA)."
_GIVEN_BY = re.compile(
    r"\b(?:provided|produced|(?:first|originally) published|supplied|distributed|written) "
    r"(?:by|in|on) (?:the )?([A-Z][\w.&’'\- ]{2,60}?)(?=\s*[(.,;]|\s*$)"
)
_PHOTO_TAIL = re.compile(
    r"(?:^|(?<=[\s.!?”\"’)]))(?:Image|Photo|Picture|File photo|Photograph|Credit|Photo credit|Image credit)s?: [A-Z@][^:!?\n]{1,80}\.?$"
)


def mark_blocks(article: Article) -> tuple[Block, ...]:
    """The blocks of the text, in order, without overlap. Text in no block is body."""
    text = article.text
    lines, wrapped = lines_of(text)
    if not lines:
        return ()
    out: list[Block] = []
    body = _head(article, lines, wrapped, out)
    first, listed = True, False
    for n, line in enumerate(lines[body:], body):
        done = out[-1].end if out else 0
        start, end = max(line.start, done), line.end
        start += len(text[start:end]) - len(text[start:end].lstrip())
        if start >= end:
            continue
        whole = text[start:end]
        kind = None if len(lines) == 1 else line_kind(whole)
        if kind is None and listed and not wrapped and _headline(whole):
            kind = "furniture"
        else:
            listed = kind == "furniture" and opens_list(whole)
        if kind is None and n >= len(lines) - TAIL_LINES and n > body and byline_names(whole):
            kind = "byline"
        if kind is None and is_date_line(whole) and len(lines) > 1 and (first or n == len(lines) - 1):
            kind = "dateline"
        if kind is not None:
            out.append(Block(start, end, kind))
            continue
        led = dateline(text, start, end, first) or agency_lead(text, start, end)
        if led:
            stop = start + len(text[start : led[0]].rstrip())
            if stop > start:
                out.append(Block(start, stop, "dateline" if text[start] != "(" else "credit"))
                start = led[0]
        first = False
        tail = _PHOTO_TAIL.search(text[start:end]) if len(whole) <= 400 else None
        if tail:
            middle = start + tail.start()
            if text[start:middle].strip():
                out.append(Block(start, start + len(text[start:middle].rstrip()), "caption"))
            out.append(Block(middle, end, "credit"))
            continue
        out.extend(Block(start + a, start + b, k) for a, b, k in inline_parts(text[start:end]))
    return tuple(out)


def _head(article: Article, lines: list[Line], wrapped: bool, out: list[Block]) -> int:
    """Mark the head of the text; the number of the first line that is not of it (or of which only the front is)."""
    text = article.text
    titled = False
    if article.title:
        end = title_end(text, lines[0].start, article.title)
        if end is not None:
            out.append(Block(lines[0].start, end, "title"))
            titled = True
    for n, line in enumerate(lines[:HEAD_LINES]):
        if out and line.start < out[-1].end:
            if line.end <= out[-1].end:
                continue
            return n
        following = lines[n + 1].text if n + 1 < len(lines) else None
        if following is not None:
            if is_date_line(line.text):
                out.append(Block(line.start, line.end, "dateline"))
                continue
            if same_names(line.text, article.byline) or byline_names(line.text):
                out.append(Block(line.start, line.end, "byline"))
                continue
            if (article.outlet and _same(line.text, article.outlet)) or _issuer(line.text):
                out.append(Block(line.start, line.end, "credit"))
                continue
            kind = line_kind(line.text)
            if kind:
                out.append(Block(line.start, line.end, kind))
                continue
            if dateline(text, line.start, line.end, True) is None and not titled and not wrapped and not article.title:
                if title_like(line.text, max((x.text for x in lines[n + 1 : n + 4]), key=len)):
                    out.append(Block(line.start, line.end, "title"))
                    titled = True
                    continue
        return n
    return min(len(lines), HEAD_LINES)


def _headline(line: str) -> bool:
    """A short line that does not end as sentences do."""
    return len(line) <= 140 and len(line.split()) >= 3 and line[-1] not in '.!?…:;,"”’)'


def _same(line: str, name: str) -> bool:
    """The outlet's name, with a place of one word behind it at most."""
    if not line.casefold().startswith(name.casefold()):
        return False
    return bool(re.fullmatch(r"\W*|\s*[-–—,|/(]\s*\w{2,20}\W*", line[len(name) :]))


def _issuer(line: str) -> bool:
    """A line that holds only an agency's name, with a place or a service behind it."""
    return len(line) <= 60 and bool(agencies_in(line)) and re.sub(r"\W", "", line) in {re.sub(r"\W", "", a) for a in _forms_of(line)}


def _forms_of(line: str) -> list[str]:
    return [p for name in agencies_in(line) for p in (name, f"The {name}", line if line.isupper() and len(line) <= 8 else name)]


def credit_of(article: Article, blocks: tuple[Block, ...]) -> str | None:
    """Whom the text is credited to: the agency of a dateline, else of a credit line or byline; None where nobody is named."""
    text = article.text
    for b in blocks:
        if b.kind in ("dateline", "credit"):
            behind = min(len(text), b.end + 40)
            led = dateline(text, b.start, behind, True) or agency_lead(text, b.start, behind)
            if led and led[1]:
                return led[1]
    for b in blocks:
        if b.kind == "byline":
            found = byline_names(text[b.start : b.end])
            if found and found[1]:
                return found[1]
        elif b.kind == "credit" and not _of_picture(text[b.start : b.end]):
            names = agencies_in(text[b.start : b.end])
            given = _GIVEN_BY.search(text, b.start, b.end)
            if names or given:
                return names[0] if names or given is None else given[1].strip()
    return next((a for name in article.byline for a in agencies_in(name)), None)


def completed(article: Article, blocks: tuple[Block, ...]) -> Article:
    """The article with what its own text says of it, where nothing else did: title, byline, date of publication, credit."""
    text = article.text
    title, byline, published, reason = article.title, article.byline, article.published, article.published_reason
    for b in blocks:
        words = text[b.start : b.end]
        if b.kind == "title" and title is None:
            title = " ".join(words.split())
        elif b.kind == "byline" and not byline:
            found = byline_names(words)
            byline = found[0] if found else ()
        elif b.kind == "dateline" and published is None:
            day = written(words)
            if day and not unusable(day):
                published, reason = day, "read from the date line of the text"
    if published is None:
        day = day_of_release(text[:600])
        if day and not unusable(day):
            published, reason = day, "the day of the title or date line, in the month of the release number"
    credit = article.credit if article.credit is not None else credit_of(article, blocks)
    if credit and article.outlet and credit == "".join(w[0] for w in article.outlet.split() if w[0].isupper()):
        credit = article.outlet  # an agency that publishes its own text signs it with its initials
    return replace(article, title=title, byline=byline, published=published, published_reason=reason, credit=credit)


def _of_picture(line: str) -> bool:
    return bool(re.search(r"\b(?:photo|image|picture|graphic|video|illustration|getty|via)\w*\b|/", line, re.I))
