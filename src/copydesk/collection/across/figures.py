"""Figures: numbers that articles tell, with what they count, and rival numbers for one thing."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from copydesk.collection.across.told import Told, about, same_subject, stem
from copydesk.collection.sources import source_of
from copydesk.collection.stories.counted import read_figures

_SENTENCE = re.compile(r"[^\n]+?(?:[.!?…][\"'”’)]*(?=\s)|(?=\n)|$)")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in an article, of `unit` and what befell it (`lot`, "" where nothing).

    `start` and `end` are code points of the text around `exact`, the sentence; `actor` is the id
    of who said so; `around` are the stems of the telling words of the sentence.
    """

    key: int
    article: str
    location: str
    date: str | None
    source: str
    value: float
    unit: str
    lot: str
    shown: str
    start: int
    end: int
    exact: str
    actor: str | None
    around: frozenset[str]

    @property
    def subject(self) -> str:
        """What is counted, in a few words."""
        return f"{self.unit} {self.lot}".strip()


def figures(
    db: sqlite3.Connection, articles: Iterable[sqlite3.Row], statements: Sequence[Told]
) -> list[Figure]:
    """The figures of these articles, in their order, copies left out: they tell nothing anew."""
    found = []
    for row in articles:
        if db.execute("SELECT 1 FROM copies WHERE article = ?", (row["article"],)).fetchone():
            continue
        (text,) = db.execute(
            "SELECT text FROM articles WHERE article = ?", (row["article"],)
        ).fetchone()
        said = [statement for statement in statements if statement.key == row["article"]]
        for sentence in _SENTENCE.finditer(text):
            for value, shown, unit, lot in read_figures(sentence.group()):
                start = sentence.start() + len(sentence.group()) - len(sentence.group().lstrip())
                found.append(
                    Figure(
                        row["article"],
                        row["id"],
                        row["location"],
                        row["first_day"],
                        source_of(db, row["article"]),
                        value,
                        unit,
                        lot,
                        shown,
                        start,
                        sentence.end(),
                        text[start : sentence.end()],
                        _speaker(said, start, sentence.end()),
                        frozenset(stem(w) for w in about(sentence.group()) if not w.isdigit()),
                    )
                )
    return found


def rival_figures(found: Sequence[Figure]) -> list[list[Figure]]:
    """Groups of figures for one thing that differ, in the order given.

    Of one thing are figures of the same unit and lot whose sentences are of one subject. Within
    an article two figures are rivals only where somebody else says each.
    """
    groups: list[list[Figure]] = []
    for figure in found:
        for group in groups:
            if all(_of_one_thing(figure, other) for other in group):
                group.append(figure)
                break
        else:
            groups.append([figure])
    return [group for group in groups if len({f.value for f in group}) > 1]


def _of_one_thing(one: Figure, other: Figure) -> bool:
    if (one.unit, one.lot) != (other.unit, other.lot):
        return False
    if one.key == other.key and (one.actor == other.actor or one.value == other.value):
        return False
    return same_subject(one.around, other.around)


def _speaker(said: Sequence[Told], start: int, end: int) -> str | None:
    """The actor who says what stands at a place, None where the article says it itself."""
    for statement in said:
        for part in statement.body["content"]:
            if part["start"] < end and start < part["end"]:
                actor: str | None = statement.body["actor"]
                return actor
    return None
