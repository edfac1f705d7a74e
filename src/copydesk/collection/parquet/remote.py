"""Files at addresses that fsspec opens (s3://, gs://, hdfs://, memory:// ...), for runs.

fsspec comes with `copydesk[ray]`; http(s) addresses are pages and are read by the page readers.
A file is copied to this machine's temporary folder while it is read, so that every reader, those
that must seek too, works as on a local file.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from copydesk.errors import CollectionError, SourceError
from copydesk.page.page import Page, PageFault
from copydesk.page.readers import ReaderOptions, read_pages


def is_remote(source: str) -> bool:
    """Whether a source or folder is an address for fsspec."""
    return "://" in source and not source.startswith(("http://", "https://"))


def file_system(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it.

    Raises:
        CollectionError: fsspec, or what it needs for this kind of address, is not installed.
    """
    try:
        import fsspec

        fs, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise CollectionError(
            address, f"cannot be opened ({error})", "pip install 'copydesk[ray]', check the address"
        ) from error
    return fs, str(path)


def files_at(address: str) -> list[tuple[str, int]]:
    """The files at an address, a folder, or a pattern with "*": addresses and sizes, sorted.

    Raises:
        SourceError: Nothing is there.
    """
    fs, path = file_system(address)
    found = fs.glob(path) if "*" in path else fs.find(path)
    if not found:
        raise SourceError(address, "nothing is there", "check the address")
    return [
        (str(fs.unstrip_protocol(name)), int(fs.info(name)["size"] or 0)) for name in sorted(found)
    ]


def pages_at(address: str, reader: ReaderOptions) -> Iterator[Page | PageFault]:
    """Stream the pages of one file; their locations name the address.

    Raises:
        SourceError: It cannot be opened, or is of no known format.
    """
    fs, path = file_system(address)
    with tempfile.TemporaryDirectory(prefix="copydesk-") as folder:
        copy = str(Path(folder) / (path.rstrip("/").rsplit("/", 1)[-1] or "page"))
        try:
            fs.get_file(path, copy)
        except OSError as error:
            raise SourceError(address, str(error), "check the address") from error
        try:
            for page in read_pages(copy, reader):
                yield replace(page, location=page.location.replace(copy, address, 1))
        except SourceError as error:
            raise SourceError(address, error.what, error.remedy) from error
