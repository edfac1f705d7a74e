"""PartialDate: a date that keeps its precision, and ranges of them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum


class Precision(StrEnum):
    """How much of a date is known, finest first."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"


_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:[T ](?P<clock>\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(?P<zone>Z|[+-]\d\d:?\d\d)?)?)?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known: ISO 8601, from a year to a second.

    `value` is the ISO form ("2025", "2025-05", "2025-05-17", "2025-05-17T14:07:00+00:00"),
    so two dates are equal when the same is known of both.
    """

    value: str
    precision: Precision

    @classmethod
    def parse(cls, text: str) -> PartialDate | None:
        """Read an ISO 8601 date of any precision; None where `text` is none.

        >>> PartialDate.parse("2025-05").precision
        <Precision.MONTH: 'month'>
        >>> PartialDate.parse("2025-02-30") is None
        True
        """
        match = _ISO.fullmatch(text.strip())
        if match is None:
            return None
        clock = match["clock"]
        try:
            if clock:
                stamp = dt.datetime.fromisoformat(text.strip().replace(" ", "T"))
                fine = Precision.SECOND if clock.count(":") == 2 else Precision.MINUTE
                return cls(stamp.isoformat(timespec=f"{fine.value}s"), fine)
            dt.date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
        except ValueError:
            return None
        precision = (
            Precision.DAY if match["day"] else Precision.MONTH if match["month"] else Precision.YEAR
        )
        return cls(text.strip(), precision)

    @property
    def first_day(self) -> dt.date:
        """The earliest day it may be."""
        year, month, day = (*(int(n) for n in self.value[:10].split("-")), 1, 1)[:3]
        return dt.date(year, month, day)

    @property
    def last_day(self) -> dt.date:
        """The latest day it may be."""
        first = self.first_day
        if self.precision is Precision.YEAR:
            return first.replace(month=12, day=31)
        if self.precision is Precision.MONTH:
            return first.replace(day=calendar.monthrange(first.year, first.month)[1])
        return first

    def __str__(self) -> str:
        return self.value


def day_range(text: str | None) -> tuple[str | None, str | None]:
    """First and last day that a date or a range "a/b" may be, ISO 8601; None where unknown.

    >>> day_range("2025-05/2025")
    ('2025-05-01', '2025-12-31')
    >>> day_range("soon")
    (None, None)
    """
    ends = [PartialDate.parse(end) for end in (text or "").split("/")]
    first, last = ends[0], ends[-1]
    if first is None or last is None:
        return None, None
    return first.first_day.isoformat(), last.last_day.isoformat()
