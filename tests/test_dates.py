"""Dates keep their precision."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.dates import PartialDate, Precision


@pytest.mark.parametrize(
    ("text", "precision", "last"),
    [
        ("2024", Precision.YEAR, dt.date(2024, 12, 31)),
        ("2024-02", Precision.MONTH, dt.date(2024, 2, 29)),
        ("2024-02-29", Precision.DAY, dt.date(2024, 2, 29)),
        ("9999-12", Precision.MONTH, dt.date(9999, 12, 31)),  # no day comes after it
        ("2024-02-29T14:07", Precision.MINUTE, dt.date(2024, 2, 29)),
        ("2024-02-29T14:07:09Z", Precision.SECOND, dt.date(2024, 2, 29)),
        ("2024-02-29 14:07:09+0200", Precision.SECOND, dt.date(2024, 2, 29)),
    ],
)
def test_precision_is_what_was_written(text: str, precision: Precision, last: dt.date) -> None:
    """A date is as exact as its text, and ends with the last day it may be."""
    date = PartialDate.parse(text)
    assert date is not None
    assert date.precision is precision
    assert date.last_day == last


@pytest.mark.parametrize(
    "text", ["", "soon", "2023-02-29", "2024-13", "24-01-02", "2024-1-2", "٢٠٢٤"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    """Nothing is guessed from what is not ISO 8601."""
    assert PartialDate.parse(text) is None


@given(st.dates(min_value=dt.date(1, 1, 1)))
def test_every_day_reads_back(day: dt.date) -> None:
    """Any day written in ISO 8601 reads back as itself."""
    date = PartialDate.parse(day.isoformat())
    assert date is not None
    assert date.first_day == date.last_day == day
