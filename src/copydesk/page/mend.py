"""mend: text that is sure to be garbled is set right; what was done is told."""

from __future__ import annotations

import re
from typing import NamedTuple

from ftfy import fix_encoding
from ftfy.badness import is_bad

# UTF-8 read as windows-1252 or Latin-1: a lead byte's character and what a following byte
# becomes. Only pairs that hardly occur in writing; ftfy then judges the whole run.
_FOLLOWS = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_WESTERN = re.compile(f"[ÂÃÅÄ][{_FOLLOWS}]|â[€\x80-\x84][{_FOLLOWS}]|[ÐÑØÙ][{_FOLLOWS}]{{1}}")
# UTF-8 Cyrillic read as windows-1251: every other letter is one of two.
_CYRILLIC = re.compile("(?:[РС][\u0401-\u040f\u0451-\u045f\xa0-\xbb€-™№’”“•–—]){2}")
_RUN = re.compile(r"[^<>\n]{1,2000}")  # text between tags or line ends
_C1_BYTES = re.compile(rb"\xc2[\x80-\x9f]")
_ASCII = bytes(range(0x80))
# How the UTF-8 of the Western pairs above begins: "Ãƒ", "Â£", "Ð¿", "Ø§", "Å¡", "â€".
_MARK = re.compile(
    rb"\xc3(?:[\x82-\x85\x90\x91\x98\x99][\xc2\xc5\xc6\xcb\xe2]|\xa2(?:\xe2\x82\xac|\xc2[\x80-\x84]))"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SURROGATE_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")

# What browsers make of the numbers 128 to 159: WHATWG HTML, "numeric character reference end".
_C1_AS_WINDOWS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


class Mended(NamedTuple):
    """A text, the same in UTF-8, and what was mended in it."""

    text: str
    utf_8: bytes
    notes: tuple[str, ...]


def mend(text: str, utf_8: bytes | None = None) -> Mended:
    """The text without NULs, lone surrogates, C1 controls and sure mojibake.

    `utf_8` is the text in UTF-8, if at hand. Only what has no other reading is touched: no
    character that a reader sees is lost.

    >>> mend("The ministerâ€™s cafÃ©").text
    'The minister’s café'
    """
    notes: list[str] = []
    try:
        utf_8 = text.encode("utf-8") if utf_8 is None else utf_8
    except UnicodeEncodeError:
        text = _SURROGATE_PAIR.sub(_join_pair, text)
        text = _SURROGATE.sub("\ufffd", text)
        utf_8 = text.encode("utf-8")
        notes.append("lone surrogates replaced")
    if b"\0" in utf_8:  # many times as fast as in the text where that is not ASCII
        text, utf_8 = text.replace("\0", ""), utf_8.replace(b"\0", b"")
        notes.append("NUL characters removed")
    mended = _repair(text, utf_8, notes)
    return Mended(mended, utf_8 if mended is text else mended.encode("utf-8"), tuple(notes))


def _repair(text: str, utf_8: bytes, notes: list[str]) -> str:
    """The text with what was read in a wrong encoding set right; `text` itself where it is sound.

    Sound pages should pay next to nothing: the bytes beyond ASCII are a small part of a page and
    rule out most of them without a look at the text.
    """
    if not (b"\xc3" in utf_8 or b"\xc2" in utf_8 or b"\xd0" in utf_8):
        return text
    beyond = utf_8.translate(None, _ASCII)
    western = b"\xc3" in beyond and _MARK.search(beyond) and _MARK.search(utf_8)
    if western or _garbled_cyrillic(beyond):
        mended = _RUN.sub(_mend_run, text)
        if mended != text:
            text = mended
            notes.append("garbled UTF-8 repaired (ftfy)")
    if b"\xc2" in beyond and _C1_BYTES.search(beyond):
        mended = text.translate(_C1_AS_WINDOWS)
        if mended != text:
            text = mended
            notes.append("control characters read as windows-1252")
    return text


def _garbled_cyrillic(beyond: bytes) -> bool:
    """Whether two letters, "Р" and "С", are more than a quarter of what is beyond ASCII."""
    return (beyond.count(b"\xd0\xa0") + beyond.count(b"\xd0\xa1")) * 8 > len(beyond)


def _suspect(text: str) -> bool:
    return bool(_WESTERN.search(text) or _CYRILLIC.search(text))


def _mend_run(match: re.Match[str]) -> str:
    run = match[0]
    if run.isascii() or not _suspect(run) or not is_bad(run):
        return run
    mended: str = fix_encoding(run)
    return mended


def _join_pair(match: re.Match[str]) -> str:
    return match[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
