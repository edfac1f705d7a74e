"""timeline: the events and meetings of a story in order of time, each with all who report it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from copydesk.collection.collection import Collection
from copydesk.collection.meetings_joined import conflicts, join_meetings
from copydesk.collection.stories import story
from copydesk.collection.told import Cast, Told, about, cast_of, members, same_subject, told
from copydesk.collection.write import day_range

_SAME_NEWS_DAYS = 3  # between reports of an event that tell no time


def timeline(collection: Collection, story_id: str) -> list[dict[str, Any]]:
    """The events and meetings of a story, in order of when they were or are to be.

    Each is the contract's object of the fullest report, with `record` ("event" or "meeting"),
    `article` and `location` of that report, `day` (its first day; that of publication where no
    time is told), `who` (the joined names of its actor ids), `reports` (all that tell it),
    `sources` (independent ones) and, of meetings, `conflicts`.

    Raises:
        CollectionError: There is no such story.
    """
    found = story(collection, story_id)
    with collection.reading() as db:
        articles = members(db, found.id)
        cast = cast_of(db, articles)
        meetings = join_meetings(told(db, articles, "meetings"), cast)
        events = join_events(told(db, articles, "events"), cast)
    rows = [_row("meeting", group, cast) for group in meetings]
    rows += [_row("event", group, cast) for group in events]
    rows.sort(
        key=lambda r: (
            r["day"] or "9999",
            r["record"] == "event",
            r["reports"][0]["date"] or "9999",
        )
    )
    return rows


def join_events(found: Iterable[Told], cast: Cast) -> list[list[Told]]:
    """Group reports of events, in line, into events."""
    groups: list[list[Told]] = []
    by_type: dict[tuple[str, frozenset[str]], list[list[Told]]] = {}
    for report in found:
        alike = by_type.setdefault((report.body["type"], cast.all_names(report, "actors")), [])
        for group in alike:
            if all(_same(report, other, cast) for other in group):
                group.append(report)
                break
        else:
            alike.append([report])
            groups.append(alike[-1])
    return groups


def _same(one: Told, other: Told, cast: Cast) -> bool:
    """Whether two reports, of one type and the same actors, tell one event."""
    if one.key == other.key:
        return False
    mine, theirs = one.body, other.body
    if mine["evidence"]["exact"] == theirs["evidence"]["exact"]:
        return bool(mine["trigger"]["exact"] == theirs["trigger"]["exact"])
    if mine["status"] != theirs["status"] or not mine["actors"]:
        return False
    to, to_other = cast.all_names(one, "recipients"), cast.all_names(other, "recipients")
    if to and to_other and to != to_other:
        return False
    times = [day_range((body.get("time") or {}).get("value")) for body in (mine, theirs)]
    (first, last), (other_first, other_last) = times
    if first and last and other_first and other_last:
        if first > other_last or other_first > last:
            return False
    elif not _near(one.date, other.date):
        return False
    objects = [about((body.get("object") or body["trigger"])["exact"]) for body in (mine, theirs)]
    return same_subject(*objects) or (
        mine["move"] == theirs["move"] and to == to_other != frozenset() and not all(objects)
    )


def _near(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    gap = dt.date.fromisoformat(one) - dt.date.fromisoformat(other)
    return abs(gap.days) <= _SAME_NEWS_DAYS


def _row(record: str, group: Sequence[Told], cast: Cast) -> dict[str, Any]:
    times = Counter(_time(report) for report in group)
    fullest = max(group, key=lambda r: (times[_time(r)], _fullness(r)))  # of equals the first
    day = day_range((fullest.body.get("time") or {}).get("value"))[0] or group[0].date
    row: dict[str, Any] = {
        "record": record,
        **fullest.body,
        "article": fullest.article,
        "location": fullest.location,
        "day": day,
        "who": cast.who(fullest),
        "reports": [{**report.report(), "status": report.body["status"]} for report in group],
        "sources": len({report.source for report in group}),
    }
    if record == "meeting":
        row["conflicts"] = conflicts(group, cast)
    return row


def _time(report: Told) -> str | None:
    value = (report.body.get("time") or {}).get("value")
    return value if isinstance(value, str) else None


def _fullness(report: Told) -> int:
    """How many fields a report fills."""
    return sum(bool(value) for value in report.body.values())
