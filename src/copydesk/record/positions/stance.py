"""Stance: what a deed shows of where its actor stands."""

from __future__ import annotations

from copydesk.record.positions.lexicon import lexicon
from copydesk.record.record import Event, EventType, Stance, Status

# What was only reported, is long past or failed to be said shows no stance.
_SILENT = frozenset({Status.CLAIMED, Status.DENIED})
# Deeds that are done together and settle a thing: an agreement, not a stance on it.
_SETTLED = frozenset({"sign", "settle", "conclude", "share"})
_FLIP = {Stance.FOR: Stance.AGAINST, Stance.AGAINST: Stance.FOR}


def stance_of(event: Event, conditional: bool, hedged: bool) -> Stance | None:
    """Where the actors of an event stand on its object; None where it does not tell.

    `conditional`: the event is tied to a condition; `hedged`: it is told with may, might, could
    or as seeming so.
    """
    if event.status in _SILENT:
        return None
    if event.move in _SETTLED and event.status is Status.REALISED:
        return None
    words = lexicon()
    if event.type is EventType.CONSULT:
        return Stance.CONDITIONAL if conditional and event.status is not Status.REALISED else None
    if event.type is EventType.THREATEN:
        if conditional:
            return Stance.CONDITIONAL
        return None if event.move == "warn" else Stance.FOR
    if event.type in (EventType.CONCEDE, EventType.RETREAT) or event.move in words.yielding:
        return _yielding(event, conditional, hedged)
    stance = words.moves.get(event.move)
    if stance is None:
        return None
    if event.type is EventType.REJECT:
        if conditional and event.status is not Status.REALISED:
            return Stance.CONDITIONAL  # "will not come unless"
        if event.status is Status.NEGATED:
            return Stance.OPEN  # "did not rule out"
        return None if event.status in (Status.HYPOTHETICAL, Status.POSTPONED) else stance
    if event.status is Status.NEGATED:
        return _FLIP.get(stance) if event.move in words.negated else None
    if stance is Stance.FOR and conditional:
        return Stance.CONDITIONAL
    if event.status in (Status.HYPOTHETICAL, Status.UNCERTAIN):
        willing = event.move == "offer" or event.type is EventType.SUPPORT
        asks = event.type in (EventType.DEMAND, EventType.REQUEST) and not hedged
        return stance if willing or asks else Stance.OPEN  # "I would urge them", "wrote to ask"
    if event.status is Status.REFUSED:
        return _FLIP.get(stance, stance)
    return stance


def _yielding(event: Event, conditional: bool, hedged: bool) -> Stance | None:
    """Giving way: done or offered it is for, refused against, half told open."""
    if event.status in (Status.NEGATED, Status.REFUSED):
        return Stance.AGAINST
    if conditional:
        return Stance.CONDITIONAL
    if event.status in (Status.HYPOTHETICAL, Status.UNCERTAIN):
        return Stance.OPEN if hedged else None
    if event.status in (Status.DEMANDED, Status.PROPOSED):
        return None
    return Stance.FOR if event.status in (Status.OFFERED, Status.INTENDED, Status.PLANNED) else None
