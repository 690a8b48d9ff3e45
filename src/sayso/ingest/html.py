"""HTML pages: the article's text and what the page says of it."""

from __future__ import annotations

import trafilatura

from sayso.errors import InputError
from sayso.ingest.fields import Fields


def decode_page(data: bytes, source: str) -> str:
    """The page's text. Raises InputError where the bytes are no text."""
    if b"\0" in data[:4096]:
        raise InputError(source, "binary, not a page")
    return data.decode("utf-8", "replace")


def extract(page: str, source: str, place: str | None = None, url: str | None = None) -> tuple[str, Fields]:
    """(text, fields) of a page. Raises InputError where no article can be found."""
    doc = trafilatura.bare_extraction(page, favor_precision=True, with_metadata=True)
    if doc is None or isinstance(doc, dict) or not doc.text:
        raise InputError(source, "no article found in the page", place)
    return doc.text, Fields(title=doc.title, published=doc.date)
