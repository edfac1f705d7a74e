"""Independent sources: how many stand behind a claim that many articles make.

Copies of one text are one source, and so is all that one agency or one outlet sent out.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from copydesk.collection.copies.credits import folded


def source_of(db: sqlite3.Connection, article: int) -> str:
    """What an article's word rests on: the agency of it or of what it copies or of another copy
    of that, else the outlet that had it first, else the article itself."""
    row = db.execute(
        "SELECT coalesce((SELECT copy_of FROM copies WHERE article = ?1), ?1)", (article,)
    ).fetchone()
    original = row[0]
    agency = db.execute(
        "SELECT agency FROM worded WHERE agency IS NOT NULL AND (article = ?1"
        " OR article IN (SELECT article FROM copies WHERE copy_of = ?1))"
        " ORDER BY article <> ?1, place_in_line LIMIT 1",
        (original,),
    ).fetchone()
    if agency:
        return folded(agency[0]) or ""
    outlet = db.execute("SELECT outlet FROM worded WHERE article = ?", (original,)).fetchone()
    return (folded(outlet[0]) if outlet else None) or f"#{original}"


def count_sources(db: sqlite3.Connection, articles: Iterable[int]) -> int:
    """The number of independent sources of these articles."""
    return len({source_of(db, article) for article in articles})
