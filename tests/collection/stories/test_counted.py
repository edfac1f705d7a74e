"""Numbers with what they count, and days told."""

from __future__ import annotations

import pytest

from copydesk.collection.stories.counted import read_figures
from copydesk.collection.stories.days_told import day_of_year, days_told, weekdays_told

MARCH_4 = day_of_year(3, 4)


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        (
            "At least 12 people were killed and 40 injured.",
            [(12, "people", "dead"), (40, "people", "hurt")],
        ),
        ("The death toll rose to 1,200.", [(1200, "people", "dead")]),
        ("A magnitude 6.4 quake hit.", [(6.4, "magnitude", "")]),
        ("It opened a zone to 40 Norwegian boats.", [(40, "boats", "")]),
        ("They gave three million euros.", [(3_000_000, "euros", "")]),
        ("A deal of $12 billion.", [(12_000_000_000, "dollars", "")]),
        ("It cuts the catch by 15 percent.", [(15, "percent", "")]),
        ("Twenty-five villagers died.", [(25, "people", "dead")]),
        ("Police arrested seven men.", [(7, "people", "held")]),
        ("Talks open on March 19 at 10 a.m. in 2026.", []),
        ("It took ten days and two hours.", []),
        ("No one knows.", []),
    ],
)
def test_figures(sentence: str, figures: list[tuple[float, str, str]]) -> None:
    """What is counted and what befell it; dates, times and spans of time count nothing."""
    assert [(value, unit, lot) for value, _, unit, lot in read_figures(sentence)] == figures


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on March 4, 2026", {MARCH_4}),
        ("MAR. 4", {MARCH_4}),
        ("on 4 March and on the 5th of March", {MARCH_4, day_of_year(3, 5)}),
        ("on February 30", set()),
        ("a march of 40 miles; Marcher 5", set()),
    ],
)
def test_days(text: str, days: set[int]) -> None:
    """A month and a day, either way round; no day that is in no calendar."""
    assert days_told(text) == days


def test_weekdays() -> None:
    """Weekdays without case."""
    assert weekdays_told("On Monday, MONDAY and Sunday.") == {"monday", "sunday"}
