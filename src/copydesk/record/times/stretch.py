"""Stretch: the days that a time covers, and the calendar sums that make them."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass

from copydesk.dates import Precision

DAY = dt.timedelta(1)
#: What is further back than this is background.
OLD_DAYS = 30


@dataclass(frozen=True, slots=True)
class Stretch:
    """First and last day, both within, and how exactly the text tells them."""

    first: dt.date
    last: dt.date
    precision: Precision

    @property
    def value(self) -> str:
        """ISO 8601 of the precision; "a/b" for a range of days."""
        if self.precision is Precision.YEAR:
            return f"{self.first.year:04d}"
        if self.precision is Precision.MONTH:
            return self.first.isoformat()[:7]
        if self.precision is Precision.RANGE:
            return f"{self.first.isoformat()}/{self.last.isoformat()}"
        return self.first.isoformat()

    def old(self, published: dt.date | None) -> bool:
        """Whether it ends more than `OLD_DAYS` days before publication."""
        return published is not None and (published - self.last).days > OLD_DAYS


def day(date: dt.date) -> Stretch:
    """One day."""
    return Stretch(date, date, Precision.DAY)


def days(first: dt.date, last: dt.date) -> Stretch | None:
    """From one day to another; None where they run backwards."""
    if last < first:
        return None
    return day(first) if first == last else Stretch(first, last, Precision.RANGE)


def month(year: int, number: int) -> Stretch:
    """A whole month; `number` may lie outside 1 to 12 and then counts into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Stretch(
        dt.date(year, number, 1),
        dt.date(year, number, monthrange(year, number)[1]),
        Precision.MONTH,
    )


def year(number: int) -> Stretch:
    """A whole year."""
    return Stretch(dt.date(number, 1, 1), dt.date(number, 12, 31), Precision.YEAR)


def months(first: Stretch, last: Stretch) -> Stretch | None:
    """From the first day of one month to the last of another."""
    return days(first.first, last.last)


def week(date: dt.date, off: int = 0) -> Stretch:
    """Monday to Sunday of the week that holds `date`, `off` weeks on."""
    monday = date - DAY * date.weekday() + DAY * 7 * off
    return Stretch(monday, monday + DAY * 6, Precision.RANGE)


def weekend(date: dt.date, off: int = 0) -> Stretch:
    """Saturday and Sunday of the week that holds `date`, `off` weeks on."""
    saturday = week(date, off).first + DAY * 5
    return Stretch(saturday, saturday + DAY, Precision.RANGE)


def third(whole: Stretch, part: str) -> Stretch:
    """The first, middle or last third of a stretch, or a half of it; of a year, months."""
    names = {
        "early": 0, "beginning": 0, "start": 0, "turn": 0, "mid": 1, "middle": 1,
        "late": 2, "end": 2, "close": 2,
    }  # fmt: skip
    if whole.precision is Precision.YEAR:
        y = whole.first.year
        if part == "turn":
            return Stretch(dt.date(y - 1, 12, 16), dt.date(y, 1, 15), Precision.RANGE)
        spans = {"first half": (1, 6), "second half": (7, 12), 0: (1, 4), 1: (5, 8), 2: (9, 12)}
        low, high = spans[part if part in spans else names[part]]
        return Stretch(month(y, low).first, month(y, high).last, Precision.RANGE)
    length = (whole.last - whole.first).days + 1
    if part in ("first half", "second half"):
        cut = whole.first + DAY * (length // 2)
        pieces = [(whole.first, cut - DAY), (cut, whole.last)]
        low_day, high_day = pieces[part == "second half"]
    else:
        size = length // 3
        cuts = [whole.first, whole.first + DAY * size, whole.first + DAY * 2 * size]
        if length >= 28:  # of a month: 1-10, 11-20, 21 to its end
            cuts = [whole.first + DAY * n for n in (0, 10, 20)]
        ends = [cuts[1] - DAY, cuts[2] - DAY, whole.last]
        low_day, high_day = cuts[names[part]], ends[names[part]]
    return Stretch(low_day, high_day, Precision.RANGE)


def shift_months(date: dt.date, count: int) -> dt.date:
    """The same day so many months on, or the month's last where it is shorter."""
    whole = month(date.year, date.month + count)
    return whole.first.replace(day=min(date.day, whole.last.day))


def made(year_: int, month_: int, day_: int) -> dt.date | None:
    """A date, or None where the calendar has none such."""
    try:
        return dt.date(year_, month_, day_)
    except ValueError:
        return None
