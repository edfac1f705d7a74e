"""Resolve: from the words of a time and the day of publication to the days it covers.

One function a row of grammar.toml (`as`). Each takes the row's groups and a `Frame` and returns a
`Stretch`, or None where the words alone do not tell. Nothing is guessed: without a day of
publication only full dates resolve.
"""

from __future__ import annotations

from collections.abc import Callable

from copydesk.record.times.absolute import DATES
from copydesk.record.times.frame import Frame, Words
from copydesk.record.times.relative import RELATIVE
from copydesk.record.times.stretch import Stretch

_RESOLVERS: dict[str, Callable[[Words, Frame], Stretch | None]] = DATES | RELATIVE


def resolve(how: str, words: Words, frame: Frame) -> Stretch | None:
    """The days that a time covers, by the row's resolver; None also beyond the calendar's ends."""
    try:
        return _RESOLVERS[how](words, frame)
    except (OverflowError, ValueError):
        return None  # "next week" told on the last day of the year 9999
