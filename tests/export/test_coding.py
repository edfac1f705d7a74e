"""Events as PLOVER types them: the rules of docs/plover.md, case by case."""

from __future__ import annotations

import itertools
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.export.made import dated, event

from copydesk.article.span import Span
from copydesk.export.coding import Quad, coding_of, mode_of
from copydesk.record.record import Event, EventType, Status

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "coding_cases.toml").read_text("utf-8"))["case"]
MODES = tomllib.loads((HERE / "mode_cases.toml").read_text("utf-8"))


def words(text: str | None) -> Span | None:
    """A span of these words; where they stand does not matter here."""
    return None if text is None else Span(0, len(text), text)


def made(case: dict[str, Any]) -> Event:
    """The event that a case tells."""
    trigger = words(case.get("trigger", "did"))
    assert trigger is not None
    return replace(
        event(),
        type=EventType(case["type"]),
        move=case["move"],
        status=Status(case["status"]),
        trigger=trigger,
        object=words(case.get("object")),
    )


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_a_rule(case: dict[str, Any]) -> None:
    """Type, mode, auxiliary modes, and whether it is only the word given on an act."""
    found = coding_of(made(case))
    assert found.type == case["event"]
    assert found.modes == ((case["mode"],) if "mode" in case else ())
    assert list(found.auxiliary) == case.get("auxiliary", [])
    assert found.announced is case.get("announced", False)


@pytest.mark.parametrize(
    ("table", "said", "mode"),
    [(table, said, mode) for table, cases in MODES.items() for said, mode in cases.items()],
)
def test_words_tell_the_mode(table: str, said: str, mode: str) -> None:
    """The first telling word of an object decides, and words that tell none give none."""
    assert (mode_of(said, table) or "") == mode


def test_every_type_and_status_has_a_type_of_plover() -> None:
    """No event falls through, and DEMAND never goes out."""
    for kind, status in itertools.product(EventType, Status):
        found = coding_of(event(type=kind, status=status))
        assert isinstance(found.quad, Quad)
        assert found.type != "DEMAND"


def test_only_what_was_done_is_done() -> None:
    """What is denied, negated, hedged or hypothetical has an auxiliary mode that says so."""
    unreal = {Status.DENIED, Status.NEGATED, Status.UNCERTAIN, Status.HYPOTHETICAL}
    for kind, status in itertools.product(EventType, unreal):
        assert not coding_of(event(type=kind, status=status)).was_done


def test_old_events_are_historical() -> None:
    """What happened long before it is told has that auxiliary mode."""

    assert coding_of(event(time=dated("2019", old=True))).auxiliary == ("historical",)
    assert coding_of(event(time=dated("2026-05-16"))).auxiliary == ()
