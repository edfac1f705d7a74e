"""read: a page becomes an Article or a Refusal."""

from __future__ import annotations

from copydesk.article.reading import Reading, Refusal, Verdict, VerdictKind
from copydesk.page.page import Page


def read(source: bytes | str, *, url: str | None = None) -> Reading:
    """Read one page, given as bytes or as decoded text (HTML, or text without markup)."""
    return read_page(Page(url or "-", source, url=url))


def read_page(page: Page) -> Reading:
    """Read one page as it was received. Never raises: what cannot be read is refused."""
    return Reading(
        page,
        Verdict(VerdictKind.EMPTY, 0.0),
        None,
        refusal=Refusal(page.location, "read", "empty", "not written yet"),
    )
