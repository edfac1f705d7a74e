"""Archives: what a record holds, and that no cut or damage passes in silence."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
import zstandard
from tests.page.archive import http, record, story, zipped

from copydesk.errors import SourceError
from copydesk.page.page import Form, Page, PageFault
from copydesk.page.readers import ReaderOptions, read_location, read_pages
from copydesk.page.readers.warc import read_warc

OPTIONS = ReaderOptions()
PACKINGS: dict[str, Callable[[bytes], bytes]] = {"gzip": zipped, "plain": bytes}


def read(data: bytes, options: ReaderOptions = OPTIONS) -> list[Page | PageFault]:
    return list(read_warc(io.BytesIO(data), "a.warc", options))


def pages(found: list[Page | PageFault]) -> list[Page]:
    return [item for item in found if isinstance(item, Page)]


def faults(found: list[Page | PageFault]) -> list[PageFault]:
    return [item for item in found if isinstance(item, PageFault)]


@pytest.mark.parametrize("pack", PACKINGS.values(), ids=PACKINGS)
def test_every_cut_is_a_fault_at_its_record(pack: Callable[[bytes], bytes]) -> None:
    """Cut at any byte: the whole records are pages, the cut one is one fault at its offset."""
    packed = [pack(record(http(story(n)))) for n in range(3)]
    archive = b"".join(packed)
    starts = [sum(map(len, packed[:n])) for n in range(4)]
    for cut in range(1, len(archive)):
        found = read(archive[:cut])
        whole = sum(start <= cut for start in starts[1:])
        assert len(pages(found)) == whole, cut
        cut_off = [] if cut in starts else [f"a.warc#{starts[whole]}"]
        assert [fault.location for fault in faults(found)] == cut_off, cut


def test_no_changed_byte_of_a_zipped_archive_harms_another_record() -> None:
    """One byte changed anywhere: the other records are pages, and no page is a wrong one."""
    archive = b"".join(zipped(record(http(story(n)))) for n in range(3))
    whole = {story(n) for n in range(3)}
    for at in range(len(archive)):
        damaged = bytearray(archive)
        damaged[at] ^= 0x55
        found = read(bytes(damaged))
        assert {page.content for page in pages(found)} <= whole, at
        assert len(pages(found)) >= 2, at
        assert len(pages(found)) == 3 or faults(found), at


@pytest.mark.parametrize("pack", PACKINGS.values(), ids=PACKINGS)
@pytest.mark.parametrize("off", [-7, 7, 10**9])
def test_content_length_is_verified(pack: Callable[[bytes], bytes], off: int) -> None:
    """A record longer or shorter than it says is a fault; those around it are read."""
    block = http(story(1))
    wrong = record(block, length=len(block) + off)
    found = read(pack(record(http(story(0)))) + pack(wrong) + pack(record(http(story(2)))))
    assert [page.content for page in pages(found)] == [story(0), story(2)]
    assert len(faults(found)) == 1


@pytest.mark.parametrize("size", [100, 700])
def test_archives_zipped_whole_or_in_blocks(size: int) -> None:
    """Records that share a gzip member, or run over several, are read and can be read again."""
    plain = b"".join(record(http(story(n))) for n in range(4))
    whole, blocks = (
        zipped(plain),
        b"".join(zipped(plain[at : at + size]) for at in range(0, len(plain), size)),
    )
    for archive in (whole, blocks):
        found = read(archive)
        assert [page.content for page in pages(found)] == [story(n) for n in range(4)]
        assert faults(found) == []


def test_what_a_record_tells(tmp_path: Path) -> None:
    """Status, headers, address, date and place are kept, and the place leads back to the page."""
    path = tmp_path / "news.warc.gz"
    first = zipped(record(b"software: test\r\n", kind="warcinfo"))
    answer = http(story(1), "TDM-Reservation: 1", status="403 Forbidden")
    path.write_bytes(first + zipped(record(answer, url="https://tarn.example/b")))
    [page] = read_pages(str(path), OPTIONS)
    assert isinstance(page, Page)
    assert page.location == f"{path}#{len(first)}"
    assert (page.url, page.http_status) == ("https://tarn.example/b", 403)
    assert (page.fetched, page.headers["tdm-reservation"]) == ("2025-05-17T10:00:00Z", "1")
    assert read_location(page.location, OPTIONS) == page
    with pytest.raises(SourceError, match="no page can be read there"):
        read_location(f"{path}#{len(first) + 1}", OPTIONS)


def test_wet_records_are_flattened_text() -> None:
    """A conversion record is text without markup, even where it mentions some."""
    [page] = read(zipped(record(b"Talks resume\n<p> is a tag", kind="conversion")))
    assert isinstance(page, Page)
    assert (page.form, page.content) == (Form.TEXT, b"Talks resume\n<p> is a tag")


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "Deflate": raw_deflate,
    "br": brotli.compress,
    "zstd": zstandard.compress,
}


@pytest.mark.parametrize("name", ENCODERS)
def test_content_encodings_are_undone(name: str) -> None:
    """A body is unpacked; cut off, it is a fault; never packed, it is taken as it is."""
    body = story(1) * 50
    packed = ENCODERS[name](body)
    header = f"Content-Encoding: {name}"
    assert [page.content for page in pages(read(record(http(packed, header))))] == [body]
    assert [page.content for page in pages(read(record(http(body, header))))] == [body]
    [fault] = faults(read(record(http(packed[:-5], header))))
    assert "cut off" in fault.what or "damaged" in fault.what


@pytest.mark.parametrize("name", ENCODERS)
def test_decompression_bomb_is_a_fault(name: str) -> None:
    """Ten kilobytes that inflate to ten megabytes are not inflated beyond the limit."""
    bomb = ENCODERS[name](b"\0" * 10_000_000)
    data = record(http(bomb, f"Content-Encoding: {name}")) + record(http(story(2)))
    tracemalloc.start()
    found = read(data, ReaderOptions(page_limit=1_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [page.content for page in pages(found)] == [story(2)]
    assert "more than 1,000,000 bytes" in faults(found)[0].what
    assert peak < 5_000_000


def test_chunked_bodies() -> None:
    """Chunks are joined; a body that only claims to be chunked is taken as it is."""
    chunked = b"5\r\n<p>Ta\r\n6;x=1\r\nlks on\r\n0\r\n\r\n"
    header = "Transfer-Encoding: chunked"
    assert pages(read(record(http(chunked, header))))[0].content == b"<p>Talks on"
    assert pages(read(record(http(b"<p>Talks on", header))))[0].content == b"<p>Talks on"
    assert "cut off" in faults(read(record(http(chunked[:-9], header))))[0].what


def test_images_and_scripts_are_no_pages() -> None:
    """A crawl keeps what its pages use; that is neither a page nor a fault."""
    image = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"
    found = read(record(image) + record(b"x", url="dns:tarn.example", kind="response"))
    assert found == []


def test_page_limit_and_zero_padding() -> None:
    """A page beyond the limit is a fault and passed over; zero bytes at the end are nothing."""
    data = zipped(record(http(b"x" * 300_000))) + zipped(record(http(story(1)))) + b"\0" * 9000
    found = read(data, ReaderOptions(page_limit=100_000))
    assert [page.content for page in pages(found)] == [story(1)]
    assert "longer than 100,000 bytes" in faults(found)[0].what


def test_garbage_is_a_fault() -> None:
    """What only calls itself an archive is a fault, not silence."""
    for data in (b"", b"hello", b"\x1f\x8b\x08", b"WARC/1.0\r\nA: b\r\n" * 20_000, b"\n" * 100):
        assert pages(read(data)) == []
    for data in (b"", b"hello", b"\x1f\x8b\x08", b"WARC/1.0\r\nA: b\r\n" * 20_000):
        assert faults(read(data))


def test_archive_is_streamed(tmp_path: Path) -> None:
    """Memory holds one page at a time, however long the archive."""
    path = tmp_path / "long.warc.gz"
    one = zipped(record(http(b"<p>Talks resume.</p>" * 10_000)))
    with path.open("wb") as file:
        for _ in range(150):  # 30 MB of pages
            file.write(one)
    tracemalloc.start()
    count = sum(isinstance(page, Page) for page in read_pages(str(path), OPTIONS))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 150
    assert peak < 5_000_000
