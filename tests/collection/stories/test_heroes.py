"""Persons and days part look-alikes that share their words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import pytest

from copydesk.collection.stories.grouping import parted
from copydesk.collection.stories.heroes import TELLING, heroes
from copydesk.collection.stories.likeness import signs
from copydesk.collection.stories.linkage import average_linkage
from copydesk.collection.stories.profile import Profile, profile

TEXT = "The club dismissed coach {coach} after a run of defeats and named an assistant."
FIRST = dt.date(2026, 3, 1)


def told(coach: str, day: int | None = None, text: str = TEXT) -> Profile:
    """An article on a coach who went, so many days after the first."""
    actor = {"name": coach, "kind": "person", "mentions": [{}]}
    date = None if day is None else (FIRST + dt.timedelta(days=day)).isoformat()
    return profile("", "", text.format(coach=coach), [actor], day=date)


@pytest.mark.parametrize(("size", "groups"), [(TELLING, 2), (TELLING - 1, 1)])
def test_groups_with_a_person_each_are_never_joined(size: int, groups: int) -> None:
    """However alike all articles are; a group of few says too little of whom it is about."""
    topic = [told("Brandvik")] * size + [told("Holmgaard")] * size
    named = heroes(topic)
    assert named.rivals(range(size), range(size, 2 * size)) is (groups == 2)
    own = np.arange(2 * size) < size
    certain = np.where(own[:, None] == own[None, :], 0.99, 0.9)
    assert len(parted(certain, named)) == groups


def test_a_person_whom_both_name_parts_nobody() -> None:
    """One group has a person of its own and the other has none: no contradiction."""
    both = "Coach {coach} was dismissed; Holmgaard takes over."
    topic = [told("Brandvik", text=both)] * TELLING + [told("Holmgaard")] * TELLING
    assert not heroes(topic).rivals(range(TELLING), range(TELLING, 2 * TELLING))


@pytest.mark.parametrize(
    ("later", "coach", "groups"),
    [(5, "Brandvik", 1), (40, "Brandvik", 2), (5, "Holmgaard", 2), (None, "Brandvik", 2)],
)
def test_news_on_one_person_side_by_side_is_one_story(
    later: int | None, coach: str, groups: int
) -> None:
    """Runs of news that time has parted are joined if both tell of one person and each appeared
    while the other did; not if one begins long after the other's end, nor if it is undated."""
    days = (0, 7, 14)
    rest = [None if later is None else day + later for day in days]
    topic = [told("Brandvik", day) for day in days] + [told(coach, day) for day in rest]
    own = np.arange(6) < 3
    assert len(parted(np.where(own[:, None] == own[None, :], 0.99, 0.5), heroes(topic))) == groups


def test_what_is_apart_is_not_joined() -> None:
    """Two groups that may not be joined as they are stay two, and others are joined."""
    alike = {(0, 1): 0.9, (0, 2): 0.8, (1, 2): 0.8}

    def apart(one: Sequence[int], other: Sequence[int]) -> bool:
        return 2 in (*one, *other)

    assert average_linkage(3, alike, 0.5, apart=apart) == [[0, 1], [2]]
    assert average_linkage(3, alike, 0.5) == [[0, 1, 2]]


@pytest.mark.parametrize(("days", "least", "most"), [((0, 0), 1, 1), ((0, 0, 5, 10), 0.2, 0.4)])
def test_one_day_tells_less_in_a_topic_that_goes_on(
    days: tuple[int, ...], least: float, most: float
) -> None:
    """Two that appeared on one day are close in a short burst of news, less so in a long one."""
    found = signs([told("Brandvik", day) for day in days])
    assert least <= found["days"][0, 1] <= most


def test_news_all_the_time_makes_one_day_tell_nothing() -> None:
    """In a topic that is in the news for more than a month, two of one day may be two stories."""
    found = signs([told("Brandvik", day) for day in (0, *range(0, 40, 5))])
    assert found["days"][0, 1] == 0
    assert found["apart"][0, 8] > found["apart"][0, 2] > found["apart"][0, 1] == 0


def test_a_day_told_is_the_day_of_another() -> None:
    """An undated article that tells of the day on which the other appeared is of that day."""
    text = "The club dismissed coach {coach} on March 1."
    found = signs([told("Brandvik", 0), told("Brandvik", None, text), told("Brandvik", None)])
    assert found["days"][0, 1] == 1
    assert found["days"][0, 2] == 0
