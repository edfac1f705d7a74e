"""stories: articles on the same matter, over time."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from copydesk.collection.collection import Collection
from copydesk.errors import CollectionError


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """An article of a story. `key` is its number in the file; `copy_of` is the id of the article
    that it repeats."""

    key: int
    id: str
    location: str
    title: str | None
    published: str | None
    copy_of: str | None

    def as_json(self) -> dict[str, object]:
        """The object of the contract."""
        return {
            "id": self.id,
            "location": self.location,
            "title": self.title,
            "published": self.published,
            "copy_of": self.copy_of,
        }


@dataclass(frozen=True, slots=True)
class StoryHead:
    """What a story is known by.

    `first` and `last` are days, ISO 8601, None where no article is dated. `sources` counts
    independent ones: copies, and what one agency or outlet sent out, count once.
    """

    id: str
    name: str
    first: str | None
    last: str | None
    actors: tuple[str, ...]
    sources: int


@dataclass(frozen=True, slots=True)
class Story(StoryHead):
    """Articles on the same matter, in the order in which they appeared, the undated last."""

    articles: tuple[StoryArticle, ...]

    def as_json(self) -> dict[str, object]:
        """The object of the contract."""
        return {
            "id": self.id,
            "name": self.name,
            "first": self.first,
            "last": self.last,
            "actors": list(self.actors),
            "sources": self.sources,
            "articles": [article.as_json() for article in self.articles],
        }


def stories(collection: Collection) -> Iterator[Story]:
    """All stories, those with the latest news first, the undated last."""
    with collection.reading() as db:
        for row in db.execute(
            "SELECT * FROM stories ORDER BY last_day IS NULL, last_day DESC, first_day DESC, id"
        ):
            yield _story(db, row)


def story(collection: Collection, story_id: str) -> Story:
    """The story with this id, or the only one whose id begins so.

    Raises:
        CollectionError: There is none, or more than one.
    """
    with collection.reading() as db:
        rows = db.execute(
            "SELECT * FROM stories WHERE substr(id, 1, length(?1)) = ?1 ORDER BY id = ?1 DESC, id"
            " LIMIT 2",
            (story_id,),
        ).fetchall()
        if not story_id or not rows:
            raise CollectionError(
                str(collection.path), f"holds no story {story_id}", "list them: copydesk stories"
            )
        if len(rows) > 1 and rows[0]["id"] != story_id:
            raise CollectionError(
                str(collection.path), f"holds several stories {story_id}…", "give more of the id"
            )
        return _story(db, rows[0])


def head_of(row: sqlite3.Row) -> StoryHead:
    """The head of a story from its row in the file."""
    return StoryHead(
        row["id"],
        row["name"],
        row["first_day"],
        row["last_day"],
        tuple(json.loads(row["actors"])),
        row["sources"],
    )


def _story(db: sqlite3.Connection, row: sqlite3.Row) -> Story:
    articles = db.execute(
        "SELECT a.article, a.id, p.location, a.title, a.published, o.id AS copy_of"
        " FROM story_articles s JOIN articles a USING (article) JOIN pages p ON p.page = a.article"
        " JOIN worded w USING (article) LEFT JOIN copies c USING (article)"
        " LEFT JOIN articles o ON o.article = c.copy_of"
        " WHERE s.story = ? ORDER BY w.place_in_line",
        (row["story"],),
    )
    head = head_of(row)
    return Story(
        head.id,
        head.name,
        head.first,
        head.last,
        head.actors,
        head.sources,
        tuple(StoryArticle(*found) for found in articles),
    )
