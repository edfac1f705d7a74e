"""What a view shows, as a file: CSV for a spreadsheet, JSON for a program."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import Response

FORMS = ("csv", "json")

# A cell that begins so would be run as a formula by a spreadsheet; pages are not to be trusted.
_FORMULA = re.compile(r"[=+\-@\t\r]")


def download(
    form: str, name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]
) -> Response:
    """Rows as a file to be saved: all of each row in JSON, one object a row in a list; in CSV
    (UTF-8, RFC 4180) these `columns`, lists joined with "; ".

    Raises:
        HTTPException: 404, no such form.
    """
    if form == "json":
        body = json.dumps(list(rows), ensure_ascii=False, indent=1)
        kind = "application/json"
    elif form == "csv":
        body, kind = _csv(columns, rows), "text/csv"
    else:
        raise HTTPException(404)
    return attachment(body, kind, name, f".{form}")


def attachment(body: str, kind: str, name: str, suffix: str) -> Response:
    """A text to be saved under a name that is safe in any folder."""
    safe = re.sub(r"[^\w-]+", "-", name, flags=re.ASCII).strip("-")[:80] or "copydesk"
    return Response(
        body.encode("utf-8", "replace"),
        media_type=f"{kind}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{safe}{suffix}"'},
    )


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(column)) for column in columns])
    return out.getvalue()


def _cell(value: object) -> str:
    """One cell: a span by its words, a list with semicolons, and nothing that is run."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return _cell(value.get("exact") or value.get("value") or value.get("name"))
    if isinstance(value, list | tuple):
        return _cell("; ".join(_cell(item) for item in value)) if value else ""
    text = str(value)
    return f"'{text}" if isinstance(value, str) and _FORMULA.match(text) else text
