"""settle: the blocks of the story get their kind, all others their reason."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from copydesk.article.article import Metadata, ParagraphKind
from copydesk.article.blocks import Flat
from copydesk.article.ledger import Decision
from copydesk.article.reading import Reason
from copydesk.article.reasons import find_reasons

_KINDS = {
    "h1": ParagraphKind.HEADING,
    "h2": ParagraphKind.HEADING,
    "h3": ParagraphKind.HEADING,
    "h4": ParagraphKind.HEADING,
    "h5": ParagraphKind.HEADING,
    "h6": ParagraphKind.HEADING,
    "li": ParagraphKind.LIST_ITEM,
    "dt": ParagraphKind.LIST_ITEM,
    "dd": ParagraphKind.LIST_ITEM,
    "blockquote": ParagraphKind.QUOTE,
    "td": ParagraphKind.TABLE,
    "th": ParagraphKind.TABLE,
    "figcaption": ParagraphKind.CAPTION,
}
_SET_ASIDE = {reason: Decision(None, reason) for reason in Reason}
_CREDIT = re.compile(r"[(\[]([^()\[\]]{2,40})[)\]]\s*(?:[-–—:]\s*)?(?=\S)")


def _credit(text: str, agency: str | None) -> int:
    """Characters at the start of the first paragraph that credit the agency: "(MENAFN) "."""
    match = _CREDIT.match(text)
    if match is None or not agency:
        return 0
    return match.end() if agency.casefold() in match[1].casefold() else 0


def settle(
    flat: Flat,
    kept: Sequence[bool],
    repeats: Mapping[int, int],
    phrases: Sequence[Reason | None],
    metadata: Metadata,
    is_story: bool,
) -> list[Decision]:
    """Decide for each block: its kind in the body, or why it is set aside.

    `kept` is the model's choice less the `repeats` (see `drop_repeats`). Where the page is no
    story (`is_story` False) nothing is kept.
    """
    decisions: list[Decision] = []
    shown = kept if is_story else [False] * len(kept)
    reasons = find_reasons(flat, shown, phrases, metadata)
    standfirst = metadata.standfirst
    headline = (metadata.title or "").casefold()
    begun = False
    for index, (block, keep) in enumerate(zip(flat.blocks, shown, strict=True)):
        if is_story and index in repeats:
            decisions.append(Decision(None, Reason.REPEAT, repeats[index]))
            continue
        if keep:
            title = block.text.casefold() == headline
            if title or block.text == standfirst:
                standfirst = standfirst if title else None
                decisions.append(_SET_ASIDE[Reason.METADATA])
                continue
            kind = _KINDS.get(block.tag, ParagraphKind.PARAGRAPH)
            credit = 0 if begun else _credit(block.text, metadata.agency)
            begun = True
            decisions.append(Decision(kind, None, credit=credit))
            continue
        decisions.append(_SET_ASIDE[reasons[index]])
    return decisions
