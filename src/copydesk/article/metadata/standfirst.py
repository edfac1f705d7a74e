"""Standfirst: the summary set between headline and body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from copydesk.article.blocks import Flat
from copydesk.article.metadata.credit import is_credit
from copydesk.article.metadata.head import Head
from copydesk.article.metadata.jsonld import text_of
from copydesk.article.metadata.site import fold

_MARK = re.compile(
    r"(?<![a-z])(?:stand-?first|sub-?title|sub-?head(?:line|er|ing)?|sub-?titular|subtitulo|dek|deck|chapo|chapeau|lede|lead|intro(?:text|duction)?|teaser-?text|"
    r"summary|abstract|excerpt|entradilla|bajada|sottotitolo|sommario|occhiello|ingress|manchet|vorspann|underrubrik|article-?description|kicker-?text|leadtext|preamble)(?![a-z])",
    re.I,
)
_NOT = re.compile(
    r"related|teaser-list|card|recommend|caption|image|author|byline|meta-?data|share|social|leaderboard|lead-?image|lead-?media|download",
    re.I,
)
_REACH = 14  # blocks behind the title
_MIN, _MAX = 25, 700  # characters
_DEPTH = 3  # elements around a block whose marks are read


def find_standfirst(
    flat: Flat, head: Head, title_at: int | None, kept: Sequence[bool]
) -> int | None:
    """The index of the block that is the standfirst, or None.

    It stands close behind the title and before the second paragraph of the body, and is marked
    as one or says what the page's description says.
    """
    if title_at is None:
        return None
    headline = fold(flat.blocks[title_at].text)
    described = [fold(value) for value in _descriptions(head)]
    tags = flat.elements.tag if flat.markup else []
    paragraphs = 0
    for index in range(title_at + 1, min(len(flat.blocks), title_at + 1 + _REACH)):
        block = flat.blocks[index]
        if block.hidden:
            continue
        if _MIN <= len(block.text) <= _MAX and block.link * 2 < len(block.text):
            marked = flat.markup and _marked(flat, index)
            key = fold(block.text)
            if key == headline:
                continue
            if marked and block.tag != "li" and _is_sentence(block.text):
                if _is_words(flat, index):
                    return index
                continue
            if paragraphs == 0 and any(_says(key, value) for value in described):
                follows = flat.blocks[index + 1].element if index + 1 < len(flat.blocks) else -1
                apart = not flat.markup or _apart(flat, index, follows, tags)
                if apart and _is_words(flat, index):
                    return index
        if kept[index] and len(block.text) > 80:
            paragraphs += 1
            if paragraphs >= 2:
                return None
    return None


def _is_words(flat: Flat, index: int) -> bool:
    """Whether a block is running words: no picture's caption, no name of a button."""
    return not is_credit(flat.blocks[index].text) and not any(
        flat.elements.tag[element] in ("figure", "figcaption", "button")
        for element in flat.ancestors(flat.blocks[index])
    )


def _is_sentence(text: str) -> bool:
    return not text.isascii() or text.count(" ") >= 4


def _descriptions(head: Head) -> list[str]:
    values = [
        head.first("og:description"),
        head.first("description"),
        head.first("twitter:description"),
    ]
    values += [text_of(node.get("description")) for node in head.articles[:1]]
    return [value for value in values if len(value) >= _MIN]


def _says(key: str, description: str) -> bool:
    """Whether a block and a description say the same: equal, or one the start of the other."""
    if not description or not key:
        return False
    if key == description:
        return True
    short, long = sorted((key, description), key=len)
    return len(short) >= 40 and len(short) * 2 > len(long) and long.startswith(short.rstrip())


def _marked(flat: Flat, index: int) -> bool:
    block = flat.blocks[index]
    marks = [block.inline_mark]
    for depth, element in enumerate(flat.ancestors(block)):
        if depth >= _DEPTH or flat.elements.tag[element] in ("article", "main", "body"):
            break
        marks.append(flat.elements.mark[element])
    nearest = " ".join(marks)
    return bool(_MARK.search(nearest)) and not _NOT.search(nearest)


def _apart(flat: Flat, index: int, follows: int, tags: list[str]) -> bool:
    """Whether a block is set apart from the paragraphs that follow: another tag or parent."""
    block = flat.blocks[index]
    parents = flat.elements.parent
    if block.tag in ("h2", "h3", "h4") or (block.strong * 10 > len(block.text) * 9):
        return True
    for other in flat.blocks[index + 1 : index + 8]:
        if len(other.text) > 120 and other.tag == block.tag:
            return parents[other.element] != parents[block.element]
    return True
