"""Calendar: which of a sentence's deeds a time belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest

from copydesk.article.article import PageDate
from copydesk.dates import Precision
from copydesk.record.parse import parse
from copydesk.record.record import Time
from copydesk.record.times import find_times

_ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("clauses.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
_PUBLISHED = PageDate("2025-05-22", Precision.DAY, None, "given", 1.0)


def words(time: Time | None) -> str:
    return time.span.exact if time is not None and time.span is not None else "-"


@pytest.mark.parametrize(("sentence", "trigger", "time", "deadline"), _ROWS)
def test_a_deed_has_its_own_time(sentence: str, trigger: str, time: str, deadline: str) -> None:
    """The deed's time and deadline are those told of it, not those of its neighbours."""
    doc = parse(sentence)
    calendar = find_times(doc, _PUBLISHED)
    token = next(t for t in doc if t.text == trigger)
    assert (words(calendar.of_clause(token)), words(calendar.deadline_of(token))) == (
        time,
        deadline,
    )


def test_first_since_tells_of_an_earlier_one() -> None:
    """ "Their first meeting since 2018" is marked, and keeps the year itself apart."""
    calendar = find_times(parse("It was their first meeting since 2018."), _PUBLISHED)
    [found] = calendar.found
    assert found.recurs
    assert found.stretch is not None
    assert found.stretch.value == "2018"
