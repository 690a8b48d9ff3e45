"""Average-linkage clustering over a sparse graph, with bonds and bars: deterministic, whatever the order of the input."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence

#: likenesses are whole numbers of this unit, so that sums are exact and do not depend on the order of adding
UNIT = 10_000


def agglomerate(
    items: Sequence[str],
    likeness: Mapping[tuple[str, str], int],
    cut: Callable[[int, int], float],
    *,
    bonds: Iterable[Sequence[str]] = (),
    bars: Iterable[tuple[str, str]] = (),
) -> list[tuple[str, ...]]:
    """Groups of items, merged while their mean pairwise likeness stays at or above ``cut``.

    ``likeness``: pairs (smaller item first) → 0…UNIT; a pair that is not there counts 0. ``cut``: what two groups of these sizes (the
    smaller first) must reach. ``bonds``: items that belong together come what may. ``bars``: pairs that must not share a group (a bond
    is stronger). Merges go by falling mean likeness, ties by the items themselves. Groups are sorted, and listed by their first item.
    """
    order = sorted(set(items))
    number = {x: i for i, x in enumerate(order)}
    home = list(range(len(order)))

    def root(i: int) -> int:
        while home[i] != i:
            home[i] = home[home[i]]
            i = home[i]
        return i

    size = [1] * len(order)
    for bond in bonds:
        inside = sorted({root(number[x]) for x in bond if x in number})
        for i in inside[1:]:
            a, b = sorted((root(inside[0]), root(i)))
            if a != b:
                home[b] = a
                size[a] += size[b]
    barred: dict[int, set[int]] = {}
    for x, y in bars:
        if x in number and y in number:
            i, j = root(number[x]), root(number[y])
            if i != j:
                barred.setdefault(i, set()).add(j)
                barred.setdefault(j, set()).add(i)
    near: list[dict[int, int]] = [{} for _ in order]
    for (x, y), value in likeness.items():
        if value and x in number and y in number:
            i, j = root(number[x]), root(number[y])
            if i != j:
                near[i][j] = near[i].get(j, 0) + value
                near[j][i] = near[i][j]
    heap: list[tuple[float, int, int]] = []
    version: dict[tuple[int, int], float] = {}

    def offer(i: int, j: int, s: int) -> None:
        """Let two groups (the smaller number first) merge in their turn, if they reach the cut; they may later, when one has grown."""
        m, n = size[i], size[j]
        falling = -s / (m * n)
        if -falling >= (cut(m, n) if m <= n else cut(n, m)):
            version[i, j] = falling
            heapq.heappush(heap, (falling, i, j))

    for i, row in enumerate(near):
        for j, s in row.items():
            if i < j:
                offer(i, j, s)
    while heap:
        mean, i, j = heapq.heappop(heap)
        if version.get((i, j)) != mean:
            continue
        del version[i, j]
        if j in barred.get(i, ()):
            continue
        home[j] = i
        size[i] += size[j]
        for k in barred.pop(j, ()):
            barred.setdefault(i, set()).add(k)
            barred[k].discard(j)
            barred[k].add(i)
        merged = near[i]
        merged.pop(j, None)
        for k, s in near[j].items():
            if k == i:
                continue
            version.pop((j, k) if j < k else (k, j), None)
            merged[k] = merged.get(k, 0) + s
            del near[k][j]
        near[j] = {}
        for k, s in merged.items():
            near[k][i] = s
            pair = (i, k) if i < k else (k, i)
            version.pop(pair, None)
            offer(*pair, s)
    groups: dict[int, list[str]] = {}
    for i, x in enumerate(order):
        groups.setdefault(root(i), []).append(x)
    return [tuple(g) for g in groups.values()]
