"""model: the chance that a block is of the story, from small forests of even trees.

Pages with markup have two forests and pages without have two: the second sees what the first
thinks of the blocks around.

A tree asks one question on each of its levels, so a leaf's number is read off as bits, for all
blocks and trees at once.
Source: symmetric trees as in Prokhorenkova et al., CatBoost, 2018. Trained by
`tools/train_reader.py` on fundus' test pages (MIT) and WCXB (CC BY 4.0; Foley, 2026).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from copydesk.article.features import Floats

_CHUNK = 4096  # blocks scored at once, so that a huge page takes little memory


@dataclass(frozen=True, slots=True)
class Forest:
    """Even trees of one depth.

    `feature` and `border`: each level's question (is the feature above the border?), first level
    first, shape (trees, depth), depth at most 8, trees * 2 ** depth at most 65,536. `leaf`:
    values, the first level's answer the lowest bit, shape (trees, 2 ** depth). `bias` is added to
    the sum.
    """

    feature: NDArray[np.int64]
    border: Floats
    leaf: Floats
    bias: float
    # Trees share questions, so each is answered once: its feature, its border, and for each level
    # the question of each tree.
    _asked: NDArray[np.int64] = field(init=False, repr=False)
    _above: Floats = field(init=False, repr=False)
    _levels: NDArray[np.int64] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        pairs = np.stack((self.feature, self.border.view(np.uint32)), axis=-1).reshape(-1, 2)
        asked, place = np.unique(pairs, axis=0, return_inverse=True)
        borders = np.ascontiguousarray(asked[:, 1].astype(np.uint32)).view(np.float32)
        object.__setattr__(self, "_asked", np.ascontiguousarray(asked[:, 0]))
        object.__setattr__(self, "_above", borders[:, None])
        levels = np.ascontiguousarray(place.reshape(self.feature.shape).T)
        object.__setattr__(self, "_levels", levels)

    def chance(self, values: Floats) -> Floats:
        """The chance of each row of `values`, shape (rows, features); shape (rows,)."""
        trees, depth = self.feature.shape
        offset = (np.arange(trees, dtype=np.uint16) << np.uint16(depth))[:, None]
        leaves = self.leaf.ravel()
        out = np.empty(len(values), np.float32)
        for start in range(0, len(values), _CHUNK):
            rows = values[start : start + _CHUNK].T
            answers = (rows.take(self._asked, axis=0) > self._above).view(np.uint8)
            number = answers.take(self._levels[-1], axis=0)
            for level in self._levels[-2::-1]:
                number += number
                number += answers.take(level, axis=0)
            out[start : start + _CHUNK] = leaves.take(number + offset).sum(axis=0)
        chance: Floats = 1 / (1 + np.exp(-(out + np.float32(self.bias))))
        return chance


@functools.cache
def forests(markup: bool) -> tuple[Forest, Forest]:
    """The first and the second forest for pages with markup, or for those without."""
    source = resources.files("copydesk.article").joinpath("reader.npz")
    with source.open("rb") as file, np.load(file) as data:
        first, second = (
            Forest(
                data[f"{name}_feature"].astype(np.int64),
                data[f"{name}_border"].astype(np.float32),
                data[f"{name}_leaf"].astype(np.float32),
                float(data[f"{name}_bias"]),
            )
            for name in forest_names(markup)
        )
    return first, second


def forest_names(markup: bool) -> tuple[str, str]:
    """What the two forests are called in the file of weights."""
    form = "html" if markup else "text"
    return f"{form}_first", f"{form}_second"
