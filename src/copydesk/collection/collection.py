"""Collection: many pages in one file, with what became of each."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from copydesk.article.article import Article
from copydesk.collection import store
from copydesk.contract import SCHEMA, article_from_json, record_from_json
from copydesk.errors import CollectionError
from copydesk.record.record import Record

_RECORD = ("actors", "statements", "events", "meetings", "positions")


class Collection:
    """An open collection file. Use it in a `with` statement, or `close` it.

    `db` is the connection, for the modules of this package; they wrap what they do in
    `reading()` or `writing()`, which turn SQLite's errors into `CollectionError`. One thread at a
    time may use it: threads open the file once each.
    """

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path, self.db = path, db

    @classmethod
    def open(cls, path: Path | str, *, write: bool = False, create: bool = False) -> Self:
        """Open a collection file; `create` makes one where there is none.

        Raises:
            CollectionError: There is no such file, it is no collection, it was made by a newer
                version, or it cannot be opened.
        """
        path = Path(path)
        return cls(path, store.connect(path, write=write or create, create=create))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. All that was committed is in it."""
        with contextlib.suppress(sqlite3.Error):  # a full disk may refuse the last checkpoint
            self.db.close()

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Several reads that see the same state; within another, that one's."""
        with store.explained(self.path):
            if self.db.in_transaction:
                yield self.db
                return
            self.db.execute("BEGIN")
            try:
                yield self.db
            finally:
                if self.db.in_transaction:
                    self.db.execute("COMMIT")

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or nothing."""
        with store.explained(self.path), store.transaction(self.db):
            yield self.db

    def keys(self, article_id: str) -> list[int]:
        """The numbers of the articles with this id: one for each place it was found at.

        Raises:
            CollectionError: There is none.
        """
        with self.reading() as db:
            rows = db.execute(
                "SELECT article FROM articles JOIN pages ON page = article WHERE id = ?"
                " ORDER BY latest DESC, location, sha256",
                (article_id,),
            ).fetchall()
        if not rows:
            raise CollectionError(
                str(self.path),
                f"holds no article {article_id}",
                "take an id from copydesk search or copydesk stories",
            )
        return [int(row["article"]) for row in rows]

    def article(self, key: int) -> Article:
        """The article of that number (see `keys`), as it was read."""
        with self.reading() as db:
            return article_from_json(_article_object(db, _one(db, key, self.path)))

    def record(self, key: int) -> Record:
        """The record of the article of that number. Its evidence is proved once more.

        Raises:
            EvidenceError: A span does not hold the article's words: the file was tampered with.
        """
        with self.reading() as db:
            article = article_from_json(_article_object(db, _one(db, key, self.path)))
            return record_from_json(_record_object(db, key), article)

    def content(self, key: int) -> bytes | None:
        """The page that the article of that number was read from, where it was kept.

        A page that came as text is given in UTF-8.
        """
        with self.reading() as db:
            row = db.execute("SELECT content FROM pages WHERE page = ?", (key,)).fetchone()
        return zlib.decompress(row["content"]) if row and row["content"] is not None else None

    def objects(self, *, latest_only: bool = True) -> Iterator[dict[str, Any]]:
        """The contract objects of all pages but quarantined ones, by location and digest.

        The same pages give the same objects in the same order, however they came in.
        """
        with self.reading() as db:
            pages = db.execute(
                "SELECT page FROM pages WHERE verdict IS NOT NULL AND latest >= ?"
                " ORDER BY location, sha256",
                (int(latest_only),),
            ).fetchall()
        for (page,) in pages:  # a transaction each: a slow taker keeps no log from being tidied
            with self.reading() as db:
                row = db.execute(
                    "SELECT * FROM pages LEFT JOIN articles ON article = page WHERE page = ?",
                    (page,),
                ).fetchone()
                item = _object(db, row)
            yield item


def _one(db: sqlite3.Connection, key: int, path: Path) -> sqlite3.Row:
    row = db.execute("SELECT * FROM articles WHERE article = ?", (key,)).fetchone()
    if row is None:
        raise CollectionError(str(path), f"holds no article number {key}", "look it up by its id")
    assert isinstance(row, sqlite3.Row)
    return row


def _object(db: sqlite3.Connection, row: sqlite3.Row) -> dict[str, Any]:
    page = row["page"]
    is_article = row["article"] is not None
    if is_article:
        refusal = json.loads(row["record_refusal"]) if row["record_refusal"] else None
    else:
        refusal = dict(
            db.execute(
                "SELECT stage, reason, detail FROM refusals WHERE page = ?", (page,)
            ).fetchone()
        )
    names = ("location", "url", "fetched", "http_status", "sha256")
    return {
        "schema": SCHEMA,
        "page": {name: row[name] for name in names},
        "verdict": json.loads(row["verdict"]),
        "article": _article_object(db, row) if is_article else None,
        "set_aside": [
            dict(item)
            for item in db.execute(
                "SELECT text, reason, before_paragraph, place AS 'where', repeat_of FROM ledger"
                " WHERE page = ? ORDER BY number",
                (page,),
            )
        ],
        "refusal": refusal,
        **(_record_object(db, page) if is_article else {}),
    }


def _article_object(db: sqlite3.Connection, row: sqlite3.Row) -> dict[str, Any]:
    paragraphs = db.execute(
        "SELECT start, end, kind, place AS 'where' FROM paragraphs WHERE article = ?"
        " ORDER BY number",
        (row["article"],),
    )
    return {
        **json.loads(row["body"]),
        "text": row["text"],
        "paragraphs": [dict(paragraph) for paragraph in paragraphs],
    }


def _record_object(db: sqlite3.Connection, key: int) -> dict[str, Any]:
    return {
        table: [
            json.loads(row["body"])
            for row in db.execute(
                f"SELECT body FROM {table} WHERE article = ? ORDER BY number", (key,)
            )
        ]
        for table in _RECORD
    }
