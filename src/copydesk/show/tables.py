"""Tables that stay readable on a narrow terminal: no word is cut, no empty column takes room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich import box
from rich.table import Table
from rich.text import Text

from copydesk.show.safe import printable

_LONG = 16  # letters of a word that a column need not hold in one piece

Cell = str | Text


@dataclass(frozen=True, slots=True)
class Column:
    """A column. `share` is its part of the room that is left, beside those of others; without one
    it is as wide as its longest cell, which stays in one line."""

    name: str
    share: int = 0
    right: bool = False


def table(columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, title: str = "") -> Table:
    """A table of rows, without the columns in which no row has anything."""
    cells = [[Text(printable(c)) if isinstance(c, str) else c for c in row] for row in rows]
    used = [n for n in range(len(columns)) if any(row[n].plain.strip() for row in cells)]
    made = Table(
        title=title or None,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD if title else None,
        header_style="dim",
        pad_edge=False,
        padding=(0, 1, 0, 0),
        expand=any(columns[n].share for n in used),
    )
    for n in used:
        column = columns[n]
        words = [word for row in cells for word in row[n].plain.split()]
        longest = max(map(len, words), default=0)
        made.add_column(
            column.name,
            justify="right" if column.right else "left",
            no_wrap=not column.share,
            overflow="fold",
            ratio=column.share or None,
            width=min(longest, _LONG) if column.share else None,  # rich's least one, by ratio
        )
    for row in cells:
        made.add_row(*(row[n] for n in used))
    return made
