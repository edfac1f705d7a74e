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
    return [
        value >= _LEVEL
        and (reason not in _STANDING or len(block.text) > _SHORT or value >= _DOUBTED)
        for value, block, reason in zip(chance.tolist(), flat.blocks, phrases, strict=True)
    ]
