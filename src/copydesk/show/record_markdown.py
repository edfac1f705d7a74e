"""Records as plain text and as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from copydesk.article.reading import Reading
from copydesk.record.record import Record
from copydesk.show.markdown import as_markdown, as_text, escape
from copydesk.show.names import actor_names, described, joined, when, where

Rows = list[tuple[str, ...]]


def claim_tables(record: Record) -> Iterable[tuple[str, Sequence[str], Rows]]:
    """Title, column names and rows for each kind of claim that the record has."""
    names = actor_names(record)
    tables: list[tuple[str, Sequence[str], Rows]] = [
        (
            "Actors",
            ("name", "kind", "office, country, sector"),
            [(a.name, a.kind.value, described(a)) for a in record.actors],
        ),
        (
            "Statements",
            ("who", "kind", "act", "content"),
            [
                (
                    names.get(s.actor or "", ""),
                    s.kind.value,
                    s.act,
                    " … ".join(c.exact for c in s.content),
                )
                for s in record.statements
            ],
        ),
        (
            "Moves",
            ("who", "move", "to", "status", "object", "condition", "when", "where"),
            [
                (
                    joined(e.actors, names),
                    f"{e.move} ({e.type.value})",
                    joined(e.recipients, names),
                    e.status.value,
                    e.object.exact if e.object else "",
                    e.condition.exact if e.condition else "",
                    when(e.deadline or e.time),
                    where(e.place),
                )
                for e in record.events
            ],
        ),
        (
            "Meetings",
            ("kind", "parties", "status", "when", "where"),
            [
                (
                    m.kind.value,
                    joined(m.parties, names),
                    m.status.value,
                    when(m.time),
                    where(m.place),
                )
                for m in record.meetings
            ],
        ),
        (
            "Positions",
            ("actor", "issue", "stance", "condition"),
            [
                (
                    names.get(p.actor, p.actor),
                    p.issue,
                    p.stance.value,
                    p.condition.exact if p.condition else "",
                )
                for p in record.positions
            ],
        ),
    ]
    return [table for table in tables if table[2]]


def record_markdown(reading: Reading, record: Record) -> str:
    """The article as Markdown, then one table for each kind of claim."""
    parts = [as_markdown(reading)]
    for title, columns, rows in claim_tables(record):
        lines = [f"## {title}", "", _row(columns), _row(["---"] * len(columns), plain=True)]
        lines += [_row(row) for row in rows]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def record_text(reading: Reading, record: Record) -> str:
    """The article as text, then the claims, one a line, cells parted by " | "."""
    parts = [as_text(reading)]
    for title, _, rows in claim_tables(record):
        lines = [" | ".join(" ".join(cell.split()) for cell in row if cell) for row in rows]
        parts.append("\n".join([title.upper(), *lines]) + "\n")
    return "\n".join(parts)


def _row(cells: Iterable[str], *, plain: bool = False) -> str:
    shown = cells if plain else (escape(" ".join(c.split())).replace("|", "\\|") for c in cells)
    return "| " + " | ".join(shown) + " |"
