#!/usr/bin/env python3
"""Fit the model of say/sense.py and print data/sense.json.

  python tools/fit_sense.py [--gold DIR] [--all] [--check] > src/sayso/say/data/sense.json

Learns from quality/events: the judged events of Wikinews (judged.jsonl, the train half; --all: both), written sentences
(senses.jsonl) and written articles and briefs (articles.jsonl). Positive: there is such an event, of this type. Repeated tellings count
neither way. Logistic regression with a quadratic penalty; deterministic. --check prints instead what the model does on articles that it
has not seen. Needs scipy. The shipped model is fitted with --all.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools")]

from gold import KeptPipeline, articles  # noqa: E402
from judged import half_of, judgements, matched  # noqa: E402
from sayso.ingest.blocks import completed, mark_blocks  # noqa: E402
from sayso.language.clauses import Clauses  # noqa: E402
from sayso.reader import Reader  # noqa: E402
from sayso.record import Article  # noqa: E402
from sayso.say.gather import candidates, happening  # noqa: E402
from sayso.say.participants import Participants  # noqa: E402
from sayso.say.sense import FAMILY, SLOTS, signs, vectors  # noqa: E402
from written import written_texts  # noqa: E402

#: strength of the penalty; what the vectors count against the signs; how often a sign must occur
PENALTY, SCALE, SEEN = 5.0, 2.5, 4
#: what a draft of a written article counts against a judged event
WRITTEN = 0.7
#: what one of a written sentence or brief counts, if it is true and if not: few who read single sentences pick them blindly
SHORT = (1.0, 0.4)
#: below this probability a draft makes no event, in an article and in a text of a sentence or two, which says little of its sense: nearly
#: all true events stay
LEAST = (0.35, 0.05)
#: the sign that a row is of a written article: learnt, and left out of the model
_MARK = "written"
UNIT = 1000


#: types between which coders differ over one and the same act: a court's acts, harm and who did it, yielding
_KIN = (
    {"ACCUSE", "COERCE", "SANCTION"},
    {"ASSAULT", "X-HARM", "COERCE", "X-DISPLACE", "X-ACCESS", "MOBILIZE", "SANCTION"},
    {"CONCEDE", "RETREAT", "AGREE", "AID", "COOPERATE", "SUPPORT", "CONSULT"},
    {"REQUEST", "ACCUSE", "REJECT", "THREATEN"},
    {"PROTEST", "COERCE"},
)


def told(kind: str, judged: Iterable[str]) -> bool:
    """Whether a draft's type is one of those judged, or one that differs by the codebook and not by the sense of the words."""
    return any(kind == j or any({kind, j} <= kin for kin in _KIN) for j in judged)


@dataclass(frozen=True, eq=False)
class Row:
    """``article`` (or sentence) it stands in; what the model sees; ``true``: there is such an event; ``weight`` in the fit."""

    article: str
    type: str
    frame: str
    signs: dict[str, float]
    dense: Any
    true: bool
    weight: float


def drafts(reader: Reader, article: Article) -> Iterator[tuple[tuple[int, int], Any, dict[str, float], dict[str, Any]]]:
    """(trigger span, draft, signs, vectors) of the candidates of an article."""
    blocks = mark_blocks(article)
    story = next(reader.pipeline.parse([(completed(article, blocks), blocks)]))
    known = reader._know(story)
    clauses = Clauses(story)
    people = Participants(known, clauses)
    for d in candidates(known, clauses, people):
        if not d.gone:
            h = happening(known, people, d)
            yield story.chars(h.trigger.first, h.trigger.behind), d, signs(known, people, d), vectors(known, d)


def judged_rows(reader: Reader, gold: Path) -> Iterator[Row]:
    """The judged events of Wikinews."""
    judged = judgements(ROOT / "quality" / "events" / "judged.jsonl")
    for article in articles(gold / "wikinews" / "docs.jsonl", None):
        for span, d, said, seen in drafts(reader, article):
            row = matched(judged.get(article.id, []), span, d.type)
            if row is None or row["why"].startswith("dup"):
                continue
            true = bool(row["ev"]) and told(d.type, row["type"])
            yield Row(article.id, d.type, d.frame.name, said, np.concatenate([seen[k] for k in SLOTS]), true, 1.0)


def written_rows(reader: Reader) -> Iterator[Row]:
    """The written sentences: each teaches the sense of one word."""
    path = ROOT / "quality" / "events" / "senses.jsonl"
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        for (a, b), d, said, seen in drafts(reader, Article(id=f"s{number}", text=row["text"], language="en")):
            if row["word"] in row["text"][max(0, a - 1) : b + 1]:
                flat = np.concatenate([seen[k] for k in SLOTS])
                true = row["type"] is not None and told(d.type, [row["type"]])
                yield Row(f"s{number}", d.type, d.frame.name, said, flat, true, SHORT[0 if true else 1])


def marked_rows(reader: Reader) -> Iterator[Row]:
    """The written articles, in which every word that tells of an event is marked: "rebels [[ASSAULT|attacked]] a convoy"."""
    for written in written_texts():
        for (a, b), d, said, seen in drafts(reader, Article(id=written.id, text=written.text, language="en")):
            kinds = [k for m in written.marks if m.start < b and a < m.behind for k in m.types]
            flat = np.concatenate([seen[k] for k in SLOTS])
            true, short = told(d.type, kinds), "short text" in said
            weight = SHORT[0 if true else 1] if short else WRITTEN
            yield Row(written.id, d.type, d.frame.name, said if short else {**said, _MARK: 1.0}, flat, true, weight)


def fit(rows: list[Row]) -> tuple[float, dict[str, float], dict[str, Any]]:
    """(bias, weight of each sign, family → weights of the vectors; "" for all families)."""
    counts = Counter(name for r in rows for name in r.signs)
    names = {n: i for i, n in enumerate(sorted(n for n, c in counts.items() if c >= SEEN))}
    cells = [(j, names[n], v) for j, r in enumerate(rows) for n, v in r.signs.items() if n in names]
    said = csr_matrix(([v for _, _, v in cells], ([j for j, _, _ in cells], [k for _, k, _ in cells])), (len(rows), len(names)))
    dense = np.array([r.dense for r in rows], dtype=np.float32) * SCALE
    order = families()
    members = [np.array([FAMILY.get(r.type, "for") == f for r in rows]) for f in order]
    parts = [dense, *(dense[m] for m in members)]
    places = [slice(None), *members]
    y, weight = np.array([r.true for r in rows], float), np.array([r.weight for r in rows])
    n, width = len(names), dense.shape[1]

    def loss(t: Any) -> tuple[float, Any]:
        m = said @ t[1 : n + 1] + t[0]
        w = t[n + 1 :].astype(np.float32).reshape(len(parts), width)
        for k, (part, place) in enumerate(zip(parts, places)):
            m[place] += part @ w[k]
        g = (1 / (1 + np.exp(-m)) - y) * weight
        value = (weight * (np.logaddexp(0, -m) * y + np.logaddexp(0, m) * (1 - y))).sum() + PENALTY * (t[1:] @ t[1:]) / 2
        down = g.astype(np.float32)
        grads = [part.T @ down[place] for part, place in zip(parts, places)]
        return float(value), np.concatenate([[g.sum()], said.T @ g + PENALTY * t[1 : n + 1], np.concatenate(grads) + PENALTY * t[n + 1 :]])

    t = minimize(loss, np.zeros(1 + n + width * len(parts)), jac=True, method="L-BFGS-B", options={"maxiter": 150}).x
    weights = t[n + 1 :].reshape(len(parts), width) * SCALE
    return float(t[0]), {k: float(t[1 + i]) for k, i in names.items() if k != _MARK}, dict(zip(("", *order), weights))


def families() -> list[str]:
    """The families in a fixed order."""
    return sorted({*FAMILY.values(), "for"})


def predict(model: tuple[float, dict[str, float], dict[str, Any]], rows: Iterable[Row]) -> Any:
    """The probabilities."""
    bias, said, dense = model
    m = [
        bias + sum(said.get(n, 0.0) * v for n, v in r.signs.items()) + r.dense @ (dense[""] + dense[FAMILY.get(r.type, "for")])
        for r in rows
    ]
    return 1 / (1 + np.exp(-np.array(m)))


def area(true: Any, p: Any) -> float:
    """Area under the ROC curve."""
    rank = np.empty(len(p))
    rank[np.argsort(p, kind="stable")] = np.arange(1, len(p) + 1)
    n = true.sum()
    return float((rank[true].sum() - n * (n + 1) / 2) / (n * (len(p) - n)))


def report(name: str, rows: list[Row], p: Any) -> None:
    """How well the probabilities part true events from others, and whether they mean what they say."""
    true = np.array([r.true for r in rows])
    print(f"{name}: {len(rows)} drafts, {100 * true.mean():.1f} % true; area {area(true, p):.3f}")
    for least in (0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6):
        kept = p >= least
        print(
            f"  from {least:.2f}: {100 * true[kept].mean():.1f} % true, {100 * true[kept].sum() / true.sum():.1f} % of the true ones kept"
        )
    for a in np.arange(0, 1, 0.1):
        here = (p >= a) & (p < a + 0.1)
        if here.sum():
            print(f"  {a:.1f}–{a + 0.1:.1f}: {100 * true[here].mean():.0f} % of {here.sum()} true")


def main() -> int:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "gold")
    p.add_argument("--all", action="store_true", help="learn from both halves of the judged events")
    p.add_argument("--check", action="store_true", help="five-fold check by article, and the test half with a model of the train half")
    a = p.parse_args()
    cache = Path(os.environ.get("SAYSO_PARSES", Path(tempfile.gettempdir()) / "sayso-parses.sqlite"))
    reader = Reader(pipeline=KeptPipeline(cache))
    news, written = list(judged_rows(reader, a.gold)), [*written_rows(reader), *marked_rows(reader)]
    if a.check:
        check(news, written)
        return 0
    rows = [r for r in news if a.all or half_of(r.article) == "train"] + written
    bias, said, dense = fit(rows)
    model = {
        "bias": round(bias, 4),
        "least": LEAST,
        "width": len(rows[0].dense) // len(SLOTS),
        "unit": UNIT,
        "frames": sorted({r.frame for r in rows}),
        "weight": {n: round(v, 3) for n, v in said.items() if abs(v) >= 0.0005},
        "dense": {f: [round(float(v) * UNIT) for v in numbers] for f, numbers in dense.items()},
    }
    print(json.dumps(model, ensure_ascii=False, separators=(",", ":")))
    print(f"{len(rows)} rows", file=sys.stderr)
    return 0


def check(news: list[Row], written: list[Row]) -> None:
    """Five folds by article, then the test half."""
    fold = np.array([hashlib.sha256(r.article.encode()).digest()[1] % 5 for r in news])
    for name, more in (("judged events alone", []), ("with the written sentences", written)):
        p = np.zeros(len(news))
        for k in range(5):
            model = fit([r for r, f in zip(news, fold) if f != k] + more)
            p[fold == k] = predict(model, [r for r, f in zip(news, fold) if f == k])
        report(f"five folds, {name}", news, p)
    test = [r for r in news if half_of(r.article) == "test"]
    report("test half", test, predict(fit([r for r in news if half_of(r.article) == "train"] + written), test))
    if written:
        report("written sentences by the judged events", written, predict(fit(news), written))


if __name__ == "__main__":
    sys.exit(main())
