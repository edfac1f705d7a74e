"""What is known of a story across its articles, kept in memory until the story changes.

Joining what many articles tell takes milliseconds an article; a page must not wait for it twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from copydesk.collection.across.conflicts import Conflict, conflicts_of
from copydesk.collection.across.positions_over_time import over_time
from copydesk.collection.across.timeline import timeline_of
from copydesk.collection.across.told import telling
from copydesk.collection.collection import Collection
from copydesk.collection.kept import Kept
from copydesk.desk.matrix import Matrix, matrix
from copydesk.desk.meetings import Meeting, meetings_of
from copydesk.desk.moves import Move, moves_of

MOST = 64  # stories kept


@dataclass(frozen=True, slots=True)
class Known:
    """The rows of `timeline` and `positions_over_time` as the desk shows them, and the conflicts.
    Not to be changed."""

    moves: list[Move]
    meetings: list[Meeting]
    positions: list[dict[str, Any]]
    matrix: Matrix
    conflicts: list[Conflict]


_kept: Kept[tuple[object, ...], Known] = Kept(MOST)


def known(collection: Collection, story_id: str) -> Known:
    """What the articles of a story tell, as of now.

    Raises:
        CollectionError: There is no such story.
    """
    with collection.reading():
        key = _version(collection, story_id)
        found = _kept.get(key)
        if found is not None:
            return found
        with telling(collection, story_id) as told:  # the actors are joined once for all
            rows = timeline_of(told)
            positions = over_time(told.claims("positions"), told.cast)
            found = Known(
                moves_of(rows),
                meetings_of(rows),
                positions,
                matrix(positions),
                conflicts_of(told),
            )
    _kept.put(key, found)
    return found


def is_known(collection: Collection, story_id: str) -> bool:
    """Whether `known` would take no time."""
    with collection.reading():
        return _kept.get(_version(collection, story_id)) is not None


def _version(collection: Collection, story_id: str) -> tuple[object, ...]:
    """What changes whenever the story's articles, their folds or what people said of them do."""
    row = collection.db.execute(
        "SELECT count(*), sum(s.article), max(s.article), count(c.article), sum(c.copy_of),"
        " (SELECT max(correction) FROM corrections) FROM stories JOIN story_articles s"
        " USING (story) LEFT JOIN copies c USING (article) WHERE id = ?",
        (story_id,),
    ).fetchone()
    file = collection.path.absolute()
    return (file, file.stat().st_ino, story_id, *row)
