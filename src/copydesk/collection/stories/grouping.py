"""Grouping: articles into topics by their words, and topics into stories by who, where and when."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from copydesk.collection.stories.heroes import MIN_OWN, MIN_SHARED, RUN, TELLING, Heroes, heroes
from copydesk.collection.stories.likeness import same_matter, weights
from copydesk.collection.stories.linkage import average_linkage
from copydesk.collection.stories.profile import Profile

MIN_TOPIC = 0.08  # average of a topic's links
MIN_STORY = 0.73  # geometric mean of probabilities: better two stories than a wrong one
MIN_KIN = 0.45  # the same for runs of news on the same people that appeared side by side
CORE = 3  # articles from which a group is sure to be a story that others may belong to
MIN_LATECOMER = 0.3  # geometric mean of the probabilities that a small group belongs to a core
AHEAD = 1.0  # how far its logarithm is ahead of that of any other core
_NO_CHANCE = 1e-4  # least probability that is told from none
MOST = 400  # articles compared each with each; a greater topic is taken as what it grew from


def stories_of(profiles: Sequence[Profile]) -> list[tuple[list[int], dict[int, float]]]:
    """Group the articles of a topic into stories.

    Args:
        profiles: In an order that does not hang on their arrival.

    Returns:
        Each story's articles and how central each is: its mean probability of being of one
        matter with the others (1 where it is alone).
    """
    same = same_matter(profiles)
    stories = []
    for group in parted(same, heroes(profiles)):
        if len(group) == 1:
            stories.append((group, {group[0]: 1.0}))
            continue
        within = same[np.ix_(group, group)]
        central = (within.sum(axis=1) - within.diagonal()) / (len(group) - 1)
        stories.append((group, dict(zip(group, map(float, central), strict=True))))
    return stories


@functools.cache
def rules() -> str:
    """What parts topics besides their profiles: others may part them in another way."""
    bars = (MIN_STORY, MIN_KIN, CORE, MIN_LATECOMER, AHEAD, TELLING, MIN_OWN, RUN, MIN_SHARED)
    return repr((*bars, weights()))


def parted(same: NDArray[np.float64], named: Heroes) -> list[list[int]]:
    """Part a topic into stories by the probability that two articles are of one, shape (n, n),
    and by whom they name.

    First the articles that surely belong together, but never groups each with a person of its
    own; then what is left in small groups goes to a core that it is clearly more like than it is
    like any other; at last the runs of one story that only time has parted.
    """
    worth = np.log(np.maximum(same, _NO_CHANCE))
    size = len(same)
    # Moved to 0 to 1, since linkage takes what is missing for 0; averages are geometric means.
    moved = 1 - worth / np.log(_NO_CHANCE)
    pairs = {(int(i), int(j)): float(moved[i, j]) for i, j in np.argwhere(moved > 0) if i < j}
    bar = float(1 - np.log(MIN_STORY) / np.log(_NO_CHANCE))
    groups = average_linkage(size, pairs, bar, apart=named.rivals)
    cores = [group for group in groups if len(group) >= CORE]
    grown = [list(core) for core in cores]
    for group in groups:
        if len(group) >= CORE:
            continue
        means = [float(worth[np.ix_(group, core)].mean()) for core in cores]
        ranked = sorted(range(len(cores)), key=lambda n: -means[n])
        clear = len(ranked) < 2 or means[ranked[0]] - means[ranked[1]] >= AHEAD
        if ranked and clear and means[ranked[0]] >= np.log(MIN_LATECOMER):
            grown[ranked[0]] += group
        else:
            grown.append(list(group))
    return sorted(sorted(group) for group in _joined_kin(grown, worth, named))


def _joined_kin(
    groups: list[list[int]], worth: NDArray[np.float64], named: Heroes
) -> list[list[int]]:
    """Join groups that are kin, those that are most alike first. `worth`: log probabilities."""
    runs = sorted(sorted(group) for group in groups if len(group) >= RUN)
    while True:
        alike = [
            (float(worth[np.ix_(one, other)].mean()), one, other)
            for one, other in combinations(runs, 2)
            if named.kin(one, other) and not named.rivals(one, other)
        ]
        # Of equal ones the first.
        best, one, other = max(alike, key=lambda found: found[0], default=(-np.inf, [], []))
        if best < np.log(MIN_KIN):
            return [*runs, *(group for group in groups if len(group) < RUN)]
        rest = [run for run in runs if run not in (one, other)]
        runs = sorted([*rest, sorted(one + other)])


def topics_of(size: int, links: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Group articles 0 to size - 1 whose links are at least `MIN_TOPIC` on average."""
    return average_linkage(size, links, MIN_TOPIC, MOST)
