"""`copydesk read` as a user meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from spacy.tokens import Doc

from copydesk.cli import main
from copydesk.record.places import find_places

STORY = (
    "Ferry crews and owners to meet on Friday\n"
    "By Ada Holm\n"
    "OSLO, March 4 - Ferry crews and the owners of the coastal line will meet on Friday to look "
    "for a way out of the dispute over winter timetables, both sides said on Wednesday.\n"
    "The crews want two free weekends a month and say the present roster is a danger to "
    "passengers, while the owners call the demand too costly for a line that carries few people.\n"
    "A mediator appointed by the county will take the chair, according to a letter that was sent "
    "to both sides on Tuesday evening and seen by several local papers.\n"
    "Subscribe to our newsletter\n"
)


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    """The outcome of a command."""
    return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A flattened page on disk."""
    path = tmp_path / "ferry.txt"
    path.write_text(STORY, "utf-8")
    return path


def test_a_broken_page_becomes_an_article() -> None:
    """The shipped broken page: the story once, nothing of what stands round it."""
    result = run("read", "sample:broken-wire", "--format", "json")
    assert result.exit_code == 0
    row = json.loads(result.stdout)
    assert row["verdict"]["kind"] == "article"
    assert row["article"]["text"].count("“We will sit down with anyone") == 1
    assert "Disclaimer" not in row["article"]["text"]
    assert {item["reason"] for item in row["set_aside"]} >= {"error_banner", "repeat", "related"}


@pytest.mark.parametrize("form", ["pretty", "text", "markdown", "json", "html"])
def test_every_format_shows_the_story(page: Path, form: str) -> None:
    """Each format holds the title and the last paragraph."""
    result = run("read", page, "--format", form)
    assert result.exit_code == 0
    flat = " ".join(result.stdout.split())
    assert "Ferry crews and owners to meet on Friday" in flat
    assert "a letter that was sent" in flat


def test_the_ledger_shows_both_sides(page: Path) -> None:
    """Kept and set-aside lines stand in page order, told apart by sign and reason."""
    result = run("read", page, "--ledger")
    assert result.exit_code == 0
    assert "+" in result.stdout
    assert "newsletter" in result.stdout


def test_other_inputs_go_on_after_a_missing_file(page: Path) -> None:
    """One clear line for the missing file, the other page read, and the exit code tells."""
    result = run("read", "missing.html", page, "--format", "json")
    assert result.exit_code == 1
    assert "missing.html" in result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_a_wrong_column_names_those_there_are(tmp_path: Path) -> None:
    """A misspelt column gets one line with the columns that exist."""
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps({"body": STORY, "link": "https://x.example/1"}) + "\n", "utf-8")
    result = run("read", rows, "--column", "text=boddy")
    assert result.exit_code == 1
    assert "boddy" in result.stderr
    assert "body" in result.stderr.replace("boddy", "")


def test_an_unknown_sample_names_those_there_are() -> None:
    """A misspelt sample gets the list."""
    result = run("read", "sample:nope")
    assert result.exit_code == 1
    assert "sample:broken-wire" in result.stderr


def test_a_refused_page_is_an_answer() -> None:
    """A page without story gives a refusal in the output, and exit code 0."""
    result = run("read", "sample:soft-error", "--format", "json")
    assert result.exit_code == 0
    row = json.loads(result.stdout)
    assert row["article"] is None
    assert row["refusal"]["reason"] == "error_page"


def test_standard_input(page: Path) -> None:
    """A page can be piped in."""
    result = run("read", "-", "--format", "json", stdin=STORY.encode())
    assert result.exit_code == 0
    assert json.loads(result.stdout)["article"]["title"].startswith("Ferry crews")


def test_a_folder_gets_one_file_a_page(page: Path, tmp_path: Path) -> None:
    """Many pages into a folder: as many files, each named after its page."""
    (tmp_path / "out").mkdir()
    result = run(
        "read", page, "sample:harbour-strike", "--format", "markdown", "-o", tmp_path / "out"
    )
    assert result.exit_code == 0
    names = sorted(p.name.rsplit("-", 1)[0] for p in (tmp_path / "out").iterdir())
    assert names == ["ferry.txt", "harbour-strike.html"]


def test_hostile_text_cannot_steer_the_terminal(tmp_path: Path) -> None:
    """Escape sequences in a page never reach the terminal."""
    path = tmp_path / "hostile.txt"
    path.write_text(STORY + "\x1b]0;owned\x07\x1b[2J\n", "utf-8")
    result = run("read", path, "--ledger")
    assert "\x1b]0" not in result.stdout
    assert "\x1b[2J" not in result.stdout


def test_a_record_that_fails_costs_no_other_page(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A finder's mistake is told with its page; the article and the other pages go on; exit 1."""

    def fail(doc: Doc) -> object:
        if "Ferry crews" in str(doc):
            raise ValueError("no such thing")
        return find_places(doc)

    monkeypatch.setattr("copydesk.record.annotate.find_places", fail)
    result = run("record", str(page), "sample:soft-error", "--format", "json")
    assert result.exit_code == 1, result.output
    first, second = (json.loads(each) for each in result.stdout.splitlines())
    assert first["article"]["text"]
    assert first["refusal"]["reason"] == "fault"
    assert "no record: ValueError: no such thing" in result.stderr
    assert second["refusal"]["stage"] == "read"


def test_the_installed_command_runs() -> None:
    """`python -m copydesk` and the tally on standard error work as a process of their own."""
    done = subprocess.run(
        [sys.executable, "-m", "copydesk", "read", "sample:broken-wire", "sample:section-front"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "2 pages: 1 articles, 1 listing" in done.stderr


def test_reading_loads_no_record_stage() -> None:
    """Whoever only reads does not wait for the English model."""
    code = (
        "import sys; from copydesk.cli import main\n"
        "main(['read', 'sample:broken-wire', '--format', 'text'], standalone_mode=False)\n"
    )
    probe = (
        f"try:\n    exec({code!r})\nexcept SystemExit:\n    pass\nassert 'spacy' not in sys.modules"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{probe}"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_command_has_help() -> None:
    """Each command is listed, and tells what it does."""
    listed = run("--help").stdout
    for name in main.list_commands(click.Context(main)):
        assert f"\n  {name} " in listed
        assert run(name, "--help").exit_code == 0
