"""Origins: on whose word the reports of an incident rest, and which reports rest on the same.

Copies of one text are one origin, whomever the text quotes; texts credited to one agency are one origin; of any other text the
sources that it quotes on the incident are origins, the same source in many outlets once. An outlet's own telling counts as an origin
only where the outlet attributes the incident to nobody: a lead in the outlet's voice above "police said" rests on the police.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sayso.link.digest import Digest, EventDigest, VoiceDigest
from sayso.link.terms import fold
from sayso.record_incidents import Origin

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_ARTICLE = re.compile(r"^(?:the|an?|its|their|his|her)\s+", re.I)


@cache
def table() -> dict[str, frozenset[str]]:
    """The word lists of data/origins.toml, by name."""
    text = resources.files("sayso.link").joinpath("data/origins.toml").read_text(encoding="utf-8")
    return {k: frozenset(v) for k, v in tomllib.loads(text).items()}


def plain(name: str | None) -> str:
    """A voice's name for comparison: folded, without article and white space."""
    return _ARTICLE.sub("", " ".join((name or "").casefold().split()))


def is_agency(name: str | None) -> bool:
    """Whether a name is a news agency's."""
    said = plain(name).strip("()[]. ")
    return said in table()["agencies"] or said.endswith((" press agency", " news agency", " newswire", " wire service"))


def agency_in(credit: str | None) -> str | None:
    """The agency that a credit line names: "(AFP)", "By Reuters staff", "Source: AP"."""
    words = _WORD.findall(credit or "")
    for size in (3, 2, 1):
        for i in range(len(words) - size + 1):
            said = " ".join(words[i : i + size])
            if said.casefold() in table()["agencies"] and (size > 1 or said[0].isupper()):
                return said
    return None


def name_words(name: str | None) -> frozenset[str]:
    """Words of a name by which a voice is found among the parties."""
    return frozenset(fold(w) for w in _WORD.findall(plain(name)))


def _among(name: str | None, parties: Sequence[frozenset[str]]) -> bool:
    said = name_words(name)
    return bool(said) and any(p and (said <= p or p <= said) for p in parties)


def kind_of(voice: VoiceDigest, parties: Sequence[frozenset[str]]) -> str:
    """The kind of origin a voice is. ``parties``: words of the names of those who did it, or are said to have.

    Police, a hospital, a ministry, an army are authorities, unless they are such a party here; whom an armed group or party speaks
    through is one always.
    """
    words, role = name_words(voice.name), name_words(voice.role)
    lists = table()
    if voice.kind == "document":
        return "document"
    if is_agency(voice.name):
        return "agency"
    if voice.sector in lists["party_sectors"] or _among(voice.name, parties) or _among(voice.body, parties):
        return "party"
    if voice.kind == "outlet":
        return "outlet"
    if words & lists["witness"] and voice.sector not in lists["authority_sectors"]:
        return "witness"
    if voice.sector in lists["authority_sectors"] or (words | role) & lists["authority"]:
        return "authority"
    return "unknown"


#: statuses of events that speak against an incident: they have no part in what it rests on
_AGAINST = ("denied", "negated")


@dataclass(frozen=True, slots=True)
class Sourced:
    """Origins of an incident, and the origin of each of its events that has one (a denial and a negation have none)."""

    origins: tuple[Origin, ...]
    of: dict[str, str]


def _own(digest: Digest, group: tuple[str, ...], digests: Mapping[str, Digest]) -> tuple[str, str, str | None]:
    """(key, kind, name) of an article's own telling: the agency it is credited to, else the first outlet that had the text."""
    first = min((digests[a] for a in group if a in digests), key=lambda d: (d.published or "9999", d.article), default=digest)
    credits = sorted({c for a in group if a in digests and (c := agency_in(digests[a].credit))})
    if credits:
        return f"agency:{plain(credits[0])}", "agency", credits[0]
    if is_agency(first.outlet):
        return f"agency:{plain(first.outlet)}", "agency", first.outlet
    name = first.credit if len(group) > 1 and first.credit else first.outlet
    return f"text:{first.article}" if len(group) > 1 or not name else f"outlet:{plain(name)}", "outlet", name


def _id(key: str) -> str:
    return "o" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def text_id(group: Sequence[str]) -> str:
    """The id of the origin of a group of copies: named for its smallest article."""
    return _id(f"text:{min(group)}")


def speaker(e: EventDigest) -> VoiceDigest | None:
    """Whose word an event's telling rests on: the innermost named voice that is not the publishing outlet."""
    return e.chain[0] if len(e.chain) > 1 and plain(e.chain[0].name) else None


def find_origins(
    events: Sequence[EventDigest], digests: Mapping[str, Digest], texts: Mapping[str, tuple[str, ...]], parties: Sequence[frozenset[str]]
) -> Sourced:
    """The origins of an incident's events. ``texts``: article → the articles that carry its text, itself included; ``parties``: as of
    ``kind_of``."""
    asserted = [e for e in events if e.status not in _AGAINST] or list(events)
    voices: dict[str, list[VoiceDigest]] = defaultdict(list)  # article -> whom it quotes on the incident
    for e in asserted:
        voice = speaker(e)
        if voice is not None:
            voices[e.article].append(voice)
    articles: dict[str, set[str]] = defaultdict(set)
    what: dict[str, tuple[str, str | None]] = {}
    of: dict[str, str] = {}
    texts_of: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for e in asserted:
        group = texts.get(e.article, (e.article,))
        key, kind, name = _own(digests[e.article], group, digests)
        if len(group) == 1 and kind != "agency":
            voice = speaker(e)
            quoted = {plain(v.name): v for v in reversed(voices[e.article])}
            if voice is None and len(quoted) > 1:
                continue  # the outlet's own words rest on several sources, each an origin by its own events
            voice = voice or next(iter(quoted.values()), None)
            if voice is not None:
                kind, name = kind_of(voice, parties), voice.name
                key = f"{kind if kind in ('agency', 'outlet') else 'voice'}:{plain(name)}"
        articles[key].add(e.article)
        texts_of[key].add(group)
        what.setdefault(key, (kind, name))
        of[e.id] = key
    ids = {k: _id(k) for k in articles}
    out = []
    for key in sorted(articles, key=lambda k: (-len(articles[k]), k)):
        kind, name = what[key]
        out.append(
            Origin(ids[key], kind, name, tuple(sorted(articles[key])), _why(key, kind, name, len(articles[key]), len(texts_of[key])))
        )
    return Sourced(tuple(out), {e: ids[k] for e, k in of.items()})


def _why(key: str, kind: str, name: str | None, articles: int, texts: int) -> str:
    said = name or "one unnamed text"
    if key.startswith("voice:"):
        return f"{said} is quoted by {articles} articles" if articles > 1 else f"one article quotes {said}"
    if articles == 1:
        return f"told by {said} itself" if not key.startswith("agency:") else f"one article rests on {said}"
    if texts == 1:
        return f"{articles} articles carry one text of {said}"
    return f"{articles} articles rest on {said}"
