"""Headline: the line of a page without markup that is its title; and where a title stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.article.blocks import Flat
from copydesk.article.metadata.dates import capture_line
from copydesk.article.metadata.datetext import first_date
from copydesk.article.metadata.names import begins_with_by, is_person, split_names
from copydesk.article.metadata.site import fold

MAX_HEADLINE = 250  # characters
_REACH = 60  # lines looked back from the first paragraph
_LIST_MARK = re.compile(r"^\s*(?:[-*•·–]\s|\[|>)")
_TRAIL = re.compile(r"\s[>»›|/]\s")
_CREDIT = re.compile(
    r"\b(?:photo|foto|image|bild|picture|credit|getty|file)\b\s*[:/]|©|\(c\)", re.I
)
_ERROR = re.compile(
    r"\b404\b|not found|doesn.?t exist|error|sorry|cookie|javascript|partners", re.I
)
_ENDS = (".", "!", "?", "。", "！", "？", "”", '"', "»", "।", "؟")
_WORD = re.compile(r"[^\W\d_]{4,}")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


def find_headline(flat: Flat, kept: Sequence[bool]) -> int | None:
    """The index of the block that is the title of a page without markup, or None.

    It stands before the first paragraph, is a phrase rather than a sentence or a list item, its
    words come back in the story, and a byline or date often follows it.
    """
    first = _first_paragraph(flat, kept)
    if first is None:
        return None
    body = fold(
        " ".join(b.text for b, keep in zip(flat.blocks[first:], kept[first:], strict=True) if keep)
    )
    stems = {word[:5] for word in _WORD.findall(body)}
    best, best_score = None, 1.0
    for index in range(max(0, first - _REACH), first):
        score = _score(flat, index, first, stems, body)
        if score > best_score:
            best, best_score = index, score
    return best


def _first_paragraph(flat: Flat, kept: Sequence[bool]) -> int | None:
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


def _score(flat: Flat, index: int, first: int, stems: set[str], body: str) -> float:
    text = flat.blocks[index].text
    wide = bool(_WIDE.search(text))
    words = len(text) / 3 if wide else len(text.split())
    if not words >= 3 or len(text) > MAX_HEADLINE or capture_line(text) or begins_with_by(text):
        return 0.0
    names = split_names(text) if words <= 12 else []
    if names and all(is_person(name) for name in names) and len(text) < 80 and not wide:
        return 0.0
    if _LIST_MARK.match(text) or first_date(text) is not None:
        return 0.0
    figures = sum(any(map(str.isdigit, word)) for word in text.split())
    score = 1.0 + min(words, 9) / 9 - 2.0 * (figures * 3 >= len(text.split()))
    if wide:
        pairs = [text[i : i + 2] for i in range(len(text) - 1) if text[i : i + 2].isalpha()]
        score += 3 * sum(pair in body for pair in pairs) / max(1, len(pairs))
    else:
        own = [word[:5] for word in _WORD.findall(fold(text))]
        score += 3 * sum(stem in stems for stem in own) / max(2, len(own))
    score -= 0.04 * (first - index)
    if len(text) > 130:
        score -= 0.5
    if _TRAIL.search(text):
        score -= 1.0
    if _CREDIT.search(text):
        score -= 2.0
    if _ERROR.search(text):
        score -= 1.5
    if text.endswith((".", "。", ":", "…", "!")) and len(text) > 40:
        score -= 2.0
    for following in flat.blocks[index + 1 : index + 4]:
        if len(following.text) < 160 and (
            begins_with_by(following.text) or first_date(following.text)
        ):
            score += 0.8
            break
    return score


def find_place(flat: Flat, title: str | None, kept: Sequence[bool]) -> int | None:
    """The index of the block that shows the title; the last one before the body of several."""
    if not title:
        return None
    key = fold(title)
    first = next((i for i, keep in enumerate(kept) if keep), len(flat.blocks))
    place = None
    for index, block in enumerate(flat.blocks):
        if block.hidden or abs(len(block.text) - len(title)) > 12 + len(title) // 2:
            continue
        folded = fold(block.text)
        if folded == key or (len(key) > 20 and (folded.endswith(key) or folded.startswith(key))):
            if block.tag == "h1" or place is None or index < first:
                place = index
            if block.tag == "h1" or index >= first:
                break
    return place
