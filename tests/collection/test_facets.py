"""Facets: an article and a search that share a day share a word."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.collection.facets import days_match, deed_match, facets_of

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31))


def words(match: str) -> set[str]:
    """The words that an FTS5 expression over the facets offers."""
    return set(re.findall(r"\b[ymts]\w+", match)) - {"OR"}


@given(DAYS, DAYS, DAYS, DAYS)
def test_no_article_of_the_days_is_missed(
    one: dt.date, two: dt.date, three: dt.date, four: dt.date
) -> None:
    """Spans that overlap share a word; spans that are a month apart or more share none."""
    article, search = sorted([one, two]), sorted([three, four])
    facets = set(facets_of({}, article[0].isoformat(), article[1].isoformat()).split())
    found = bool(facets & words(days_match(search[0].isoformat(), search[1].isoformat())))
    if article[0] <= search[1] and search[0] <= article[1]:
        assert found
    elif article[0] == article[1] and (
        article[0] - search[1] > dt.timedelta(31) or search[0] - article[0] > dt.timedelta(31)
    ):
        assert not found


def test_an_undated_article_has_no_days() -> None:
    """It is found by no date."""
    assert facets_of({}, None, None) == ""


@pytest.mark.parametrize(
    ("kind", "status", "found"),
    [
        ("REJECT", "refused", True),
        ("REJECT", None, True),
        (None, "held", True),
        ("REJECT", "planned", False),
        ("AGREE", "refused", False),
    ],
)
def test_type_and_status_are_of_one_event(
    kind: str | None, status: str | None, found: bool
) -> None:
    """An article with a refused REJECT and a planned AGREE has no planned REJECT."""
    outcome = {
        "events": [
            {"type": "REJECT", "status": "refused"},
            {"type": "AGREE", "status": "planned"},
        ],
        "meetings": [{"status": "held"}],
    }
    facets = set(facets_of(outcome, None, None).split())
    assert bool(facets & words(deed_match(kind, status))) is found
