"""Facets: dates and deeds as words of the text index, so that filters cost no scan.

Beside its text, the index holds for each article made-up words in the column `facets`: the years
and months it may have been published in, and the types and states of its events and meetings. A
search that is limited to a month or to refusals is then an intersection of two short lists.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_MOST_YEARS = 200  # a date that spans more is no date; nor is a search that covers more


def facets_of(outcome: Mapping[str, Any], first: str | None, last: str | None) -> str:
    """The facets of an article, given its contract object and the days it may be from."""
    words: dict[str, None] = {}
    if first is not None and last is not None:
        span = _Span(first, last)
        words |= dict.fromkeys([*map(_year, span.years()), *map(_month, span.months())])
    for event in outcome.get("events", ()):
        for kind, status in ((event["type"], None), (None, event["status"])):
            words[_deed(kind, status)] = None
        words[_deed(event["type"], event["status"])] = None
    for meeting in outcome.get("meetings", ()):
        words[_deed(None, meeting["status"])] = None
    return " ".join(words)


def deed_match(kind: str | None, status: str | None) -> str:
    """The FTS5 expression for articles with such an event (or, by status alone, meeting)."""
    return f"(facets : {_deed(kind, status)})"


def days_match(first: str, last: str) -> str:
    """The FTS5 expression for articles that may be from these days; it may find a few more
    at both ends, by the month."""
    span = _Span(first, last)
    years = list(span.years())
    inner, outer = years[1:-1], {years[0], years[-1]}
    months = [month for month in span.months() if month[0] in outer]
    words = [*map(_month, months), *map(_year, inner)]
    return f"(facets : ({' OR '.join(words)}))"


class _Span:
    """Days from `first` to `last`, ISO 8601, inclusive; cut to a sensible length."""

    def __init__(self, first: str, last: str) -> None:
        self._first, self._last = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
        if self._last.year - self._first.year > _MOST_YEARS:
            self._last = self._last.replace(year=self._first.year + _MOST_YEARS, day=1)

    def years(self) -> Iterable[int]:
        """The years that it touches."""
        return range(self._first.year, max(self._first.year, self._last.year) + 1)

    def months(self) -> Iterator[tuple[int, int]]:
        """The months that it touches."""
        year, month = self._first.year, self._first.month
        while (year, month) <= (self._last.year, self._last.month):
            yield year, month
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def _year(year: int) -> str:
    return f"y{year}"


def _month(month: tuple[int, int]) -> str:
    return f"m{month[0]}{month[1]:02}"


def _deed(kind: str | None, status: str | None) -> str:
    """One word for a type, a status, or both of the same event."""
    return (f"t{kind}" if kind else "") + (f"s{status}" if status else "")
