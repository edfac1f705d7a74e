"""fold: which articles are copies of which, from measured likenesses and from who was first.

Two texts that are both like a third need not be like each other, so copies are not joined through
one another: an article is a copy of the earliest original that its own words were found in. The
fold is a pure function of the likenesses and the line; the order of arrival does not enter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Member:
    """An article to be folded. `place` sorts by who was first and is unique; `free` is True where
    a person judged that it is no copy."""

    article: int
    wording: int
    place: str
    free: bool = False


@dataclass(frozen=True, slots=True)
class Copy:
    """`article` repeats `copy_of`; `shared` is the share of the shorter's words, 0 to 1."""

    article: int
    copy_of: int
    shared: float


def fold(members: Iterable[Member], likenesses: Mapping[int, Mapping[int, float]]) -> list[Copy]:
    """Fold articles, given for each wording the wordings it is like and how much they share."""
    copies: list[Copy] = []
    originals: dict[int, Member] = {}  # by wording, the earliest original
    for member in sorted(members, key=lambda m: m.place):
        shares = {member.wording: 1.0, **likenesses.get(member.wording, {})}
        likely = [originals[wording] for wording in shares if wording in originals]
        if likely and member.free:
            continue  # nothing is folded into it either: its like stay where they were
        if likely:
            first = min(likely, key=lambda m: m.place)
            copies.append(Copy(member.article, first.article, shares[first.wording]))
        else:
            originals[member.wording] = member
    return copies
