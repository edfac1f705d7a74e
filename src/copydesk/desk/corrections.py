"""Taking corrections: each is posted to an address of its own and answered with what it made."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from copydesk.collection.collection import Collection
from copydesk.collection.corrections.anchor import Anchor
from copydesk.collection.corrections.applied import corrected
from copydesk.collection.corrections.corrections import (
    ACTORS,
    FIELDS,
    Action,
    Correction,
    CorrectionError,
    Value,
)
from copydesk.collection.corrections.make import (
    By,
    add_missing,
    change,
    judge,
    mark_complete,
    put_block_back,
    undo,
)
from copydesk.desk.article import key_of, work_view
from copydesk.desk.render import is_piece, opened, page
from copydesk.desk.who import Form, back_to, by, correcting, first, take_name, taking_form
from copydesk.errors import CollectionError
from copydesk.show.safe import printable


@taking_form
def correct(request: Request, form: Form) -> Response:
    """Take a correction of an article: its field `action` says which."""
    action = first(form, "action")
    take = _TAKES.get(action)
    if take is None:
        raise HTTPException(404)
    record = first(form, "record")
    return _answered(request, form, lambda c: take(c, request, form, by(request)), record)


@taking_form
def undo_of_article(request: Request, form: Form) -> Response:
    """Take back a correction of an article."""
    correction = request.path_params["correction"]
    return _answered(request, form, lambda c: undo(c, correction, by(request)), "")


@taking_form
def undo_listed(request: Request, form: Form) -> Response:
    """Take back a correction from the list of all."""
    problem, status = attempted(
        request, lambda c: undo(c, request.path_params["correction"], by(request))
    )
    if problem is not None:
        return page("corrections_problem.html", status=status, problem=problem)
    return RedirectResponse(back_to(form, "/corrections"), 303)


def attempted(request: Request, make: Callable[[Collection], object]) -> tuple[str | None, int]:
    """Make a correction; what was wrong in words for the person, and the status to answer with.

    Raises:
        HTTPException: 404, what it is about is not there.
    """
    try:
        with correcting(request) as collection:
            make(collection)
    except CorrectionError as error:
        return str(error), 422
    except CollectionError as error:
        if not isinstance(error.__cause__, sqlite3.Error):
            raise HTTPException(404) from error
        return f"Nothing was kept: the collection {error.what}; {error.remedy}.", 503
    return None, 200


def _answered(
    request: Request, form: Form, make: Callable[[Collection], object], record: str
) -> Response:
    """Make a correction and answer with the text and the records as they are now."""
    problem, status = attempted(request, make)
    if problem is None and not is_piece(request):
        query = f"?{request.url.query}" if request.url.query else ""
        mark = f"#{record}" if record.isalnum() else ""
        return RedirectResponse(f"/articles/{request.path_params['id']}{query}{mark}", 303)
    with opened(request) as collection:
        key = key_of(collection, request)
        view = work_view(collection, request, key, problem=problem)
    template = "article_work.html" if is_piece(request) else "corrections_problem.html"
    return page(template, status=status, **view)


def _judge(collection: Collection, request: Request, form: Form, who: By) -> Correction:
    article, kind, record = request.path_params["id"], first(form, "table"), first(form, "record")
    return judge(collection, article, kind, record, Action(first(form, "action")), who)


def _change(collection: Collection, request: Request, form: Form, who: By) -> list[Correction]:
    kind = first(form, "table")
    article, record = request.path_params["id"], first(form, "record")
    return change(collection, article, kind, record, _fields(kind, form), who)


def _add(collection: Collection, request: Request, form: Form, who: By) -> Correction:
    kind = first(form, "table")
    key = key_of(collection, request)
    view = corrected(collection, key, request.query_params.get("by") or None)
    words = _words(form, view.article.text, view.article.id)
    fields = {name: value for name, value in _fields(kind, form).items() if value}
    return add_missing(collection, request.path_params["id"], kind, words, fields, who)


def _put_back(collection: Collection, request: Request, form: Form, who: By) -> Correction:
    number = first(form, "number")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise HTTPException(404)
    return put_block_back(collection, request.path_params["id"], int(number), who)


def _complete(collection: Collection, request: Request, form: Form, who: By) -> Correction:
    return mark_complete(collection, request.path_params["id"], who)


_TAKES: Mapping[str, Callable[[Collection, Request, Form, By], object]] = {
    "right": _judge,
    "wrong": _judge,
    "change": _change,
    "add": _add,
    "put_back": _put_back,
    "complete": _complete,
}


def _fields(kind: str, form: Form) -> dict[str, Value]:
    """The fields of a kind of record that a form gives."""
    return {
        name: tuple(form.get(name, ())) if allowed == ACTORS else first(form, name)
        for name, allowed in FIELDS.get(kind, {}).items()
    }


def _words(form: Form, text: str, shown: str) -> Anchor:
    """The words that were selected: by their place where the text is still the one that was
    shown, else by the words themselves, if they stand there once.

    Raises:
        CorrectionError: They are not there, or in several places.
    """
    words = " ".join(first(form, "words").split())
    start, end = first(form, "start"), first(form, "end")
    if first(form, "of") == shown and start.isdecimal() and end.isdecimal():
        left, right = int(start[:9]), min(int(end[:9]), len(text))
        chosen = text[left:right]
        left += len(chosen) - len(chosen.lstrip())
        right = left + len(chosen.strip())
        if left < right and " ".join(printable(text[left:right]).split()) == words:
            return Anchor.of(text, left, right)
    given = first(form, "words").replace("\r\n", "\n").strip()
    count = text.count(given) if given else 0
    if count != 1:
        what = f"stand there {count} times" if count else "are not in the text"
        raise CorrectionError("words", what, "select them in the text, or give more of them")
    at = text.index(given)
    return Anchor.of(text, at, at + len(given))


ROUTES = [
    Route("/corrections/name", take_name, methods=["POST"]),
    Route("/corrections/{correction}/undo", undo_listed, methods=["POST"]),
    Route("/articles/{id}/corrections", correct, methods=["POST"]),
    Route("/articles/{id}/corrections/{correction}/undo", undo_of_article, methods=["POST"]),
]
