"""Verdict: what a page is, told from its words and its build."""

from __future__ import annotations

from collections.abc import Sequence

from copydesk.article.article import Metadata
from copydesk.article.blocks import Flat
from copydesk.article.metadata.head import Head
from copydesk.article.reading import Verdict, VerdictKind
from copydesk.page.page import Page


def judge(page: Page, head: Head, flat: Flat, kept: Sequence[bool], metadata: Metadata) -> Verdict:
    """Judge a page by the story found on it. `kept` tells which blocks are in the body."""
    letters = sum(len(b.text) for b, keep in zip(flat.blocks, kept, strict=True) if keep)
    if not any(block.text for block in flat.blocks):
        return Verdict(VerdictKind.EMPTY, 0.99, ("no visible text",))
    if letters >= 400:
        return Verdict(VerdictKind.ARTICLE, 0.9, (f"{letters} characters of story",))
    return Verdict(VerdictKind.NOT_NEWS, 0.6, ("little running text",))
