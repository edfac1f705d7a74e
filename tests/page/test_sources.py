"""Sources: files, folders, rows of columns and standard input, and what is wrong with them."""

from __future__ import annotations

import gzip
import io
import json
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.page.archive import http, record, story, zipped

from copydesk.errors import SourceError
from copydesk.page.page import Form, Page, PageFault
from copydesk.page.readers import ReaderOptions, read_location, read_pages

OPTIONS = ReaderOptions()
HTML = b"<!doctype html><title>Talks</title><p>Talks resume on Friday.</p>"


def read(source: Path | str, options: ReaderOptions = OPTIONS) -> list[Page | PageFault]:
    return list(read_pages(str(source), options))


def content(source: Path | str, options: ReaderOptions = OPTIONS) -> list[bytes | str]:
    return [item.content for item in read(source, options) if isinstance(item, Page)]


def test_folder_of_three_kinds(tmp_path: Path) -> None:
    """A folder is read in the order of its names, each file by its kind; litter is left out."""
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "page.html").write_bytes(HTML)
    (tmp_path / "b" / "logo.png").write_bytes(b"\x89PNG")
    (tmp_path / "a.txt").write_text("Talks resume\nOSLO - They meet.", "utf-8")
    (tmp_path / "c.warc.gz").write_bytes(zipped(record(http(story(1)))))
    (tmp_path / "d.jsonl").write_text('{"body": "no such column named"}\n')
    (tmp_path / ".hidden.html").write_bytes(HTML)
    found = read(tmp_path)
    assert [Path(item.location).name for item in found] == [
        "a.txt",
        "c.warc.gz#0",
        "d.jsonl",
        "page.html",
    ]
    assert [isinstance(item, PageFault) for item in found] == [False, False, True, False]
    assert isinstance(found[0], Page)
    assert found[0].form is Form.TEXT


def test_kind_is_found_by_content(tmp_path: Path) -> None:
    """A name may lie or say nothing: the bytes are believed."""
    archive = zipped(record(http(story(1))))
    for name, data, expected in (
        ("crawl.gz", archive, story(1)),
        ("crawl", archive, story(1)),
        ("noname", HTML, HTML),
        ("page.html.gz", gzip.compress(HTML), HTML),
        ("rows", b'{"text": "Talks resume."}\n', "Talks resume."),
    ):
        (tmp_path / name).write_bytes(data)
        assert content(tmp_path / name) == [expected], name
    (tmp_path / "really-html.txt").write_bytes(HTML)
    [page] = read(tmp_path / "really-html.txt")
    assert isinstance(page, Page)
    assert page.form is not Form.TEXT


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("missing.html", None, "no such file"),
        ("report.pdf", b"%PDF-1.7", "this is a PDF document"),
        ("rows.parquet", b"PAR1 but no more", "not a readable Parquet file"),
        ("rows.jsonl", b'{"headline": "x", "body": "y"}\n', "body, headline"),
    ],
)
def test_what_cannot_be_opened(tmp_path: Path, name: str, data: bytes | None, what: str) -> None:
    """A source that cannot be read at all is an error saying where, what, and what to do."""
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(SourceError, match=what) as caught:
        read(tmp_path / name)
    assert str(tmp_path / name) in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize("suffix", ["jsonl", "jsonl.gz"])
def test_jsonl_goes_on_after_broken_lines(tmp_path: Path, suffix: str) -> None:
    """A line that is no object is a fault at its number; the others are pages."""
    lines = [
        '{"body": "Talks resume.", "link": "https://tarn.example/a", "day": "2025-05-17", "n": 3}',
        '{"body": "cut off',
        "",
        "[1, 2]",
        '{"body": null}',
        "[" * 100_000,
        '{"body": "Talks end.\\ud83d", "tags": ["harbour", "strike"]}',
    ]
    path = tmp_path / f"rows.{suffix}"
    data = "\n".join(lines).encode()
    path.write_bytes(gzip.compress(data) if suffix.endswith("gz") else data)
    options = ReaderOptions(columns={"text": "body", "url": "link", "date": "day"})
    found = read(path, ReaderOptions(columns={"text": "body"}))
    assert [item.location.rpartition("#")[2] for item in found] == ["1", "2", "4", "5", "6", "7"]
    assert [isinstance(item, Page) for item in found] == [True, False, False, False, False, True]
    first = next(read_pages(str(path), options))
    assert isinstance(first, Page)
    assert (first.url, first.content) == ("https://tarn.example/a", "Talks resume.")
    assert first.columns == {"url": "https://tarn.example/a", "date": "2025-05-17", "n": "3"}
    last = found[-1]
    assert isinstance(last, Page)
    assert last.columns["tags"] == "harbour; strike"
    assert read_location(last.location, ReaderOptions(columns={"text": "body"})) == last


def test_cut_jsonl_gz_is_a_fault(tmp_path: Path) -> None:
    """Rows before the cut are pages, and the cut is told."""
    path = tmp_path / "rows.jsonl.gz"
    rows = "".join(json.dumps({"text": f"Story {n} " + "x" * n}) + "\n" for n in range(400))
    path.write_bytes(gzip.compress(rows.encode())[:-400])
    found = read(path)
    assert isinstance(found[0], Page)
    assert isinstance(found[-1], PageFault)
    assert "cut off" in found[-1].what


def test_parquet(tmp_path: Path) -> None:
    """Rows of named columns are pages; a name that is not there is answered with those that are."""
    path = tmp_path / "rows.parquet"
    table = pa.table({"markup": [HTML, None, HTML + b"2"], "title": ["Talks", "x", "y"]})
    pq.write_table(table, path, row_group_size=2)
    options = ReaderOptions(columns={"html": "markup"})
    first, empty, last = read(path, options)
    assert isinstance(first, Page)
    assert (first.form, first.content, first.columns) == (Form.HTML, HTML, {"title": "Talks"})
    assert isinstance(empty, PageFault)
    assert empty.location == f"{path}#2"
    assert read_location(f"{path}#3", options) == last
    with pytest.raises(SourceError, match=r"no column 'bdoy'.*markup, title"):
        read(path, ReaderOptions(columns={"text": "bdoy"}))
    with pytest.raises(SourceError):
        read_location(f"{path}#4", options)


def test_damaged_parquet_group_is_a_fault(tmp_path: Path) -> None:
    """A damaged group of rows is a fault; the groups around it are read."""
    path = tmp_path / "rows.parquet"
    table = pa.table({"text": [f"Story {n} " * 200 for n in range(6)]})
    pq.write_table(table, path, row_group_size=2, use_dictionary=False, write_page_checksum=True)
    column = pq.ParquetFile(path).metadata.row_group(1).column(0)
    end = column.data_page_offset + column.total_compressed_size
    data = bytearray(path.read_bytes())
    data[end - 60 : end - 30] = b"\xff" * 30
    path.write_bytes(data)
    found = read(path)
    assert [item.location.rpartition("#")[2] for item in found] == ["1", "2", "3", "5", "6"]
    assert isinstance(found[2], PageFault)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (HTML, [HTML]),
        (zipped(record(http(story(1)))) * 2, [story(1)] * 2),
        (b'{"text": "Talks resume."}\n', ["Talks resume."]),
        (b"", [b""]),
    ],
    ids=["page", "archive", "rows", "nothing"],
)
def test_standard_input(
    monkeypatch: pytest.MonkeyPatch, data: bytes, expected: list[bytes | str]
) -> None:
    """Standard input may be a page, an archive or rows."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert content("-") == expected


def test_page_limit_holds_for_files(tmp_path: Path) -> None:
    """A file too long for one page is a fault, and not read into memory."""
    (tmp_path / "long.html").write_bytes(b"x" * 5000)
    [fault] = read(tmp_path / "long.html", ReaderOptions(page_limit=4000))
    assert isinstance(fault, PageFault)
    assert "longer than 4,000 bytes" in fault.what
