"""decide: which blocks of a page are its story."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from copydesk.article.blocks import Flat
from copydesk.article.features import features
from copydesk.article.metadata.head import Head
from copydesk.article.model import forest
from copydesk.article.reading import Reason

_LEVEL = 0.5  # a block is kept from this chance on


def decide(flat: Flat, head: Head, phrases: Sequence[Reason | None]) -> list[bool]:
    """For each block, whether it is of the story. Repeats are still in."""
    if not flat.blocks:
        return []
    values = features(flat, head, phrases)
    kept: list[bool] = (forest().chance(values) >= np.float32(_LEVEL)).tolist()
    return kept
