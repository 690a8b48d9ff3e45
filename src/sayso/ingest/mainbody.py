"""The story in a page: what is marked as something else is taken out, trafilatura finds the rest, its tree becomes paragraphs."""

from __future__ import annotations

import copy
import logging
import re

import trafilatura

from sayso.ingest.datelines import is_date_line
from sayso.ingest.markup import Element, class_pattern, classes, drop_pattern, words_of
from sayso.ingest.metadata import Page, fold

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)

#: parts with more than this share of the page's paragraphs are never taken out by their class name
LARGEST_SHARE = 0.3
#: where more than this share of the paragraphs was taken out in all, the untouched page is read too, and twice the text wins
MUCH = 0.4
#: less text than this (characters) makes the other ways of finding a story worth a try
LITTLE = 250
_CONTAINERS = (
    "div",
    "section",
    "aside",
    "p",
    "ul",
    "ol",
    "span",
    "figure",
    "figcaption",
    "table",
    "blockquote",
    "form",
    "footer",
    "h2",
    "h3",
    "h4",
    "amp-ad",
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*$")
#: "HERALD REPORTER", "Staff Writer": a byline that names nobody
_DESK = re.compile(
    r"(?:By\s+)?(?:[A-Z][\w.&’']*\s+){0,4}"
    r"(?:REPORTERS?|CORRESPONDENTS?|STAFF|(?i:staff (?:writers?|reporters?)|web desk|news desk|newsroom))"
)
_BY_LINE = re.compile(r"(?:by|words:|text:)\s", re.I)


def story_of(page: Page) -> list[str]:
    """The paragraphs of the story, in order; empty where the page holds none."""
    tree = copy.deepcopy(page.tree)
    _unfold_layout(tree, page.title)
    _keep_one_article(tree, page.title)
    removed = _take_out(tree)
    found = _paragraphs(tree)
    size = sum(map(len, found))
    if size < LITTLE or removed > MUCH:
        again = _paragraphs(copy.deepcopy(page.tree))
        if sum(map(len, again)) > 2 * size:
            found, size = again, sum(map(len, again))
    linked = page.linked.body
    if linked and (size < LITTLE or size < 0.4 * len(linked)) and len(linked) > size:
        found = linked.split("\n\n")
    return _trimmed(found, page)


def _keep_one_article(tree: Element, title: str | None) -> None:
    """In a page that goes on with further articles, leave only the one with the headline."""
    articles = [a for a in tree.iter("article") if a.find(".//p") is not None]
    if len(articles) < 2 or not title:
        return
    main = next((a for a in articles if any(fold(words_of(h)) == fold(title) for h in a.iter("h1", "h2"))), None)
    if main is None or sum(len(words_of(p)) for p in main.iter("p")) < 200:
        return
    around = set(main.iterancestors()) | set(main.iterdescendants())
    for other in articles:
        if other is not main and other not in around and (other.find(".//h1") is not None or other.find(".//h2") is not None):
            _remove(other)


def _unfold_layout(tree: Element, title: str | None) -> None:
    """In a page laid out by tables, keep the cell with the headline of each row and make divisions of the tables around it."""
    wanted = fold(title)
    if not wanted:
        return
    head = next((e for e in tree.iter("h1", "h2", "h3", "font", "b", "p", "td", "span", "div") if fold(e.text_content()) == wanted), None)
    if head is None:
        return
    for el in list(head.iterancestors()):
        if el.tag in ("td", "tr", "tbody", "table"):
            if el.tag == "td":
                for other in list(el.itersiblings("td")) + list(el.itersiblings("td", preceding=True)):
                    _remove(other)
            el.tag = "div"
    for el in [e for e in tree.iter("td", "th") if e.find(".//p") is not None and len(e.findall(".//p")) > 2]:
        for part in [el, *el.iterancestors()]:
            if part.tag in ("td", "th", "tr", "tbody", "table"):
                part.tag = "div"
            elif part.tag == "body":
                break


def _take_out(tree: Element) -> float:
    """Take out what is marked as no part of the story; the share of the paragraphs that went."""
    body = tree.find(".//body")
    if body is None:
        return 0.0
    total = sum(len(words_of(p)) for p in body.iter("p")) or len(words_of(body)) or 1
    drop, related = class_pattern("drop"), drop_pattern("related")
    mostly = (drop_pattern("comments"), drop_pattern("consent"))
    removed = 0.0
    for el in list(body.iter(*_CONTAINERS)):
        if el.getparent() is None or not _attached(el, body):
            continue
        if el.tag == "figcaption" or (el.tag == "p" and _only_link(el)):
            _remove(el)
        elif (names := classes(el)) and el.find(".//h1") is None:
            marks = [c for c in names if drop.fullmatch(c)]
            if not marks or (all(map(related.fullmatch, marks)) and el.find(".//a") is None and el.tag != "a" and len(words_of(el)) > 60):
                continue  # nothing, or a "teaser" that links to nothing: an introduction
            most, share = 0.6 if any(p.fullmatch(c) for p in mostly for c in marks) else LARGEST_SHARE, _share(el, total)
            if share <= most:
                removed += share if el.find(".//p") is not None or el.tag == "p" else 0.0
                _remove(el)
    for img in list(body.iter("img", "amp-img", "picture")):
        _captioned(img)
    return removed


def _share(el: Element, total: int) -> float:
    inside = len(words_of(el)) if el.tag == "p" else sum(len(words_of(p)) for p in el.iter("p")) or len(words_of(el))
    return inside / total


def _attached(el: Element, body: Element) -> bool:
    return any(a is body for a in el.iterancestors())


def _only_link(p: Element) -> bool:
    """A paragraph that is nothing but a link to another story."""
    links = [a for a in p.iter("a") if a.get("href")]
    if len(links) != 1:
        return False
    text, link = words_of(p), words_of(links[0])
    return len(link.split()) >= 4 and len(link) >= 0.95 * len(text) and not _SENTENCE_END.search(text)


def _captioned(img: Element) -> None:
    """Take out a picture's part where all its words are a caption: small print beside the picture, no paragraph."""
    part = img.getparent()
    if (
        part is None
        or part.tag not in ("div", "p", "td", "center", "span")
        or part.find(".//p") is not None
        or part.find(".//h1") is not None
    ):
        return
    if (part.text or "").strip() or any((c.tail or "").strip() for c in part):
        return
    if all(c.tag in ("img", "amp-img", "picture", "br", "i", "em", "small", "a", "source") or not isinstance(c.tag, str) for c in part):
        if 0 < len(words_of(part)) <= 300:
            _remove(part)


def _remove(el: Element) -> None:
    """Take the element out; the text behind it stays."""
    parent = el.getparent()
    if parent is None:
        return
    if el.tail:
        before = el.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + " " + el.tail
        else:
            parent.text = (parent.text or "") + " " + el.tail
    parent.remove(el)


def _paragraphs(tree: Element) -> list[str]:
    try:
        doc = trafilatura.bare_extraction(tree, favor_precision=True, include_comments=False, with_metadata=False)
    except Exception:
        return []
    if doc is None or isinstance(doc, dict) or doc.body is None:
        return []
    out: list[str] = []
    for el in doc.body:
        _lines(el, out)
    return [x for x in (" ".join(p.split()) for p in out) if x]


def _lines(el: Element, out: list[str]) -> None:
    """The paragraphs of an element of trafilatura's tree: blocks and line breaks begin new ones."""
    if not isinstance(el.tag, str) or el.tag in ("graphic", "figure"):
        if el.tail and el.tail.strip():
            out.append(el.tail)
        return
    if el.tag == "row":
        out.append(" ".join(words_of(c) for c in el))
        return
    current = [el.text or ""]
    for child in el:
        if child.tag in ("p", "list", "item", "head", "quote", "table", "row", "cell", "lb", "code", "div", "graphic"):
            out.append("".join(current))
            current = [child.tail or ""]
            if child.tag != "lb":
                tail, child.tail = child.tail, None
                _lines(child, out)
                child.tail = tail
        else:
            current.append("".join(child.itertext()))
            current.append(child.tail or "")
    out.append("".join(current))
    if el.tail and el.tail.strip():
        out.append(el.tail)


def _outlet_line(paragraph: str, outlet: str | None) -> bool:
    """The masthead or the imprint: the outlet's name, alone or with a motto or an address behind a dash."""
    outlet = re.sub(r"\s*\([^()]*\)\s*$", "", outlet or "")
    if not outlet or len(paragraph) > 120 or not paragraph.casefold().startswith(outlet.casefold()):
        return False
    return bool(re.match(r"\W*$|\s*[-–—|:·]\s", paragraph[len(outlet) :])) and not _SENTENCE_END.search(paragraph)


def _trimmed(paragraphs: list[str], page: Page) -> list[str]:
    """Without the headline, byline and date that stand above the story."""
    title = fold(page.title)
    names = {fold(n) for n in page.byline}
    out: list[str] = []
    for p in paragraphs:
        if len(out) < 3:
            bare = fold(re.sub(r"^\W*by\s+", "", p, flags=re.I))
            if (title and fold(p) == title) or bare in names or is_date_line(p):
                continue
            if len(p) < 120 and not _SENTENCE_END.search(p) and any(n in fold(p) for n in names):
                if _BY_LINE.match(p) or len(fold(p)) - sum(len(n) for n in names if n in fold(p)) <= 30:
                    continue
            if _outlet_line(p, page.outlet) or _DESK.fullmatch(p):
                continue
        out.append(p)
    while out and _outlet_line(out[-1], page.outlet):
        out.pop()
    return out
