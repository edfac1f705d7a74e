"""Records in the terminal: the marked-up article and a table for each kind of claim."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from copydesk.article.article import Article
from copydesk.article.reading import Reading
from copydesk.record.record import MeetingStatus, Record, Stance, Status, Time
from copydesk.show.marks import record_marks, runs
from copydesk.show.names import actor_names, described, joined, when, where
from copydesk.show.safe import printable
from copydesk.show.tables import Column, table
from copydesk.show.terminal import head_view, reading_view, verdict_view

# Later roles win where marks overlap.
_ROLES = {
    "content": "green",
    "source": "bold cyan",
    "cue": "yellow",
    "trigger": "underline magenta",
}
_DONE = {Status.REALISED, MeetingStatus.HELD}
_OFF = {
    Status.REFUSED,
    Status.DENIED,
    Status.NEGATED,
    Status.CANCELLED,
    MeetingStatus.CANCELLED,
    MeetingStatus.REFUSED,
}
_SIGNS = {
    Stance.FOR: ("+", "green"),
    Stance.AGAINST: ("-", "red"),
    Stance.CONDITIONAL: ("±", "yellow"),
    Stance.OPEN: ("○", "cyan"),
    Stance.UNKNOWN: ("?", "dim"),
}


def record_view(reading: Reading, record: Record) -> RenderableType:
    """The marked-up article, then tables of actors, statements, moves, meetings and positions."""
    if reading.article is None:
        return reading_view(reading)
    parts = [verdict_view(reading), head_view(reading.article)]
    if record.refusal:
        parts.append(Text(printable(f"no record: {record.refusal.detail}"), "red"))
    parts.append(marked_view(reading.article, record))
    parts += [
        found
        for found in (
            _actors(record),
            _statements(record),
            _moves(record),
            _meetings(record),
            _positions(record),
        )
        if found.row_count
    ]
    return Group(*parts)


def marked_view(article: Article, record: Record) -> RenderableType:
    """The body with sources, cues, contents and events told apart by style, and a legend."""
    marks = record_marks(record)
    legend = Text("  ").join(
        Text(role if role != "trigger" else "event", style) for role, style in _ROLES.items()
    )
    lines: list[RenderableType] = [Padding(legend, (1, 0))]
    for paragraph in article.paragraphs or ():
        line = Text()
        for run in runs(paragraph.start, paragraph.end, marks):
            roles = {mark.role for mark in run.marks}
            style = " ".join(style for role, style in _ROLES.items() if role in roles)
            line.append(printable(article.text[run.start : run.end]), style)
        lines.append(Padding(line, (0, 0, 1, 0)))
    return Group(*lines)


def _actors(record: Record) -> Table:
    columns = (
        Column("id"),
        Column("name", 3),
        Column("kind"),
        Column("office, country, sector", 3),
        Column("mentions", right=True),
    )
    rows = [(a.id, a.name, a.kind.value, described(a), str(len(a.mentions))) for a in record.actors]
    return table(columns, rows, title="Actors")


def _statements(record: Record) -> Table:
    names = actor_names(record)
    columns = (Column("id"), Column("who", 2), Column("kind"), Column("act"), Column("content", 4))
    rows = []
    for s in record.statements:
        words = " … ".join(span.exact for span in s.content)
        chain = " ← ".join(names.get(i, i) for i in reversed(s.holder_chain))
        who = chain or (names.get(s.actor, s.actor) if s.actor else "nobody named")
        rows.append((s.id, who, s.kind.value, s.act, words))
    return table(columns, rows, title="Statements")


def _moves(record: Record) -> Table:
    names = actor_names(record)
    columns = (
        Column("who", 3),
        Column("move"),
        Column("to", 3),
        Column("status"),
        Column("object and condition", 5),
        Column("when"),
        Column("where", 2),
    )
    rows = []
    for e in record.events:
        detail = e.object.exact if e.object else e.trigger.exact
        if e.condition and (not e.object or e.condition.exact not in e.object.exact):
            detail += f" [{e.condition.exact}]"
        style = "green" if e.status in _DONE else "red" if e.status in _OFF else "yellow"
        rows.append(
            (
                joined(e.actors, names),
                f"{e.move}\n{e.type.value}",
                joined(e.recipients, names),
                Text(e.status.value + (" (old)" if e.time and e.time.old else ""), style),
                detail,
                _day(e.deadline or e.time),
                where(e.place),
            )
        )
    return table(columns, rows, title="Moves")


def _day(time: Time | None) -> str:
    """A time's value, else its words in lines: the column is narrow."""
    return (time.value or when(time).replace(" ", "\n")) if time else ""


def _meetings(record: Record) -> Table:
    names = actor_names(record)
    columns = (
        Column("id"),
        Column("kind"),
        Column("parties", 3),
        Column("status"),
        Column("when"),
        Column("where", 2),
        Column("delegations", 4),
    )
    rows = []
    for m in record.meetings:
        teams = "; ".join(
            f"{names.get(d.party or '', '?')}: "
            + joined(([d.head] if d.head else []) + [i for i in d.members if i != d.head], names)
            for d in m.delegations
            if d.head or d.members
        )
        kind = f"{m.kind.value} ({m.level})" if m.level else m.kind.value
        style = "green" if m.status in _DONE else "red" if m.status in _OFF else "yellow"
        rows.append(
            (
                m.id,
                kind,
                joined(m.parties, names),
                Text(m.status.value, style),
                _day(m.time),
                where(m.place),
                teams,
            )
        )
    return table(columns, rows, title="Meetings")


def _positions(record: Record) -> Table:
    names = actor_names(record)
    columns = (Column("actor", 2), Column("stance"), Column("issue", 3), Column("condition", 3))
    rows = []
    for p in record.positions:
        sign, style = _SIGNS[p.stance]
        condition = p.condition.exact if p.condition else ""
        stance = Text(f"{sign} {p.stance.value}", style)
        rows.append((names.get(p.actor, p.actor), stance, p.issue, condition))
    return table(columns, rows, title="Positions")
