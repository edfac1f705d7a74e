"""A story goes on about the same things; what stands beside it speaks of others."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.article.cohesion import NAMES, cohesion

HARBOUR = [
    "The harbour council voted on Tuesday to dredge the northern channel before the winter storms.",
    "Dredging the channel would let larger ferries enter the harbour, the council said in a letter.",
    "Fishermen fear that dredging will drive the herring out of the channel for years to come.",
]
OTHER = "A museum of clocks has opened its doors in a former bakery, with eighty pieces on show."
WIDE = [
    "港务局周二表决通过疏浚北部航道。",
    "疏浚航道后大型渡轮可以进港。",
    "钟表博物馆在旧面包房开放。",
]


def known(texts: list[str]) -> list[float]:
    """The share of each text's words that other running text has."""
    prose = np.array([len(text) for text in texts], np.float32)
    return cohesion(texts, prose)[NAMES.index("known")].tolist()  # type: ignore[no-any-return]


@pytest.mark.parametrize("texts", [[*HARBOUR, OTHER], WIDE], ids=["words", "pairs of characters"])
def test_a_story_shares_its_words(texts: list[str]) -> None:
    """Each paragraph of the story shares more with the rest than a text on something else does."""
    *story, other = known(texts)
    assert min(story) > other


def test_text_does_not_back_itself() -> None:
    """A block alone on its page has nothing in common with anything."""
    assert known(HARBOUR[:1]) == [0.0]


@given(st.lists(st.text(max_size=40), min_size=1, max_size=12), st.integers(0, 3))
def test_any_texts_have_their_features(texts: list[str], every: int) -> None:
    """A value for each feature and text, finite, and the same again."""
    prose = np.array([len(t) * (i % (every + 1) == 0) for i, t in enumerate(texts)], np.float32)
    found = cohesion(texts, prose)
    assert found.shape == (len(NAMES), len(texts))
    assert np.isfinite(found).all()
    assert np.array_equal(found, cohesion(texts, prose))
