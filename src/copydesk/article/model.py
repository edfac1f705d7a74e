"""model: the chance that a block is of the story, from a small forest of even trees;
one forest for pages with markup, one for those without.

A tree asks one question on each of its levels, so a leaf's number is read off as bits, for all
blocks and trees at once.
Source: symmetric trees as in Prokhorenkova et al., CatBoost, 2018. Trained by
`tools/train_reader.py` on fundus' test pages (MIT) and WCXB (CC BY 4.0; Foley, 2026).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from copydesk.article.features import Floats

_CHUNK = 4096  # blocks scored at once, so that a huge page takes little memory


@dataclass(frozen=True, slots=True)
class Forest:
    """Even trees of one depth.

    `feature` and `border`: each level's question (is the feature above the border?), first level
    first, shape (trees, depth), depth at most 8. `leaf`: values, the first level's answer the
    lowest bit, shape (trees, 2 ** depth). `bias` is added to the sum.
    """

    feature: NDArray[np.int64]
    border: Floats
    leaf: Floats
    bias: float

    def chance(self, values: Floats) -> Floats:
        """The chance of each row of `values`, shape (rows, features); shape (rows,)."""
        trees, depth = self.feature.shape
        used, column = np.unique(self.feature, return_inverse=True)
        column = column.reshape(self.feature.shape)
        offset = (np.arange(trees, dtype=np.int32) << depth)[:, None]
        leaves = self.leaf.ravel()
        out = np.empty(len(values), np.float32)
        for start in range(0, len(values), _CHUNK):
            rows = np.ascontiguousarray(values[start : start + _CHUNK, used].T)
            number = np.zeros((trees, rows.shape[1]), np.uint8)
            for level in range(depth):
                above = rows[column[:, level]] > self.border[:, level, None]
                number |= above.view(np.uint8) << np.uint8(level)
            out[start : start + _CHUNK] = leaves[number + offset].sum(axis=0)
        chance: Floats = 1 / (1 + np.exp(-(out + np.float32(self.bias))))
        return chance


@functools.cache
def forest(markup: bool) -> Forest:
    """The forest that ships with the package, for pages with markup or for those without."""
    name = "html" if markup else "text"
    source = resources.files("copydesk.article").joinpath("reader.npz")
    with source.open("rb") as file, np.load(file) as data:
        return Forest(
            data[f"{name}_feature"].astype(np.int64),
            data[f"{name}_border"].astype(np.float32),
            data[f"{name}_leaf"].astype(np.float32),
            float(data[f"{name}_bias"]),
        )
