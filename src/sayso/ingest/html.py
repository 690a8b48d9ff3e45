"""HTML pages: the article's text and what the page says of it."""

from __future__ import annotations

from sayso.errors import InputError
from sayso.ingest.fields import Fields
from sayso.ingest.mainbody import story_of
from sayso.ingest.markup import parse_page
from sayso.ingest.metadata import Page


def extract(page: str, source: str, place: str | None = None, url: str | None = None) -> tuple[str, Fields]:
    """(text, fields) of a page: the headline, then the paragraphs of the story, blank lines between them.

    Raises InputError where the page holds no article.
    """
    tree = parse_page(page)
    if tree is None:
        raise InputError(source, "no article found in the page", place)
    found = Page(tree, url)
    paragraphs = story_of(found)
    if not paragraphs:
        raise InputError(source, "no article found in the page", place)
    title = found.title
    text = "\n\n".join([title, *paragraphs] if title else paragraphs)
    published = found.published
    reason = None if published else "the page names no publication date"
    return text, Fields(None, found.url, title, found.outlet, found.byline, published, reason, found.language)
