"""The record: what sayso writes down, as frozen dataclasses (the data contract, docs/record.md).

Ground floor: imports nothing of sayso. Spans are ``(start, end)`` pairs, half open, in Unicode code points of ``Article.text``.
Rows keep the field names and the field order of the contract; ``to_dict`` gives plain JSON values, ``reading_from_dict`` reads
them back.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import typing
from dataclasses import dataclass, field
from functools import cache
from typing import Any

Span = tuple[int, int]

BLOCK_KINDS = ("title", "byline", "dateline", "credit", "body", "caption", "furniture")
MENTION_KINDS = (
    "person", "organization", "group", "country", "place", "facility", "vehicle", "time", "figure", "weapon", "document", "other",
)  # fmt: skip
TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
    "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "X-DISPLACE", "X-HARM", "X-ACCESS",
)  # fmt: skip
STANCES = (
    "says", "claims", "confirms", "denies", "accuses", "doubts", "declines", "asks", "demands", "promises", "threatens",
)  # fmt: skip
STATUSES = (
    "reported", "confirmed", "attributed", "claimed", "accused", "accused_by_authorities", "possible", "planned", "threatened",
    "requested", "hypothetical", "denied", "negated",
)  # fmt: skip
SPEAKER_KINDS = ("person", "group", "organization", "outlet", "document", "anonymous", "unknown")
PRECISIONS = ("exact", "town", "district", "province", "country", "region")
FIGURE_KINDS = ("killed", "injured", "missing", "abducted", "detained", "displaced", "participants")


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it came in. ``published`` is an ISO day or datetime, or None with the cause in ``published_reason``."""

    id: str
    text: str
    source: str | None = None
    url: str | None = None
    outlet: str | None = None
    domain: str | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    published_reason: str | None = None
    language: str | None = None
    credit: str | None = None
    text_sha256: str = ""

    def __post_init__(self) -> None:
        if not self.text_sha256:
            digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
            object.__setattr__(self, "text_sha256", digest)


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the text that is not plain story, or is marked as body; see BLOCK_KINDS."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for a thing. ``entity`` is the id of an Entity; ``form`` is name, nominal or pronoun."""

    id: str
    start: int
    end: int
    head: Span | None
    kind: str
    entity: str | None
    form: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that the article speaks of. ``sector`` is PLOVER's, ``country`` ISO 3166-1 alpha-3, ``kb`` {wikidata: …}."""

    id: str
    name: str | None
    kind: str
    aliases: tuple[str, ...] = ()
    role: str | None = None
    affiliation: str | None = None
    sector: str | None = None
    country: str | None = None
    kb: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A gazetteer entry that was weighed for a toponym, and why it did not win."""

    geonameid: int | None
    name: str
    score: float
    why_not: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mention lies. Unresolved: geonameid, lat, lon null, with ``reason`` and ``candidates``."""

    id: str
    mention: str
    name: str | None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    feature: str | None = None
    precision: str | None = None
    reason: str | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a relative time was reckoned from: the publication date, or the words at ``span``."""

    kind: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression: TIMEX3 type and value, and the ISO days it covers (inclusive)."""

    id: str
    mention: str | None
    timex_type: str
    value: str | None
    start: str | None = None
    end: str | None = None
    granularity: str | None = None
    anchor: Anchor | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody is said to have said (or thought, asked, denied …).

    ``act``: speech, thought (believed, known, found out) or wish (wanted, meant, supported, feared:
    the outlet tells of it, so that events in it stay the outlet's).
    """

    id: str
    content: tuple[Span, ...]
    cue: Span | None
    speaker: Span | None
    speaker_entity: str | None = None
    speaker_kind: str = "unknown"
    addressee: Span | None = None
    form: str = "indirect"
    stance: str = "says"
    medium: str | None = None
    polarity: str = "positive"
    certainty: str = "certain"
    said: str | None = None
    parent: str | None = None
    act: str = "speech"


@dataclass(frozen=True, slots=True)
class Figure:
    """A count that belongs to an event. Rows of one kind in one event add up."""

    kind: str
    low: int | None
    high: int | None
    span: Span
    hedge: str | None = None
    of: Span | None = None
    side: str = "unknown"


@dataclass(frozen=True, slots=True)
class Voice:
    """One link in the chain of voices, innermost first, the publishing outlet last."""

    kind: str
    name: str | None
    entity: str | None = None
    span: Span | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One happening, as one voice tells it."""

    id: str
    local: str
    trigger: Span
    clause: Span
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    place: str | None = None
    place_reason: str | None = None
    time: str | None = None
    time_reason: str | None = None
    figures: tuple[Figure, ...] = ()
    polarity: str = "positive"
    modality: str = "actual"
    frame: str = "new"
    statement: str | None = None
    status: str = "reported"
    chain: tuple[Voice, ...] = ()
    codes: dict[str, Any] = field(default_factory=dict)
    confidence: float = 0.5


@dataclass(frozen=True, slots=True)
class Model:
    """What made the reading: everything that, if changed, may change it."""

    sayso: str
    codebook: str
    pipeline: dict[str, str]
    gazetteer: dict[str, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """One article, read."""

    article: Article
    blocks: tuple[Block, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    model: Model


#: the order in which the contract lists the fields of an article
_ARTICLE_ORDER = (
    "id", "source", "url", "outlet", "domain", "title", "byline", "published", "published_reason", "language", "credit", "text",
    "text_sha256",
)  # fmt: skip


@cache
def _names(cls: Any) -> tuple[str, ...]:
    if cls is Article:
        return _ARTICLE_ORDER
    return tuple(f.name for f in dataclasses.fields(cls))


#: what most values are, told by a look rather than a call
_PLAIN = frozenset({str, int, float, bool, type(None)})


def to_dict(value: Any) -> Any:
    """Plain JSON values (dict, list, str, int, float, bool, None) of a row, or of anything made of rows."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (tuple, list)):
        return [v if type(v) in _PLAIN else to_dict(v) for v in value]
    if isinstance(value, dict):
        return {k: to_dict(v) for k, v in value.items()}
    names = _names(typing.cast(Any, type(value)))
    return {name: v if type(v := getattr(value, name)) in _PLAIN else to_dict(v) for name in names}


#: line ends to other programs than JSON parsers (`str.splitlines`), so escaped in a line of JSON
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def to_json(value: Any) -> str:
    """One line of JSON, keys in the order of the contract, no ASCII escapes but for lone surrogates and odd line ends."""
    text = json.dumps(to_dict(value), ensure_ascii=False, separators=(",", ":")).translate(_LINE_ENDS)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = json.dumps(to_dict(value), ensure_ascii=True, separators=(",", ":"))
    return text


@cache
def _hints(cls: Any) -> dict[str, Any]:
    return typing.get_type_hints(cls)


def _build(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        inner = next(a for a in typing.get_args(hint) if a is not type(None))
        return _build(inner, value)
    if origin is tuple:
        args = typing.get_args(hint)
        if len(args) == 2 and args[1] is Ellipsis:
            return tuple(_build(args[0], v) for v in value)
        return tuple(_build(a, v) for a, v in zip(args, value))
    if origin is dict:
        inner = typing.get_args(hint)[1]
        return {k: _build(inner, v) for k, v in value.items()}
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        hints = _hints(hint)
        return hint(**{k: _build(hints[k], v) for k, v in value.items() if k in hints})
    return value


def from_dict[T](cls: type[T], row: dict[str, Any]) -> T:
    """The row of class ``cls`` that ``to_dict`` made this from. Fields the class does not name are dropped."""
    built: T = _build(cls, row)
    return built


def reading_from_dict(row: dict[str, Any]) -> Reading:
    """The Reading that ``to_dict`` made this from. Fields the contract does not name are dropped."""
    built: Reading = _build(Reading, row)
    return built
