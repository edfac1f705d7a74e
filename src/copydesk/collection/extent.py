"""Extent: how far through its sources an addition has come, by the bytes of their files.

How many pages an archive holds is only known when it is read; how many bytes it has is known at
once, and so is at which of them a page stands.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from copydesk.page.readers.files import files_below

MOST_FILES = 20_000  # looked at; of more files it would not be cheap
_SAMPLE = 1 << 20  # bytes from which the number of lines is estimated
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class _File:
    """A file of a source: bytes of the files `before` it, its own `size`, and how many `rows` it
    has where its pages are numbered by row (0: by offset, or it is one page)."""

    before: int
    size: int
    rows: int


@dataclass(frozen=True, slots=True)
class Extent:
    """The files of sources, in the order in which they are read."""

    files: dict[str, _File]
    total: int

    def share(self, location: str) -> float | None:
        """How far the page at this location stands, 0 to 1; None where it is of no file here."""
        whole = self._file(location)
        if whole is not None:
            return (whole.before + whole.size) / self.total
        path, _, place = location.rpartition("#")
        file, number = self._file(path), place.partition("+")[0]
        if file is None or not (number.isascii() and number.isdigit()):
            return None
        within = int(number) * file.size / file.rows if file.rows else int(number)
        return (file.before + min(within, file.size)) / self.total

    def _file(self, path: str) -> _File | None:
        """The file of that path, or the only one that it may be as seen from another folder."""
        if path in self.files or os.path.isabs(path) or not path:
            return self.files.get(path)
        tail = f"/{os.path.normpath(path)}"
        found = [file for known, file in self.files.items() if known.endswith(tail)]
        return found[0] if len(found) == 1 else None


def extent_of(sources: Iterable[str]) -> Extent | None:
    """The extent of sources as they are now; None where it cannot be known cheaply: of what is
    no file, of very many files, of rows that are compressed."""
    files: dict[str, _File] = {}
    total = 0
    for source in sources:
        for path in files_below(source) if os.path.isdir(source) else [source]:
            try:
                size = os.path.getsize(path)
                rows = _rows(path, size)
            except (OSError, ValueError):  # an address, standard input, or gone
                return None
            if rows is None or len(files) == MOST_FILES:
                return None
            files[path] = _File(total, size, rows)
            total += size
    return Extent(files, total) if total else None


def _rows(path: str, size: int) -> int | None:
    """How many rows a file has, about; 0 where it has none, None where that is not to be had."""
    name = path.lower()
    if name.endswith(".parquet"):
        import pyarrow.parquet as pq  # only here: it takes a second to load

        return int(pq.read_metadata(path).num_rows)
    if ".jsonl" in name or ".ndjson" in name:
        with open(path, "rb") as file:
            start = file.read(_SAMPLE)
        if start.startswith(_GZIP):
            return None
        return max(round(start.count(b"\n") * size / max(len(start), 1)), 1)
    return 0
