"""Calendar: the times of an article, and which of them a clause happened at."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Doc, Token

from copydesk.article.span import Span
from copydesk.record.clauses import attachment, clause_of
from copydesk.record.parse import source_text
from copydesk.record.record import Time
from copydesk.record.times import stretch as s
from copydesk.record.times.stretch import Stretch


class Relation(StrEnum):
    """How the deed lies to the time that is told."""

    AT = "at"
    BY = "by"
    BEFORE = "before"
    UNTIL = "until"
    SINCE = "since"
    FROM = "from"
    AFTER = "after"


_DEADLINES = (Relation.BY, Relation.BEFORE, Relation.UNTIL)


@dataclass(frozen=True, slots=True)
class Found:
    """A time with what the finder knows of it beyond the record.

    `first` and `last` are tokens, half-open, the preposition within; `root` the token by which
    it hangs in the sentence. `stretch` are the days of the words alone, before a preposition
    turns them ("since 2018" is 2018). `recurs` is True in "the first since 2018".
    """

    time: Time
    stretch: Stretch | None
    relation: Relation
    first: int
    last: int
    root: int
    recurs: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """The times of one parsed article, in text order, and its day of publication."""

    doc: Doc
    published: dt.date | None
    found: tuple[Found, ...]

    @property
    def times(self) -> tuple[Time, ...]:
        """All times, in text order."""
        return tuple(item.time for item in self.found)

    def of_clause(self, token: Token) -> Time | None:
        """When the deed that `token` names happened or is to happen; None where not told.

        A deadline is none of it: see `deadline_of`.
        """
        item = self.found_of(token)
        return item.time if item else self._since(token)

    def deadline_of(self, token: Token) -> Time | None:
        """By when the deed that `token` names is to be done; None where not told.

        The deadline of a condition ("unless there is a deal by Friday") and of what was promised
        or agreed count too.
        """
        item = self._best(token, _DEADLINES)
        if item is not None:
            return item.time
        for child in clause_of(token).children:
            marks = {c.lower_ for c in child.children if c.dep_ in ("mark", "advmod")}
            if child.dep_ == "xcomp" or (child.dep_ == "advcl" and marks & {"unless", "if"}):
                span = (child.left_edge.i, child.right_edge.i + 1)
                for inner in self.within(*span):
                    if inner.relation in _DEADLINES:
                        return inner.time
        return None

    def found_of(self, token: Token) -> Found | None:
        """The time of `of_clause`, with its relation and days."""
        return self._best(token, tuple(r for r in Relation if r not in _DEADLINES))

    def within(self, start: int, end: int) -> tuple[Found, ...]:
        """The times that lie in tokens `start` to `end`, half-open."""
        return tuple(x for x in self.found if start <= x.first and x.last <= end)

    def _since(self, token: Token) -> Time | None:
        """ "Have not met since the fighting erupted on April 15": from then to publication."""
        for child in clause_of(token).children:
            if child.dep_ != "advcl" or not any(c.lower_ == "since" for c in child.children):
                continue
            inner = self.found_of(child)
            if inner is None or inner.stretch is None or self.published is None:
                continue
            mark = next(c for c in child.children if c.lower_ == "since")
            whole = s.days(inner.stretch.first, self.published)
            end = inner.time.span.end if inner.time.span else 0
            if whole is not None and end > mark.idx:
                span = Span.of(source_text(self.doc), mark.idx, end)
                return Time(span, whole.value, whole.precision, False)
        return None

    def _best(self, token: Token, relations: tuple[Relation, ...]) -> Found | None:
        sentence = token.sent
        ranked = []
        for item in self.found:
            if item.relation not in relations or item.recurs:
                continue
            if not sentence.start <= item.root < sentence.end:
                continue
            rank = attachment(self.doc, item.first, item.last, token, self._over(item))
            if rank is not None:
                ranked.append((rank, abs(item.first - token.i), item.first, item))
        return min(ranked, key=lambda x: x[:3])[3] if ranked else None

    def _over(self, item: Found) -> bool:
        """Whether the time lay wholly before publication."""
        return (
            self.published is not None
            and item.stretch is not None
            and item.stretch.last < self.published
        )
