"""Marks on a text: overlapping spans cut into runs that each carry the same marks."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from copydesk.article.span import Span
from copydesk.record.record import Record


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text with its role ("source", "cue", "content", "trigger") and its claim."""

    start: int
    end: int
    role: str
    claim: str


@dataclass(frozen=True, slots=True)
class Run:
    """`text[start:end]`, all of it under the same marks."""

    start: int
    end: int
    marks: tuple[Mark, ...]


def record_marks(record: Record) -> list[Mark]:
    """The sources, cues, contents and triggers of a record, in text order."""

    def mark(span: Span | None, role: str, claim: str) -> Iterator[Mark]:
        if span is not None:
            yield Mark(span.start, span.end, role, claim)

    marks: list[Mark] = []
    for statement in record.statements:
        marks.extend(mark(statement.source, "source", statement.id))
        marks.extend(mark(statement.cue, "cue", statement.id))
        for span in statement.content:
            marks.extend(mark(span, "content", statement.id))
    for event in record.events:
        marks.extend(mark(event.trigger, "trigger", event.id))
    return sorted(marks, key=lambda m: (m.start, -m.end, m.role, m.claim))


def runs(start: int, end: int, marks: Iterable[Mark]) -> Iterator[Run]:
    """Cut `[start, end)` at every border of a mark; each run names the marks that cover it.

    >>> [(r.start, r.end, len(r.marks)) for r in runs(0, 9, [Mark(2, 6, "content", "s1")])]
    [(0, 2, 0), (2, 6, 1), (6, 9, 0)]
    """
    inside = [m for m in marks if m.start < end and m.end > start]
    borders = {start, end}
    for mark in inside:
        borders.update((max(start, mark.start), min(end, mark.end)))
    cuts = sorted(borders)
    for left, right in itertools.pairwise(cuts):
        yield Run(left, right, tuple(m for m in inside if m.start <= left and m.end >= right))
