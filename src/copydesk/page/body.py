"""undo_encodings: takes chunked transfer and compression off a body, within a limit.

A few bytes can inflate to gigabytes, so every decoder is asked for no more than the limit.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable

import brotli
import zstandard


class BodyFault(Exception):
    """A body cannot be decoded: it is damaged, cut off, too long or of an unknown encoding."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def undo_encodings(body: bytes, names: str, limit: int) -> bytes:
    """Undo a Content-Encoding header; `names` are applied from the last to the first.

    A body that never was in the encoding it claims (archives often keep the header of a body
    they have decoded) is returned as it is.

    Raises:
        BodyFault: The body is damaged, cut off, longer than `limit` bytes, or of an encoding
            that is not known.

    Source: RFC 9110, section 8.4.
    """
    for name in reversed([part.strip().lower() for part in names.split(",") if part.strip()]):
        if name in ("identity", "none", "utf-8", "chunked"):
            continue  # seen in the wild; says nothing of compression
        decoder = _DECODERS.get(name)
        if decoder is None:
            raise BodyFault(f"the body is in an unknown content encoding {name!r}")
        body = decoder(body, limit) if body else body
        if len(body) > limit:
            raise BodyFault(f"the body inflates to more than {limit:,} bytes")
    return body


def undo_chunks(body: bytes) -> bytes:
    """Undo chunked transfer coding; a body that is not chunked is returned as it is.

    Raises:
        BodyFault: The last chunk is cut off.

    Source: RFC 9112, section 7.1.
    """
    out, at = bytearray(), 0
    while match := _CHUNK_HEAD.match(body, at):
        size, start = int(match[1], 16), match.end()
        if size == 0:
            return bytes(out)
        if start + size > len(body):
            raise BodyFault("the chunked body is cut off")
        out += body[start : start + size]
        at = start + size + (2 if body.startswith(b"\r\n", start + size) else 0)
    if at and at >= len(body):
        raise BodyFault("the chunked body is cut off")
    return body if at == 0 else bytes(out) + body[at:]


_CHUNK_HEAD = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r\n")


def _gunzip(body: bytes, limit: int) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    out = bytearray()
    while body.startswith(b"\x1f\x8b"):  # one after the other, as gzip allows
        part, body = _inflate(body, 31, limit - len(out), "gzip")
        out += part
        if len(out) > limit:
            break
    return bytes(out)


def _deflate(body: bytes, limit: int) -> bytes:
    # "deflate" means zlib, but some servers send the bare stream: RFC 9110, section 8.4.1.2.
    zlib_header = body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
    if body.lstrip().startswith(b"<") and not zlib_header:
        return body
    return _inflate(body, 15 if zlib_header else -15, limit, "deflate")[0]


def _inflate(body: bytes, bits: int, limit: int, name: str) -> tuple[bytes, bytes]:
    inflater = zlib.decompressobj(bits)
    try:
        out = inflater.decompress(body, max(1, limit + 1))
    except zlib.error as error:
        raise BodyFault(f"the {name} body is damaged ({_short(error)})") from error
    if len(out) <= limit and not inflater.eof:
        raise BodyFault(f"the {name} body is cut off")
    return out, inflater.unused_data


def _unbrotli(body: bytes, limit: int) -> bytes:
    decoder = brotli.Decompressor()
    out = bytearray()
    try:
        chunk = decoder.process(body, output_buffer_limit=min(limit + 1, 1 << 20))
        while chunk or not decoder.can_accept_more_data():
            out += chunk
            if len(out) > limit:
                return bytes(out)
            chunk = decoder.process(b"", output_buffer_limit=1 << 20)
    except brotli.error as error:
        if not out and body.lstrip().startswith(b"<"):
            return body
        raise BodyFault(f"the brotli body is damaged ({_short(error)})") from error
    if not decoder.is_finished():
        raise BodyFault("the brotli body is cut off")
    return bytes(out)


def _unzstd(body: bytes, limit: int) -> bytes:
    if not body.startswith(b"\x28\xb5\x2f\xfd"):
        return body
    # A window beyond 8 MiB is not to be supported on the web: RFC 9659.
    inflater = zstandard.ZstdDecompressor(max_window_size=1 << 23)
    out = bytearray()
    try:
        with inflater.stream_reader(body, read_across_frames=True) as reader:
            while len(out) <= limit and (chunk := reader.read(1 << 16)):
                out += chunk
        if len(out) <= limit and not _whole_zstd(body):
            raise BodyFault("the zstd body is cut off")
    except zstandard.ZstdError as error:
        raise BodyFault(f"the zstd body is damaged ({_short(error)})") from error
    return bytes(out)


def _whole_zstd(body: bytes) -> bool:
    """Whether the last frame is complete; only called once the size is known to be in bounds."""
    inflater = zstandard.ZstdDecompressor(max_window_size=1 << 23).decompressobj()
    while body:
        inflater.decompress(body)
        if not inflater.eof:
            return False
        body = inflater.unused_data
        inflater = zstandard.ZstdDecompressor(max_window_size=1 << 23).decompressobj()
    return True


def _short(error: Exception) -> str:
    return str(error).removeprefix("Error ").strip()[:120]


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _deflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
