"""What is being added to the collection right now."""

from __future__ import annotations

import bisect
import datetime as dt
import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from copydesk.collection.collection import Collection
from copydesk.collection.store import is_being_written
from copydesk.desk.render import opened, page

_NEWEST = 4  # pages shown


@dataclass(frozen=True, slots=True)
class Ingest:
    """The last addition. `per_minute` counts pages; `newest` are the pages that were done last,
    with their titles, or why they are no articles."""

    going_on: bool
    finished: str | None
    started: str
    sources: tuple[str, ...]
    pages: int
    articles: int
    per_minute: float
    newest: tuple[dict[str, Any], ...]


def last_ingest(collection: Collection, now: dt.datetime | None = None) -> Ingest | None:
    """What is being added, else what was added last; None where nothing ever was."""
    with collection.reading() as db:
        run = db.execute("SELECT * FROM runs ORDER BY run DESC LIMIT 1").fetchone()
        if run is None:
            return None
        last = int(db.execute("SELECT coalesce(max(page), 0) FROM pages").fetchone()[0])
        first = _first_page(db, run["run"], last)
        others = db.execute(
            "SELECT (SELECT count(*) FROM refusals WHERE page >= ?1)"
            " + (SELECT count(*) FROM quarantine WHERE page >= ?1)",
            (first,),
        ).fetchone()[0]
        newest = db.execute(
            "SELECT location, a.id, title, coalesce(r.reason, q.reason) AS reason FROM pages"
            " LEFT JOIN articles a ON article = pages.page"
            " LEFT JOIN refusals r ON r.page = pages.page"
            " LEFT JOIN quarantine q ON q.page = pages.page"
            " WHERE pages.page >= ? ORDER BY pages.page DESC LIMIT ?",
            (first, _NEWEST),
        ).fetchall()
    started = dt.datetime.fromisoformat(run["started"]).astimezone(dt.UTC)
    pages = last - first + 1  # no page is ever taken out
    minutes = ((now or dt.datetime.now(dt.UTC)) - started).total_seconds() / 60
    return Ingest(
        run["finished"] is None and is_being_written(collection.path),
        run["finished"],
        run["started"],
        tuple(json.loads(run["sources"])),
        pages,
        pages - others,
        pages / minutes if minutes > 0 else 0.0,
        tuple(dict(row) for row in newest),
    )


def _first_page(db: sqlite3.Connection, run: int, last: int) -> int:
    """The first page of the last run; `last + 1` where it has none. Pages are numbered as they
    come in, so it is found by halving; counting by the run would read them all."""

    def run_at(number: int) -> int:
        query = "SELECT run FROM pages WHERE page >= ? ORDER BY page LIMIT 1"
        return int(db.execute(query, (number,)).fetchone()[0])

    return 1 + bisect.bisect_left(range(1, last + 1), run, key=run_at)


def ingest(request: Request) -> Response:
    """The piece of the front page that is asked for again and again."""
    with opened(request) as collection:
        return page("ingest.html", ingest=last_ingest(collection))


ROUTES = [Route("/ingest", ingest)]
