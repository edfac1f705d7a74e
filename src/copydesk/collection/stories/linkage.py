"""Average linkage: groups whose members are alike on average, not chains of neighbours."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence


def average_linkage(
    size: int,
    likeness: Mapping[tuple[int, int], float],
    threshold: float,
    most: int | None = None,
    apart: Callable[[Sequence[int], Sequence[int]], bool] | None = None,
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
    sums: list[dict[int, float]] = [{} for _ in range(size)]
    for (i, j), value in sorted(likeness.items()):
        sums[i][j] = sums[j][i] = value
    groups = [[i] for i in range(size)]
    parts = [[group] for group in groups]  # of each group: itself, or what it is given as
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
        groups[i] = groups[i] + groups[j]
        small = most is None or len(groups[i]) <= most
        parts[i] = [groups[i]] if small else parts[i] + parts[j]
        groups[j], parts[j] = [], []
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
    return sorted(sorted(group) for found in parts for group in found)
