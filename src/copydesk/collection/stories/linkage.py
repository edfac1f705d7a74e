"""Average linkage: groups whose members are alike on average, not chains of neighbours."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

MOST_IN_TABLE = 3_000  # items whose pairs are kept in a table: 9 million numbers, thrice
Apart = Callable[[Sequence[int], Sequence[int]], bool]


def average_linkage(
    size: int,
    likeness: Mapping[tuple[int, int], float],
    threshold: float,
    most: int | None = None,
    apart: Apart | None = None,
) -> list[list[int]]:
    """Join the two groups that are most alike on average until none reach the threshold.

    Args:
        size: Number of items, which are 0 to size - 1.
        likeness: Of pairs (i, j), i < j; pairs that are not in it have none.
        threshold: Least average likeness of two groups that are joined; above 0.
        most: A group of more items is given as the groups that it was joined from.
        apart: Says of two groups that they are not joined as they are, however alike.

    Returns:
        Groups of items, each sorted, in order of their first items. Of equal joins the one with
        the smallest items comes first, so the result depends on the numbering alone.

    Source: Sokal and Michener, 1958 (UPGMA).
    """
    groups = [[i] for i in range(size)]
    parts = [[group] for group in groups]  # of each group: itself, or what it is given as
    joins = _joins_by_table if size <= MOST_IN_TABLE else _joins_by_queue
    pairs = joins(size, likeness, threshold, groups, apart)
    for i, j in pairs:
        groups[i] = groups[i] + groups[j]
        small = most is None or len(groups[i]) <= most
        parts[i] = [groups[i]] if small else parts[i] + parts[j]
        groups[j], parts[j] = [], []
    return sorted(sorted(group) for found in parts for group in found)


def _joins_by_queue(
    size: int,
    likeness: Mapping[tuple[int, int], float],
    threshold: float,
    groups: Sequence[Sequence[int]],
    apart: Apart | None,
) -> Iterator[tuple[int, int]]:
    """The pairs of groups to join, by their first items, one after another; who takes a pair has
    joined the second of `groups` to the first before the next is looked for.

    In the memory of the pairs alone, so for any number of items that are mostly not alike.
    """
    sums: list[dict[int, float]] = [{} for _ in range(size)]
    for (i, j), value in sorted(likeness.items()):
        sums[i][j] = sums[j][i] = value
    queue = [(-value, i, j) for (i, j), value in likeness.items() if value >= threshold]
    heapq.heapify(queue)
    while queue:
        negative, i, j = heapq.heappop(queue)
        if j not in sums[i]:
            continue
        if sums[i][j] / (len(groups[i]) * len(groups[j])) != -negative:
            continue  # one of them has grown since
        if apart is not None and apart(groups[i], groups[j]):
            continue
        yield i, j
        del sums[i][j]
        for other, value in sums[j].items():
            if other == i:
                continue
            del sums[other][j]
            sums[i][other] = sums[other][i] = sums[i].get(other, 0.0) + value
        sums[j] = {}
        for other, value in sums[i].items():
            mean = value / (len(groups[i]) * len(groups[other]))
            if mean >= threshold:
                heapq.heappush(queue, (-mean, min(i, other), max(i, other)))


def _joins_by_table(
    size: int,
    likeness: Mapping[tuple[int, int], float],
    threshold: float,
    groups: Sequence[Sequence[int]],
    apart: Apart | None,
) -> Iterator[tuple[int, int]]:
    """The same pairs in the same order, faster where most items are alike."""
    sums = np.zeros((size, size))
    for (i, j), value in likeness.items():
        sums[i, j] = sums[j, i] = value
    sizes = np.ones(size)
    means = np.triu(sums, 1)  # of a group with each later one; 0 where it is none any more
    place = np.arange(size)
    best, mate = means.max(axis=1, initial=0.0), _first_best(means, place)
    while size:
        i = int(best.argmax())
        j = int(mate[i])
        if best[i] < threshold:
            return
        if apart is not None and apart(groups[i], groups[j]):
            means[i, j] = 0.0  # until one of them grows
            changed = place[i : i + 1]
        else:
            yield i, j
            sums[i] += sums[j]
            sums[:, i] = sums[i]
            sums[i, i] = 0.0
            sums[j], sums[:, j], means[j], means[:, j] = 0.0, 0.0, 0.0, 0.0
            sizes[i] += sizes[j]
            now = sums[i] / (sizes[i] * sizes)
            means[:i, i], means[i, i + 1 :] = now[:i], now[i + 1 :]
            grown = (now > best) | ((now == best) & (place < mate[i]))
            changed = place[((mate == i) | (mate == j) | (place == j) | grown) & (place <= j)]
        best[changed] = means[changed].max(axis=1)
        mate[changed] = _first_best(means, changed)


def _first_best(means: NDArray[np.float64], rows: NDArray[np.intp]) -> NDArray[np.intp]:
    """Of each row the first place of what is greatest."""
    return np.asarray(means[rows].argmax(axis=1)) if means.size else rows
