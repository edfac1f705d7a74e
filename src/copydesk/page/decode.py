"""decode: the bytes of a page to text, and who decided how."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from chardetng_py import EncodingDetector

from copydesk.page.charset import (
    UTF_8,
    WINDOWS_1252,
    Charset,
    declared_charset,
    find_charset,
    header_charset,
)
from copydesk.page.mend import mend
from copydesk.page.page import Page

_SAMPLE = 256 * 1024  # bytes shown to the detector
_BOMS = (
    (codecs.BOM_UTF8, UTF_8),
    (codecs.BOM_UTF32_LE, Charset("utf-32le", "utf_32_le")),
    (codecs.BOM_UTF32_BE, Charset("utf-32be", "utf_32_be")),
    (codecs.BOM_UTF16_LE, Charset("utf-16le", "utf_16_le")),
    (codecs.BOM_UTF16_BE, Charset("utf-16be", "utf_16_be")),
)
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_EAST_ASIAN = frozenset(("gbk", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "iso-2022-jp"))


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a page, and the same in UTF-8.

    `encoding` is a WHATWG name. `decided_by` is the witness that settled it: "given" (it came as
    text), "bom", "http header", "meta", "xml declaration", "bytes" (they are UTF-8 or UTF-16 and
    can be nothing else) or "detection". `repaired` tells in plain words what was mended and
    which declaration was not believed.
    """

    text: str
    utf_8: bytes = field(repr=False)
    encoding: str
    decided_by: str
    repaired: tuple[str, ...] = ()


def decode(page: Page) -> Decoded:
    """Turn the content of a page into text. Never raises; the same page gives the same text."""
    content = page.content
    if isinstance(content, str):
        mended = mend(content.removeprefix("\ufeff"))
        return Decoded(mended.text, mended.utf_8, "utf-8", "given", mended.notes)
    as_utf_8 = _utf_8_text(content)
    charset, witness, doubts = _settle(content, page, as_utf_8 is not None)
    for bom, known in _BOMS:
        if known == charset and content.startswith(bom):
            content = content[len(bom) :]
            break
    if charset == UTF_8 and as_utf_8 is not None:
        losses: tuple[str, ...] = ()
        mended = mend(as_utf_8.removeprefix("\ufeff"), content)
    else:
        text, losses = _read(content, charset)
        mended = mend(text)
    repaired = doubts + losses + mended.notes
    return Decoded(mended.text, mended.utf_8, charset.name, witness, repaired)


def _settle(content: bytes, page: Page, utf_8: bool) -> tuple[Charset, str, tuple[str, ...]]:
    """Which encoding, who decided, and which declaration was not believed."""
    for bom, charset in _BOMS:
        if content.startswith(bom):
            if charset.name.startswith("utf-8") or _wide(content):
                return charset, "bom", ()
            break
    header = header_charset(page.headers.get("content-type", ""))
    if wide := _unmarked_wide(content):
        return wide, "bytes", ()
    if header is not None and header.name.startswith("utf-16") and len(content) % 2 == 0:
        return header, "http header", ()
    own = declared_charset(content)
    declared = [(header, "http header")] if header else []
    declared += [own] if own else []
    doubts: list[str] = []
    for charset, witness in declared:
        if doubt := _contradicted(content, charset, utf_8):
            doubts.append(f"declared {charset.name} ({witness}), but {doubt}")
        else:
            return charset, witness, tuple(doubts)
    if utf_8 or _nearly_utf_8(content):
        return UTF_8, "bytes", tuple(doubts)
    return _detect(content, page.url), "detection", tuple(doubts)


def _contradicted(content: bytes, charset: Charset, utf_8: bool) -> str | None:
    """What speaks against a declaration; None where nothing does."""
    if charset.name == "utf-8":
        return None if utf_8 or _nearly_utf_8(content) else "the bytes are not UTF-8"
    if content.isascii():
        return None
    if utf_8:
        # Text in another encoding that happens to be UTF-8 is short: each character of it has
        # about one chance in eight, and the witness needs four where characters are two bytes.
        needed = 4 if charset.name in _EAST_ASIAN else 1
        found = sum(1 for _, _ in zip(range(needed), _MULTIBYTE.finditer(content), strict=False))
        return "the bytes are UTF-8" if found >= needed else None
    if charset.name in _EAST_ASIAN:
        wrong = _read(content[:_SAMPLE], charset)[0].count("\ufffd")
        high = sum(1 for _ in re.finditer(rb"[\x80-\xff]+", content[:_SAMPLE]))
        return "the bytes do not fit it" if wrong > 2 and wrong * 10 > high else None
    if charset == WINDOWS_1252 and _hardly_western(content):
        guess = _detect(content, None)
        if guess != WINDOWS_1252:
            return f"the bytes read as {guess.name}"
    return None


def _hardly_western(content: bytes) -> bool:
    """Whether too many bytes are beyond ASCII for a language in Latin letters."""
    text = re.sub(rb"<[^<>]*>", b" ", content[:_SAMPLE])
    high = len(text) - len(text.translate(None, bytes(range(0x80, 0x100))))
    letters = sum(1 for _ in re.finditer(rb"[A-Za-z]", text))
    return high > 20 and high * 2 > letters


def _utf_8_text(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _nearly_utf_8(content: bytes) -> bool:
    """Whether it is UTF-8 with a few bytes damaged, cut off or from elsewhere."""
    good = sum(len(match[0]) for match in _MULTIBYTE.finditer(content[:_SAMPLE]))
    sample = content[:_SAMPLE]
    high = len(sample) - len(sample.translate(None, bytes(range(0x80, 0x100))))
    return good >= 6 and (high - good) * 4 <= good


def _wide(content: bytes) -> bool:
    """Whether the bytes after a UTF-16 or UTF-32 mark may be such, and not a page in ASCII."""
    return b"\0" in content[:4096] or not content[2:4096].isascii()


def _unmarked_wide(content: bytes) -> Charset | None:
    """UTF-16 without a mark: one byte of each two takes few values, NUL above all others."""
    head = content[:4096]
    if b"\0" not in head or len(content) % 2 or len(head) < 8:
        return None
    for high, low, charset in (
        (head[1::2], head[0::2], Charset("utf-16le", "utf_16_le")),
        (head[0::2], head[1::2], Charset("utf-16be", "utf_16_be")),
    ):
        nuls = high.count(0)
        few = sum(count for _, count in Counter(high).most_common(3))
        if nuls >= 4 and low.count(0) * 20 <= nuls and few * 10 >= len(high) * 7:
            return charset
    return None


def _detect(content: bytes, url: str | None) -> Charset:
    """What a browser would guess (chardetng, Firefox's detector).

    Markup tells nothing of the language, so only what stands between the tags is shown.
    """
    detector = EncodingDetector()
    detector.feed(re.sub(rb"<[^<>]{0,2000}>", b" ", content[:_SAMPLE]), last=True)
    host = _host(url)
    domain = host.rpartition(".")[2].encode("ascii", "ignore").lower()
    tld = domain if domain.isalpha() and len(domain) < 64 else None
    return find_charset(detector.guess(tld=tld, allow_utf8=False)) or WINDOWS_1252


def _host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""


def _read(content: bytes, charset: Charset) -> tuple[str, tuple[str, ...]]:
    """The text, and how many places had to be read otherwise."""
    try:
        return content.decode(charset.codec), ()
    except UnicodeDecodeError:
        pass
    lenient = "copydesk.stray" if charset in (UTF_8, WINDOWS_1252) else "replace"
    text = content.decode(charset.codec, lenient)
    return text, (f"bytes that are not {charset.name} read one by one or replaced",)


def _stray(error: UnicodeError) -> tuple[str, int]:
    """A single stray byte among ASCII is windows-1252; anything longer is marked as lost."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    at, data = error.start, error.object
    alone = error.end - at == 1 and at + 1 < len(data) and data[at + 1] < 0x80
    if not alone and error.encoding.startswith("utf"):
        return "\ufffd", error.end
    byte = data[at : at + 1]
    return byte.decode("cp1252", "ignore") or byte.decode("latin-1"), at + 1


codecs.register_error("copydesk.stray", _stray)
