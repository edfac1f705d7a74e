"""Events over articles: one row for one happening, whoever tells it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.collection.across.claims import cast, event, meeting, on, told

from copydesk.collection.across.timeline import join_events, on_their_own

PAUSE = event(
    "Norway agreed on Friday to a ten-day pause in mackerel fishing.",
    "agreed",
    "Friday",
    time=on("2026-03-13"),
)
STOP = event(
    "Norway has agreed to stop fishing for ten days.", "agreed", "to stop fishing for ten days"
)


def groups(*reports: tuple[dict[str, Any], int, str | None]) -> list[list[int]]:
    """The articles of each joined event."""
    found = [told(body, article, day) for body, article, day in reports]
    return [[report.key for report in group] for group in join_events(found, cast())]


def test_one_deed_in_other_words_is_one() -> None:
    """Two outlets tell the same agreement on the same day, one with its date."""
    assert groups((PAUSE, 1, "2026-03-13"), (STOP, 2, "2026-03-13")) == [[1, 2]]


@pytest.mark.parametrize(
    "other",
    [
        {**STOP, "status": "negated"},  # it did not happen
        {**STOP, "actors": ["a2"]},  # somebody else
        {**STOP, "type": "REJECT"},  # another deed
        {**STOP, "time": on("2026-02-01")},  # another day
        event("Norway agreed to send two observers.", "agreed", "to send two observers"),
    ],
)
def test_what_differs_stays_apart(other: dict[str, Any]) -> None:
    """Another status, actor, type, day or object is another event."""
    assert groups((PAUSE, 1, "2026-03-13"), (other, 2, "2026-03-13")) == [[1], [2]]


def test_news_of_another_week_is_another_event() -> None:
    """Where no time is told, days of publication far apart part two events."""
    assert groups((STOP, 1, "2026-03-13"), (STOP | {"id": "e2"}, 2, "2026-03-14")) == [[1, 2]]
    later = event(
        "Norway agreed to stop fishing for ten days again.",
        "agreed",
        "to stop fishing for ten days",
    )
    assert groups((STOP, 1, "2026-03-13"), (later, 2, "2026-04-20")) == [[1], [2]]


def test_an_article_tells_apart_what_it_tells_of() -> None:
    """Two events of one article are never joined; a copy's event joins its original's."""
    assert groups((STOP, 1, "2026-03-13"), (STOP, 1, "2026-03-13")) == [[1], [1]]
    assert groups((STOP, 1, "2026-03-13"), (STOP, 2, None)) == [[1, 2]]


def test_what_a_meeting_tells_is_not_told_again() -> None:
    """The CONSULT event of a meeting has no row of its own; its other deeds have."""
    talks = told(meeting(events=["e1", "e2"]))
    met = told(event("Norway held talks.", "held talks", type="CONSULT"))
    agreed = told(event("Norway agreed.", "agreed", id="e2"))
    elsewhere = told(event("Norway held talks.", "held talks", type="CONSULT"), 2)
    assert on_their_own([met, agreed, elsewhere], [talks]) == [agreed, elsewhere]


def test_what_nobody_does_is_left_out() -> None:
    """Without an actor only deeds that are news by themselves stay, and only where they are real;
    habits never do."""
    nobody = told(event("A pause is not a surrender.", "surrender", actors=[], status="negated"))
    riot = told(event("Eggs were thrown.", "thrown", actors=[], type="PROTEST"))
    no_riot = told(
        event("No eggs were thrown.", "thrown", actors=[], type="PROTEST", status="negated")
    )
    habit = told(event("Norway agrees every year.", "agrees", habitual=True))
    assert on_their_own([nobody, riot, no_riot, habit], []) == [riot]
