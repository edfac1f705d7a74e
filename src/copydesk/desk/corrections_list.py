"""The list of corrections: who said what, how right the machine was, how far people agree."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from copydesk.collection.collection import Collection
from copydesk.collection.corrections.corrections import (
    RECORDS,
    Action,
    Correction,
    settled,
    written_after,
)
from copydesk.collection.corrections.exporting import COLUMNS, annotation, row, told
from copydesk.collection.corrections.scores import Agreement, Score, agreements, scores
from copydesk.contract import line
from copydesk.desk.article_rows import TITLES
from copydesk.desk.download import download
from copydesk.desk.render import opened, page
from copydesk.desk.who import name_of

A_PAGE = 60  # corrections
_SCORES = (
    "who", "kind", "judged", "right", "changed", "wrong", "disputed", "precision", "missed",
    "recall",
)  # fmt: skip


def listed(request: Request) -> Response:
    """The page."""
    with opened(request) as collection:
        everything = _all(collection)
        found = everything.found
        wanted = {name: request.query_params.get(name, "") for name in ("by", "kind", "action")}
        chosen = [c for c in reversed(found) if _is_wanted(c, wanted)]
        first = _number(request.query_params.get("from", ""))
        shown = chosen[first : first + A_PAGE]
        with collection.reading() as db:
            titles = _titles(db, shown)
    kept = [(name, value) for name, value in wanted.items() if value]
    return page(
        "corrections.html",
        found=shown,
        total=len(chosen),
        first=first,
        later=f"?{urlencode([*kept, ('from', first + A_PAGE)])}"
        if first + A_PAGE < len(chosen)
        else None,
        earlier=f"?{urlencode([*kept, ('from', max(0, first - A_PAGE))])}" if first else None,
        here=f"/corrections?{request.url.query}" if request.url.query else "/corrections",
        query=urlencode(kept),
        wanted=wanted,
        people=sorted({c.who for c in found}),
        kinds=(*RECORDS, "ledger", "article", "stories"),
        actions=list(Action),
        titles=titles,
        kind_titles=TITLES,
        scores=sorted(everything.scores, key=lambda s: list(TITLES).index(s.kind)),
        agreements=everything.agreements,
        told=told,
        me=name_of(request),
    )


def corrections_file(request: Request) -> Response:
    """The corrections that the page lists: JSON Lines of Web Annotations, JSON, or CSV."""
    form = request.path_params["form"]
    with opened(request) as collection:
        found = _all(collection).found
    wanted = {name: request.query_params.get(name, "") for name in ("by", "kind", "action")}
    chosen = [c for c in found if _is_wanted(c, wanted)]
    if form == "jsonl":
        body = "".join(f"{line(annotation(c))}\n" for c in chosen)
        headers = {"Content-Disposition": 'attachment; filename="corrections.jsonl"'}
        return Response(body.encode(), media_type="application/jsonl", headers=headers)
    rows = (row(c) if form == "csv" else annotation(c) for c in chosen)
    return download(form, "corrections", COLUMNS, rows)


def scores_file(request: Request) -> Response:
    """The scores, or the agreement of each two people, as a file."""
    what, form = request.path_params["what"], request.path_params["form"]
    with opened(request) as collection:
        everything = _all(collection)
    if what == "scores":
        return download(form, what, _SCORES, [s.as_json() for s in everything.scores])
    if what == "agreement":
        columns = ("people", "kind", "both", "same", "share", "kappa")
        return download(form, what, columns, [a.as_json() for a in everything.agreements])
    raise HTTPException(404)


def _is_wanted(correction: Correction, wanted: dict[str, str]) -> bool:
    return (
        wanted["by"] in ("", correction.who)
        and wanted["kind"] in ("", correction.kind)
        and wanted["action"] in ("", correction.action)
    )


@dataclass(frozen=True, slots=True)
class _All:
    """All corrections in order of time, up to that of a `number` with this `id`, and what follows
    from them."""

    number: int
    id: str | None
    found: Sequence[Correction]
    scores: Sequence[Score]
    agreements: Sequence[Agreement]


_kept: dict[tuple[object, ...], _All] = {}


def _all(collection: Collection) -> _All:
    """All corrections. They are only ever added to, so only those that are new are read."""
    file = collection.path.absolute()
    key = (file, file.stat().st_ino)
    known = _kept.get(key) or _All(0, None, (), (), ())
    newest = "SELECT correction, id FROM corrections WHERE correction <= ? ORDER BY 1 DESC LIMIT 1"
    with collection.reading() as db:
        last = db.execute(newest, (known.number,)).fetchone()
        if known.number and (last is None or tuple(last) != (known.number, known.id)):
            known = _All(
                0, None, (), (), ()
            )  # another file took the place of the one that was known
        new = written_after(db, known.number)
        number, last_id = db.execute(newest, (2**62,)).fetchone() or (0, None)
    if not new:
        return known
    found = settled([*known.found, *new])
    everything = _All(number, last_id, found, scores(found), agreements(found))
    _kept.clear()
    _kept[key] = everything
    return everything


def _titles(db: sqlite3.Connection, found: Sequence[Correction]) -> dict[str, str]:
    """The titles of the articles that corrections are about, by the id that they had then: only
    of those that are still there."""
    ids = sorted({c.article for c in found if c.article})
    marks = ", ".join("?" * len(ids))
    rows = db.execute(f"SELECT id, title FROM articles WHERE id IN ({marks})", ids)
    out: dict[str, Any] = {row["id"]: row["title"] or "Untitled" for row in rows}
    return out


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


ROUTES = [
    Route("/corrections", listed),
    Route("/corrections.{form}", corrections_file),
    Route("/corrections/{what}.{form}", scores_file),
]
