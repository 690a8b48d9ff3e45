"""The record beyond one article: incidents, actors, decisions (the data contract, docs/record.md).

Wall-clock fields (``joined_at``, ``Change.time``, ``Decision.at``) are kept by the store and are None in exports unless asked for:
exports depend on what is known, not on when it was learned.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sayso.record import Span

ORIGIN_KINDS = ("witness", "party", "authority", "outlet", "agency", "document", "unknown")
CHANGES = ("created", "joined", "merged_into", "split_from", "reviewed")
DECISIONS = ("merge", "split", "detach", "edit", "review", "note", "undo")


@dataclass(frozen=True, slots=True)
class Member:
    """One event of one article that tells of the incident; ``why`` says what links it to the rest.

    An article that tells the same story though no event was read in it has the event ``report:ARTICLE``, an empty trigger and no type.
    """

    article: str
    event: str
    trigger: Span
    joined_at: str | None = None
    why: str = ""
    outlet: str | None = None
    published: str | None = None
    type: str | None = None
    status: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where reports come from in the end: copies of one text, and outlets that only quote one source, are one origin."""

    id: str
    kind: str
    name: str | None
    articles: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class ReportedFigure:
    """One figure as one article gives it. ``as_of``: ISO day of the report; ``voice``: whose figure; ``status``: of its event.

    ``part``: why it is no count of the whole ("a part of …"), None for a toll: a part is listed, but neither quoted nor disputed.
    """

    low: int | None
    high: int | None
    origin: str | None
    article: str
    span: Span
    as_of: str | None = None
    voice: str | None = None
    voice_kind: str | None = None
    status: str | None = None
    event: str | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Headline:
    """The figure to quote, and the named rule that picked it."""

    low: int | None
    high: int | None
    rule: str
    article: str | None = None
    origin: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """Where the incident happened, and the rule that picked this place among those reported."""

    name: str | None
    geonameid: int | None = None
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    feature: str | None = None
    precision: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or recipient as the reports name it. ``actor``: id of the record's actor, where there is a record.

    ``status`` (of actors): the strongest word by which a report makes it the actor: reported, claimed, accused …; denied where it is
    known from a denial only. ``said_by``: who accuses it, or tells of its act; ``denied_by``: who denies it.
    """

    name: str
    kind: str
    country: str | None = None
    sector: str | None = None
    actor: str | None = None
    articles: tuple[str, ...] = ()
    status: str | None = None
    said_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One line of an incident's or actor's history."""

    what: str
    reason: str
    time: str | None = None
    version: str | None = None
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """Reports of one happening, linked. ``figures`` holds every reported figure in time order, ``headline`` the one to quote.

    ``rules``: by field, the rule that picked its value. ``related``: ids of incidents that the same articles tell, most shared first.
    """

    id: str
    type: str
    mode: str | None
    start: str | None
    end: str | None
    place: Site | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    status: str
    disputed: bool
    why: tuple[str, ...]
    members: tuple[Member, ...]
    origins: tuple[Origin, ...]
    outlets: tuple[str, ...]
    origins_count: int
    figures: dict[str, tuple[ReportedFigure, ...]] = field(default_factory=dict)
    headline: dict[str, Headline] = field(default_factory=dict)
    rules: dict[str, str] = field(default_factory=dict)
    related: tuple[str, ...] = ()
    history: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorEntity:
    """An entity of one reading that is this actor."""

    article: str
    entity: str


@dataclass(frozen=True, slots=True)
class Actor:
    """One party, organization or person across the articles of a record. ``articles``: how many tell of it."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    sector: str | None = None
    country: str | None = None
    kb: dict[str, str] | None = None
    articles: int = 0
    entities: tuple[ActorEntity, ...] = ()
    history: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What an analyst decided. ``target`` names a thing and, for an edit, its field; ``old`` and ``new`` are JSON values."""

    id: str
    at: str | None
    who: str
    what: str
    target: str
    old: Any = None
    new: Any = None
    reason: str = ""
    undoes: str | None = None
