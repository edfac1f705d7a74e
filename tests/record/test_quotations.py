"""Quotations: every kind of mark, and what is no quotation mark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.record.quotations import pair_marks


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He said “no” twice.", ["“no”"]),
        ('He said "no" twice.', ['"no"']),
        ("He said ''no way'' twice.", ["''no way''"]),
        ("He said ‘no’ twice.", ["‘no’"]),
        ("He said 'no way,' twice.", ["'no way,'"]),
        ("„Ja“, sagte er.", ["„Ja“"]),
        ("«Oui», dit-il.", ["«Oui»"]),
        ("»Nein«, sagte er.", ["»Nein«"]),
        ("“He said ‘no’ twice.”", ["“He said ‘no’ twice.”", "‘no’"]),
        ("He said, 'The workers' demand is fair.' Then he left.", ["'The workers' demand is fair.'"]),
        ("Never “closed.", ["“closed."]),
        ("The players' union met in the '90s.", []),
        ("Rock 'n' roll isn’t dead.", []),
        ("It is 6'2\" high and 14\" thick.", []),
        ("The workers ' rights", []),
        ("No marks at all", []),
    ],
)  # fmt: skip
def test_marks_are_paired(text: str, wanted: list[str]) -> None:
    """These quotations are found, outer ones first, and no others."""
    assert [text[q.start : q.end] for q in pair_marks(text)] == wanted


def test_paragraphs_reopen() -> None:
    """A quotation that a paragraph leaves open goes on where the next one reopens it."""
    found = pair_marks("“One.\n“Two.\n“Three.”\n“Four.”")
    assert [q.continues for q in found] == [None, 0, 1, None]
    assert [q.closed for q in found] == [False, False, True, True]


def test_an_open_quotation_ends_with_its_paragraph() -> None:
    """What follows in a paragraph without a reopening mark is not quoted."""
    [found] = pair_marks("“One.\nTwo.")
    assert (found.start, found.end) == (0, 5)


@given(st.text("ab '\"“”‘’«».,\n", max_size=60))
def test_quotations_lie_in_the_text_and_nest(text: str) -> None:
    """Offsets are within the text, and an inner quotation within its outer one."""
    found = pair_marks(text)
    for quotation in found:
        assert 0 <= quotation.start < quotation.end <= len(text)
        if quotation.parent is not None:
            outer = found[quotation.parent]
            assert outer.start <= quotation.start
            assert quotation.end <= outer.end
