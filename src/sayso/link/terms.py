"""The distinctive words of an article: names, numbers and rare words, weighed against a fixed background of news.

The background (data/words.tsv) is shipped, not counted in the record: the weight of a word never changes, so the likeness of two
articles depends on the two alone.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.record import Block

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
#: words of the lead: where a report says what it is about
_LEAD = 60
#: terms that an article keeps (the heaviest)
_KEEP = 160
#: names and other words for blocking (candidates.py): 98 % of the likely pairs of ecb-train share two of them
_TOP_NAMES, _TOP_WORDS = 8, 6
#: numbers of dates: "2024", "03"; and how rare they are taken to be
_DATE_PART = re.compile(r"(?:19|20)\d\d|0\d")
_OF_DATES = 0.7
#: the vectors hold whole numbers of 1/GRAIN, so that sums over them are exact, in whatever order they are made
GRAIN = 100_000
VECTORS = ("weight", "name", "number", "low", "rare")
_NOT_NAMES = frozenset(
    "the a an in on at it he she they but and for with this that as by after before when while if there we i you his her their its "
    "these those from to of or no not some many most both all mr mrs ms dr monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december".split()
)


def tokens(text: str) -> list[tuple[str, int]]:
    """Words as written, with their offsets."""
    return [(m.group(), m.start()) for m in _WORD.finditer(text)]


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """No case, no possessive."""
    word = word.casefold()
    return word[:-2] if word.endswith(("'s", "’s")) else word


@cache
def _background() -> tuple[dict[str, int], int]:
    counts, total = {}, 1
    text = resources.files("sayso.link").joinpath("data/words.tsv").read_text(encoding="utf-8")
    for line in text.split("\n"):
        word, _, n = line.partition("\t")
        if word == "#":
            total = int(n)
        elif n:
            counts[word] = int(n)
    return counts, total


@lru_cache(maxsize=1 << 16)
def crc(word: str) -> int:
    """The hash by which terms are told apart."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def _counts(folded: str) -> bool:
    """Whether a word is long enough to be a term."""
    return len(folded) > 1 or folded.isdigit()


@lru_cache(maxsize=1 << 16)
def rarity(word: str) -> float:
    """The inverse document frequency of a folded word in the background (natural logarithm).

    Years and the months and days of numeric dates stand in most articles of their time, whatever the background's was.
    """
    if _DATE_PART.fullmatch(word):
        return _OF_DATES
    counts, total = _background()
    return math.log((total + 1) / (counts.get(word, 0) + 0.5))


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """The heaviest terms of an article, sorted by ``ids`` (hashes of words).

    ``vectors`` has a row for each of VECTORS: unit vectors over all terms, over names, over numbers, over lower-case words, and the
    background rarity; all in whole numbers of 1/GRAIN. ``lead`` marks terms of the lead. ``top``: the heaviest names and words, for
    blocking.
    """

    ids: NDArray[np.uint32]
    vectors: NDArray[np.int32]
    lead: NDArray[np.bool_]
    lead_mass: float
    top: tuple[str, ...]

    def to_bytes(self) -> bytes:
        """The arrays, little-endian; ``terms_from_bytes`` reads them back."""
        return self.ids.astype("<u4").tobytes() + self.vectors.astype("<i4").tobytes() + self.lead.tobytes()


def _grains(values: NDArray[np.float64]) -> NDArray[np.int32]:
    return np.rint(values * GRAIN).astype(np.int32)


def _units(values: NDArray[np.float64]) -> NDArray[np.int32]:
    """Each row as a unit vector."""
    norms = np.sqrt((values * values).sum(axis=1, keepdims=True))
    norms[norms == 0] = 1.0
    return _grains(values / norms)


class _Written(dict[str, tuple[str, int, float, bool, bool] | None]):
    """(term, id, rarity, whether it is a name, whether it is in lower case) of words as they are written; None of those too short."""

    def __missing__(self, word: str) -> tuple[str, int, float, bool, bool] | None:
        w = fold(word)
        found = (w, crc(w), rarity(w), word[0].isupper() and w not in _NOT_NAMES, word[0].islower()) if _counts(w) else None
        if len(self) >= 1 << 17:
            self.clear()
        self[word] = found
        return found


_written = _Written()


@cache
def _factors(most: int) -> NDArray[np.float64]:
    """By how much a term weighs more that is said 0, 1, 2 … times."""
    return np.array([0.0] + [1 + math.log(n) for n in range(1, most + 1)])


def _heaviest(hefts: NDArray[np.float64], words: Sequence[str], most: int) -> list[str]:
    """So many of the words that weigh something, the heaviest, those of one weight in the order of the alphabet."""
    some = np.flatnonzero(hefts)
    if len(some) > most:
        least = np.partition(hefts[some], -most)[-most]
        some = some[hefts[some] >= least]
    ranked = sorted(zip((-hefts[some]).tolist(), [words[i] for i in some.tolist()], strict=True))
    return [w for _, w in ranked[:most]]


def terms_of(text: str, blocks: tuple[Block, ...] = ()) -> Terms:
    """The terms of an article's text; bylines, credits, captions and furniture are left out."""
    for b in blocks:
        if b.kind not in ("body", "title", "dateline"):
            text = text[: b.start] + " " * (b.end - b.start) + text[b.end :]
    said = _WORD.findall(text)
    at: dict[str, int] = {}
    ids: list[int] = []
    rare: list[float] = []
    counts: tuple[list[int], list[int], list[int]] = ([], [], [])  # of all, as a name, in lower case
    for word, n in Counter(said).items():
        written = _written[word]
        if written is None:
            continue
        w, id, weight, name, lower = written
        i = at.get(w)
        if i is None:
            at[w] = len(ids)
            ids.append(id)
            rare.append(weight)
            counts[0].append(n)
            counts[1].append(n if name else 0)
            counts[2].append(n if lower else 0)
        else:
            counts[0][i] += n
            counts[1][i] += n if name else 0
            counts[2][i] += n if lower else 0
    words = list(at)
    lead = np.zeros(len(words), dtype=np.bool_)
    lead[[at[written[0]] for word in said[:_LEAD] if (written := _written[word]) is not None]] = True
    rarities = np.array(rare, dtype=np.float64)
    every, names, low = _factors(len(said))[np.array(counts, dtype=np.int64).reshape(3, -1)] * rarities
    kept = np.arange(len(words))
    if len(kept) > _KEEP:
        ranked = sorted(zip((-every * np.where(lead | (names > 0), 2, 1)).tolist(), words, strict=True))
        kept = np.array([at[w] for _, w in ranked[:_KEEP]])
    hashes = np.array(ids, dtype=np.uint32)
    kept = kept[np.argsort(hashes[kept])]
    if (hashes[kept][1:] == hashes[kept][:-1]).any():  # two words of one hash
        kept = np.array(sorted(kept.tolist(), key=lambda i: (ids[i], words[i])))
    numbers = np.array([w[0].isdigit() for w in words], dtype=np.bool_)
    vectors = _units(np.stack((every, names, every * numbers, low))[:, kept])
    grains = _grains(rarities[kept])
    emphasis = np.where(lead, 1.5, 1.0)
    heavy = {*_heaviest(names * emphasis, words, _TOP_NAMES), *_heaviest(low * emphasis, words, _TOP_WORDS)}
    return Terms(
        hashes[kept],
        np.concatenate((vectors, grains[None])),
        lead[kept],
        _mass(grains, lead[kept]),
        tuple(sorted(heavy)),
    )


def terms_from_bytes(arrays: bytes, top: Sequence[str]) -> Terms:
    """The Terms that ``to_bytes`` wrote, whose heaviest names and words are ``top``."""
    n = len(arrays) // (4 + 4 * len(VECTORS) + 1)
    vectors = np.frombuffer(arrays, "<i4", len(VECTORS) * n, 4 * n).astype(np.int32).reshape(len(VECTORS), n)
    lead = np.frombuffer(arrays, np.bool_, n, len(arrays) - n).copy()
    return Terms(np.frombuffer(arrays, "<u4", n).astype(np.uint32), vectors, lead, _mass(vectors[-1], lead), tuple(top))


def _mass(rare: NDArray[np.int32], lead: NDArray[np.bool_]) -> float:
    """How rare the terms of the lead are, together."""
    return round(int(rare[lead].sum()) / GRAIN, 4)


def terms_from_dict(row: dict[str, Any]) -> Terms:
    """The Terms of older rows, lists in JSON; the oldest hold the numbers themselves, which have no unit."""
    rows = np.array([row[k] for k in VECTORS], dtype=np.float64)
    return Terms(
        ids=np.array(row["ids"], dtype=np.uint32),
        vectors=_grains(rows / row.get("unit", 1)),
        lead=np.array(row["lead"], dtype=np.bool_),
        lead_mass=row["lead_mass"],
        top=tuple(row["top"]),
    )
