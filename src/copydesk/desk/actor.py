"""The page of an actor, and the list of actors."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from copydesk.desk.actor_view import ActorView, actor_view
from copydesk.desk.download import FORMS, download
from copydesk.desk.render import opened, page
from copydesk.desk.signs import SECTORS, Tone

STATEMENTS, ISSUES, PARTNERS = 40, 30, 20  # shown at most; the downloads have all
PARTS = ("offices", "statements", "positions", "partners")
_NEWEST, _NAMES = 300, 90


def one_actor(request: Request) -> Response:
    """The page."""
    return _page(request, request.path_params["name"])


def actor_file(request: Request) -> Response:
    """A part of the page as a file."""
    name, part, form = (request.path_params[field] for field in ("name", "part", "form"))
    if part not in PARTS or form not in FORMS:  # a slash and a dot in the name itself
        return _page(request, f"{name}/{part}.{form}")
    columns, rows = _rows(_view(request, name), part)
    return download(form, f"{name} {part}", columns, rows)


def actors(request: Request) -> Response:
    """Those whom most of the newest articles name, or those whose name begins as asked."""
    begins = request.query_params.get("q", "").strip()
    with opened(request) as collection, collection.reading() as db:
        if begins:
            tries = dict.fromkeys((begins, begins[:1].upper() + begins[1:]))
            found = [
                (row[0], row[1], "article")
                for start in tries
                for row in db.execute(
                    "SELECT name, count(DISTINCT article) FROM actors"
                    " WHERE name >= ?1 AND name < ?1 || char(1114111) GROUP BY name LIMIT ?2",
                    (start, _NAMES),
                )
            ]
        else:
            found = [(row[0], row[1], "article") for row in _named_most(db)]
    return page("actors.html", found=found, begins=begins)


def _named_most(db: sqlite3.Connection) -> list[sqlite3.Row]:
    """Names in the newest articles and in how many of them, copies left out."""
    return db.execute(
        "SELECT name, count(DISTINCT article) AS articles FROM actors WHERE article IN ("
        "SELECT a.article FROM articles a JOIN pages ON page = a.article"
        " LEFT JOIN copies c ON c.article = a.article WHERE latest = 1 AND c.article IS NULL"
        " ORDER BY a.article DESC LIMIT ?)"
        " AND kind != 'unnamed' GROUP BY name ORDER BY articles DESC, name LIMIT ?",
        (_NEWEST, _NAMES),
    ).fetchall()


def _page(request: Request, name: str) -> Response:
    return page(
        "actor.html",
        view=_view(request, name),
        statements=STATEMENTS,
        issues=ISSUES,
        partners=PARTNERS,
        tones=Tone,
        sectors=SECTORS,
    )


def _view(request: Request, name: str) -> ActorView:
    with opened(request) as collection, collection.reading() as db:
        view = actor_view(db, name)
    if view is None:
        raise HTTPException(404)
    return view


def _rows(view: ActorView, part: str) -> tuple[Sequence[str], list[dict[str, Any]]]:
    columns: Sequence[str]
    match part:
        case "offices":
            return ("role", "first", "last", "articles"), [asdict(o) for o in view.offices]
        case "statements":
            columns = (
                "day", "outlet", "act", "kind", "content", "evidence", "article", "id",
                "corrected",
            )  # fmt: skip
            return columns, [
                {
                    **said.body,
                    "day": said.day,
                    "outlet": said.outlet,
                    "article": said.article,
                    "corrected": said.corrected,
                }
                for said in view.statements
            ]
        case "positions":
            columns = (
                "issue", "day", "stance", "condition", "words", "changed", "article", "id",
                "corrected",
            )  # fmt: skip
            return columns, [
                {"issue": issue, **asdict(stance)}
                for issue, stances in view.positions
                for stance in stances
            ]
        case _:
            columns = (
                "name", "meetings", "together_to", "together_by", "apart_to", "apart_by",
                "addressed",
            )  # fmt: skip
            return columns, [
                {
                    "name": partner.name,
                    "meetings": partner.meetings,
                    **{f"{t}_to": partner.to[t] for t in Tone},
                    **{f"{t}_by": partner.by[t] for t in Tone},
                    "addressed": partner.addressed,
                }
                for partner in view.partners
            ]


ROUTES = [
    Route("/actors", actors),
    Route("/actors/{name:path}/{part}.{form}", actor_file),
    Route("/actors/{name:path}", one_actor),
]
