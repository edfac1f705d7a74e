"""What the second forest is told of a block's surroundings."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from copydesk.article.around import around

CHANCES = st.lists(st.sampled_from((0.0, 1e-7, 0.3, 0.5, 0.85, 1.0)), min_size=1, max_size=40)


@given(CHANCES, st.booleans())
def test_any_page_gives_sound_numbers(chances: list[float], markup: bool) -> None:
    """The block's own features go first, and all numbers are finite, whatever the chances."""
    count = len(chances)
    values = np.arange(count * 2, dtype=np.float32).reshape(count, 2) % 7
    group = np.arange(count) // 3 * 2  # numbers of containers have gaps
    groups = (group, group // 4, group * 0) if markup else ()
    shown = around(values, groups, np.array(chances, np.float32))
    assert np.array_equal(shown[:, :2], values)
    assert np.isfinite(shown).all()


def test_a_block_is_seen_among_its_own() -> None:
    """The same chance looks otherwise in a container of the story than in one of teasers."""
    values = np.full((6, 1), 5.0, np.float32)
    chance = np.array([0.9, 0.6, 0.9, 0.1, 0.6, 0.1], np.float32)
    alone = around(values, (), chance)
    holder = np.array([0, 0, 0, 1, 1, 1])
    grouped = around(values, (holder, holder * 0, holder), chance)[:, alone.shape[1] :]
    assert grouped[1, 0] > 0.7 > 0.3 > grouped[4, 0]
    assert grouped[0, 0] == grouped[1, 0] == grouped[2, 0]
