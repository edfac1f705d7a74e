"""Wording: shares of wording, and the keys that alike texts share."""

from __future__ import annotations

import random

import pytest

from copydesk.collection.copies.update import alike
from copydesk.collection.copies.wording import not_in, overlap, wordings

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
    found = overlap(first, second, 0.0)
    assert found is not None
    return found.shorter


def test_a_text_shares_all_with_itself_and_with_what_holds_it() -> None:
    """Whole texts, cut ones and ones with something added share all of the shorter's words."""
    assert share(REPORT, REPORT.upper()) == 1
    assert share(REPORT, REPORT[: REPORT.index(" Divers")]) == 1
    assert share(REPORT + " Lakeside boats stayed in port.", REPORT) == 1


def test_other_texts_share_next_to_nothing() -> None:
    """Texts on other matters are not alike."""
    first, second = wordings([REPORT, QUAKE.format("4.1", "12", "Aalesund", "03:10", "Monday")])
    assert share(first.text, second.text) < 0.1
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


def test_numbers_that_begin_alike_are_two() -> None:
    """A number is one fact, however many points and colons stand in it: two matches with as many
    spectators, whose first goals fell in one minute, are two matches."""
    form = (
        "{0} beat {1} by {2} goals on {3}. {4} scored first, after {5} minutes, before 40.4 "
        "thousand. The next match of the round is to be played on the coming weekend."
    )
    first, second = wordings(
        [
            form.format("Molde", "Bergen", "2", "Sunday", "Haaland", "22:22"),
            form.format("Tarnhaven", "Aalesund", "3", "Friday", "Lunde", "22:54"),
        ]
    )
    assert alike(first, second) is None


@pytest.mark.parametrize("text", ["One", "Two words", "谈判周一在北京举行。", "1\ud800 x"])
def test_any_text_has_a_wording(text: str) -> None:
    """Short and broken texts, and scripts without spaces, have wordings like any other."""
    first, second = wordings([text, text])
    assert first.digest == second.digest
    assert first.sketch() == second.sketch() != []
    assert share(text, text) == 1


def test_a_text_without_words_is_like_no_other() -> None:
    """Nothing has nothing in common."""
    empty, other = wordings(["...", REPORT])
    assert alike(empty, empty) is None
    assert alike(empty, other) is None


BRIEF = (
    "The Coast Guard of Norway towed the trawler Havbris to Bodoe on Friday with nine men on "
    "board. Its engine had failed off Vaeroey in heavy seas."
)


def test_a_brief_with_a_sentence_of_its_own_is_a_copy() -> None:
    """Half of a brief is enough where all names of that half agree and the texts are of a size."""
    kept = BRIEF[: BRIEF.index(" Its")]
    reprint = f"{kept} Relatives were waiting on the quay, where a brass band played until dusk."
    other = "Its owner in Tromsoe had been told to have it mended by the end of the month."
    first, second = wordings([f"{kept} {other}", reprint])
    assert alike(first, second) is not None
    moved = reprint.replace("Norway", "Iceland").replace("Havbris", "Sigurvon")
    assert alike(*wordings([f"{kept} {other}", moved])) is None


def test_background_of_a_longer_report_makes_no_copy() -> None:
    """A sentence that a long report carries of a brief is little of the report."""
    kept = BRIEF[: BRIEF.index(" Its")]
    brief = f"{kept} Divers are to look at the hull when the sea is calm, said its owner there."
    report = " ".join([REPORT, kept, REPORT.upper().replace("A", "E"), REPORT[::-1]])
    assert alike(*wordings([brief, report])) is None


def test_texts_of_very_different_length_share_keys() -> None:
    """The sketch of a long text shares keys with the sketch of a part of it, wherever it stands."""
    chance = random.Random(5)
    words = [f"w{chance.randrange(4000)}" for _ in range(900)]
    for start in (0, 300, 700):
        part, whole = wordings([" ".join(words[start : start + 200]), " ".join(words)])
        assert len(set(part.sketch()) & set(whole.sketch())) >= 2


def test_what_was_cut_and_added_is_told_by_the_sentence() -> None:
    """A copy's own sentences are told, and none that both have."""
    own = "Lakeside boats stayed in port all week."
    assert not_in(f"{own} {REPORT}", REPORT) == [own]
    assert not_in(REPORT, f"{own} {REPORT}") == []
