"""Meetings over articles: one for all who report it, with what they contradict each other in."""

from __future__ import annotations

from typing import Any

import pytest
from tests.collection.across.claims import at, cast, meeting, on, told

from copydesk.collection.across.meetings_joined import conflicts, join_meetings

BERGEN: dict[str, Any] = {"place": at("Bergen"), "time": on("2026-03-19")}


def groups(one: dict[str, Any], other: dict[str, Any], days: tuple[str, str]) -> int:
    """Into how many meetings two reports are joined."""
    reports = [
        told(meeting("Talks open.", **one), 1, days[0]),
        told(meeting("They meet.", **other), 2, days[1]),
    ]
    return len(join_meetings(reports, cast()))


@pytest.mark.parametrize(
    ("one", "other", "meetings"),
    [
        (BERGEN, BERGEN, 1),
        (BERGEN, {**BERGEN, "time": on("2026-03-20")}, 1),  # a contradiction, at one place
        (BERGEN, {**BERGEN, "time": on("2026-03-26")}, 2),  # the next round
        (BERGEN, {**BERGEN, "place": at("Reykjavik")}, 2),
        (BERGEN, {"time": on("2026-03-19")}, 1),  # no place is no contradiction
        (BERGEN, {**BERGEN, "parties": ["a1", "a5"]}, 2),
        (BERGEN, {**BERGEN, "kind": "call"}, 2),  # a call is no other name for talks
        (BERGEN, {**BERGEN, "kind": "summit"}, 1),
        ({"place": at("Bergen")}, {"place": at("Bergen")}, 1),
    ],
)
def test_reports_of_one_meeting(one: dict[str, Any], other: dict[str, Any], meetings: int) -> None:
    """Parties, kind, day and place tell whether two reports are of one meeting."""
    assert groups(one, other, ("2026-03-13", "2026-03-13")) == meetings


def test_copies_of_a_sentence_are_of_one_meeting() -> None:
    """The same words tell the same meeting, however far apart they appeared."""
    reports = [told(meeting(), 1, "2026-03-01"), told(meeting(), 2, "2026-03-09")]
    assert len(join_meetings(reports, cast())) == 1


def test_contradictions_count_sources_once() -> None:
    """Each value of a field that differs comes with its articles and independent sources."""
    haugeled = [{"party": "a1", "head": "a5", "members": []}]
    aasen_led = [{"party": "a1", "head": "a4", "members": []}]
    group = [
        told(meeting(**BERGEN, delegations=haugeled), 1, source="nordfeed"),
        told(meeting(**BERGEN, delegations=haugeled), 2, source="nordfeed"),
        told(meeting(place=at("Bergen"), time=on("2026-03-20"), delegations=aasen_led), 3),
    ]
    found = {c["field"]: c["values"] for c in conflicts(group, cast())}
    assert [(v["value"], v["articles"], v["sources"]) for v in found["time"]] == [
        ("2026-03-19", ["id1", "id2"], 1),
        ("2026-03-20", ["id3"], 1),
    ]
    heads = found["head of the delegation of Norway"]
    assert {v["value"] for v in heads} == {"Nils Hauge", "Ingrid Aasen"}
    assert "place" not in found
