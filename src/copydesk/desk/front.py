"""The front page: the stories with the latest news, and the search."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from copydesk.collection.collection import Collection
from copydesk.collection.query import QueryError
from copydesk.collection.search import Hit, search
from copydesk.collection.status import accounts
from copydesk.desk.render import opened, page
from copydesk.show.safe import printable

CARDS = 60  # stories on the front page


def front(request: Request) -> Response:
    """The page."""
    with opened(request) as collection:
        return page(
            "front.html",
            accounts=accounts(collection),
            stories=_newest(collection),
            **_found(collection, request.query_params.get("q", "")),
        )


def hits(request: Request) -> Response:
    """What the search gives, for the front page to show while its reader types."""
    with opened(request) as collection:
        return page("hits.html", **_found(collection, request.query_params.get("q", "")))


def _newest(collection: Collection) -> list[dict[str, Any]]:
    """The cards of the stories with the latest news."""
    with collection.reading() as db:
        rows = db.execute(
            "SELECT s.*, (SELECT count(*) FROM story_articles a WHERE a.story = s.story)"
            " AS articles FROM stories s ORDER BY last_day IS NULL, last_day DESC,"
            " first_day DESC, id LIMIT ?",
            (CARDS,),
        ).fetchall()
    return [{**dict(row), "actors": json.loads(row["actors"])} for row in rows]


def _found(collection: Collection, query: str) -> dict[str, Any]:
    """What a search gives: hits with their snippets marked, or what is wrong with the query."""
    found: list[Hit] = []
    wrong = None
    if query.strip():
        try:
            found = search(collection, query)
        except QueryError as error:
            wrong = str(error)
    return {"query": query, "hits": [(hit, _snippet(hit)) for hit in found], "wrong": wrong}


def _snippet(hit: Hit) -> Markup:
    """The snippet with `<mark>` round the words that were searched for."""
    out, at = Markup(""), 0
    shown = printable(hit.snippet)
    for start, end in hit.highlights:
        out += Markup("{}<mark>{}</mark>").format(shown[at:start], shown[start:end])
        at = end
    return out + shown[at:]


ROUTES = [Route("/", front), Route("/search", hits)]
