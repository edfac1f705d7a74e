"""read_pages: finds out what a source is and streams its pages; read_location reads one again."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from typing import BinaryIO, cast

from copydesk.errors import SourceError
from copydesk.page.fetch import fetch
from copydesk.page.page import Page, PageFault
from copydesk.page.readers.files import files_below, read_file, read_zipped_file
from copydesk.page.readers.inflow import Damage
from copydesk.page.readers.jsonl import read_jsonl, read_line
from copydesk.page.readers.kind import Kind, find_kind
from copydesk.page.readers.options import ReaderOptions
from copydesk.page.readers.parquet import read_parquet, read_row
from copydesk.page.readers.warc import read_record, read_warc

_HEAD = 8192  # bytes looked at to find out what a file is


def read_pages(source: str, options: ReaderOptions) -> Iterator[Page | PageFault]:
    """Stream the pages of a source in its own order, in constant memory.

    A source is a path to a file or folder, "-" for standard input, or an http(s) URL. In a
    folder, a file that cannot be opened is a fault and the rest is read.

    Raises:
        SourceError: The source cannot be opened at all, or is of no known format.
    """
    if is_url(source):
        yield fetch(source, options.fetch_limits)
    elif source == "-":
        yield from _read_open(io.BufferedReader(_Unseekable(sys.stdin.buffer)), "-", options)
    elif os.path.isdir(source):
        for path in files_below(source):
            try:
                yield from read_pages(path, options)
            except SourceError as error:
                yield PageFault(error.location, error.what, error.remedy)
    else:
        with _open(source) as file:
            yield from _read_open(file, source, options)


def read_location(location: str, options: ReaderOptions) -> Page:
    """Read one page again by the location that `read_pages` gave it.

    Raises:
        SourceError: There is no page at this location now.
    """
    path, mark, place = location.rpartition("#")
    if is_url(location) or not mark or os.path.exists(location):
        found = next(read_pages(location, options), None)
    else:
        try:
            found = _read_place(path, place, location, options)
        except (Damage, LookupError, ValueError) as error:
            raise SourceError(
                location, f"no page can be read there ({error})", "check the location"
            ) from error
    if not isinstance(found, Page):
        what, remedy = (found.what, found.remedy) if found else ("no page there", "check it")
        raise SourceError(location, what, remedy)
    return found


def is_url(source: str) -> bool:
    """Whether a source is an address on the web."""
    return source.lower().startswith(("http://", "https://"))


def _read_place(
    path: str, place: str, location: str, options: ReaderOptions
) -> Page | PageFault | None:
    with _open(path) as file:
        match find_kind(path, file.peek(_HEAD)):
            case Kind.WARC:
                return read_record(cast(BinaryIO, file), place, location, options)
            case Kind.JSONL:
                return read_line(cast(BinaryIO, file), path, int(place), options)
            case Kind.PARQUET:
                return read_row(path, int(place), options)
            case _:
                return None


def _read_open(
    file: io.BufferedReader, name: str, options: ReaderOptions
) -> Iterator[Page | PageFault]:
    stream = cast(BinaryIO, file)
    match find_kind(name, file.peek(_HEAD)):
        case Kind.WARC:
            yield from read_warc(stream, name, options)
        case Kind.JSONL:
            yield from read_jsonl(stream, name, options)
        case Kind.PARQUET if name == "-":
            raise SourceError(name, "Parquet cannot be read from a stream", "give the file's path")
        case Kind.PARQUET:
            yield from read_parquet(name, options)
        case Kind.ZIPPED_PAGE:
            yield read_zipped_file(stream, name, options)
        case Kind.PAGE:
            yield read_file(stream, name, options)


def _open(path: str) -> io.BufferedReader:
    try:
        return io.BufferedReader(io.FileIO(path), 1 << 16)
    except FileNotFoundError as error:
        raise SourceError(path, "no such file or folder", "check the path") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise SourceError(path, f"cannot be opened ({reason})", "check the path") from error


class _Unseekable(io.RawIOBase):
    """Standard input read once, forward, whatever stands behind it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
