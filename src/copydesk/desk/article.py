"""The page of one article."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from copydesk.collection.collection import Collection
from copydesk.desk.render import opened, page
from copydesk.errors import CollectionError
from copydesk.show.marks import Mark, record_marks, runs
from copydesk.show.names import actor_names, joined
from copydesk.show.safe import printable


def one_article(request: Request) -> Response:
    """The page."""
    with opened(request) as collection:
        try:
            view = article_view(collection, request.path_params["id"])
        except CollectionError as error:
            raise HTTPException(404) from error
    return page("article.html", **view)


def article_view(collection: Collection, article_id: str) -> dict[str, Any]:
    """The values of the template `article.html`.

    Raises:
        CollectionError: There is no such article.
    """
    key = collection.keys(article_id)[0]
    with collection.reading() as db:
        article, record = collection.article(key), collection.record(key)
        found_at = db.execute("SELECT * FROM pages WHERE page = ?", (key,)).fetchone()
        ledger = db.execute(
            "SELECT reason, text, before_paragraph, place FROM ledger WHERE page = ?"
            " ORDER BY number",
            (key,),
        ).fetchall()
        stories = db.execute(
            "SELECT id, name FROM stories JOIN story_articles USING (story) WHERE article = ?",
            (key,),
        ).fetchall()
        copies = db.execute(
            "SELECT a.id, a.title, p.location, c.shared, c.article = ?1 AS is_copy FROM copies c"
            " JOIN articles a ON a.article = iif(c.article = ?1, c.copy_of, c.article)"
            " JOIN pages p ON p.page = a.article WHERE ?1 IN (c.article, c.copy_of)"
            " ORDER BY c.shared DESC, a.id",
            (key,),
        ).fetchall()
    marks = record_marks(record)
    first: set[str] = set()
    names = actor_names(record)
    rows: list[tuple[str, str, str, str]] = []
    for number, paragraph in enumerate(article.paragraphs):
        rows += _set_aside(ledger, number)
        text = article.text[paragraph.start : paragraph.end]
        rows.append(("+", paragraph.kind.value, text, paragraph.where))
    rows += _set_aside(ledger, len(article.paragraphs))
    return {
        "article": article,
        "record": record,
        "page": found_at,
        "stories": stories,
        "copies": copies,
        "names": names,
        "joined": lambda ids: joined(ids, names),
        "paragraphs": [
            (p.kind.value, _marked(article.text, p.start, p.end, marks, first))
            for p in article.paragraphs
        ],
        "ledger": rows,
    }


def _set_aside(ledger: list[Any], number: int) -> list[tuple[str, str, str, str]]:
    """The rows that stood before the paragraph of that number."""
    return [
        ("−", row["reason"], row["text"], row["place"])
        for row in ledger
        if row["before_paragraph"] == number
    ]


def _marked(text: str, start: int, end: int, marks: list[Mark], first: set[str]) -> Markup:
    """`text[start:end]` with a link round each run of marks to the first claim it belongs to.

    `first` collects the claims whose anchor has been set: the row of a claim points there.
    """
    out = []
    for run in runs(start, end, marks):
        shown = escape(printable(text[run.start : run.end]))
        if run.marks:
            claims = list(dict.fromkeys(mark.claim for mark in run.marks))
            roles = " ".join(sorted({mark.role for mark in run.marks}))
            anchors = Markup("").join(
                Markup('<span id="words-{}"></span>').format(c) for c in claims if c not in first
            )
            first.update(claims)
            shown = anchors + Markup('<a class="{}" href="#{}" title="{}">{}</a>').format(
                roles, claims[0], ", ".join(claims), shown
            )
        out.append(shown)
    return Markup("").join(out)


ROUTES = [Route("/articles/{id}", one_article)]
