"""The desk: a collection as pages for a browser on the same machine. It can only be read."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from copydesk.collection.collection import Collection
from copydesk.collection.query import QueryError
from copydesk.collection.search import Hit, search
from copydesk.collection.status import accounts
from copydesk.collection.stories import Story, story
from copydesk.desk.article import article_view
from copydesk.desk.guard import LOOPBACK, Guard
from copydesk.errors import CollectionError
from copydesk.show.names import described, when, where
from copydesk.show.safe import printable

CARDS = 60  # stories on the front page


def desk_app(
    file: Path, *, hosts: frozenset[str] = LOOPBACK, token: str | None = None
) -> Starlette:
    """The desk over a collection file. `hosts` are the names it may be asked for by."""

    def front(request: Request) -> Response:
        with Collection.open(file) as collection:
            return _page(
                "front.html",
                accounts=accounts(collection),
                stories=_newest(collection),
                **_found(collection, request.query_params.get("q", "")),
            )

    def hits(request: Request) -> Response:
        with Collection.open(file) as collection:
            return _page("hits.html", **_found(collection, request.query_params.get("q", "")))

    def one_story(request: Request) -> Response:
        with Collection.open(file) as collection:
            found = _story(collection, request.path_params["id"])
        return _page("story.html", story=found, folded=_folded(found))

    def story_json(request: Request) -> Response:
        with Collection.open(file) as collection:
            return JSONResponse(_story(collection, request.path_params["id"]).as_json())

    def one_article(request: Request) -> Response:
        with Collection.open(file) as collection:
            try:
                view = article_view(collection, request.path_params["id"])
            except CollectionError as error:
                raise HTTPException(404) from error
        return _page("article.html", **view)

    def missing(request: Request, error: Exception) -> Response:
        return _page("missing.html", status=404)

    return Starlette(
        routes=[
            Route("/", front),
            Route("/search", hits),
            Route("/stories/{id}.json", story_json),
            Route("/stories/{id}", one_story),
            Route("/articles/{id}", one_article),
            Mount("/static", StaticFiles(packages=[("copydesk.desk", "static")])),
        ],
        middleware=[Middleware(Guard, hosts=hosts, token=token)],
        exception_handlers={404: missing},
    )


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


def _story(collection: Collection, story_id: str) -> Story:
    try:
        found = story(collection, story_id)
    except CollectionError as error:
        raise HTTPException(404) from error
    if found.id != story_id:  # one address for one story
        raise HTTPException(404)
    return found


def _folded(found: Story) -> list[dict[str, Any]]:
    """The articles of a story, each with the copies of it that the story holds."""
    known = {article.id for article in found.articles}
    return [
        {"article": article, "copies": [c for c in found.articles if c.copy_of == article.id]}
        for article in found.articles
        if article.copy_of not in known
    ]


def _page(template: str, *, status: int = 200, **values: Any) -> Response:
    return HTMLResponse(_environment().get_template(template).render(values), status)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("copydesk.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"when": when, "where": where, "described": described}
    environment.tests |= {"web_address": lambda url: str(url).startswith(("http://", "https://"))}
    return environment


def _harmless(value: object) -> object:
    """Text without what could turn the reading direction of the page round it."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value
