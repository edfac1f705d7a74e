"""A meeting that many articles report becomes one, with its reports and where they contradict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from copydesk.collection.across.told import Cast, Told
from copydesk.dates import day_range

_NEAR_DAYS = 2  # two dates of one meeting at one place that contradict each other
_TELLING = {"call", "signing", "visit"}  # kinds that are never another one's other name


def join_meetings(found: Iterable[Told], cast: Cast) -> list[list[Told]]:
    """Group reports of meetings, in line, into meetings."""
    groups: list[list[Told]] = []
    for report in found:
        for group in groups:
            if all(_same(report, other, cast) for other in group):
                group.append(report)
                break
        else:
            groups.append([report])
    return groups


def conflicts(group: Sequence[Told], cast: Cast) -> list[dict[str, Any]]:
    """Fields on which reports of one meeting contradict each other, each value with its articles
    and independent sources."""
    values: dict[str, dict[str, list[Told]]] = {}
    for report in group:
        day = _day(report)
        if day:
            values.setdefault("time", {}).setdefault(day, []).append(report)
        place = (report.body.get("place") or {}).get("name")
        if place:
            values.setdefault("place", {}).setdefault(place, []).append(report)
        for delegation in report.body.get("delegations") or ():
            party = cast.name(report, delegation.get("party"))
            head = cast.name(report, delegation.get("head"))
            if party and head:
                field = f"head of the delegation of {party}"
                values.setdefault(field, {}).setdefault(head, []).append(report)
    return [
        {
            "field": field,
            "values": [
                {
                    "value": value,
                    "articles": sorted({r.article for r in reports}),
                    "sources": len({r.source for r in reports}),
                }
                for value, reports in told.items()
            ],
        }
        for field, told in values.items()
        if len(told) > 1
    ]


def _same(one: Told, other: Told, cast: Cast) -> bool:
    if one.key == other.key:
        return False  # an article tells apart what it tells of
    if _words(one) == _words(other) and one.body["kind"] == other.body["kind"]:
        return True  # copies of one sentence
    kinds = {one.body["kind"], other.body["kind"]}
    if len(kinds) > 1 and kinds & _TELLING:
        return False
    mine, theirs = cast.all_names(one, "parties"), cast.all_names(other, "parties")
    if not (mine and theirs and (mine <= theirs or theirs <= mine)):
        return False
    places = {(r.body.get("place") or {}).get("name") for r in (one, other)}
    if None not in places and len(places) > 1:
        return False
    same_place = None not in places
    days = (_days(one), _days(other))
    if days[0] and days[1]:
        near = _gap(days[0], days[1]) <= (_NEAR_DAYS if same_place else 0)
        return near and (mine == theirs or same_place)
    if mine != theirs or _is_background(one) != _is_background(other):
        return False
    if not days[0] and not days[1]:
        return same_place or _published_gap(one, other) <= _NEAR_DAYS
    return same_place and _published_gap(one, other) <= 14


def _words(report: Told) -> list[str]:
    return [span["exact"] for span in report.body["evidence"]]


def _is_background(report: Told) -> bool:
    return bool((report.body.get("time") or {}).get("old"))


def _day(report: Told) -> str | None:
    """The day of a meeting, where it is known to the day."""
    days = _days(report)
    return days[0].isoformat() if days and days[0] == days[1] else None


def _days(report: Told) -> tuple[dt.date, dt.date] | None:
    first, last = day_range((report.body.get("time") or {}).get("value"))
    if first is None or last is None:
        return None
    return dt.date.fromisoformat(first), dt.date.fromisoformat(last)


def _gap(one: tuple[dt.date, dt.date], other: tuple[dt.date, dt.date]) -> int:
    """Days between two ranges, 0 where they overlap."""
    return max((one[0] - other[1]).days, (other[0] - one[1]).days, 0)


def _published_gap(one: Told, other: Told) -> int:
    if one.date is None or other.date is None:
        return 0 if one.source == other.source else 9_999
    return abs((dt.date.fromisoformat(one.date) - dt.date.fromisoformat(other.date)).days)
