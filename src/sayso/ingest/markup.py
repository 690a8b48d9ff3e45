"""Class names and ids by which pages mark their parts (data/markup.toml), and small helpers over the parsed page."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from lxml import html as lxml_html

Element = Any


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    table: dict[str, dict[str, list[str]]] = tomllib.loads(resources.files("sayso.ingest").joinpath("data/markup.toml").read_text("utf-8"))
    return table


def _compiled(globs: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(g).replace(r"\*", ".*") for g in globs), re.I)


@cache
def class_pattern(section: str) -> re.Pattern[str]:
    """One expression for all words of a section; matched against one class name at a time (fullmatch)."""
    return _compiled([g for words in _table()[section].values() for g in words])


@cache
def drop_pattern(group: str) -> re.Pattern[str]:
    """One expression for one group of what is dropped."""
    return _compiled(_table()["drop"][group])


def classes(el: Element) -> list[str]:
    """The element's class names and its id."""
    return f"{el.get('class') or ''} {el.get('id') or ''}".split()


def marked(el: Element, section: str) -> bool:
    """True where one of the element's class names is of the section."""
    p = class_pattern(section)
    return any(p.fullmatch(c) for c in classes(el))


def parse_page(page: str) -> Element | None:
    """The page's tree, or None where there is none."""
    page = re.sub(r"^\s*<\?xml[^>]*\?>", "", page).replace("\0", "")
    if not page.strip():
        return None
    try:
        tree = lxml_html.document_fromstring(page)
    except Exception:
        return None
    return tree if tree is not None and len(tree) else None


def elements(tree: Element, *tags: str) -> Iterator[Element]:
    """Elements with one of the tags, in the order of the page."""
    yield from tree.iter(*tags)


def words_of(el: Element) -> str:
    """The element's text, white space squashed; without scripts and styles."""
    parts: list[str] = []
    _collect(el, parts)
    return " ".join("".join(parts).split())


def _collect(el: Element, parts: list[str]) -> None:
    if not isinstance(el.tag, str) or el.tag in ("script", "style", "noscript", "template", "svg"):
        return
    if el.text:
        parts.append(el.text)
    if el.tag == "br":
        parts.append(" ")
    for child in el:
        _collect(child, parts)
        if child.tail:
            parts.append(child.tail)


def meta(tree: Element) -> dict[str, list[str]]:
    """The page's <meta> values by name, property or itemprop in lower case; several in order."""
    out: dict[str, list[str]] = {}
    for el in tree.iter("meta"):
        value = " ".join((el.get("content") or el.get("value") or "").split())
        if value:
            for attr in ("property", "name", "itemprop", "http-equiv"):
                for key in (el.get(attr) or "").lower().split():
                    out.setdefault(key, []).append(value)
    return out
