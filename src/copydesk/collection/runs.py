"""The notes that each `add` leaves: what it was asked, when it ran, where no page could be read."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Sequence

import copydesk
from copydesk.contract import writable
from copydesk.page.page import PageFault


class RunNote:
    """A run's row, which is written with the first thing that the run writes.

    A run that changes nothing leaves no note: adding the same source twice changes nothing.
    """

    def __init__(self, sources: Sequence[str]) -> None:
        self._sources = sources
        self._number: int | None = None

    def number(self, db: sqlite3.Connection) -> int:
        """The number of this run; inside a transaction."""
        if self._number is None:
            sources = writable(json.dumps(list(self._sources), ensure_ascii=False))
            self._number = int(
                db.execute(
                    "INSERT INTO runs (version, sources, started) VALUES (?, ?, ?) RETURNING run",
                    (copydesk.__version__, sources, _now()),
                ).fetchone()[0]
            )
        return self._number

    def finish(self, db: sqlite3.Connection, faults: Iterable[PageFault]) -> None:
        """Note the faults that are new, and that the run came to its end; in a transaction."""
        for fault in faults:
            row = (writable(fault.location), writable(fault.what))
            known = "SELECT 1 FROM faults WHERE location = ? AND what = ?"
            if not db.execute(known, row).fetchone():
                db.execute(
                    "INSERT INTO faults VALUES (?, ?, ?, ?)",
                    (*row, writable(fault.remedy), self.number(db)),
                )
        if self._number is not None:
            db.execute("UPDATE runs SET finished = ? WHERE run = ?", (_now(), self._number))


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
