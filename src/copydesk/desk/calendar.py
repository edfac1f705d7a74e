"""The page of meetings: those of a month, past and planned, over all stories."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from copydesk.collection.corrections.recorded import Recorded
from copydesk.collection.sources import count_sources
from copydesk.dates import day_range
from copydesk.desk.download import download
from copydesk.desk.meetings import COLUMNS, Meeting, as_row, meeting
from copydesk.desk.render import opened, page, page_number

MOST = 90  # reports of meetings a page
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")


def calendar(request: Request) -> Response:
    """The page."""
    with opened(request) as collection, collection.reading() as db:
        month, number = _month(db, request), page_number(request)
        found, more = meetings_in(db, month, MOST, MOST * (number - 1))
        earlier, later = _neighbours(db, month)
    return page(
        "meetings.html",
        month=month,
        found=found,
        more=more,
        number=number,
        earlier=earlier,
        later=later,
    )


def calendar_file(request: Request) -> Response:
    """The meetings of the month as a file."""
    with opened(request) as collection, collection.reading() as db:
        month = _month(db, request)
        found, _ = meetings_in(db, month, -1)
        rows = [{**as_row(one), "story": story} for one, story, _ in found]
    columns = (*COLUMNS, "story")
    return download(request.path_params["form"], f"meetings {month}", columns, rows)


def meetings_in(
    db: sqlite3.Connection, month: str, limit: int, offset: int = 0
) -> tuple[list[tuple[Meeting, str | None, str | None]], bool]:
    """The meetings of a month in order of day, each with the id and the name of its story; and
    whether there are more than these `limit` reports tell (-1: all).

    Reports of one story that tell of the same days and place are one meeting; the fullest one is
    shown. A time that is only known to the year is of no month.
    """
    # First the numbers alone, which the index holds: bodies are read for those that are shown.
    found = db.execute(
        "SELECT m.article, number FROM meetings m JOIN pages ON page = m.article"
        " WHERE m.time >= ? AND m.time < ? AND latest = 1 ORDER BY m.time, m.article, number"
        " LIMIT ? OFFSET ?",
        (month, f"{month}~", limit + 1 if limit > 0 else -1, offset),
    ).fetchall()
    shown = found[:limit] if limit > 0 else found
    recorded = Recorded(db)
    groups: dict[tuple[object, ...], list[tuple[sqlite3.Row, Mapping[str, Any]]]] = {}
    for article, number in shown:
        row = db.execute(
            "SELECT m.article, m.id AS meeting, m.time, a.id, a.first_day, location,"
            " s.id AS story, s.name AS story_name FROM meetings m JOIN pages ON page = m.article"
            " JOIN articles a ON a.article = m.article"
            " LEFT JOIN story_articles t ON t.article = m.article LEFT JOIN stories s USING (story)"
            " WHERE m.article = ? AND number = ?",
            (article, number),
        ).fetchone()
        claims = recorded.claims(article, "meetings")
        body = next((claim for claim in claims if claim["id"] == row["meeting"]), None)
        if body is None:
            continue  # people say that there is no such meeting
        place = (body.get("place") or {}).get("name")
        key = (row["story"] or row["id"], *day_range(row["time"]), place, body["kind"] == "call")
        groups.setdefault(key, []).append((row, body))
    return [_joined(db, recorded, group) for group in groups.values()], len(found) > len(shown)


def _joined(
    db: sqlite3.Connection, recorded: Recorded, group: list[tuple[sqlite3.Row, Mapping[str, Any]]]
) -> tuple[Meeting, str | None, str | None]:
    row, body = max(group, key=lambda item: sum(bool(value) for value in item[1].values()))
    names = recorded.names(row["article"])
    reports = [
        {"article": r["id"], "location": r["location"], "date": r["first_day"]} for r, _ in group
    ]
    sources = count_sources(db, (r["article"] for r, _ in group))
    day = day_range(row["time"])[0]
    told = {
        **body,
        "article": row["id"],
        "corrected": recorded.is_corrected(row["article"], body["id"]),
    }
    found = meeting(told, names, day, reports, sources)
    return found, row["story"], row["story_name"]


def _month(db: sqlite3.Connection, request: Request) -> str:
    """The month asked for, else that of the newest article."""
    given = request.query_params.get("month", "")
    if given:
        if not _MONTH.fullmatch(given):
            raise HTTPException(404)
        return given
    newest = db.execute(
        "SELECT first_day FROM articles WHERE first_day NOT NULL ORDER BY first_day DESC LIMIT 1"
    ).fetchone()
    return str(newest[0])[:7] if newest else "1970-01"


def _neighbours(db: sqlite3.Connection, month: str) -> tuple[str | None, str | None]:
    """The nearest months before and after that have meetings, their days known to the month."""
    found = [
        db.execute(
            f"SELECT time FROM meetings WHERE {condition} AND time LIKE '____-__%'"
            f" ORDER BY time {order} LIMIT 1",
            (edge,),
        ).fetchone()
        for condition, order, edge in (
            ("time < ?", "DESC", month),
            ("time >= ?", "ASC", f"{month}~"),
        )
    ]
    earlier, later = (str(row[0])[:7] if row else None for row in found)
    return earlier, later


ROUTES = [Route("/meetings", calendar), Route("/meetings.{form}", calendar_file)]
