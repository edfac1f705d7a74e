"""Charset: an encoding of the web by its name, and where a page declares one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_PRESCAN = 4096  # bytes; the standard asks for 1024, and pages with long comments need more


@dataclass(frozen=True, slots=True)
class Charset:
    """An encoding: its name in the WHATWG Encoding Standard and the Python codec that reads it."""

    name: str
    codec: str


UTF_8 = Charset("utf-8", "utf-8")
WINDOWS_1252 = Charset("windows-1252", "cp1252")

_XML = re.compile(rb"\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']\s*([^\"'\s>]{1,40})")
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_META = re.compile(
    # <meta charset=...> and <meta http-equiv=content-type content="...; charset=...">
    rb"<meta[\s/](?=[^>]{0,600}?charset)[^>]{0,600}?\bcharset\s*=\s*[\"']?\s*([^\"'\s;/>]{1,40})",
    re.IGNORECASE,
)
_HEADER = re.compile(r"\bcharset\s*=\s*[\"']?\s*([^\"'\s;,]{1,40})", re.IGNORECASE)


def find_charset(label: str) -> Charset | None:
    """The encoding that a label means on the web; None where it means none.

    >>> find_charset(" ISO-8859-1 ").name, find_charset("gb2312").name
    ('windows-1252', 'gbk')
    """
    return _labels().get(label.strip().lower())


def header_charset(content_type: str) -> Charset | None:
    """The encoding that a Content-Type header declares."""
    match = _HEADER.search(content_type)
    return find_charset(match[1]) if match else None


def declared_charset(content: bytes) -> tuple[Charset, str] | None:
    """The encoding that a page declares of itself, and where: "meta" or "xml declaration".

    Source: WHATWG HTML, "prescan a byte stream to determine its encoding".
    """
    head = content[:_PRESCAN]
    if match := _XML.match(head):
        found = find_charset(match[1].decode("latin-1"))
        if found:
            return _ascii_compatible(found), "xml declaration"
    if b"<" not in head:
        return None
    for match in _META.finditer(_COMMENT.sub(b"", head) if b"<!--" in head else head):
        found = find_charset(match[1].decode("latin-1"))
        if found:
            return _ascii_compatible(found), "meta"
    return None


def _ascii_compatible(charset: Charset) -> Charset:
    # A declaration that was read as ASCII cannot stand in UTF-16 bytes.
    return UTF_8 if charset.name.startswith("utf-16") else charset


@cache
def _labels() -> dict[str, Charset]:
    table: dict[str, Charset] = {}
    lines = files("copydesk.page").joinpath("charsets.tsv").read_text("utf-8").splitlines()
    for line in lines:
        if line.startswith(("#", "name\t")):
            continue
        name, codec, labels = line.split("\t")
        for label in labels.split():
            table[label] = Charset(name, codec)
    return table
