"""The positions matrix: who stands where on what, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from copydesk.collection.across.told import about, same_subject

ACTORS, ISSUES = 9, 24  # shown at most


@dataclass(frozen=True, slots=True)
class Stand:
    """A stance told on a day. `changed_from` is the stance before it, where that was another;
    `corrected` tells that people changed or added it."""

    number: int
    actor: str
    issue: str
    stance: str
    condition: str | None
    date: str | None
    words: str
    article: str
    id: str
    sources: int
    reports: int
    corrected: bool
    changed_from: str | None
    changed_on: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """An issue with the stances of each actor that has one, oldest first."""

    issue: str
    cells: Mapping[str, tuple[Stand, ...]]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Issues that divide or move the actors come first. `hidden` stances found no place."""

    actors: tuple[str, ...]
    rows: tuple[Row, ...]
    hidden: int


COLUMNS = (
    "name", "topic", "date", "stance", "condition", "evidence", "changed_from", "sources",
    "article", "id", "corrected",
)  # fmt: skip


def matrix(positions: Iterable[Mapping[str, Any]]) -> Matrix:
    """From the rows of `positions_over_time`."""
    stands = [_stand(number, row) for number, row in enumerate(positions)]
    busy = Counter(stand.actor for stand in stands)
    actors = sorted(busy, key=lambda name: (-busy[name], name))[:ACTORS]
    rows = [
        Row(
            issue[0].issue,
            {name: cell for name in actors if (cell := tuple(s for s in issue if s.actor == name))},
        )
        for issue in _issues(stands)
    ]
    rows = [row for row in rows if row.cells]
    rows.sort(key=lambda row: (-len(row.cells), -_moved(row)))  # of equals in order of appearance
    shown = sum(len(cell) for row in rows[:ISSUES] for cell in row.cells.values())
    return Matrix(tuple(actors), tuple(rows[:ISSUES]), len(stands) - shown)


def _issues(stands: Iterable[Stand]) -> list[list[Stand]]:
    """Stances by what they are on, across actors: the words of their issues without names."""
    stands = list(stands)
    names = {word for stand in stands for word in about(stand.actor)}
    groups: list[tuple[frozenset[str], list[Stand]]] = []
    by_topic: dict[str, list[Stand]] = {}
    for stand in stands:
        if stand.issue in by_topic:
            by_topic[stand.issue].append(stand)
            continue
        words = about(stand.issue) - names or about(stand.issue)
        for first, group in groups:
            if same_subject(words, first):
                group.append(stand)
                by_topic[stand.issue] = group
                break
        else:
            groups.append((words, [stand]))
            by_topic[stand.issue] = groups[-1][1]
    return [group for _, group in groups]


def _moved(row: Row) -> int:
    return sum(stand.changed_from is not None for cell in row.cells.values() for stand in cell)


def _stand(number: int, row: Mapping[str, Any]) -> Stand:
    before = row["changed_from"] or {}
    return Stand(
        number,
        row["name"],
        row["topic"],
        row["stance"],
        (row["condition"] or {}).get("exact"),
        row["date"],
        row["evidence"]["exact"],
        row["article"],
        row["id"],
        row["sources"],
        len(row["reports"]),
        row["corrected"],
        before.get("stance"),
        before.get("date"),
    )
