"""Implied: who took part in talks, or was addressed, where a sentence does not say so.

"The previous round", "the talks were suspended", "the delegation will be led by Orla": the parties
are those of the talks that the article is about, the last ones named before, else the first. What
one of two parties offers, demands or refuses is meant for the other, unless somebody else is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from copydesk.record.circle import two_sides
from copydesk.record.events.sides import Sides
from copydesk.record.record import Event, EventType, Status

_TALKS = frozenset({"meet", "talk", "postpone", "cancel", "mediate"})
_SEAT = frozenset({"lead", "attend"})
# What is said or done to the other party, where nobody else is named.
_MOVES = {
    EventType.AGREE: frozenset(
        "agree accept promise propose offer settle sign invite intend".split()
    ),
    EventType.DEMAND: frozenset(("demand", "urge")),
    EventType.REQUEST: frozenset(("request",)),
    EventType.REJECT: frozenset("refuse quit walk_out".split()),
    EventType.THREATEN: frozenset("threaten warn retaliate".split()),
    EventType.CONCEDE: frozenset(("concede", "ease")),
}
# Of three or more parties these are addressed to all the others.
_TO_ALL = frozenset("propose threaten quit walk_out".split())


@dataclass(frozen=True, slots=True)
class _Talks:
    """Parties, at least two, of talks at a place in the text."""

    start: int
    parties: tuple[str, ...]


def with_implied(
    events: Sequence[Event],
    silent: frozenset[str],
    both: frozenset[str],
    mutual: frozenset[str],
    sides: Sides,
) -> tuple[Event, ...]:
    """The events, those of talks without parties given the parties of the talks around them.

    `silent` are the ids of events whose sentence names nobody who does it, `both` of those done
    to "both sides", `mutual` of those that nobody or "the two sides" did.
    """
    known = [
        _Talks(event.trigger.start, parties)
        for event in events
        if (parties := _parties(event, sides))
    ]
    filled = [
        _filled(event, known, sides) if known and (event.actors or event.id in silent) else event
        for event in events
    ]
    circle = (_circle(known, sides) if known else ()) or _rivals(filled, sides)
    filled = [
        _by_circle(event, circle, silent) if event.id in mutual else event for event in filled
    ]
    return tuple(
        _to_both(event, circle, sides) if event.id in both else _addressed(event, circle, sides)
        for event in filled
    )


# What two sides do to one another, and no third party to both.
_MUTUAL = {
    EventType.AGREE: frozenset("agree sign settle".split()),
    EventType.CONSULT: frozenset("meet talk discuss".split()),
    EventType.COOPERATE: frozenset(("exchange",)),
    EventType.ASSAULT: frozenset("fight clash".split()),
}


_DONE = (Status.REALISED, Status.CLAIMED, Status.PLANNED)


def _by_circle(event: Event, circle: tuple[str, ...], silent: frozenset[str]) -> Event:
    """ "The two countries signed", "since fighting erupted": the two sides of the story."""
    if len(circle) != 2 or event.actors or event.move not in _MUTUAL.get(event.type, ()):
        return event
    if event.recipients or (event.id in silent and event.status not in _DONE):
        return event
    return replace(event, actors=circle[:1], recipients=circle[1:], reciprocal=True)


def with_pairs(events: Sequence[Event], pair: frozenset[str]) -> list[Event]:
    """The events, those that "the pair" or "the two" did given the last two who did something."""
    out: list[Event] = []
    last: tuple[str, ...] = ()
    for event in events:
        if event.id in pair and last:
            event = replace(event, actors=last[:1], recipients=last[1:], reciprocal=True)
        who = tuple(dict.fromkeys((*event.actors, *event.recipients)))
        last = who if len(who) == 2 else last
        out.append(event)
    return out


def _rivals(events: Sequence[Event], sides: Sides) -> tuple[str, ...]:
    """The two sides of a story without talks that all are theirs."""
    return two_sides(
        events, lambda a: sides.principal(sides.party(a)), lambda a: not sides.is_person(a)
    )


def _to_both(event: Event, circle: tuple[str, ...], sides: Sides) -> Event:
    """What is done to "both sides" is done to the parties of the story."""
    if event.recipients or any(sides.same(a, p) for a in event.actors for p in circle):
        return event
    return replace(event, recipients=circle)


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


def _circle(known: list[_Talks], sides: Sides) -> tuple[str, ...]:
    """The parties of an article all of whose talks are theirs; empty where there are others."""
    first = known[0].parties
    for talks in known[1:]:
        if not all(any(sides.same(p, q) for q in first) for p in talks.parties):
            return ()
    whole = tuple(dict.fromkeys(sides.principal(p) for p in first))
    return whole if len(whole) == len(first) else first


def _addressed(event: Event, circle: tuple[str, ...], sides: Sides) -> Event:
    """A move of one party, for whom nobody is named, with the others as its recipients."""
    if event.recipients or event.reciprocal or len(event.actors) != 1:
        return event
    if event.move not in _MOVES.get(event.type, ()):
        return event
    if len(circle) > 2 and event.move not in _TO_ALL:
        return event
    others = tuple(p for p in circle if not sides.same(event.actors[0], p))
    return replace(event, recipients=others) if len(others) == len(circle) - 1 else event
