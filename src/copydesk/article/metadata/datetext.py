"""Dates in words and figures, as pages print them, in many languages and scripts."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib.resources import files

from copydesk.dates import Precision

FIRST_YEAR = 1990  # no page was published on the web before
_LAST_YEAR = 2099
_BUDDHIST = 543  # years by which the Thai calendar is ahead
_MAX_TEXT = 400  # characters looked at

# Hours from UTC of zone names that bylines use and that mean one thing.
ZONES = {
    "utc": "+00:00",
    "gmt": "+00:00",
    "z": "+00:00",
    "wet": "+00:00",
    "bst": "+01:00",
    "cet": "+01:00",
    "mez": "+01:00",
    "cest": "+02:00",
    "mesz": "+02:00",
    "eet": "+02:00",
    "cat": "+02:00",
    "sast": "+02:00",
    "eest": "+03:00",
    "msk": "+03:00",
    "мск": "+03:00",
    "eat": "+03:00",
    "wat": "+01:00",
    "pkt": "+05:00",
    "wib": "+07:00",
    "ict": "+07:00",
    "hkt": "+08:00",
    "sgt": "+08:00",
    "jst": "+09:00",
    "kst": "+09:00",
    "aest": "+10:00",
    "aedt": "+11:00",
    "nzst": "+12:00",
    "nzdt": "+13:00",
    "est": "-05:00",
    "edt": "-04:00",
    "cdt": "-05:00",
    "mst": "-07:00",
    "mdt": "-06:00",
    "pst": "-08:00",
    "pdt": "-07:00",
}


class Order(StrEnum):
    """How the figures of 03/04/2025 are read."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date read from a text: ISO value, its precision and zone, where it stood, how sure."""

    value: str
    precision: Precision
    timezone: str | None
    start: int
    end: int
    sure: bool = True


@cache
def _months() -> dict[str, int]:
    table = files("copydesk.article.metadata").joinpath("months.tsv").read_text("utf-8")
    return {name: int(month) for name, month in (line.split("\t") for line in table.splitlines())}


_ISO = re.compile(
    r"(?<![\d./-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d])"
    r"(?:[T ,]{1,3}(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s?(Z\b|[+-]\d\d:?\d\d\b)?)?"
)
_EAST = re.compile(r"(\d{4})\s?(?:年|년|\.)\s?(\d{1,2})\s?(?:月|월|\.)\s?(\d{1,2})\s?(?:日|일|\.)?")
# The year may be glued to what a lost tag parted from it: "30.01.202430. Januar", "2.10.202412:45".
_FIGURES = re.compile(
    r"(?<![\d./:-])(\d{1,2})([./-])\s?(\d{1,2})\2\s?"
    r"(\d{4}(?!\d)|\d{4}(?=\d{1,2}[.:])|\d{2}(?!\d))(?![/:-])"
)
_COMPACT = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:(?:T|\s)?([01]\d|2[0-3])([0-5]\d)(?:[0-5]\d)?)?(?!\d)"
)
# A word of a month's name: all that is no space, figure or stop; combining marks are in it.
_WORD = r"[^\s\d.,;:/()\[\]|–—·•\"“”-]{2,20}"
_GAP = r"[\s,/-]{0,4}"
_DAY_MONTH = re.compile(
    rf"(?<![\d:])(\d{{1,2}})(?:st|nd|rd|th|er|ro|º|ª|\.|-?го|-?ын|ης|η)?{_GAP}"
    rf"(?:(?:de|di|of|del|ka|\u0645\u0646|ta’)\s+|d['’])?({_WORD}(?:\s{_WORD})?)\.?{_GAP}"
    r"(?:(?:de|del|of|,)\s*)?(\d{4}|’?\d\d(?=\s|$|,))?",
    re.I,
)
_MONTH_DAY = re.compile(
    rf"({_WORD})\.?\s{{1,3}}(\d{{1,2}})(?:st|nd|rd|th|-?an|\.)?(?:,|\s|\s?-\s?)\s{{0,3}}(\d{{4}})",
    re.I,
)
_YEAR_MONTH_DAY = re.compile(
    rf"(\d{{4}})\.?\s?(?:m\.|оны|йил|ж\.|жылы|,|\.)?\s?({_WORD})\s(\d{{1,2}})(?!\d|,?\s{{0,2}}\d{{4}})",
    re.I,
)
_CLOCK = re.compile(
    r"(?<![\d.])(오전|오후|上午|下午|午後|午前)?\s?(\d{1,2})\s?(?::|h|時|时|點|点|시|(?<=\d)\.(?=\d\d\b))\s?(\d\d)?\s?(?:分|분|:\d\d)?\s?"
    r"([ap])?\.?\s?(?:m\b\.?)?(?:\s?(?:Uhr|uhr|hrs?|horas|h)\b)?\s?\(?((?:UTC|GMT)[+-]\d{1,2}(?::?\d\d)?|[A-Za-zМСКмск]{2,5}|[+-]\d\d:?\d\d)?"
)
# A time of day in front of its date: "12:20pm Jan 7", "20:49, Mon 5 Aug".
_CLOCK_BEFORE = re.compile(
    r"(?<![\d.:])(\d{1,2})[:.](\d\d)(?::\d\d)?\s?(?:([ap])\.?m\.?)?\s?(?:Uhr\b|hrs?\b)?\s?"
    r"((?:UTC|GMT)[+-]\d{1,2}(?::?\d\d)?|[A-Z]{3,4})?[\s,|·–—-]{1,3}(?:on\s|am\s|le\s|du\s)?"
    r"(?:[^\W\d]{2,12}[,.]?\s)?$"
)
_YEAR_END = re.compile(r"\d{4}\W{0,6}(?:at\s)?$")  # the time belongs to a date before it
_CAMEL = re.compile(r"[^\W\d_A-Z]([A-ZÀ-ÖØ-ÞА-Я][^\W\d_]+)$")
_FIGURES_ENOUGH = re.compile(r"\d\D*\d\D*\d")  # as many as a date has at least
_BETWEEN = re.compile(
    r"[\s,|•·–—\-/(]{0,4}"
    r"(?:(?:at|um|ore|alle|kl\.?|às|a las|klo|om|в|о|à|T|ob|godz\.|\([^)]{1,3}\))\s{0,2})?"
    r"[\s(]{0,3}"
)


def order_of(language: str | None, host: str = "") -> Order:
    """How a page writes its dates, from its language tag ("en-US") and host.

    Only US English writes the month first; English without a country is not known.
    """
    tag = (language or "").replace("_", "-").lower()
    ending = host.rsplit(".", 1)[-1] if host else ""
    if tag in ("en-us", "es-us", "en-ph") or ending in ("gov", "mil", "us", "ph"):
        return Order.MONTH_FIRST
    if tag.split("-")[0] not in ("", "en"):
        return Order.DAY_FIRST
    if (
        len(ending) == 2 and ending not in ("us", "ph", "tv", "io", "me", "co", "ai", "cc", "fm")
    ) or (tag.startswith("en-") and tag != "en-us"):
        return Order.DAY_FIRST
    return Order.UNKNOWN


def order_shown(texts: Iterable[str]) -> Order:
    """How a page writes its dates, by those among its texts that can be read in one way only.

    >>> order_shown(["Posted 02/03/2025", "Meeting on 25/02/2025"])
    <Order.DAY_FIRST: 'day first'>
    """
    days = months = 0
    for text in texts:
        if len(text) <= _MAX_TEXT and "/" in text:
            for match in _FIGURES.finditer(text):
                if match[2] == "/":
                    days += int(match[1]) > 12
                    months += int(match[3]) > 12
    if bool(days) == bool(months):
        return Order.UNKNOWN
    return Order.DAY_FIRST if days else Order.MONTH_FIRST


def find_dates(text: str, order: Order = Order.UNKNOWN) -> Iterator[Stamp]:
    """The full dates in a text (day, month and year), in order of the patterns' sureness."""
    if _FIGURES_ENOUGH.search(text, 0, _MAX_TEXT) is None:
        return
    text = _western(text[:_MAX_TEXT])
    taken: list[tuple[int, int]] = []

    def free(start: int, end: int) -> bool:
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            return False
        taken.append((start, end))
        return True

    for match in _ISO.finditer(text):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
        stamp = _iso(match) if match[4] else _stamp(text, match, year, month, day)
        if stamp and free(*match.span()):
            yield stamp
    for match in _EAST.finditer(text):
        stamp = _stamp(text, match, int(match[1]), int(match[2]), int(match[3]))
        if stamp and free(*match.span()):
            yield stamp
    for pattern, (year, month, day) in (
        (_YEAR_MONTH_DAY, (1, 2, 3)),
        (_DAY_MONTH, (3, 2, 1)),
        (_MONTH_DAY, (3, 1, 2)),
    ):
        for match in pattern.finditer(text):
            number = _month(match[month])
            if number and match[year]:
                stamp = _stamp(text, match, _year(match[year]), number, int(match[day]))
                if stamp and free(*match.span()):
                    glued = _CAMEL.search(match[1]) if month == 1 else None
                    yield replace(stamp, start=stamp.start + glued.start(1)) if glued else stamp
    for match in _FIGURES.finditer(text):
        stamp = _figures(text, match, order)
        if stamp and free(*match.span()):
            yield stamp


def first_date(text: str, order: Order = Order.UNKNOWN) -> Stamp | None:
    """The first date in a text by place; None for none."""
    return min(find_dates(text, order), key=lambda stamp: stamp.start, default=None)


def parse_stamp(text: str, order: Order = Order.UNKNOWN) -> Stamp | None:
    """A machine-readable date: ISO 8601 in its variants, RFC 2822, seconds since 1970, or words."""
    text = text.strip()[:80]
    if not text:
        return None
    if text.isdigit() and len(text) in (10, 13):
        seconds = int(text) / (1000 if len(text) == 13 else 1)
        if 6e8 < seconds < 4e9:
            moment = dt.datetime.fromtimestamp(int(seconds), dt.UTC)
            return Stamp(moment.isoformat(), Precision.SECOND, "+00:00", 0, len(text))
        return None
    match = _ISO.match(text)
    if match:
        return _iso(match)
    match = _COMPACT.match(text)
    if match:
        return _make(
            int(match[1]),
            int(match[2]),
            int(match[3]),
            match[4],
            match[5],
            None,
            None,
            match.span(),
        )
    return first_date(text, order)


def _iso(match: re.Match[str]) -> Stamp | None:
    year, month, day, hour, minute, second, zone = match.groups()
    return _make(int(year), int(month), int(day), hour, minute, second, zone, match.span())


def _make(
    year: int,
    month: int,
    day: int,
    hour: str | None,
    minute: str | None,
    second: str | None,
    zone: str | None,
    span: tuple[int, int],
    sure: bool = True,
) -> Stamp | None:
    year = _common_year(year)
    if not FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    offset = None
    if zone:
        offset = "+00:00" if zone in "Zz" else zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    try:
        date = dt.date(year, month, day)
        if hour is None or minute is None:
            return Stamp(date.isoformat(), Precision.DAY, None, *span, sure)
        clock = dt.time(int(hour), int(minute), int(second or 0))
    except ValueError:
        return None
    fine = Precision.SECOND if second else Precision.MINUTE
    value = f"{date.isoformat()}T{clock.isoformat(f'{fine.value}s')}{offset or ''}"
    return Stamp(value, fine, offset, *span, sure)


def _stamp(
    text: str, match: re.Match[str], year: int, month: int, day: int, sure: bool = True
) -> Stamp | None:
    """A date, with the time of day where one stands right behind it or before it."""
    hour = minute = zone = None
    start, end = match.span()
    clock = _CLOCK.match(text, _after(text, end))
    if clock and clock[2] and (clock[3] or clock[4] or clock[1] or "時" in clock[0]):
        late = clock[1] in ("오후", "下午", "午後") or (clock[4] or "").lower() == "p"
        early = clock[1] in ("오전", "上午", "午前") or (clock[4] or "").lower() == "a"
        hour, minute = _hour(int(clock[2]), late, early), clock[3] or "00"
        zone = _zone(clock[5])
    else:
        clock = _CLOCK_BEFORE.search(text, max(0, start - 40), start)
        if clock and not _YEAR_END.search(text, 0, clock.start()):
            half = (clock[3] or "").lower()
            hour, minute = _hour(int(clock[1]), half == "p", half == "a"), clock[2]
            zone = _zone(clock[4])
    stamp = _make(year, month, day, hour, minute, None, zone, (start, end), sure)
    return stamp or _make(year, month, day, None, None, None, None, (start, end), sure)


def _hour(number: int, late: bool, early: bool) -> str:
    """The hour of the day on the 24-hour clock."""
    return str(number % 12 + 12 if late and number <= 12 else number % 12 if early else number)


def _zone(name: str | None) -> str | None:
    """The offset that a name of a zone stands for: "GMT", "UTC+1", "+0200"; None if unknown."""
    if not name:
        return None
    name = name.lower()
    if name in ZONES:
        return ZONES[name]
    sign = max(name.find("+"), name.find("-"))
    if sign < 0:
        return None
    figures = name[sign + 1 :].replace(":", "")
    hours, minutes = (figures[:-2], figures[-2:]) if len(figures) > 2 else (figures, "00")
    return f"{name[sign]}{int(hours):02}:{minutes}"


def _after(text: str, place: int) -> int:
    """Where a time of day may begin behind a date: past commas, dashes, "at", "um", "kl."."""
    match = _BETWEEN.match(text, place)
    return match.end() if match else place


def _figures(text: str, match: re.Match[str], order: Order) -> Stamp | None:
    one, two, year = int(match[1]), int(match[3]), _year(match[4])
    if len(match[4]) == 2 and match[2] == ".":
        year = 2000 + int(match[4])
    if match[2] == "." or one > 12:
        return _stamp(text, match, year, two, one)
    if two > 12:
        return _stamp(text, match, year, one, two)
    if one == two:
        return _stamp(text, match, year, one, two)
    weekday = _weekday_before(text, match.start())
    if order is Order.DAY_FIRST:
        return _stamp(text, match, year, two, one)
    if order is Order.MONTH_FIRST:
        return _stamp(text, match, year, one, two)
    return _weekday_choice(text, match, year, one, two, weekday)


def _weekday_choice(
    text: str, match: re.Match[str], year: int, one: int, two: int, weekday: int | None
) -> Stamp | None:
    """Read 03/04/2025 by the weekday in front of it; unsure, month first, where that is silent."""
    if weekday is not None:
        for month, day in ((one, two), (two, one)):
            try:
                if dt.date(year, month, day).weekday() == weekday:
                    return _stamp(text, match, year, month, day)
            except ValueError:
                continue
    return _stamp(text, match, year, one, two, sure=False)


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _weekday_before(text: str, place: int) -> int | None:
    match = re.search(r"([A-Za-z]{3})[a-z]*[,.]?\s*$", text[max(0, place - 14) : place])
    if match and match[1].lower() in _WEEKDAYS:
        return _WEEKDAYS.index(match[1].lower())
    return None


def is_month(word: str) -> bool:
    """Whether a word is a month's name or its short form, in any of the languages known."""
    return _month(word) is not None


def _month(word: str) -> int | None:
    names = _months()
    key = " ".join(word.casefold().replace(".", " ").split())
    found = names.get(key) or names.get(key.split(" ", 1)[0] if key else "")
    if found is None and (glued := _CAMEL.search(word)):
        found = names.get(glued[1].casefold())  # "PublishedJanuary", a tag lost between them
    return found


def _year(text: str) -> int:
    digits = text.strip("'’")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _common_year(year: int) -> int:
    return year - _BUDDHIST if 2500 < year < 2700 else year


def _western(text: str) -> str:
    """The text with its digits in ASCII, at the same places."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.digit(c)) if c.isdecimal() and not c.isascii() else c for c in text
    )
