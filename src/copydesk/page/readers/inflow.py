"""Inflow: the bytes of an archive, its gzip members undone one by one.

Written for this because the readers at hand end in silence on a cut archive: of 640 cuts of a
three-record WARC.gz that fall inside a record, fastwarc 2.0.1 reports 18.
"""

from __future__ import annotations

import re
import zlib
from typing import BinaryIO

_CHUNK = 64 * 1024
_RECORD = re.compile(rb"WARC/1\.\d\r?\n[A-Za-z]")  # where a record begins
_MEMBER = re.compile(rb"\x1f\x8b\x08")  # where a gzip member begins (RFC 1952)
_EITHER = re.compile(_RECORD.pattern + b"|" + _MEMBER.pattern)


class Damage(Exception):
    """An archive cannot be read on from here."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Inflow:
    """Reads an archive forward, and knows where it is.

    A *member* is a gzip member, or the whole of an archive that is not compressed. Bytes are
    taken from one member until `next_member` opens the one after it. Where a record is not
    whole at its end (an archive compressed in blocks), the next is taken as more of it.
    """

    def __init__(self, file: BinaryIO, start: int = 0) -> None:
        self._file = file
        self._raw = file.read(_CHUNK)
        self._read_to = start + len(self._raw)  # offset in the archive of what is read next
        self.zipped = self._raw.startswith(b"\x1f\x8b")
        self._open(start)

    def _open(self, at: int) -> None:
        self._member_at = at
        self._taken = 0  # bytes taken from this member
        self._buffer = bytearray()
        self._ended = False
        self._unzip = zlib.decompressobj(31)

    @property
    def position(self) -> str:
        """The offset of the next byte: in the archive, or "member+bytes into the member"."""
        if not self.zipped:
            return str(self._member_at + self._taken)
        return f"{self._member_at}+{self._taken}" if self._taken else str(self._member_at)

    @property
    def at_member_start(self) -> bool:
        """Whether nothing was taken from this member yet."""
        return self._taken == 0

    def take(self, size: int) -> bytes:
        """The next bytes of a record, at most `size`; none where it does not go on.

        Raises:
            Damage: The member is damaged or cut off.
        """
        if not self._buffer and not self._fill_on():
            return b""
        out = bytes(self._buffer[:size])
        del self._buffer[:size]
        self._taken += len(out)
        return out

    def peek(self, size: int, *, across: bool = False) -> bytes:
        """The next bytes of this member, without taking them; `across`: of those after it too.

        Raises:
            Damage: The member is damaged or cut off.
        """
        fill = self._fill_on if across else self._fill
        while len(self._buffer) < size and fill():
            pass
        return bytes(self._buffer[:size])

    def take_until(self, mark: re.Pattern[bytes], limit: int) -> bytes:
        """The next bytes of this member, up to and with `mark`.

        Raises:
            Damage: `mark` does not come within `limit` bytes.
        """
        while not (match := mark.search(self._buffer, 0, limit)):
            if len(self._buffer) >= limit:
                raise Damage(f"the header of the record does not end within {limit:,} bytes")
            if not self._fill_on():
                raise Damage("the archive is cut off inside the header of a record")
        return self.take(match.end())

    def next_member(self) -> bool:
        """Open the member after this one; False at the end of the archive."""
        if not self.zipped or not self._ended:
            return False
        if not self._raw:
            self._raw = self._read()
        if not self._raw:
            return False
        self._open(self._read_to - len(self._raw))
        return True

    @property
    def offset(self) -> int:
        """The offset in the archive of this member; of the next byte where nothing is zipped."""
        return self._member_at if self.zipped else self._member_at + self._taken

    def resync(self, start: int) -> bool:
        """Go to the first place from offset `start` where a record begins; False if none does.

        Raises:
            Damage: The archive is a stream that cannot be read twice.
        """
        if not self._file.seekable():
            raise Damage("the archive is a stream, which cannot be searched for the next record")
        # An archive whose first bytes are damaged does not look compressed, but what follows does.
        mark = _MEMBER if self.zipped else _EITHER
        self._file.seek(start)
        window, window_at = self._file.read(_CHUNK), start
        while window:
            ahead = self._file.read(_CHUNK)
            for match in mark.finditer(window + ahead[:64]):
                if match.start() < len(window) and self._is_start(window + ahead, match.start()):
                    self.zipped = match[0].startswith(b"\x1f")
                    self._file.seek(window_at + match.start())
                    self._raw = self._file.read(_CHUNK)
                    self._read_to = window_at + match.start() + len(self._raw)
                    self._open(window_at + match.start())
                    return True
            window_at += len(window)
            window = ahead
        return False

    def rest_is_padding(self) -> bool:
        """Whether only zero bytes follow the last member, as on tape or in copied blocks."""
        rest = self._raw
        while rest and not rest.strip(b"\0"):
            rest = self._read()
        return not rest

    def _is_start(self, data: bytes, at: int) -> bool:
        if data[at] != 0x1F:
            return at == 0 or data[at - 1 : at] == b"\n"
        try:
            head = zlib.decompressobj(31).decompress(data[at : at + 4096], 16)
        except zlib.error:
            return False
        return head.startswith(b"WARC/")

    def _read(self) -> bytes:
        chunk = self._file.read(_CHUNK)
        self._read_to += len(chunk)
        return chunk

    def _fill(self) -> bool:
        """Bring more bytes of this member into the buffer; False at its end."""
        if self._ended:
            return False
        if not self.zipped:
            chunk, self._raw = self._raw or self._read(), b""
            self._buffer += chunk
            self._ended = not chunk
            return bool(chunk)
        while True:
            raw, self._raw = self._unzip.unconsumed_tail or self._raw or self._read(), b""
            if not raw:
                raise Damage("the archive is cut off inside a compressed record")
            try:
                chunk = self._unzip.decompress(raw, _CHUNK)
            except zlib.error as error:
                raise Damage(f"the compressed record is damaged ({error})") from error
            self._buffer += chunk
            if self._unzip.eof:
                self._raw = self._unzip.unused_data
                self._ended = True
            if chunk or self._ended:
                return bool(chunk)

    def _fill_on(self) -> bool:
        """As `_fill`, and over the end of a member where the next does not begin a record."""
        while not (filled := self._fill()) and self._goes_on():
            self._unzip = zlib.decompressobj(31)
            self._ended = False
        return filled

    def _goes_on(self) -> bool:
        if not self.zipped or self._taken + len(self._buffer) == 0:
            return False
        if len(self._raw) < 512:
            self._raw += self._read()
        try:
            head = zlib.decompressobj(31).decompress(self._raw, 16)
        except zlib.error:
            return False
        return not b"WARC/".startswith(head[:5])
