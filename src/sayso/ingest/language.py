"""Is it English? A profile of function words and scripts that answers only where it is sure.

The check must never turn English away, however short, headline-like or full of names a text is; so another language is named only
where many different function words of that language stand in the text and clearly outnumber those of English.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib import resources

_WORD = re.compile(r"[^\W\d_]+")
#: words that are looked at: the first ones and the last ones of a long text
SAMPLE = 600
#: fewer words than this: no answer (a headline may hold three French words)
LEAST_WORDS = 12
#: least share of a foreign language's function words, and least number of different ones
LEAST_SHARE, LEAST_KINDS = 0.14, 5
#: function words that names hold in English text too: they count only between words in small letters
PARTICLES = frozenset(
    "de la el los las del das dos da do di der den des du le les van von den het ten ter al bin ibn y e i a o au el".split()
)
_SCRIPTS = (
    (0x0370, 0x03FF, "Greek"), (0x0400, 0x052F, "Cyrillic"), (0x0530, 0x058F, "Armenian"), (0x0590, 0x05FF, "Hebrew"),
    (0x0600, 0x06FF, "Arabic"), (0x0750, 0x077F, "Arabic"), (0x0900, 0x097F, "Devanagari"), (0x0980, 0x09FF, "Bengali"),
    (0x0A00, 0x0DFF, "an Indian script"), (0x0E00, 0x0E7F, "Thai"), (0x0F00, 0x0FFF, "Tibetan"), (0x1000, 0x109F, "Burmese"),
    (0x10A0, 0x10FF, "Georgian"), (0x1100, 0x11FF, "Hangul"), (0x1200, 0x139F, "Ethiopic"), (0x1780, 0x17FF, "Khmer"),
    (0x3040, 0x30FF, "Japanese"), (0x3400, 0x9FFF, "Chinese characters"), (0xAC00, 0xD7AF, "Hangul"),
)  # fmt: skip


@cache
def _profiles() -> dict[str, frozenset[str]]:
    text = resources.files("sayso.ingest").joinpath("data/languages.toml").read_text("utf-8")
    return {code: frozenset(words.split()) for code, words in tomllib.loads(text).items()}


def _script(text: str) -> str | None:
    """The script that most letters have, where it is not Latin and there are enough of them."""
    letters: Counter[str] = Counter()
    for c in text:
        if c.isalpha():
            code = ord(c)
            letters["" if code < 0x370 else next((n for a, b, n in _SCRIPTS if a <= code <= b), "")] += 1
    total = letters.total()
    if total < 20:
        return None
    name, count = max(letters.items(), key=lambda x: (x[1], x[0]))
    return name if name and count > 0.6 * total else None


def foreign(text: str) -> str | None:
    """What the text is written in where that is surely not English ("fr", "Arabic script"), or None."""
    part = text if len(text) <= 8_000 else text[:5_000] + " " + text[-3_000:]
    script = _script(part)
    if script:
        return f"{script} script" if not script.startswith(("an ", "Chinese", "Japanese")) else script
    written = _WORD.findall(part)
    written = written if len(written) <= SAMPLE else written[: SAMPLE // 2] + written[-SAMPLE // 2 :]
    if len(written) < LEAST_WORDS:
        return None
    words = [w.lower() for w in written]
    small = [w[0].islower() for w in written]
    counts = Counter(
        w for i, w in enumerate(words) if w not in PARTICLES or (small[i - 1] and small[i] and i and i + 1 < len(words) and small[i + 1])
    )
    profiles = _profiles()
    english = profiles["en"]
    mine = sum(counts[w] for w in english)
    best, most = None, 0
    for code, profile in profiles.items():
        own = [counts[w] for w in profile - english if counts[w]]
        total = sum(own)
        if len(own) >= LEAST_KINDS and total > most:
            best, most = code, total
    if best and most >= LEAST_SHARE * len(words) and most > 1.5 * mine:
        return best
    return None


def is_english_code(code: str) -> bool:
    """True for en, en-GB, en_US, eng, English."""
    return re.split(r"[-_]", code.strip().lower())[0] in ("en", "eng", "english")
