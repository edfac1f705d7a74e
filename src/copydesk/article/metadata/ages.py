"""Ages: "3 hours ago", "vor 14 Minuten", "yesterday", which tell the day from the capture's."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

_MOST_DAYS = 31  # an older page gives its date


def find_age(text: str, captured: str) -> str | None:
    """The day, ISO 8601, that a line tells by its age, or None where it tells none.

    `captured` is the moment of the capture, ISO 8601. Without a time of day it counts as noon, and
    ages in hours, which may reach into the day before, tell nothing.

    >>> find_age("Updated 3 hours ago", "2025-05-19T02:10:00+00:00")
    '2025-05-18'
    >>> find_age("Gestern, 20:07 Uhr", "2025-05-19")
    '2025-05-18'
    >>> find_age("Talks went on for 3 hours", "2025-05-19T02:10:00+00:00")
    """
    timed = len(captured) > len("2025-05-19")
    moment = dt.datetime.fromisoformat(captured if timed else f"{captured}T12:00")
    for pattern, days in _named_days():
        if pattern.match(text):
            return (moment.date() - dt.timedelta(days=days)).isoformat()
    match = _pattern().search(text)
    if match is None:
        return None
    number = match["before"] or match["after"] or match["cjk"]
    unit = match["unit_before"] or match["unit_after"] or match["unit_cjk"]
    count = int(number) if number.isdecimal() else 1
    seconds = count * _units()[unit.casefold()]
    if seconds > _MOST_DAYS * 86_400 or (seconds < 86_400 and not timed):
        return None
    return (moment - dt.timedelta(seconds=seconds)).date().isoformat()


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    source = files("copydesk.article.metadata").joinpath("ages.toml").read_text("utf-8")
    table: dict[str, dict[str, list[str]]] = tomllib.loads(source)
    return table


@cache
def _units() -> dict[str, int]:
    """Seconds of each unit's words."""
    seconds = {"minute": 60, "hour": 3_600, "day": 86_400, "second": 1}
    return {word: seconds[unit] for unit, words in _table()["units"].items() for word in words}


@cache
def _named_days() -> tuple[tuple[re.Pattern[str], int], ...]:
    """Lines that begin with the name of a day and hold a time, or nothing else; days before."""
    lead = "|".join(map(re.escape, _table()["days"]["lead"]))
    patterns = []
    for days, key in enumerate(("today", "yesterday")):
        words = "|".join(map(re.escape, _table()["days"][key]))
        patterns.append(
            (
                re.compile(
                    rf"^(?:(?:{lead})[:\s]+){{0,2}}(?:{words})"
                    r"(?:[\s,|·–-]+(?:\w{1,4}\.?\s)?\d{1,2}[:.h]\d\d.{0,16})?$",
                    re.I,
                ),
                days,
            )
        )
    return tuple(patterns)


@cache
def _pattern() -> re.Pattern[str]:
    """A number and a unit between the words that make them an age."""
    marks = _table()["marks"]
    units = _either(word for word in _units() if not _is_wide(word))
    wide = _either(word for word in _units() if _is_wide(word))
    before, after, last, one = (_either(marks[key]) for key in ("before", "after", "cjk", "one"))
    number = rf"\d{{1,3}}|{one}"
    return re.compile(
        rf"(?<!\w)(?:{before})\s+(?P<before>{number})\s*(?P<unit_before>{units})(?!\w)"
        rf"|(?<!\w)(?P<after>{number})\s*(?P<unit_after>{units})\s+(?:{after})(?!\w)"
        rf"|(?P<cjk>\d{{1,3}})\s?(?P<unit_cjk>{wide})\s?(?:{last})",
        re.I,
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


def _is_wide(word: str) -> bool:
    return "\u3040" <= word[0] <= "\ud7af"
