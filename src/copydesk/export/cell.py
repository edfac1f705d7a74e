"""Cell: text as a table holds it, so that no page can break a row or have a formula run."""

from __future__ import annotations

import re

from copydesk.contract import writable

# Control characters and the line ends that readers of tables know.
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_FORMULA = re.compile(r"\s*[=+\-@]")  # also after spaces, which some programs drop


def cell(text: str | None) -> str:
    """A text on one line, of the same length: spaces for line ends, apostrophes for double quotes.
    What a spreadsheet would run as a formula gets an apostrophe before it.

    >>> cell("=cmd|' /C calc'!A0\\tsaid\\n“no”")
    "'=cmd|' /C calc'!A0 said “no”"
    """
    flat = _BREAKS.sub(" ", writable(text or "")).replace('"', "'")
    return f"'{flat}" if _FORMULA.match(flat) else flat
