"""Frames: every row's examples give its event, and its counter-examples do not."""

from __future__ import annotations

import pytest
from tests.record.events.told import Told, tell

from copydesk.record.events.classes import of_class
from copydesk.record.events.frames import Frame, lexicon
from copydesk.record.events.operators import operators
from copydesk.record.record import EventType, Status

# The mode of a frame that only speaks where the words around it are of a class.
_CLASSED = ("obj", "+", "!obj", "!+", "subj", "!subj")


@pytest.fixture(scope="module")
def told() -> dict[str, Told]:
    """What the examples of all frames tell, by sentence."""
    sentences = [s for f in lexicon().frames for s in (*f.examples, *f.counters)]
    return tell(sentences)


def _name(frame: Frame) -> str:
    return f"{frame.type}-{frame.lemmas[0]}-{frame.move}"


@pytest.mark.parametrize("kind", list(EventType))
def test_every_example_tells_its_event(kind: EventType, told: dict[str, Told]) -> None:
    """A frame is there because a sentence needs it: its example gives an event of its type."""
    silent = [
        (_name(frame), sentence)
        for frame in lexicon().frames
        if frame.type is kind
        for sentence in frame.examples
        if kind not in {event.type for event in told[sentence].events}
    ]
    assert not silent


@pytest.mark.parametrize("kind", list(EventType))
def test_no_counter_example_tells_its_event(kind: EventType, told: dict[str, Told]) -> None:
    """What looks like a frame's event and is none gives no event of its type."""
    loud = [
        (_name(frame), sentence)
        for frame in lexicon().frames
        if frame.type is kind
        for sentence in frame.counters
        if kind in {event.type for event in told[sentence].events}
    ]
    assert not loud


def test_every_frame_has_an_example() -> None:
    """No frame goes untested."""
    assert [_name(frame) for frame in lexicon().frames if not frame.examples] == []


def test_every_class_that_a_frame_names_is_listed() -> None:
    """A misspelt class would make a frame mute."""
    special = {"actor", "location", "dignitary", "wish"}
    named = {n.noun_class for f in lexicon().frames for n in f.needs if n.noun_class}
    assert named - special - set(lexicon().classes) == set()


def test_every_operator_is_a_status_or_says_where_to_look() -> None:
    """Operators name a status of the contract, or how to go on."""
    others = {"real", "told", "pending", "obliged", "habitual"}
    assert set(operators().values()) - others <= {status.value for status in Status}


def test_a_class_holds_what_a_noun_is_a_part_of(told: dict[str, Told]) -> None:
    """ "A round of talks" is of the class of talks."""
    tree = tell(["They held a round of talks."])["They held a round of talks."].tree
    assert of_class(tree, tree.lower.index("round"), "talks")
