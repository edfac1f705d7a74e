"""flatten_text: a page whose markup is gone becomes blocks: a line is a block."""

from __future__ import annotations

from copydesk.article.blocks import Block, Elements, Flat


def flatten_text(text: str) -> Flat:
    """Flatten text without markup. A line is a block, blank ones are none.

    >>> [block.text for block in flatten_text("Talks\\n\\n  resume on Friday.").blocks]
    ['Talks', 'resume on Friday.']
    """
    blocks = []
    for number, line in enumerate(text.splitlines(), 1):
        words = " ".join(line.split())
        if words:
            blocks.append(Block(words, line=number))
    return Flat(blocks, Elements(), False)
