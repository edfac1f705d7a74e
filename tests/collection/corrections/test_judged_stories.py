"""Stories that people join and part: at once, after later additions, and back when undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.collection.corrections.corrected_pages import plain, put

from copydesk.collection.collection import Collection
from copydesk.collection.corrections.corrections import Action
from copydesk.collection.corrections.make import By, article_ref, join, undo
from copydesk.collection.stories import update as stories_update
from copydesk.collection.stories.stories import stories
from copydesk.collection.up_to_date import bring_up_to_date

KIM = By("Kim", "2026-06-01T09:00:00.000000Z")
LATER = By("Kim", "2026-06-01T10:00:00.000000Z")
PIRATES = (
    "The frigate Helge seized pirates off Bosaso harbour after they fired on a trawler.",
    "Pirates seized by the frigate Helge off Bosaso face a court in Hargeisa next month.",
    "A court in Hargeisa heard the pirates whom the frigate Helge seized near Bosaso.",
    "The frigate Helge left Bosaso once the court in Hargeisa had sentenced the pirates.",
)
QUOTAS = (
    "Mackerel quotas divide Torshavn and Bergen as fishing fleets wait for the ministers.",
    "Ministers from Torshavn and Bergen argue over mackerel quotas while fleets lie idle.",
    "Fishing fleets sail again as Bergen and Torshavn settle the mackerel quotas dispute.",
    "Mackerel quotas signed: ministers of Torshavn and Bergen end the fleets' long wait.",
)


def add(file: Path, topic: str, texts: tuple[str, ...], first: int) -> None:
    """Add articles on a topic, two days apart, as one `copydesk add` would."""
    for number, text in enumerate(texts, first):
        found = plain(f"{text} {text.replace('The ', 'That ')}", f"2026-03-{number * 2 + 1:02}")
        put(file, found, location=f"{topic}{number}", raw=text)
    with Collection.open(file, write=True) as collection:
        bring_up_to_date(collection)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two stories of three articles each, one with a reprint; one of each is still to come."""
    path = tmp_path / "news.copydesk"
    add(path, "p", PIRATES[:3], 0)
    add(path, "q", QUOTAS[:3], 0)
    words = f"{PIRATES[0]} {PIRATES[0].replace('The ', 'That ')}"
    put(path, plain(f"{words} ", "2026-03-20"), location="reprint", raw="reprint")
    with Collection.open(path, write=True) as collection:
        bring_up_to_date(collection)
    return path


def shape(file: Path) -> list[list[str]]:
    """The names of the pages of each story, in order."""
    with Collection.open(file) as collection:
        return sorted([a.location for a in story.articles] for story in stories(collection))


def ref(collection: Collection, location: str) -> dict[str, str]:
    """The ref of the article of a page."""
    row = collection.db.execute("SELECT page FROM pages WHERE location = ?", (location,)).fetchone()
    return article_ref(collection.db, row[0])


def test_stories_are_joined_for_good_and_again_apart_when_undone(file: Path) -> None:
    """Two stories become one, an addition to either leaves them one, the undo parts them."""
    before = shape(file)
    assert [len(story) for story in before] == [4, 3]
    with Collection.open(file, write=True) as collection:
        both = [ref(collection, "p0"), ref(collection, "q0")]
        [made] = join(collection, Action.MERGE, "stories", [both], KIM)
    [joined] = shape(file)
    assert sorted(joined) == sorted(before[0] + before[1])
    add(file, "p", PIRATES[3:], 3)
    add(file, "q", QUOTAS[3:], 3)
    assert [len(story) for story in shape(file)] == [9]
    with Collection.open(file, write=True) as collection:
        undo(collection, made.id, LATER)
    assert [len(story) for story in shape(file)] == [5, 4]


def test_an_article_is_parted_with_its_copies(file: Path) -> None:
    """The original that leaves a story takes its reprint along and stays out of it."""
    with Collection.open(file, write=True) as collection:
        leaver, other = ref(collection, "p0"), ref(collection, "p1")
        [made] = join(collection, Action.PART, "stories", [[leaver, other]], KIM)
    parted = [["p0", "reprint"], ["p1", "p2"]]
    assert shape(file)[:2] == parted
    add(file, "p", PIRATES[3:], 3)
    assert shape(file)[:2] == [parted[0], [*parted[1], "p3"]]
    with Collection.open(file, write=True) as collection:
        undo(collection, made.id, LATER)
    assert [len(story) for story in shape(file)] == [5, 3]


def test_a_busy_addition_applies_the_judgement(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where an addition changes the stories again and again meanwhile, it is left to that."""
    with Collection.open(file, write=True) as collection:
        both = [ref(collection, "p0"), ref(collection, "q0")]
        with monkeypatch.context() as patch:
            patch.setattr(stories_update, "_state", lambda db: (object(),))
            join(collection, Action.MERGE, "stories", [both], KIM)
    assert len(shape(file)) == 2
    with Collection.open(file, write=True) as collection:
        bring_up_to_date(collection)
    assert len(shape(file)) == 1


def test_a_large_topic_is_judged_at_once_and_grouped_later(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for a grouping of very many: stories are joined and parted as they are, and
    an undone joining is parted with the next addition."""
    before = shape(file)
    monkeypatch.setattr(stories_update, "LARGE", 1)
    with Collection.open(file, write=True) as collection:
        both = [ref(collection, "p0"), ref(collection, "q0")]
        [made] = join(collection, Action.MERGE, "stories", [both], KIM)
        assert [len(story) for story in shape(file)] == [7]
        undo(collection, made.id, LATER)
        bring_up_to_date(collection)
        assert shape(file) == before
        leaver = [ref(collection, "p1"), ref(collection, "p0")]
        join(collection, Action.PART, "stories", [leaver], KIM)
        assert ["p1"] in shape(file)
        bring_up_to_date(collection)
    assert ["p1"] in shape(file)
