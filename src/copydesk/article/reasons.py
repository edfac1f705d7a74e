"""find_reason: why a block that is not the story was set aside."""

from __future__ import annotations

from copydesk.article.blocks import Block, Flat
from copydesk.article.reading import Reason


def find_reason(flat: Flat, block: Block) -> Reason:
    """The reason that fits a block best."""
    if block.tag == "figcaption":
        return Reason.CAPTION
    if block.link * 2 > len(block.text):
        return Reason.NAVIGATION
    return Reason.OTHER
