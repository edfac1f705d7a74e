"""ledger: decided blocks become an Article and the list of all that was set aside.

Kept and set aside together are every visible run of the page, in page order. What a page hides
is listed only where it was kept: it is not visible text (see `flatten_html`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from copydesk.article.article import Article, Metadata, Paragraph, ParagraphKind
from copydesk.article.blocks import Flat
from copydesk.article.reading import Reading, Reason, SetAside


@dataclass(frozen=True, slots=True)
class Decision:
    """What a block is: of a `kind` in the body, or set aside for a `reason`; one of the two.

    `repeat_of` is the index of the block that it repeats. `credit` counts the characters at the
    start of a kept block that are an agency's credit and are set aside for themselves.
    """

    kind: ParagraphKind | None
    reason: Reason | None
    repeat_of: int | None = None
    credit: int = 0


def build(
    flat: Flat, decisions: Sequence[Decision], digest: str, metadata: Metadata
) -> tuple[Article | None, tuple[SetAside, ...]]:
    """The article, if any block is kept, and the ledger."""
    places = flat.places()
    texts: list[str] = []
    paragraphs: list[Paragraph] = []
    aside: list[SetAside] = []
    twins: dict[int, int] = {}  # of repeats: their places in `aside`, and the blocks they repeat
    at: dict[int, int] = {}
    start = 0
    for index, (block, decision) in enumerate(zip(flat.blocks, decisions, strict=True)):
        text, place = block.text, places[index]
        if decision.kind is None:
            if not block.hidden:
                if decision.repeat_of is not None:
                    twins[len(aside)] = decision.repeat_of
                reason = decision.reason or Reason.OTHER
                aside.append(SetAside(text, reason, len(paragraphs), place))
            continue
        if decision.credit:
            credit = text[: decision.credit].rstrip()
            aside.append(SetAside(credit, Reason.AGENCY, len(paragraphs), place))
            text = text[decision.credit :].lstrip()
        at[index] = len(paragraphs)
        paragraphs.append(Paragraph(start, start + len(text), decision.kind, place))
        texts.append(text)
        start += len(text) + 1
    for number, twin in twins.items():
        aside[number] = replace(aside[number], repeat_of=at.get(twin))
    ledger = tuple(aside)
    if not paragraphs:
        return None, ledger
    body = "\n".join(texts)
    return Article(article_id(digest, body), body, tuple(paragraphs), metadata), ledger


def article_id(digest: str, text: str) -> str:
    """The id of an article: made from its page's digest and its text, alike in any process."""
    raw = f"{digest}\n{text}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(raw).hexdigest()[:16]


def put_back(reading: Reading, index: int) -> Reading:
    """The reading with the ledger's entry `index` put back into the body (see `with_block`).

    Raises:
        IndexError: The ledger has no such entry.
        ValueError: The page was refused, so there is no body to put anything back into.
    """
    article = reading.article
    if article is None:
        raise ValueError(f"{reading.page.location} was refused: it has no body to put text into")
    renewed, ledger = with_block(article, reading.set_aside, index, reading.page.sha256)
    return replace(reading, article=renewed, set_aside=ledger)


def with_block(
    article: Article, set_aside: Sequence[SetAside], index: int, digest: str
) -> tuple[Article, tuple[SetAside, ...]]:
    """An article with the ledger's entry `index` put back at its place, and the ledger without it.

    Offsets of all paragraphs follow the new text. An agency's credit becomes a paragraph of its
    own before the one that it stood in. `digest` is that of the page.

    Raises:
        IndexError: The ledger has no such entry.
    """
    item = set_aside[index]
    at = min(item.before_paragraph, len(article.paragraphs))
    texts = [article.text[p.start : p.end] for p in article.paragraphs]
    kinds = [(p.kind, p.where) for p in article.paragraphs]
    texts.insert(at, item.text)
    kinds.insert(at, (ParagraphKind.PARAGRAPH, item.where))
    paragraphs, start = [], 0
    for text, (kind, where) in zip(texts, kinds, strict=True):
        paragraphs.append(Paragraph(start, start + len(text), kind, where))
        start += len(text) + 1
    body = "\n".join(texts)
    ledger = []
    for number, other in enumerate(set_aside):
        if number == index:
            continue
        before, repeat = other.before_paragraph, other.repeat_of
        after = before > at or (before == at and number > index)
        if repeat is not None and repeat >= at:
            repeat += 1
        ledger.append(replace(other, before_paragraph=before + after, repeat_of=repeat))
    return Article(article_id(digest, body), body, tuple(paragraphs), article.metadata), tuple(
        ledger
    )
