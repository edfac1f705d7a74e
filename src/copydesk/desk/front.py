"""The front page: the stories with the latest news, the search, the accounting."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from copydesk.collection.status import accounts
from copydesk.collection.stories.stories import stories
from copydesk.desk.cards import newest_cards
from copydesk.desk.download import download
from copydesk.desk.ingest import last_ingest
from copydesk.desk.render import is_piece, opened, page, page_number
from copydesk.desk.searched import Asked, choices, found

CARDS = 24  # stories a page


def front(request: Request) -> Response:
    """The page; only its results where the page itself asks while its reader types."""
    asked = Asked.of(request.query_params)
    number = page_number(request)
    with opened(request) as collection, collection.reading() as db:
        values: dict[str, Any] = {
            "asked": asked,
            "found": found(collection, asked),
            "cards": [] if asked else newest_cards(db, CARDS + 1, CARDS * (number - 1)),
            "number": number,
            "most": CARDS,
        }
        if is_piece(request):
            return page("results.html", **values)
        return page(
            "front.html",
            name=collection.path.name,
            accounts=accounts(collection),
            ingest=last_ingest(collection),
            choices=choices(db, asked),
            **values,
        )


def hits_file(request: Request) -> Response:
    """What the search finds, as a file."""
    asked = Asked.of(request.query_params)
    with opened(request) as collection:
        result = found(collection, asked, limit=1_000)
    if result is None or result.wrong:
        raise HTTPException(404)
    columns = ("id", "published", "title", "location", "score", "snippet")
    rows = [hit.hit.as_json() for hit in result.hits]
    return download(request.path_params["form"], "search", columns, rows)


def stories_file(request: Request) -> Response:
    """All stories, as a file."""
    with opened(request) as collection:
        rows = [{**story.as_json(), "count": len(story.articles)} for story in stories(collection)]
    columns = ("id", "name", "first", "last", "sources", "count", "actors")
    return download(request.path_params["form"], "stories", columns, rows)


ROUTES = [
    Route("/", front),
    Route("/search.{form}", hits_file),
    Route("/stories.{form}", stories_file),
]
