"""Whole wire stories, invented, with their events and meetings written down before they were read.

Each folder is one batch. What went wrong on its first run was then mended by general means. The
floors keep what is right since; they say nothing of unseen stories.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from tests.record.wire.story import Marks, add, compare, read_story

from copydesk.record.annotate import annotate_text

HERE = Path(__file__).parent
FLOORS: dict[str, dict[str, float]] = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))
BATCHES = sorted(path.name for path in HERE.iterdir() if list(path.glob("*.txt")))


def marks_of(batch: str) -> Marks:
    """What the records of a batch get right."""
    total = Marks()
    for path in sorted((HERE / batch).glob("*.txt")):
        story = read_story(path)
        record = annotate_text(story.text, title=story.title, published=story.published)
        add(total, compare(story, record))
    return total


@pytest.mark.parametrize("batch", BATCHES)
def test_stories_are_told_as_well_as_before(batch: str) -> None:
    """No field of a batch falls below its floor, a share in percent."""
    marks = marks_of(batch)
    low = {
        what: f"{100 * marks.share(what):.1f}, not {floor}"
        for what, floor in FLOORS[batch].items()
        if 100 * marks.share(what) < floor
    }
    assert not low, "\n".join([*marks.wrong, str(low)])


def test_every_batch_has_its_floors() -> None:
    """What is told as done and is not is pinned at none, in every batch."""
    assert set(FLOORS) == set(BATCHES)
    assert all(floors["told done rightly"] == 100 for floors in FLOORS.values())


def test_a_story_that_tells_other_things_is_found_out(tmp_path: Path) -> None:
    """The marks fall where an annotation wants another actor, status or place."""
    path = tmp_path / "story.txt"
    text = "2026-03-12 | Talks\nPeru and Chile held talks in Lima on Monday.\n== who\nP: Peru\nC: Chile\n"
    event = "== events\nCONSULT {} | held talks | P | {} | place {}\n"
    for told, wrong in (
        (("realised", "C", "Lima"), set()),
        (("planned", "C", "Lima"), {"status", "told done rightly"}),
        (("realised", "C", "Cuzco"), {"place"}),
        (("realised", "-", "Lima"), {"recipients"}),
    ):
        path.write_text(text + event.format(*told), encoding="utf-8")
        story = read_story(path)
        marks = compare(story, annotate_text(story.text, published=story.published))
        below = {k for k in marks.of if marks.share(k) < 1} - {"all fields", "meeting told"}
        assert below == wrong
