"""Implied: who took part in talks that a sentence mentions without saying who.

"The previous round", "the talks were suspended", "the delegation will be led by Orla": the parties
are those of the talks that the article is about, the last ones named before, else the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from copydesk.record.events.sides import Sides
from copydesk.record.record import Event, EventType

_TALKS = frozenset({"meet", "talk", "postpone", "cancel", "mediate"})
_SEAT = frozenset({"lead", "attend"})


@dataclass(frozen=True, slots=True)
class _Talks:
    """Parties, at least two, of talks at a place in the text."""

    start: int
    parties: tuple[str, ...]


def with_implied(
    events: Sequence[Event], silent: frozenset[str], sides: Sides
) -> tuple[Event, ...]:
    """The events, those of talks without parties given the parties of the talks around them.

    `silent` are the ids of events whose sentence names nobody who does it.
    """
    known = [
        _Talks(event.trigger.start, parties)
        for event in events
        if (parties := _parties(event, sides))
    ]
    if not known:
        return tuple(events)
    return tuple(
        _filled(event, known, sides) if event.actors or event.id in silent else event
        for event in events
    )


def _parties(event: Event, sides: Sides) -> tuple[str, ...]:
    """The parties of talks, where both sides are named and no person is (who meets apart)."""
    if event.type is not EventType.CONSULT or event.move not in ("meet", "talk", "discuss"):
        return ()
    who = tuple(dict.fromkeys((*event.actors, *event.recipients)))
    apart = len(who) >= 2 and any(not sides.same(who[0], other) for other in who[1:])
    return who if apart and not any(sides.is_person(actor) for actor in who) else ()


def _filled(event: Event, known: list[_Talks], sides: Sides) -> Event:
    if event.type is not EventType.CONSULT:
        return event
    before = [talks for talks in known if talks.start < event.trigger.start]
    parties = (before[-1] if before else known[0]).parties
    if event.move in _SEAT and event.actors and not event.recipients:
        mine = [p for p in parties if any(sides.same(p, a) for a in event.actors)]
        others = tuple(p for p in parties if not any(sides.same(p, m) for m in mine))
        return replace(event, recipients=others) if mine else event
    if event.move not in _TALKS or (
        event.actors and event.move not in ("postpone", "cancel", "mediate")
    ):
        return event
    if not event.actors and not event.recipients:
        if len(parties) == 2:
            return replace(event, actors=parties[:1], recipients=parties[1:], reciprocal=True)
        return replace(event, actors=parties, reciprocal=True)
    if not event.recipients:
        others = tuple(p for p in parties if p not in event.actors)
        return replace(event, recipients=others)
    return event
