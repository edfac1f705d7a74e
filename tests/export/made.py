"""Entries made by hand, for the tests of exports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from copydesk.article.article import Article, Metadata, PageDate, Paragraph, ParagraphKind
from copydesk.article.span import Span
from copydesk.dates import Precision
from copydesk.export.entry import Copy, Entry
from copydesk.record.record import (
    Actor,
    ActorKind,
    Event,
    EventType,
    Place,
    Position,
    Record,
    Stance,
    Statement,
    StatementKind,
    Status,
    Time,
)

TEXT = (
    "PORT VELL - Norland offered talks to Sudria on Monday, and minister Ana Velt told reporters:"
    ' "We will come; =SUM(1)\tis no answer."\n'
    "Sudria rejected the offer on Sunday. The two last met in 2019."
)


def span(words: str, text: str = TEXT) -> Span:
    """The first place of these words."""
    start = text.index(words)
    return Span.of(text, start, start + len(words))


NORLAND = Actor(
    "a1", "Norland", ActorKind.COUNTRY, country="NOR", sector="GOV", mentions=(span("Norland"),)
)
SUDRIA = Actor(
    "a2", "Sudria", ActorKind.COUNTRY, country="SWE", sector="GOV", mentions=(span("Sudria"),)
)
VELT = Actor(
    "a3", "Ana Velt", ActorKind.PERSON, role="minister", sector="UNK", part_of="a1",
    mentions=(span("minister Ana Velt"),),
)  # fmt: skip
LEAGUE = Actor("a4", "Sea League", ActorKind.ORGANISATION, sector="IGO")


def event(**changes: Any) -> Event:
    """Norland offers talks to Sudria, or what `changes` make of it."""
    offered = Event(
        "e1",
        EventType.AGREE,
        "offer",
        ("a1",),
        ("a2",),
        Status.OFFERED,
        trigger=span("offered"),
        evidence=span("Norland offered talks to Sudria on Monday"),
        object=span("talks to Sudria"),
    )
    return replace(offered, **changes)


def dated(value: str, *, old: bool = False) -> Time:
    """A time of that value."""
    return Time(span("Monday"), value, Precision.DAY, old)


def entry(
    *events: Event,
    positions: Sequence[Position] = (),
    statements: Sequence[Statement] = (),
    actors: Sequence[Actor] = (NORLAND, SUDRIA, VELT, LEAGUE),
    text: str = TEXT,
    published: str | None = "2026-05-17",
    method: str = "json-ld",
    copies: Sequence[Copy] = (),
    names: Mapping[str, str] | None = None,
    coders: Mapping[tuple[str, str], tuple[str, ...]] | None = None,
    **metadata: Any,
) -> Entry:
    """An article with these records, published on a day."""
    precision = Precision.DAY if len(published or "") == 10 else Precision.SECOND
    date = PageDate(published, precision, None, method, 1.0) if published else None
    known: dict[str, Any] = {"title": "Norland offers talks", "language": "en", **metadata}
    article = Article(
        "0123456789abcdef",
        text,
        (Paragraph(0, len(text), ParagraphKind.PARAGRAPH, "p"),),
        Metadata(published=date, **known),
    )
    record = Record(article.id, tuple(actors), tuple(statements), events, (), tuple(positions))
    return Entry(
        article,
        record,
        "/pages/offer.html",
        "https://news.example/offer",
        "5" * 64,
        "The Example",
        "story-1",
        names or {},
        {},
        coders or {},
        tuple(copies),
    )


def place(name: str, country: str | None = "NOR") -> Place:
    """A place on the map."""
    return Place(span("PORT VELL"), name, country, 59.5, -3.25)


def position(stance: Stance = Stance.FOR, **changes: Any) -> Position:
    """Norland is for talks, or what `changes` make of it."""
    held = Position(
        "p1", "a1", "talks with Sudria", stance, span("Norland offered talks to Sudria on Monday")
    )
    return replace(held, **changes)


def statement(kind: StatementKind, words: str) -> Statement:
    """What the minister said."""
    said = span(words)
    return Statement(
        "s1", kind, "say", "a3", span("minister Ana Velt"), span("told"), (said,), said
    )
