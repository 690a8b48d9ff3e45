#!/usr/bin/env python3
"""Fit the model of say/parties.py and print data/parties.json.

  python tools/fit_parties.py [--gold DIR] [--all] [--check] > src/sayso/say/data/parties.json

Learns from quality/events: the parties of the judged events of Wikinews (judged.jsonl, the train half; --all: both) and of the
written articles and briefs (parties.jsonl beside articles.jsonl). A row is one phrase of the sentence of one event; it is true where the
annotator named it in that role. Logistic regression with a quadratic penalty; deterministic. --check prints instead what the model does
on articles that it has not seen. Needs scipy. The shipped model is fitted with --all.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
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
from sayso.say.known import Known  # noqa: E402
from sayso.say.participants import Participants  # noqa: E402
from sayso.say.parties import Scene, roles_of  # noqa: E402
from written import written_texts  # noqa: E402

#: strength of the penalty; how often a sign must occur
PENALTY, SEEN = 8.0, 3
#: least probability with which a party that the slots found stays, and with which another comes in
KEEP, ADD = (0.2, 0.0), 0.6
#: weights below this are left out of the model
LIGHT = 0.04


@dataclass(frozen=True, eq=False)
class Row:
    """One phrase near one event (``event`` numbers them): ``true``: it takes the ``role``, None: it may; ``rule``: so the slots say."""

    article: str
    event: int
    role: str
    frame: str
    signs: dict[str, float]
    true: bool | None
    rule: bool


@dataclass(frozen=True)
class Wanted:
    """Parties of one event, as annotated."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]


def heads_of(known: Known, people: Participants, words: str, trigger: int) -> set[int]:
    """Heads of the phrase nearest to the trigger that has these words, in its sentence; "he=John": the pronoun, or the name."""
    s = known.story
    a, b = s.sents[s.sent[trigger]]
    first, last = s.chars(a, b)
    text = s.article.text[first:last]
    for name in words.rstrip("?").lstrip("^").split("="):
        spots = [m.span() for m in re.finditer(r"(?<!\w)" + re.escape(name.strip()) + r"(?!\w)", text, re.IGNORECASE)]
        if spots:
            at = s.start[trigger] - first
            x, y = min(spots, key=lambda p: abs(p[0] - at))
            t, u = s.tokens((first + x, first + y))
            return {k for k in range(t, u) if not t <= s.head[k] < u or s.head[k] == k}
    return set()


def rows_of(reader: Reader, article: Article, wanted: Any, number: int) -> Iterator[Row]:
    """The rows of an article; ``wanted(span, type)`` gives the annotated parties of the event at that trigger, or None."""
    blocks = mark_blocks(article)
    story = next(reader.pipeline.parse([(completed(article, blocks), blocks)]))
    known = reader._know(story)
    people = Participants(known, Clauses(story))
    for d in candidates(known, people.clauses, people):
        if d.gone:
            continue
        h = happening(known, people, d)
        want = wanted(story.chars(h.trigger.first, h.trigger.behind), d.type)
        if want is None:
            continue
        number += 1
        scene = Scene(known, people, d)
        told = {}
        for role, names in (("actor", want.actors), ("recipient", want.recipients)):
            sure, perhaps = set(), set()
            for n in names:
                (perhaps if n.endswith("?") or n.startswith("^") else sure).update(heads_of(known, people, n, d.trigger.token))
                if n.startswith("^") or not heads_of(known, people, n, d.trigger.token):
                    perhaps.update(k for k in scene.near if named_so(known, people, k, n))
            told[role] = (sure, perhaps)
        told["side"] = (told["actor"][0] | told["recipient"][0], told["actor"][1] | told["recipient"][1])
        for k in scene.near:
            signs = scene.signs(k)
            for role in roles_of(d):
                sure, perhaps = told[role]
                true: bool | None = k in sure or same(known, people, k, sure)
                if not true and (k in perhaps or same(known, people, k, perhaps)):
                    true = None
                rule = k in (
                    d.roles.actors
                    if role == "actor"
                    else d.roles.recipients
                    if role == "recipient"
                    else [*d.roles.actors, *d.roles.recipients]
                )
                yield Row(article.id, number, role, d.frame.name, signs, true, rule)


def named_so(known: Known, people: Participants, k: int, words: str) -> bool:
    """Whether the entity of k has the name."""
    entity = known.entity.get(people.mention(k).entity or "")
    name = words.rstrip("?").lstrip("^").split("=")[-1].lower()
    return entity is not None and any(name == n.lower() for n in (entity.name or "", *entity.aliases))


def same(known: Known, people: Participants, k: int, heads: set[int]) -> bool:
    """Whether k is the same party as one of the heads: an apposition, or a further mention of the entity."""
    s = known.story
    for x in heads:
        if x == k or (s.dep[x] == "appos" and s.head[x] == k) or (s.dep[k] == "appos" and s.head[k] == x):
            return True
        if s.dep[x] in ("compound", "nmod", "amod") and s.head[x] == k and s.pos[x] == "PROPN":
            return True
    return False


def judged_rows(reader: Reader, gold: Path) -> list[Row]:
    """The judged events of Wikinews."""
    judged = judgements(ROOT / "quality" / "events" / "judged.jsonl")
    out: list[Row] = []
    for article in articles(gold / "wikinews" / "docs.jsonl", None):
        rows = judged.get(article.id, [])

        def wanted(span: tuple[int, int], kind: str, here: Any = rows) -> Wanted | None:
            row = matched(here, span, kind)
            if row is None or not row["ev"] or kind not in row["type"]:
                return None
            return Wanted(tuple(row["actors"]), tuple(row["recipients"]))

        out.extend(rows_of(reader, article, wanted, out[-1].event if out else 0))
    return out


def written_rows(reader: Reader) -> list[Row]:
    """The written articles and briefs."""
    out: list[Row] = []
    for written in written_texts():
        marks = [m for m in written.marks if m.told is not None]
        if not marks:
            continue

        def wanted(span: tuple[int, int], kind: str, marks: Any = marks) -> Wanted | None:
            for m in marks:
                if m.start < span[1] and span[0] < m.behind and kind in m.types:
                    return Wanted(tuple(m.told["a"]), tuple(m.told["r"]))
            return None

        out.extend(rows_of(reader, Article(id=written.id, text=written.text, language="en"), wanted, out[-1].event if out else 0))
    return out


def fit(rows: list[Row], role: str) -> dict[str, float]:
    """Sign → weight, "" the bias."""
    rows = [r for r in rows if r.role == role and r.true is not None]
    counts = Counter(name for r in rows for name in r.signs)
    names = {n: i for i, n in enumerate(sorted(n for n, c in counts.items() if c >= SEEN))}
    cells = [(j, names[n], v) for j, r in enumerate(rows) for n, v in r.signs.items() if n in names]
    x = csr_matrix(([v for _, _, v in cells], ([j for j, _, _ in cells], [k for _, k, _ in cells])), (len(rows), len(names)))
    y = np.array([r.true for r in rows], float)

    def loss(t: Any) -> tuple[float, Any]:
        m = x @ t[1:] + t[0]
        g = 1 / (1 + np.exp(-m)) - y
        value = (np.logaddexp(0, -m) * y + np.logaddexp(0, m) * (1 - y)).sum() + PENALTY * (t[1:] @ t[1:]) / 2
        return float(value), np.concatenate([[g.sum()], x.T @ g + PENALTY * t[1:]])

    t = minimize(loss, np.zeros(1 + len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return {"": float(t[0])} | {n: float(t[1 + i]) for n, i in names.items()}


def predict(weight: dict[str, float], rows: list[Row]) -> Any:
    """The probabilities."""
    return 1 / (1 + np.exp(-np.array([weight[""] + sum(weight.get(n, 0.0) * v for n, v in r.signs.items()) for r in rows])))


def models(rows: list[Row]) -> dict[str, dict[str, float]]:
    """One for each role."""
    return {role: fit(rows, role) for role in ("actor", "recipient", "side")}


def chances(weight: dict[str, dict[str, float]], rows: list[Row]) -> Any:
    """The probability of each row by the model of its role."""
    p = np.zeros(len(rows))
    for role, w in weight.items():
        at = [j for j, r in enumerate(rows) if r.role == role]
        p[at] = predict(w, [rows[j] for j in at])
    return p


def report(name: str, rows: list[Row], p: Any) -> None:
    """How many events have their parties right (every phrase of the sentence as annotated), by slots alone and with the model."""

    def right(chosen: Any) -> dict[str, tuple[int, int]]:
        wrong, seen = {r: set() for r in ("actor", "recipient", "side", "all")}, {r: set() for r in ("actor", "recipient", "side", "all")}
        for r, c in zip(rows, chosen):
            for key in (r.role, "all"):
                seen[key].add(r.event)
                if r.true is not None and bool(c) != r.true:
                    wrong[key].add(r.event)
        return {k: (len(seen[k] - wrong[k]), len(seen[k])) for k in seen}

    rule = np.array([r.rule for r in rows])
    print(f"{name}: {len(rows)} phrases")
    print("  slots alone " + "  ".join(f"{k} {a}/{n} {100 * a / max(1, n):.1f} %" for k, (a, n) in right(rule).items()))
    for keep in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5):
        for add in (0.5, 0.6, 0.7, 2.0):
            chosen = np.where(rule, p >= keep, p >= add)
            print(f"  keep {keep} add {add} " + "  ".join(f"{k} {100 * a / max(1, n):.1f} %" for k, (a, n) in right(chosen).items()))


def main() -> int:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "gold")
    p.add_argument("--all", action="store_true", help="learn from both halves of the judged events")
    p.add_argument("--check", action="store_true", help="five-fold check by article, and the test half with a model of the train half")
    a = p.parse_args()
    cache = Path(os.environ.get("SAYSO_PARSES", Path(tempfile.gettempdir()) / "sayso-parses.sqlite"))
    reader = Reader(pipeline=KeptPipeline(cache))
    news, written = judged_rows(reader, a.gold), written_rows(reader)
    if a.check:
        check(news, written)
        return 0
    rows = [r for r in news if a.all or half_of(r.article) == "train"] + written
    model = {
        "keep": KEEP, "add": ADD, "frames": sorted({r.frame for r in rows}),
        "weight": {role: {n: round(v, 2) for n, v in w.items() if abs(v) >= LIGHT} for role, w in models(rows).items()},
    }  # fmt: skip
    print(json.dumps(model, ensure_ascii=False, separators=(",", ":")))
    print(f"{len(rows)} rows", file=sys.stderr)
    return 0


def check(news: list[Row], written: list[Row]) -> None:
    """Five folds by article, then the test half."""
    for name, more in (("judged events alone", []), ("with the written texts", written)):
        fold = np.array([hashlib.sha256(r.article.encode()).digest()[1] % 5 for r in news])
        p = np.zeros(len(news))
        for k in range(5):
            p[fold == k] = chances(models([r for r, f in zip(news, fold) if f != k] + more), [r for r, f in zip(news, fold) if f == k])
        report(f"five folds, {name}", news, p)
    fold = np.array([hashlib.sha256(r.article.encode()).digest()[1] % 5 for r in written])
    p = np.zeros(len(written))
    for k in range(5):
        p[fold == k] = chances(models([r for r, f in zip(written, fold) if f != k] + news), [r for r, f in zip(written, fold) if f == k])
    report("five folds of the written texts", written, p)


if __name__ == "__main__":
    sys.exit(main())
