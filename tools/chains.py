#!/usr/bin/env python3
"""The data set of actor chains (benchmarks/actors): draw it, check it, tell how two passes agree, and score sayso on it.

  python tools/chains.py draw WIKINEWS.jsonl     write articles.jsonl (40 articles, fixed choice) and ATTRIBUTION.md
  python tools/chains.py check [PASS]            every file of the pass has the very text of its article, ids well formed
  python tools/chains.py agree PASS PASS         agreement of two passes: mention F1, CoNLL F1 of one against the other
  python tools/chains.py score [PASS] [HALF]     sayso against the pass (default gold); HALF of the articles: look | confirm

Mentions of sayso and gold are aligned one to one: the same span, else the same last word of the head and an overlap. Chains of one
mention are left out on both sides before MUC, B-cubed and CEAF-e (as in CoNLL-2012). Pronoun accuracy: of the gold pronouns whose chain
has a name or noun phrase, those that sayso puts into an entity most of whose other aligned mentions are of that chain.

What of a reading is scored: mentions of entities that are a person, an organization, a group or a country. A title is part of a name's
mention in the guidelines and a mention of its own in sayso: where both are one entity and stand side by side, they count as one. sayso
marks every country's name and demonym, the guidelines only those that stand for an actor; so those are left out that stand behind a
preposition of place ("in Chad") or before the noun that they modify ("Chadian troops", "Chad President Idriss Deby"). The articles whose
place in the order of ids is even are there to look at, the others confirm.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

HERE = Path(__file__).resolve().parent.parent / "benchmarks" / "actors"
PRONOUN = re.compile(
    r"(?i)(i|me|my|mine|we|us|our|ours|you|your|yours|he|him|his|she|her|hers|it|its|they|them|their|theirs|himself|herself|itself|themselves)"
)
Span = tuple[int, int]
Chains = dict[str, list[Span]]


def draw(source: Path) -> None:
    """Choose 40 articles of 1,200 to 2,600 characters by the hash of their id."""
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").split("\n") if line.strip()]
    fit = [r for r in rows if 1200 <= len(r["text"]) <= 2600]
    fit.sort(key=lambda r: hashlib.sha256(("actors" + r["id"]).encode()).hexdigest())
    chosen = sorted(fit[:40], key=lambda r: r["id"])
    with open(HERE / "articles.jsonl", "w", encoding="utf-8") as f:
        for r in chosen:
            f.write(json.dumps(r, ensure_ascii=False) + "\n")
    with open(HERE / "ATTRIBUTION.md", "w", encoding="utf-8") as f:
        f.write("# Attribution\n\nTexts by Wikinews contributors, Creative Commons Attribution 2.5 ")
        f.write("(https://creativecommons.org/licenses/by/2.5/); annotations by the sayso authors, Creative Commons Attribution 4.0.\n")
        f.write("White space was tidied; marks were added.\n\n")
        f.writelines(f"- {r['title']} ({r['published']}): {r['url']}\n" for r in chosen)


def articles() -> dict[str, dict[str, Any]]:
    """id -> article."""
    rows = [json.loads(line) for line in (HERE / "articles.jsonl").read_text(encoding="utf-8").split("\n") if line.strip()]
    return {r["id"]: r for r in rows}


def parse(marked: str) -> tuple[str, Chains]:
    """(text, chains) of a marked text; ValueError says what is wrong and where."""
    text: list[str] = []
    open_: list[tuple[str, int]] = []
    chains: Chains = defaultdict(list)
    i = 0
    while i < len(marked):
        if marked[i] == "\\" and marked[i + 1 : i + 2] in ("[", "]"):
            text.append(marked[i + 1])
            i += 2
        elif marked[i] == "[":
            m = re.compile(r"\[(x\d+) ").match(marked, i)
            if not m:
                raise ValueError(f"a bracket that is no mark at {marked[i : i + 30]!r}")
            open_.append((m.group(1), len(text)))
            i = m.end()
        elif marked[i] == "]":
            if not open_:
                raise ValueError(f"a bracket closes nothing behind {''.join(text[-30:])!r}")
            name, start = open_.pop()
            if start == len(text):
                raise ValueError(f"an empty mention behind {''.join(text[-30:])!r}")
            chains[name].append((start, len(text)))
            i += 1
        else:
            text.append(marked[i])
            i += 1
    if open_:
        raise ValueError(f"mark {open_[-1][0]} is not closed")
    return "".join(text), {k: sorted(v) for k, v in chains.items()}


def load(name: str) -> dict[str, Chains]:
    """id -> chains of a pass; exits with every fault named."""
    out, faults = {}, []
    for key, article in articles().items():
        path = HERE / name / f"{key}.txt"
        if not path.is_file():
            faults.append(f"{path.name}: missing")
            continue
        try:
            text, chains = parse(path.read_text(encoding="utf-8").removesuffix("\n"))
        except ValueError as e:
            faults.append(f"{path.name}: {e}")
            continue
        want = article["text"].removesuffix("\n")
        if text != want:
            at = next((i for i, (a, b) in enumerate(zip(text, want)) if a != b), min(len(text), len(want)))
            faults.append(f"{path.name}: differs from the article at {at}: {text[at : at + 30]!r}, not {want[at : at + 30]!r}")
        out[key] = chains
    if faults:
        sys.exit("\n".join(faults))
    return out


def half(name: str | None) -> set[str]:
    """Ids of the articles to ``look`` at, of those that ``confirm``, or (None) of all."""
    if name not in (None, "look", "confirm"):
        sys.exit(f"{name!r} is no half (look, confirm)")
    return {key for n, key in enumerate(sorted(articles())) if name is None or n % 2 == (name == "confirm")}


def _last_word(text: str) -> str:
    head = re.split(r"\b(?:of|in|from|at|for|on|with)\b|,", text)[0].split()
    return (head or text.split() or [""])[-1].lower().strip(".'’")


def _same_head(gold: str, mine: str) -> bool:
    """The same head word; or mine is the name at the end of a title with an of-phrase ("President of Chad Idriss Deby")."""
    return _last_word(gold) == _last_word(mine) or (" " in mine and gold.endswith(" " + mine) and mine[0].isupper())


def align(text: str, gold: list[Span], mine: list[Span]) -> dict[Span, Span]:
    """mine -> gold, one to one."""
    left = set(gold)
    out = {}
    for m in mine:
        if m in left:
            out[m] = m
            left.discard(m)
    for m in mine:
        if m not in out:
            near = [g for g in left if g[0] < m[1] and m[0] < g[1] and _same_head(text[g[0] : g[1]], text[m[0] : m[1]])]
            if near:
                g = max(near, key=lambda g: (min(g[1], m[1]) - max(g[0], m[0]), -g[0]))
                out[m] = g
                left.discard(g)
    return out


def _f(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0


def conll(gold: list[set[Any]], mine: list[set[Any]]) -> dict[str, float]:
    """MUC, B-cubed and CEAF-e F1, and their mean, of two clusterings."""

    def muc(a: list[set[Any]], b: list[set[Any]]) -> float:
        where = {m: i for i, c in enumerate(b) for m in c}
        num = sum(len(c) - len({where.get(m, ("alone", m)) for m in c}) for c in a)
        return num / max(1, sum(len(c) - 1 for c in a))

    def cubed(a: list[set[Any]], b: list[set[Any]]) -> float:
        where = {m: i for i, c in enumerate(b) for m in c}
        num = 0.0
        for c in a:
            n = Counter(where[m] for m in c if m in where)
            num += sum(v * v for v in n.values()) / len(c)
        return num / max(1, sum(len(c) for c in a))

    def ceaf(a: list[set[Any]], b: list[set[Any]]) -> float:
        if not a or not b:
            return 0.0
        phi = np.array([[2 * len(x & y) / (len(x) + len(y)) for y in b] for x in a])
        r, c = linear_sum_assignment(-phi)
        total = float(phi[r, c].sum())
        return _f(total / len(b), total / len(a))

    out = {"muc": _f(muc(mine, gold), muc(gold, mine)), "b3": _f(cubed(mine, gold), cubed(gold, mine)), "ceafe": ceaf(gold, mine)}
    out["conll"] = sum(out.values()) / 3
    return {k: 100 * v for k, v in out.items()}


def compare(gold: dict[str, Chains], mine: dict[str, Chains]) -> dict[str, float]:
    """Scores of `mine` against `gold`, over all articles as one document."""
    texts = articles()
    clusters: tuple[list[set[Any]], list[set[Any]]] = ([], [])
    hit = n_gold = n_mine = right = pronouns = 0
    for key, g in gold.items():
        text, m = texts[key]["text"], mine.get(key, {})
        spans_g, spans_m = sorted({s for c in g.values() for s in c}), sorted({s for c in m.values() for s in c})
        to = align(text, spans_g, spans_m)
        hit, n_gold, n_mine = hit + len(to), n_gold + len(spans_g), n_mine + len(spans_m)
        for chains, side in ((g, 0), (m, 1)):
            for c in chains.values():
                whole = {(key, *to.get(s, ("mine", s))) if side else (key, *s) for s in c}
                if len(whole) > 1:
                    clusters[side].append(whole)
        chain_of = {s: name for name, c in g.items() for s in c}
        entity_of = {s: name for name, c in m.items() for s in c}
        back = {b: a for a, b in to.items()}
        for s, name in chain_of.items():
            if not PRONOUN.fullmatch(text[s[0] : s[1]]) or all(PRONOUN.fullmatch(text[a:b]) for a, b in g[name]):
                continue
            pronouns += 1
            x = entity_of.get(back.get(s, (-1, -1)))
            others = Counter(
                chain_of[to[o]] for o in m.get(x or "", ()) if o in to and to[o] != s and not PRONOUN.fullmatch(text[o[0] : o[1]])
            )
            right += bool(others) and others.most_common(1)[0][0] == name
    p, r = hit / max(1, n_mine), hit / max(1, n_gold)
    out = {"mention_p": 100 * p, "mention_r": 100 * r, "mention_f1": 100 * _f(p, r), **conll(*clusters)}
    out["pronoun_accuracy"] = 100 * right / max(1, pronouns)
    out["gold_mentions"], out["gold_pronouns"] = n_gold, pronouns
    return out


#: what stands before a country's name that is but a place
_PLACED = re.compile(r"\b(?:in|at|from|near|across|throughout|within|inside|into|around|over|through|off|outside)(?:\s+the)?\s+$", re.I)


def _acts(text: str, m: Any, others: list[Any]) -> bool:
    """A country's mention that stands for an actor (see above); True for all other mentions."""
    if m.kind != "country" or m.form != "name":
        return True
    if _PLACED.search(text[max(0, m.start - 24) : m.start]) or re.match(r"[ -][A-Z]", text[m.end : m.end + 2]):
        return False
    owns = re.match(r"['’]", text[m.end :]) or re.search(r"\bof\s+(?:the\s+)?$", text[max(0, m.start - 12) : m.start])
    return bool(owns) or not any(o.start <= m.start and m.end < o.end for o in others)


def chains_of(reading: Any) -> Chains:
    """What of a reading is scored (see above)."""
    text, kind = reading.article.text, {x.id: x.kind for x in reading.entities}
    chains: Chains = defaultdict(list)
    for m in reading.mentions:
        if kind.get(m.entity) not in ("person", "organization", "group", "country") or not _acts(text, m, reading.mentions):
            continue
        last = chains[m.entity][-1] if chains[m.entity] else None
        if last and m.form == "name" and text[last[1] : m.start].isspace():
            chains[m.entity][-1] = (last[0], m.end)
        else:
            chains[m.entity].append((m.start, m.end))
    return chains


def read(keys: set[str]) -> dict[str, Chains]:
    """Chains of sayso's own readings: entities of actors."""
    from sayso.reader import Reader
    from sayso.record import Article

    rows = [r for key, r in articles().items() if key in keys]
    made = [Article(id=r["id"], text=r["text"], title=r["title"], url=r["url"], outlet=r["outlet"], published=r["published"]) for r in rows]
    return {reading.article.id: chains_of(reading) for reading in Reader().read_many(made)}


def main() -> int:
    what, *rest = sys.argv[1:] or ["help"]
    if what == "draw":
        draw(Path(rest[0]))
    elif what == "check":
        print(f"{sum(len(c) for c in load(rest[0] if rest else 'gold').values())} chains in {len(articles())} articles")
    elif what in ("agree", "score"):
        keys = half(rest[1] if what == "score" and len(rest) > 1 else None)
        gold = {key: chains for key, chains in load(rest[0] if rest else "gold").items() if key in keys}
        result = compare(gold, load(rest[1]) if what == "agree" else read(keys))
        print("\n".join(f"{k:18} {v:8.1f}" for k, v in result.items()))
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
