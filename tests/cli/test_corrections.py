"""`copydesk corrections`: listed, scored, compared, undone, and carried into another file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.collection.corrections.corrected_pages import outcome, put

from copydesk.cli.main import main
from copydesk.collection.collection import Collection
from copydesk.collection.corrections.corrections import Action
from copydesk.collection.corrections.make import By, judge


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A collection in which two people judged the same two records."""
    path = tmp_path / "talks.copydesk"
    article = put(path, outcome())
    with Collection.open(path, write=True) as collection:
        for minute, (who, record, action) in enumerate(
            [
                ("Kim", "e1", Action.RIGHT),
                ("Kim", "e2", Action.WRONG),
                ("Lou", "e1", Action.RIGHT),
                ("Lou", "e2", Action.RIGHT),
            ]
        ):
            by = By(who, f"2026-06-01T09:{minute:02}:00.000000Z")
            judge(collection, article, "events", record, action, by)
    return path


def run(*arguments: str | Path) -> Result:
    """What the command did."""
    return CliRunner().invoke(main, ["corrections", *map(str, arguments)])


def lines(*arguments: str | Path) -> list[dict[str, object]]:
    """The JSON Lines that the command prints."""
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.output.splitlines()]


def test_list_scores_and_agreement(file: Path) -> None:
    """All that is known, for people and for programs."""
    shown = run(file).output
    assert shown.count("event e2") == 2
    assert "event e2 is wrong" in shown
    assert len(lines(file)) == 4
    assert len(lines(file, "--who", "Kim")) == 2
    by = {row["who"]: row["precision"] for row in lines(file, "--scores")}
    assert by == {None: 1.0, "Kim": 0.5, "Lou": 1.0}
    assert [row["same"] for row in lines(file, "--agreement")] == [1, 1]
    assert "disputed" in run(file, "--scores").output
    assert "Kim and Lou" in run(file, "--agreement").output


def test_undo_and_import(file: Path, tmp_path: Path) -> None:
    """Only the maker undoes; an export goes into a collection made anew, once."""
    [first, *_] = lines(file)
    correction = str(first["id"]).removeprefix("urn:copydesk:")
    assert run(file, "--undo", correction).exit_code == 2
    refused = run(file, "--undo", correction, "--who", "Lou")
    assert (refused.exit_code, "by Kim" in refused.output) == (2, True)
    assert run(file, "--undo", correction, "--who", "Kim").exit_code == 0
    export = tmp_path / "corrections.jsonl"
    export.write_text(run(file, "--format", "json").output, "utf-8")
    anew = tmp_path / "anew.copydesk"
    put(anew, outcome(first_id=5))
    assert run(anew, "--import", export).output == "5 new corrections of 5\n"
    assert run(anew, "--import", export).output == "0 new corrections of 5\n"
    assert lines(anew) == lines(file)
    export.write_text("{}", "utf-8")
    assert run(anew, "--import", export).exit_code == 2
