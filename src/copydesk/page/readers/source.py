"""read_pages: finds out what a source is and streams its pages."""

from __future__ import annotations

import os
from collections.abc import Iterator

from copydesk.errors import SourceError
from copydesk.page.page import Page, PageFault
from copydesk.page.readers.files import files_below, read_file, read_standard_input
from copydesk.page.readers.options import ReaderOptions
from copydesk.page.readers.warc import read_warc


def read_pages(source: str, options: ReaderOptions) -> Iterator[Page | PageFault]:
    """Stream the pages of a source in its own order.

    Raises:
        SourceError: The source cannot be opened at all, or nothing says what it is.
    """
    if source == "-":
        yield read_standard_input(options)
    elif os.path.isdir(source):
        for path in files_below(source):
            yield from read_pages(path, options)
    elif not os.path.exists(source):
        raise SourceError(source, "no such file or folder", "check the path")
    elif ".warc" in source or ".wet" in source:
        yield from read_warc(source, options)
    else:
        yield read_file(source, options)
