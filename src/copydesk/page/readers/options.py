"""ReaderOptions: what the caller says about a source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from copydesk.page.fetch import FetchLimits
from copydesk.page.page import PageFault

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

    @property
    def fetch_limits(self) -> FetchLimits:
        """The limits of a fetch under these options."""
        return FetchLimits(size=self.page_limit, allow_private=self.allow_private)


def too_long(location: str, options: ReaderOptions) -> PageFault:
    """The fault of a page beyond the limit."""
    return PageFault(
        location,
        f"the page is longer than {options.page_limit:,} bytes",
        "raise the page limit if it is meant to be one page",
    )
