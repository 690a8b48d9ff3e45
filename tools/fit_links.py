#!/usr/bin/env python3
"""Fit the weights of link/score.py on the annotations of ecb-train and print data/weights.toml.

  python tools/gold.py ecb-train --out READINGS && python tools/fit_links.py READINGS ../shared/gold/ecb-train/gold.jsonl > weights.toml

[story]: all pairs of documents; the same seminal event is the positive class; pairs of different topics count a twentieth. [event]:
pairs of events of likely related documents that both stand on an annotated mention; the same chain is the positive class. Signs that
the field dictates are held (days far apart never speak for one story). Needs scipy. Deterministic.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from sayso.link.cluster import UNIT, agglomerate  # noqa: E402
from sayso.link.digest import Digest, EventDigest, digest  # noqa: E402
from sayso.link.incidents import story_cut  # noqa: E402
from sayso.link.likeness import story_features, story_value  # noqa: E402
from sayso.link.pairs import comparable  # noqa: E402
from sayso.link.score import event_features  # noqa: E402
from sayso.record import reading_from_dict  # noqa: E402

#: features whose weight may not be above, or not be below, nought
FALLING = {"far", "province_differs", "place_far", "day_far", "party_differs", "figure_differs", "unreal"}
RISING = {
    "names", "near_alike", "days_alike", "province", "numbers", "lead", "near", "same_lemma", "same_type", "place_same", "day_same",
    "actor", "recipient", "figure_same", "weapon", "crossed", "place_near", "day_near", "story", "words",
}  # fmt: skip
#: where the weights are drawn to: ecb-train has few places and days that tell two events apart, the news at large has many
PRIOR = {
    "same_lemma": 2.0, "story": 3.0, "place_same": 1.5, "place_near": 0.5, "place_far": -2.5, "day_same": 0.8, "day_far": -2.0,
    "actor": 0.8, "recipient": 1.0, "crossed": 0.3, "party_differs": -0.5, "figure_same": 1.2, "figure_differs": -0.3, "weapon": 0.5,
    "unreal": -1.0, "far": -1.0,
}  # fmt: skip
PULL = 12.0
#: bounds that the corpus cannot teach: in a stream of news nearly all articles are near each other in time, in ecb-train few are
MOST = {"near": 0.5, "far": -0.5}


def fit(rows: list[dict[str, float]], truth: list[bool], weight: list[float], pull: float) -> dict[str, float]:
    """Weighted logistic regression with bounds and a normal prior of precision ``pull`` around PRIOR."""
    names = list(rows[0])
    x = np.array([[r[n] for n in names] for r in rows])
    y, w = np.array(truth, float), np.array(weight)
    prior = np.array([PRIOR.get(n, 0.0) for n in names])

    def loss(t: Any) -> tuple[float, Any]:
        m = x @ t[1:] + t[0]
        p = 1 / (1 + np.exp(-m))
        g = (p - y) * w
        value = (w * (np.logaddexp(0, -m) * y + np.logaddexp(0, m) * (1 - y))).sum() + pull * ((t[1:] - prior) ** 2).sum() / 2
        return value, np.concatenate([[g.sum()], x.T @ g + pull * (t[1:] - prior)])

    bounds: list[tuple[float | None, float | None]] = [(None, None)]
    for n in names:
        bounds.append((0.0, MOST.get(n)) if n in RISING else (None, MOST.get(n, 0.0)) if n in FALLING else (None, None))
    t = minimize(loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    return {"bias": float(t[0]), **{n: float(v) for n, v in zip(names, t[1:])}}


def pairs(items: list[Any]) -> Iterable[tuple[Any, Any]]:
    """All unordered pairs."""
    return ((a, b) for i, a in enumerate(items) for b in items[i + 1 :])


def mentions_of(d: Digest, gold: dict[str, Any]) -> dict[str, str]:
    """Event id → chain, for triggers that overlap an annotated mention (one to one, the longest overlap first)."""
    cells = []
    for e in d.events:
        for k, m in enumerate(gold["mentions"]):
            n = sum(max(0, min(e.trigger[1], b) - max(e.trigger[0], a)) for a, b in m["spans"])
            if n:
                cells.append((-n, k, e.id))
    out: dict[str, str] = {}
    used: set[int] = set()
    for _, k, e in sorted(cells):
        if k not in used and e not in out:
            used.add(k)
            out[e] = gold["mentions"][k]["chain"]
    return out


def main() -> int:
    docs = [digest(reading_from_dict(json.loads(x))) for x in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    gold = {g["id"]: g for g in map(json.loads, Path(sys.argv[2]).read_text(encoding="utf-8").splitlines())}
    rows, truth, weight = [], [], []
    for a, b in pairs(docs):
        g, h = gold[a.article], gold[b.article]
        rows.append(story_features(a, b))
        truth.append(g["cluster"] == h["cluster"])
        weight.append(1.0 if g["topic"] == h["topic"] else 0.05)
    story = fit(rows, truth, weight, 0.5)
    likely = {}
    for (a, b), r in zip(pairs(docs), rows):
        likely[min(a.article, b.article), max(a.article, b.article)] = story_value(r, story)
    group = {x: n for n, g in enumerate(agglomerate([d.article for d in docs], likely, story_cut)) for x in g}

    chain: dict[str, str] = {}
    for d in docs:
        chain.update(mentions_of(d, gold[d.article]))
    rows, truth, weight = [], [], []

    def take(e: EventDigest, f: EventDigest, together: float) -> None:
        if e.id in chain and f.id in chain and comparable(e, f):
            rows.append(event_features(e, f, together))
            truth.append(chain[e.id] == chain[f.id])
            weight.append(1.0)

    for d in docs:
        for e, f in pairs(list(d.events)):
            take(e, f, 1.0)
    for a, b in pairs(docs):
        same = group[a.article] == group[b.article]
        value = likely[min(a.article, b.article), max(a.article, b.article)] / UNIT
        if same or value > 0.03:
            for e in a.events:
                for f in b.events:
                    take(e, f, 1.0 if same else min(value, 0.3))
    event = fit(rows, truth, weight, PULL)
    print("# Weights of the two logistic scores of link/score.py, fitted on the annotations of ecb-train (CC BY 3.0, see NOTICE) by")
    print("# tools/fit_links.py; a value is what one unit of the feature adds to the log-odds.")
    for name, values in (("story", story), ("event", event)):
        print(f"\n[{name}]")
        for k, v in values.items():
            print(f"{k} = {v:.2f}")
    print(f"{len(rows)} pairs of events, {sum(truth)} of one chain", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
