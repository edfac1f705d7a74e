"""Page: the bytes that arrived, and what is known of their arrival."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Form(StrEnum):
    """What the bytes of a page are."""

    HTML = "html"
    TEXT = "text"  # flattened: the markup is gone, a line is a block
    UNKNOWN = "unknown"  # to be found out from the bytes


@dataclass(frozen=True, slots=True)
class Page:
    """One page as received.

    `location` is where it was read from: a path, `archive.warc.gz#4711` (record offset in bytes),
    `rows.jsonl#12` (line), a URL, or "-" for standard input.
    `content` is the body after any transfer and content encoding was undone. A page that came
    decoded (a JSONL column) has it as `str`.
    `fetched` is an ISO 8601 time in UTC. `headers` have lower-case names.
    `columns` are values that came beside the text (JSONL or Parquet: title, date, authors ...).
    """

    location: str
    content: bytes | str
    url: str | None = None
    form: Form = Form.UNKNOWN
    fetched: str | None = None
    http_status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        """SHA-256 of the content, in hex; of its UTF-8 form where it came decoded."""
        content = self.content
        raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        return hashlib.sha256(raw).hexdigest()


@dataclass(frozen=True, slots=True)
class PageFault:
    """A place in a source where no page could be read: a cut archive, a row without text."""

    location: str
    what: str
    remedy: str
