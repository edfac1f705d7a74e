"""JSON Lines: one object a line, a column of which holds the page."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, cast

from copydesk.page.decode import decode
from copydesk.page.page import Page, PageFault
from copydesk.page.readers.options import ReaderOptions, too_long
from copydesk.page.readers.rows import check_columns, row_to_page

_LOOK_AHEAD = 20  # rows whose columns are looked at before one is said not to exist

Row = dict[str, object]


def read_jsonl(file: BinaryIO, name: str, options: ReaderOptions) -> Iterator[Page | PageFault]:
    """Stream the rows of a JSONL file, plain or compressed. A broken line is a fault.

    Raises:
        SourceError: None of the first rows has the column that should hold the page.
    """
    rows = _rows(file, name, options)
    ahead: list[tuple[str, Row | PageFault]] = []
    for _, item in zip(range(_LOOK_AHEAD), rows, strict=False):
        ahead.append(item)
    found = [row for _, row in ahead if isinstance(row, dict)]
    if found:
        check_columns(name, chain.from_iterable(found), options)
    for location, row in chain(ahead, rows):
        yield row if isinstance(row, PageFault) else row_to_page(row, location, options)


def read_line(file: BinaryIO, name: str, number: int, options: ReaderOptions) -> Page | PageFault:
    """The page on line `number`, counted from 1.

    Raises:
        LookupError: There is no such line.
    """
    location = f"{name}#{number}"
    for place, row in _rows(file, name, options):
        if place == location:
            return row if isinstance(row, PageFault) else row_to_page(row, location, options)
    raise LookupError(location)


def _rows(
    file: BinaryIO, name: str, options: ReaderOptions
) -> Iterator[tuple[str, Row | PageFault]]:
    """Every line that is not blank, with its location, as an object or as a fault."""
    # JSON writes a character in up to 12 bytes ("\\ud83d\\ude00" for 4), so a line may be longer.
    limit = options.page_limit * 3 + (1 << 20)
    zipped = file.peek(2)[:2] == b"\x1f\x8b" if hasattr(file, "peek") else False
    lines = cast(BinaryIO, gzip.GzipFile(fileobj=file)) if zipped else file
    number = 0
    while True:
        number += 1
        location = f"{name}#{number}"
        try:
            line = lines.readline(limit)
            long = len(line) >= limit
            while line and len(line) >= limit and not line.endswith(b"\n"):
                line = lines.readline(limit)
        except (EOFError, OSError, zlib.error) as error:
            yield (
                location,
                PageFault(
                    location, f"the file is cut off or damaged here ({error})", "fetch it again"
                ),
            )
            return
        if not line:
            return
        if long:
            yield location, too_long(location, options)
        elif line.strip():
            yield location, _parse(line, location)


def _parse(line: bytes, location: str) -> Row | PageFault:
    try:
        row = json.loads(decode(Page(location, line)).text)
    except (ValueError, RecursionError) as error:
        what = str(error) if isinstance(error, ValueError) else "nested too deep"
        return PageFault(location, f"the line is not JSON ({what[:120]})", "mend or drop the line")
    if not isinstance(row, dict):
        return PageFault(location, "the line is not a JSON object", "mend or drop the line")
    return row
