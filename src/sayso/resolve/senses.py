"""Which place of a name an article means: all candidates of all names, weighed together.

A *sense group* is a name as the article uses it, with the kind and the holding area that the words beside it give: one group has one sense.
Every group votes, with its likeliest place, for the country and the first-order area it lies in; what the others vote for weighs in the
choice of each. ``WEIGHTS`` is the whole of the tuning.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from sayso.gazetteer import Entry

#: what each piece of evidence is worth, in units of log10 of people
WEIGHTS = {
    "main": 0.6,  # the gazetteer's own name for the place, not an alternate one
    "cue": 3.0,  # the word beside it says the kind ("province")
    "no_cue_area": -0.5,  # an area of the second order, named without the word for it
    "country_share": 3.2,  # all of the other votes are for its country
    "country_any": 0.7,
    "admin_share": 3.0,
    "admin_any": 1.2,
    "near": 1.3,  # the other names have places within about 80 km: of one unambiguous neighbour; more of them add up to twice that
    "sound": -1.0,  # only a spelling that sounds alike
}
#: neighbours are sought in the cells around, of so many degrees
CELL = 0.7
#: candidates within this much of one another, far apart and with nothing in the article to tell them apart, are undecidable
MARGIN = 0.12
#: a namesake that is lighter than the best known place of the name by more than this, which is a great city, needs more than the country
#: that the article speaks of most: "the mayor of Moscow" is not the mayor of a village in Ohio
GREAT, LESS, FAR = 6.7, 3.0, 3.0
#: a place lighter than this is not believed in a country that nothing else in the article speaks of
STRAY = 4.0


@dataclass(slots=True)
class Group:
    """All mentions of one name in one sense."""

    name: str
    entries: list[Entry]
    cue: str
    count: int
    holders: tuple[str, ...] = ()  # codes of areas that must hold it
    demonym: bool = False
    sound: bool = False
    first: int = 0
    scores: list[float] = field(default_factory=list)
    best: int = -1
    at_home: bool = False  # the outlet's own town: a small one names its paper as often as a large one
    linked: bool = False  # `holders` decided


@dataclass(slots=True)
class Votes:
    """Votes for codes of countries and first-order areas."""

    country: dict[str, float] = field(default_factory=dict)
    admin: dict[str, float] = field(default_factory=dict)

    def add(self, e: Entry, weight: float) -> None:
        if e.country:
            self.country[e.country] = self.country.get(e.country, 0.0) + weight
        if e.admin1_code:
            self.admin[e.admin1_code] = self.admin.get(e.admin1_code, 0.0) + weight


def km(a: Entry, b: Entry) -> float:
    """Great-circle distance."""
    p, q = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(h)))


def fits(feature: str, cue: str) -> bool:
    """Whether a GeoNames feature is of the kind that a word named: a "region" may be an area of any order, a "city" is a town."""
    if cue.startswith("A"):
        return (
            feature.startswith(cue)
            or (cue == "A.ADM1" and feature in ("L.RGN", "A.PCLI", "A.ADM2"))
            or (cue == "A.ADM2" and feature == "A.ADM3")
        )
    if cue in ("T", "H", "L"):
        return feature[0] in "THL" and (feature[0] == cue or cue == "L")
    return feature[0] == cue


def decide(groups: list[Group], home: Votes) -> None:
    """Fill ``scores`` and ``best`` of every group. ``home``: votes from outside the names (the outlet's home)."""
    for g in groups:
        g.scores = [_alone(g, e) for e in g.entries]
        g.best = _top(g)
    near = _neighbours(groups)
    votes = [_votes_of(g) for g in groups]
    total = Votes()
    for _ in range(3):
        votes = [_votes_of(g) for g in groups]
        total = Votes(dict(home.country), dict(home.admin))
        for v in votes:
            for c, w in v.country.items():
                total.country[c] = total.country.get(c, 0.0) + w
            for c, w in v.admin.items():
                total.admin[c] = total.admin.get(c, 0.0) + w
        changed = False
        for n, g in enumerate(groups):
            if len(g.entries) < 2 or g.demonym:
                continue
            g.scores = [_alone(g, e) + _together(e, total, votes[n]) + near[n][k] for k, e in enumerate(g.entries)]
            top = max(e.weight for e in g.entries if not e.is_country) if any(not e.is_country for e in g.entries) else 0.0
            if top >= GREAT and not g.holders and not g.at_home:
                g.scores = [
                    s - FAR if top - e.weight > LESS and near[n][k] < 0.5 else s for k, (s, e) in enumerate(zip(g.scores, g.entries))
                ]
            best = _top(g)
            changed |= best != g.best
            g.best = best
        if not changed:
            break
    for n, g in enumerate(groups):
        if g.sound and g.best >= 0 and not g.linked:
            # a likeness of sound is believed only in a country that the article speaks of
            country = g.entries[g.best].country
            others = sum(v.country.get(country or "", 0.0) for k, v in enumerate(votes) if k != n) + home.country.get(country or "", 0.0)
            if others < 0.4:
                g.best = -1
        elif g.best >= 0 and not g.linked and not g.demonym:
            # nor is a village on the other side of the world, where the article keeps to one country
            e = g.entries[g.best]
            own = votes[n].country
            others = sum(total.country.values()) - sum(own.values())
            if e.country and e.weight < STRAY and others >= 2.0 and total.country.get(e.country, 0.0) - own.get(e.country, 0.0) < 0.05:
                g.best = -1


def _alone(g: Group, e: Entry) -> float:
    value = (0.5 * e.weight if g.at_home else e.weight) + (WEIGHTS["main"] if e.main else 0.0) + (WEIGHTS["sound"] if g.sound else 0.0)
    if g.cue:
        value += WEIGHTS["cue"] if fits(e.feature, g.cue) else 0.0
    elif e.feature.startswith("A.ADM2") or e.feature.startswith("A.ADM3"):
        value += WEIGHTS["no_cue_area"]
    if g.holders and not any(e.code == h or e.code.startswith(h + ".") for h in g.holders):
        value -= 50.0
    return value


def _together(e: Entry, total: Votes, own: Votes) -> float:
    value = 0.0
    if e.country:
        others = sum(total.country.values()) - sum(own.country.values())
        mine = total.country.get(e.country, 0.0) - own.country.get(e.country, 0.0)
        if mine > 1e-9:
            value += WEIGHTS["country_any"] * min(1.0, mine) + WEIGHTS["country_share"] * mine / (others + 0.7)
    code = e.admin1_code
    if code and not e.is_country:
        others = sum(total.admin.values()) - sum(own.admin.values())
        mine = total.admin.get(code, 0.0) - own.admin.get(code, 0.0)
        if mine > 1e-9:
            value += WEIGHTS["admin_any"] * min(1.0, mine) + WEIGHTS["admin_share"] * mine / (others + 0.7)
    return value


def _neighbours(groups: list[Group]) -> list[list[float]]:
    """For every candidate of every group how many other names have a place nearby, ambiguous names counting less.

    All candidates of the others count, not only their likeliest: a cluster of small towns of one county is told by itself.
    """
    cells: dict[tuple[int, int], dict[int, float]] = {}
    for n, g in enumerate(groups):
        if g.demonym:
            continue
        share = 1.0 / (1.0 + 0.25 * (len(g.entries) - 1))
        for e in g.entries:
            if e.feature[0] in "PSTH" or e.precision == "district":
                cell = cells.setdefault((math.floor(e.lat / CELL), math.floor(e.lon / CELL)), {})
                cell[n] = max(cell.get(n, 0.0), share * (0.6 if not e.main else 1.0))
    out = []
    for n, g in enumerate(groups):
        row = []
        for e in g.entries:
            value = 0.0
            if len(g.entries) > 1 and not g.demonym and (e.feature[0] in "PSTH" or e.precision == "district"):
                y, x = math.floor(e.lat / CELL), math.floor(e.lon / CELL)
                found: dict[int, float] = {}
                for dy in (-1, 0, 1):
                    for dx in (-1, 0, 1):
                        for k, w in cells.get((y + dy, x + dx), {}).items():
                            if k != n and groups[k].name != g.name:
                                found[k] = max(found.get(k, 0.0), w)
                value = WEIGHTS["near"] * min(2.0, sum(found[k] for k in sorted(found)))
            row.append(value)
        out.append(row)
    return out


def _votes_of(g: Group) -> Votes:
    """A group votes for where its likeliest place lies, with the certainty that it has: demonyms little, sure names much."""
    v = Votes()
    if g.best < 0:
        return v
    e = g.entries[g.best]
    strength = 1.0 + 0.4 * math.log2(g.count) if g.count > 1 else 1.0
    if g.demonym:
        strength *= 0.5
    elif not g.linked and len(g.entries) > 1:
        top = g.scores[g.best]
        rest = max((s for k, s in enumerate(g.scores) if k != g.best and not _same(g.entries[k], e)), default=top - 9.0)
        strength *= 1.0 / (1.0 + math.exp(1.2 * (1.0 - (top - rest))))
    v.add(e, strength)
    return v


def _same(a: Entry, b: Entry) -> bool:
    """Whether two entries are a town and the area around it: no rivals."""
    return a.country == b.country and (a.admin1_code == b.admin1_code) and abs(a.lat - b.lat) < 1.5 and abs(a.lon - b.lon) < 1.5


def _top(g: Group) -> int:
    best = -1
    for k, s in enumerate(g.scores):
        if best < 0 or s > g.scores[best] + 1e-9:
            best = k
    if best >= 0 and g.scores[best] < -20.0:
        return -1
    return best


def undecided(g: Group) -> bool:
    """True where two places far apart come out alike and nothing in the article tells them apart."""
    if g.best < 0 or g.linked or g.demonym:
        return False
    top, e = g.scores[g.best], g.entries[g.best]
    return any(
        k != g.best and top - s < MARGIN and not _same(g.entries[k], e) and km(g.entries[k], e) > 161 for k, s in enumerate(g.scores)
    )
