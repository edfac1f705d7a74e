"""Dates: full and partial dates, months, seasons, quarters and years, from words to days."""

from __future__ import annotations

from collections.abc import Callable

from copydesk.dates import Precision
from copydesk.record.times import stretch as s
from copydesk.record.times.frame import Frame, Words
from copydesk.record.times.grammar import month_number, season_month, weekday_number
from copydesk.record.times.stretch import Stretch


def _year_of(words: Words, key: str = "year") -> int | None:
    return int(words[key]) if key in words else None


def _named(which: str, frame: Frame) -> int | None:
    """The year that "last year", "the year" or "2019" means."""
    if which.isdigit():
        return int(which)
    if frame.published is None:
        return None
    return frame.published.year + {"last": -1, "next": 1}.get(which.split()[0].lower(), 0)


def _day(words: Words, frame: Frame) -> Stretch | None:
    month, day, year = month_number(words["month"]), int(words["day"]), _year_of(words)
    if year is not None:
        date = s.made(year, month, day)
        return s.day(date) if date else None
    if frame.published is None:
        return None
    y = frame.published.year
    dates = [s.made(n, month, day) for n in range(y - 4, y + 5)]
    if "weekday" in words:
        # "Friday, May 23" tells its year by the weekday, where one near fits.
        fitting = [
            d
            for d in dates
            if d and abs(d.year - y) <= 1 and d.weekday() == weekday_number(words["weekday"])
        ]
        if fitting:
            dates = list(fitting)
    return frame.nearest([s.day(d) for d in dates if d])


def _iso(words: Words, frame: Frame) -> Stretch | None:
    year, month, day = (int(n) for n in words["iso"].split("-"))
    date = s.made(year, month, day)
    return s.day(date) if date else None


def _days(words: Words, frame: Frame) -> Stretch | None:
    month = month_number(words["month"])
    month2 = month_number(words["month2"]) if "month2" in words else month
    day, day2 = int(words["day"]), int(words["day2"])
    year, year2 = _year_of(words), _year_of(words, "year2")

    def at(y: int) -> Stretch | None:
        first = s.made(y, month, day)
        last = s.made(year2 or y + (month2 < month), month2, day2)
        return s.days(first, last) if first and last else None

    if year is None and year2 is not None:
        year = year2 - (month2 < month)
    if year is not None:
        return at(year)
    if frame.published is None:
        return None
    y = frame.published.year
    return frame.nearest([x for n in range(y - 2, y + 3) for x in [at(n)] if x])


def _month(words: Words, frame: Frame) -> Stretch | None:
    number, year = month_number(words["month"]), _year_of(words)
    if year is not None:
        return s.month(year, number)
    if frame.published is None:
        return None
    today = frame.published
    which = words.get("which", "").lower()
    if which in ("last", "this past"):
        return s.month(today.year - (number >= today.month), number)
    if which in ("next", "this coming"):
        return s.month(today.year + (number <= today.month), number)
    if which == "this":
        return s.month(today.year, number)
    return frame.nearest([s.month(today.year + n, number) for n in (-1, 0, 1)])


def _months(words: Words, frame: Frame) -> Stretch | None:
    low, high = month_number(words["month"]), month_number(words["month2"])
    year, year2 = _year_of(words), _year_of(words, "year2")
    year = year if year is not None else year2 - (high < low) if year2 is not None else None

    def at(y: int) -> Stretch | None:
        return s.months(s.month(y, low), s.month(year2 or y + (high < low), high))

    if year is not None:
        return at(year)
    if frame.published is None:
        return None
    y = frame.published.year
    return frame.nearest([x for n in (-1, 0, 1) for x in [at(y + n)] if x])


def _part_of_month(words: Words, frame: Frame) -> Stretch | None:
    whole = _month(words, frame)
    if whole is None or words["part"].lower() == "turn":
        return None
    return s.third(whole, words["part"].lower())


def _month_of_year(words: Words, frame: Frame) -> Stretch | None:
    year = _named(words["which"], frame)
    if year is None:
        return None
    day = words.get("day") or words.get("day2")
    if day is None:
        return s.month(year, month_number(words["month"]))
    date = s.made(year, month_number(words["month"]), int(day))
    return s.day(date) if date else None


def _year_end(words: Words, frame: Frame) -> Stretch | None:
    if frame.published is None:
        return None
    return s.month(frame.published.year, 12)


def _year(words: Words, frame: Frame) -> Stretch | None:
    return s.year(int(words["year"]))


def _part_of_year(words: Words, frame: Frame) -> Stretch | None:
    year, part = _named(words["which"], frame), words["part"].lower()
    if year is None:
        return None
    if part in ("end", "close"):
        return s.months(s.month(year, 10), s.month(year, 12))
    return s.third(s.year(year), part)


def _years(words: Words, frame: Frame) -> Stretch | None:
    low, high = int(words["year"]), int(words["year2"])
    high = high if high > 99 else low // 100 * 100 + high
    return s.days(s.year(low).first, s.year(high).last)


def _decade(words: Words, frame: Frame) -> Stretch | None:
    low = int(words["tens"]) * 10
    return s.days(s.year(low).first, s.year(low + 9).last)


def _quarter(words: Words, frame: Frame) -> Stretch | None:
    number = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3}.get(
        words["ordinal"], 4
    )

    def at(y: int) -> Stretch | None:
        return s.months(s.month(y, number * 3 - 2), s.month(y, number * 3))

    if "which" in words:
        year = _named(words["which"], frame)
        return at(year) if year is not None else None
    if frame.published is None:
        return None
    return frame.nearest([x for n in (-1, 0, 1) for x in [at(frame.published.year + n)] if x])


def _season(words: Words, frame: Frame) -> Stretch | None:
    low = season_month(words["season"])
    which = (words.get("which") or words.get("which2") or "").lower()

    def at(y: int) -> Stretch:
        whole = Stretch(s.month(y, low).first, s.month(y, low + 2).last, Precision.RANGE)
        return s.third(whole, words["part"].lower()) if "part" in words else whole

    if "year" in words:
        return at(int(words["year"]))
    if frame.published is None or which in ("the following", "the previous"):
        return None
    today = frame.published
    if "which2" in words:
        year = _named(which, frame)
        return at(year) if year is not None else None
    spans = [at(today.year + n) for n in (-2, -1, 0, 1, 2)]
    if which in ("last", "this past"):
        return max((x for x in spans if x.last < today), key=lambda x: x.last, default=None)
    if which in ("next", "this coming"):
        return min((x for x in spans if x.first > today), key=lambda x: x.first, default=None)
    return frame.nearest(spans)


DATES: dict[str, Callable[[Words, Frame], Stretch | None]] = {
    "day": _day,
    "iso": _iso,
    "days": _days,
    "month": _month,
    "months": _months,
    "part_of_month": _part_of_month,
    "month_of_year": _month_of_year,
    "year_end": _year_end,
    "year": _year,
    "part_of_year": _part_of_year,
    "years": _years,
    "decade": _decade,
    "quarter": _quarter,
    "season": _season,
}
