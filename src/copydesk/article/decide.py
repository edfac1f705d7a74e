"""decide: which blocks of a page are its story."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.article.blocks import Flat
from copydesk.article.features import features
from copydesk.article.metadata.head import Head
from copydesk.article.model import forest
from copydesk.article.reading import Reason

_LEVEL = 0.5  # a block is kept from this chance on
_DOUBTED = 0.9  # ... if it is short and opens with a standing phrase of these reasons
_SHORT = 200  # characters
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
    chance = forest(flat.markup).chance(features(flat, head, phrases))
    kept = [
        value >= _LEVEL
        and (reason not in _STANDING or len(block.text) > _SHORT or value >= _DOUBTED)
        for value, block, reason in zip(chance.tolist(), flat.blocks, phrases, strict=True)
    ]
    _drop_stranded(flat, kept)
    return kept


def _drop_stranded(flat: Flat, kept: list[bool]) -> None:
    """Take out headings of what is set aside: a box's name goes with the box.

    Such a heading is followed by a block that is not kept, and no kept paragraph shares its
    parent. Without markup a short line without an end mark is a heading, and being followed by a
    block that is not kept but has one is enough.
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
                stranded = block.tag in _HEADINGS and parents[block.element] not in holders
            else:
                after = flat.blocks[follows].text
                stranded = len(block.text) <= _TITLE and not _ended(block.text) and _ended(after)
            if stranded:
                kept[index] = False
        if not block.hidden:
            follows = index


def _ended(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return text.rstrip("\"'”’»」』)")[-1:] in _ENDS
