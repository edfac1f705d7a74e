"""The page of a story: timeline, positions, meetings, conflicts, articles with their copies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from copydesk.collection.collection import Collection
from copydesk.collection.copies.copies import copy_report
from copydesk.collection.stories.stories import Story
from copydesk.desk import matrix, meetings, moves
from copydesk.desk.download import attachment, download
from copydesk.desk.known import is_known, known
from copydesk.desk.render import is_piece, opened, page, story_at
from copydesk.errors import CollectionError
from copydesk.export import Format, Tally, lines

ROWS, ORIGINALS, MEETINGS, CONFLICTS = 60, 30, 12, 20  # shown at most; the downloads have all
FORMATS = (
    (Format.PLOVER, "PLOVER", "event data, JSON Lines"),
    (Format.POLECAT, "POLECAT", "event data, a table"),
    (Format.DNA, "DNA", "who is for and against what, for the Discourse Network Analyzer"),
    (Format.ANNOTATIONS, "Web Annotation", "each record on its words, JSON-LD"),
    (Format.NEWSARTICLE, "NewsArticle", "articles and quotations, schema.org"),
    (Format.NINJS, "ninjs", "articles, IPTC"),
    (Format.TEI, "TEI", "a corpus, XML"),
)
AT_ONCE = 20  # articles of a story that is put together while its page waits


def one_story(request: Request) -> Response:
    """The page. Of a great story that nobody opened lately what its articles tell follows when
    it is put together; only that, or only the timeline, where the page itself asks for it."""
    asked_for = request.headers.get("hx-target", "") if is_piece(request) else ""
    with opened(request) as collection, collection.reading():
        found = story_at(collection, request)
        at_once = (
            bool(asked_for)
            or "whole" in request.query_params
            or len(found.articles) <= AT_ONCE
            or is_known(collection, found.id)
        )
        titles = {article.id: article for article in found.articles}
        values: dict[str, Any] = {
            "story": found,
            "titles": titles,
            "outlets": _outlets(collection, found),
            "told": _told(collection, found, request) if at_once else None,
            "query": _query(*_choice(request)),
        }
    if "timeline-rows" in asked_for:
        return page("timeline.html", **values)
    if asked_for:
        return page("told.html", **values)
    return page(
        "story.html",
        folded=_folded(found)[:ORIGINALS],
        originals=ORIGINALS,
        formats=FORMATS,
        **values,
    )


def _told(collection: Collection, found: Story, request: Request) -> dict[str, Any]:
    """What the articles tell."""
    actor, kind = _choice(request)
    told = known(collection, found.id)
    rows = moves.chosen(told.moves, actor, kind)
    return {
        "actor": actor,
        "kind": kind,
        "rows": rows[-ROWS:],
        "all_rows": len(rows),
        "actors": moves.main_actors(told.moves),
        "kinds": sorted({move.type for move in told.moves if move.record == "event"}),
        "matrix": told.matrix,
        "meetings": told.meetings[-MEETINGS:],
        "all_meetings": len(told.meetings),
        "conflicts": told.conflicts[:CONFLICTS],
        "all_conflicts": len(told.conflicts),
    }


def story_file(request: Request) -> Response:
    """The story: as the contract's object, or its articles as a table."""
    with opened(request) as collection:
        found = story_at(collection, request)
    form = request.path_params["form"]
    if form == "json":
        return JSONResponse(found.as_json())
    columns = ("id", "published", "title", "location", "copy_of")
    return download(form, found.name, columns, [a.as_json() for a in found.articles])


def chart(request: Request) -> Response:
    """What the drawing of the timeline needs."""
    actor, kind = _choice(request)
    with opened(request) as collection, collection.reading():
        found = story_at(collection, request)
        rows = moves.chosen(known(collection, found.id).moves, actor, kind)
    return JSONResponse(moves.chart(rows, [article.published for article in found.articles]))


def part_file(request: Request) -> Response:
    """A part of the page as a file: what it shows and no more."""
    actor, kind = _choice(request)
    with opened(request) as collection, collection.reading():
        found = story_at(collection, request)
        told = known(collection, found.id)
    part, form = request.path_params["part"], request.path_params["form"]
    columns: Sequence[str]
    rows: list[dict[str, Any]]
    match part:
        case "timeline":
            columns = moves.COLUMNS
            rows = [moves.as_row(move) for move in moves.chosen(told.moves, actor, kind)]
        case "positions":
            columns, rows = matrix.COLUMNS, told.positions
        case "meetings":
            columns = meetings.COLUMNS
            rows = [meetings.as_row(one) for one in told.meetings]
        case "conflicts":
            columns = ("day", "kind", "subject", "update", "versions")
            rows = [_conflict_row(conflict.as_json(), form) for conflict in told.conflicts]
        case _:
            raise HTTPException(404)
    return download(form, f"{found.name} {part}", columns, rows)


def export_file(request: Request) -> Response:
    """The story in a format of the field, as `copydesk export` writes it."""
    try:
        form = Format(request.path_params["form"])
    except ValueError as error:
        raise HTTPException(404) from error
    with opened(request) as collection:
        found = story_at(collection, request)
        text = "".join(lines(collection, form, Tally(), story=found.id))
    return attachment(text, form.media_type, f"{found.name} {form}", form.suffix)


def copied(request: Request) -> Response:
    """What a copy cut and added; the page asks for it when its reader unfolds the copy."""
    with opened(request) as collection:
        try:
            key = collection.keys(request.path_params["id"])[0]
        except CollectionError as error:
            raise HTTPException(404) from error
        report = copy_report(collection, key)
    if report is None:
        raise HTTPException(404)
    return page("copied.html", report=report)


def _choice(request: Request) -> tuple[str, str]:
    given = request.query_params
    return given.get("actor", "").strip(), given.get("type", "").strip()


def _query(actor: str, kind: str) -> str:
    return urlencode({name: v for name, v in (("actor", actor), ("type", kind)) if v})


def _folded(found: Story) -> list[dict[str, Any]]:
    """The articles of a story, the newest first, each with the copies that the story holds."""
    here = {article.id for article in found.articles}
    folded = [
        {"article": article, "copies": [c for c in found.articles if c.copy_of == article.id]}
        for article in found.articles
        if article.copy_of not in here
    ]
    return folded[::-1]


def _outlets(collection: Collection, found: Story) -> dict[str, str]:
    """Where each article appeared, by its id."""
    with collection.reading() as db:
        rows = db.execute(
            "SELECT a.id, outlet FROM stories JOIN story_articles USING (story)"
            " JOIN worded USING (article) JOIN articles a USING (article)"
            " WHERE stories.id = ? AND outlet IS NOT NULL",
            (found.id,),
        )
        return dict(rows.fetchall())


def _conflict_row(conflict: dict[str, Any], form: str) -> dict[str, Any]:
    """In a table the versions stand in one cell."""
    if form == "csv":
        conflict["versions"] = [
            f"{version['value']} ({version['sources']})" for version in conflict["versions"]
        ]
    return conflict


ROUTES = [
    Route("/stories/{id}/chart", chart),
    Route("/stories/{id}/export/{form}", export_file),
    Route("/stories/{id}/{part}.{form}", part_file),
    Route("/stories/{id}.{form}", story_file),
    Route("/stories/{id}", one_story),
    Route("/copies/{id}", copied),
]
