"""Rows of named columns, as JSONL and Parquet have them, to pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from copydesk.errors import SourceError
from copydesk.page.page import Form, Page, PageFault
from copydesk.page.readers.options import ReaderOptions, too_long

# The role that holds the page itself, and what form it is then in. "html" wins over "text".
_PAGE_ROLES = {"html": Form.HTML, "text": Form.UNKNOWN}


def page_columns(options: ReaderOptions) -> dict[str, str]:
    """The columns that may hold the page: those the caller named, else "html" and "text"."""
    named = {role: options.columns[role] for role in _PAGE_ROLES if role in options.columns}
    return named or {role: role for role in _PAGE_ROLES}


def check_columns(location: str, found: Iterable[str], options: ReaderOptions) -> None:
    """Raise `SourceError` where a column that the caller named, or the page's, does not exist."""
    names = sorted(set(found))
    has = ", ".join(names[:40]) or "none"
    for role, column in options.columns.items():
        if column not in names:
            raise SourceError(location, f"no column {column!r}", f"for {role}= take one of: {has}")
    if not any(column in names for column in page_columns(options).values()):
        raise SourceError(
            location, "no column named text or html", f"say --column text=NAME; it has: {has}"
        )


def row_to_page(
    row: Mapping[str, object], location: str, options: ReaderOptions
) -> Page | PageFault:
    """One row as a page; a fault where its page column is missing, empty or no text."""
    columns = page_columns(options)
    filled = [role for role, column in columns.items() if row.get(column)]
    content = row.get(columns[filled[0]]) if filled else None
    if not isinstance(content, str | bytes):
        names = " or ".join(repr(name) for name in columns.values())
        return PageFault(location, f"the row has no text in {names}", "mend or drop the row")
    if len(content) > options.page_limit:
        return too_long(location, options)
    taken = {*options.columns.values(), *columns.values()}
    roles = {name: name for name in row if name not in taken} | dict(options.columns)
    values = {
        name: value
        for name, column_name in sorted(roles.items())
        if name not in _PAGE_ROLES and (value := _plain(row.get(column_name)))
    }
    status = values.get("http_status", "")
    return Page(
        location,
        content,
        url=values.get("url"),
        form=_PAGE_ROLES[filled[0]],
        fetched=values.get("fetched"),
        http_status=int(status) if status.isascii() and status.isdigit() else None,
        columns=values,
    )


def _plain(value: object) -> str | None:
    """A cell as a string; None where it is empty or nested."""
    match value:
        case None | "":
            return None
        case str():
            return value
        case bool():
            return str(value).lower()
        case int() | float():
            return repr(value)
        case dt.datetime() | dt.date():
            return value.isoformat()
        case list() | tuple() if all(isinstance(item, str) for item in value):
            return "; ".join(value) or None
        case _:
            return None
