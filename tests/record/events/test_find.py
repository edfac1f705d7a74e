"""find_events: spans, order, sameness, and that odd texts do no harm."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.record.events.told import tell

from copydesk.record.annotate import annotate_text
from copydesk.record.events.reality import REAL, Reality, under
from copydesk.record.record import EventType, Status

STORY = (
    "Peru and Chile will hold talks in Quito on Friday, the Peruvian foreign minister, Rosa Diaz, "
    "said. Chile's delegation will be led by Juan Soto. Peru has not withdrawn its troops from "
    "the valley.\n“We will lift the embargo only if the sailors are freed,” Soto told reporters. "
    "Police arrested thirty students. The previous round was postponed."
)
_PIECES = st.lists(
    st.sampled_from(
        [
            "talks", "will", "not", "if", "unless", "Peru", "Chile", "rejected", "to", "release",
            "the", "hostages", ",", ".", "“", "”", "\n", "said", "denied", "that", "by", "agreed",
            "troops", "withdraw", "it", "was", "who", "and", "before", "\u200b", "é", "🙂",
        ]
    ),
    max_size=30,
)  # fmt: skip


def test_events_come_in_text_order_with_their_words() -> None:
    """Triggers ascend, ids count up, and every span lies in its evidence's sentence."""
    events = annotate_text(STORY, published="2025-05-21").events
    assert [event.id for event in events] == [f"e{n}" for n in range(1, len(events) + 1)]
    assert [e.trigger.start for e in events] == sorted(e.trigger.start for e in events)
    for event in events:
        assert event.evidence.start <= event.trigger.start < event.trigger.end
        assert event.trigger.end <= event.evidence.end
        assert STORY[event.trigger.start : event.trigger.end] == event.trigger.exact


def test_the_story_is_told_as_it_is() -> None:
    """Planned, led, negated, offered under a condition, realised, postponed."""
    record = annotate_text(STORY, published="2025-05-21")
    names = {actor.id: actor.name for actor in record.actors}
    told = [(event.type, event.status, [names[a] for a in event.actors]) for event in record.events]
    assert told[:3] == [
        (EventType.CONSULT, Status.PLANNED, ["Peru"]),
        (EventType.CONSULT, Status.PLANNED, ["Juan Soto"]),
        (EventType.RETREAT, Status.NEGATED, ["Peru"]),
    ]
    offer = record.events[3]
    assert (offer.type, offer.status) == (EventType.CONCEDE, Status.OFFERED)
    assert offer.condition is not None
    assert offer.condition.exact == "only if the sailors are freed"
    assert (EventType.COERCE, Status.REALISED, ["Police"]) in told
    assert told[-1][:2] == (EventType.CONSULT, Status.POSTPONED)


def test_talks_without_parties_are_those_named_before() -> None:
    """ "The previous round": of the talks that the article is about."""
    record = annotate_text(STORY, published="2025-05-21")
    names = {actor.id: actor.name for actor in record.actors}
    last = record.events[-1]
    assert {names[a] for a in (*last.actors, *last.recipients)} == {"Peru", "Chile"}


def test_the_same_text_gives_the_same_events() -> None:
    """Whatever was read before."""
    first = annotate_text(STORY)
    tell(["Chile freed two sailors.", "They did not."])
    assert annotate_text(STORY) == first


@settings(max_examples=40, deadline=None)
@given(_PIECES)
def test_any_text_gives_a_record_that_holds(pieces: list[str]) -> None:
    """Broken sentences give events whose spans are words of the text, and never an error."""
    text = " ".join(pieces)
    annotate_text(text, published="2025-05-21").check(text)


@given(st.sampled_from(Status), st.sampled_from(Status))
def test_nothing_under_an_unreal_word_is_real(inner: Status, outer: Status) -> None:
    """What a denial, a plan or a condition holds is never realised."""
    told = under(Reality(inner), Reality(outer)).status
    if told is Status.REALISED:
        assert inner is outer is Status.REALISED or {inner, outer} <= {
            Status.REALISED,
            Status.CLAIMED,
        }
    assert under(REAL, REAL).status is Status.REALISED


def test_anonymity_is_no_condition() -> None:
    """Who speaks on condition of anonymity makes nothing hang on it."""
    text = "Peru would accept the offer, a ministry official said on condition of anonymity."
    assert all(e.condition is None for e in annotate_text(text, published="2025-05-21").events)
