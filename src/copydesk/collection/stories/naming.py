"""Naming: what a story is called, and who is in it above all.

A desk calls a story by the headline that says best what all its articles tell of: short, plain, no
quotation, no question, nothing but words about the matter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from copydesk.collection.stories.profile import telling_words, weight

MOST_LETTERS = 90
LEAST_WORDS = 3  # that tell something
MAIN_ACTORS = 6

_CLOCK = re.compile(
    r"\b\d{1,2}:\d\d\b|\b\d{1,2}(?:\.\d\d)? ?(?:[ap]\. ?m\b|[ap]m\b)", re.IGNORECASE
)
_DATE_LINE = re.compile(
    r"^\W*(?:(?:first |last )?(?:published|posted|updated|printed)\b\D*\d"
    r"|(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day\W+)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)"
    r"[a-z]*\.? (?:\d{1,2}\b|\d{4}\b)|\d{1,4}\W+\d{1,2}\W+\d{2,4}\b)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:\w+ )?(?:breaking|update|updated|live|exclusive|video|watch|photos?|pictures|opinion"
    r"|analysis|comment|letters?|news|report|factbox|timeline|quotes?|q&a)\b[^:|]{0,20}[:|–—]",
    re.IGNORECASE,
)
_NOT_PLAIN = re.compile(r"[?!…\"“”„«»]|\.\W*$|(?:^|\s)['‘’]\S|\b(?:I|we|my|our|you|your)\b")


def best_title(titles: Sequence[str | None], leads: Sequence[Collection[str]]) -> str | None:
    """The title to call a story by; None where none is more than a date.

    Args:
        titles: Of its articles, the most central first.
        leads: The words of each one's title and first lines, without case.

    Returns:
        Of those with the fewest faults the one whose words most of the articles share.
    """
    shared = Counter(word for lead in leads for word in lead)
    best: tuple[float, float, int] | None = None
    found = None
    for place, title in enumerate(titles):
        if not title or _CLOCK.search(title) or _DATE_LINE.match(title):
            continue
        words = sorted(telling_words(title))
        total = sum(map(weight, words)) or 1.0
        support = sum(weight(word) * shared[word] for word in words) / (total * len(leads))
        key = (faults(title, len(words)), -round(support, 2), place)
        if best is None or key < best:
            best, found = key, title
    return found


def faults(title: str, words: int) -> int:
    """How many things a desk would hold against a title of so many telling words."""
    letters = [letter for letter in title if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return (
        (len(title) > MOST_LETTERS)
        + (words < LEAST_WORDS)
        + (2 * capitals > len(letters))
        + bool(_LABEL.match(title))
        + bool(_NOT_PLAIN.search(title))
    )


def main_actors(found: Iterable[tuple[str, str]]) -> list[str]:
    """The first `MAIN_ACTORS` of names with their kinds, who come as often as they are told of.

    One that is a part of another's ("Haldorsdottir", "Sigrun Haldorsdottir") counts as the same,
    a person's last name under the full one, but no country does; who has no name of its own
    ("police") is none.
    """
    chosen: list[tuple[str, str]] = []
    for name, kind in found:
        if name[:1].islower():
            continue
        same = [at for at, other in enumerate(chosen) if _same(other, (name, kind))]
        if not same:
            chosen.append((name, kind))
        elif kind == "person" and " " not in chosen[same[0]][0]:
            chosen[same[0]] = (name, kind)
    return [name for name, _ in chosen[:MAIN_ACTORS]]


def _same(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two names with their kinds are of one actor, as far as their words tell."""
    (name, kind), (other_name, other_kind) = one, other
    words, others = set(name.split()), set(other_name.split())
    if kind != other_kind or kind == "country":
        return name == other_name
    return words <= others or others <= words
