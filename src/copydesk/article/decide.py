"""decide: which blocks of a page are its story."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from copydesk.article.around import around
from copydesk.article.blocks import Block, Flat
from copydesk.article.features import Floats, features
from copydesk.article.metadata.head import Head
from copydesk.article.model import forests
from copydesk.article.reading import Reason

_LEVEL = 0.5  # a block is kept from this chance on
_BARE = 0.35  # ... without markup, if it ends as a sentence does: a page is mostly short lines
_DOUBTED = 0.9  # ... if it is short and opens with a standing phrase of these reasons
_ROW = 0.65  # ... if it is a row of figures, which may be set into the text
_SHORT = 200  # characters
_PROSE = 40  # letters from which a block with an end mark is running text
_SURE, _LIKELY = 0.9, 0.4  # mean chance of what is likely on pages of known build
_LONG = 1000  # letters of a page that surely tells something
_BRIDGED = 0.3  # running text between kept blocks is kept from this chance on
_MANY = 8  # paragraphs that are more than a box or a note on the author
_LINKED = 0.3  # share of a paragraph that is links, from which it only names others
_CELLS = frozenset(("td", "th", "tr"))
_LOOSE = frozenset(("div", "section", "article", "main", "body"))
_TITLE = 60  # characters of a line that can be a heading
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_ENDS = frozenset(".!?…。！？।۔؟։።")
_STANDING = frozenset(
    (
        Reason.ADVERTISEMENT,
        Reason.COMMENTS,
        Reason.COOKIE_NOTICE,
        Reason.DISCLAIMER,
        Reason.ERROR_BANNER,
        Reason.NEWSLETTER,
        Reason.PAYWALL_NOTICE,
        Reason.RELATED,
        Reason.SHARE,
    )
)


def decide(flat: Flat, head: Head, phrases: Sequence[Reason | None]) -> list[bool]:
    """For each block, whether it is of the story. Repeats are still in.

    `phrases` are the reasons of the blocks' standing phrases (see `find_phrases`).
    """
    if not flat.blocks:
        return []
    values, groups = features(flat, head, phrases)
    first, second = forests(flat.markup)
    alone = first.chance(values)
    beside = second.chance(around(values, groups, alone))
    return choose(flat, joined(flat, alone, beside), values, phrases)


def joined(flat: Flat, alone: Floats, beside: Floats) -> Floats:
    """The chances by both forests: on markup unlike any known the second one errs in runs."""
    mean: Floats = (alone + beside) * np.float32(0.5)
    return mean if flat.markup else beside


def choose(
    flat: Flat, chance: Floats, values: Floats, phrases: Sequence[Reason | None]
) -> list[bool]:
    """The blocks to keep by their chances, shape (blocks,), and their features (`features`)."""
    letters = np.expm1(values[:, 0])
    if flat.markup:
        chance = _beside_the_surest(chance, letters)
    kept = [
        value >= _needed(block, reason, flat.markup)
        for value, block, reason in zip(chance.tolist(), flat.blocks, phrases, strict=True)
    ]
    if flat.markup:
        sound = np.fromiter((reason not in _STANDING for reason in phrases), bool, len(kept))
        _complete_lists(flat, kept, sound)
        prose = sound & (values[:, 0] >= np.log1p(_PROSE))
        _bridge(flat, kept, prose & (chance >= _BRIDGED))
        _read_on(flat, kept, letters * prose)
    _drop_stranded(flat, kept)
    return kept


def _bridge(flat: Flat, kept: list[bool], likely: NDArray[np.bool_]) -> None:
    """Keep running text that stands between kept blocks under the same parent.

    `likely` tells which blocks may be, shape (blocks,).
    """
    following = len(kept)
    after = [following] * len(kept)  # the next kept block
    for index in range(len(kept) - 1, -1, -1):
        after[index] = following
        if kept[index]:
            following = index
    before = -1
    at = 0
    for index in np.flatnonzero(likely).tolist():
        while at < index:
            before = at if kept[at] else before
            at += 1
        if kept[index] or before < 0 or after[index] == len(kept):
            continue
        holders = {_holder(flat, flat.blocks[i]) for i in (before, index, after[index])}
        if len(holders) == 1 and _ended(flat.blocks[index].text):
            kept[index] = True


def _read_on(flat: Flat, kept: list[bool], letters: Floats) -> None:
    """Keep all of a story that goes on for longer than any known: the rest of its running text
    under the same parent and of the same tag, where both what is kept and what is not are long.

    `letters` are those of blocks that may be running text, shape (blocks,), 0 for others.
    """
    runs: dict[tuple[int, str], list[int]] = {}
    for index in np.flatnonzero(letters).tolist():
        block = flat.blocks[index]
        if not block.hidden and _ended(block.text) and block.link <= _LINKED * len(block.text):
            runs.setdefault((_holder(flat, block), block.tag), []).append(index)
    for run in runs.values():
        rest = [index for index in run if not kept[index]]
        told = float(sum(letters[index] for index in run if kept[index]))
        if len(rest) >= _MANY and min(told, float(letters[rest].sum())) >= _LONG:
            for index in rest:
                kept[index] = True


def _complete_lists(flat: Flat, kept: list[bool], sound: NDArray[np.bool_]) -> None:
    """Keep all items of a list most of whose items are kept.

    `sound` tells which blocks have no standing phrase, shape (blocks,).
    """
    lists: dict[int, list[int]] = {}
    for index, block in enumerate(flat.blocks):
        if block.tag == "li" and not block.hidden:
            lists.setdefault(flat.elements.parent[block.element], []).append(index)
    for items in lists.values():
        if 2 * sum(kept[index] for index in items) > len(items):
            for index in items:
                kept[index] = kept[index] or bool(sound[index])


def _holder(flat: Flat, block: Block) -> int:
    """The element that holds a block and its like."""
    return block.element if block.tag in _LOOSE else flat.elements.parent[block.element]


def _beside_the_surest(chance: Floats, letters: Floats) -> Floats:
    """The chances, raised where even what is likely is doubted: the page is unlike any known.

    Both have shape (blocks,).
    """
    likely = chance >= _LIKELY
    if letters[likely].sum() < _LONG:  # it may well be no story
        return chance
    sure = float(np.average(chance[likely], weights=letters[likely] + 1))
    return chance * np.float32(_SURE / sure) if sure < _SURE else chance


def _drop_stranded(flat: Flat, kept: list[bool]) -> None:
    """Take out headings of what is set aside: a box's name goes with the box.

    Such a heading is followed by a block under the same parent that is not kept, and no kept
    paragraph has that parent. Without markup a short line without an end mark is a heading, and
    being followed by a block that is not kept but has one is enough.
    """
    parents = flat.elements.parent
    holders = {
        parents[block.element]
        for block, keep in zip(flat.blocks, kept, strict=True)
        if keep and flat.markup and block.tag not in _HEADINGS
    }
    follows = len(kept)  # the next visible block
    for index in range(len(kept) - 1, -1, -1):
        block = flat.blocks[index]
        if kept[index] and follows < len(kept) and not kept[follows]:
            if flat.markup:
                parent = parents[block.element]
                boxed = parent == parents[flat.blocks[follows].element]
                stranded = block.tag in _HEADINGS and boxed and parent not in holders
            else:
                after = flat.blocks[follows].text
                stranded = len(block.text) <= _TITLE and not _ended(block.text) and _ended(after)
            if stranded:
                kept[index] = False
        if not block.hidden:
            follows = index


def _needed(block: Block, reason: Reason | None, markup: bool) -> float:
    """The chance that a block needs: more with a standing phrase, or as a short row of a table."""
    if reason is Reason.DISCLAIMER or (reason in _STANDING and len(block.text) <= _SHORT):
        return _DOUBTED
    ended = _ended(block.text)
    if not markup:
        return _BARE if ended else _LEVEL
    return _ROW if block.tag in _CELLS and len(block.text) <= _TITLE and not ended else _LEVEL


def _ended(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return text.rstrip("\"'”’»」』)")[-1:] in _ENDS
