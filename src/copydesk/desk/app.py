"""The desk: a collection as pages for a browser on the same machine."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from copydesk.desk import (
    actor,
    article,
    calendar,
    corrections,
    corrections_joins,
    corrections_list,
    front,
    ingest,
    pages,
    story,
)
from copydesk.desk.guard import LOOPBACK, Guard
from copydesk.desk.render import missing, unreadable
from copydesk.errors import CollectionError


def desk_app(
    file: Path,
    *,
    hosts: frozenset[str] = LOOPBACK,
    any_address: bool = False,
    token: str | None = None,
) -> Starlette:
    """The desk over a collection file. See `Guard` for who may ask for it and how."""
    app = Starlette(
        routes=[
            *front.ROUTES,
            *ingest.ROUTES,
            *pages.ROUTES,
            *story.ROUTES,
            *calendar.ROUTES,
            *actor.ROUTES,
            *corrections_joins.ROUTES,
            *corrections.ROUTES,
            *corrections_list.ROUTES,
            *article.ROUTES,
            Mount("/static", StaticFiles(packages=[("copydesk.desk", "static")])),
        ],
        middleware=[Middleware(Guard, hosts=hosts, any_address=any_address, token=token)],
        exception_handlers={404: missing, CollectionError: unreadable},
    )
    app.state.file = file
    return app
