"""The page of a story."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from copydesk.collection.stories import Story
from copydesk.desk.render import opened, page, story_at


def one_story(request: Request) -> Response:
    """The page."""
    with opened(request) as collection:
        found = story_at(collection, request)
    return page("story.html", story=found, folded=_folded(found))


def story_json(request: Request) -> Response:
    """The story as the contract's object."""
    with opened(request) as collection:
        return JSONResponse(story_at(collection, request).as_json())


def _folded(found: Story) -> list[dict[str, Any]]:
    """The articles of a story, each with the copies of it that the story holds."""
    known = {article.id for article in found.articles}
    return [
        {"article": article, "copies": [c for c in found.articles if c.copy_of == article.id]}
        for article in found.articles
        if article.copy_of not in known
    ]


ROUTES = [Route("/stories/{id}.json", story_json), Route("/stories/{id}", one_story)]
