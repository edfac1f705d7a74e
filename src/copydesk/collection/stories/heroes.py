"""Heroes: groups of articles each of which tells of a person whom the other hardly names.

Two dismissals of one club's coaches share their words, but all of one story name one coach and all
of the other another. Pairs of articles show that badly: one that names its hero alone says little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from copydesk.collection.stories.profile import RAREST, Profile, day_numbers, weight

TELLING = 4  # articles from which what a group has in common tells what it is about
MIN_OWN = 0.5  # how far a person is a group's own, which parts it from another
RUN = 3  # articles from which a group is a run of news
MIN_SHARED = 0.55  # how far a person is of two groups, which makes them kin


@dataclass(frozen=True, slots=True)
class Heroes:
    """Who is named in the articles of a topic.

    `named` is 1 where an article has a person's name, shape (articles, persons); `rarity` how much
    each name tells, 1 for one that is in no list of common words. `days`: of publication, as
    numbers, NaN where unknown, shape (articles,).
    """

    named: NDArray[np.float64]
    rarity: NDArray[np.float64]
    days: NDArray[np.float64]

    def rivals(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """Whether two groups of articles each have a person of their own, whom they name for the
        most part and the other does not. Small groups have none."""
        if min(len(one), len(other)) < TELLING:
            return False
        here, there = self.named[list(one)].mean(axis=0), self.named[list(other)].mean(axis=0)
        return min(self._own(here, there), self._own(there, here)) >= MIN_OWN

    def kin(self, one: Sequence[int], other: Sequence[int]) -> bool:
        """Whether two groups of articles name one person for the most part, and each appeared in
        part while the other did. Small groups and undated ones are nobody's kin."""
        if min(len(one), len(other)) < RUN:
            return False
        days, others = self.days[list(one)], self.days[list(other)]
        days, others = days[~np.isnan(days)], others[~np.isnan(others)]
        if min(len(days), len(others)) < RUN:
            return False
        if days.min() > others.max() or others.min() > days.max():
            return False
        here, there = self.named[list(one)].mean(axis=0), self.named[list(other)].mean(axis=0)
        return float((self.rarity * np.minimum(here, there)).max(initial=0.0)) >= MIN_SHARED

    def _own(self, here: NDArray[np.float64], there: NDArray[np.float64]) -> float:
        """How far the person who is most a group's own is so, 0 to 1; shares of articles."""
        return float((self.rarity * here * np.maximum(1 - 2 * there, 0)).max(initial=0.0))


def heroes(profiles: Sequence[Profile]) -> Heroes:
    """Who is named in the articles of a topic: a name counts wherever its word stands."""
    names = sorted({name for p in profiles for name in p.persons})
    named = np.zeros((len(profiles), len(names)))
    for row, p in enumerate(profiles):
        named[row] = [name in p.words for name in names]
    rarity = np.array([weight(name) / RAREST for name in names])
    return Heroes(named, rarity, day_numbers(profiles))
