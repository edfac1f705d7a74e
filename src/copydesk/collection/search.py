"""search: articles by words, phrases and fields, best first, with the words in their context.

Ranking is BM25 with a match in the title counting eight times, in the standfirst four times and
in an actor's name twice as much as one in the text. BM25 must touch every match, which takes
seconds for words that are in every article and says nothing about them, so it ranks the `NEWEST`
matches that were added last. A query with fewer matches is ranked in full.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from copydesk.collection.collection import Collection
from copydesk.collection.facets import days_match, deed_match
from copydesk.collection.query import Query, parse_query

NEWEST = 2_000
SNIPPET_WORDS = 32
_OPEN, _CLOSE = "\x02", "\x03"
_WEIGHTS = "8.0, 4.0, 1.0, 2.0, 1.0, 1.0, 0.0"  # title, standfirst, text, actors ... facets


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
        ranked = _ranked(db, query, _match(db, query), limit)
        return [_hit(db, query, row) for row in ranked]


def _ranked(
    db: sqlite3.Connection, query: Query, match: str | None, limit: int
) -> list[sqlite3.Row]:
    """The best rows. Candidates are the newest that match; see the head of this module."""
    where, values = _filters(query)
    score = f"-bm25(words, {_WEIGHTS})" if query.match else "0.0"
    tables = "articles a CROSS JOIN pages p ON p.page = a.article"
    if match is None:
        found = f"SELECT a.article, 0.0 AS score FROM {tables} WHERE {where}"
        newest = "a.article"
    else:
        # An article's row is long: of candidates it is read only where its days are asked for.
        dated = " CROSS JOIN articles a ON a.article = p.page" if "a." in where else ""
        found = (
            f"SELECT p.page AS article, {score} AS score FROM words"
            f" CROSS JOIN pages p ON p.page = words.rowid{dated}"
            f" WHERE words MATCH :match AND {where}"
        )
        newest = "words.rowid"
    return db.execute(
        f"WITH found AS ({found} ORDER BY {newest} DESC LIMIT :newest)"
        " SELECT a.article, a.id, a.title, a.published, p.location, f.score"
        f" FROM found f CROSS JOIN {tables} WHERE a.article = f.article"
        " ORDER BY f.score DESC, a.published DESC, p.location, a.id LIMIT :limit",
        {**values, "match": match, "newest": NEWEST, "limit": limit},
    ).fetchall()


def _match(db: sqlite3.Connection, query: Query) -> str | None:
    """The FTS5 expression of words and facets together; None where only a story is asked for."""
    parts = [query.match] if query.match else []
    if query.event_type or query.event_status:
        parts.append(deed_match(query.event_type, query.event_status))
    if query.first_day or query.last_day:
        known = db.execute(
            "SELECT (SELECT first_day FROM articles WHERE first_day NOT NULL ORDER BY 1 LIMIT 1),"
            " (SELECT last_day FROM articles WHERE last_day NOT NULL ORDER BY 1 DESC LIMIT 1)"
        ).fetchone()
        first = max(query.first_day or "", known[0] or "0001-01-01")
        last = min(query.last_day or "9999-12-31", known[1] or "0001-01-01")
        parts.append(days_match(first, max(first, last)))
    return " AND ".join(parts) or None


def _filters(query: Query) -> tuple[str, dict[str, object]]:
    """The conditions that the index does not settle, and their values."""
    conditions = ["p.latest = 1"]
    values: dict[str, object] = {}
    if query.first_day:
        conditions.append("a.last_day >= :first_day")
        values["first_day"] = query.first_day
    if query.last_day:
        conditions.append("a.first_day <= :last_day")
        values["last_day"] = query.last_day
    if query.story:
        conditions.append(
            "p.page IN (SELECT article FROM story_articles JOIN stories USING (story)"
            " WHERE stories.id = :story)"
        )
        values["story"] = query.story
    return " AND ".join(conditions), values


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
