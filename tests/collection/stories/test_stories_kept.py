"""What adding leaves as it is: topics that did not change, and articles that have a profile."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.collection.stories.test_stories import PAGES, add, state

from copydesk.collection.collection import Collection
from copydesk.collection.stories import update as stories_update
from copydesk.collection.stories.update import update_stories


@pytest.fixture(scope="module")
def captures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection of two look-alike captures."""
    path = tmp_path_factory.mktemp("kept") / "captures.copydesk"
    add(path, [PAGES])
    return path


@pytest.fixture
def file(captures: Path, tmp_path: Path) -> Path:
    """A copy of it to change."""
    return Path(shutil.copy(captures, tmp_path / "own.copydesk"))


def _mark_all(collection: Collection) -> None:
    with collection.writing() as db:
        db.execute("INSERT OR IGNORE INTO stale SELECT article FROM profiles")


def test_a_topic_that_is_as_it_was_is_not_parted_again(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its stories come from what was kept, and are the same."""
    before = state(file)
    monkeypatch.setattr(stories_update, "stories_of", None)  # to call it would fail
    with Collection.open(file, write=True) as collection:
        _mark_all(collection)
        update_stories(collection)
    assert state(file) == before


@pytest.mark.parametrize("change", ["profile", "rules"])
def test_what_changed_is_parted_again(
    file: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    """Another profile of one of its articles, or other rules, and what was kept is not used."""
    monkeypatch.setattr(stories_update, "stories_of", None)
    with Collection.open(file, write=True) as collection:
        _mark_all(collection)
        if change == "rules":
            monkeypatch.setattr(stories_update, "rules", lambda: "others")
        else:
            with collection.writing() as db:
                db.execute("UPDATE profiles SET profile = profile || ' '")
        with pytest.raises(TypeError):
            update_stories(collection)


def test_what_lost_its_profile_is_taken_in_again(file: Path) -> None:
    """An article without a profile waits for one; in the end nothing waits and all is as before."""
    before = state(file)
    waiting = "SELECT count(*) FROM to_group"
    with Collection.open(file, write=True) as collection:
        assert collection.db.execute(waiting).fetchone()[0] == 0
        with collection.writing() as db:
            for table in ("topic_links", "key_terms", "profiles"):
                db.execute(f"DELETE FROM {table}")
        assert collection.db.execute(waiting).fetchone()[0] == len(PAGES)
        update_stories(collection)
        assert collection.db.execute(waiting).fetchone()[0] == 0
    assert state(file) == before
