"""DNA: the event list of the Discourse Network Analyzer, a row for each position.

Source: leifeld/dna, export of event lists (header, separator, what stands for quotes and
semicolons); the variables are those of its default statement type.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import copydesk
from copydesk.collection.across.told import about, same_subject
from copydesk.export.cell import cell
from copydesk.export.entry import Entry
from copydesk.export.tally import Tally
from copydesk.record.record import Actor, ActorKind, Position, Stance

COLUMNS = (
    "statement_id", "time", "person", "organization", "concept", "agreement", "start_position",
    "stop_position", "text", "coder", "document_id", "document_title", "document_author",
    "document_source", "document_section", "document_type",
)  # fmt: skip
_AGREEMENT = {Stance.FOR: 1, Stance.CONDITIONAL: 1, Stance.AGAINST: 0}
_LONGEST = 190  # characters that DNA's database holds of a value


def lines(entries: Iterable[Entry], tally: Tally) -> Iterator[str]:
    """The header, then the positions of each entry that are for or against something."""
    yield _line(f'"{name}"' for name in COLUMNS)
    concepts, statement = Concepts(None), 0
    for document, entry in enumerate(entries, 1):
        if entry.story != concepts.story:
            concepts = Concepts(entry.story)
        for position in entry.record.positions:
            actors = entry.actors(position.actor)
            if position.stance not in _AGREEMENT:
                tally.left_out["neither for nor against"] += 1
            elif not actors:
                tally.left_out["nobody holds it"] += 1
            else:
                statement += 1
                concept = concepts.of(position, entry)
                yield _line(_row(statement, document, entry, position, actors[0], concept))


class Concepts:
    """What the positions of a story are on: issues in other words get those that came first.

    Two are one as on the desk: they share the words that tell what they are about, the actors'
    names aside (`same_subject`).
    """

    def __init__(self, story: str | None) -> None:
        self.story = story
        self._known: list[tuple[frozenset[str], str]] = []

    def of(self, position: Position, entry: Entry) -> str:
        """The concept of a position; a condition is a part of it."""
        names = {word for actor in entry.record.actors for word in about(actor.name)}
        words = about(position.issue) - names or about(position.issue)
        issue = next((label for one, label in self._known if same_subject(words, one)), None)
        if issue is None:
            issue = position.issue
            self._known.append((words, issue))
        return f"{issue} [{position.condition.exact}]" if position.condition else issue


def _row(
    statement: int, document: int, entry: Entry, position: Position, actor: Actor, concept: str
) -> Iterator[str]:
    metadata, evidence = entry.article.metadata, position.evidence
    is_person = actor.kind in (ActorKind.PERSON, ActorKind.UNNAMED)
    whole = entry.actors(actor.part_of) if actor.part_of else []
    body = actor if not is_person else whole[0] if whole else None
    yield str(statement)
    yield _time(entry)
    yield _text(entry.name(actor) if is_person else "")
    yield _text(entry.name(body) if body else "")
    yield _text(concept)
    yield str(_AGREEMENT[position.stance])
    yield str(evidence.start)
    yield str(evidence.end)
    yield _quoted(evidence.exact)
    coders = entry.coders.get(("positions", position.id), ())
    yield _text(", ".join(coders) or f"copydesk {copydesk.__version__}")
    yield str(document)
    yield _text(metadata.title)
    yield _text(", ".join(metadata.authors))
    yield _text(entry.outlet or metadata.site)
    yield _text(metadata.section)
    yield _text(entry.article.id)


def _time(entry: Entry) -> str:
    """The time of publication as the page tells it; midnight where it tells the day alone."""
    if entry.day is None or entry.article.metadata.published is None:
        return ""
    when = datetime.fromisoformat(entry.article.metadata.published.value)
    return f"{when:%Y-%m-%d %H:%M:%S}"


def _text(text: str | None) -> str:
    text = text or ""
    return _quoted(text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…")


def _quoted(text: str) -> str:
    return f'"{cell(text).replace(";", ",")}"'


def _line(cells: Iterable[str]) -> str:
    return ";".join(cells) + "\n"
