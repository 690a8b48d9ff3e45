"""Title, byline, date, outlet and address of a page, each from the best of the places in which sites put them."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from htmldate import find_date

from sayso.ingest.bylines import clean_names
from sayso.ingest.datelines import is_date_line
from sayso.ingest.dates import iso, unusable, written
from sayso.ingest.fields import domain_of
from sayso.ingest.jsonld import Linked, read_jsonld
from sayso.ingest.markup import Element, marked, meta, words_of
from sayso.ingest.outlets import outlet_of

_SEPARATOR = re.compile(r"\s+(?:[|»·•‹›/~:]|::|[-–—]{1,2}|//|<<|>>)\s+|\s*(?:\||::|»|—)\s*|:\s+")
_DATE_META = (
    "article:published_time", "article:published", "og:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "pubdate",
    "publishdate", "publish-date", "publish_date", "publicationdate", "publication_date", "pub_date", "article.published", "articledate",
    "article_date_original", "date_published", "datecreated", "published_time", "published_at", "published-date", "rnews:datepublished",
    "cxenseparse:recs:publishtime", "bt:pubdate", "eomportal-firstpublication", "originalpublicationdate", "ptime", "displaydate", "date",
    "vr:published_time", "shareaholic:article_published_time", "gen_date", "created", "prism.publicationdate", "citation_publication_date",
)  # fmt: skip
_AUTHOR_META = (
    "parsely-author", "sailthru.author", "byl", "author", "article:author", "article:author_name", "dc.creator", "dcterms.creator",
    "dc.contributor", "og:article:author", "authors", "article.author", "cxenseparse:author", "rnews:author", "citation_author",
    "shareaholic:article_author_name", "twitter:creator:name", "dcsext.author", "og:author", "creator",
)  # fmt: skip
_SITE_META = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "cre",
    "al:android:app_name",
    "publisher",
    "copyright",
)
_GENERIC = re.compile(
    r"(?:home|home ?page|news|article|articles|story|untitled(?: document)?|index|page|blog|latest|error|search|menu|login|subscribe)", re.I
)
_MONTHISH = re.compile(r"\d.*(?:19|20)\d\d|(?:19|20)\d\d.*\d")
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/\-]?(0[1-9]|1[0-2]|[a-z]{3})[/\-]?(0[1-9]|[12]\d|3[01])(?:/|-|$|\.)")


def fold(text: str | None) -> str:
    """Letters and digits only, in small letters: what two spellings of a title or name have in common."""
    return re.sub(r"[\W_]+", "", (text or "").casefold())


@dataclass
class Page:
    """A parsed page and what is read from it; everything is worked out when it is asked for."""

    tree: Element
    given_url: str | None = None

    @cached_property
    def meta(self) -> dict[str, list[str]]:
        """<meta> values by name."""
        return meta(self.tree)

    @cached_property
    def linked(self) -> Linked:
        """The page's JSON-LD."""
        kind = 'contains(translate(@type, "LDJSON", "ldjson"), "ld+json")'
        return read_jsonld([s.text_content() for s in self.tree.xpath(f"//script[{kind}]")])

    @cached_property
    def url(self) -> str | None:
        """The article's own address: never that of the site's front page."""
        canonical = [e.get("href") or "" for e in self.tree.xpath('//link[translate(@rel, "CANOIL", "canoil")="canonical"]')]
        for value in (*canonical, *self.meta.get("og:url", []), self.linked.url or "", *self.meta.get("twitter:url", [])):
            if re.match(r"https?://[^/]+/.*\w", value.strip()) and " " not in value.strip():
                return value.strip()
        return self.given_url

    @cached_property
    def headings(self) -> list[Element]:
        """Elements that may hold the headline, in the order of the page."""
        found = [e for e in self.tree.iter("h1") if words_of(e)]
        for e in self.tree.iter("h2", "h3", "div", "span", "p", "td"):
            if (e.get("itemprop") == "headline" or marked(e, "title")) and 8 <= len(words_of(e)) <= 250 and not e.xpath(".//h1|.//p"):
                found.append(e)
        return found[:12]

    @cached_property
    def head_title(self) -> str:
        """The text of <title>."""
        el = self.tree.find(".//head/title")
        if el is None:
            el = self.tree.find(".//title")
        return words_of(el) if el is not None else ""

    @cached_property
    def title(self) -> str | None:
        """The headline, without the site's name."""
        shares = [
            x for k in ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "title") for x in self.meta.get(k, [])
        ]
        said = [x for x in (self.linked.headline, *shares[:3]) if x and not _GENERIC.fullmatch(x)]
        heads = [words_of(e) for e in self.headings]
        first = [h for h in (words_of(e) for e in self.tree.iter("h1")) if h and len(h) <= 300 and not _GENERIC.fullmatch(h)]
        rivals = [*said, self.head_title]
        agreed = self._without_site(said[0], heads) if said else ""
        if first and len(said) > 1 and self.linked.headline and all(fold(self._without_site(x, heads)) == fold(agreed) for x in said[:2]):
            return agreed  # two of three (JSON-LD, OpenGraph, the page's own heading) have the same words
        for h in first:
            if not self._is_site(h) and any(_alike(h, r) for r in rivals):
                return self._without_site(h, said)
        for h in heads[len(first) :]:
            if len(h.split()) >= 3 and fold(h) and any(fold(h) in fold(r) for r in rivals):
                return self._without_site(h, said)
        for x in said:
            return self._without_site(x, heads)
        if first and not self._is_site(first[0]) and len(first[0].split()) >= 2:
            return first[0]
        if self.head_title and not self._masthead_only(self.head_title):
            cut = self._without_site(self.head_title, heads)
            if cut and not self._is_site(cut):
                return cut
        return self._largest()

    def _largest(self) -> str | None:
        """The headline of a page without headings: its largest print (<font size>, <b> alone in its line) that is not the masthead."""
        best: tuple[int, str] | None = None
        for e in self.tree.iter("font", "big", "center", "h2"):
            size = int(e.get("size")) if (e.get("size") or "").isdigit() else 3 if e.tag == "h2" else 0
            text = words_of(e)
            if size >= 3 and 3 <= len(text.split()) <= 25 and not self._is_site(text) and fold(text) not in fold(self.head_title):
                if written(text) is None and (best is None or size > best[0]):
                    best = (size, text)
        return best[1] if best else None

    def _masthead_only(self, title: str) -> bool:
        return bool(
            re.search(r"\b(?:online(?: edition)?|home ?page|front page|website|e-?paper)\s*$", title, re.I)
        ) and not _SEPARATOR.search(title)

    @cached_property
    def _site_names(self) -> list[str]:
        names = [x for k in _SITE_META[:4] for x in self.meta.get(k, [])]
        names += [x for x in (self.linked.publisher, self.linked.site, outlet_of(domain_of(self.url))) if x]
        return names

    def _is_site(self, text: str) -> bool:
        """True where the text is the site's name, or its domain."""
        folded = re.sub(r"^the", "", fold(text))
        if not folded:
            return True
        for name in self._site_names:
            known = re.sub(r"^the", "", fold(name))
            if known and (
                folded == known
                or re.sub(r"(?:com|org|net|couk|news|online)$", "", folded) == re.sub(r"(?:com|org|net|couk|news|online)$", "", known)
            ):
                return True
        host = (domain_of(self.url) or "").rsplit(".", 1)[0]
        host = re.sub(r"\.(?:co|com|org|net|ac|gov)$", "", host)
        host = fold(host.rsplit(".", 1)[-1])
        stem = re.sub(r"(?:com|org|net|couk|news|online)$", "", folded)
        return bool(host) and (folded == host or (len(stem) > 2 and (stem == host or stem == re.sub(r"(?:news|online)$", "", host))))

    def _without_site(self, title: str, heads: list[str]) -> str:
        """The title without a site's name, a section or a slogan at either end."""
        title = title.strip()
        if any(fold(h) == fold(title) for h in heads):
            for piece in (title.rpartition(" | ")[2], title.rpartition(" - ")[2]):
                if piece != title and self._is_site(piece):
                    break
            else:
                return title
        changed = True
        while changed:
            changed = False
            cuts = [(m.start(), m.end()) for m in _SEPARATOR.finditer(title)]
            if not cuts:
                break
            for start, end in (cuts[-1], cuts[0]):
                front, tail = title[:start].strip(), title[end:].strip()
                if not front or not tail:
                    continue
                if self._is_site(tail) or (fold(front) and any(fold(h) == fold(front) for h in heads)):
                    title, changed = front, True
                    break
                if self._is_site(front) or (fold(tail) and any(fold(h) == fold(tail) for h in heads)):
                    title, changed = tail, True
                    break
                sep = title[start:end].strip()
                if (start, end) == cuts[-1] and len(front.split()) >= 3 and len(tail.split()) <= 5 and fold(title) == fold(self.head_title):
                    if sep in ("|", "»", "::", "·", "•", "—") or (sep in ("-", "–", ":", "--") and self._name_like(tail)):
                        title, changed = front, True
                        break
        return title

    def _name_like(self, tail: str) -> bool:
        words = tail.split()
        return all(w[0].isupper() or w.lower() in ("the", "of", "and", "on") or not w[0].isalpha() for w in words) or "." in tail.strip(".")

    @cached_property
    def outlet(self) -> str | None:
        """The outlet's name: as the page calls itself, else by its domain, its <title> or its masthead."""
        for name in (*self.meta.get("og:site_name", []), self.linked.publisher, self.linked.site, *self.meta.get("dc.publisher", [])):
            if name and 2 <= len(name) <= 70 and not name.startswith(("http", "@")) and not _GENERIC.fullmatch(name):
                front, _, slogan = name.partition(" | ") if " | " in name else name.partition(" - ")
                return front.strip() if len(slogan.split()) >= 3 else name
        known = outlet_of(domain_of(self.url))
        if known:
            return known
        for key in ("application-name", "dcterms.publisher", "publisher", "apple-mobile-web-app-title"):
            for name in self.meta.get(key, []):
                if 2 <= len(name) <= 50 and not name.startswith("http"):
                    return name
        if self.title and self.head_title and fold(self.head_title) != fold(self.title):
            for m in reversed(list(_SEPARATOR.finditer(self.head_title))):
                front, tail = self.head_title[: m.start()].strip(), self.head_title[m.end() :].strip()
                if fold(front) == fold(self.title) and 1 <= len(tail.split()) <= 7:
                    return tail
                if fold(tail) == fold(self.title) and 1 <= len(front.split()) <= 7:
                    return front
        return self._masthead()

    def _masthead(self) -> str | None:
        """The first words of the page, where they read as a name: capitals, a few words, not the title, not a menu."""
        body = self.tree.find(".//body")
        if body is None:
            return None
        for el in body.iter():
            if not isinstance(el.tag, str) or el.tag in ("script", "style", "a", "li", "nav", "time", "title"):
                continue
            text = " ".join((el.text or "").split())
            if not text:
                continue
            name = re.split(r"\s+[–—|-]\s+", text)[0].strip()
            if fold(name) == fold(self.title) or (el.tag in ("h1", "p") and len(name.split()) > 6):
                return None
            capital = [w for w in name.split() if w[0].isupper()]
            if (
                1 < len(name.split()) <= 6
                and len(capital) >= len(name.split()) - 2
                and name[0].isupper()
                and not written(name)
                and name[-1] not in ".:?!"
            ):
                return name
            return None
        return None

    @cached_property
    def published(self) -> str | None:
        """The date of publication, ISO, with its time and offset where the page says them."""
        found = self._given_date()
        seen = self._seen_date()
        if found and len(found) == 10 and seen and len(seen) > 10 and seen[:10] == found:
            return seen
        return found or seen or self._url_date() or self._guessed_date() or self._date_above()

    def _given_date(self) -> str | None:
        values = [self.linked.published] if self.linked.published else []
        values += [x for k in _DATE_META for x in self.meta.get(k, [])[:1]]
        best = None
        for value in values:
            day = _usable(iso(value) or written(value, month_first=None))
            if day and best is None:
                best = day
            elif day and best and len(best) == 10 and len(day) > 10 and day[:10] == best:
                return day
        return best

    def _seen_date(self) -> str | None:
        """The date that readers see: <time>, a title attribute, a line by its class or beside the headline."""
        for el in self.tree.iter("time", "abbr", "span", "p", "div"):
            for attr in ("datetime", "data-datetime", "data-timestamp", "data-published"):
                day = _usable(iso(el.get(attr) or "")) if el.get(attr) else None
                if day and not _is_update(el):
                    return day
            if el.tag != "time" and el.get("title") and len(el.get("title")) <= 40:
                day = _usable(iso(el.get("title")))
                if day:
                    return day
            if el.get("itemprop") == "datePublished":
                day = _usable(written(el.get("content") or words_of(el)))
                if day:
                    return day
        american = self._american
        for el in self.tree.iter("time", "span", "p", "div", "li", "td", "font", "i", "em", "small", "b", "center", "h4", "h5", "h6"):
            if el.tag not in ("time", "font", "i", "em", "small", "center") and not marked(el, "date") and not self._near_title(el):
                continue
            text = words_of(el)
            if 6 <= len(text) <= 140 and _MONTHISH.search(text) and not self._in_foot(el) and not re.search(r"©|copyright", text, re.I):
                text = (
                    re.split(r"\b(?:updated|modified)\b", text, flags=re.I)[0]
                    if not re.match(r"\W*(?:updated|modified)", text, re.I)
                    else text
                )
                day = _usable(written(text, month_first=american))
                if day and (el.tag == "time" or len(text) <= 90):
                    return day
        return None

    def _guessed_date(self) -> str | None:
        """htmldate's answer by the page's markup alone; its search through the whole text would take a date out of the story."""
        try:
            found = find_date(copy.deepcopy(self.tree), extensive_search=False, original_date=True)
        except Exception:  # it is a guess at best, and no page is lost for it
            return None
        return _usable(found)

    def _date_above(self) -> str | None:
        """A date that stands alone above the story's first paragraph: the masthead's, where nothing better is there."""
        for el in self.tree.iter("div", "p", "span", "td", "font", "b", "li", "h4", "h5"):
            text = " ".join((el.text or "").split())
            if len(text) > 150:
                return None
            if 8 <= len(text) <= 60 and is_date_line(text):
                return _usable(written(text, month_first=self._american))
        return None

    def _near_title(self, el: Element) -> bool:
        """True for a line that is not story: short, and beside or above the headline."""
        heads = self.headings[:2] if self.headings else []
        parent = el.getparent()
        return any(
            parent is not None and (h.getparent() is parent or (h.getparent() is not None and h.getparent().getparent() is parent))
            for h in heads
        )

    @cached_property
    def _american(self) -> bool | None:
        """Whether 3/4/2020 is March 4: by language tag and domain; day first where nothing says otherwise."""
        language = (self.tree.get("lang") or "").lower() + " ".join(self.meta.get("og:locale", [])).lower()
        return "us" in re.split(r"[-_ ]", language)[1:] if language else False

    def _in_foot(self, el: Element) -> bool:
        for a in el.iterancestors():
            if a.tag in ("footer", "aside", "nav") or re.search(
                r"foot|sidebar|comment|related|widget|rail|event", " ".join((a.get("class") or "", a.get("id") or "")), re.I
            ):
                return True
        return False

    def _url_date(self) -> str | None:
        m = _URL_DATE.search(self.url or "")
        if not m:
            return None
        try:
            month = m[2] if m[2].isdigit() else f"{datetime.strptime(m[2], '%b').month:02d}"
        except ValueError:
            return None
        return _usable(iso(f"{m[1]}-{month}-{m[3]}"))

    @cached_property
    def byline(self) -> tuple[str, ...]:
        """The authors' names."""
        site = self.outlet
        linked = tuple(dict.fromkeys(n for a in self.linked.authors for n in clean_names(a, site, any_case=True)))
        if linked:
            return linked
        for key in _AUTHOR_META:
            values = [v for v in self.meta.get(key, []) if not v.startswith(("http", "/", "@"))]
            names = tuple(dict.fromkeys(n for v in values for n in clean_names(v, site, any_case=True)))
            if names:
                return names
        for label, data in (("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")):
            if "writ" in " ".join(self.meta.get(label, ["written"])).lower():
                names = tuple(n for v in self.meta.get(data, [])[:1] for n in clean_names(v, site))
                if names:
                    return names
        return self._seen_byline(site)

    def _seen_byline(self, site: str | None) -> tuple[str, ...]:
        for xpath in ('//*[@rel="author"]', '//*[contains(@itemprop, "author")]'):
            names = tuple(
                dict.fromkeys(n for e in self.tree.xpath(xpath)[:6] if not self._in_foot(e) for n in clean_names(words_of(e), site))
            )
            if names:
                return names
        for el in self.tree.iter("p", "div", "span", "a", "address", "li", "td", "h3", "h4", "h5", "h6"):
            if marked(el, "byline") and not self._in_foot(el):
                text = words_of(el)
                if 3 <= len(text) <= 160:
                    names = clean_names(_latin_part(text), site)
                    if names and (len(names[0].split()) > 1 or re.match(r"\W*by\b", text, re.I)):
                        return names
        for el in self.tree.iter("p", "div", "span", "font", "i", "em", "b", "strong", "td"):
            if len(el) > 3 or self._in_foot(el):
                continue
            text = " ".join((el.text or "").split()) if el.tag in ("font", "td") else words_of(el)
            m = re.match(r"(?:By|BY|by|Words:|Text:|From our correspondent|Posted (?:on [\d/.\-]+ )?by)\s+(?=[A-ZÀ-Þ])", text)
            if m and len(text) <= 120:
                names = clean_names(text, site)
                if names and len(names[0].split()) > 1 and sum(len(n) for n in names) > 0.3 * (len(text) - m.end()):
                    return names
        return self._reporters(site)

    def _reporters(self, site: str | None) -> tuple[str, ...]:
        """Whom a closing credit line names: "(Reporting by Ann Marlow in Dun; Editing by Jo Dane)"."""
        for el in reversed(list(self.tree.iter("p", "div", "span", "i", "em"))):
            text = words_of(el) if len(el) <= 3 else ""
            m = re.match(r"\W*Reporting by ([^;()]{4,120})", text)
            if m and len(text) <= 300:
                return clean_names(m[1], site)
        return ()

    @cached_property
    def language(self) -> str | None:
        """The language that the page says it is in."""
        return self.tree.get("lang") or self.linked.language or next(iter(self.meta.get("og:locale", [])), None)


def _usable(day: str | None) -> str | None:
    """The date, where an article can have it."""
    return day if day and not unusable(day) and day[:4] > "1980" else None


def _is_update(el: Element) -> bool:
    about = " ".join(
        (el.get("class") or "", el.get("itemprop") or "", el.getparent().get("class") or "" if el.getparent() is not None else "")
    )
    return bool(re.search(r"modif|updat", about, re.I)) and not re.search(r"publish", about, re.I)


def _alike(a: str, b: str) -> bool:
    """True where two titles are one, worded a little differently."""
    x, y = fold(a), fold(b)
    if not x or not y:
        return False
    if x in y or y in x:
        return len(x) >= 6 or x == y
    p, q = (set(re.findall(r"\w{3,}", t.casefold())) for t in (a, b))
    return bool(p and q) and len(p & q) >= 0.4 * min(len(p), len(q))


def _latin_part(text: str) -> str:
    return "".join(c for c in text if ord(c) < 0x590 or c in "’‘“”–—·•|").strip()
