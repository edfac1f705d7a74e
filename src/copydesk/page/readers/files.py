"""Single files and folders of pages."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from copydesk.page.form import find_form
from copydesk.page.page import Form, Page, PageFault
from copydesk.page.readers.options import ReaderOptions, too_long

# What a saved page brings along, and what folders are littered with: no pages.
_NO_PAGES = frozenset(
    (
        ".css .js .mjs .map .json .xml .png .jpg .jpeg .gif .webp .avif .svg .ico .bmp .tif .tiff"
        " .woff .woff2 .ttf .otf .eot .mp3 .mp4 .webm .ogg .wav .avi .mov .pdf .zip .tar .7z .db"
        " .sqlite .md .csv .tsv .py .log .yml .yaml .toml"
    ).split()
)


def read_file(file: BinaryIO, location: str, options: ReaderOptions) -> Page | PageFault:
    """The rest of an open file as one page."""
    content = file.read(options.page_limit + 1)
    if len(content) > options.page_limit:
        return too_long(location, options)
    form = Form.UNKNOWN
    if location.lower().endswith((".txt", ".text")) and b"\0" not in content[:64]:
        # A page kept as text is flattened; a document kept under a wrong name is not.
        form = find_form(content[:4096].decode("latin-1"))
    return Page(location, content, form=form if form is Form.TEXT else Form.UNKNOWN)


def read_zipped_file(file: BinaryIO, location: str, options: ReaderOptions) -> Page | PageFault:
    """The one page in a gzip file."""
    try:
        with gzip.GzipFile(fileobj=file) as unzipped:
            content = unzipped.read(options.page_limit + 1)
    except (EOFError, OSError, zlib.error) as error:
        return PageFault(
            location, f"the gzip file is cut off or damaged ({error})", "fetch it again"
        )
    if len(content) > options.page_limit:
        return too_long(location, options)
    return Page(location, content)


def files_below(folder: str) -> Iterator[str]:
    """Paths of the files below a folder that may hold pages, sorted by name at each level.

    Hidden files and folders are left out, as are images, styles and scripts, by their names.
    Links to folders are not followed, so a folder that contains itself does no harm.
    """
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() not in _NO_PAGES:
                yield str(Path(root, name))
