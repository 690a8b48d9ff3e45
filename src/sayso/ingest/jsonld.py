"""What a page's JSON-LD says of its article (schema.org)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_ARTICLES = frozenset(
    "article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle backgroundnewsarticle reviewnewsarticle "
    "askpublicnewsarticle satiricalarticle advertisercontentarticle liveblogposting blogposting socialmediaposting report "
    "scholarlyarticle techarticle discussionforumposting".split()
)
_PAGES = frozenset(("webpage", "itempage", "videoobject", "newsvideo", "podcastepisode"))
_CONTROL = re.compile(r"[\x00-\x1f]")
_TAG = re.compile(r"<[^<>]{1,400}>")


@dataclass(frozen=True, slots=True)
class Linked:
    """The article as its JSON-LD has it."""

    headline: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    publisher: str | None = None
    site: str | None = None
    url: str | None = None
    body: str | None = None
    language: str | None = None


def read_jsonld(scripts: list[str]) -> Linked:
    """The article of the scripts' objects; of several the first that is most of an article. Broken scripts are passed over."""
    nodes = [n for s in scripts for n in _nodes(_parse(s))]
    by_id = {n["@id"]: n for n in nodes if isinstance(n.get("@id"), str) and len(n) > 2}
    ranked = sorted((_rank(n), i) for i, n in enumerate(nodes) if _rank(n) < 9)
    site = next((_text(n.get("name")) for n in nodes if "website" in _types(n)), None)
    if not ranked:
        owner = next((_text(n.get("name")) for n in nodes if _types(n) & {"newsmediaorganization"}), None)
        return Linked(site=site, publisher=owner)
    node = nodes[ranked[0][1]]
    found = Linked(
        headline=_text(node.get("headline")) or (_text(node.get("name")) if _types(node) & _ARTICLES else None),
        authors=tuple(dict.fromkeys(_names(node.get("author") or node.get("creator"), by_id))),
        published=_text(node.get("datePublished")) or _text(node.get("dateCreated")),
        publisher=next(iter(_names(node.get("publisher"), by_id)), None),
        site=site,
        url=_url(node.get("url")) or _url(node.get("mainEntityOfPage")),
        body=_body(node.get("articleBody")),
        language=_text(node.get("inLanguage")),
    )
    if not (_types(node) & _ARTICLES):  # a page or a video: its name is no headline to trust over the page's own
        return Linked(None, found.authors, found.published, found.publisher, site, found.url, None, found.language)
    return found


def _parse(script: str) -> Any:
    script = re.sub(
        r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)\s*$",
        "",
        script.strip(),
    )
    for attempt in (script, _CONTROL.sub(" ", script), re.sub(r",\s*([}\]])", r"\1", _CONTROL.sub(" ", script)), html.unescape(script)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for v in value:
            yield from _nodes(v, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement", "item", "isPartOf", "author", "publisher"):
            if key in value and isinstance(value[key], (dict, list)):
                yield from _nodes(value[key], depth + 1)


def _types(node: dict[str, Any]) -> set[str]:
    value = node.get("@type")
    values = value if isinstance(value, list) else [value]
    return {str(v).rsplit("/", 1)[-1].lower() for v in values if v}


def _rank(node: dict[str, Any]) -> int:
    """0 for a news article with a headline and a date, more for less, 9 for what is none."""
    types = _types(node)
    if types & _ARTICLES:
        return 3 - (bool(node.get("headline"))) - (bool(node.get("datePublished"))) - (bool(node.get("author")))
    return 5 if types & _PAGES and node.get("datePublished") else 9


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if not isinstance(value, str):
        return None
    text = " ".join(html.unescape(_TAG.sub("", html.unescape(value))).split())
    return text or None


def _body(value: Any) -> str | None:
    if isinstance(value, list):
        value = "\n\n".join(v for v in value if isinstance(v, str))
    if not isinstance(value, str) or not value.strip():
        return None
    text = re.sub(r"(?i)<(?:/p|br\s*/?|/div|/h\d|/li)>", "\n", html.unescape(value))
    lines = [" ".join(x.split()) for x in _TAG.sub("", text).split("\n")]
    return "\n\n".join(x for x in lines if x) or None


def _url(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@id") or value.get("url")
    return value if isinstance(value, str) and value.startswith(("http://", "https://")) else None


def _names(value: Any, by_id: dict[str, dict[str, Any]]) -> Iterator[str]:
    for v in value if isinstance(value, list) else [value]:
        if isinstance(v, dict):
            if "name" not in v and isinstance(v.get("@id"), str):
                v = by_id.get(v["@id"], v)
            name = v.get("name")
            if isinstance(name, list):
                yield from _names(name, by_id)
                continue
            v = name
        text = _text(v)
        if text and not text.startswith(("http://", "https://")):
            yield text
