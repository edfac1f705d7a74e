"""Labels for the reader: which blocks of a page the reference text of a data set holds."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from copydesk.article.blocks import Flat

CJK = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
TOKEN = re.compile(rf"[{CJK}]|[^\W{CJK}]+")
UNSURE = -1
_LONG = 60  # characters from which equal texts are no accident
_NEAR = 8  # blocks before and behind the story in which short equal texts count


def norm(text: str) -> str:
    """Text as the scorer compares paragraphs."""
    folded = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().casefold()
    return re.sub(r"^[-*•–·#>\s]+", "", folded)


def label(flat: Flat, reference: str) -> NDArray[np.int8]:
    """1 for a block of the reference, 0 for another, UNSURE where it cannot be told."""
    lines = Counter(line for raw in reference.split("\n") if (line := norm(raw)))
    words = TOKEN.findall(reference.lower())
    grams = set(zip(words, words[1:], words[2:], strict=False))
    keys = [norm(block.text) for block in flat.blocks]
    labels = np.zeros(len(keys), np.int8)
    copies: dict[str, list[int]] = {}
    for index, (block, key) in enumerate(zip(flat.blocks, keys, strict=True)):
        if key in lines:
            copies.setdefault(key, []).append(index)
            continue
        own = TOKEN.findall(block.text.lower())
        if len(own) < 5:
            continue
        found = [gram in grams for gram in zip(own, own[1:], own[2:], strict=False)]
        share = sum(found) / len(found)
        labels[index] = 1 if share >= 0.75 else 0 if share < 0.35 else UNSURE
        if labels[index] == 1:
            copies.setdefault(key, []).append(index)
    sure = [i for key, at in copies.items() for i in at if len(key) >= _LONG and len(at) == 1]
    first, last = (min(sure), max(sure)) if sure else (0, len(keys))
    middle = float(np.median(sure)) if sure else 0.0
    for key, at in copies.items():
        _choose(labels, flat, key, at, max(1, lines[key]), (first, last, middle))
    return labels


def _choose(
    labels: NDArray[np.int8],
    flat: Flat,
    key: str,
    at: Sequence[int],
    wanted: int,
    story: tuple[int, int, float],
) -> None:
    """Of blocks with one text, label as many as the reference has, the nearest to the story."""
    first, last, middle = story
    if len(key) < _LONG:
        for index in at:
            labels[index] = 0
        at = [i for i in at if first - _NEAR <= i <= last + _NEAR]
    ranked = sorted(
        at,
        key=lambda i: (flat.blocks[i].hidden, not first <= i <= last, abs(i - middle)),
    )
    for rank, index in enumerate(ranked):
        labels[index] = 1 if rank < wanted else UNSURE if len(key) >= _LONG else 0
