"""The page of pages: what came in, the newest first, and what became of each."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict, dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from copydesk.collection.status import accounts
from copydesk.desk.download import FORMS, download
from copydesk.desk.render import opened, page, page_number

MOST = 60  # on a page
IN_A_FILE = 10_000
LOOKED_AT = 20_000  # of the newest pages, for those that changed: nothing lists them
COLUMNS = (
    "run", "added", "outcome", "detail", "article", "title", "published", "outlet", "copy_of",
    "story", "story_name", "location", "http_status",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Came:
    """A page that was added. `outcome` is "article", or why it is none (`detail` says more);
    `added` is when its run began; `revised` tells that its place had other bytes before."""

    run: int
    added: str
    outcome: str
    detail: str | None
    article: str | None
    title: str | None
    published: str | None
    outlet: str | None
    copy_of: str | None
    story: str | None
    story_name: str | None
    location: str
    http_status: int | None
    revised: bool


def came_in(db: sqlite3.Connection, outcome: str, limit: int, offset: int = 0) -> list[Came]:
    """The pages that came last, first: all, or those of one outcome: "article", "revised", or the
    reason of a refusal or of quarantine."""
    numbers = db.execute(
        f"SELECT page FROM {_chosen(outcome)} ORDER BY page DESC LIMIT :limit OFFSET :offset",
        {"outcome": outcome, "limit": limit, "offset": offset, "newest": LOOKED_AT},
    ).fetchall()
    return [_came(db, number) for (number,) in numbers]


def _chosen(outcome: str) -> str:
    match outcome:
        case "":
            return "pages"
        case "article":
            return "(SELECT article AS page FROM articles)"
        case "revised":
            return (
                "(SELECT page FROM pages p WHERE page > (SELECT max(page) FROM pages) - :newest"
                " AND EXISTS (SELECT 1 FROM pages o WHERE o.place = p.place AND o.page < p.page))"
            )
        case _:
            return (
                "(SELECT page FROM refusals WHERE reason = :outcome"
                " UNION ALL SELECT page FROM quarantine WHERE reason = :outcome)"
            )


def _came(db: sqlite3.Connection, number: int) -> Came:
    row = db.execute(
        "SELECT p.run, runs.started AS added, coalesce(r.reason, q.reason, 'article') AS outcome,"
        " coalesce(r.detail, q.detail) AS detail, a.id AS article, a.title,"
        " a.published, w.outlet, o.id AS copy_of, s.id AS story, s.name AS story_name, p.location,"
        " p.http_status, EXISTS (SELECT 1 FROM pages e WHERE e.place = p.place AND e.page < p.page)"
        " AS revised FROM pages p JOIN runs USING (run) LEFT JOIN refusals r USING (page)"
        " LEFT JOIN quarantine q USING (page) LEFT JOIN articles a ON a.article = p.page"
        " LEFT JOIN worded w ON w.article = p.page LEFT JOIN copies c ON c.article = p.page"
        " LEFT JOIN articles o ON o.article = c.copy_of"
        " LEFT JOIN story_articles t ON t.article = p.page LEFT JOIN stories s USING (story)"
        " WHERE p.page = ?",
        (number,),
    ).fetchone()
    return Came(**{**dict(row), "revised": bool(row["revised"])})


def pages(request: Request) -> Response:
    """The page."""
    outcome, number = request.query_params.get("outcome", "").strip(), page_number(request)
    with opened(request) as collection, collection.reading() as db:
        found = came_in(db, outcome, MOST + 1, MOST * (number - 1))
        tally = accounts(collection)
    return page(
        "pages.html",
        found=found[:MOST],
        more=len(found) > MOST,
        number=number,
        outcome=outcome,
        accounts=tally,
    )


def pages_file(request: Request) -> Response:
    """The same as a file, of the pages that came last."""
    form = request.path_params["form"]
    if form not in FORMS:
        raise HTTPException(404)
    with opened(request) as collection, collection.reading() as db:
        found = came_in(db, request.query_params.get("outcome", "").strip(), IN_A_FILE)
    return download(form, "pages", (*COLUMNS, "revised"), [asdict(one) for one in found])


ROUTES = [Route("/pages", pages), Route("/pages.{form}", pages_file)]
