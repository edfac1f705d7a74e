"""find_meetings: one object a meeting, with parties, place, time, status and teams."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk import annotate_text
from copydesk.record.record import Meeting, Record

_CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("cases.json").read_text("utf-8"))


def told(record: Record, meeting: Meeting) -> str:
    """kind status | parties | place | time | party: people; ..."""
    names = {actor.id: actor.name for actor in record.actors}
    teams = "; ".join(
        sorted(
            f"{names[d.party or '']}: "
            + ", ".join(sorted(names[p] for p in (*((d.head,) if d.head else ()), *d.members)))
            for d in meeting.delegations
        )
    )
    place = meeting.place.name if meeting.place else "-"
    time = (meeting.time.value if meeting.time else None) or "-"
    parties = ", ".join(sorted(names[p] for p in meeting.parties))
    return f"{meeting.kind} {meeting.status} | {parties} | {place} | {time} | {teams}".rstrip()


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case["name"],
            marks=[pytest.mark.xfail(reason=case["fails"], strict=True)] if "fails" in case else [],
        )
        for case in _CASES
    ],
)
def test_a_story_tells_these_meetings(case: dict[str, Any]) -> None:
    """Each meeting comes out once, as the case says, and no others."""
    record = annotate_text(case["text"], published=case["published"])
    assert sorted(told(record, m) for m in record.meetings) == sorted(case["meetings"])


def test_brokers_and_hosts_are_named_apart() -> None:
    """Mediators and hosts are in their own fields and not among the parties."""
    record = annotate_text(
        "Mali and Algeria resumed talks brokered by Qatar in Doha on Tuesday. The talks were "
        "hosted by Qatar.",
        published="2024-02-20",
    )
    names = {actor.id: actor.name for actor in record.actors}
    [meeting] = record.meetings
    assert [names[i] for i in meeting.mediators] == ["Qatar"]
    assert "Qatar" not in [names[i] for i in meeting.parties]


def test_the_head_of_a_team_is_told_from_its_members() -> None:
    """ "Headed by" gives the head, "including" members."""
    record = annotate_text(
        "Peru and Chile will hold talks in Lima on Friday. Peru's team will be headed by Foreign "
        "Minister Rosa Quispe and will include her deputies Juan Paz and Elena Rios.",
        published="2024-02-20",
    )
    names = {actor.id: actor.name for actor in record.actors}
    [meeting] = record.meetings
    [team] = meeting.delegations
    assert team.head is not None
    assert names[team.head] == "Rosa Quispe"
    assert [names[i] for i in team.members] == ["Juan Paz", "Elena Rios"]


def test_an_earlier_round_is_named() -> None:
    """A planned round names those held before it by the same parties."""
    record = annotate_text(_CASES[0]["text"], published="2024-03-05")
    planned, held = record.meetings
    assert planned.earlier == (held.id,)


def test_meetings_name_the_events_that_share_their_words() -> None:
    """The event whose trigger names a meeting is linked to it."""
    record = annotate_text("Peru and Chile held talks in Lima on Friday.", published="2024-02-20")
    [meeting] = record.meetings
    assert meeting.events
    assert set(meeting.events) <= {event.id for event in record.events}


_PIECES = st.sampled_from(
    "Peru and Chile will held hold talks the a next round of meeting summit in Oslo on Friday with "
    "between met led by Ana Diaz delegation whose team including postponed , . ; “ ” \n that".split(
        " "
    )
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_PIECES, max_size=18))
def test_odd_texts_do_no_harm(pieces: list[str]) -> None:
    """Whatever stands together: exact evidence, ids that exist, the same on a second reading."""
    text = " ".join(pieces)
    record = annotate_text(text, published="2025-05-22")
    record.check(text)
    assert record == annotate_text(text, published="2025-05-22")
    ids = {actor.id for actor in record.actors}
    for meeting in record.meetings:
        assert meeting.evidence
        people = [x for d in meeting.delegations for x in (d.party, d.head, *d.members) if x]
        assert {*meeting.parties, *meeting.hosts, *meeting.mediators, *people} <= ids
        assert set(meeting.earlier) <= {m.id for m in record.meetings} - {meeting.id}
