"""two_sides: whom a story is about, and places that "here" and "there" mean."""

from __future__ import annotations

from copydesk.article.span import Span
from copydesk.record.annotate import annotate_text
from copydesk.record.circle import two_sides
from copydesk.record.record import Event, EventType, Status


def _event(number: int, actors: str, recipients: str) -> Event:
    span = Span(0, 1, "x")
    return Event(
        f"e{number}",
        EventType.AGREE,
        "agree",
        tuple(actors),
        tuple(recipients),
        Status.REALISED,
        span,
        span,
    )


def _two(*deeds: str) -> tuple[str, ...]:
    events = [_event(n, *deed.split(">")) for n, deed in enumerate(deeds)]
    return two_sides(events, lambda a: a, str.islower)


def test_the_two_who_deal_most_are_the_sides() -> None:
    """A mediator who deals with one of them once changes nothing."""
    assert _two("a>b", "b>a", "c>a") == ("a", "b")


def test_where_many_deal_with_many_there_are_no_two_sides() -> None:
    """Two of many, a tie, a single deed and persons (capitals here) give none."""
    assert _two("a>b", "b>a", "c>", "d>", "e>", "f>", "g>") == ()
    assert _two("a>b", "b>a", "c>d", "d>c") == ()
    assert _two("a>b") == ()
    assert _two("A>B", "B>A") == ()


def test_there_is_the_place_told_last() -> None:
    """Not in quotations, where it is the speaker's."""
    told = "Orla Diaz spoke in Bucharest on Monday. Peru held talks with Chile there."
    assert _places(told) == ["Bucharest"]
    quoted = "Orla spoke in Bucharest. “Peru held talks with Chile there,” she said."
    assert _places(quoted) == [None]


def _places(text: str) -> list[str | None]:
    held = [e for e in annotate_text(text).events if e.trigger.exact.startswith("held")]
    return [event.place.name if event.place else None for event in held]
