"""around: what the first forest thinks of a block and of those around it, for the second one.

A story hangs together: its paragraphs stand in a row, in one container, and are of one kind. The
second forest sees a block's own features and, beside them, the chances of its neighbours, of its
group and of the whole page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_STEPS = (-3, -2, -1, 1, 2, 3)
_OUTSIDE = -9.9  # log odds beyond the ends of the page
_LEAST = 1e-4  # chances are cut off here, so that their odds stay finite
_WIDTHS = (2, 5, 12)  # blocks on each side
_ASIDE = 5  # blocks on one side
_SURE = 0.8  # chance of a block that surely is of the story
_FAR = 60  # blocks
_LIKELY = 0.5


def around(values: Floats, groups: Sequence[Ints], chance: Floats) -> Floats:
    """What the second forest asks about: `values`, and what `chance` says around each block.

    `values` and `groups` are as `features` gives them, `chance` as the first forest does, shape
    (blocks,); at least one block.
    """
    weight = np.expm1(np.maximum(values[:, 0], 0)).astype(np.float64) + 1  # letters of a block
    mass = weight * chance
    total = float(mass.sum()) or 1.0
    rows = [
        *_beside(chance, weight, mass),
        *_on_page(chance, weight, mass, total),
        *_since_sure(chance, weight - mass),
    ]
    for index in groups:
        for part, whole in ((mass, weight), (chance, np.ones(len(chance)))):
            sums = np.maximum(np.bincount(index, whole), 1)
            rows.append((np.bincount(index, part) / sums)[index])
    if groups:
        holder, _, kind = groups
        best = np.zeros(int(kind.max()) + 1)
        np.maximum.at(best, kind, chance)
        rows += [best[kind], *((np.bincount(g, mass) / total)[g] for g in (holder, kind))]
    return np.concatenate((values.T, np.array(rows, np.float32))).T


def _beside(chance: Floats, weight: NDArray[Any], mass: NDArray[Any]) -> list[NDArray[Any]]:
    """The odds of a block and of its neighbours, and the mean chance of what is around it."""
    count = len(chance)
    at = np.arange(count)
    cut = np.clip(chance.astype(np.float64), _LEAST, 1 - _LEAST)
    odds = np.log(cut / (1 - cut))
    far = max(_STEPS)
    shown = np.full(count + 2 * far, _OUTSIDE)
    shown[far : far + count] = odds
    weights, masses = (np.concatenate(([0.0], np.cumsum(row))) for row in (weight, mass))

    def mean(low: NDArray[Any], high: NDArray[Any]) -> NDArray[Any]:
        within: NDArray[Any] = (masses[high] - masses[low]) / np.maximum(
            weights[high] - weights[low], 1e-6
        )
        return within

    return [
        odds,
        *(shown[far + step : far + step + count] for step in _STEPS),
        *(mean(np.maximum(at - w, 0), np.minimum(at + w + 1, count)) for w in _WIDTHS),
        mean(np.maximum(at - _ASIDE, 0), at),
        mean(at + 1, np.minimum(at + _ASIDE + 1, count)),
    ]


def _on_page(
    chance: Floats, weight: NDArray[Any], mass: NDArray[Any], total: float
) -> list[NDArray[Any]]:
    """How much of the story is before, in and behind a block, and how sure the page is."""
    count = len(chance)
    before = np.cumsum(mass)
    likely = chance > _LIKELY
    median = float(np.median(chance[likely])) if likely.any() else 0.0
    sure = float(mass[likely].sum() / max(weight[likely].sum(), 1.0))
    page = (np.log1p(total), total / weight.sum(), median, sure, np.log1p(likely.sum()))
    return [
        before / total,
        (total - before) / total,
        mass / total,
        *(np.full(count, value) for value in page),
    ]


def _since_sure(chance: Floats, unlikely: NDArray[Any]) -> list[NDArray[Any]]:
    """How far back and ahead a block is that surely is of the story, in blocks and in letters."""
    count = len(chance)
    at = np.arange(count)
    sure = chance > _SURE
    back = np.maximum.accumulate(np.where(sure, at, -99))
    ahead = np.minimum.accumulate(np.where(sure, at, count + 99)[::-1])[::-1]
    sums = np.concatenate(([0.0], np.cumsum(unlikely)))
    since = sums[:-1] - sums[np.maximum(back, 0)]
    until = sums[np.minimum(ahead, count - 1)] - sums[1:]
    return [
        np.minimum(at - back, _FAR),
        np.minimum(ahead - at, _FAR),
        np.log1p(np.maximum(since, 0)),
        np.log1p(np.maximum(until, 0)),
    ]
