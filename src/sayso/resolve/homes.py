"""Where an outlet is at home: what a local paper leaves out, its readers know.

The home is read from the table of outlets (``gazetteer/data/outlets.tsv``) or from the outlet's name or domain: "hillsborogazette.com" is a
town and a word for a newspaper. Which of the towns of that name it is, the article's other places decide.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sayso.gazetteer import Entry, Gazetteer
from sayso.gazetteer.tables import outlet_rows
from sayso.gazetteer.words import WORDS
from sayso.record import Article

_LETTERS = re.compile(r"[^a-z]+")
_HOST = re.compile(r"^(?:https?://)?([^/:?#]+)", re.I)
#: endings that are sold to the whole world
_WORLDWIDE = frozenset("co tv me io ly fm am cc ws to ai la nu eu ms".split())
#: where an English paper of that name may be at home, if its address does not say
_ENGLISH = ("USA", "GBR", "CAN", "AUS", "IRL", "NZL", "IND", "ZAF", "PAK", "NGA", "KEN", "GHA", "PHL", "JAM")


@dataclass(frozen=True, slots=True)
class Home:
    """``name``: folded name of the outlet's town; ``entries``: the towns or areas it may be; ``country``: alpha-3, of its address."""

    name: str
    entries: tuple[Entry, ...]
    country: str | None


def home_of(article: Article, gazetteer: Gazetteer) -> Home | None:
    """The outlet's home; None where neither outlet nor address tells it."""
    host = _host(article.domain or article.url or (article.outlet if "." in (article.outlet or "") else None))
    found = _home(host, article.outlet if article.outlet and "." not in article.outlet else "", gazetteer)
    return found


def _host(address: str | None) -> str:
    if not address:
        return ""
    m = _HOST.match(address.strip())
    return m.group(1).casefold() if m else ""


@lru_cache(maxsize=4096)
def _home(host: str, outlet: str, gazetteer: Gazetteer) -> Home | None:
    labels = [x for x in host.split(".") if x not in ("www", "news", "web", "m")]
    country = None
    if labels:
        country = _country(labels.pop(), gazetteer)
        if labels and labels[-1] in ("co", "com", "org", "net", "ac", "gov") and len(labels) > 1:
            labels.pop()
    names = [_LETTERS.sub("", outlet.casefold())] if outlet else []
    names += [_LETTERS.sub("", x) for x in labels[::-1]]
    if len(labels) == 2:
        # "chronicle.augusta.com"
        names.append(_LETTERS.sub("", labels[1] + labels[0]))
    table = outlets()
    for name in names:
        row = table.get(name) or table.get(name.removeprefix("the"))
        if row is not None:
            place, admin1, iso3 = row
            entries = tuple(
                e for e in gazetteer.lookup(place) if e.country == iso3 and e.main and (not admin1 or _in(e, admin1, gazetteer))
            )
            if entries:
                return Home(place.casefold(), entries[:1], iso3)
    for name in names:
        for key in _places(name, gazetteer):
            entries = tuple(e for e in gazetteer.lookup_key(key) if e.feature[0] in "PA" and not e.is_country and e.main)
            local = tuple(e for e in entries if e.country == country) if country else ()
            if not local and country is None:
                local = tuple(e for e in entries if e.country == "USA") or tuple(e for e in entries if e.country in _ENGLISH)
            if local:
                return Home(key, local[:40], country)
    return Home("", (), country) if country else None


def _in(e: Entry, admin1: str, gazetteer: Gazetteer) -> bool:
    return any(a.code and e.code.startswith(a.code) for a in gazetteer.lookup(admin1) if a.feature == "A.ADM1")


def _country(ending: str, gazetteer: Gazetteer) -> str | None:
    if len(ending) != 2 or ending in _WORLDWIDE:
        return None
    area = gazetteer.area("GB" if ending == "uk" else ending.upper())
    return area.country if area else None


@lru_cache(maxsize=1)
def outlets() -> dict[str, tuple[str, str, str]]:
    """Letters of the outlet's name → (town, first-order area or "", country)."""
    return {_LETTERS.sub("", r.name.casefold()): (r.place, r.admin1, r.country) for r in outlet_rows()}


def _places(name: str, gazetteer: Gazetteer) -> list[str]:
    """Keys of the place names that, with words for newspapers, make up the whole of a name without blanks ("thehillsborogazette")."""
    n = len(name)
    if not 6 <= n <= 40:
        return []
    # best[i]: (number of segments, places) of name[:i]
    best: list[tuple[int, tuple[str, ...]] | None] = [None] * (n + 1)
    best[0] = (0, ())
    for i in range(n):
        here = best[i]
        if here is None:
            continue
        for j in range(i + 2, n + 1):
            part = name[i:j]
            if part in WORDS.newspaper:
                _better(best, j, (here[0] + 1, here[1]))
            elif len(part) >= 4 and len(here[1]) < 2:
                key = _key(part, gazetteer)
                if key:
                    _better(best, j, (here[0] + 2, (*here[1], key)))
    end = best[n]
    return list(end[1]) if end else []


def _better(best: list[tuple[int, tuple[str, ...]] | None], j: int, new: tuple[int, tuple[str, ...]]) -> None:
    old = best[j]
    if old is None or new[0] < old[0]:
        best[j] = new


def _key(part: str, gazetteer: Gazetteer) -> str | None:
    """The gazetteer's key of a name written without blanks, if a town of some size or an area has it."""
    for key in (part, *(f"{part[:k]} {part[k:]}" for k in range(2, len(part) - 2) if part[:k] in _FRONT or part[k:] in _BACK)):
        if any(e.main and e.feature[0] in "PA" and e.weight >= 2.6 for e in gazetteer.lookup_key(key)):
            return key
    return None


_FRONT = frozenset(
    "new los las san santa santo st saint fort ft mount mt north south east west el la le lake port grand great long palm cape".split()
)
_BACK = frozenset(
    "city falls springs beach rapids lake park hills county valley island heights bay creek grove river rock town bluff".split()
)
