"""What is known of an article apart from its text, from whatever named it: a JSONL row, a page's metadata, the command line."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sayso.errors import InputError
from sayso.ingest.dates import iso, unusable, written
from sayso.ingest.language import foreign, is_english_code
from sayso.ingest.outlets import outlet_of
from sayso.record import Article


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the caller says of articles that do not say it themselves, and the most characters that one may have."""

    published: str | None = None
    outlet: str | None = None
    max_chars: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Fields:
    """An article's fields as found. ``published`` is ISO, or None with ``published_reason``."""

    id: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    published_reason: str | None = None
    language: str | None = None


def domain_of(url: str | None) -> str | None:
    """The host of a web address in lower case, without ``www.``; None for anything else."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    return re.sub(r"^(?:www\d?|amp|m|mobile)\.(?=[^.]+\.)", "", host.lower().rstrip("."))


def article_id(fields: Fields, source: str, text: str) -> str:
    """The id that came in, else the address, else a hash of source name and text."""
    if fields.id:
        return fields.id
    if fields.url:
        return fields.url
    return "a" + hashlib.sha256(f"{source}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()[:20]


def make_article(text: str, fields: Fields, source: str, defaults: Defaults, place: str | None = None) -> Article:
    """The article. Raises InputError where it cannot be one: its date lies in the future, its text is not English."""
    published, reason = fields.published, fields.published_reason
    if published is None and defaults.published is not None:
        published, reason = defaults.published, "given for all articles"
    if published is not None:
        wrong = unusable(published)
        if wrong:
            raise InputError(source, wrong, place)
    language = foreign(text)
    if language is not None:
        raise InputError(source, f"not English (looks like {language}), skipped", place)
    declared = fields.language
    if declared and not is_english_code(declared) and len(text.split()) < 12:
        raise InputError(source, f"not English (said to be {declared}), skipped", place)
    domain = domain_of(fields.url)
    return Article(
        id=article_id(fields, source, text),
        text=text,
        source=source,
        url=fields.url,
        outlet=fields.outlet or outlet_of(domain) or defaults.outlet,
        domain=domain,
        title=fields.title,
        byline=fields.byline,
        published=published,
        published_reason=reason or (None if published else "no publication date given"),
        language="en",
    )


def from_row(row: dict[str, Any], source: str, place: str) -> Fields:
    """The fields of a JSONL row; other keys are passed over. Raises InputError where a field is of the wrong type."""

    def text(key: str) -> str | None:
        value = row.get(key)
        if value is None:
            return None
        if key == "id" and isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if not isinstance(value, str):
            raise InputError(source, f"{key} is no string", place)
        return value if value.strip() else None

    by = row.get("byline")
    if isinstance(by, str):
        names: tuple[str, ...] = (by,) if by.strip() else ()
    elif by is None:
        names = ()
    elif isinstance(by, list) and all(isinstance(n, str) for n in by):
        names = tuple(n for n in by if n.strip())
    else:
        raise InputError(source, "byline is neither a string nor a list of strings", place)
    given = text("published")
    published = written(given) if given else None
    reason = f"{given!r} is no date" if given and published is None else None
    return Fields(text("id"), text("url"), text("title"), text("outlet"), names, published, reason, text("language"))


def checked_date(value: str) -> str | None:
    """The ISO form of a date on the command line, or None."""
    return iso(value)
