"""Which articles are copies of one text: syndicated, trimmed, re-headed, lightly rewritten.

Candidates come from sampled word shingles (a shingle is sampled by its own hash, so two texts sample the same ones and a pair is
a candidate whatever else is in the record). Each candidate pair is then aligned word by word: a stretch is shared where runs of
three words recur, gaps of a few substituted words included. Everything here depends on the two texts alone, so the pairs, and
with them the groups, do not depend on the order of arrival.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.link.groups import Groups
from sayso.record import Article, Block

#: words in a sampled shingle; one in _SAMPLE shingles is a key
_SHINGLE, _SAMPLE = 4, 4
#: words in the runs that the alignment starts from; the longest gap it bridges, and by how much the two sides of a gap may differ
_RUN, _GAP, _SLACK = 3, 6, 2
#: a copy shares this much of the shorter text, or this much of both together (dev pairs of gold/copies: true ones ≥ .67 or ≥ 1.05;
#: follow-ups that repeat background ≤ .56 and ≤ .89)
_SHORT, _BOTH = 0.70, 1.0
#: … and this share of the shorter text's shingles unchanged (true ≥ .38, texts off one template ≤ .20)
_UNCHANGED = 0.30
#: a text that comes back later than this is an archive piece or a template (weekly figures, say), unless nearly nothing changed
DAYS, _REPRINT = 14, 0.9
#: of two texts that nearly agree so many of the smallest sampled shingles are the same (in all but one of 700 pairs at _REPRINT): by these
#: a text is found however late it comes back
_LASTING, _LASTING_SHARED = 6, 3
#: two texts are compared that share this part of the fewer sampled shingles
_SHARED = 0.1
#: bits of a shingle as it is filed; above them stands the stretch of time (DAYS days): 0 for articles without a day, _EVER for all
_BITS = 45
_EVER = (1 << 18) - 1
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What the comparison needs of an article: words of the story, the day it was published (ordinal), the sampled shingles."""

    article: str
    words: tuple[str, ...]
    day: int | None
    keys: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CopyLink:
    """Two copies of one text; ``short`` and ``long`` are the shares (0…1) of the shorter and the longer text that they share."""

    a: str
    b: str
    short: float
    long: float

    @property
    def why(self) -> str:
        if self.long >= 0.98:
            return "the same text, word for word" if self.short >= 0.995 else "the same text but for a few words"
        return f"{self.short:.0%} of the shorter text stands in the longer, {self.long:.0%} of the longer in the shorter"


@lru_cache(maxsize=1 << 16)
def _crc(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def story_words(text: str, blocks: Iterable[Block] = ()) -> tuple[str, ...]:
    """Words of the story, folded: no case, quotes, dashes or apostrophes. Titles, credits and furniture are left out."""
    for b in blocks:
        if b.kind not in ("body", "dateline"):
            text = text[: b.start] + " " * (b.end - b.start) + text[b.end :]
    folded = unicodedata.normalize("NFKC", text).casefold().replace("'", "").replace("’", "")
    return tuple(_WORD.findall(folded))


def text_words(text: str, blocks: Iterable[Block] = ()) -> tuple[str, ...]:
    """The story's words, or where they are too few to compare those of the whole text."""
    words = story_words(text, blocks)
    return words if len(words) >= 20 else story_words(text)


@lru_cache(maxsize=1 << 13)
def _shingles(words: tuple[str, ...]) -> NDArray[np.int64]:
    """All shingles of a text as 63-bit numbers (they fit an SQLite integer), sorted, each once; kept, since one text is compared with many.
    A text shorter than a shingle has one."""
    if len(words) < _SHINGLE:
        return np.array([_crc(" ".join(words))] if words else [], dtype=np.int64)
    crc = np.array([_crc(w) for w in words], dtype=np.uint64)
    mixed = np.zeros(len(words) - _SHINGLE + 1, dtype=np.uint64)
    for k in range(_SHINGLE):
        mixed = (mixed * np.uint64(0x9E3779B97F4A7C15)) ^ (crc[k : len(words) - _SHINGLE + 1 + k] * np.uint64(0xC2B2AE3D27D4EB4F))  # wraps
        mixed ^= mixed >> np.uint64(29)
    every = np.sort((mixed >> np.uint64(1)).astype(np.int64))
    out: NDArray[np.int64] = every[np.diff(every, prepend=-1) != 0]
    return out


def _in_both(a: NDArray[np.int64], b: NDArray[np.int64]) -> int:
    """How many numbers two sorted arrays, each number once, share."""
    both = np.sort(np.concatenate((a, b)))
    return int(np.count_nonzero(both[1:] == both[:-1]))


def shingle_keys(words: Sequence[str]) -> tuple[int, ...]:
    """The sampled shingles, sorted."""
    every = _shingles(tuple(words))
    picked = every[every % _SAMPLE == 0]
    if len(words) < _SHINGLE:
        picked = every
    elif len(picked) < 3:  # too short to sample
        picked = every[:8]
    return tuple(picked.tolist())


def fingerprint(article: Article, blocks: Iterable[Block] = ()) -> Fingerprint:
    """The article's fingerprint; ``blocks`` tell what is not story."""
    words = text_words(article.text, blocks)
    return Fingerprint(article.id, words, ordinal(article.published), shingle_keys(words))


def ordinal(day: str | None) -> int | None:
    """Days since 1 January 1 of an ISO day or datetime; None where there is none (or a bad one)."""
    try:
        return date.fromisoformat((day or "")[:10]).toordinal()
    except ValueError:
        return None


def stretch(day: int | None) -> int:
    """The stretch of time that a day is in; 0 for articles without a day."""
    return day // DAYS + 1 if day is not None else 0


def _at(keys: NDArray[np.int64], where: int) -> NDArray[np.int64]:
    return keys >> np.int64(63 - _BITS) | np.int64(where << _BITS)


@cache
def _threes(n: int) -> NDArray[np.intp]:
    """Positions of all choices of _LASTING_SHARED of n things."""
    return np.array(list(combinations(range(n), _LASTING_SHARED)), dtype=np.intp)


@lru_cache(maxsize=1 << 12)
def lasting_keys(keys: tuple[int, ...]) -> NDArray[np.int64]:
    """Keys by which late texts are found: every choice of _LASTING_SHARED of the smallest shingles, so that two texts that share so many
    of them, and no others, have one in common, and a phrase that is said every day finds nothing by itself. Texts of fewer shingles have
    one key: they are copies only where all is the same."""
    few = np.array(keys[:_LASTING], dtype=np.uint64)
    chosen = few[_threes(len(few))] if len(few) >= _LASTING_SHARED else few[None]
    mixed = np.full(len(chosen), chosen.shape[1], dtype=np.uint64)
    for column in chosen.T:
        mixed = (mixed ^ column) * np.uint64(0x9E3779B97F4A7C15)  # wraps
        mixed ^= mixed >> np.uint64(29)
    return (mixed >> np.uint64(1)).astype(np.int64)


def filed(keys: tuple[int, ...], day: int | None) -> NDArray[np.int64]:
    """Sampled shingles as they are filed: by the stretch of time; and the lasting keys, for ever."""
    return np.concatenate((_at(np.array(keys, dtype=np.int64), stretch(day)), _at(lasting_keys(keys), _EVER)))


def sought(keys: tuple[int, ...], day: int | None, known: Collection[int]) -> NDArray[np.int64]:
    """Keys under which texts that may be copies are filed. ``known``: the stretches of time that have articles."""
    some = np.array(keys, dtype=np.int64)
    if day is None:
        return np.concatenate([some[:0], *(_at(some, s) for s in sorted(known))])
    mine = stretch(day)
    where = [s for s in dict.fromkeys((0, mine - 1, mine, mine + 1)) if s in known]
    return np.concatenate([_at(lasting_keys(keys), _EVER), *(_at(some, s) for s in where)])


def is_lasting(filed_keys: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which keys, as they are filed, are lasting ones."""
    marks: NDArray[np.bool_] = filed_keys >> np.int64(_BITS) == _EVER
    return marks


def of_no_stretch(filed_keys: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which keys are filed apart from time: lasting ones, and those of articles without a day."""
    marks: NDArray[np.bool_] = (filed_keys >> np.int64(_BITS) == 0) | is_lasting(filed_keys)
    return marks


def far_apart(a: int | None, b: int | None) -> bool:
    """Whether a text of one day is a late one beside that of another."""
    return a is not None and b is not None and abs(a - b) > DAYS


def worth_aligning(a: Sequence[int], b: Sequence[int], far: bool) -> bool:
    """Whether two texts share enough sampled shingles to be compared; late ones also lasting shingles."""
    if far and not enough_lasting(len(set(a[:_LASTING]).intersection(b[:_LASTING])), len(a), len(b)):
        return False
    return bool(enough_shared(len(set(a).intersection(b)), len(a), len(b)))


def enough_shared(shared: Any, a: Any, b: Any) -> Any:
    """Whether so many shared shingles are enough for texts of so many: whole numbers, or arrays of them."""
    return (shared >= _SHARED * a) | (shared >= _SHARED * b)


def enough_lasting(shared: int, a: int, b: int) -> bool:
    """The same for lasting shingles, with which late texts are found."""
    return shared >= min(_LASTING_SHARED, a, b)


def _runs(words: Sequence[str], length: int) -> Iterator[tuple[str, ...]]:
    """All runs of so many words, in order."""
    return zip(*(words[k:] for k in range(length)), strict=False)


def _covered(a: Sequence[str], b: Sequence[str]) -> float:
    """The share of a's words that stand in stretches shared with b, in whatever order the stretches come."""
    at: dict[tuple[str, ...], list[int]] = {}
    for j, run_of_b in enumerate(_runs(b, _RUN)):
        found = at.get(run_of_b)
        if found is None:
            at[run_of_b] = [j]
        elif len(found) < 20:
            found.append(j)
    runs: list[list[int]] = []  # start in a, end in a, start in b
    going: dict[int, list[int]] = {}  # by diagonal
    for i, run_of_a in enumerate(_runs(a, _RUN)):
        for j in at.get(run_of_a, ()):
            run = going.get(j - i)
            if run is not None and run[1] == i + _RUN - 1:
                run[1] += 1
            else:
                run = [i, i + _RUN, j]
                runs.append(run)
                going[j - i] = run
    covered = bytearray(len(a))
    for n, (start, end, start_b) in enumerate(runs):
        covered[start:end] = b"\1" * (end - start)
        for nxt, nxt_end, nxt_b in runs[n + 1 : n + 40]:
            gap = nxt - end
            if gap > _GAP:
                break
            gap_b = nxt_b - (start_b + end - start)
            if gap >= 0 and gap_b >= 0 and abs(gap - gap_b) <= _SLACK and nxt_end > end:
                covered[end:nxt] = b"\1" * gap
    return covered.count(1) / len(a)


def compare(a: Fingerprint, b: Fingerprint) -> CopyLink | None:
    """The link between two copies of one text, None where they are not."""
    short, long = sorted((a, b), key=lambda f: (len(f.words), f.article))
    one, two = sorted((a.article, b.article))
    if short.words == long.words:
        return CopyLink(one, two, 1.0, 1.0) if short.words else None
    if len(short.words) < 20:
        return None
    here, there = _shingles(short.words), _shingles(long.words)
    kept = _in_both(here, there)
    if kept < _UNCHANGED * len(here):
        return None
    s, g = _covered(short.words, long.words), _covered(long.words, short.words)
    if s < _SHORT and s + g < _BOTH:
        return None
    return None if far_apart(a.day, b.day) and kept < _REPRINT * (len(here) + len(there) - kept) else CopyLink(one, two, s, g)


def candidate_pairs(prints: Sequence[Fingerprint]) -> Iterator[tuple[int, int]]:
    """Pairs (positions, the smaller first) of texts that are worth aligning."""
    keys = np.concatenate([np.asarray(f.keys, dtype=np.int64) for f in prints]) if prints else np.empty(0, dtype=np.int64)
    owner = np.repeat(np.arange(len(prints)), [len(f.keys) for f in prints])
    order = np.lexsort((owner, keys))
    keys, owner = keys[order], owner[order]
    met: set[tuple[int, int]] = set()
    edges = np.flatnonzero(np.diff(keys)) + 1
    starts, ends = np.concatenate(([0], edges)), np.concatenate((edges, [len(keys)]))
    for i in np.flatnonzero(ends - starts > 1):
        row = owner[starts[i] : ends[i]].tolist()
        met.update((x, y) for n, x in enumerate(row) for y in row[n + 1 :])
    for x, y in sorted(met):
        a, b = prints[x], prints[y]
        if worth_aligning(a.keys, b.keys, far_apart(a.day, b.day)):
            yield x, y


def find_copies(prints: Sequence[Fingerprint]) -> list[CopyLink]:
    """All pairs of copies among the fingerprints, in the order of the article ids."""
    links = (compare(prints[x], prints[y]) for x, y in candidate_pairs(prints))
    return sorted((x for x in links if x is not None), key=lambda x: (x.a, x.b))


def copy_groups(articles: Iterable[str], links: Iterable[CopyLink]) -> list[tuple[str, ...]]:
    """Articles grouped by text; each group sorted, groups in the order of their first article. Singles are groups of one."""
    groups = Groups(articles)
    for link in links:
        groups.join(link.a, link.b)
    return groups.sorted()
