"""WARC and WET archives, record by record.

Source: The WARC Format 1.1, https://iipc.github.io/warc-specifications/
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from copydesk.page.body import BodyFault, undo_chunks, undo_encodings
from copydesk.page.page import Form, Page, PageFault
from copydesk.page.readers.inflow import Damage, Inflow
from copydesk.page.readers.options import ReaderOptions, too_long

_HEADER_LIMIT = 64 * 1024
_PATIENCE = 200  # faults in a row after which the rest is given up: keeps hostile input short
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_STATUS_LINE = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b")
_WITH_PAGES = frozenset({"response", "resource", "conversion"})
# Media types that hold no page: a crawl keeps every image and script that its pages use.
_NO_PAGE = re.compile(
    r"(?:image|audio|video|font)/|text/(?:css|javascript|dns)|application/(?:(?:x-)?javascript|"
    r"json|pdf|zip|gzip|font|vnd\.ms-fontobject|x-font|wasm|x-shockwave-flash)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Record:
    """A record as it stands in the archive. `block` is None where it is too long to be kept."""

    headers: Mapping[str, str]
    block: bytes | None


def read_warc(file: BinaryIO, name: str, options: ReaderOptions) -> Iterator[Page | PageFault]:
    """Stream the pages of an archive: responses, resources and conversions (WET).

    A record that is cut off or damaged is a fault at its offset, and reading goes on at the next
    record that can be found. Responses of a media type that holds no page are passed over.
    """
    inflow = Inflow(file)
    first, failures = True, 0
    while first or _advance(inflow):
        first = False
        where, origin = f"{name}#{inflow.position}", inflow.offset
        try:
            record = _next_record(inflow, options.page_limit)
            found = None if record is None else _to_page(record, where, options)
            failures = 0
        except Damage as damage:
            failures += 1
            if failures > _PATIENCE:
                yield PageFault(where, f"{_PATIENCE} faults in a row", "fetch the archive again")
                return
            yield PageFault(where, damage.what, "fetch the archive again; reading goes on after it")
            try:
                if inflow.at_member_start and where != f"{name}#{inflow.position}":
                    first = True  # the next record was met while this one was read
                elif inflow.resync(origin + 1):
                    first = True
                else:
                    return
            except Damage as stop:
                yield PageFault(where, stop.what, "save it to a file and read that")
                return
            continue
        if found is not None:
            yield found


def read_record(file: BinaryIO, place: str, location: str, options: ReaderOptions) -> Page:
    """Read the one record at `place`: an offset, or "member+bytes into the member".

    Raises:
        Damage: No whole record stands there.
    """
    offset, _, skip = place.partition("+")
    file.seek(int(offset))
    inflow = Inflow(file, int(offset))
    for _ in range(0, left := int(skip or 0), 1 << 16):
        left -= len(inflow.take(min(left, 1 << 16)))
    record = _next_record(inflow, options.page_limit)
    found = None if record is None else _to_page(record, location, options)
    if not isinstance(found, Page):
        raise Damage(found.what if found else "no page stands at this offset")
    return found


def _advance(inflow: Inflow) -> bool:
    """Whether another record follows, in this member or in the next."""
    try:
        return bool(inflow.peek(1)) or (not inflow.rest_is_padding() and inflow.next_member())
    except Damage:
        return True  # met again, and reported, when the record is read


def _next_record(inflow: Inflow, limit: int) -> _Record | None:
    """Take one whole record; None where only blank lines are left.

    Raises:
        Damage: It is cut off, damaged, or not as long as it says.
    """
    while inflow.peek(2) == b"\r\n" or inflow.peek(1) == b"\n":
        inflow.take(1 if inflow.peek(1) == b"\n" else 2)
    if not inflow.peek(1):
        if inflow.at_member_start and not inflow.zipped:
            raise Damage("the archive is empty")
        return None
    if inflow.peek(5, across=True) != b"WARC/":
        raise Damage("no record begins here")
    headers = _headers(inflow.take_until(_HEADER_END, _HEADER_LIMIT))
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) < 16):
        raise Damage(f"the record says Content-Length {length!r}")
    block = _take_block(inflow, int(length), keep=_kept(headers), limit=limit)
    _take_end(inflow)
    return _Record(headers, block)


def _take_block(inflow: Inflow, length: int, *, keep: bool, limit: int) -> bytes | None:
    # Head room for the HTTP header, which is no part of the page.
    keep = keep and length <= limit + _HEADER_LIMIT
    out, left = bytearray(), length
    while left:
        chunk = inflow.take(min(left, 1 << 16))
        if not chunk:
            if not inflow.next_member():
                raise Damage(f"the record is cut off: {left:,} of {length:,} bytes are missing")
            raise Damage(f"the record is {left:,} bytes shorter than it says")
        left -= len(chunk)
        if keep:
            out += chunk
    return bytes(out) if keep else None


def _take_end(inflow: Inflow) -> None:
    """Take the two line ends after a record; the checksum behind them is proved thereby."""
    end = inflow.peek(4)
    if end == b"\r\n\r\n":
        inflow.take(4)
    elif end[:2] == b"\n\n":
        inflow.take(2)
    elif end.strip(b"\r\n") or not inflow.zipped:
        what = "is cut off before its end" if not end.strip(b"\r\n") else "is longer than it says"
        raise Damage(f"the record {what}")
    inflow.peek(1)


def _headers(block: bytes) -> dict[str, str]:
    """Header lines by lower-case name; the last of two wins, folded lines are joined."""
    headers: dict[str, str] = {}
    name = ""
    for line in block.decode("utf-8", "replace").splitlines()[1:]:
        if line[:1] in (" ", "\t") and name:
            headers[name] += " " + line.strip()
        elif ":" in line:
            name, _, value = line.partition(":")
            name = name.strip().lower()
            headers[name] = value.strip()
    return headers


def _kept(headers: Mapping[str, str]) -> bool:
    url = headers.get("warc-target-uri", "").strip("<>")
    return headers.get("warc-type", "").lower() in _WITH_PAGES and (
        not url or url.startswith(("http:", "https:", "file:"))
    )


def _to_page(record: _Record, location: str, options: ReaderOptions) -> Page | PageFault | None:
    """The page that a record holds; None where it holds none."""
    if not _kept(record.headers):
        return None
    if record.block is None:
        return too_long(location, options)
    head, block = record.headers, record.block
    status, headers = None, {"content-type": head.get("content-type", "")}
    if "application/http" in head.get("content-type", "").lower() or _STATUS_LINE.match(block):
        match = _HEADER_END.search(block, 0, _HEADER_LIMIT)
        line = _STATUS_LINE.match(block)
        if line is None or match is None:
            return PageFault(location, "the record holds no HTTP answer", "fetch the page again")
        status, headers = int(line[1]), _headers(block[: match.end()])
        block = block[match.end() :]
    if _NO_PAGE.match(headers.get("content-type", "")):
        return None
    try:
        if "chunked" in headers.get("transfer-encoding", "").lower():
            block = undo_chunks(block)
        block = undo_encodings(block, headers.get("content-encoding", ""), options.page_limit)
    except BodyFault as fault:
        return PageFault(location, fault.what, "fetch the page again")
    if len(block) > options.page_limit:
        return too_long(location, options)
    if truncated := head.get("warc-truncated"):
        headers["warc-truncated"] = truncated
    return Page(
        location,
        block,
        url=head.get("warc-target-uri", "").strip("<>") or None,
        form=Form.TEXT if head.get("warc-type", "").lower() == "conversion" else Form.UNKNOWN,
        fetched=head.get("warc-date"),
        http_status=status,
        headers=headers,
    )
