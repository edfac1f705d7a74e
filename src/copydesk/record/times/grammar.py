"""The grammar of times: the patterns of grammar.toml, compiled, and the words they use."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_HOLE = re.compile(r"(?<!\?P)<([a-z]+)(\d?)>")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAYS = "mon tue wed thu fri sat sun".split()
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "a couple of": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "eighteen": 18, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100,
}  # fmt: skip
# "half a year" is a number of its own; "a few" and its like are none.
HALF = 0.5

# Days that are names of their own, not dates that a calendar can tell.
_NAMED = re.compile(
    r"(?:Black|Good|Bloody|Easter|Ash|Palm|Super|Cyber|Holy|Boxing|Maundy|Shrove|Whit|Ruby|Super"
    r"|Giving|Arab|Prague)\s$"
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to state a time: its compiled pattern, resolver and what must stand before."""

    name: str
    match: re.Pattern[str]
    resolver: str
    needs: str


@dataclass(frozen=True, slots=True)
class Match:
    """A place in a text where a pattern holds."""

    pattern: Pattern
    start: int
    end: int
    words: dict[str, str]


# What may stand before a time, with the blank after it: the relation of the deed to the time.
LEAD = re.compile(
    r"(?<![\w-])(?P<lead>(?i:no later than|as late as|as early as|as soon as|as of|up to|ahead of"
    r"|starting on|starting|beginning on|beginning|ending on|ending|dated|by|until|till|before"
    r"|prior to|after|following|since|from|for|in|on|at|during|over|within|through|throughout"
    r"|around|about|of|between|effective|come|into|to))\s+(?:(?i:the|around|about|roughly|late"
    r"|early|next|last)\s+)?$"
)
_DETERMINER = re.compile(
    r"(?:(?<![\w-])(?i:the|its|their|his|her|our|an?|this|that|last|next)|['’]s?)\s+$"
)
_CONJUNCT = re.compile(r"(?:,|\band|\bor|\bto)\s+$")


@cache
def patterns() -> tuple[Pattern, ...]:
    """All patterns of grammar.toml, in its order."""
    table = tomllib.loads(files(__package__).joinpath("grammar.toml").read_text("utf-8"))
    words: dict[str, str] = table["words"]

    def fill(text: str) -> str:
        def hole(found: re.Match[str]) -> str:
            name, number = found.groups()
            if name in ("th", "dash"):
                return f"(?:{words[name]})"
            return f"(?P<{name}{number}>{words[name]})"

        return _HOLE.sub(hole, text)

    out = []
    for row in table["pattern"]:
        source = fill(row["match"]).replace(" ?", r"\s?").replace(" ", r"\s+")
        out.append(
            Pattern(
                row["name"],
                re.compile(rf"(?<![\w.’'-])(?:{source})(?!\w)"),
                row["as"],
                row.get("needs", ""),
            )
        )
    return tuple(out)


def matches(text: str) -> Iterator[Match]:
    """Where times stand in `text`, in order, none overlapping; the longest wins at a place."""
    found = [
        Match(pattern, m.start(), m.end(), {k: v for k, v in m.groupdict().items() if v})
        for pattern in patterns()
        for m in pattern.match.finditer(text)
        if m.end() > m.start() and _stands(pattern, m, text)
    ]
    order = {pattern.name: i for i, pattern in enumerate(patterns())}
    found.sort(key=lambda x: (x.start, -x.end, order[x.pattern.name]))
    taken: list[Match] = []
    for item in sorted(found, key=lambda x: (x.start - x.end, x.start, order[x.pattern.name])):
        if all(item.end <= other.start or item.start >= other.end for other in taken):
            taken.append(item)
    yield from sorted(taken, key=lambda x: x.start)


def _stands(pattern: Pattern, found: re.Match[str], text: str) -> bool:
    """Whether what stands before the words lets them be a time."""
    before = text[max(0, found.start() - 40) : found.start()]
    if _NAMED.search(before) or _NAMED.search(text[max(0, found.start()) : found.end()][:12]):
        return False
    words = found.groupdict()
    if not pattern.needs or words.get("which") or words.get("which2"):
        return True
    if pattern.resolver == "season" and words.get("year"):
        return True
    if LEAD.search(before) or (pattern.resolver == "quarter"):
        return True
    if _DETERMINER.search(before):
        return pattern.resolver != "season" or text[found.end() :].lstrip()[:1].islower()
    # "In May and June", "between 2019 and 2021": the second leans on the first's preposition.
    return _CONJUNCT.search(before) is not None and _after_another().search(before) is not None


@cache
def _after_another() -> re.Pattern[str]:
    """A year or month with "and", "or" or "to" at the end."""
    return re.compile(rf"(?:\d{{4}}|{_month_words()}),?\s+(?:and|or|to)\s+$")


@cache
def _month_words() -> str:
    table = tomllib.loads(files(__package__).joinpath("grammar.toml").read_text("utf-8"))
    return "(?:" + str(table["words"]["month"]) + ")"


def month_number(word: str) -> int:
    """1 to 12 of a month's name or abbreviation."""
    return _MONTHS.index(word[:3].lower()) + 1


def weekday_number(word: str) -> int:
    """0 (Monday) to 6 of a weekday's name."""
    return _WEEKDAYS.index(word[:3].lower())


def season_month(word: str) -> int:
    """The month in which a season of the northern year begins."""
    return _SEASONS[word.lower()]


def quantity(word: str | None) -> float | None:
    """The number that a word or figure stands for; None for "a few" and its like."""
    if word is None:
        return None
    word = " ".join(word.lower().split())
    if word.isdigit():
        return int(word)
    if word.startswith("half"):
        return HALF
    return _NUMBERS.get(word)
