"""corrected: an article and its record as people say they are, beside the machine's."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from copydesk.article.article import Article
from copydesk.article.ledger import with_block
from copydesk.article.reading import Reason, SetAside
from copydesk.collection.collection import Collection
from copydesk.collection.corrections.attach import Attached, State, attach
from copydesk.collection.corrections.corrections import (
    RECORDS,
    Action,
    Correction,
    Value,
    corrections_of,
    version_of,
)
from copydesk.collection.kept import Kept
from copydesk.contract import record_from_json, record_to_json
from copydesk.record.record import Record

KEPT = 100  # articles with their corrections that stay in memory

# Fields that hold ids of actors, and of events.
_ACTOR_IDS = frozenset(
    "actor actors recipients parties hosts mediators party head members holder_chain addressees"
    " reported_by part_of".split()
)
_EVENT_IDS = frozenset({"events"})


@dataclass(frozen=True, slots=True)
class Corrected:
    """What people made of an article.

    `article` has the blocks that were put back, `record` the corrections. `machine` is the
    machine's record with its spans moved to where the words are in `article`: it says what it
    said. `put_back` tells which paragraphs were put back by which correction, `found` all
    corrections with the places that they have in `article`, in order of time.
    """

    article: Article
    record: Record
    machine: Record
    put_back: Mapping[int, Correction]
    found: tuple[Attached, ...]


def corrected(collection: Collection, key: int, who: str | None = None) -> Corrected:
    """The article of that number with the corrections of one person, or of all.

    Where people differ the last word stands.

    Raises:
        CollectionError: There is no such article.
    """
    with collection.reading() as db:
        version = version_of(db, key)
        if version is None:
            article, record = collection.article(key), collection.record(key)
            return Corrected(article, record, record, {}, ())
        stat = collection.path.stat()
        kept = (collection.path.absolute(), stat.st_ino, key, who, *version)
        view = _kept.get(kept)
        if view is None:
            view = _corrected(collection, db, key, who)
            _kept.put(kept, view)
        return view


_kept: Kept[tuple[object, ...], Corrected] = Kept(KEPT)


def _corrected(
    collection: Collection, db: sqlite3.Connection, key: int, who: str | None
) -> Corrected:
    article, record = collection.article(key), collection.record(key)
    found = corrections_of(db, key)
    rows = db.execute(
        "SELECT number, reason, text, before_paragraph, repeat_of, place FROM ledger"
        " WHERE page = ? ORDER BY number",
        (key,),
    ).fetchall()
    digest = db.execute("SELECT sha256 FROM pages WHERE page = ?", (key,)).fetchone()[0]
    ledger = [dict(row) for row in rows]
    attached = attach(found, article.text, record_to_json(record), ledger)
    chosen = [
        a for a in attached if a.correction.in_force and (who is None or a.correction.who == who)
    ]
    whole, blocks, move = _with_blocks(article, chosen, ledger, digest)
    machine = _moved(record, whole, move)
    placed = [_place(a, whole.text, move) for a in attached]
    ids = {a.correction.id for a in chosen}
    return Corrected(
        whole,
        _apply(machine, whole, [a for a in placed if a.correction.id in ids]),
        machine,
        blocks,
        tuple(placed),
    )


def _with_blocks(
    article: Article,
    chosen: Iterable[Attached],
    rows: Sequence[Mapping[str, Any]],
    digest: str,
) -> tuple[Article, dict[int, Correction], Callable[[int], int]]:
    """The article with its blocks put back, which paragraphs those are, and where offsets go."""
    back = {
        int(a.record): a.correction
        for a in chosen
        if a.correction.action is Action.PUT_BACK and a.record is not None
    }
    ledger = tuple(
        SetAside(r["text"], Reason(r["reason"]), r["before_paragraph"], r["place"], r["repeat_of"])
        for r in rows
    )
    numbers = [row["number"] for row in rows]
    whole = article
    blocks: dict[int, Correction] = {}
    inserted: list[tuple[int, int]] = []  # from which offset on, how far
    for number in sorted(back):
        at = numbers.index(number)
        place = min(ledger[at].before_paragraph, len(whole.paragraphs))
        if place < len(whole.paragraphs):
            inserted.append((whole.paragraphs[place].start, len(ledger[at].text) + 1))
        whole, ledger = with_block(whole, ledger, at, digest)
        numbers.pop(at)
        blocks = {n + (n >= place): correction for n, correction in blocks.items()}
        blocks[place] = back[number]

    def move(offset: int) -> int:
        for start, length in inserted:
            offset += length if offset >= start else 0
        return offset

    return whole, blocks, move


def _moved(record: Record, article: Article, move: Callable[[int], int]) -> Record:
    """The same record, its spans where the words are now."""
    return record_from_json(_moved_spans(record_to_json(record), article.text, move), article)


def _moved_spans(value: Any, text: str, move: Callable[[int], int]) -> Any:
    if isinstance(value, Mapping):
        if value.keys() == {"start", "end", "exact"}:
            start, end = move(value["start"]), move(value["end"] - 1) + 1
            return {"start": start, "end": end, "exact": text[start:end]}
        return {name: _moved_spans(item, text, move) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_moved_spans(item, text, move) for item in value]
    return value


def _place(attached: Attached, text: str, move: Callable[[int], int]) -> Attached:
    """The place in the corrected text; words in a block have one once the block is put back."""
    start, end, anchor = attached.start, attached.end, attached.correction.anchor
    if start is not None and end is not None:
        return replace(attached, start=move(start), end=move(end - 1) + 1)
    if attached.correction.action is Action.ADD and anchor and attached.state is State.ATTACHED:
        place = anchor.find(text)
        if place is not None:
            return replace(attached, start=place[0], end=place[1])
    return attached


@dataclass(slots=True)
class _Edits:
    """What is in force of an article's corrections."""

    wrong: set[tuple[str, str]] = field(default_factory=set)
    changes: dict[tuple[str, str], dict[str, Value]] = field(default_factory=dict)
    added: list[Attached] = field(default_factory=list)


def _edits(found: Iterable[Attached]) -> _Edits:
    """Gathered in order of time, so that the last word stands."""
    edits = _Edits()
    for a in found:
        correction = a.correction
        if correction.action is Action.ADD and a.start is not None:
            edits.added.append(a)
        if a.record is None or a.state is not State.ATTACHED:
            continue
        key = (correction.kind, a.record)
        if correction.action is Action.WRONG:
            edits.wrong.add(key)
        elif correction.action in (Action.RIGHT, Action.CHANGE):
            edits.wrong.discard(key)
        if correction.action is Action.CHANGE and correction.attribute:
            edits.changes.setdefault(key, {})[correction.attribute] = correction.value
    return edits


def _apply(machine: Record, article: Article, found: Iterable[Attached]) -> Record:
    edits = _edits(found)
    record = json.loads(json.dumps(record_to_json(machine)))
    known = {name: actor["id"] for actor in record["actors"] for name in actor["aliases"]}
    known |= {actor["name"]: actor["id"] for actor in record["actors"]}
    for kind in RECORDS:
        record[kind] += [_new(a, article, known) for a in edits.added if a.correction.kind == kind]
        for body in record[kind]:
            for name, value in edits.changes.get((kind, body["id"]), {}).items():
                body[name] = _resolved(name, value, known)
        if kind == "actors":
            known |= {actor["name"]: actor["id"] for actor in record["actors"]}
    _drop(record, edits.wrong)
    return record_from_json(record, article)


def _resolved(name: str, value: Value, known: Mapping[str, str]) -> str | list[str] | None:
    """A value as the contract has it: ids for the names of actors."""
    if isinstance(value, tuple):
        return [known.get(item, item) for item in value]
    return known.get(value, value) if name in _ACTOR_IDS and value is not None else value


def _new(added: Attached, article: Article, known: Mapping[str, str]) -> dict[str, Any]:
    """A record that was missing, as an object of the contract."""
    correction = added.correction
    fields = {name: _resolved(name, v, known) for name, v in correction.fields.items()}
    start, end = added.start, added.end
    span = {"start": start, "end": end, "exact": article.text[start:end]}
    words = str(span["exact"])
    match correction.kind:
        case "actors":
            rest: dict[str, Any] = {"name": words, "mentions": [span]}
        case "statements":
            rest = {"act": "say", "actor": None, "source": None, "cue": None}
            rest |= {"content": [span], "evidence": span}
        case "events":
            rest = {"move": words.casefold(), "trigger": span, "evidence": span}
            rest |= {"actors": [], "recipients": []}
        case "meetings":
            rest = {"parties": [], "evidence": [span]}
        case _:
            rest = {"issue": words, "evidence": span}
    given = {name: value for name, value in fields.items() if value is not None}
    return {"id": correction.id, **rest, **given}


def _drop(record: dict[str, Any], wrong: set[tuple[str, str]]) -> None:
    """Take out the records that are wrong, and what points at them."""
    if not wrong:
        return
    actors = {i for kind, i in wrong if kind == "actors"}
    events = {i for kind, i in wrong if kind == "events"}
    for kind in RECORDS:
        record[kind] = [
            _without(body, actors, events)
            for body in record[kind]
            if (kind, body["id"]) not in wrong
            and not (kind == "positions" and body["actor"] in actors)
        ]


def _without(value: Any, actors: set[str], events: set[str]) -> Any:
    if isinstance(value, list):
        return [_without(item, actors, events) for item in value]
    if not isinstance(value, Mapping):
        return value
    out = {}
    for name, item in value.items():
        gone = actors if name in _ACTOR_IDS else events if name in _EVENT_IDS else set[str]()
        if isinstance(item, str):
            out[name] = None if item in gone else item
        elif isinstance(item, list) and gone:
            kept = [one for one in item if not (isinstance(one, str) and one in gone)]
            out[name] = _without(kept, actors, events)
        else:
            out[name] = _without(item, actors, events)
    return out
