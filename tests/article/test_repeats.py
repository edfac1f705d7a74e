"""What a page prints twice is found, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.article.repeats import find_repeats

A = "The ferry company said on Monday that it would run no night boats until the end of March."
B = "Its crews had asked for two free weekends a month, a demand that the owners call too costly."
C = "A mediator will be named this week, the county said; both sides have agreed to listen to her."
D = "Passengers in the outer islands fear that the line will be closed for good before the summer."


@pytest.mark.parametrize(
    ("texts", "groups", "repeats"),
    [
        ([A, B, C, D, B, C, D], None, {4: 1, 5: 2, 6: 3}),
        ([A, A, B, B, C, C], None, {1: 0, 3: 2, 5: 4}),
        ([A, B, C], None, {}),
        (["Read more", "Read more", "Home", "Home"], None, {}),
        (["What the crews want", A, "What the crews want", B], None, {}),
        (["What the crews want", A, B, "What the crews want", A, B], None, {3: 0, 4: 1, 5: 2}),
        (["What the crews want"] * 2, None, {1: 0}),
        (["No night boats until the end of March", A], None, {}),
        ([A[:70] + "…", B, A], None, {0: 2}),
        (
            [A, B, C, "“two free weekends a month, a demand that the owners call too costly”"],
            None,
            {3: 1},
        ),
        ([f"{A} {B} {C}", A, B, C], None, {0: 1}),
        ([A, B, C, f"{A} {B} {C}"], None, {3: 0}),
        ([A, A, B, C], [1, 2, 2, 2], {0: 1}),
        ([A.upper(), A], None, {1: 0}),
        (
            ["渡轮公司周一表示，三月底之前不会再开夜班船，船员要求每月两个周末休息。"] * 2,
            None,
            {1: 0},
        ),
    ],
    ids=[
        "the story as a block",
        "interleaved",
        "no repeat",
        "short runs repeat for good reasons",
        "a heading that stands above two parts",
        "a heading that is printed twice with its part",
        "a heading twice in a row",
        "a heading taken from the paragraph below it",
        "a cut copy points at the fuller one",
        "a pulled quotation",
        "the story in one block before its paragraphs",
        "the story in one block behind its paragraphs",
        "the teaser, not the story's copy",
        "case makes no difference",
        "a script without spaces",
    ],
)
def test_repeats(texts: list[str], groups: list[int] | None, repeats: dict[int, int]) -> None:
    """Each way in which pages print text twice."""
    assert find_repeats(texts, groups or [0] * len(texts)) == repeats


def test_the_same_start_is_not_a_repeat() -> None:
    """Two paragraphs that begin alike and go on differently both stay."""
    texts = [A[:45] + B, A[:45] + C]
    assert find_repeats(texts, [0, 0]) == {}


def test_a_heading_may_quote_the_text_below_it() -> None:
    """A brief quotation that a paragraph holds is pulled from it, but not where it is a heading."""
    texts = [
        "“It would run no night boats until the end of March”",
        A,
        "“Too costly”, owners say",
        B,
    ]
    assert find_repeats(texts, [0] * 4, headings={0}) == {}
    assert find_repeats(texts, [0] * 4) == {0: 1}


@given(st.lists(st.sampled_from([A, B, C, D, A[:60], f"{B} {C}", "Home", ""]), max_size=14))
def test_no_words_are_lost(texts: list[str]) -> None:
    """A repeat points at a text that is kept, and what is kept holds no paragraph twice."""
    repeats = find_repeats(texts, [0] * len(texts))
    assert not set(repeats) & set(repeats.values())
    kept = [text for index, text in enumerate(texts) if index not in repeats and len(text) > 20]
    assert len(kept) == len(set(kept))
    shown = " ".join(kept)
    assert all(whole in shown for whole in (A, B, C, D) if whole in texts)
