"""Datelines: where, when and by whom a report was filed, in front of its first sentence; and lines that hold only a date."""

from __future__ import annotations

import calendar
import re

from sayso.ingest.agencies import agency
from sayso.ingest.dates import MONTHS

_MONTH = "(?:" + "|".join(sorted((m.capitalize() for m in MONTHS), key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"
_YEAR = r"(?:(?:19|20)\d\d|’\d\d|'\d\d|\d\d)"
_DAY = rf"(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s*[,.]?\s*(?:19|20)\d\d)?|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:\s*,?\s*{_YEAR})?)"
_DATE = rf"(?:{_WEEKDAY},?\s+)?(?:{_DAY}|(?:19|20)\d\d-\d\d-\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.](?:19|20)?\d\d)"
_DASH = r"(?:\s+(?:-{1,3}|[–—―−\x96\x97])|\s*(?:--|—|[-–\x96\x97](?=\s)))(?=\s|\[|[\"“‘'A-Z\d$£€])\s*"
_CAPITALS = r"(?:[A-ZÀ-Þ][A-ZÀ-Þ.’'\-]+|[A-Z]\.)(?:[ /](?:[A-ZÀ-Þ][A-ZÀ-Þ.’'\-]+|de|la|al|el|du|of|upon)){0,4}"
_NAME = r"[A-ZÀ-Þ][\w.’'\-]+(?: (?:[A-ZÀ-Þ][\w.’'\-]*|de|la|las|los|al|el|du|of|the|upon|do|da|dos)){0,4}"
_REGION = rf"(?:,\s*{_NAME}){{0,2}}"
_MIXED = rf"{_NAME}(?:\s\({_NAME}\))?"
_PAREN = r"\s*\((?P<by>[^()\n]{2,60})\)"
_BRACKETS = (
    r"(?:\[[^\[\]]{2,240}\]\s*)*\[(?:Text|Report|Excerpts?|Interview|Communique|Editorial|Commentary|"
    r"Announcement|Speech|[^\[\]]{2,80}report)[^\[\]]{0,80}\]\s*"
)

#: "KABUL, Afghanistan, March 4 (Reuters) - ", "LA CROSSE, Wis. — ", "OMAHA -- "
_UPPER = re.compile(rf"(?P<place>{_CAPITALS}{_REGION})(?:,?\s*(?P<date>{_DATE}))?(?:{_PAREN})?,?{_DASH}(?:{_BRACKETS})?")
#: "Bogota, 9 Jan 90 (Efe) -- [Text] ": in small letters a date or an agency must show that it is one
_LOWER = re.compile(
    rf"(?P<place>{_MIXED}{_REGION})(?:,?\s*(?P<date>{_DATE})\s*(?:{_PAREN})?|{_PAREN.replace('by', 'by2')})\s*,?{_DASH}(?:{_BRACKETS})?"
)
#: "KABUL, Afghanistan (Jan. 25, 2013)" with a dash, or at the end of its line
_DATED = re.compile(rf"(?P<place>{_CAPITALS}{_REGION})\s*\((?:{_DATE})\)(?:{_DASH}|\s*(?=[\n\r\u2028\u2029])|\s*$|\s+(?=[A-Z]))")
#: "(Reuters) - ", "(CNN) -- "
_ONLY_AGENCY = re.compile(rf"\((?P<by>[^()\n]{{2,60}})\){_DASH}")
#: "ISLAMABAD: "
_COLON = re.compile(rf"(?P<place>{_CAPITALS}{_REGION})\s*:\s+(?=[A-Z“\"‘'])")
#: a later paragraph that opens with capitals and a colon: the text is an interview or a list, and its first label no place
_LABELLED = re.compile(r"[\n\r\u2028]\s*[A-ZÀ-Þ][A-ZÀ-Þ.’'\- ]+:\s")
_LABELS = frozenset(
    "ANALYSIS ALERT AUDIO BACKGROUND BREAKING CORRECTED CORRECTION COLUMN COMMENTARY DEVELOPING EDITORIAL EXCLUSIVE EXPLAINER FACTBOX "
    "FEATURE GALLERY INTERACTIVE INTERVIEW JUST IN LATEST LISTEN LIVE MAP MORE NEWS NOTE OPINION PHOTOS PICTURES POLL PROFILE QUESTION "
    "QUIZ READ RECAP RELATED REPORT REVEALED REVIEW SPECIAL SPORT TIMELINE TRANSCRIPT UPDATE UPDATED URGENT VIDEO VIDEOS WARNING WATCH "
    "WIRE WRAPUP BRIEF FACT CHECK A Q ABSTRACT SUMMARY SOURCE CONTACT WHO WHAT WHEN WHERE WHY HOW PHOTO IMAGE MEMO TO FROM RE".split()
)
#: "2010-06-CA-043": a numbered release names its year and month
_RELEASE = re.compile(r"(?<![\w-])((?:19|20)\d\d)-(0[1-9]|1[0-2])-[A-Z]{1,4}-\d{1,4}\b")
#: "June 14: " at the head of a line, "(June 14)" in a dateline
_DAY_OF = re.compile(rf"(?:^|[\n\r\u2028\u2029(])\s*(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?=\s*[:).,])")
_DATE_LINE = re.compile(
    rf"(?:(?:this |the )?(?:article |story )?(?:was )?(?:first |last |originally )?"
    rf"(?:published|posted|updated|modified|created|filed|issued|released|on)\s*(?:at|on|:)?\s*)?"
    rf"(?:\d{{1,2}}[:.]\d\d\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{{2,4}}|\([^)]{{2,14}}\))?\s*[,|]?\s*(?:on\s+)?)?{_DATE}"
    r"(?:\s*[,|–—\-·•]?\s*(?:at\s+)?\d{1,2}(?:[:.]\d\d){1,2}\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,5}|\([^)]{2,14}\))?)?"
    r"(?:\s*[,|;(–—\-·•]?\s*(?:last\s+)?(?:updated|modified|published)\b.{0,60})?\s*\.?",
    re.I,
)


def dateline(text: str, start: int, end: int, first: bool) -> tuple[int, str | None] | None:
    """(end of the dateline, whose report it is) where a paragraph ``text[start:end]`` opens with one.

    ``first``: the paragraph is the first of the story, where less is asked of a dateline.
    """
    window = text[start : min(end, start + 400)]
    for pattern in (_DATED, _UPPER, _LOWER):
        m = pattern.match(window)
        if m and _is_place(m["place"]) and start + m.end() <= end:
            by = next((m[g] for g in ("by", "by2") if g in pattern.groupindex and m[g]), None)
            if pattern is _LOWER and not m["date"] and not agency(by or ""):
                continue
            if pattern is _UPPER and not first and not (m["date"] or by):
                continue
            return start + m.end(), _credited(by)
    if first:
        m = _COLON.match(window)
        if (
            m
            and _is_place(m["place"])
            and end - start - m.end() >= 60
            and not _LABELLED.search(text, end)
            and not _common(m["place"], text)
        ):
            return start + m.end(), None
    return None


def agency_lead(text: str, start: int, end: int) -> tuple[int, str] | None:
    """(end, agency) where the paragraph opens with only an agency in parentheses and a dash."""
    m = _ONLY_AGENCY.match(text, start, min(end, start + 80))
    name = agency(m["by"]) if m else None
    return (m.end(), name) if m and name else None


def day_of_release(head: str) -> str | None:
    """ISO day of a numbered release: year and month of its number ("2010-06-CA-043"), day of its title or dateline ("June 14: …") where
    the months agree; None where either is missing."""
    number = _RELEASE.search(head)
    if number is None:
        return None
    for m in _DAY_OF.finditer(head):
        month = MONTHS.get(m["month"].rstrip(".").lower())
        if month == int(number[2]) and 1 <= int(m["day"]) <= calendar.monthrange(int(number[1]), month)[1]:
            return f"{number[1]}-{number[2]}-{int(m['day']):02d}"
    return None


def is_date_line(line: str) -> bool:
    """True where the line holds a date of publication and nothing else."""
    return len(line) <= 120 and bool(_DATE_LINE.fullmatch(line))


def _is_place(place: str) -> bool:
    words = re.split(r"[\s,/]+", place)
    return words[0].rstrip(".") not in _LABELS and len(re.sub(r"\W", "", words[0])) > 1 and not re.fullmatch(_WEEKDAY, words[0], re.I)


def _common(label: str, text: str) -> bool:
    """True where the label is too long for a place's name, or one of its words stands in the text in small letters."""
    words = re.findall(r"\w{3,}", label)
    return len(label) > 40 or any(re.search(rf"\b{w.lower()}", text) for w in words)


def _credited(by: str | None) -> str | None:
    if not by:
        return None
    by = by.strip()
    if re.fullmatch(rf"(?:{_DATE}|{_WEEKDAY})", by, re.I):
        return None
    return agency(by) or (by if not re.search(r"\d", by) or len(by) < 30 else None)
