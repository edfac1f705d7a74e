"""PLOVER: events as JSON Lines, with the words they rest on."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.export.made import dated, entry, event, place
from tests.export.test_tables import hostile_entries

from copydesk.contract import writable
from copydesk.export import plover
from copydesk.export.entry import Entry
from copydesk.export.tally import Tally
from copydesk.record.record import EventType, Status


def records(*entries: Entry) -> list[dict[str, Any]]:
    """What is written of these articles."""
    return [json.loads(line) for line in plover.lines(entries, Tally())]


def test_a_record_has_the_fields_of_the_manual() -> None:
    """Their names and kinds: lists are lists, the text has its place, the article its citation."""
    [found] = records(entry(event(time=dated("2026-05-15"), place=place("Port Vell"))))
    assert {
        "id",
        "date",
        "actor",
        "recipient",
        "event",
        "mode",
        "quad_code",
        "text_info",
    } <= found.keys()
    assert (found["id"], found["date"], found["event"]) == (
        "0123456789abcdef-e1",
        "2026-05-15",
        ["AGREE"],
    )
    assert (found["mode"], found["auxiliary_mode"], found["quad_code"]) == (["meet"], [], 1)
    assert found["actor"] == [
        {"code": "NOR", "sector": "GOV", "entity_text": "Norland", "identifier_id": None,
         "identifier_text": "Norland", "office": None},
    ]  # fmt: skip
    assert found["event_loc"]["cc3"] == "NOR"
    assert found["event_text"] == ["offered", "talks to Sudria"]
    assert found["cite_info"]["url"] == "https://news.example/offer"
    assert found["cite_info"]["publication"] == "The Example"
    assert found["link"] == "story-1"


def test_reciprocal_is_one_record_with_all_as_actors() -> None:
    """The manual: where nobody is visited or hosted, nobody is the recipient."""
    [found] = records(entry(event(reciprocal=True)))
    assert [actor["identifier_text"] for actor in found["actor"]] == ["Norland", "Sudria"]
    assert found["recipient"] == []


def test_a_body_without_a_country_has_its_kind_for_a_code() -> None:
    """PLOVER's codes of actors without a state; unknown sectors stay unknown."""
    [found] = records(entry(event(actors=("a4", "a3"))))
    codes = [(actor["code"], actor["sector"]) for actor in found["actor"]]
    assert codes == [("IGO", None), (None, None)]


@pytest.mark.parametrize(
    ("changes", "published", "date", "by"),
    [
        ({"time": dated("2026-05-15")}, "2026-05-17", ("2026-05-15", None), "event"),
        ({"time": dated("2026-05")}, "2026-05-17", ("2026-05-01", "2026-05-17"), "event"),
        ({"time": dated("2026-05-20")}, "2026-05-17", ("2026-05-17", None), "publication"),
        ({}, "2026-05-17", ("2026-05-17", None), "publication"),
        ({}, None, (None, None), None),
        ({"time": dated("2026-05-15")}, None, ("2026-05-15", None), "event"),
        # The word on a meeting to come was given when it was told, not when they meet.
        (
            {"type": EventType.CONSULT, "status": Status.PLANNED, "time": dated("2026-05-16")},
            "2026-05-17",
            ("2026-05-17", None),
            "publication",
        ),
        (
            {"type": EventType.PROTEST, "status": Status.PLANNED, "time": dated("2026-05-20")},
            "2026-05-17",
            ("2026-05-20", None),
            "event",
        ),
    ],
)
def test_the_day(
    changes: dict[str, Any], published: str | None, date: tuple[str | None, ...], by: str | None
) -> None:
    """The event's own where it tells one; nothing but the future is dated after its article."""
    [found] = records(entry(event(**changes), published=published))
    assert (found["date"], found["enddate"]) == date
    assert found["copydesk"]["dated_by"] == by


def test_a_day_of_capture_says_so() -> None:
    """A page that tells no date is dated by when it was fetched, and the record says it."""
    [found] = records(entry(event(), method="capture line"))
    assert found["copydesk"]["dated_by"] == "capture"


def test_a_claim_says_whose_it_is() -> None:
    """In the comment, by the name that the teller has in the story."""
    claimed = event(status=Status.CLAIMED, reported_by="a3")
    [found] = records(entry(claimed, names={"a3": "Ana Maria Velt"}))
    assert found["comment"] == "claimed by Ana Maria Velt"


def test_the_place_of_a_meeting_to_come_is_not_where_the_word_was_given() -> None:
    """It stands beside the record."""
    planned = event(type=EventType.CONSULT, status=Status.PLANNED, place=place("Port Vell"))
    [found] = records(entry(planned))
    assert found["event_loc"] is None
    assert found["copydesk"]["place"] == "Port Vell"


@settings(deadline=None)  # a busy machine is no failure
@given(st.lists(hostile_entries(), max_size=3))
def test_every_record_is_a_line_and_its_text_is_the_articles(hostile: list[Entry]) -> None:
    """JSON Lines whatever the text holds; offsets count code points."""
    text = "".join(plover.lines(hostile, Tally()))
    found = [json.loads(line) for line in text.split("\n")[:-1]]
    assert len(found) == sum(len(one.record.events) for one in hostile)
    for one, record in zip(hostile, found, strict=True):
        place = record["text_info"]
        assert writable(one.article.text)[place["start"] : place["end"]] == record["text"]
