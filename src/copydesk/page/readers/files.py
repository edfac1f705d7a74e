"""Single files and folders of pages."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from copydesk.page.form import find_form
from copydesk.page.page import Form, Page, PageFault
from copydesk.page.readers.options import ReaderOptions

# Names in a folder that are read as pages; a file named outright is read whatever its name.
PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml", ".mhtml", ".txt", ".text")


def read_file(path: str, options: ReaderOptions) -> Page | PageFault:
    """One page in one file."""
    with open(path, "rb") as file:
        return read_stream(file, path, options)


def read_standard_input(options: ReaderOptions) -> Page | PageFault:
    """The one page on standard input."""
    return read_stream(sys.stdin.buffer, "-", options)


def read_stream(file: BinaryIO, location: str, options: ReaderOptions) -> Page | PageFault:
    """The rest of an open file as one page."""
    content = file.read(options.page_limit + 1)
    if len(content) > options.page_limit:
        return too_long(location, options)
    form = Form.UNKNOWN
    if location.lower().endswith((".txt", ".text")):
        # A browser's "save as text" is flattened; a document kept under a wrong name is not.
        head = content[:4096].decode("latin-1")
        form = Form.TEXT if find_form(head) is Form.TEXT else Form.UNKNOWN
    return Page(location, content, form=form)


def too_long(location: str, options: ReaderOptions) -> PageFault:
    """The fault of a page beyond the limit."""
    return PageFault(
        location,
        f"the page is longer than {options.page_limit:,} bytes",
        "raise the page limit if it is meant to be one page",
    )


def files_below(folder: str) -> Iterator[str]:
    """Paths of all files below a folder, sorted by name at each level; hidden ones left out."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield str(Path(root, name))
