"""The page of one article: its text and records, the page as it came, where all that is from."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from typing import Any, TypeVar
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from copydesk.article.article import Article
from copydesk.collection.collection import Collection
from copydesk.collection.copies.copies import CopyReport, copy_report
from copydesk.collection.corrections.applied import Corrected, corrected
from copydesk.collection.corrections.corrections import Action
from copydesk.collection.corrections.exporting import annotation, told
from copydesk.contract import article_to_json, record_to_json
from copydesk.desk.article_rows import (
    COLUMNS,
    SINGULAR,
    TITLES,
    choices,
    loose,
    rows,
    table,
    values,
)
from copydesk.desk.article_text import marked_blocks
from copydesk.desk.download import download
from copydesk.desk.render import opened, page
from copydesk.desk.who import name_of
from copydesk.errors import CollectionError
from copydesk.record.record import Actor, Event, Meeting, Position, Record, Statement
from copydesk.show.names import actor_names, joined

_Item = TypeVar("_Item", Actor, Statement, Event, Meeting, Position)

MOST_COMPARED = 5  # copies of which it is shown at once what they cut and added
_ORIGINS = (
    "title",
    "standfirst",
    "authors",
    "agency",
    "site",
    "published",
    "modified",
    "dateline",
    "language",
    "section",
    "tags",
    "canonical_url",
    "reservation",
)


def one_article(request: Request) -> Response:
    """The page."""
    with opened(request) as collection:
        key = key_of(collection, request)
        return page(
            "article.html",
            **work_view(collection, request, key),
            **_surroundings(collection, key),
        )


def key_of(collection: Collection, request: Request) -> int:
    """The number of the article that the address names.

    Raises:
        HTTPException: 404, there is none.
    """
    try:
        return collection.keys(request.path_params["id"])[0]
    except CollectionError as error:
        raise HTTPException(404) from error


def work_view(
    collection: Collection, request: Request, key: int, *, problem: str | None = None
) -> dict[str, Any]:
    """The values of `article_work.html`: the text and its records with what people said.

    The address may ask for the page as it came (`view=page`) and for the corrections of one
    person (`by=NAME`); `problem` is what was wrong with a correction.
    """
    as_it_came = request.query_params.get("view") == "page"
    wanted = request.query_params.get("by") or None
    view = corrected(collection, key, wanted)
    me = name_of(request)
    found = rows(view, me, wanted)
    names = actor_names(view.machine) | actor_names(view.record)
    gone = {row.id for each in found.values() for row in each if row.now is None}
    said = [a.correction for a in view.found]
    query = urlencode(
        [("view", "page")] * as_it_came + ([("by", wanted)] if wanted is not None else [])
    )
    article_id = request.path_params["id"]
    return {
        "id": article_id,
        "address": f"/articles/{article_id}",
        "query": f"?{query}" if query else "",
        "as_it_came": as_it_came,
        "wanted": wanted,
        "article": view.article,
        "blocks": marked_blocks(view.article, _all_marked(view), gone),
        "put_back": view.put_back,
        "ledger": _ledger(collection, key, view) if as_it_came else [],
        "rows": found,
        "titles": TITLES,
        "singular": SINGULAR,
        "names": names,
        "actors": tuple(dict.fromkeys(actor.name for actor in view.record.actors)),
        "joined": lambda ids: joined(ids, names),
        "told": told,
        "loose": loose(view),
        "choices": choices,
        "people": sorted({c.who for c in said if c.in_force}),
        "completions": [c for c in said if c.in_force and c.action is Action.COMPLETE],
        "refusal": _refusal(collection, key),
        "me": me,
        "problem": problem,
    }


def _refusal(collection: Collection, key: int) -> str | None:
    """Why the machine recorded nothing of an article, where it declined."""
    with collection.reading() as db:
        row = db.execute("SELECT record_refusal FROM articles WHERE article = ?", (key,)).fetchone()
    if row["record_refusal"] is None:
        return None
    found = json.loads(row["record_refusal"])
    return f"{found['reason']}: {found['detail']}" if found["detail"] else str(found["reason"])


def _all_marked(view: Corrected) -> Record:
    """The machine's record with those that people added."""
    machine, now = view.machine, view.record
    return replace(
        machine,
        actors=_with_added(machine.actors, now.actors),
        statements=_with_added(machine.statements, now.statements),
        events=_with_added(machine.events, now.events),
        meetings=_with_added(machine.meetings, now.meetings),
        positions=_with_added(machine.positions, now.positions),
    )


def _with_added(machine: tuple[_Item, ...], now: tuple[_Item, ...]) -> tuple[_Item, ...]:
    known = {item.id for item in machine}
    return machine + tuple(item for item in now if item.id not in known)


def _ledger(collection: Collection, key: int, view: Corrected) -> list[dict[str, Any]]:
    """The page in its own order: kept paragraphs (`block` is their place in the text) and what
    was set aside, each with why; a block that was put back says by whom."""
    with collection.reading() as db:
        article = collection.article(key)
        aside = db.execute(
            "SELECT number, reason, text, before_paragraph, repeat_of, place FROM ledger"
            " WHERE page = ? ORDER BY number",
            (key,),
        ).fetchall()
    back = {
        a.record: a.correction
        for a in view.found
        if a.correction.in_force and a.correction.action is Action.PUT_BACK
    }
    out: list[dict[str, Any]] = []
    for number, paragraph in enumerate((*article.paragraphs, None)):
        out += [
            {**dict(row), "back": back.get(str(row["number"]))}
            for row in aside
            if row["before_paragraph"] == number
        ]
        if paragraph is not None:
            out.append(
                {
                    "number": None,
                    "reason": paragraph.kind.value,
                    "text": article.text[paragraph.start : paragraph.end],
                    "place": paragraph.where,
                    "repeat_of": None,
                    "back": None,
                }
            )
    return out


def _surroundings(collection: Collection, key: int) -> dict[str, Any]:
    """What stands round the text: stories, copies, and where each value came from."""
    with collection.reading() as db:
        article = collection.article(key)
        found_at = db.execute("SELECT * FROM pages WHERE page = ?", (key,)).fetchone()
        aside = db.execute("SELECT count(*) FROM ledger WHERE page = ?", (key,)).fetchone()[0]
        stories = db.execute(
            "SELECT id, name FROM stories JOIN story_articles USING (story) WHERE article = ?",
            (key,),
        ).fetchall()
        return {
            "found_at": found_at,
            "aside": aside,
            "stories": stories,
            "copy": copy_report(collection, key),
            "original": _original(db, key),
            "copies": _copies(collection, db, key),
            "origins": _origins(article),
        }


def _original(db: sqlite3.Connection, key: int) -> sqlite3.Row | None:
    row = db.execute(
        "SELECT id, title FROM copies JOIN articles ON articles.article = copy_of"
        " WHERE copies.article = ?",
        (key,),
    ).fetchone()
    assert row is None or isinstance(row, sqlite3.Row)
    return row


def _copies(
    collection: Collection, db: sqlite3.Connection, key: int
) -> list[tuple[sqlite3.Row, CopyReport | None]]:
    """The copies of an article in line, the first with what each cut and added."""
    found = db.execute(
        "SELECT c.article, c.shared, a.id, a.title, a.published, location FROM copies c"
        " JOIN articles a USING (article) JOIN pages ON page = c.article"
        " JOIN worded USING (article) WHERE copy_of = ? ORDER BY place_in_line",
        (key,),
    ).fetchall()
    return [
        (row, copy_report(collection, row["article"]) if n < MOST_COMPARED else None)
        for n, row in enumerate(found)
    ]


def _origins(article: Article) -> list[tuple[str, str, str]]:
    """Each value that is known of an article, and where it came from."""
    out = []
    for name in _ORIGINS:
        value = getattr(article.metadata, name)
        if not value:
            continue
        origin = article.metadata.origins.get(name, "")
        if name in ("published", "modified"):
            origin = f"{value.method}, to the {value.precision}, confidence {value.confidence:.2f}"
            shown = value.value
        else:
            shown = ", ".join(value) if isinstance(value, tuple) else str(value)
        out.append((name.replace("_", " "), shown, origin))
    return out


def article_file(request: Request) -> Response:
    """The article's records as CSV; as JSON with the text, the machine's record, the corrected
    one and the corrections."""
    with opened(request) as collection:
        key = key_of(collection, request)
        view = corrected(collection, key, request.query_params.get("by") or None)
    article_id = request.path_params["id"]
    if request.path_params["form"] == "json":
        return JSONResponse(
            {
                "article": article_to_json(view.article),
                "machine": record_to_json(view.machine),
                "corrected": record_to_json(view.record),
                "corrections": [annotation(a.correction) for a in view.found],
            }
        )
    return download(request.path_params["form"], f"article-{article_id}", COLUMNS, table(view))


def change_form(request: Request) -> Response:
    """The form in which a record is changed: a piece of the page, or a page of its own."""
    kind, record_id = request.path_params["kind"], request.path_params["record"]
    with opened(request) as collection:
        view = work_view(collection, request, key_of(collection, request))
    row = next((row for row in view["rows"].get(kind, ()) if row.id == record_id), None)
    if row is None or row.machine is None:
        raise HTTPException(404)
    fields = choices(kind, view["actors"], values(kind, row.now or row.machine, view["names"]))
    is_piece = "hx-request" in request.headers
    template = "article_change.html" if is_piece else "article_change_page.html"
    return page(template, row=row, fields=fields, **view)


ROUTES = [
    Route("/articles/{id}.{form:str}", article_file),
    Route("/articles/{id}/change/{kind}/{record}", change_form),
    Route("/articles/{id}", one_article),
]
