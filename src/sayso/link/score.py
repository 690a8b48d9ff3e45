"""How likely two events are one happening: a transparent logistic score over few features (``likeness`` has that of two articles).

The weights stand in data/weights.toml. Everything depends on the two digests alone.
"""

from __future__ import annotations

import math
import tomllib
from functools import cache, lru_cache
from importlib import resources

from sayso.link.cluster import UNIT
from sayso.link.digest import EventDigest, PartyDigest, SiteDigest

#: kilometres within which two points are near, by the coarser of the two precisions
_NEAR_KM = {"exact": 15.0, "town": 25.0, "district": 60.0, "province": 150.0}
#: types that reports of one happening mix up: the dead of an attack, the arrest and the charge, the fight and the retreat
FAMILY = {
    "ASSAULT": "violence", "X-HARM": "violence", "COERCE": "coercion", "ACCUSE": "coercion", "SANCTION": "coercion",
    "PROTEST": "protest", "MOBILIZE": "force", "RETREAT": "force", "THREATEN": "force", "X-DISPLACE": "displacement",
    "X-ACCESS": "access", "AGREE": "agreement", "COOPERATE": "agreement", "CONSULT": "talks", "SUPPORT": "agreement",
    "CONCEDE": "concession", "AID": "aid", "REQUEST": "demand", "REJECT": "refusal",
}  # fmt: skip
UNREAL = frozenset({"planned", "threatened", "requested", "hypothetical"})


@cache
def weights() -> dict[str, dict[str, float]]:
    """The weights by score ("story", "event") and feature."""
    text = resources.files("sayso.link").joinpath("data/weights.toml").read_text(encoding="utf-8")
    return {k: {f: float(v) for f, v in row.items()} for k, row in tomllib.loads(text).items()}


def logistic(z: float) -> int:
    """A probability in whole UNITs."""
    return round(UNIT / (1 + math.exp(-max(-30.0, min(30.0, z)))))


def kilometres(a: SiteDigest, b: SiteDigest) -> float | None:
    """Great-circle distance, None where one has no point."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    p, q = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(h)))


def place_relation(a: SiteDigest | None, b: SiteDigest | None) -> str:
    """same | near (close by, or one contains the other) | far | unknown."""
    if a is None or b is None or (a.geonameid is None and a.lat is None) or (b.geonameid is None and b.lat is None):
        if a is not None and b is not None and a.name and a.name == b.name:
            return "same"
        return "unknown"
    if a.geonameid is not None and a.geonameid == b.geonameid:
        return "same" if a.precision not in ("country", "region") else "near"
    if a.country and b.country and a.country != b.country and "region" not in (a.precision, b.precision):
        return "far"
    coarse = {a.precision, b.precision}
    if coarse & {"country", "region", None}:
        return "near" if a.country == b.country or "region" in coarse else "far"
    if "province" in coarse:
        if a.admin1 and b.admin1:
            return "near" if a.admin1 == b.admin1 else "far"
    gap = kilometres(a, b)
    if gap is None:
        return "near" if a.admin1 and a.admin1 == b.admin1 else "unknown"
    limit = max(_NEAR_KM.get(a.precision or "", 25.0), _NEAR_KM.get(b.precision or "", 25.0))
    return "near" if gap <= limit else "far"


def day_relation(a: EventDigest, b: EventDigest) -> str:
    """same (the intervals meet) | near (a day apart) | far | unknown (a side has no day, or its interval is longer than two weeks).

    A day that only the publication gives says nothing about whether two reports tell of one happening.
    """
    if a.start is None or b.start is None or a.end is None or b.end is None or not (a.dated and b.dated):
        return "unknown"
    if a.end - a.start > 14 or b.end - b.start > 14:
        return "unknown" if a.start <= b.end and b.start <= a.end else "far"
    gap = max(a.start - b.end, b.start - a.end, 0)
    if gap == 0:
        return "same"
    return "near" if gap == 1 else "far"


@lru_cache(maxsize=1 << 15)
def _bag(words: tuple[str, ...]) -> frozenset[str]:
    """Words as a set; kept, since one event is compared with many."""
    return frozenset(words)


@lru_cache(maxsize=1 << 16)
def _same_words(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether names of these words are one party's."""
    x, y = set(a), set(b)
    if not x or not y:
        return False
    return x <= y or y <= x or len(x & y) * 2 > len(x | y)


def same_party(a: PartyDigest, b: PartyDigest) -> bool:
    """One name contains the other's words (surname and full name), or they share most of their words."""
    return _same_words(a.words, b.words)


def _meet(a: tuple[PartyDigest, ...], b: tuple[PartyDigest, ...]) -> float:
    """1 where named parties agree, .5 where only nominal ones do, 0 else."""
    best = 0.0
    for x in a:
        for y in b:
            if _same_words(x.words, y.words):
                if x.named and y.named:
                    return 1.0
                best = 0.5
    return best


def _has_named(e: EventDigest) -> bool:
    """Whether a party of an event is named."""
    return True in [p.named for p in (*e.actors, *e.recipients)]


def _figures(a: EventDigest, b: EventDigest) -> str:
    """same (a kind with ranges that meet) | differs | unknown."""
    found = "unknown"
    for f in a.figures:
        for g in b.figures:
            if f.kind != g.kind:
                continue
            low, high = max(f.low or 0, g.low or 0), min(f.high or 10**9, g.high or 10**9)
            if low <= high:
                return "same"
            found = "differs"
    return found


def event_features(e: EventDigest, f: EventDigest, story: float) -> dict[str, float]:
    """What speaks for and against two events being one. ``story``: likelihood (0…1) that their articles tell one story."""
    place, day, figures = place_relation(e.site, f.site), day_relation(e, f), _figures(e, f)
    actor, recipient = _meet(e.actors, f.actors), _meet(e.recipients, f.recipients)
    crossed = max(_meet(e.actors, f.recipients), _meet(e.recipients, f.actors))
    strangers = not (actor or recipient or crossed) and _has_named(e) and _has_named(f)
    x, y = _bag(e.words), _bag(f.words)
    return {
        "same_type": e.type == f.type,
        "same_family": FAMILY.get(e.type) == FAMILY.get(f.type),
        "same_lemma": e.lemma == f.lemma,
        "lemma_told": e.lemma != f.lemma and (e.lemma in y or f.lemma in x),
        "words": len(x & y) / max(4, min(len(x), len(y))),
        "story": story,
        "place_same": place == "same",
        "place_near": place == "near",
        "place_far": place == "far",
        "day_same": day == "same",
        "day_near": day == "near",
        "day_far": day == "far",
        "actor": actor,
        "recipient": recipient,
        "crossed": crossed,
        "party_differs": strangers,
        "figure_same": figures == "same",
        "figure_differs": figures == "differs",
        "weapon": bool(e.weapons and f.weapons and set(e.weapons) & set(f.weapons)),
        "unreal": (e.status in UNREAL) != (f.status in UNREAL),
        "first": e.rank == 0 and f.rank == 0,
        "same_article": e.article == f.article,
    }


def event_odds(e: EventDigest, f: EventDigest) -> float:
    """The log-odds that two events are one happening, but for what their articles' story adds."""
    w = weights()["event"]
    return w["bias"] + sum([w[k] * v for k, v in event_features(e, f, 0.0).items() if v])


def event_score(e: EventDigest, f: EventDigest, story: int) -> int:
    """The likelihood (0…UNIT) that two events are one happening."""
    return logistic(event_odds(e, f) + weights()["event"]["story"] * (story / UNIT))


_WORDS = {
    "same_lemma": "the same act", "same_type": "the same type", "place_same": "the same place", "place_near": "places near each other",
    "day_same": "the same day", "day_near": "a day apart", "actor": "a shared actor", "recipient": "the same people affected",
    "crossed": "shared parties", "figure_same": "figures that agree", "weapon": "the same weapon", "story": "articles on one story",
}  # fmt: skip


def reasons(e: EventDigest, f: EventDigest, story: int) -> str:
    """What speaks for two events being one, in plain words, strongest first."""
    w = weights()["event"]
    seen = event_features(e, f, story / UNIT)
    if seen["same_lemma"]:
        seen["same_type"] = 0.0
    said = sorted((-w[k] * seen[k], k) for k in _WORDS if seen[k] * w[k] >= 0.3)
    return ", ".join(_WORDS[k] for _, k in said) or "alike in wording"
