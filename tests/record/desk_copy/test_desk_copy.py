"""Whole stories: how many of the actors, statements and positions that are told are right.

Each story was annotated before the finders first read it; what they got wrong then was mended by
general means, or is still wrong: the floors tell how much is right now.
"""

from __future__ import annotations

from functools import cache

import pytest
from tests.record.desk_copy.stories import HERE, Tally, compare, place, stories

from copydesk import annotate_text

# Per cent right of all that is told, and found of all that is wanted, pinned just below what it is.
FLOORS = {
    "first": {"actors": (93, 96), "statements": (95, 97), "positions": (86, 85)},
    "second": {"actors": (90, 89), "statements": (96, 93), "positions": (93, 83)},
    "third": {"actors": (91, 94), "statements": (98, 97), "positions": (94, 96)},
    "fourth": {"actors": (92, 91), "statements": (89, 90), "positions": (94, 81)},
}


@cache
def tallies(batch: str) -> dict[str, Tally]:
    """The tallies of a file's stories, added up."""
    total = {part: Tally() for part in ("actors", "statements", "positions")}
    for story in stories(HERE / f"{batch}.txt"):
        record = annotate_text(story.text, title=story.title, published=story.day)
        assert record.refusal is None
        for part, tally in compare(story, record).items():
            total[part] += tally
    return total


@pytest.mark.parametrize("part", ["actors", "statements", "positions"])
@pytest.mark.parametrize("batch", sorted(FLOORS))
def test_as_much_is_right_as_before(batch: str, part: str) -> None:
    """No fewer claims are right, and no more are missed, than the floors tell."""
    tally, (right, found) = tallies(batch)[part], FLOORS[batch][part]
    assert 100 * tally.right >= right * tally.told, "\n".join(tally.wrong)
    assert 100 * tally.found >= found * tally.wanted, "\n".join(tally.missed)


@pytest.mark.parametrize("batch", sorted(FLOORS))
def test_what_is_wanted_stands_in_the_story(batch: str) -> None:
    """The content of every statement that is wanted is words of its story."""
    for story in stories(HERE / f"{batch}.txt"):
        for claims in (story.wanted, story.welcome):
            for claim in claims.get("statements", []):
                start, end = place(story.text, claim[2])
                assert start < end


def test_a_wrong_speaker_is_no_match() -> None:
    """A statement told of somebody else is neither right nor found."""
    story = next(stories(HERE / "first.txt"))
    record = annotate_text(story.text, title=story.title, published=story.day)
    claims = story.wanted["statements"]
    story.wanted["statements"] = [["Nobody Here", *claim[1:]] for claim in claims]
    story.welcome.pop("statements")
    tally = compare(story, record)["statements"]
    assert (tally.right, tally.found) == (0, 0)
