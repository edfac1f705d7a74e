"""Days that a text tells: "March 4", "19 March 2026", and the weekdays of its first lines.

English month names. A day is a number from 0 to 365 in a leap year: articles that tell the month
and day of one event mostly leave the year to their own date.
"""

from __future__ import annotations

import datetime as dt
import re

DAYS = 366
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MONTH = rf"\b(?P<month>{_NAMES})\b\.?"
_AFTER = re.compile(rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b", re.IGNORECASE)
_BEFORE = re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_MONTH}", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)


def days_told(text: str) -> frozenset[int]:
    """The days of the year that a text names."""
    found = set()
    for pattern in (_AFTER, _BEFORE):
        for match in pattern.finditer(text):
            month = _MONTHS.index(match["month"][:3].casefold()) + 1
            day = day_of_year(month, int(match["day"]))
            if day is not None:
                found.add(day)
    return frozenset(found)


def day_of_year(month: int, day: int) -> int | None:
    """The number of a day in a leap year, from 0; None where there is no such day."""
    try:
        return dt.date(2024, month, day).timetuple().tm_yday - 1
    except ValueError:
        return None


def weekdays_told(text: str) -> frozenset[str]:
    """The weekdays that a text names, without case."""
    return frozenset(match.group().casefold() for match in _WEEKDAY.finditer(text))
