"""From inputs to articles: every format, ids that no two share, and each failure told once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from sayso.errors import InputError
from sayso.ingest.fields import Defaults, Fields, make_article
from sayso.ingest.inputs import Input, open_bytes, read_all, sniff
from sayso.ingest.jsonl import articles_of_jsonl
from sayso.ingest.text import check_text, decode_text
from sayso.record import Article

#: the most bytes that a page may have
MOST_PAGE = 32_000_000


def read_articles(
    inputs: Iterable[Input], defaults: Defaults, on_error: Callable[[InputError], None], *, distinct: bool = True
) -> Iterator[Article]:
    """The articles of the inputs, in order; what cannot be read goes to ``on_error`` and the rest goes on.

    ``distinct``: an id that came in before gets ``#2``, ``#3`` … (off where a second version of an article is to keep its id).
    """
    seen: dict[str, int] = {}
    taken: set[str] = set()
    for item in inputs:
        for article in _of_input(item, defaults, on_error):
            if distinct:
                key = article.id
                while key in taken:
                    seen[article.id] = seen.get(article.id, 1) + 1
                    key = f"{article.id}#{seen[article.id]}"
                taken.add(key)
                if key != article.id:
                    article = replace(article, id=key)
            yield article


def _of_input(item: Input, defaults: Defaults, on_error: Callable[[InputError], None]) -> Iterator[Article]:
    try:
        with open_bytes(item) as stream:
            kind = item.format
            if kind is None:
                head = stream.peek(65_536) if hasattr(stream, "peek") else b""
                kind = sniff(head)
            if kind == "jsonl":
                yield from articles_of_jsonl(stream, item.source, defaults, on_error)
            elif kind == "html":
                yield _of_page(read_all(stream, item.source, MOST_PAGE), item.source, defaults)
            else:
                text = decode_text(read_all(stream, item.source, 4 * defaults.max_chars), item.source, defaults.max_chars)
                yield make_article(text, Fields(), item.source, defaults)
    except InputError as e:
        on_error(e)


def _of_page(data: bytes, source: str, defaults: Defaults) -> Article:
    from sayso.ingest.decode import decode_page
    from sayso.ingest.html import extract

    text, fields = extract(decode_page(data, source), source)
    check_text(text, source, defaults.max_chars)
    return make_article(text, fields, source, defaults)
