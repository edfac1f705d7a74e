"""Folding: copies point at the earliest original that holds their own words."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from copydesk.collection.copies.fold import Member, fold

Likenesses = dict[int, dict[int, float]]


def likenesses(pairs: set[tuple[int, int]]) -> Likenesses:
    """Both ways round, all with the same share."""
    found: Likenesses = {}
    for one, other in pairs:
        found.setdefault(one, {})[other] = 0.8
        found.setdefault(other, {})[one] = 0.8
    return found


def pointers(members: list[Member], alike: Likenesses) -> dict[int, int]:
    """What each copy points at."""
    return {copy.article: copy.copy_of for copy in fold(members, alike)}


def test_copies_are_not_joined_through_one_another() -> None:
    """1 is like 2 and 2 like 3, but 3 is not like 1: it stays an original."""
    members = [Member(n, n, f"day {n}") for n in (1, 2, 3)]
    assert pointers(members, likenesses({(1, 2), (2, 3)})) == {2: 1}


def test_the_earliest_is_the_original() -> None:
    """Of articles with the same words, whoever was first in line is repeated by the others."""
    members = [Member(1, 7, "c"), Member(2, 7, "a"), Member(3, 7, "b")]
    assert pointers(members, {}) == {1: 2, 3: 2}


def test_what_a_person_unfolded_is_no_copy_and_takes_none_along() -> None:
    """The unfolded one stands alone; those that repeat the original still point at it."""
    members = [Member(1, 7, "a"), Member(2, 7, "b", free=True), Member(3, 7, "c")]
    assert pointers(members, {}) == {3: 1}


PAIRS = st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] != p[1]))


@given(pairs=PAIRS, seed=st.integers(0, 2**16))
def test_the_fold_does_not_hang_on_the_order(pairs: set[tuple[int, int]], seed: int) -> None:
    """The same articles in another order fold alike, originals are no copies, and every copy is
    like what it points at."""
    members = [Member(n, n, f"{n * 5 % 8}") for n in range(8)]
    alike = likenesses(pairs)
    found = pointers(members, alike)
    random.Random(seed).shuffle(members)
    assert pointers(members, alike) == found
    assert not set(found) & set(found.values())
    assert all(original in alike[copy] for copy, original in found.items())
