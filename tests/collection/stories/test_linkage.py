"""Average linkage: groups that are alike on average."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.collection.stories import linkage
from copydesk.collection.stories.linkage import average_linkage


def test_a_chain_is_cut() -> None:
    """0 is like 1 and 1 like 2, but 0 and 2 have nothing in common: three are not one."""
    assert average_linkage(3, {(0, 1): 0.9, (1, 2): 0.8}, 0.5) == [[0, 1], [2]]


def test_those_alike_on_average_are_joined() -> None:
    """A pair below the bar is joined where the others make up for it."""
    likeness = {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.4}
    assert average_linkage(3, likeness, 0.6) == [[0, 1, 2]]
    assert average_linkage(3, likeness, 0.61) == [[0, 1], [2]]


PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] < p[1]),
    st.floats(0, 1),
)


@given(likeness=PAIRS)
def test_every_item_is_in_one_group_whatever_the_order_of_pairs(
    likeness: dict[tuple[int, int], float],
) -> None:
    """Groups part the items; the order in which pairs are given does not matter."""
    groups = average_linkage(10, likeness, 0.5)
    assert sorted(item for group in groups for item in group) == list(range(10))
    assert average_linkage(10, dict(reversed(likeness.items())), 0.5) == groups


@given(likeness=PAIRS, most=st.integers(1, 9))
def test_a_group_that_is_too_great_is_what_it_grew_from(
    likeness: dict[tuple[int, int], float], most: int
) -> None:
    """No group is greater than allowed; each lies within one of those without that rule."""
    groups = average_linkage(10, likeness, 0.3, most)
    whole = average_linkage(10, likeness, 0.3)
    assert sorted(item for group in groups for item in group) == list(range(10))
    assert all(len(group) <= most for group in groups)
    assert all(any(set(group) <= set(other) for other in whole) for group in groups)
    assert all(group in groups for group in whole if len(group) <= most)


def test_what_is_most_alike_stays_together() -> None:
    """Of two pairs that make four, the pairs are left."""
    likeness = {(0, 2): 0.9, (1, 3): 0.9, (0, 1): 0.5, (0, 3): 0.5, (1, 2): 0.5, (2, 3): 0.5}
    assert average_linkage(4, likeness, 0.3, 3) == [[0, 2], [1, 3]]


VALUES = st.floats(0, 1) | st.sampled_from((0.0, 0.25, 0.5, 0.75, 1.0))


@given(
    values=st.lists(VALUES, min_size=45, max_size=45),
    most=st.none() | st.integers(1, 9),
    parted=st.frozensets(st.integers(0, 9)),
)
def test_a_table_and_a_queue_give_the_same(
    values: list[float], most: int | None, parted: frozenset[int]
) -> None:
    """However many items there are, groups are the same, equal likeness and vetoes included."""

    def apart(one: Sequence[int], other: Sequence[int]) -> bool:
        return len(one) + len(other) > 2 and not parted.isdisjoint((one[0], other[0]))

    likeness = dict(zip(combinations(range(10), 2), values, strict=True))
    by_table = average_linkage(10, likeness, 0.3, most, apart)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(linkage, "MOST_IN_TABLE", 0)
        assert average_linkage(10, likeness, 0.3, most, apart) == by_table
