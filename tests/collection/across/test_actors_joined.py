"""Actors over articles: the same, another, or unsure."""

from __future__ import annotations

import pytest

from copydesk.collection.across.actors_joined import Judgement, join_actors, judge
from copydesk.collection.named import Named

SAME, UNSURE, DIFFERENT = Judgement.SAME, Judgement.UNSURE, Judgement.DIFFERENT


def person(article: int, name: str, country: str | None = None, role: str | None = None) -> Named:
    """A person of an article."""
    return Named(article, "a1", name, "person", country, role)


@pytest.mark.parametrize(
    ("one", "other", "judgement"),
    [
        (person(1, "Sigrún Haldorsdottir"), person(2, "Sigrun Haldorsdottir"), SAME),
        (person(1, "Anthony Phillip Lasalle"), person(2, "Anthony Lasalle"), SAME),
        (person(1, "Henrik Solvang", "NOR"), person(2, "Hendrik Solvang", "NOR"), SAME),
        (person(1, "Henrik Solvang"), person(2, "Hendrik Solvang"), UNSURE),
        (person(1, "H. Solvang"), person(2, "Henrik Solvang"), UNSURE),
        (person(1, "Solvang"), person(2, "Henrik Solvang"), UNSURE),
        (person(1, "Ole Berg", "NOR"), person(2, "Ole Berg", "DNK"), UNSURE),
        (person(1, "Kari Moen"), person(2, "Henrik Moen"), DIFFERENT),
        (person(1, "Kari Moen"), person(2, "Kari Hauge"), DIFFERENT),
        (Named(1, "a", "Norway", "country", "NOR"), Named(2, "b", "Oslo", "country", "NOR"), SAME),
        (Named(1, "a", "officials", "unnamed"), Named(2, "b", "officials", "unnamed"), DIFFERENT),
    ],
)
def test_judgements(one: Named, other: Named, judgement: Judgement) -> None:
    """Each pair is judged so, either way round."""
    assert judge(one, other) is judgement
    assert judge(other, one) is judgement


def test_a_last_name_joins_the_only_one_who_has_it() -> None:
    """With one Moen in the story, Moen is she; with two, it stays open whom it means."""
    one = [person(1, "Kari Moen"), person(2, "Moen")]
    assert [joined.name for joined in join_actors(one)] == ["Kari Moen"]
    two = join_actors([*one, person(3, "Henrik Moen")])
    assert {joined.name for joined in two} == {"Kari Moen", "Henrik Moen", "Moen"}
    assert {j.name: j.unsure for j in two}["Moen"] == ("Henrik Moen", "Kari Moen")


def test_the_order_of_articles_does_not_matter() -> None:
    """The same actors in another order are joined alike."""
    actors = [person(1, "Kari Moen"), person(2, "Moen"), person(3, "Henrik Moen")]
    assert join_actors(actors) == join_actors(actors[::-1])
