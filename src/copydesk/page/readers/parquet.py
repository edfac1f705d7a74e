"""Parquet: a column holds the page, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from copydesk.errors import SourceError
from copydesk.page.page import Page, PageFault
from copydesk.page.readers.options import ReaderOptions
from copydesk.page.readers.rows import check_columns, row_to_page

_BATCH = 64  # rows held at a time


def read_parquet(path: str, options: ReaderOptions) -> Iterator[Page | PageFault]:
    """Stream the rows of a Parquet file; rows are counted from 1. A damaged group is a fault.

    Raises:
        SourceError: It is no Parquet file, or lacks the column that should hold the page.
    """
    with _open(path) as file:
        check_columns(path, file.schema_arrow.names, options)
        first = 1
        for group in range(file.num_row_groups):
            row_number = first
            try:
                for row in _rows(file, group):
                    location = f"{path}#{row_number}"
                    yield row_to_page(row, location, options)
                    row_number += 1
            except (pa.ArrowException, OSError) as error:
                yield PageFault(
                    f"{path}#{row_number}",
                    f"rows cannot be read from here to the end of their group ({error})",
                    "fetch the file again",
                )
            first += file.metadata.row_group(group).num_rows


def read_row(path: str, number: int, options: ReaderOptions) -> Page | PageFault:
    """The page in row `number`, counted from 1.

    Raises:
        SourceError: It is no Parquet file.
        LookupError: There is no such row, or it cannot be read.
    """
    with _open(path) as file:
        first = 1
        for group in range(file.num_row_groups):
            rows = file.metadata.row_group(group).num_rows
            if first <= number < first + rows:
                try:
                    for at, row in enumerate(_rows(file, group), first):
                        if at == number:
                            return row_to_page(row, f"{path}#{number}", options)
                except (pa.ArrowException, OSError) as error:
                    raise LookupError(str(error)) from error
            first += rows
    raise LookupError(f"{path}#{number}")


def _rows(file: Any, group: int) -> Iterator[dict[str, object]]:
    for batch in file.iter_batches(batch_size=_BATCH, row_groups=[group]):
        yield from batch.to_pylist()


def _open(path: str) -> Any:
    try:
        return pq.ParquetFile(path, page_checksum_verification=True)
    except (pa.ArrowException, OSError) as error:
        raise SourceError(
            path, f"not a readable Parquet file ({error})", "check or fetch it again"
        ) from error
