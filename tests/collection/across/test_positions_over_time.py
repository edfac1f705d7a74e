"""Positions over time: what is told again, what changed, who first said so."""

from __future__ import annotations

from typing import Any

from tests.collection.across.claims import cast, position, told

from copydesk.collection.across.positions_over_time import over_time
from copydesk.collection.across.told import Told

PAUSE = "ten-day pause in mackerel fishing"


def rows(*found: Told) -> list[dict[str, Any]]:
    """The rows that these positions make."""
    return over_time(found, cast())


def test_a_stance_told_by_many_is_one_row() -> None:
    """Reports within days are one row with its reports; an agency's count as one source."""
    [row] = rows(
        told(position(PAUSE, "for"), 1, "2026-03-10", "nordfeed"),
        told(position(PAUSE, "for"), 2, "2026-03-11", "nordfeed"),
        told(position("pause in mackerel fishing", "for"), 3, "2026-03-12"),
    )
    assert (row["name"], row["country"], row["topic"]) == ("Norway", "NOR", PAUSE)
    assert [report["article"] for report in row["reports"]] == ["id1", "id2", "id3"]
    assert row["sources"] == 2
    assert row["changed_from"] is None


def test_a_change_names_what_it_was() -> None:
    """Another stance later is a row of its own, which tells the one before."""
    before, after = rows(
        told(position(PAUSE, "against"), 1, "2026-03-02"),
        told(position(PAUSE, "for"), 2, "2026-03-13"),
    )
    assert before["changed_from"] is None
    assert after["changed_from"]["stance"] == "against"
    assert (after["changed_from"]["date"], after["changed_from"]["article"]) == (
        "2026-03-02",
        "id1",
    )


def test_a_new_condition_is_a_change() -> None:
    """The same stance under a condition is another position."""
    _, after = rows(
        told(position(PAUSE, "for"), 1, "2026-03-02"),
        told(position(PAUSE, "for", "if Iceland pauses, too"), 2, "2026-03-13"),
    )
    assert after["changed_from"] is not None
    assert after["changed_from"]["condition"] is None


def test_the_same_stance_weeks_later_is_no_change() -> None:
    """Said anew, it is a row of its own, and nothing changed."""
    _, again = rows(
        told(position(PAUSE, "for"), 1, "2026-03-02"),
        told(position(PAUSE, "for"), 2, "2026-03-20"),
    )
    assert again["changed_from"] is None


def test_issues_and_actors_are_kept_apart() -> None:
    """Another issue or actor does not change a position."""
    found = rows(
        told(position(PAUSE, "against"), 1, "2026-03-02"),
        told(position("observers from Brussels", "for"), 2, "2026-03-13"),
        told(position(PAUSE, "for", actor="a2"), 3, "2026-03-13"),
    )
    assert [row["name"] for row in found] == ["Norway", "Norway", "Iceland"]
    assert all(row["changed_from"] is None for row in found)
