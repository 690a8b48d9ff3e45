"""What linking needs to know of a reading, and no more: one Digest an article, one EventDigest an event.

Digests are what the store keeps for linking: links are a function of digests alone.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from sayso.link.actors import actor_id
from sayso.link.copies import Fingerprint, ordinal, shingle_keys, text_words
from sayso.link.kin import stem
from sayso.link.terms import Terms, fold, terms_from_dict, terms_of
from sayso.record import Article, Entity, Event, Mention, Place, Reading, Span, Time, Voice, to_dict

_WORD = re.compile(r"[^\W_]+")
#: words of a name that tell no party from another: articles, possessives and titles
_TITLES = frozenset(
    "a an of its their his her our my this that these those the mr mrs ms dr sir president prime minister general colonel captain major "
    "lieutenant sergeant senator governor judge king queen prince princess sheikh pope secretary chief spokesman spokeswoman "
    "spokesperson".split()
)


#: kinds of entity that a spokesman or a fighter belongs to
_BODIES = frozenset({"organization", "group", "country"})
#: what follows or stands before a count that is taken out of a larger one, or comes on top of it
_PART = re.compile(
    r"(?:\banother|\ba further|\ban additional)\s*$|^\s*(?:(?:more|further|additional|extra)\b|"
    r"(?:[\w-]+\s+){0,2}?of (?:them\b|(?:the|those|whom)\s+(?:[\w-]+\s+){0,3}?(?:dead|victims?|killed|wounded|injured|casualties|whom|"
    r"(?:people|those|persons)\s+(?:who\s+)?(?:were\s+|had been\s+)?(?:wounded|injured|hurt))\b))",
    re.I,
)
#: characters from the start within which a full date is taken for the article's own
_TOP = 400
#: characters from the start whose places say where the story plays
_LEAD = 700


@dataclass(frozen=True, slots=True)
class PartyDigest:
    """A party of an event. ``words``: folded words of its name without titles, sorted, by which parties are compared.

    ``body``: the named organization, group or country that a party without a name belongs to ("its fighters").
    """

    name: str
    kind: str
    words: tuple[str, ...]
    named: bool
    country: str | None = None
    sector: str | None = None
    actor: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class SiteDigest:
    """A resolved or unresolved place of an event."""

    name: str | None
    geonameid: int | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    feature: str | None
    precision: str | None


@dataclass(frozen=True, slots=True)
class CountDigest:
    """A figure of an event. ``part``: the words around it say that it is taken out of, or comes on top of, a larger one."""

    kind: str
    low: int | None
    high: int | None
    span: Span
    part: bool = False


@dataclass(frozen=True, slots=True)
class VoiceDigest:
    """A voice of the chain, innermost first. ``role``: what its entity is; ``body``: whom it speaks for."""

    kind: str
    name: str | None
    sector: str | None = None
    role: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class EventDigest:
    """One event as linking sees it. ``start``/``end``: ordinals of the days it covers; ``rank``: 0 for the article's first event.

    ``words``: folded content words of the clause; ``dated``: the day was read from the text rather than taken from publication.
    """

    id: str
    article: str
    trigger: Span
    lemma: str
    text: str
    type: str
    mode: str | None
    polarity: str
    modality: str
    status: str
    frame: str
    rank: int
    site: SiteDigest | None
    start: int | None
    end: int | None
    dated: bool
    actors: tuple[PartyDigest, ...]
    recipients: tuple[PartyDigest, ...]
    weapons: tuple[str, ...]
    figures: tuple[CountDigest, ...]
    chain: tuple[VoiceDigest, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Digest:
    """One article as linking sees it.

    ``day``: ordinal of publication, else of the date at the top of the text; ``days``: single days that the text names; ``provinces``:
    where the lead's places lie. ``serial``: tells this very object from every other of the process, however alike.
    """

    article: str
    outlet: str | None
    published: str | None
    day: int | None
    title: str | None
    credit: str | None
    text_key: str
    keys: tuple[int, ...]
    length: int
    terms: Terms
    events: tuple[EventDigest, ...]
    days: tuple[int, ...] = ()
    provinces: tuple[str, ...] = ()
    serial: int = field(default_factory=count().__next__, init=False, repr=False)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values; of the terms only the heaviest."""
        row = {f.name: getattr(self, f.name) for f in dataclasses.fields(self) if f.init}
        row["terms"] = self.terms.top
        row["events"] = [to_dict(e) for e in self.events]
        return row


def _body(entity: Entity | None, entities: dict[str, Entity]) -> str | None:
    """The name of the body that an entity belongs to."""
    body = entities.get(entity.affiliation or "") if entity else None
    if body is None or not body.name or body.kind not in _BODIES or not any(c.isupper() for c in body.name):
        return None
    return " ".join(body.name.split())


def _voice(v: Voice, entities: dict[str, Entity]) -> VoiceDigest:
    entity = entities.get(v.entity or "")
    return VoiceDigest(
        v.kind, v.name, entity.sector if entity else None, entity.role if entity else None, _body(entity, entities)
    )  # fmt: skip


def _party(m: Mention, entity: Entity | None, article: Article, entities: dict[str, Entity], names: frozenset[str]) -> PartyDigest:
    text = article.text
    said = text[m.start : m.end]
    name = (entity.name if entity and entity.name else said).strip()
    words = sorted({fold(w) for w in _WORD.findall(name)} - _TITLES)
    return PartyDigest(
        name=" ".join(name.split()),
        kind=entity.kind if entity else m.kind,
        words=tuple(words),
        named=m.form == "name" or m.entity in names,
        country=entity.country if entity else None,
        sector=entity.sector if entity else None,
        actor=actor_id(entity, article.id) if entity else None,
        body=_body(entity, entities),
    )


def _parties(
    ids: tuple[str, ...], mentions: dict[str, Mention], entities: dict[str, Entity], article: Article, names: frozenset[str]
) -> tuple[PartyDigest, ...]:  # fmt: skip
    out: dict[tuple[str, ...], PartyDigest] = {}
    for i in ids:
        m = mentions.get(i)
        if m is not None:
            p = _party(m, entities.get(m.entity or ""), article, entities, names)
            out.setdefault((p.kind, *p.words), p)
    return tuple(out.values())


#: how the reasons of `say/incident.py` end
_LENT = "of the incident that the article is about"


def _part(text: str, span: Span) -> bool:
    """Whether the words around a figure make it a part of a larger one, or an addition to it."""
    return bool(_PART.search(text[max(0, span[0] - 16) : span[0]]) or _PART.match(text[span[1] : span[1] + 60]))


def _event(
    e: Event, rank: int, article: Article, mentions: dict[str, Mention], entities: dict[str, Entity], places: dict[str, Place],
    times: dict[str, Time], names: frozenset[str],
) -> EventDigest:  # fmt: skip
    text = article.text
    # what the article's one incident lends a row is no evidence between articles
    place = None if (e.place_reason or "").endswith(_LENT) else places.get(e.place or "")
    site = None
    if place is not None:
        site = SiteDigest(
            place.name, place.geonameid, place.lat, place.lon, place.country, place.admin1, place.feature, place.precision
        )  # fmt: skip
    time = None if (e.time_reason or "").endswith(_LENT) else times.get(e.time or "")
    said = text[e.trigger[0] : e.trigger[1]]
    return EventDigest(
        id=e.id,
        article=article.id,
        trigger=e.trigger,
        lemma=stem(said),
        text=" ".join(text[e.clause[0] : e.clause[1]].split())[:300],
        type=e.type,
        mode=e.mode,
        polarity=e.polarity,
        modality=e.modality,
        status=e.status,
        frame=e.frame,
        rank=rank,
        site=site,
        start=ordinal(time.start) if time else None,
        end=ordinal(time.end) if time else None,
        dated=bool(time and time.mention),
        actors=_parties(e.actors, mentions, entities, article, names),
        recipients=_parties(e.recipients, mentions, entities, article, names),
        weapons=tuple(fold(text[m.start : m.end]) for i in e.weapons if (m := mentions.get(i)) is not None),
        figures=tuple(CountDigest(f.kind, f.low, f.high, f.span, _part(text, f.span)) for f in e.figures),
        chain=tuple(_voice(v, entities) for v in e.chain),
        words=tuple(sorted({stem(w) for w in _WORD.findall(text[e.clause[0] : e.clause[1]]) if len(w) > 2})),
    )


def _day(reading: Reading, mentions: dict[str, Mention]) -> int | None:
    """The day of publication; where that is not known, the full date that stands near the top of the text."""
    if reading.article.published:
        return ordinal(reading.article.published)
    full = [
        (mentions[t.mention].start, t.start)
        for t in reading.times
        if t.mention in mentions and t.start and t.granularity == "day" and t.anchor is None and mentions[t.mention].start < _TOP
    ]
    return ordinal(min(full)[1]) if full else None


def _days(reading: Reading) -> tuple[int, ...]:
    """Ordinals of the single days that the text names, sorted."""
    named = {ordinal(t.start) for t in reading.times if t.mention and t.start and t.start == t.end}
    return tuple(sorted(d for d in named if d is not None))


def _provinces(reading: Reading, mentions: dict[str, Mention]) -> tuple[str, ...]:
    """Country and province of the places near the top of the text, sorted."""
    top = [p for p in reading.places if p.admin1 and p.mention in mentions and mentions[p.mention].start < _LEAD]
    return tuple(sorted({f"{p.country} {p.admin1}" for p in top}))


def told_words(reading: Reading) -> tuple[str, ...]:
    """The words that copies are compared by: those of the story, or of the whole text where that is too short."""
    return text_words(reading.article.text, reading.blocks)


def digest(reading: Reading, words: tuple[str, ...] | None = None) -> Digest:
    """The digest of a reading; ``words``: its ``told_words``, where they are known."""
    article = reading.article
    mentions = {m.id: m for m in reading.mentions}
    entities = {x.id: x for x in reading.entities}
    places = {p.id: p for p in reading.places}
    times = {t.id: t for t in reading.times}
    names = frozenset(m.entity for m in reading.mentions if m.form == "name" and m.entity)
    words = told_words(reading) if words is None else words
    events = sorted(reading.events, key=lambda e: (e.trigger, e.id))
    return Digest(
        article=article.id,
        outlet=article.outlet or article.domain,
        published=article.published,
        day=_day(reading, mentions),
        title=article.title,
        credit=article.credit,
        text_key=article.text_sha256,
        keys=shingle_keys(words),
        length=len(words),
        terms=terms_of(article.text, reading.blocks),
        events=tuple(_event(e, n, article, mentions, entities, places, times, names) for n, e in enumerate(events)),
        days=_days(reading),
        provinces=_provinces(reading, mentions),
    )


def fingerprint_of(reading: Reading, d: Digest) -> Fingerprint:
    """The fingerprint for the comparison of copies."""
    return Fingerprint(d.article, told_words(reading), d.day, d.keys)


def _pair(value: Any) -> Span:
    return (value[0], value[1])


def digest_from_dict(row: dict[str, Any], terms: Terms | None = None) -> Digest:
    """The Digest that ``to_dict`` made this from. ``terms``: its terms, which older rows have in them."""

    def party(p: dict[str, Any]) -> PartyDigest:
        return PartyDigest(**{**p, "words": tuple(p["words"])})

    def event(e: dict[str, Any]) -> EventDigest:
        return EventDigest(
            **{
                **e,
                "trigger": _pair(e["trigger"]),
                "site": SiteDigest(**e["site"]) if e["site"] else None,
                "actors": tuple(party(p) for p in e["actors"]),
                "recipients": tuple(party(p) for p in e["recipients"]),
                "weapons": tuple(e["weapons"]),
                "figures": tuple(CountDigest(**{**f, "span": _pair(f["span"])}) for f in e["figures"]),
                "chain": tuple(VoiceDigest(**v) for v in e["chain"]),
                "words": tuple(e["words"]),
            }
        )

    return Digest(
        **{
            **row,
            "keys": tuple(row["keys"]),
            "terms": terms or terms_from_dict(row["terms"]),
            "events": tuple(event(e) for e in row["events"]),
            "days": tuple(row["days"]),
            "provinces": tuple(row["provinces"]),
        }
    )
