"""search: articles by words, phrases and fields, best first, with the words in their context.

Ranking is BM25 with a match in the title counting eight times, in the standfirst four times and
in an actor's name twice as much as one in the text. BM25 must touch every match, which takes
seconds for words that are in every article and says nothing about them, so it ranks the `NEWEST`
matches that were added last, and as many that have the words in the title. A query with fewer
matches is ranked in full.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from copydesk.collection.collection import Collection
from copydesk.collection.query import Query, parse_query

NEWEST = 2_000
SNIPPET_WORDS = 32
_OPEN, _CLOSE = "\x02", "\x03"
_WEIGHTS = "8.0, 4.0, 1.0, 2.0, 1.0, 1.0"  # title, standfirst, text, actors, countries, source


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found.

    `key` is its number in the file (see `Collection.article`). `score` is BM25, higher is
    better, 0 where the query has no words. `snippet` is the piece of text around the words;
    `highlights` are (start, end) of the words in it, in code points.
    """

    key: int
    id: str
    location: str
    title: str | None
    published: str | None
    score: float
    snippet: str
    highlights: tuple[tuple[int, int], ...]

    def as_json(self) -> dict[str, object]:
        """The object of the contract."""
        return {
            "id": self.id,
            "location": self.location,
            "title": self.title,
            "published": self.published,
            "score": self.score,
            "snippet": self.snippet,
            "highlights": [list(span) for span in self.highlights],
        }


def search(collection: Collection, query: str | Query, *, limit: int = 20) -> list[Hit]:
    """Find articles, best first; of equals the one published last, then by location.

    Only the latest revision of a page is searched.

    Raises:
        QueryError: The query cannot be understood.
    """
    if isinstance(query, str):
        query = parse_query(query)
    with collection.reading() as db:
        ranked = _ranked(db, query, limit)
        return [_hit(db, query, row) for row in ranked]


def _ranked(db: sqlite3.Connection, query: Query, limit: int) -> list[sqlite3.Row]:
    where, values = _filters(query)
    order = "ORDER BY score DESC, published DESC, location, id LIMIT :limit"
    values |= {"limit": limit, "newest": NEWEST}
    columns = "a.article, a.id, a.title, a.published, p.location"
    tables = "articles a JOIN pages p ON p.page = a.article"
    if query.match is None:
        return db.execute(
            f"SELECT {columns}, 0.0 AS score FROM {tables} WHERE {where} {order}", values
        ).fetchall()
    found = (
        f"SELECT words.rowid AS article, -bm25(words, {_WEIGHTS}) AS score FROM words"
        f" CROSS JOIN {tables.replace(' JOIN ', ' CROSS JOIN ')} AND a.article = words.rowid"
        f" WHERE words MATCH :match AND {where} ORDER BY words.rowid DESC LIMIT :newest"
    )
    return db.execute(
        f"WITH found AS ({found}) SELECT {columns}, f.score FROM found f"
        f" JOIN {tables} WHERE a.article = f.article {order}",
        {**values, "match": query.match},
    ).fetchall()


def _filters(query: Query) -> tuple[str, dict[str, object]]:
    """The conditions of a query beside its words, and their values."""
    conditions = ["p.latest = 1"]
    values: dict[str, object] = {}
    if query.first_day:
        conditions.append("a.last_day >= :first_day")
        values["first_day"] = query.first_day
    if query.last_day:
        conditions.append("a.first_day <= :last_day")
        values["last_day"] = query.last_day
    if query.event_type or query.event_status:
        conditions.append(_done(query))
        values |= {"type": query.event_type, "status": query.event_status}
    if query.story:
        conditions.append(
            "EXISTS (SELECT 1 FROM story_articles s JOIN stories USING (story)"
            " WHERE s.article = a.article AND stories.id = :story)"
        )
        values["story"] = query.story
    return " AND ".join(conditions), values


def _done(query: Query) -> str:
    """The condition that one event has the type and the status, or a meeting the status."""
    inner = ["article = a.article"]
    if query.event_type:
        inner.append("type = :type")
    if query.event_status:
        inner.append("status = :status")
    event = f"EXISTS (SELECT 1 FROM events WHERE {' AND '.join(inner)})"
    if query.event_type:
        return event
    return f"({event} OR EXISTS (SELECT 1 FROM meetings WHERE {' AND '.join(inner)}))"


def _hit(db: sqlite3.Connection, query: Query, row: sqlite3.Row) -> Hit:
    key = row["article"]
    if query.match is None:
        text = db.execute("SELECT text FROM articles WHERE article = ?", (key,)).fetchone()[0]
        marked = text[:200].replace("\n", " ")
    else:
        marked = (
            db.execute(
                "SELECT snippet(words, 2, ?, ?, '…', ?) FROM words"
                " WHERE words MATCH ? AND rowid = ?",
                (_OPEN, _CLOSE, SNIPPET_WORDS, query.match, key),
            )
            .fetchone()[0]
            .replace("\n", " ")
        )
    snippet, highlights = _unmark(marked)
    return Hit(
        key,
        row["id"],
        row["location"],
        row["title"],
        row["published"],
        round(row["score"], 4),
        snippet,
        highlights,
    )


def _unmark(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A snippet without its marks, and where they were."""
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    at = start = 0
    for piece in marked.replace(_CLOSE, _OPEN + _CLOSE).split(_OPEN):
        closing = piece.startswith(_CLOSE)
        if closing:
            spans.append((start, at))
        clean = piece.removeprefix(_CLOSE)
        start = at
        at += len(clean)
        pieces.append(clean)
    return "".join(pieces), tuple(spans)
