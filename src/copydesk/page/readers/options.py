"""ReaderOptions: what the caller says about a source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PAGE_LIMIT = 64 * 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """How to read sources.

    `columns` maps a role to the column that plays it in a JSONL or Parquet source: "text" or
    "html" for the page itself, "url", "date" (of fetching), and any other name for a value to
    keep beside the text. `page_limit` is the most bytes that one page may have, after
    decompression. `allow_private` lets a URL lead to this machine or a private network.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    page_limit: int = PAGE_LIMIT
    allow_private: bool = False
