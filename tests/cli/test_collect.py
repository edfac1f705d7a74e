"""`copydesk add`, `status`, `search` and `run`: what they print and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from copydesk.cli import main

PAGE = """<!doctype html><html lang=en><head><title>Port strike ends - The Example</title></head>
<body><article><h1>Port strike ends</h1><time datetime="2025-05-17">17 May 2025</time>
<p>LINDHAVEN - Dockers returned to work on Saturday after Labour Minister Ida Falk agreed to a
higher night rate, both sides said in a joint statement in the harbour office.</p>
<p>"We got what we asked for," union leader Per Aas told reporters. He rejected a longer pause
that the employers had demanded before the talks began three weeks ago.</p>
<p>The employers said they would sign the agreement on Monday in the presence of a mediator.</p>
</article></body></html>"""


def invoke(*arguments: str | Path) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three pages: an article, the same words elsewhere, and an empty page."""
    found = tmp_path_factory.mktemp("pages")
    (found / "strike.html").write_text(PAGE)
    (found / "copy.html").write_text(PAGE.replace("Saturday", "Friday"))
    (found / "empty.html").write_text("")
    return found


@pytest.fixture(scope="module")
def file(folder: Path) -> Path:
    """A collection of the three pages."""
    found = folder.parent / "talks.copydesk"
    added = invoke("add", folder, "--to", found)
    assert added.exit_code == 0, added.output
    return found


def test_add_tells_a_tally_and_does_nothing_twice(folder: Path, file: Path) -> None:
    """The closing line adds up; adding again finds everything known."""
    again = invoke("add", folder, "--to", file)
    assert again.exit_code == 0
    assert again.stderr == "3 pages: 3 known already\n"


def test_status_is_the_accounting(file: Path) -> None:
    """pages = articles + refusals + quarantined, in JSON and for people."""
    found = json.loads(invoke("status", file, "--format", "json").stdout)
    assert found["pages"] == 3
    assert found["articles"] == 2
    assert found["pages"] == found["articles"] + sum(found["refusals"].values())
    assert found["quarantined"] == 0
    pretty = invoke("status", file).stdout
    assert "3  pages" in pretty
    assert "refused: empty" in pretty


def test_search_prints_contract_objects(folder: Path, file: Path) -> None:
    """One JSON object a hit, with what the contract names."""
    found = invoke("search", file, "night", "rate", "from:2025-05-17", "--format", "json")
    hits = [json.loads(line) for line in found.stdout.splitlines()]
    assert {hit["location"] for hit in hits} == {
        str(folder / "strike.html"),
        str(folder / "copy.html"),
    }
    assert all(
        {"id", "location", "title", "published", "score", "snippet"} <= hit.keys() for hit in hits
    )
    pretty = invoke("search", file, "night rate", "-n", "1").stdout
    assert "Port strike ends" in pretty
    assert "night rate" in pretty


def test_search_that_finds_nothing_is_no_error(file: Path) -> None:
    """Exit code 0, and a word on standard error."""
    found = invoke("search", file, "zeppelin", "--format", "json")
    assert (found.exit_code, found.stdout) == (0, "")


def test_run_and_add_of_its_folder_give_the_same_collection(folder: Path, file: Path) -> None:
    """Parquet parts, then a collection with the same accounts."""
    tables = folder.parent / "tables"
    run = invoke("run", folder, "--output", tables)
    assert run.exit_code == 0, run.output
    assert {path.name for path in tables.iterdir() if path.is_dir()} == {
        "articles", "ledger", "actors", "statements", "events", "meetings", "positions",
        "refusals", "done",
    }  # fmt: skip
    other = folder.parent / "other.copydesk"
    assert invoke("add", tables, "--to", other).exit_code == 0
    assert (
        invoke("status", other, "--format", "json").stdout
        == invoke("status", file, "--format", "json").stdout
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["add", "gone.html", "--to", "new.copydesk"], "gone.html: no such file or folder"),
        (["add", "--to", "new.copydesk"], "name SOURCEs to add"),
        (["add", ".", "--to", "."], "is a folder; name a file"),
        (["add", ".", "--to", "no/such/folder.copydesk"], "its folder does not exist"),
        (["status", "gone.copydesk"], "no such collection; make one"),
        (["status", "notes.txt"], "is no Copydesk collection"),
        (["search", "gone.copydesk", "x"], "no such collection"),
        (["search", "FILE", "colour:red"], "no field 'colour'"),
        (["run", "gone.html", "--output", "out"], "gone.html: no such file or folder"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(
    arguments: list[str],
    message: str,
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Exit code 2, the message on standard error, nothing made and nothing changed."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.txt").write_text("Minutes of a meeting.\n" * 300)
    before = file.read_bytes()
    found = invoke(*(str(file) if part == "FILE" else part for part in arguments))
    assert found.exit_code == 2
    assert message in found.stderr
    assert "Traceback" not in found.output
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    assert file.read_bytes() == before
