"""Archives made for the tests: records with an HTTP answer in them."""

from __future__ import annotations

import gzip


def http(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """An HTTP answer as it stands in a response record."""
    lines = [f"HTTP/1.1 {status}", "Content-Type: text/html; charset=utf-8", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(
    block: bytes, url: str = "https://tarn.example/a", kind: str = "response", length: int = -1
) -> bytes:
    """A WARC record; `length` is what it says of itself, by default the truth."""
    media = {"response": "application/http; msgtype=response", "conversion": "text/plain"}
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>",
        "WARC-Date: 2025-05-17T10:00:00Z",
        f"WARC-Target-URI: {url}",
        f"Content-Type: {media.get(kind, 'text/html')}",
        f"Content-Length: {len(block) if length < 0 else length}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def story(number: int) -> bytes:
    """A small page, each its own."""
    return f"<h1>Story {number}</h1><p>Talks resume on day {number}.</p>".encode() * 3


def zipped(data: bytes) -> bytes:
    """One gzip member, the same at any time of day."""
    return gzip.compress(data, mtime=0)
