"""Publication dates as they are written in metadata, and what makes one unusable."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

MONTHS = {
    m: i
    for i, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ), 1,
    )
    for m in names.split()
}  # fmt: skip
_MONTH = "(" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s\-]+{_MONTH}[\s,\-]+(\d{{4}}|\d{{2}}\b)", re.I)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})", re.I)
_ISO = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2}\b)?)?")
_CLOCK = re.compile(r"\b(\d{1,2})[:.](\d{2})(?::(\d{2}))?\s*([ap])?\.?(?:m\b\.?)?\s*(Z\b|UTC\b|GMT\b)?", re.I)
_NUMERIC = re.compile(r"\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")


def iso(value: str) -> str | None:
    """The ISO day or datetime that the value is, as it was written where it is one; RFC 2822 dates turn into ISO. None for others."""
    value = value.strip()
    try:
        datetime.fromisoformat(value)
        if len(value) >= 10 and value[4] == "-" and value[7] == "-":
            return value
    except ValueError:
        pass
    m = _ISO.match(value)
    if m:
        return _built(int(m[1]), int(m[2]), int(m[3]), *_time(m[4], m[5], m[6]), zone=m[7])
    try:
        return parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError):
        return None


def written(value: str, *, month_first: bool | None = None) -> str | None:
    """The date in words or figures ("24 October 2009 18:37", "March 4, 2003", "2021-12-01 07:20"), with its time where it has one.

    ``month_first`` says how 3/4/2020 is read; None leaves such a date alone, unless one of the numbers can be no month.
    """
    value = " ".join(value.split())
    found = iso(value)
    if found:
        return found
    m = _ISO.search(value)
    if m:
        return _built(int(m[1]), int(m[2]), int(m[3]), *_time(m[4], m[5], m[6]), zone=m[7])
    m = _MONTH_FIRST.search(value)
    if m:
        year, month, day = int(m[3]), MONTHS[m[1].lower()], int(m[2])
    else:
        m = _DAY_FIRST.search(value)
        if m:
            year, month, day = int(m[3]), MONTHS[m[2].lower()], int(m[1])
            if len(m[3]) == 2:
                year += 1900 if year > 60 else 2000
        else:
            m = _NUMERIC.search(value)
            if m is None:
                return None
            a, b, year = int(m[1]), int(m[2]), int(m[3])
            if a > 12 >= b or month_first is False:
                day, month = a, b
            elif b > 12 >= a or month_first:
                month, day = a, b
            else:
                return None
    clock = _CLOCK.search(value[: m.start()] + " " + value[m.end() :])
    if clock is None:
        return _built(year, month, day, None, None, None)
    hour = int(clock[1])
    if clock[4]:
        hour = hour % 12 + (12 if clock[4].lower() == "p" else 0)
    elif "." in clock[0]:
        return _built(year, month, day, None, None, None)
    return _built(year, month, day, hour, int(clock[2]), int(clock[3] or 0), zone="Z" if clock[5] else None)


def _time(hour: str | None, minute: str | None, second: str | None) -> tuple[int | None, int | None, int | None]:
    return (int(hour), int(minute or 0), int(second or 0)) if hour else (None, None, None)


def _built(
    year: int, month: int, day: int, hour: int | None, minute: int | None, second: int | None, *, zone: str | None = None
) -> str | None:
    try:
        if hour is None:
            return date(year, month, day).isoformat()
        text = datetime(year, month, day, hour, minute or 0, second or 0).isoformat()
    except ValueError:
        return None
    return text + ("" if zone is None else "Z" if zone == "Z" else zone if ":" in zone else f"{zone[:3]}:{zone[3:]}")


def unusable(published: str, today: date | None = None) -> str | None:
    """Why an ISO date is none that an article can have: it lies in the future (a day's grace for time zones), or before print."""
    day = date.fromisoformat(published[:10])
    today = today or datetime.now(UTC).date()
    if day > today + timedelta(days=1):
        return f"published {published} lies in the future"
    if day.year < 1600:
        return f"published {published} lies before there were newspapers"
    return None
