"""Grouping: articles into topics by their words, and topics into stories by who, where and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from copydesk.collection.likeness import same_matter
from copydesk.collection.linkage import average_linkage
from copydesk.collection.profile import Profile

MIN_LINK = 0.1  # cosine of two articles that may be on one topic
MIN_SHARED_TERMS = 2  # of their key terms
MIN_TOPIC = 0.08  # average of a topic's links
MIN_STORY = 0.7  # average probability: better two stories than a wrong one
_MOST = 1_500  # articles compared each with each; a greater topic is split by a higher bar


def stories_of(
    profiles: Sequence[Profile], links: Mapping[tuple[int, int], float]
) -> list[tuple[list[int], NDArray[np.float64]]]:
    """Group articles into stories.

    Args:
        profiles: Of all articles that are linked to one another, in an order that does not hang
            on their arrival.
        links: Cosines of the pairs (i, j), i < j, that may be on one topic.

    Returns:
        Each story's articles and how central each is: its mean probability of being of one
        matter with the others (1 where it is alone).
    """
    stories = []
    for topic in _topics(len(profiles), links, MIN_TOPIC):
        if len(topic) == 1:
            stories.append((topic, np.ones(1)))
            continue
        same = same_matter([profiles[i] for i in topic])
        pairs = {
            (i, j): float(same[i, j]) for i in range(len(topic)) for j in range(i + 1, len(topic))
        }
        for group in average_linkage(len(topic), pairs, MIN_STORY):
            within = same[np.ix_(group, group)]
            others = max(len(group) - 1, 1)
            central = (within.sum(axis=1) - within.diagonal()) / others
            if len(group) == 1:
                central = np.ones(1)
            stories.append(([topic[i] for i in group], central))
    return stories


def _topics(size: int, links: Mapping[tuple[int, int], float], bar: float) -> list[list[int]]:
    """Articles whose links are strong on average."""
    topics = []
    for topic in average_linkage(size, links, bar):
        if len(topic) <= _MOST or bar > 0.6:
            topics.append(topic)
            continue
        number = {article: n for n, article in enumerate(topic)}
        within = {
            (number[i], number[j]): value
            for (i, j), value in links.items()
            if i in number and j in number
        }
        parts = _topics(len(topic), within, bar * 1.25)
        topics += [[topic[n] for n in part] for part in parts]
    return topics
