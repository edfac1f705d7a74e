"""Told: events of single sentences, for the tests. Sentences are parsed together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from copydesk.record.actors.cast import Cast, find_cast
from copydesk.record.events import find_events
from copydesk.record.parse import parse_many
from copydesk.record.quotations import find_quotations
from copydesk.record.record import Event
from copydesk.record.statements.find import find_statements
from copydesk.record.statements.tree import Tree, grow


@dataclass(frozen=True)
class Told:
    """The events of a text, who is in them, and its parse."""

    events: tuple[Event, ...]
    cast: Cast
    tree: Tree

    def names(self, ids: Iterable[str]) -> list[str]:
        """All names and mentions of actors."""
        return [
            " ".join([self.cast.actor(i).name, *(m.exact for m in self.cast.actor(i).mentions)])
            for i in ids
        ]


def tell(texts: Iterable[str]) -> dict[str, Told]:
    """The events of each text, by text."""
    wanted = list(dict.fromkeys(texts))
    out = {}
    for text, doc in zip(wanted, parse_many(wanted), strict=True):
        quotations = find_quotations(doc)
        cast = find_cast(doc)
        statements = find_statements(doc, quotations, cast)
        cast, events = find_events(doc, quotations, cast, statements)
        out[text] = Told(events, cast, grow(doc, quotations))
    return out
