"""Relative: weekdays, weeks, "two days ago": told from publication or from another day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from copydesk.record.times import stretch as s
from copydesk.record.times.frame import Frame, Way, Words
from copydesk.record.times.grammar import HALF, quantity, weekday_number
from copydesk.record.times.stretch import DAY, Stretch


def _whole_of(which: str, whole: str, today: dt.date) -> Stretch | None:
    """The week, month, quarter, year or decade that "this", "last", "next" ... means."""
    off = {"last": -1, "previous": -1, "past": -1, "next": 1, "following": 1, "coming": 1}.get(
        which.lower().split()[-1], 0
    )
    if whole == "week":
        return s.week(today, off)
    if whole == "month":
        return s.month(today.year, today.month + off)
    if whole == "year":
        return s.year(today.year + off)
    if whole == "quarter":
        low = (today.month - 1) // 3 * 3 + 1 + 3 * off
        return s.months(s.month(today.year, low), s.month(today.year, low + 2))
    size = {"decade": 10, "century": 100}.get(whole)
    if size is None:
        return None
    low = today.year // size * size + size * off
    return s.days(s.year(low).first, s.year(low + size - 1).last)


def _whole(words: Words, frame: Frame) -> Stretch | None:
    which, unit = words.get("which", "the").lower(), words["whole"]
    part = words.get("part", "").lower()
    today = frame.published
    if today is None:
        return None
    if which == "the following" or which == "the previous":
        # Told from another time of the story, not from today.
        if frame.told is None:
            return None
        today = frame.told
    elif which in ("the past", "this past", "the last", "the coming", "the next"):
        ahead = which.split()[-1] in ("coming", "next")
        if unit == "quarter" or unit == "fortnight":
            return None
        return _stretch_of(today, 1, unit, ahead)
    whole = _whole_of(which, unit, today)
    if whole is None or not part:
        return whole
    if which in ("this", "the") and part in ("earlier", "later"):
        if part == "earlier":
            return s.days(whole.first, max(whole.first, today))
        return s.days(min(today, whole.last), whole.last)
    return s.third(whole, {"earlier": "early", "later": "late"}.get(part, part))


def _part_of_whole(words: Words, frame: Frame) -> Stretch | None:
    if frame.published is None:
        return None
    which, unit = words["which"], words["whole"]
    if which in ("the previous", "the following") and frame.told is None:
        return None
    at = frame.told if which.startswith("the ") and frame.told else frame.published
    whole = _whole_of(which, unit, at)
    if whole is None:
        return None
    part = words["partof"].lower().removeprefix("the ").removesuffix(" of")
    if unit == "week":
        return s.days(whole.last - DAY * 2, whole.last) if part in ("end", "close") else None
    if unit == "year" and part in ("end", "close"):
        return s.months(s.month(whole.first.year, 10), s.month(whole.first.year, 12))
    return s.third(whole, part)


def _weekday_near(today: dt.date, number: int, ahead: bool) -> dt.date:
    """The nearest such weekday, today's included."""
    if ahead:
        return today + DAY * ((number - today.weekday()) % 7)
    return today - DAY * ((today.weekday() - number) % 7)


def _weekday(words: Words, frame: Frame) -> Stretch | None:
    if frame.published is None or words["weekday"].endswith("ys"):
        return None  # "on Fridays": again and again
    today, number = frame.published, weekday_number(words["weekday"])
    which = words.get("which", "").lower()
    back = words.get("back", "").split()[:1]
    if back:
        off = {"last": -1, "next": 1}.get(back[0], 0)
        return s.day(s.week(today, off).first + DAY * number)
    if which in ("last", "this past"):
        # In the week before; of this week's days a paper says plain "on Monday".
        in_week = s.week(today, -1).first + DAY * number
        return s.day(in_week if which == "last" else _weekday_near(today - DAY, number, False))
    if which == "next":
        return s.day(s.week(today, 1).first + DAY * number)
    if which in ("this coming", "the coming", "this"):
        return s.day(_weekday_near(today + DAY * (which != "this"), number, True))
    if which in ("the following", "the previous"):
        if frame.told is None:
            return None
        ahead = which == "the following"
        return s.day(_weekday_near(frame.told + (DAY if ahead else -DAY), number, ahead))
    return s.day(_weekday_near(today, number, frame.way is Way.FUTURE))


def _weekday_week(words: Words, frame: Frame) -> Stretch | None:
    if frame.published is None:
        return None
    number = weekday_number(words.get("weekday") or words["weekday2"])
    if words.get("off", "").endswith("ago"):
        return s.day(_weekday_near(frame.published, number, False) - DAY * 7)
    return s.day(_weekday_near(frame.published, number, True) + DAY * 7)


def _weekdays(words: Words, frame: Frame) -> Stretch | None:
    low = _weekday({k: words[k] for k in ("weekday", "back") if k in words}, frame)
    if low is None:
        return None
    first = low.first
    last = _weekday_near(first, weekday_number(words["weekday2"]), True)
    if frame.way is not Way.FUTURE and "back" not in words and frame.published:
        # The end of a past stretch is the later anchor: "from Friday to Sunday", said on Saturday.
        end = _weekday_near(frame.published, weekday_number(words["weekday2"]), False)
        first = _weekday_near(end, weekday_number(words["weekday"]), False)
        last = end
    return s.days(first, last)


def _weekend(words: Words, frame: Frame) -> Stretch | None:
    if frame.published is None:
        return None
    today, which = frame.published, words["which"].lower()
    at_work = today.weekday() < 5
    if which in ("last", "this past", "past", "the past"):
        return s.weekend(today, -1 if at_work or which == "last" else 0)
    if which in ("next", "the following"):
        return s.weekend(today, 1)
    if which == "the previous":
        return None
    past = frame.way is Way.PAST and today.weekday() < (5 if which == "the" else 2)
    return s.weekend(today, -1 if past else 0)


def _today(words: Words, frame: Frame) -> Stretch | None:
    return s.day(frame.published) if frame.published else None


def _near_day(words: Words, frame: Frame) -> Stretch | None:
    if frame.published is None:
        return None
    near = " ".join(words["near"].lower().split())
    if near == "overnight":
        if frame.way is Way.FUTURE:
            return s.days(frame.published, frame.published + DAY)
        return s.days(frame.published - DAY, frame.published)
    off = {"the day before yesterday": -2, "yesterday": -1, "last night": -1, "tomorrow": 1}
    return s.day(frame.published + DAY * off.get(near, 2))


def _told_day(words: Words, frame: Frame) -> Stretch | None:
    told = words["told"].lower()
    if told.startswith(("earlier in", "later in", "earlier on", "later on", "hours")):
        at = frame.told or frame.published
        return s.day(at) if at else None
    if frame.told is None:
        return None
    if "same" in told or told.endswith("that day"):
        return s.day(frame.told)
    back = "previous" in told or "before" in told or "earlier" in told
    ahead = "following" in told or "next" in told or "after" in told or "later" in told
    return s.day(frame.told + DAY * (ahead - back)) if back or ahead else None


def _stretch_of(today: dt.date, count: float, unit: str, ahead: bool) -> Stretch | None:
    """So many units up to `today` or on from it."""
    unit = unit.rstrip("s")
    if unit in ("hour", "minute"):
        far = today + DAY * round(count / 24) * (1 if ahead else -1) if unit == "hour" else today
    elif unit in ("day", "week", "fortnight"):
        size = {"day": 1, "week": 7, "fortnight": 14}[unit]
        far = today + DAY * round(count * size) * (1 if ahead else -1)
    elif unit in ("month", "year", "decade"):
        size = {"month": 1, "year": 12, "decade": 120}[unit]
        if not 1 <= today.year + round(count * size) // 12 * (1 if ahead else -1) <= 9998:
            return None
        far = s.shift_months(today, round(count * size) * (1 if ahead else -1))
    else:
        return None
    return s.days(today, far) if ahead else s.days(far, today)


# "In recent days", "the coming weeks": as far as a reader would take them.
_LOOSE = {"days": 7, "weeks": 5, "months": 6, "hours": 24}


def _stretch(words: Words, frame: Frame) -> Stretch | None:
    if frame.published is None:
        return None
    which = words["which"].lower()
    ahead = "next" in which or "coming" in which or "following" in which
    unit = words["unit"].split()[-1]
    count = quantity(words.get("number"))
    if count is None:
        count = _LOOSE.get(unit)
    if count is None or which == "the following":
        return None
    return _stretch_of(frame.published, count, unit, ahead)


def _ago(words: Words, frame: Frame) -> Stretch | None:
    way, unit = words["way"], words["unit"].rstrip("s")
    at = frame.published if way in ("ago", "from now", "from today", "hence") else frame.told
    count = quantity(words.get("number"))
    vague = words.get("vague", "").lower().strip()
    if at is None or unit in ("weekend", "quarter"):
        return None
    if way in ("later", "after that") and unit in ("hour", "minute"):
        return s.day(at)
    ahead = way in ("from now", "from today", "hence", "later", "after that")
    sign = 1 if ahead else -1
    if count is None:
        low, high = {"day": (2, 7), "week": (2, 5), "month": (2, 8)}.get(unit, (0, 0))
        near, far = (_stretch_of(at, n, unit, ahead) for n in (low, high))
        if not high or near is None or far is None:
            return None
        return s.days(near.last, far.last) if ahead else s.days(far.first, near.first)
    if vague in ("more than", "less than", "over", "at least", "well over"):
        return None
    if count == HALF:
        unit, count = {"year": ("month", 6), "hour": ("minute", 30), "decade": ("year", 5)}.get(
            unit, ("month", 6)
        )
    if unit in ("minute", "hour"):
        return s.day(at + DAY * round(sign * count / 24)) if unit == "hour" else s.day(at)
    if unit == "day":
        return s.day(at + DAY * int(count) * sign)
    if unit in ("week", "fortnight"):
        return s.week(at + DAY * int(count * (7 if unit == "week" else 14)) * sign)
    if unit == "month":
        return s.month(at.year, at.month + int(count) * sign)
    number = at.year + int(count * (10 if unit == "decade" else 1)) * sign
    return s.year(number) if 1 <= number <= 9999 else None


def _within(words: Words, frame: Frame) -> Stretch | None:
    count, unit = quantity(words["number"]), words["unit"].rstrip("s")
    inside = words["within"].lower() != "in"
    at = frame.told or frame.published if inside else frame.published
    if at is None or count is None:
        return None
    if inside or words.get("vague", "").strip() in ("less than", "no more than"):
        return _stretch_of(at, count, unit, True)
    if frame.way is not Way.FUTURE and "time" not in words:
        return None  # "fell in two days": how long, not when
    return _ago({"way": "from now", "unit": unit, "number": words["number"]}, frame)


def _loose(words: Words, frame: Frame) -> Stretch | None:
    return None


RELATIVE: dict[str, Callable[[Words, Frame], Stretch | None]] = {
    "whole": _whole,
    "part_of_whole": _part_of_whole,
    "weekday": _weekday,
    "weekday_week": _weekday_week,
    "weekdays": _weekdays,
    "weekend": _weekend,
    "today": _today,
    "near_day": _near_day,
    "told_day": _told_day,
    "stretch": _stretch,
    "ago": _ago,
    "within": _within,
    "loose": _loose,
}
