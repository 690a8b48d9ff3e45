#!/usr/bin/env python3
"""Hold the events that sayso reads in the written texts of quality/events against their marks (its README says how they were annotated).

  python tools/written.py [--readings FILE] [--half train|test] [--errors KIND] [--types]

A row is matched to the mark whose words its trigger overlaps (of several one of its type, and one that no other row has taken). Of the
marks: how many have a row, and one of their type. Of the rows: how many stand on a mark, with its type, status and parties. A status that
differs in nothing but who says so (reported or attributed, accused or claimed …) is counted apart as soft. Where several marks tell of one
happening, sayso makes one row of them: recall is a yardstick, not a share.
KIND: missed | no event | type | status | soft status | actors | recipients.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tools")]

from judged import half_of, names_of, parties_right, show  # noqa: E402

Row = dict[str, Any]
FOLDER = ROOT / "quality" / "events"
#: statuses of what is told as a fact, which differ by who says it: annotators part them less evenly than the others
FACTUAL = frozenset({"reported", "confirmed", "claimed", "accused", "accused_by_authorities", "attributed"})
_MARK = re.compile(r"\[\[([A-Z,-]+)\|([^]]+)\]\]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked word: its span in the text without marks, its types, and what is told of the event (None: a mark of the title, or of a
    text that nobody has annotated)."""

    start: int
    behind: int
    types: tuple[str, ...]
    told: Row | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A written text without its marks, and the marks."""

    id: str
    text: str
    marks: tuple[Mark, ...]


def marked_text(row: Row) -> tuple[str, list[tuple[int, int, list[str]]]]:
    """Title and text of a written article without its marks, and the marks as (first character, behind, types)."""
    raw = (row["title"] + "\n\n" if row["title"] else "") + row["text"]
    text, marks, behind = "", [], 0
    for m in _MARK.finditer(raw):
        text += raw[behind : m.start()]
        marks.append((len(text), len(text) + len(m[2]), m[1].split(",")))
        text, behind = text + m[2], m.end()
    return text + raw[behind:], marks


def aligned(number: int, row: Row, events: list[Row] | None) -> Written:
    """A written text with what is told of its marks; those of its title have nothing told of them."""
    text, marks = marked_text(row)
    heading = len(marked_text(row | {"text": ""})[0])
    body = [m for m in marks if m[0] >= heading]
    if events is not None and len(events) != len(body):
        raise ValueError(f"parties.jsonl: text {number} has {len(body)} events, {len(events)} are annotated")
    told = dict(zip((m[0] for m in body), events or ()))
    return Written(f"a{number}", text, tuple(Mark(a, b, tuple(types), told.get(a)) for a, b, types in marks))


def written_texts(folder: Path = FOLDER) -> list[Written]:
    """The written articles and briefs in the order of the file."""
    told = {r["id"]: r["events"] for r in map(json.loads, (folder / "parties.jsonl").read_text(encoding="utf-8").splitlines())}
    lines = (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return [aligned(n, json.loads(line), told.get(n)) for n, line in enumerate(lines)]


def pair(marks: tuple[Mark, ...], rows: list[Row]) -> list[Mark | None]:
    """For each row the mark that it stands on: one of its type before another, one that is free before one that is taken."""
    out: list[Mark | None] = []
    taken: set[int] = set()
    for e in rows:
        a, b = e["trigger"]
        near = [m for m in marks if m.start < b and a < m.behind]
        best = min(near, key=lambda m: (m.start in taken, e["type"] not in m.types, abs(m.start - a)), default=None)
        if best is not None:
            taken.add(best.start)
        out.append(best)
    return out


def status_fault(wanted: str, got: str) -> str | None:
    """ "status" where one is a fact and the other is not, or both are unreal in different ways; "soft status" between facts."""
    if wanted == got:
        return None
    if wanted in FACTUAL and got in FACTUAL:
        return "soft status"
    return None if {wanted, got} == {"denied", "negated"} else "status"


def faults(e: Row, mark: Mark | None, names: Callable[[str], list[str]]) -> list[str]:
    """Everything that is wrong with a row; ``names`` gives the names of a mention."""
    if mark is None:
        return ["no event"]
    if e["type"] not in mark.types:
        return ["type"]
    if mark.told is None:
        return []
    wrong = [f for f in [status_fault(mark.told["s"], e["status"])] if f]
    actors, recipients = ([names(m) for m in e[k]] for k in ("actors", "recipients"))
    # a party that is told in another sentence may be found or not
    wanted = {k: [w[1:] + "?" if w.startswith("^") else w for w in mark.told[k]] for k in ("a", "r")}
    if e["type"] in ("CONSULT", "AGREE", "COOPERATE", "SUPPORT") or e["mode"] == "clash":
        if not parties_right([*wanted["a"], *wanted["r"]], [*actors, *(r for r in recipients if r not in actors)]):
            wrong.append("actors")
    else:
        wrong += [
            name for name, w, got in (("actors", wanted["a"], actors), ("recipients", wanted["r"], recipients)) if not parties_right(w, got)
        ]
    return wrong


def readings_of(texts: list[Written], path: Path | None) -> tuple[list[Row], Callable[[Row], list[Any]]]:
    """The readings, kept or read anew; and what becomes of the words of a reading that make no event."""
    from gold import KeptPipeline
    from sayso.reader import Reader
    from sayso.record import Article, to_json

    reader = Reader(pipeline=KeptPipeline(Path(os.environ.get("SAYSO_PARSES", Path(tempfile.gettempdir()) / "sayso-parses.sqlite"))))
    docs = [Article(id=t.id, text=t.text, language="en") for t in texts]

    def turned(reading: Row) -> list[Any]:
        return reader.explain(next(d for d in docs if d.id == reading["article"]["id"]))[1]

    if path:
        return [json.loads(x) for x in path.read_text(encoding="utf-8").splitlines()], turned
    return [json.loads(to_json(r)) for r in reader.read_many(docs)], turned


def main() -> int:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--readings", type=Path, help="readings to score; read anew without it")
    p.add_argument("--half", choices=("train", "test"), help="by a hash of the text's number; rules are tuned on train")
    p.add_argument("--errors", metavar="KIND", help="print what has this fault")
    p.add_argument("--types", action="store_true", help="a row for each type")
    a = p.parse_args()
    texts = {t.id: t for t in written_texts() if not a.half or half_of(t.id) == a.half}
    readings, turned = readings_of(list(texts.values()), a.readings)
    total: Counter[str] = Counter()
    by_type: dict[str, Counter[str]] = {}
    confused: Counter[tuple[str, str]] = Counter()

    def count(kind: str, what: str) -> None:
        total[what] += 1
        by_type.setdefault(kind, Counter())[what] += 1

    for reading in readings:
        marks = texts[reading["article"]["id"]].marks
        paired = pair(marks, reading["events"])
        for e, mark in zip(reading["events"], paired):
            wrong = faults(e, mark, lambda m, r=reading: names_of(r, m))
            count(e["type"], "row")
            if mark is not None and mark.told is not None and "type" not in wrong:
                count(e["type"], "known")
                if "status" in wrong or "soft status" in wrong:
                    confused[mark.told["s"], e["status"]] += 1
                if not set(wrong) - {"soft status"}:
                    count(e["type"], "right")
            for w in wrong:
                count(e["type"], w)
            if a.errors in wrong:
                show(reading, e, judgement(mark))
        of_type = {m.start for e, m in zip(reading["events"], paired) if m is not None and e["type"] in m.types}
        found = {m.start for m in paired if m is not None}
        missed = [m for m in marks if m.start not in found]
        for m in marks:
            count(m.types[0], "mark")
            for what, those in (("found", found), ("of type", of_type)):
                if m.start in those:
                    count(m.types[0], what)
        if a.errors == "missed" and missed:
            show_missed(reading, missed, turned(reading))
    print_totals(total, confused)
    if a.types:
        for t, c in sorted(by_type.items(), key=lambda x: -x[1]["mark"]):
            print(
                f"{t:11} {c['mark']:5} marks {c['of type']:5} found | {c['row']:5} rows  "
                + "  ".join(f"{k} {c[k]}" for k in c if k in KINDS)
            )
    return 0


KINDS = ("no event", "type", "status", "soft status", "actors", "recipients")


def print_totals(total: Counter[str], confused: Counter[tuple[str, str]]) -> None:
    """The figures."""

    def share(what: str, of: str, minus: str | None = None) -> str:
        n = total[what] if minus is None else total[what] - total[minus]
        return f"{100 * n / max(1, total[of]):5.1f} %  ({n} of {total[of]})"

    print(f"marks that have a row                  {share('found', 'mark')}")
    print(f"marks that have a row of their type    {share('of type', 'mark')}")
    print(f"rows that stand on a mark              {share('row', 'row', 'no event')}")
    on = total["row"] - total["no event"]
    print(f"type right, of rows on a mark          {100 * (on - total['type']) / max(1, on):5.1f} %  ({on - total['type']} of {on})")
    print(f"status right or soft, of these         {share('known', 'known', 'status')}")
    print(f"actors right, of these                 {share('known', 'known', 'actors')}")
    print(f"recipients right, of these             {share('known', 'known', 'recipients')}")
    print(f"type, parties and status right or soft {share('right', 'known')}")
    for name, kind in (("hard", "status"), ("soft", "soft status")):
        cells = [(n, w, g) for (w, g), n in confused.most_common() if status_fault(w, g) == kind]
        print(f"{name} confusions of status (annotated → read): " + ", ".join(f"{w} → {g} {n}" for n, w, g in cells))


def judgement(mark: Mark | None) -> Row | None:
    """A mark as `judged.show` prints judgements."""
    if mark is None:
        return None
    told = mark.told or {}
    return {"type": list(mark.types), "actors": told.get("a"), "recipients": told.get("r"), "status": told.get("s"), "why": ""}


def show_missed(reading: Row, marks: list[Mark], turned: list[Any]) -> None:
    """Marks without a row, with what was turned down there, or what row of the sentence may have taken them in."""
    text = reading["article"]["text"]
    for m in marks:
        words = " ".join(f"{text[max(0, m.start - 110) : m.start]}⟦{text[m.start : m.behind]}⟧{text[m.behind : m.behind + 90]}".split())
        why = "; ".join(f"{t.frame}: {t.reason}" for t in turned if t.span[0] < m.behind and m.start < t.span[1]) or "no frame"
        print(f"\n[{reading['article']['id']}] {','.join(m.types)} …{words}…\n  {why}")


if __name__ == "__main__":
    sys.exit(main())
