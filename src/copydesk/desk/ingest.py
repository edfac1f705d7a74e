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
from copydesk.collection.extent import Extent, extent_of
from copydesk.collection.kept import Kept
from copydesk.collection.store import is_being_written
from copydesk.desk.render import opened, page

_NEWEST = 4  # pages shown


@dataclass(frozen=True, slots=True)
class Ingest:
    """The last addition. `per_minute` counts pages; `newest` are the pages that were done last,
    with their titles, or why they are no articles. `share` tells how far it is through its
    sources, 0 to 1, and `left_s` how many seconds are left; both are None where that cannot be
    known."""

    going_on: bool
    finished: str | None
    started: str
    sources: tuple[str, ...]
    pages: int
    articles: int
    per_minute: float
    newest: tuple[dict[str, Any], ...]
    share: float | None = None
    left_s: float | None = None

    @property
    def left(self) -> str | None:
        """The time that is left, in words."""
        if self.left_s is None:
            return None
        minutes = self.left_s / 60
        if minutes < 1:
            return "less than a minute left"
        hours, minutes = divmod(round(minutes), 60)
        return f"about {f'{hours} h ' if hours else ''}{minutes} min left"


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
        start = db.execute("SELECT location FROM pages WHERE page = ?", (first,)).fetchone()
    started = dt.datetime.fromisoformat(run["started"]).astimezone(dt.UTC)
    pages = last - first + 1  # no page is ever taken out
    seconds = ((now or dt.datetime.now(dt.UTC)) - started).total_seconds()
    going_on = run["finished"] is None and is_being_written(collection.path)
    sources = tuple(json.loads(run["sources"]))
    share = left_s = None
    if going_on and newest:
        key = (collection.path, run["run"], run["started"])
        share, left_s = _progress(
            _extent(key, sources), start["location"], newest[0]["location"], seconds
        )
    return Ingest(
        going_on,
        run["finished"],
        run["started"],
        sources,
        pages,
        pages - others,
        pages * 60 / seconds if seconds > 0 else 0.0,
        tuple(dict(row) for row in newest),
        share,
        left_s,
    )


_extents: Kept[tuple[object, ...], tuple[Extent | None]] = Kept(4)


def _extent(key: tuple[object, ...], sources: tuple[str, ...]) -> Extent | None:
    """Of the sources of a run; looked at once, for a page asks every other second."""
    found = _extents.get(key)
    if found is None:
        found = (extent_of(sources),)
        _extents.put(key, found)
    return found[0]


def _progress(
    extent: Extent | None, first: str, newest: str, seconds: float
) -> tuple[float | None, float | None]:
    """How far a run is and how many seconds it will still take, from where its first page and
    its newest stand: what lies before the first was there already."""
    share = extent.share(newest) if extent else None
    began = extent.share(first) if extent else None
    if share is None or began is None or share <= began:
        return share, None
    return share, seconds * (1 - share) / (share - began)


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
