"""WARC and WET archives, record by record."""

from __future__ import annotations

from collections.abc import Iterator

from fastwarc.warc import ArchiveIterator, WarcRecordType

from copydesk.page.page import Form, Page, PageFault
from copydesk.page.readers.options import ReaderOptions


def read_warc(path: str, options: ReaderOptions) -> Iterator[Page | PageFault]:
    """Stream the response, resource and conversion records of an archive."""
    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    with open(path, "rb") as file:
        for record in ArchiveIterator(file, record_types=wanted, auto_decode="all"):
            http = record.http_headers if record.is_http_parsed else None
            yield Page(
                f"{path}#{record.stream_pos}",
                record.reader.read(),
                url=record.headers.get("WARC-Target-URI"),
                form=Form.TEXT if record.record_type is WarcRecordType.conversion else Form.UNKNOWN,
                fetched=record.headers.get("WARC-Date"),
                http_status=http.status_code if http else None,
                headers={k.lower(): v for k, v in http.items()} if http else {},
            )
