"""Settle: the type and status that an event is recorded with.

`reality` says how far the words are real; here that meets the frame's own status, who tells it,
and whether that is the actor's own side.
"""

from __future__ import annotations

from dataclasses import dataclass

from copydesk.record.events.frames import Frame
from copydesk.record.events.reality import Reality
from copydesk.record.record import EventType, Status

HOSTILE = frozenset(
    {EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.MOBILIZE, EventType.PROTEST}
)
FRIENDLY = frozenset(
    {
        EventType.AGREE,
        EventType.CONSULT,
        EventType.SUPPORT,
        EventType.COOPERATE,
        EventType.AID,
        EventType.CONCEDE,
        EventType.RETREAT,
    }
)
_MATERIAL = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.RETREAT, EventType.MOBILIZE})
_LEAVING = frozenset(("walk_out", "quit", "boycott"))
# What "must" asks of somebody; "the conflict must be settled" asks nobody.
_OWED = HOSTILE | (FRIENDLY - {EventType.AGREE, EventType.SUPPORT})
_REAL = (Status.REALISED, Status.CLAIMED)


@dataclass(frozen=True, slots=True)
class Teller:
    """Who tells an event: nobody but the reporter where `told` is False.

    `own` is True where the teller is the actor or of the actor's side, `denies` and `claims`
    come from the verb of telling; `involved` where the teller is one of the parties.
    """

    told: bool = False
    quoted: bool = False
    own: bool = False
    involved: bool = False
    denies: bool = False
    claims: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """The outcome; `holder` says that the actor is whoever tells it."""

    type: EventType
    move: str
    status: Status
    holder: bool = False


def settle(frame: Frame, found: Reality, modal: str, perfect: bool, teller: Teller) -> Settled:
    """Type and status of an event."""
    kind, move, status = frame.type, frame.move, found.status
    if not found.licensed and status in _REAL:
        status = Status.HYPOTHETICAL
    if teller.denies and status not in (Status.NEGATED, Status.HYPOTHETICAL):
        return Settled(kind, move, Status.DENIED)
    if found.obliged:
        return _obliged(kind, move, status, teller)
    if status in _REAL:
        return _real(frame, status, perfect, teller)
    if status is Status.NEGATED:
        return _negated(kind, move, found, modal, teller)
    if status in (Status.PLANNED, Status.HYPOTHETICAL, Status.OFFERED, Status.INTENDED):
        return _to_come(kind, move, status, found, modal, teller)
    if status is Status.DEMANDED and teller.told and not teller.own and kind in _OWED:
        return Settled(EventType.DEMAND, "demand", Status.DEMANDED, holder=True)
    return Settled(kind, move, status)


def _obliged(kind: EventType, move: str, status: Status, teller: Teller) -> Settled:
    if status is not Status.DEMANDED:
        return Settled(kind, move, status)
    if teller.told and not teller.own and kind in _OWED:
        return Settled(EventType.DEMAND, "demand", Status.DEMANDED, holder=True)
    return Settled(kind, move, Status.HYPOTHETICAL)


def _real(frame: Frame, status: Status, perfect: bool, teller: Teller) -> Settled:
    kind, own_status = frame.type, frame.status
    if own_status is not Status.REALISED:
        if status is Status.CLAIMED or (
            teller.told and perfect and not teller.own and own_status is Status.DEMANDED
        ):
            return Settled(kind, frame.move, Status.CLAIMED)
        return Settled(kind, frame.move, own_status)
    if (
        status is Status.REALISED
        and teller.told
        and (teller.claims or (kind in _MATERIAL and (teller.own or teller.involved)))
    ):
        status = Status.CLAIMED
    return Settled(kind, frame.move, status)


def _negated(kind: EventType, move: str, found: Reality, modal: str, teller: Teller) -> Settled:
    to_come = found.future or (found.ongoing and found.present) or modal in ("can", "could")
    if to_come and teller.own and kind in FRIENDLY:
        return Settled(EventType.REJECT, "refuse", Status.REFUSED)
    return Settled(kind, move, Status.NEGATED)


def _to_come(
    kind: EventType, move: str, status: Status, found: Reality, modal: str, teller: Teller
) -> Settled:
    foretold = modal in ("will", "would", "shall") or status is Status.OFFERED
    leaving = move in _LEAVING and found.conditional
    if (kind in HOSTILE or leaving) and foretold:
        if (found.conditional and (modal == "will" or teller.told)) or teller.own:
            return Settled(EventType.THREATEN, "threaten", Status.THREATENED)
        if modal == "would" and teller.told and not found.conditional:
            return Settled(kind, move, Status.PLANNED)
        return Settled(kind, move, status)
    if found.conditional:
        if foretold and kind in FRIENDLY - {EventType.CONSULT} and teller.told:
            return Settled(kind, move, Status.OFFERED)
        return Settled(kind, move, Status.HYPOTHETICAL)
    if status is Status.OFFERED and not (teller.own or teller.told):
        return Settled(kind, move, Status.HYPOTHETICAL)
    if modal == "would" and teller.told and not teller.quoted and found.licensed:
        return Settled(kind, move, Status.PLANNED)
    return Settled(kind, move, status)
