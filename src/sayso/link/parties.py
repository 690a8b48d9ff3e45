"""Who did it and to whom: the parties of an incident by role, from the members that tell of the act.

Actors come from members of the incident's own type: a toll has no agent, and who accuses, investigates or counts is no perpetrator.
Each actor carries by what word it is one (told in the outlet's voice, claimed, accused …), on whose say-so, and who denies it.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from sayso.link.digest import EventDigest, PartyDigest
from sayso.link.origins import plain, speaker, table
from sayso.link.score import FAMILY, same_party
from sayso.record_incidents import Party

#: from the strongest word down
STANDING = (
    "confirmed", "reported", "claimed", "accused_by_authorities", "accused", "attributed", "possible", "planned", "threatened", "requested",
    "hypothetical", "negated", "denied",
)  # fmt: skip
AGAINST = frozenset({"denied", "negated"})
#: kinds that are never a party; a facility or vehicle may be hit, but does nothing itself
_NEVER = frozenset({"place", "time", "figure", "weapon", "document", "other"})
_THINGS = frozenset({"facility", "vehicle"})
_WORD = re.compile(r"[^\W_]+")


def standing(status: str) -> int:
    """The place of a status, the strongest word first."""
    return STANDING.index(status) if status in STANDING else len(STANDING)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(table()[name])


def _rest(p: PartyDigest) -> set[str]:
    """Words of a party that are neither numbers nor hedges."""
    return {w for w in p.words if not w.isdigit()} - _words("quantities")


def vague(p: PartyDigest, role: str) -> bool:
    """Whether a party says no more than its role: "the attackers", "least 21 people", "two of the dead"."""
    return not p.named and _rest(p) <= (_words("vague_actors") if role == "actor" else _words("vague_people"))


def _by_body(p: PartyDigest) -> PartyDigest:
    """ "Its fighters" stand for the body they belong to."""
    if p.named or not p.body:
        return p
    words = tuple(sorted({w.casefold() for w in _WORD.findall(p.body)}))
    return dataclasses.replace(p, name=p.body, kind="organization", words=words, named=True, actor=None)


def _one(a: PartyDigest, b: PartyDigest) -> bool:
    """Whether two names are one party; a described thing is the named one that has its words ("the market", "the market of Filingue")."""
    if a.kind in _THINGS and b.kind in _THINGS:
        return same_party(a, b)
    return a.named == b.named and same_party(a, b)


def _groups(rows: Sequence[tuple[EventDigest, PartyDigest]], role: str) -> list[list[tuple[EventDigest, PartyDigest]]]:
    """Parties that are one, the fullest name of each group first; vague ones only where there is nothing better."""
    rows = sorted(
        ((e, p) for e, p in rows if p.words), key=lambda x: (not x[1].named, -len(x[1].words), x[1].name, x[1].kind, x[0].article, x[0].id)
    )
    clear = [(e, p) for e, p in rows if not vague(p, role)]
    groups: list[list[tuple[EventDigest, PartyDigest]]] = []
    for e, p in clear or rows:
        for g in groups:
            if _one(g[0][1], p):
                g.append((e, p))
                break
        else:
            groups.append([(e, p)])
    return groups


def _party(g: Sequence[tuple[EventDigest, PartyDigest]]) -> Party:
    names = Counter(p.name for _, p in g)
    kinds = Counter(p.kind for _, p in g)
    ids = Counter(p.actor for _, p in g if p.actor)
    return Party(
        name=min(names, key=lambda n: (-names[n], -len(n), n)),
        kind=min(kinds, key=lambda k: (-kinds[k], k)),
        country=min((p.country for _, p in g if p.country), default=None),
        sector=min((p.sector for _, p in g if p.sector), default=None),
        actor=min(ids, key=lambda a: (-ids[a], a)) if ids else None,
        articles=tuple(sorted({e.article for e, _ in g})),
    )


def _is_voice(e: EventDigest, p: PartyDigest) -> bool:
    """Whether a party is only who tells it; who claims or denies an act speaks of itself."""
    v = speaker(e)
    return v is not None and e.status not in ("claimed", "denied") and plain(v.name) == plain(p.name)


def find_actors(events: Sequence[EventDigest], kind: str) -> tuple[Party, ...]:
    """The actors of an incident of this type: those told to have done it before those accused, the best attested first."""
    if kind == "X-HARM":
        return ()
    towns = {plain(e.site.name) for e in events if e.site is not None and e.site.name and e.site.precision != "country"}

    def may(e: EventDigest, p: PartyDigest) -> bool:
        """Nobody does it who is a thing, a place of the incident ("the Marwa bombing") or only its teller."""
        return p.kind not in _NEVER | _THINGS and plain(p.name) not in towns and not _is_voice(e, p)

    rows = [(e, _by_body(p)) for e in events if e.type == kind for p in e.actors if may(e, p)]
    if not rows:
        rows = [
            (e, p) for e in events if FAMILY.get(e.type) == FAMILY.get(kind) and e.type != "X-HARM" for p in e.actors if may(e, p)
        ]  # fmt: skip
    out = []
    for g in _groups(rows, "actor"):
        party = _party(g)
        best = min((e.status for e, _ in g), key=lambda s: (standing(s), s))
        said = tuple(dict.fromkeys(v.name for e, _ in g if e.status == best and (v := speaker(e)) is not None and v.name))
        against = [_denier(e, g[0][1]) for e, _ in g if e.status == "denied"]
        out.append((
            g[0][1].named,
            dataclasses.replace(
                party, status=best, said_by=() if best in AGAINST else _fold(said), denied_by=_fold(n for n in against if n)
            ),
        ))  # fmt: skip
    out.sort(key=lambda r: (r[1].status not in ("confirmed", "reported", "claimed"), r[1].status in AGAINST, not r[0], -len(r[1].articles),
                            r[1].name))  # fmt: skip
    return tuple(p for _, p in out)


def find_recipients(events: Sequence[EventDigest], kind: str) -> tuple[Party, ...]:
    """Whom or what it hit: from the act and, of an attack, from the tolls told of it."""
    rows = []
    for e in events:
        if e.type != kind and not (kind == "ASSAULT" and e.type == "X-HARM"):
            continue
        never = _NEVER | {"country"} if e.type == "X-HARM" else _NEVER
        rows += [(e, _by_body(p)) for p in e.recipients if p.kind not in never and e.status not in AGAINST and not _is_voice(e, p)]
    out = [(g[0][1], _party(g)) for g in _groups(rows, "recipient")]
    out.sort(key=lambda r: (not r[0].named, -len(r[1].articles), r[1].name))
    if len(out) == 1 and vague(out[0][0], "recipient"):
        return (dataclasses.replace(out[0][1], name="people", actor=None),)
    return tuple(p for _, p in out)


def _denier(e: EventDigest, accused: PartyDigest) -> str | None:
    """Who denies: a spokesman of the accused body is the body."""
    v = speaker(e) or (e.chain[0] if e.chain else None)
    if v is None or not v.name:
        return None
    if plain(v.name) == plain(accused.name) or (v.body and plain(v.body) == plain(accused.name)):
        return accused.name
    return v.body or v.name


def _fold(names: Iterable[str]) -> tuple[str, ...]:
    """Names once each, whatever their case and article, in order."""
    out: dict[str, str] = {}
    for n in names:
        out.setdefault(plain(n), n)
    return tuple(out.values())
