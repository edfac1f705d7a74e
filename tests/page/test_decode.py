"""Bytes to text: every encoding of the web, wrong declarations, garbled and hostile bytes."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.page.charset import find_charset
from copydesk.page.decode import decode
from copydesk.page.mend import mend
from copydesk.page.page import Page

CASES = Path(__file__).parent / "cases"
ENCODINGS: list[dict[str, Any]] = json.loads((CASES / "encodings.json").read_text("utf-8"))
GARBLED: list[dict[str, Any]] = json.loads((CASES / "garbled.json").read_text("utf-8"))
RUSSIAN = ENCODINGS[0]["text"]


@pytest.mark.parametrize("case", ENCODINGS, ids=lambda case: str(case["name"]))
def test_undeclared_encoding_is_detected(case: dict[str, Any]) -> None:
    """A page that declares nothing is read right, and detection is said to have decided."""
    decoded = decode(Page("x", case["text"].encode(case["codec"])))
    assert (decoded.text, decoded.encoding) == (case["text"], case["encoding"])
    assert decoded.decided_by == "detection"


@pytest.mark.parametrize("case", ENCODINGS, ids=lambda case: str(case["name"]))
@pytest.mark.parametrize("where", ["http header", "meta", "xml declaration"])
def test_declared_encoding_is_believed(case: dict[str, Any], where: str) -> None:
    """What the header, the meta element or the XML declaration says is used, and named."""
    label = case["codec"]
    before = {
        "http header": "",
        "meta": f"<html><head><meta http-equiv=Content-Type content='text/html; charset={label}'>",
        "xml declaration": f'<?xml version="1.0" encoding="{label}"?>',
    }[where]
    headers = {"content-type": f"text/html; charset={label}"} if where == "http header" else {}
    text = before + case["text"]
    decoded = decode(Page("x", text.encode(label), headers=headers))
    assert (decoded.text, decoded.decided_by, decoded.repaired) == (text, where, ())


@pytest.mark.parametrize("case", ENCODINGS, ids=lambda case: str(case["name"]))
def test_utf_8_under_a_wrong_declaration(case: dict[str, Any]) -> None:
    """A page that declares an old encoding but is UTF-8 is read as UTF-8, and that is recorded."""
    text = f"<meta charset={case['codec']}>{case['text']}"
    decoded = decode(Page("x", text.encode()))
    assert (decoded.text, decoded.encoding, decoded.decided_by) == (text, "utf-8", "bytes")
    assert "but the bytes are UTF-8" in decoded.repaired[0]


@pytest.mark.parametrize("case", ENCODINGS, ids=lambda case: str(case["name"]))
def test_old_encoding_declared_utf_8(case: dict[str, Any]) -> None:
    """A page that declares UTF-8 but is not is read by detection, and that is recorded."""
    text = f"<meta charset=utf-8>{case['text']}"
    decoded = decode(Page("x", text.encode(case["codec"])))
    assert (decoded.text, decoded.decided_by) == (text, "detection")
    assert "but the bytes are not UTF-8" in decoded.repaired[0]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", [True, False], ids=["with mark", "without"])
@pytest.mark.parametrize("text", [RUSSIAN, "<p>Talks resume on Friday.</p>"])
def test_utf_16(codec: str, mark: bool, text: str) -> None:
    """UTF-16 is known by its mark or by its zero bytes, whatever the page declares."""
    text = "<meta charset=windows-1252>" + text
    content = ("\ufeff" * mark + text).encode(codec)
    decoded = decode(Page("x", content))
    assert (decoded.text, decoded.decided_by) == (text, "bom" if mark else "bytes")


def test_mark_outranks_header_outranks_meta() -> None:
    """The order of the witnesses is the browsers'."""
    headers = {"content-type": "text/html; charset=windows-1251"}
    meta = "<meta charset=koi8-r>"
    marked = decode(Page("x", b"\xef\xbb\xbfYes", headers=headers))
    assert (marked.decided_by, marked.text, marked.utf_8) == ("bom", "Yes", b"Yes")
    found = decode(Page("x", (meta + RUSSIAN).encode("cp1251"), headers=headers))
    assert (found.decided_by, found.text) == ("http header", meta + RUSSIAN)


def test_stray_bytes_lose_no_text() -> None:
    """A windows-1252 quote pasted into a UTF-8 page is read; a cut character is marked."""
    content = "<p>Müller: “früher ging’s” — ".encode() + b"it\x92s over \xe2\x80"
    decoded = decode(Page("x", content))
    assert decoded.text == "<p>Müller: “früher ging’s” — it’s over \ufffd"
    assert decoded.encoding == "utf-8"
    assert decoded.repaired


def test_labels_mean_what_they_mean_on_the_web() -> None:
    """Old names are read by the larger encodings that took their place; unknown ones are none."""
    pairs = {"latin1": "cp1252", "GB2312": "gb18030", "ks_c_5601-1987": "cp949", "x-sjis": "cp932"}
    assert {label: getattr(find_charset(label), "codec", None) for label in pairs} == pairs
    assert find_charset("no-such-charset") is None


@pytest.mark.parametrize("case", GARBLED, ids=lambda case: str(case["name"]))
def test_mend(case: dict[str, Any]) -> None:
    """What is surely garbled is mended and recorded; what only looks odd is left alone."""
    text, utf_8, notes = mend(case["text"])
    assert (text, utf_8) == (case["mended"], case["mended"].encode())
    assert bool(notes) == (case["text"] != case["mended"])


def test_text_passes_through() -> None:
    """A page that came decoded is as it was."""
    decoded = decode(Page("x", "Zoë: “5 < 6”\n"))
    assert (decoded.text, decoded.decided_by, decoded.repaired) == ("Zoë: “5 < 6”\n", "given", ())


@given(st.binary(max_size=400), st.sampled_from(["", "utf-8", "utf-16", "gb2312", "latin1", "?"]))
def test_any_bytes_give_text_and_the_same_again(content: bytes, label: str) -> None:
    """Decoding never raises, is deterministic, and gives text that is written as UTF-8."""
    page = Page("x", content, headers={"content-type": f"text/html; charset={label}"})
    decoded = decode(page)
    assert decoded.text.encode("utf-8") == decoded.utf_8
    assert "\0" not in decoded.text
    assert decode(page) == decoded


@given(st.text(max_size=200))
def test_any_utf_8_comes_back_whole(text: str) -> None:
    """No visible character of UTF-8 is lost: ASCII letters stand as they stood, in order."""
    decoded = decode(Page("x", text.encode("utf-8", "replace")))
    assert [c for c in decoded.text if c.isascii() and c.isalnum()] == [
        c for c in text.encode("utf-8", "replace").decode() if c.isascii() and c.isalnum()
    ]


@pytest.mark.parametrize(
    "content",
    [b"\xff" * 2_000_000, b"<meta " * 300_000, b"\xc3\x83\xc2\xa9" * 400_000, b"<!--" * 500_000],
    ids=["high bytes", "meta elements", "garbled line", "open comments"],
)
def test_hostile_bytes_take_bounded_time(content: bytes) -> None:
    """Two megabytes of the worst take seconds at most, not minutes."""
    start = time.process_time()
    decode(Page("x", content))
    assert time.process_time() - start < 8
