"""Headline: the line of a page without markup that is its title; and where a title stands."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from copydesk.article.blocks import Flat
from copydesk.article.metadata.headline_signs import MAX_HEADLINE, SIGNS, headline_signs
from copydesk.article.metadata.site import fold

_ENDS = (".", "!", "?", "。", "！", "？", "”", '"', "»", "।", "؟")
_LEVEL = -1.0  # 0 is where a line is as likely as none; a doubtful line is of more use than none


def find_headline(flat: Flat, kept: Sequence[bool]) -> int | None:
    """The index of the block that is the title of a page without markup, or None.

    Lines compete by their signs (`headline_signs.SIGNS`); none wins where all are unlikely.
    """
    first = first_paragraph(flat, kept)
    if first is None:
        return None
    weights = _weights()
    best, best_score = None, _LEVEL
    for index, row in zip(*headline_signs(flat, kept, first), strict=True):
        score = sum(weight * value for weight, value in zip(weights, row, strict=True))
        if score > best_score:
            best, best_score = index, score
    return best


@cache
def _weights() -> tuple[float, ...]:
    """The weights of `SIGNS`, learned by `tools/train_headline.py`."""
    source = files("copydesk.article.metadata").joinpath("headline_weights.toml")
    table = tomllib.loads(source.read_text("utf-8"))
    return tuple(table[sign] for sign in SIGNS)


def first_paragraph(flat: Flat, kept: Sequence[bool]) -> int | None:
    """The first kept block that is no line like a title; the first kept one where all are."""
    first = None
    for index, keep in enumerate(kept):
        if not keep:
            continue
        if first is None:
            first = index
        text = flat.blocks[index].text
        if len(text) > MAX_HEADLINE or text.endswith(_ENDS):
            return index
    return first


def find_place(flat: Flat, title: str | None, kept: Sequence[bool]) -> int | None:
    """The index of the block that shows the title; the last one before the body of several."""
    if not title:
        return None
    key = fold(title)
    first = next((i for i, keep in enumerate(kept) if keep), len(flat.blocks))
    place = None
    low, high = len(title) - 12 - len(title) // 2, len(title) + 12 + len(title) // 2
    for index, block in enumerate(flat.blocks):
        text = block.text
        if block.hidden or not low <= len(text) <= high:
            continue
        folded = fold(text)
        if folded == key or (len(key) > 20 and (folded.endswith(key) or folded.startswith(key))):
            if block.tag == "h1" or place is None or index < first:
                place = index
            if block.tag == "h1" or index >= first:
                break
    return place
