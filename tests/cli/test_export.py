"""`copydesk export`: what it writes where, and how it ends."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.collection.corrections.corrected_pages import outcome, put

from copydesk.cli import main
from copydesk.export import Format


def invoke(*arguments: str | Path) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["export", *map(str, arguments)])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A collection of one article with two events."""
    path = tmp_path / "truce.copydesk"
    put(path, outcome())
    return path


def test_records_on_standard_output_and_a_tally_beside_them(file: Path) -> None:
    """The one can be piped on without the other."""
    found = invoke(file, "--as", "plover")
    assert found.exit_code == 0
    assert [json.loads(line)["event"] for line in found.stdout.splitlines()] == [
        ["COOPERATE"],
        ["AGREE"],
    ]
    assert found.stderr == "1 articles: 2 lines\n"
    assert invoke(file, "--as", "plover", "--quiet").stderr == ""


@pytest.mark.parametrize("form", Format)
def test_a_file_holds_what_is_printed(file: Path, tmp_path: Path, form: Format) -> None:
    """Byte for byte, in each format."""
    target = tmp_path / f"out{form.suffix}"
    assert invoke(file, "--as", form, "-o", target).exit_code == 0
    assert target.read_bytes() == invoke(file, "--as", form, "--quiet").stdout_bytes


def test_what_is_left_out_is_counted(file: Path) -> None:
    """By reason, at the end."""
    found = invoke(file, "--as", "newsarticle", "-o", "/dev/null")
    assert found.stderr == "1 articles: 1 lines\n"


def test_what_cannot_be_done_is_one_clear_line(file: Path, tmp_path: Path) -> None:
    """Exit code 2, the message on standard error, and nothing is written."""
    newer = tmp_path / "newer.copydesk"
    put(newer, outcome())
    with sqlite3.connect(newer) as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    before = {path.name for path in tmp_path.iterdir()}
    for arguments, message in (
        ((tmp_path / "gone.copydesk", "--as", "dna"), "no such collection; make one"),
        ((newer, "--as", "dna"), "was made by a newer Copydesk"),
        ((file, "--as", "dna", "--story", "nope"), "holds no story nope; list them"),
        ((file, "--as", "dna", "-o", tmp_path), "is a folder; name a file"),
        ((file, "--as", "dna", "-o", file), "is the collection itself; name another file"),
        ((file, "--as", "dna", "-o", tmp_path / "no" / "x.csv"), "cannot be written"),
    ):
        found = invoke(*arguments)
        assert found.exit_code == 2, found.output
        assert message in found.stderr
        assert found.stderr.count("\n") == 1
        assert found.stdout == ""
    assert {path.name for path in tmp_path.iterdir()} == before
    assert invoke(file, "--as", "docx").exit_code == 2
