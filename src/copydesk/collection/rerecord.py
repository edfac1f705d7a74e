"""rerecord: articles whose record failed, tried again, as after an update of Copydesk."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from copydesk.collection.collection import Collection
from copydesk.collection.write import replace_record
from copydesk.contract import article_to_json, line
from copydesk.errors import EvidenceError
from copydesk.runner.supervisor import Supervisor


def rerecord(
    collection: Collection, supervisor: Supervisor[tuple[int, str], str]
) -> Iterator[bool]:
    """Annotate again what failed; yields for each article whether it has a record now.

    The supervisor's items are numbers of articles with their `article` objects as JSON, its
    answers the record's part of a contract object. An article that fails again, or breaks its
    worker, stays as it was.

    Raises:
        CollectionError: The file cannot be written.
    """
    with collection.reading() as db:
        failed = list(_failed(db))
    items = ((key, line(article_to_json(collection.article(key)))) for key in failed)
    for answer in supervisor.run(items):
        key, article = answer.item
        found: dict[str, Any] = json.loads(answer.result) if answer.result else {}
        if answer.fault or (found["refusal"] or {}).get("reason") == "fault":
            yield False
            continue
        try:
            with collection.writing() as db:
                replace_record(db, key, {"article": json.loads(article), **found})
                _group_anew(db, key)
        except EvidenceError:  # raised before anything is written
            yield False
            continue
        yield True


def _failed(db: sqlite3.Connection) -> Iterator[int]:
    rows = db.execute(
        "SELECT article, record_refusal FROM articles JOIN pages ON page = article"
        " WHERE record_refusal IS NOT NULL AND latest = 1 ORDER BY location"
    ).fetchall()
    for row in rows:
        if json.loads(row["record_refusal"])["reason"] == "fault":
            yield int(row["article"])


def _group_anew(db: sqlite3.Connection, key: int) -> None:
    """Its actors are known now: stories are to compare the article once more."""
    db.execute("INSERT OR IGNORE INTO stale SELECT other FROM topic_links WHERE one = ?", (key,))
    db.execute("DELETE FROM topic_links WHERE one = ?1 OR other = ?1", (key,))
    db.execute("DELETE FROM key_terms WHERE article = ?", (key,))
    db.execute("DELETE FROM profiles WHERE article = ?", (key,))
