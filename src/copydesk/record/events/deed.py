"""Deed: an event as tokens, before its actors are looked up and its words cut out."""

from __future__ import annotations

from dataclasses import dataclass

from copydesk.record.events.match import Match
from copydesk.record.events.reality import Reality
from copydesk.record.record import EventType, Status


@dataclass(frozen=True, slots=True)
class Deed:
    """An event in a parsed text. All numbers are tokens; ranges are half-open.

    `actors` and `recipients` are heads of noun phrases. `holder` is set where the actor is whoever
    speaks ("must be withdrawn", he said). `reciprocal` means that the actors did it together.
    """

    match: Match
    type: EventType
    move: str
    status: Status
    reality: Reality
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    trigger: tuple[int, int]
    object: tuple[int, int] | None = None
    condition: tuple[int, int] | None = None
    reciprocal: bool = False
    holder: bool = False

    @property
    def head(self) -> int:
        """The token that sets it off."""
        return self.match.head
