"""How the desk answers: pages from templates, downloads, and what is not there."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from copydesk.collection.collection import Collection
from copydesk.collection.stories.stories import Story, story
from copydesk.desk.cards import bars
from copydesk.desk.signs import REALITIES, STANCES, reality, tone
from copydesk.errors import CollectionError
from copydesk.show.names import described, when, where
from copydesk.show.safe import printable

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def opened(request: Request, *, write: bool = False) -> Collection:
    """The collection that this desk shows; use it in a `with` statement."""
    file: Path = request.app.state.file
    return Collection.open(file, write=write)


def page(template: str, *, status: int = 200, **values: Any) -> Response:
    """A page made from a template, in which all text is escaped and harmless."""
    return HTMLResponse(_environment().get_template(template).render(values), status)


def is_piece(request: Request) -> bool:
    """Whether a page asks for a piece of itself; going back in the history asks for all of it."""
    headers = request.headers
    return "hx-request" in headers and "hx-history-restore-request" not in headers


def page_number(request: Request) -> int:
    """Which page of a list the address asks for, from 1."""
    given = request.query_params.get("page", "1")
    if given.isascii() and given.isdigit() and len(given) < 6:
        return max(int(given), 1)
    return 1


def missing(request: Request, error: Exception) -> Response:
    """The page for an address at which there is nothing."""
    return page("missing.html", status=404)


def unreadable(request: Request, error: Exception) -> Response:
    """The page, or its piece, where the collection itself cannot be read: it says what to do."""
    template = "unreadable_piece.html" if is_piece(request) else "unreadable.html"
    return page(template, status=503, problem=str(error))


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


def day(value: str | None) -> str:
    """A date for people, as precise as it is known; a range by both its ends.

    >>> day("2026-03-02T15:10:00+01:00"), day("2026-03"), day(None)
    ('2 Mar 2026', 'Mar 2026', 'undated')
    >>> day("2026-03-02/2026-03-08")
    '2 Mar 2026 – 8 Mar 2026'
    """
    if not value:
        return "undated"
    if "/" in value:
        return " – ".join(day(part) for part in value.split("/", 1))
    parts = value[:10].split("-")
    if not all(part.isdecimal() for part in parts) or len(parts) > 3:
        return value
    if len(parts) > 1 and 1 <= int(parts[1]) <= 12:
        parts[1] = _MONTHS[int(parts[1]) - 1]
    return " ".join(part.lstrip("0") for part in reversed(parts))


def count(number: int, singular: str, plural: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "copy", "copies"), count(1200, "article")
    ('1 copy', '1,200 articles')
    """
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def actor_address(name: str) -> str:
    """Where the page of an actor is."""
    return f"/actors/{quote(name, safe='')}"


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
    environment.filters |= {
        "when": when,
        "where": where,
        "described": described,
        "day": day,
        "count": count,
        "tail": lambda path: str(path).rstrip("/").rsplit("/", 1)[-1] or str(path),
        "plain": lambda name: str(name).replace("_", " "),
    }
    environment.globals |= {
        "bars": bars,
        "reality": reality,
        "tone": tone,
        "actor_address": actor_address,
        "stance_sign": STANCES.__getitem__,
        "reality_sign": REALITIES.__getitem__,
    }
    environment.tests |= {"web_address": lambda url: str(url).startswith(("http://", "https://"))}
    return environment


def _harmless(value: object) -> object:
    """Text without what could turn the reading direction of the page round it."""
    if type(value) is str and not value.isprintable():  # most is, and is found so at once
        return printable(value)
    return value
