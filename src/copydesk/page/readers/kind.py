"""find_kind: what a source is, by its first bytes and its name."""

from __future__ import annotations

import zlib
from enum import StrEnum

from copydesk.errors import SourceError


class Kind(StrEnum):
    """The kinds of file that pages are read from."""

    PAGE = "page"
    ZIPPED_PAGE = "zipped page"
    WARC = "warc"
    JSONL = "jsonl"
    PARQUET = "parquet"


# Formats that are met where pages are expected, by their first bytes.
_FOREIGN = {
    b"%PDF-": "a PDF document",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"RIFF": "an image or a recording",
    b"\x28\xb5\x2f\xfd": "a Zstandard archive",
    b"\xfd7zXZ\x00": "an XZ archive",
    b"BZh": "a bzip2 archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"SQLite format 3\x00": "a SQLite file",
    b"\x7fELF": "a program",
}
_WARC_NAMES = (".warc", ".warc.gz", ".wet", ".wet.gz", ".arc.gz")
_JSONL_NAMES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")


def find_kind(name: str, head: bytes) -> Kind:
    """What the file `name` is that begins with `head`: its bytes are believed before its name.

    Raises:
        SourceError: It is of a format that holds no pages we can read.
    """
    for magic, what in _FOREIGN.items():
        if head.startswith(magic):
            raise SourceError(
                name,
                f"this is {what}",
                "give an HTML, text, WARC, WET, JSONL or Parquet file, or a folder of them",
            )
    lower = name.lower()
    if head.startswith(b"PAR1") or lower.endswith(".parquet"):
        return Kind.PARQUET
    zipped = head.startswith(b"\x1f\x8b")
    start = _unzipped(head) if zipped else head
    if start.startswith(b"WARC/") or lower.endswith(_WARC_NAMES):
        return Kind.WARC
    if lower.endswith(_JSONL_NAMES) or _is_json_object(start):
        return Kind.JSONL
    return Kind.ZIPPED_PAGE if zipped else Kind.PAGE


def _unzipped(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, 4096)
    except zlib.error:
        return b""


def _is_json_object(start: bytes) -> bool:
    line = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:64]
    return line.startswith(b"{") and line[1:].lstrip()[:1] in (b'"', b"}")
