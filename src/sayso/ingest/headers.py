"""The head of an article: its title, byline and who is credited, where they stand in the text."""

from __future__ import annotations

import re

from sayso.ingest.agencies import agencies_in, agency

_FOLD = str.maketrans("’‘“”–—", "''\"\"--")
_PART = r"(?:[A-ZÀ-Þ][\w.’'\-]*|(?:de|da|del|della|der|di|dos|du|la|le|van|von|bin|ibn|al|el|ten|ter|y)(?=\s)|[Dd]['’][A-Z]\w+)"
_PERSON = rf"{_PART}(?:\s+{_PART}){{0,4}}"
_AND = r"\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s*;\s*)"
_NOT_NAMES = (
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)\b|The\s+(?:Time|End|Way)\b)"
)
_BY = re.compile(
    rf"[Bb][Yy]:?\s+{_NOT_NAMES}(?P<names>(?:[Tt]he\s+)?{_PERSON}(?:{_AND}(?:the\s+)?{_PERSON})*)"
    r"(?P<rest>\s*(?:[,|/•·–—-]|\s(?:in|for|of|at)\s|\s\().{0,100})?\s*\.?"
)
_WRITTEN_BY = re.compile(
    rf"(?:[Ww]ritten|[Pp]osted|[Rr]eported|[Pp]ublished|[Ff]rom|[Ss]tory|[Tt]ext)\s+by:?\s+(?P<names>{_PERSON}(?:{_AND}{_PERSON})*)\s*\.?"
)
_ROLE = (
    r"(?:staff|senior|special|chief|political|foreign|diplomatic|crime|education|health|national|world|news|defen[cs]e|security|associate|"
    r"contributing|business|sports?|middle east|africa|asia|europe|us|uk|washington|our)?\s*(?:staff\s*)?"
    r"(?:writers?|reporters?|correspondents?|editors?|bureau chief|contributors?|columnists?|producer|journalists?)"
)
_ROLE_LINE = re.compile(
    rf"(?P<names>{_PERSON}(?:{_AND}{_PERSON})*)\s*[,|–—-]?\s*(?:[A-Z][\w.&’' ]{{1,40}}[, ]\s*)?\b(?i:{_ROLE})(?:\s*[,|–—-].{{0,60}})?\.?"
)
_ENDS = (".", "!", "?", '"', "'", "”", "’", ")", "»", "…")
#: most characters of a line that can be a title
LONGEST_TITLE = 200


def title_end(text: str, start: int, title: str) -> int | None:
    """Where the title ends when the text from ``start`` on begins with it, letter by letter; punctuation and spaces may differ."""
    want = [c for c in title.casefold() if c.isalnum()]
    if not want:
        return None
    at, k, n = start, 0, len(text)
    while at < n and k < len(want):
        folded = text[at].casefold()
        if any(c.isalnum() for c in folded):
            for c in folded:
                if k >= len(want) or c != want[k]:
                    return None
                k += 1
        at += 1
    if k < len(want):
        return None
    if at < n and text[at].isalnum():
        return None
    stop = at
    while at < n and not text[at].isspace() and not text[at].isalnum():
        at += 1
    closed = at > stop and any(c in ".!?…:" for c in text[stop:at])
    rest = re.match(r"[ \t]*", text[at:])
    behind = at + (rest.end() if rest else 0)
    if at < n and text[at].isalnum():  # "Title.Text", "Title-based"
        return at if text[at - 1] in ".!?" else None
    if behind >= n or text[behind] in "\n\r\x85\u2028\u2029" or closed or title.rstrip().endswith(("?", "!", ".")):
        return at
    return at if re.match(r"[-–—|]\s", text[behind:]) else None


def title_like(line: str, following: str | None) -> bool:
    """True where a first line reads as a headline: not long, not ended as sentences end, and followed by text that is longer."""
    if following is None or len(line.split()) < 2 or len(line) > LONGEST_TITLE:
        return False
    last = line.rstrip()[-1]
    if last in ",:;-–—" or line[0] in "([•*-–—" or line[0].islower():
        return False
    if line.rstrip().endswith(_ENDS) and last not in "?!\"'”’)":
        return False
    if last in "\"'”’)" and line.rstrip(" \"'”’)").endswith((".", ",")):
        return False
    return len(following) > 40 or len(following) > len(line)


def byline_names(line: str) -> tuple[tuple[str, ...], str | None] | None:
    """(names, agency behind them) where the line is a byline, else None."""
    if len(line) > 160:
        return None
    m = _BY.fullmatch(line) or _WRITTEN_BY.fullmatch(line) or _ROLE_LINE.fullmatch(line)
    if not m:
        return None
    if m.re is _ROLE_LINE and not 2 <= len(re.split(_AND, m["names"])[0].split()) <= 4:
        return None
    names, agencies = [], []
    for name in re.split(_AND, m["names"]):
        name = re.sub(r"^(?:[Tt]he)\s+", "", name.strip())
        if agency(name):
            agencies.append(agency(name))
        elif name and not re.fullmatch(_ROLE, name, re.I):
            names.append(name)
    if m.re is _BY and m["rest"] and re.search(r"[a-z]{3,}\s+[a-z]{3,}\s+[a-z]{3,}", m["rest"]):
        return None  # "By Monday, the rebels had left": the rest is a sentence
    behind = agencies_in(m["rest"]) if m.re is _BY and m["rest"] else []
    return tuple(names), next((a for a in (*agencies, *behind) if a), None)


def same_names(line: str, byline: tuple[str, ...]) -> bool:
    """True where the line holds the names of the byline and hardly anything else."""
    if not byline or len(line) > 200:
        return False
    rest = line.translate(_FOLD).casefold()
    for name in byline:
        folded = name.translate(_FOLD).casefold()
        if folded not in rest:
            return False
        rest = rest.replace(folded, " ")
    return len(re.sub(r"\b(?:by|and|the|staff|reporter|writer|for|in|from|correspondent|editor)\b|\W", "", rest)) <= 12
