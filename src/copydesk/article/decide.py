"""decide: what each block of a page is: body, or set aside for a reason."""

from __future__ import annotations

from copydesk.article.blocks import Flat
from copydesk.article.metadata.head import Head


def decide(flat: Flat, head: Head) -> list[bool]:
    """Which blocks are the story."""
    solid = [
        len(b.text) >= 80
        and b.link * 3 < len(b.text)
        and not b.hidden
        and b.tag not in ("a", "button", "figcaption", "label")
        for b in flat.blocks
    ]
    return solid
