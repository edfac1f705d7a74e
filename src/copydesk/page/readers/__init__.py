"""Readers: any source to a stream of pages, one module a kind."""

from copydesk.page.readers.options import ReaderOptions
from copydesk.page.readers.source import read_location, read_pages

__all__ = ["ReaderOptions", "read_location", "read_pages"]
