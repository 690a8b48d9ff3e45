#!/usr/bin/env python3
"""Make src/sayso/link/data/words.tsv: in how many of N news articles a word occurs (background for link/terms.py).

  python tools/make_word_counts.py ../shared/gold/wikinews/docs.jsonl

Word counts only; the articles are Wikinews' (CC BY 2.5, see NOTICE). A fixed background keeps the weight of a word, and with it the
links between articles, from depending on what else is in a record.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from sayso.link.terms import fold, tokens  # noqa: E402

OUT = ROOT / "src" / "sayso" / "link" / "data" / "words.tsv"


def main() -> int:
    counts: Counter[str] = Counter()
    articles = 0
    for path in sys.argv[1:]:
        for line in Path(path).read_text(encoding="utf-8").split("\n"):
            if line.strip():
                articles += 1
                counts.update({fold(w) for w, _ in tokens(json.loads(line)["text"])})
    rows = sorted((w, n) for w, n in counts.items() if n >= 3 and len(w) > 1)
    head = f"# articles with the word among {articles} of Wikinews (CC BY 2.5); made by tools/make_word_counts.py\n#\t{articles}\n"
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(head + "".join(f"{w}\t{n}\n" for w, n in rows), encoding="utf-8")
    print(f"{OUT}: {len(rows)} words of {articles} articles")
    return 0


if __name__ == "__main__":
    sys.exit(main())
