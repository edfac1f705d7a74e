"""Extent: where a page of a folder or an archive stands among all that is to be read."""

from __future__ import annotations

import gzip
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from copydesk.collection import extent
from copydesk.collection.extent import extent_of


def test_files_of_a_folder_count_by_their_bytes(tmp_path: Path) -> None:
    """Half of the bytes are half of the work; pictures and styles are none of it."""
    for name, size in (("a.html", 300), ("b.html", 100), ("c.txt", 400), ("d.css", 9_000)):
        (tmp_path / name).write_bytes(b"x" * size)
    found = extent_of([str(tmp_path)])
    assert found is not None
    shares = [found.share(str(tmp_path / name)) for name in ("a.html", "b.html", "c.txt", "d.css")]
    assert shares == [0.375, 0.5, 1.0, None]


def test_a_record_of_an_archive_stands_at_its_offset(tmp_path: Path) -> None:
    """Archives tell by offset, rows by their number; a second file begins where one ends."""
    archive, rows, table = (tmp_path / n for n in ("a.warc.gz", "b.jsonl", "c.parquet"))
    archive.write_bytes(b"x" * 1000)
    rows.write_bytes(b'{"text":"x"}\n' * 50)
    pq.write_table(pa.table({"text": ["x"] * 10}), table)
    found = extent_of(map(str, (archive, rows, table)))
    assert found is not None
    size = 1000 + rows.stat().st_size + table.stat().st_size
    assert found.share(f"{archive}#250") == 250 / size
    assert found.share(f"{archive}#500+77") == 500 / size
    assert found.share(f"{rows}#25") == pytest.approx((1000 + 325) / size)
    assert found.share(f"{table}#10") == 1.0
    assert found.share("elsewhere.warc#5") is None


def test_a_relative_place_is_known_from_another_folder(tmp_path: Path) -> None:
    """The desk may be started elsewhere than the addition; two that fit leave it unknown."""
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.html").write_bytes(b"x" * 50)
    found = extent_of([str(tmp_path)])
    assert found is not None
    assert found.share("./one/a.html") == 0.5
    assert found.share("a.html") is None


def test_what_cannot_be_known_cheaply(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses, standard input, what is gone, compressed rows, too many files."""
    packed = tmp_path / "a.jsonl.gz"
    packed.write_bytes(gzip.compress(b'{"text":"x"}\n'))
    for source in ("https://example.org/a", "-", str(tmp_path / "gone.html"), str(packed)):
        assert extent_of([source]) is None
    monkeypatch.setattr(extent, "MOST_FILES", 1)
    (tmp_path / "b.html").write_bytes(b"x")
    (tmp_path / "c.html").write_bytes(b"x")
    packed.unlink()
    assert extent_of([str(tmp_path)]) is None
