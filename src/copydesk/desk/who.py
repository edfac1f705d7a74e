"""Who corrects: a name that the browser keeps, and the forms that people send."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, Iterator
from functools import wraps
from urllib.parse import parse_qs, quote, unquote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from copydesk.collection.collection import Collection
from copydesk.collection.corrections.corrections import CorrectionError, checked_name, now
from copydesk.collection.corrections.make import By
from copydesk.desk.render import opened

COOKIE = "copydesk_name"
BUSY_MS = 3_000  # how long a person waits for an ingest to let a correction in
MOST_BYTES = 64_000
MOST_FIELDS = 400
_YEAR_S = 365 * 24 * 3600

Form = dict[str, list[str]]


def name_of(request: Request) -> str | None:
    """The name that this browser corrects under; None where it gave none."""
    try:
        return checked_name(unquote(request.cookies.get(COOKIE, "")))
    except CorrectionError:
        return None


def by(request: Request) -> By:
    """Who corrects now.

    Raises:
        CorrectionError: The browser gave no name.
    """
    name = name_of(request)
    if name is None:
        raise CorrectionError("name", "is not known", "say who corrects")
    return By(name, now())


def first(form: Form, name: str) -> str:
    """The value of a field, empty where there is none."""
    return form.get(name, [""])[0]


@contextlib.contextmanager
def correcting(request: Request) -> Iterator[Collection]:
    """The collection, to write a correction into it. Waits no longer than a person would.

    Raises:
        CollectionError: It may not be written, or something else is writing all the time.
    """
    with opened(request, write=True) as collection:
        collection.db.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        yield collection


def taking_form(
    answer: Callable[[Request, Form], Response],
) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that reads the form that was sent and answers on a thread of its own."""

    @wraps(answer)
    async def endpoint(request: Request) -> Response:
        try:
            body = await request.body() if _size(request) <= MOST_BYTES else None
            if body is None or len(body) > MOST_BYTES:
                return Response("Too much for a correction.", 413, media_type="text/plain")
            form = parse_qs(
                body.decode("utf-8", "replace"),
                keep_blank_values=True,
                max_num_fields=MOST_FIELDS,
            )
        except ValueError:
            return Response("Too many fields.", 413, media_type="text/plain")
        return await run_in_threadpool(answer, request, form)

    return endpoint


def _size(request: Request) -> int:
    size = request.headers.get("content-length", "0")
    return int(size) if size.isascii() and size.isdigit() else MOST_BYTES + 1


def back_to(form: Form, otherwise: str) -> str:
    """The address of this desk that a form wants to return to."""
    back = first(form, "back")
    is_ours = back.startswith("/") and not back.startswith("//") and len(back) < 500
    return back if is_ours and back.isprintable() and "\\" not in back else otherwise


@taking_form
def take_name(request: Request, form: Form) -> Response:
    """Keep the name that somebody corrects under, or forget it where it is empty."""
    answer = RedirectResponse(back_to(form, "/corrections"), 303)
    given = first(form, "name")
    if not given.strip():
        answer.delete_cookie(COOKIE)
        return answer
    try:
        name = checked_name(given)
    except CorrectionError as error:
        return Response(str(error), 422, media_type="text/plain")
    answer.set_cookie(
        COOKIE, quote(name, safe=""), max_age=_YEAR_S, httponly=True, samesite="strict"
    )
    return answer
