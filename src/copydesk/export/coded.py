"""Coded: an event as a row of event data: coded, dated, with its two sides.

What PLOVER and POLECAT have in common, and what neither can hold: an event that nobody does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from copydesk.dates import day_range
from copydesk.export.coding import Auxiliary, Coding, coding_of
from copydesk.export.entry import Entry
from copydesk.record.record import Actor, Event, Place, Status

_UNKNOWN_SECTORS = {"UNK"}
_FORMER_SECTORS = {"ELI": "CVL"}  # the manual has these with the civilians since 2021


class DatedBy(StrEnum):
    """Where the day of a row is from."""

    EVENT = "event"
    PUBLICATION = "publication"
    CAPTURE = "capture"  # nothing else was known of the page


@dataclass(frozen=True, slots=True)
class Day:
    """When. `first` is ISO 8601 and None where unknown; `last` is given where it is another."""

    first: str | None
    last: str | None
    by: DatedBy | None


@dataclass(frozen=True, slots=True)
class Coded:
    """An event of an entry, ready for a row."""

    entry: Entry
    event: Event
    coding: Coding
    day: Day
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]

    @property
    def id(self) -> str:
        """The same for the same page, also in another collection."""
        return f"{self.entry.article.id}-{self.event.id}"

    @property
    def place(self) -> Place | None:
        """Where it was done; of a word that was given on an act, only the act has a place."""
        return None if self.coding.announced else self.event.place

    @property
    def note(self) -> str | None:
        """Whose word it is, where it is not the reporter's."""
        teller = self.entry.actors(self.event.reported_by) if self.event.reported_by else []
        if not teller:
            return None
        verb = {Status.CLAIMED: "claimed by", Status.DENIED: "denied by"}
        return f"{verb.get(self.event.status, 'according to')} {self.entry.name(teller[0])}"

    def words(self, actor: Actor) -> str:
        """How the sentence calls an actor; elsewhere its name in the article."""
        evidence = self.event.evidence
        for mention in actor.mentions:
            if evidence.start <= mention.start and mention.end <= evidence.end:
                return mention.exact
        return actor.name


def coded(entry: Entry, left_out: Counter[str]) -> Iterator[Coded]:
    """The events of an entry that somebody does. `left_out` counts the others by reason."""
    for event in entry.record.events:
        actors = tuple(entry.actors(*event.actors))
        if not actors:
            left_out["nobody did it"] += 1
            continue
        coding = coding_of(event)
        recipients = tuple(entry.actors(*event.recipients))
        yield Coded(entry, event, coding, _day(event, coding, entry), actors, recipients)


def sector(actor: Actor) -> str | None:
    """PLOVER's code for what an actor is; None where unknown."""
    if actor.sector in _UNKNOWN_SECTORS or actor.sector is None:
        return None
    return _FORMER_SECTORS.get(actor.sector, actor.sector)


def _day(event: Event, coding: Coding, entry: Entry) -> Day:
    """The day of an event; that of publication where it tells none, and of a word that was given.

    Nothing but the future is dated after the article that tells it.
    """
    first, last = day_range(event.time.value) if event.time else (None, None)
    published = entry.day
    is_future = Auxiliary.FUTURE in coding.auxiliary
    if first and last and not coding.announced:
        if published is None or is_future:
            return Day(first, last if last != first else None, DatedBy.EVENT)
        if first <= published:
            last = min(last, published)
            return Day(first, last if last != first else None, DatedBy.EVENT)
    if published is None:
        return Day(None, None, None)
    by_page = entry.article.metadata.published
    captured = by_page is not None and by_page.method.startswith("capture")
    return Day(published, None, DatedBy.CAPTURE if captured else DatedBy.PUBLICATION)
