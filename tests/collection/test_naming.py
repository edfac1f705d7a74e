"""What stories are called, and who is in them above all."""

from __future__ import annotations

import pytest

from copydesk.collection.stories.naming import MAIN_ACTORS, best_title, main_actors
from copydesk.collection.stories.profile import telling_words

PLAIN = "Norway and Iceland open mackerel talks"


def named(*titles: str) -> str | None:
    """The best of titles of articles whose leads all tell of the mackerel talks."""
    return best_title(titles, [telling_words(f"{PLAIN} {title}") for title in titles])


@pytest.mark.parametrize(
    "worse",
    [
        "February 29, 2012, 7:32 p. m. ET",
        "Posted September 26, 2013 in Oslo",
        "4 August 2013 Last updated at 19:47 GMT",
        "Breaking news: Norway and Iceland open talks",
        "“We want mackerel,” says Norway of Iceland talks",
        "Will Norway and Iceland open mackerel talks?",
        "NORWAY AND ICELAND OPEN MACKEREL TALKS",
        "Norway and Iceland open mackerel talks in the …",
        "Norway and Iceland have opened mackerel talks.",
        "Why our mackerel talks with Iceland matter",
        "Mackerel talks",
        "Norway and Iceland open mackerel talks, which will go on for a week in a hotel outside of town",
        "The weather on the coast this weekend",
    ],
)
def test_a_plain_title_is_taken(worse: str) -> None:
    """Rather than a date line, a label, a quotation, a question, a cry, a stump, a sentence, a
    remark, two words, a long one, or one on what nobody else tells, though that is more central."""
    assert named(worse, PLAIN) == PLAIN


def test_a_faulty_title_is_better_than_none() -> None:
    """And a date is none."""
    assert named("Mackerel talks") == "Mackerel talks"
    assert named("March 4, 2026", "12:40 pm") is None
    assert named() is None


def test_of_equal_titles_the_most_central_is_taken() -> None:
    """The first of those given."""
    other = "Iceland and Norway open mackerel talks"
    assert named(other, PLAIN) == other


def test_an_actor_is_told_once_by_his_full_name() -> None:
    """A last name counts as the person who has it; a title before a name adds nothing; countries
    are what they are called; who has no name of his own is left out."""
    found = [
        ("Haldorsdottir", "person"),
        ("Sudan", "country"),
        ("police", "organisation"),
        ("Sigrun Haldorsdottir", "person"),
        ("Minister Sigrun Haldorsdottir", "person"),
        ("South Sudan", "country"),
        ("Sudan", "organisation"),
        ("New Harbour Port Authority", "organisation"),
        ("Harbour Port Authority", "organisation"),
    ]
    assert main_actors(found) == [
        "Sigrun Haldorsdottir",
        "Sudan",
        "South Sudan",
        "New Harbour Port Authority",
    ]


def test_main_actors_are_few() -> None:
    """The first ones."""
    assert len(main_actors((f"Name{n}", "country") for n in range(20))) == MAIN_ACTORS
