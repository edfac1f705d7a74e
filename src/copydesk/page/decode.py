"""decode: the bytes of a page to text, and who decided how."""

from __future__ import annotations

from dataclasses import dataclass

from copydesk.page.page import Page


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a page.

    `encoding` is the WHATWG name; `decided_by` names the witness that settled it; `repaired`
    lists what was mended on the way, in plain words.
    """

    text: str
    encoding: str
    decided_by: str
    repaired: tuple[str, ...] = ()


def decode(page: Page) -> Decoded:
    """Turn the content of a page into text. Never raises; the same bytes give the same text."""
    content = page.content
    if isinstance(content, str):
        return Decoded(content, "utf-8", "given")
    try:
        return Decoded(content.decode("utf-8-sig"), "utf-8", "bytes")
    except UnicodeDecodeError:
        return Decoded(content.decode("cp1252", "replace"), "windows-1252", "fallback")
