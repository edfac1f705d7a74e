"""find_positions: who is for or against what, or only on a condition."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk import annotate_text
from copydesk.record.positions.issue import shorten
from copydesk.record.record import Position, Record, Stance

_CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("cases.json").read_text("utf-8"))


def told(record: Record, position: Position) -> str:
    """actor | stance | condition"""
    names = {actor.id: actor.name for actor in record.actors}
    words = [names[position.actor], str(position.stance)]
    if position.condition is not None:
        words.append(position.condition.exact)
    return " | ".join(words)


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
def test_a_story_shows_these_positions(case: dict[str, Any]) -> None:
    """Each position comes out once, as the case says, and no others."""
    record = annotate_text(case["text"], published=case["published"])
    assert sorted(told(record, p) for p in record.positions) == sorted(case["positions"])


@pytest.mark.parametrize("n", [0, 8, 11])
def test_one_thing_has_one_name(n: int) -> None:
    """What "it", "the offer" and "an ultimatum" stand for has the name it was given first."""
    record = annotate_text(_CASES[n]["text"], published=_CASES[n]["published"])
    assert len({position.issue for position in record.positions}) == 1


def test_a_position_names_the_events_it_rests_on() -> None:
    """The events are the record's own."""
    record = annotate_text("Peru rejected the truce.", published="2024-11-18")
    [position] = record.positions
    assert position.stance is Stance.AGAINST
    assert set(position.events) == {event.id for event in record.events}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the release of some frozen funds", "release of some frozen funds"),
        (
            "that Peru cut output by 200,000 barrels a day",
            "Peru cut output by 200,000 barrels a day",
        ),
        ("a truce, which had lapsed", "truce"),
        ("open one of its fishing zones to 40 Norwegian boats", "open one of its fishing zones"),
        ("their", None),
        ("", None),
    ],
)
def test_an_issue_is_a_short_phrase(words: str, name: str | None) -> None:
    """No article before it, no clause after it, thousands whole."""
    assert shorten(words) == name


_PIECES = st.sampled_from(
    "Peru Chile rejected accepted proposed a the truce offer it if unless only said that will not "
    "would we demands is open to but and his stance , . ; “ ” \n an ultimatum which".split(" ")
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_PIECES, max_size=18))
def test_odd_texts_do_no_harm(pieces: list[str]) -> None:
    """Whatever stands together: exact spans, ids that exist, an issue, the same when read again."""
    text = " ".join(pieces)
    record = annotate_text(text, published="2025-05-22")
    record.check(text)
    assert record == annotate_text(text, published="2025-05-22")
    for position in record.positions:
        assert position.issue
        assert position.actor in {actor.id for actor in record.actors}
        assert set(position.events) <= {event.id for event in record.events}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the truce by Friday", "truce"),
        ("Friday", None),
        ("host both delegations as early as 12 March", "host both delegations"),
        ("a meeting in Oslo next week", "meeting in Oslo"),
        ("to stop “using the church”", "stop using the church"),
        ("the May agreement", "May agreement"),
    ],
)
def test_an_issue_is_no_time(words: str, name: str | None) -> None:
    """When it is to happen is no part of what an issue is called, and no issue by itself."""
    assert shorten(words) == name


def test_an_issue_names_a_verb_once() -> None:
    """Issues do not stammer: "lift sanctions", not "lift lift sanctions"."""
    text = "Peru said it would lift the ban if Chile lifted its own. Unless the ban is lifted, Chile will not sign."
    for position in annotate_text(text, published="2024-11-18").positions:
        words = position.issue.split()
        assert all(a != b for a, b in pairwise(words))
