"""JSONL: one article a line, as an object with ``text`` or ``html`` and what is known of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from sayso.errors import InputError
from sayso.ingest.fields import Defaults, Fields, from_row, make_article
from sayso.ingest.inputs import read_lines
from sayso.ingest.text import check_text
from sayso.record import Article

#: the most bytes that a line may have: the longest text in the most wasteful escapes, or a page
MOST_BYTES = 32_000_000


def articles_of_jsonl(stream: BinaryIO, source: str, defaults: Defaults, on_error: Callable[[InputError], None]) -> Iterator[Article]:
    """The articles of the rows, in order. A row that cannot be one goes to ``on_error``, with its line; empty lines are passed over."""
    for number, line in read_lines(stream, source, MOST_BYTES):
        place = f"line {number}"
        try:
            if line is None:
                raise InputError(source, f"more than {MOST_BYTES:,} bytes in one line, too large for one article", place)
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if not line.strip():
                continue
            yield _article(_row(line, source, place), source, place, defaults)
        except InputError as e:
            on_error(e)


def _row(line: bytes, source: str, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as e:
        raise InputError(source, f"not UTF-8: byte 0x{line[e.start]:02x} at {e.start}", place) from None
    except json.JSONDecodeError as e:
        raise InputError(source, f"not JSON: {e.msg.lower()} at character {e.pos + 1}", place) from None
    except (ValueError, RecursionError) as e:
        raise InputError(source, f"not JSON that can be read: {e}", place) from None
    if not isinstance(row, dict):
        raise InputError(source, "not a JSON object", place)
    return row


def _article(row: dict[str, Any], source: str, place: str, defaults: Defaults) -> Article:
    text, html = row.get("text"), row.get("html")
    fields = from_row(row, source, place)
    if text is None and isinstance(html, str):
        from sayso.ingest.html import extract

        text, found = extract(html, source, place, url=fields.url)
        fields = _over(fields, found)
    elif text is None:
        raise InputError(source, "neither text nor html", place)
    if not isinstance(text, str):
        raise InputError(source, "text is no string", place)
    check_text(text, source, defaults.max_chars, place)
    return make_article(text, fields, source, defaults, place)


def _over(given: Fields, found: Fields) -> Fields:
    """What the row gives wins over what its page says."""
    own = {k: getattr(given, k) for k in ("id", "url", "title", "outlet", "byline", "published", "language") if getattr(given, k)}
    if given.published or (given.published_reason and not found.published):
        own["published_reason"] = given.published_reason
    return replace(found, **own)
