"""timeline: the events and meetings of a story in order of time, each with all who report it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from copydesk.collection.across.meetings_joined import conflicts, join_meetings
from copydesk.collection.across.told import (
    Cast,
    Telling,
    Told,
    about,
    same_subject,
    stem,
    telling,
)
from copydesk.collection.collection import Collection
from copydesk.dates import day_range

_SAME_NEWS_DAYS = 3  # between reports of an event that tell no time
_UNREAL = {"negated", "hypothetical", "uncertain"}
# Deeds that are news also where nobody is named who did them.
_NEWS_BY_ITSELF = {"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION"}


def timeline(collection: Collection, story_id: str) -> list[dict[str, Any]]:
    """The events and meetings of a story, in order of when they were or are to be.

    Each is the contract's object of the fullest report, with `record` ("event" or "meeting"),
    `article` and `location` of that report, `day` (its first day; that of publication where no
    time is told), `dated_by` ("event" or "publication", None where there is no day), `who` (the
    joined names of its actor ids), `reports` (all that tell it, each with its `status`),
    `sources` (independent ones), `corrected` (whether people changed or added it) and, of
    meetings, `conflicts`.

    An event that a meeting consists of is told by the meeting alone, and what nobody does or what
    habitually happens is left out: it is in the articles' records.

    Raises:
        CollectionError: There is no such story.
    """
    with telling(collection, story_id) as found:
        return timeline_of(found)


def timeline_of(found: Telling) -> list[dict[str, Any]]:
    """The rows of `timeline` from what a story's articles tell."""
    cast = found.cast
    met, happened = found.claims("meetings"), found.claims("events")
    meetings = join_meetings(met, cast)
    events = join_events(on_their_own(happened, met), cast)
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


def on_their_own(events: Iterable[Told], meetings: Iterable[Told]) -> list[Told]:
    """Events that stand in a timeline by themselves."""
    met = {(meeting.key, event) for meeting in meetings for event in meeting.body["events"]}
    return [
        event
        for event in events
        if not (event.body["type"] == "CONSULT" and (event.key, event.body["id"]) in met)
        and not event.body.get("habitual")
        and (event.body["actors"] or _is_news(event))
    ]


def _is_news(event: Told) -> bool:
    """Whether an event tells something although nobody is named who did it."""
    return event.body["type"] in _NEWS_BY_ITSELF and event.body["status"] not in _UNREAL


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
    subjects = _subject(mine), _subject(theirs)
    return same_subject(*subjects) or (
        mine["move"] == theirs["move"] and to == to_other != frozenset() and not all(subjects)
    )


def _subject(body: Mapping[str, Any]) -> frozenset[str]:
    """What an event is about: its object, or its sentence where the object tells too little."""
    words = about((body.get("object") or body["trigger"])["exact"])
    if len(words) < 2:
        words |= about(body["evidence"]["exact"])
    return frozenset(stem(word) for word in words)


def _near(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return False
    gap = dt.date.fromisoformat(one) - dt.date.fromisoformat(other)
    return abs(gap.days) <= _SAME_NEWS_DAYS


def _row(record: str, group: Sequence[Told], cast: Cast) -> dict[str, Any]:
    times = Counter(_time(report) for report in group)
    fullest = max(group, key=lambda r: (times[_time(r)], _fullness(r)))  # of equals the first
    own_day = day_range((fullest.body.get("time") or {}).get("value"))[0]
    day = own_day or group[0].date
    row: dict[str, Any] = {
        "record": record,
        **fullest.body,
        "article": fullest.article,
        "location": fullest.location,
        "day": day,
        "dated_by": "event" if own_day else "publication" if day else None,
        "who": cast.who(fullest),
        "reports": [{**report.report(), "status": report.body["status"]} for report in group],
        "sources": len({report.source for report in group}),
        "corrected": fullest.corrected,
    }
    if record == "meeting":
        row["conflicts"] = conflicts(group, cast)
    return row


def _time(report: Told) -> str | None:
    value = (report.body.get("time") or {}).get("value")
    return value if isinstance(value, str) else None


def _fullness(report: Told) -> tuple[bool, int]:
    """Whether its object tells what it is about, and how many fields a report fills."""
    object_ = report.body.get("object")
    tells = object_ is not None and bool(about(object_["exact"]))
    return tells, sum(bool(value) for value in report.body.values())
