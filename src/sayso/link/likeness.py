"""How likely two articles tell one story: a transparent logistic score over few features, computed for one article against many.

The weights stand in data/weights.toml. A value depends on the two digests alone: the terms are whole numbers, so that the sums are exact,
and the same pair gets the same value whatever it is computed along with.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.link.cluster import UNIT
from sayso.link.digest import Digest
from sayso.link.score import logistic, weights
from sayso.link.terms import GRAIN

#: days after which two articles are no longer near each other in time, and from which they are far
_NEAR_DAYS, _FAR_DAYS = 4, 30
#: slots of the table in which an article's terms are looked up
_SLOTS = 1 << 16
#: the features that are cosines, in the order of ``terms.VECTORS``
_COSINES = ("all", "names", "numbers", "low")
_Floats = NDArray[np.float64]


def _found(a: Digest, ids: NDArray[np.uint32]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Positions in ``ids`` of terms that the article has, and their positions in the article."""
    mine = a.terms.ids
    if not len(mine):
        return np.empty(0, np.intp), np.empty(0, np.intp)
    taken = np.zeros(_SLOTS, dtype=np.bool_)  # most terms are told to be none of the article's without a search
    taken[mine & np.uint32(_SLOTS - 1)] = True
    here = np.flatnonzero(taken[ids & np.uint32(_SLOTS - 1)])
    place = np.minimum(np.searchsorted(mine, ids[here]), len(mine) - 1)
    same = mine[place] == ids[here]
    return here[same], place[same]


def _features(a: Digest, others: Sequence[Digest]) -> dict[str, _Floats]:
    """Likeness with others: cosines over all terms, names, numbers and lower-case words; shared rarity of leads; days, places."""
    n = len(others)
    ids = np.concatenate([d.terms.ids for d in others])
    here, mine = _found(a, ids)
    lengths = np.array([len(d.terms.ids) for d in others])
    whose = np.repeat(np.arange(n), lengths)[here]
    terms = [d.terms for d in others]
    one, two = a.terms.vectors[:, mine].astype(np.float64), np.concatenate([t.vectors for t in terms], axis=1)[:, here]
    out = {k: np.bincount(whose, x * y, n) / (GRAIN * GRAIN) for k, x, y in zip(_COSINES, one[:4], two[:4], strict=True)}
    led = a.terms.lead[mine] & np.concatenate([t.lead for t in terms])[here]
    # the same word is as rare on both sides; the lesser, so that two words of one hash count alike from either
    in_both = np.bincount(whose[led], np.minimum(one[4], two[4])[led], n) / GRAIN
    out["lead"] = in_both / np.maximum(1.0, np.minimum(a.terms.lead_mass, [t.lead_mass for t in terms]))
    nan = float("nan")
    gap = np.abs(np.array([d.day if d.day is not None else nan for d in others]) - (a.day if a.day is not None else nan))
    out["near"] = (gap <= _NEAR_DAYS).astype(np.float64)
    out["far"] = (gap > _FAR_DAYS).astype(np.float64)
    # days and places count for articles that are alike at all: in a stream of news most share a day with many others
    alike = out["names"] + out["lead"]
    days, provinces = frozenset(a.days), frozenset(a.provinces)
    out["near_alike"] = out["near"] * alike
    out["days_alike"] = np.array([not days.isdisjoint(d.days) for d in others]) * alike
    if provinces:
        shared = np.array([not provinces.isdisjoint(d.provinces) for d in others])
        out["province"] = shared.astype(np.float64)
        out["province_differs"] = np.array([bool(d.provinces) for d in others]) * (1.0 - shared)
    else:
        out["province"] = out["province_differs"] = np.zeros(n)
    return out


def story_features(a: Digest, b: Digest) -> dict[str, float]:
    """The features of two articles by name."""
    return {k: float(v[0]) for k, v in _features(a, [b]).items()}


def story_value(features: dict[str, float], w: dict[str, float]) -> int:
    """The likelihood (0…UNIT) under weights ``w``."""
    return logistic(w["bias"] + sum(w[k] * v for k, v in sorted(features.items())))


def story_scores(a: Digest, others: Sequence[Digest]) -> list[int]:
    """The likelihoods (0…UNIT) that an article and each of the others tell of one story."""
    return [_score(a, d, z) for z, d in zip(_odds(a, others).tolist(), others, strict=True)]


def likely_stories(a: Digest, others: Sequence[Digest], least: int, wanted: Sequence[bool]) -> list[tuple[int, int]]:
    """(position, likelihood) of those of the others whose likelihood is at least about ``least``, or ``wanted`` however small."""
    odds = _odds(a, others)
    chosen = (odds >= math.log(least / (UNIT - least)) - 0.01) | np.array(wanted, dtype=np.bool_)
    chosen |= np.array([a.text_key == d.text_key for d in others], dtype=np.bool_)
    return [(i, _score(a, others[i], z)) for i, z in zip(np.flatnonzero(chosen).tolist(), odds[chosen].tolist(), strict=True)]


def _score(a: Digest, b: Digest, odds: float) -> int:
    """The likelihood, which is certain where the texts are the same."""
    return UNIT if a.text_key == b.text_key else logistic(odds)


def _odds(a: Digest, others: Sequence[Digest]) -> _Floats:
    """The log-odds that an article and each of the others tell of one story."""
    if not others:
        return np.empty(0)
    w = weights()["story"]
    total = np.zeros(len(others))
    for k, v in sorted(_features(a, others).items()):
        total += w[k] * v
    return w["bias"] + total
