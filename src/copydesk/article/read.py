"""read: a page becomes an Article or a Refusal."""

from __future__ import annotations

import hashlib

from selectolax.lexbor import LexborHTMLParser

from copydesk.article.blocks import Flat
from copydesk.article.decide import decide
from copydesk.article.depth import limit_depth
from copydesk.article.flatten_html import flatten_html
from copydesk.article.flatten_text import flatten_text
from copydesk.article.ledger import build
from copydesk.article.metadata.gather import gather
from copydesk.article.metadata.head import EMPTY, Head, read_head
from copydesk.article.phrases import phrases_of
from copydesk.article.reading import Reading, Refusal, VerdictKind
from copydesk.article.repeats import drop_repeats
from copydesk.article.story import settle
from copydesk.article.verdict import gives_article, judge
from copydesk.page.decode import Decoded, decode
from copydesk.page.form import find_form
from copydesk.page.page import Form, Page


def read(source: bytes | str, *, url: str | None = None) -> Reading:
    """Read one page, given as bytes or as decoded text (HTML, or text without markup)."""
    return read_page(Page(url or "-", source, url=url))


def read_page(page: Page) -> Reading:
    """Read one page as it was received. Never raises: what cannot be read is refused."""
    decoded = decode(page)
    head, flat = flatten(decoded.text, page.form, decoded.utf_8)
    phrases = phrases_of(flat.lines) if flat.blocks else []
    kept = decide(flat, head, phrases)
    repeats = drop_repeats(flat, kept)
    metadata = gather(head, flat, kept, page)
    verdict = judge(page, head, flat, kept, metadata)
    decisions = settle(flat, kept, repeats, phrases, metadata, gives_article(verdict))
    article, ledger = build(flat, decisions, _digest(page, decoded), metadata)
    refusal = None
    if article is None:
        kind = VerdictKind.EMPTY if gives_article(verdict) else verdict.kind
        refusal = Refusal(page.location, "read", kind.value, "; ".join(verdict.reasons))
    return Reading(page, verdict, article, ledger, refusal)


def _digest(page: Page, decoded: Decoded) -> str:
    """The page's `sha256`, without encoding it once more where it came as sound text."""
    if decoded.text is page.content:
        return hashlib.sha256(decoded.utf_8).hexdigest()
    return page.sha256


def flatten(text: str, form: Form = Form.UNKNOWN, utf_8: bytes | None = None) -> tuple[Head, Flat]:
    """The head and the blocks of a page, with markup or without.

    `text` is as `decode` gives it; `utf_8` is the same in UTF-8, if at hand.
    """
    if find_form(text, form) is Form.TEXT:
        return EMPTY, flatten_text(text)
    tree = LexborHTMLParser(limit_depth(utf_8 or text.encode("utf-8", "ignore")))
    return read_head(tree), flatten_html(tree)
