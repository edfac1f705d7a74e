"""Mention: words of an article that name a meeting, with what they tell of it."""

from __future__ import annotations

from dataclasses import dataclass

from copydesk.record.record import MeetingKind, MeetingStatus, Place
from copydesk.record.times import Calendar
from copydesk.record.times.calendar import Found


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a meeting. `token` is their head; None and empty where nothing is told.

    `definite`: "the talks", "that round"; `sequence`: -1 for "the previous session", 1 for "the
    next round", 0 otherwise; `number` is 5 in "fifth round"; `negated`: it did not take place;
    `fresh`: "a summit"; `joined`: it says between or with whom; `doubtful`: only asked about
    ("whether they would meet"); `over`: its time is past; `again`: "it", the one told just before;
    `both`: "the two sides" take part, whoever they are.
    """

    token: int
    sentence: tuple[int, int]
    kind: MeetingKind
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    hosts: tuple[str, ...]
    place: Place | None
    time: Found | None
    status: MeetingStatus | None
    definite: bool
    sequence: int
    number: int | None
    level: str | None
    negated: bool
    fresh: bool = False
    joined: bool = False
    doubtful: bool = False
    over: bool = False
    again: bool = False
    both: bool = False


def is_over(calendar: Calendar, time: Found | None) -> bool:
    """Whether a time lies wholly before the day of publication."""
    return (
        time is not None
        and time.stretch is not None
        and calendar.published is not None
        and time.stretch.last < calendar.published
    )
