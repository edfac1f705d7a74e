"""Copies, stories, timelines and positions of the sample negotiation, as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import copydesk.samples
from copydesk.cli import main

TALKS = Path(copydesk.samples.__file__).parent / "talks"


def rows(*arguments: str | Path) -> list[dict[str, Any]]:
    """The JSON lines that a command prints."""
    result = CliRunner().invoke(main, [*map(str, arguments), "--format", "json"])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection of the fifteen sample pages."""
    path = tmp_path_factory.mktemp("talks") / "talks.copydesk"
    result = CliRunner().invoke(main, ["add", str(TALKS), "--to", str(path), "-q"])
    assert result.exit_code == 0, result.output
    return path


def test_reprints_are_folded_and_point_at_the_first(file: Path) -> None:
    """Each reprint of the agency's three reports points at its report; nothing else is a copy."""
    found = {
        (Path(row["location"]).name[:2], Path(row["copy_of"]["location"]).name[:2])
        for row in rows("copies", file)
    }
    assert found == {("02", "01"), ("03", "01"), ("07", "06"), ("08", "06"), ("13", "12")}


def test_one_negotiation_is_one_story(file: Path) -> None:
    """From the first proposal to the agreement a month later: all articles, each once, copies
    beside their originals."""
    [talks] = rows("stories", file)
    names = [Path(article["location"]).name for article in talks["articles"]]
    assert sorted(names) == sorted(path.name for path in TALKS.iterdir())
    assert {"Norway", "Iceland"} <= set(talks["actors"])
    assert (talks["first"], talks["last"]) == ("2026-03-02", "2026-04-02")


def test_a_timeline_is_in_order_and_names_its_articles(file: Path) -> None:
    """Each row of the timeline rests on an article of the story, and reprints count once."""
    story = max(rows("stories", file), key=lambda row: len(row["articles"]))
    known = {article["id"] for article in story["articles"]}
    timeline = rows("timeline", file, story["id"])
    assert len(timeline) > 10
    assert all(row["sources"] >= 1 for row in timeline)
    assert {
        row["article"]["id"] if isinstance(row["article"], dict) else row["article"]
        for row in timeline
    } <= known


def test_positions_follow_each_party(file: Path) -> None:
    """Both parties have positions, each with its day."""
    story = max(rows("stories", file), key=lambda row: len(row["articles"]))
    positions = rows("positions", file, story["id"])
    assert positions
    assert all(row["stance"] and row["date"] for row in positions)


def test_an_unknown_story_is_told(file: Path) -> None:
    """A story that is not there gets one clear line, and exit code 2: the command was wrong."""
    result = CliRunner().invoke(main, ["timeline", str(file), "story-nowhere"])
    assert result.exit_code == 2
    assert "story-nowhere" in result.output
