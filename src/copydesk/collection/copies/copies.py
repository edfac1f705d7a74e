"""copies: what the collection folded, with what each copy cut and added."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from copydesk.collection.collection import Collection
from copydesk.collection.copies.wording import not_in


@dataclass(frozen=True, slots=True)
class CopyReport:
    """An article that repeats another, which was there first.

    `shared` is the share of the shorter text's words that both have, 0 to 1. `cut` are sentences
    of the original that are not in the copy, `added` the copy's own. `agency` is who the text was
    had from, as the copy or else the original credits it.
    """

    id: str
    location: str
    published: str | None
    original_id: str
    original_location: str
    original_published: str | None
    shared: float
    cut: tuple[str, ...]
    added: tuple[str, ...]
    agency: str | None

    def as_json(self) -> dict[str, object]:
        """The object of the contract."""
        return {
            "id": self.id,
            "location": self.location,
            "published": self.published,
            "copy_of": {
                "id": self.original_id,
                "location": self.original_location,
                "published": self.original_published,
            },
            "shared": self.shared,
            "cut": list(self.cut),
            "added": list(self.added),
            "agency": self.agency,
        }


_ROWS = (
    "SELECT c.shared, a.id, a.published, a.text, p.location, o.id AS original_id,"
    " o.published AS original_published, o.text AS original_text,"
    " q.location AS original_location,"
    " coalesce(w.agency, v.agency) AS agency"
    " FROM copies c JOIN articles a USING (article) JOIN pages p ON p.page = a.article"
    " JOIN worded w USING (article) JOIN articles o ON o.article = c.copy_of"
    " JOIN pages q ON q.page = o.article JOIN worded v ON v.article = o.article"
)


def copies(collection: Collection) -> Iterator[CopyReport]:
    """All copies, those of one original together, in the order in which they appeared."""
    with collection.reading() as db:
        for row in db.execute(f"{_ROWS} ORDER BY v.place_in_line, w.place_in_line"):
            yield _report(row)


def copy_report(collection: Collection, key: int) -> CopyReport | None:
    """What the article of that number repeats; None where it is no copy."""
    with collection.reading() as db:
        row = db.execute(f"{_ROWS} WHERE c.article = ?", (key,)).fetchone()
    return _report(row) if row else None


def _report(row: sqlite3.Row) -> CopyReport:
    return CopyReport(
        row["id"],
        row["location"],
        row["published"],
        row["original_id"],
        row["original_location"],
        row["original_published"],
        row["shared"],
        tuple(not_in(row["original_text"], row["text"])),
        tuple(not_in(row["text"], row["original_text"])),
        row["agency"],
    )
