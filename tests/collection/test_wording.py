"""Wording: shares of wording, and the keys that alike texts share."""

from __future__ import annotations

import pytest

from copydesk.collection.copies_update import alike
from copydesk.collection.wording import band_keys, not_in, shared_wording, wordings

REPORT = (
    "The harbour master of Tarnhaven closed the outer quay on Tuesday after a crane had fallen "
    "into the basin. Nobody was hurt, but two ferries were sent to Molde, he said. Divers will "
    "look at the wreck this week, and a barge from Bergen is to lift it before Easter."
)
QUAKE = (
    "An earthquake of magnitude {0} struck {1} kilometres north of {2} at {3} on {4}, the survey "
    "said. There were no immediate reports of damage or of injuries in the region."
)


def share(one: str, other: str) -> float:
    """The share of wording of two texts."""
    first, second = wordings([one, other])
    return shared_wording(first, second)


def test_a_text_shares_all_with_itself_and_with_what_holds_it() -> None:
    """Whole texts, cut ones and ones with something added share all of the shorter's words."""
    assert share(REPORT, REPORT.upper()) == 1
    assert share(REPORT, REPORT[: REPORT.index(" Divers")]) == 1
    assert share(REPORT + " Lakeside boats stayed in port.", REPORT) == 1


def test_other_texts_share_next_to_nothing() -> None:
    """Texts on other matters are not alike."""
    first, second = wordings([REPORT, QUAKE.format("4.1", "12", "Aalesund", "03:10", "Monday")])
    assert shared_wording(first, second) < 0.1
    assert alike(first, second) is None


def test_one_form_filled_in_twice_is_no_copy() -> None:
    """Two reports from one template tell of two days: their names and numbers differ."""
    first, second = wordings(
        [
            QUAKE.format("4.1", "12", "Aalesund", "03:10", "Monday"),
            QUAKE.format("5.6", "80", "Tromsoe", "17:45", "Friday"),
        ]
    )
    assert alike(first, second) is None


@pytest.mark.parametrize("text", ["", "One", "Two words", "谈判周一在北京举行。", "1\ud800 x"])
def test_any_text_has_a_wording(text: str) -> None:
    """Short, empty and broken texts, and scripts without spaces, have wordings like any other."""
    first, second = wordings([text, text])
    assert first.digest == second.digest
    assert (band_keys([first]) == band_keys([second])).all()
    assert shared_wording(first, second) == 1


def test_what_was_cut_and_added_is_told_by_the_sentence() -> None:
    """A copy's own sentences are told, and none that both have."""
    own = "Lakeside boats stayed in port all week."
    assert not_in(f"{own} {REPORT}", REPORT) == [own]
    assert not_in(REPORT, f"{own} {REPORT}") == []
