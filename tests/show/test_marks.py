"""Overlapping marks are cut into runs that lose no character."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from copydesk.show.html import marked_paragraph
from copydesk.show.marks import Mark, runs

spans = st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda p: (p[0], p[0] + p[1]))
marks = st.lists(spans, max_size=6).map(
    lambda found: [Mark(s, e, "content", f"s{i}") for i, (s, e) in enumerate(found)]
)


@given(marks)
def test_runs_tile_the_text(found: list[Mark]) -> None:
    """Runs follow each other without gap, and each character has just the marks that cover it."""
    tiles = list(runs(5, 45, found))
    assert [t.start for t in tiles] == [5, *(t.end for t in tiles[:-1])]
    assert tiles[-1].end == 45
    for tile in tiles:
        for at in range(tile.start, tile.end):
            assert set(tile.marks) == {m for m in found if m.start <= at < m.end}


def test_hostile_text_is_escaped() -> None:
    """Markup in an article's text is shown, never live."""
    text = 'He said <script>alert("x")</script> twice.'
    html = str(marked_paragraph(text, 0, len(text), [Mark(8, 35, "content", "s1")]))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert html.count("<span") == 1
