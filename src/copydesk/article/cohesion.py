"""cohesion: how much of a block's vocabulary is that of the running text around it.

Where the markup is gone, what is left to tell a story from the teasers and boxes below it is that
a story goes on about the same things. Words count from five letters on and by their beginnings,
so that most inflected forms agree; in scripts that part no words, pairs of characters do.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

NAMES = (
    "known", "known_near", "common_near", "known_beside", "capitals", "vocabulary",
    "known_near~2", "common_near~2",
)  # fmt: skip
_NOTHING = (-9.0,) * 5  # no words to tell by
_READ = 2000  # characters of a block that are read
_STEM, _LEAST = 7, 5  # letters of a word that are compared, and that it must have
_NEAR = 25  # blocks on each side of the peak of the running text
_PEAK = 8  # blocks on each side over which the peak is found
_BESIDE = 3  # blocks of running text on each side of a block
_WORD = re.compile(r"[^\W\d_]+")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]")


def cohesion(texts: Sequence[str], prose: Floats) -> Floats:
    """For each block the features `NAMES`, shape (features, blocks).

    `prose` is each block's weight as running text, shape (blocks,). `known` is the share of a
    block's words that other running text has, `known_near` that running text at the peak has,
    `common_near` in how large a part of it they stand on average, `known_beside` the share that
    the running text next to it has; the last two are means over two blocks on each side.
    """
    words = [_WORD.findall(text[:_READ]) for text in texts]
    stems = [_stems(found) for found in words]
    running = np.flatnonzero(prose > 0).tolist()
    near = _around_peak(prose)
    everywhere = Counter(chain.from_iterable(stems[index] for index in running))
    at_peak = Counter(chain.from_iterable(stems[index] for index in running if index in near))
    parts = max(1, sum(index in near for index in running))
    # What a block of running text shares with others is what has a count of two or more.
    known, known_near = (
        (set(counts), {stem for stem, count in counts.items() if count > 1})
        for counts in (everywhere, at_peak)
    )
    rows = []
    for index, own in enumerate(stems):
        if not own:
            rows.append(_NOTHING)
            continue
        is_running = bool(prose[index] > 0)
        mine = is_running and index in near
        place = bisect_left(running, index)
        beside = running[max(0, place - _BESIDE) : place + _BESIDE + 1]
        beside_stems = set[str]().union(*[stems[other] for other in beside if other != index])
        shared = sum(map(at_peak.__getitem__, own & known_near[False])) - mine * len(own)
        rows.append(
            (
                len(own & known[is_running]) / len(own),
                len(own & known_near[mine]) / len(own),
                shared / len(own) / parts,
                len(own & beside_stems) / len(own),
                sum([word[0].isupper() for word in words[index]]) / len(words[index]),
            )
        )
    columns = np.empty((len(NAMES), len(texts)), np.float32)
    columns[:5] = np.array(rows, np.float32).T
    columns[5] = np.log1p([len(own) for own in stems])
    weight = columns[5]
    total = np.maximum(_smooth(weight), 1e-6)
    for row, mean in ((1, 6), (2, 7)):
        columns[mean] = _smooth(np.maximum(columns[row], 0) * weight) / total
    return columns


def _smooth(values: Floats) -> NDArray[np.float64]:
    """The sum of each value and two on each side."""
    return np.convolve(values, np.ones(5))[2 : 2 + len(values)]


def _stems(words: Sequence[str]) -> set[str]:
    """The distinct beginnings of a block's words, or pairs of its characters."""
    folded = [word.casefold() for word in words]
    stems = {word[:_STEM] for word in folded if len(word) >= _LEAST and word.isascii()}
    for word in folded:
        if not word.isascii():
            if _WIDE.search(word):
                stems.update(map("".join, pairwise(word)))
            elif len(word) >= _LEAST:
                stems.add(word[:_STEM])
    return stems


def _around_peak(prose: Floats) -> range:
    """The blocks around the place where most running text stands together."""
    total = np.concatenate(([0.0], np.cumsum(prose, dtype=np.float64)))
    at = np.arange(len(prose))
    low, high = np.maximum(at - _PEAK, 0), np.minimum(at + _PEAK + 1, len(prose))
    peak = int(np.argmax((total[high] - total[low]) / (high - low)))
    return range(max(0, peak - _NEAR), min(len(prose), peak + _NEAR + 1))
