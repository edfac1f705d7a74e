"""How the desk answers: pages from templates, downloads, and what is not there."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from copydesk.collection.collection import Collection
from copydesk.collection.stories import Story, story
from copydesk.errors import CollectionError
from copydesk.show.names import described, when, where
from copydesk.show.safe import printable


def opened(request: Request, *, write: bool = False) -> Collection:
    """The collection that this desk shows; use it in a `with` statement."""
    file: Path = request.app.state.file
    return Collection.open(file, write=write)


def page(template: str, *, status: int = 200, **values: Any) -> Response:
    """A page made from a template, in which all text is escaped and harmless."""
    return HTMLResponse(_environment().get_template(template).render(values), status)


def missing(request: Request, error: Exception) -> Response:
    """The page for an address at which there is nothing."""
    return page("missing.html", status=404)


def story_at(collection: Collection, request: Request) -> Story:
    """The story that the address names by its whole id: one address for one story.

    Raises:
        HTTPException: 404, there is none.
    """
    story_id = request.path_params["id"]
    try:
        found = story(collection, story_id)
    except CollectionError as error:
        raise HTTPException(404) from error
    if found.id != story_id:
        raise HTTPException(404)
    return found


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
