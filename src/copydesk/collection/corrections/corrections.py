"""Corrections: what people say of the machine's records. Kept beside them, never over them.

A correction is one row that is written once. Taking it back is a row of its own. So the file
tells who thought what of a record and when, and what is in force follows from the rows.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from copydesk.collection.collection import Collection
from copydesk.collection.corrections.anchor import Anchor
from copydesk.contract import writable
from copydesk.errors import CollectionError, CopydeskError
from copydesk.record.record import (
    ActorKind,
    EventType,
    MeetingKind,
    MeetingStatus,
    Stance,
    StatementKind,
    Status,
)

MOST_TEXT = 500  # characters of a value that is free text
MOST_NAME = 80  # of the name of a person who corrects

_CODE = re.compile("[A-Z]{3}")  # ISO 3166-1 alpha-3


class CorrectionError(CopydeskError):
    """A correction that cannot be taken as it is."""

    def __init__(self, part: str, what: str, remedy: str) -> None:
        super().__init__(part, what, remedy)
        self.part, self.what, self.remedy = part, what, remedy

    def __str__(self) -> str:
        return f"{self.part}: {self.what}; {self.remedy}"


class Action(StrEnum):
    """What a correction says."""

    RIGHT = "right"  # the record is
    WRONG = "wrong"  # there is no such thing
    CHANGE = "change"  # a field of the record should have another value
    ADD = "add"  # the machine missed a record
    COMPLETE = "complete"  # no record is missing in the article any more
    PUT_BACK = "put_back"  # a block that was set aside belongs to the body
    MERGE = "merge"  # actors or stories are one
    PART = "part"  # they are not
    UNDO = "undo"  # a correction is taken back


RECORDS = ("actors", "statements", "events", "meetings", "positions")

# What a field may be changed to: one of these words, an actor, some actors, or free text.
ACTOR, ACTORS, TEXT = "actor", "actors", "text"
FIELDS: Mapping[str, Mapping[str, type[StrEnum] | str]] = {
    "actors": {"name": TEXT, "kind": ActorKind, "country": TEXT, "role": TEXT},
    "statements": {"actor": ACTOR, "kind": StatementKind, "act": TEXT},
    "events": {
        "type": EventType,
        "status": Status,
        "move": TEXT,
        "actors": ACTORS,
        "recipients": ACTORS,
    },
    "meetings": {"kind": MeetingKind, "status": MeetingStatus, "parties": ACTORS},
    "positions": {"actor": ACTOR, "stance": Stance, "issue": TEXT},
}
# Fields that may be without a value.
OPTIONAL = frozenset(
    {
        ("actors", "country"),
        ("actors", "role"),
        ("statements", "actor"),
        ("events", "actors"),
        ("events", "recipients"),
        ("meetings", "parties"),
    }
)

Value = str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that somebody said, and when.

    `kind` is a table of the record ("events" ...), "ledger", "article" or "stories". `place`,
    `sha256` and `article` say which page it is about, each None where it is about no one page.
    `record` is the id that the record had then, `anchor` the words by which it is found again,
    `machine` the record as it was then and `names` the names of the actors in it. `attribute` is
    the field that `change` changes and `value` what to; actors are given by name. `fields` are
    those of a record that was missing. `refs` are what is merged or parted
    (corrections_joins.py). `undone` is the id of the correction that took this one back, where
    that is in force.
    """

    id: str
    who: str
    at: str
    action: Action
    kind: str
    place: bytes | None = None
    sha256: str | None = None
    article: str | None = None
    location: str | None = None
    record: str | None = None
    anchor: Anchor | None = None
    machine: Mapping[str, Any] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    attribute: str | None = None
    value: Value = None
    fields: Mapping[str, Value] = field(default_factory=dict)
    refs: tuple[Mapping[str, Any], ...] = ()
    undoes: str | None = None
    undone: str | None = None

    @property
    def in_force(self) -> bool:
        """Whether it says something and was not taken back."""
        return self.action is not Action.UNDO and self.undone is None


def checked_name(who: str) -> str:
    """The name of a person who corrects, tidied.

    Raises:
        CorrectionError: It is empty, too long, or holds what is no text.
    """
    name = " ".join(who.split())
    if not name or len(name) > MOST_NAME or not name.isprintable():
        raise CorrectionError(
            "name", f"{name[:MOST_NAME]!r} is no name", f"give 1 to {MOST_NAME} letters"
        )
    return name


def checked_value(kind: str, name: str, value: Value) -> Value:
    """A value for a field of a record, tidied.

    Raises:
        CorrectionError: There is no such field, or the value is none of its values.
    """
    allowed = FIELDS.get(kind, {}).get(name)
    if allowed is None:
        raise CorrectionError(f"{kind}.{name}", "cannot be changed", "name another field")
    part = f"{kind}.{name}"
    if allowed == ACTORS:
        given = [value] if isinstance(value, str) else list(value or ())
        return tuple(dict.fromkeys(_text(part, item) for item in given if item.strip()))
    if not isinstance(value, str | None):
        raise CorrectionError(part, "takes one value", "give one")
    if value is None or not value.strip():
        if (kind, name) in OPTIONAL:
            return None
        raise CorrectionError(part, "cannot be empty", "give a value")
    if name == "country" and not _CODE.fullmatch(value.strip()):
        raise CorrectionError(part, f"{value[:40]!r} is no code", "give three letters, as NOR")
    if isinstance(allowed, str):
        return _text(part, value)
    try:
        return str(allowed(value.strip()))
    except ValueError as error:
        raise CorrectionError(
            part, f"{value[:40]!r} is no value", f"give one of {', '.join(allowed)}"
        ) from error


def _text(part: str, value: str) -> str:
    text = " ".join(writable(value).split())
    text = "".join(letter for letter in text if letter.isprintable())
    if len(text) > MOST_TEXT:
        raise CorrectionError(part, "is too long", f"give at most {MOST_TEXT} characters")
    return text


def now() -> str:
    """This moment, as `at` has it."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def made(**parts: Any) -> Correction:
    """A correction with the id that follows from what it says, by whom and when."""
    correction = Correction(id="", **parts)
    raw = json.dumps([*_row(correction)[1:]], default=bytes.hex, sort_keys=True)
    digest = hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
    return replace(correction, id=f"c-{digest[:16]}")


def keep(collection: Collection, found: Iterable[Correction]) -> int:
    """Write corrections in one short transaction; those that are there already change nothing.

    Returns:
        How many are new.

    Raises:
        CollectionError: The file cannot be written, or another program keeps it too long.
    """
    rows = [_row(correction) for correction in found]
    with collection.writing() as db:
        return sum(
            db.execute(
                "INSERT OR IGNORE INTO corrections (id, who, at, action, kind, place, sha256,"
                " article, undoes, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            ).rowcount
            for row in rows
        )


def corrections(db: sqlite3.Connection) -> list[Correction]:
    """All corrections in order of time, each knowing whether it was taken back."""
    return settled(written_after(db, 0))


def written_after(db: sqlite3.Connection, number: int) -> list[Correction]:
    """The corrections that were written after that of this number, as they were written: what
    took them back is not looked up (see `settled`)."""
    rows = db.execute("SELECT * FROM corrections WHERE correction > ?", (number,))
    return [_read(row) for row in rows]


def corrections_of(db: sqlite3.Connection, article: int) -> list[Correction]:
    """Those about the page of the article of that number, in whatever revision or reading."""
    row = db.execute(
        "SELECT place, sha256, id FROM pages LEFT JOIN articles ON article = page WHERE page = ?",
        (article,),
    ).fetchone()
    if row is None:
        return []
    return settled(
        _read(found)
        for found in db.execute(
            "SELECT * FROM corrections WHERE correction IN ("
            "SELECT correction FROM corrections WHERE place = ?"
            " UNION SELECT correction FROM corrections WHERE sha256 = ?"
            " UNION SELECT correction FROM corrections WHERE article = ?)",
            tuple(row),
        )
    )


def version_of(db: sqlite3.Connection, article: int) -> tuple[object, ...] | None:
    """What changes whenever one of `corrections_of` is written, or the record that they are
    about; None where there is none."""
    row = db.execute(
        "SELECT count(*), max(correction), record_refusal IS NULL FROM articles a"
        " JOIN pages ON page = a.article JOIN corrections ON correction IN ("
        "SELECT correction FROM corrections c WHERE c.place = pages.place"
        " UNION SELECT correction FROM corrections c WHERE c.sha256 = pages.sha256"
        " UNION SELECT correction FROM corrections c WHERE c.article = a.id)"
        " WHERE a.article = ?",
        (article,),
    ).fetchone()
    return tuple(row) if row[0] else None


def joinings(db: sqlite3.Connection, kind: str) -> list[Correction]:
    """The merges and partings of actors or of stories that are in force, in order of time."""
    rows = db.execute(
        "SELECT * FROM corrections WHERE action IN ('merge', 'part') AND kind = ?1 UNION ALL"
        " SELECT * FROM corrections WHERE action = 'undo' AND kind = ?1",
        (kind,),
    )
    return [c for c in settled(_read(row) for row in rows) if c.in_force]


def one(collection: Collection, correction_id: str) -> Correction:
    """The correction with this id.

    Raises:
        CollectionError: There is none.
    """
    with collection.reading() as db:
        row = db.execute("SELECT * FROM corrections WHERE id = ?", (correction_id,)).fetchone()
        if row is None:
            raise CollectionError(
                str(collection.path),
                f"holds no correction {correction_id}",
                "list them: copydesk corrections",
            )
        # Undos of undos may hang behind each other: all undos decide.
        rows = db.execute("SELECT * FROM corrections WHERE action = 'undo'").fetchall()
        found = {c.id: c for c in settled(_read(r) for r in [row, *rows])}
    return found[correction_id]


def settled(found: Iterable[Correction]) -> list[Correction]:
    """Corrections in order of time, with what took each back. An undo can be undone, too."""
    ordered = sorted({c.id: c for c in found}.values(), key=lambda c: (c.at, c.id))
    taken_back: dict[str, str] = {}
    for correction in reversed(ordered):
        undoes = correction.undoes
        if undoes is not None and correction.id not in taken_back:
            taken_back.setdefault(undoes, correction.id)
    undone = ((c, taken_back.get(c.id)) for c in ordered)
    return [c if c.undone == by else replace(c, undone=by) for c, by in undone]


def _row(c: Correction) -> tuple[Any, ...]:
    return (
        c.id,
        c.who,
        c.at,
        c.action.value,
        c.kind,
        c.place,
        c.sha256,
        c.article,
        c.undoes,
        json.dumps(to_body(c), ensure_ascii=False, separators=(",", ":")),
    )


def to_body(correction: Correction) -> dict[str, Any]:
    """What `from_body` reads back: all that has no column of its own and is there."""
    body = {
        "location": correction.location,
        "record": correction.record,
        "anchor": correction.anchor.as_json() if correction.anchor else None,
        "machine": dict(correction.machine),
        "names": dict(correction.names),
        "attribute": correction.attribute,
        "value": _plain(correction.value),
        "fields": {name: _plain(value) for name, value in correction.fields.items()},
        "refs": [dict(ref) for ref in correction.refs],
    }
    # An empty value is one, too: that nobody is an event's actor.
    return {
        name: value
        for name, value in body.items()
        if value not in (None, {}, []) or (name == "value" and value is not None)
    }


def _plain(value: Value) -> str | list[str] | None:
    return list(value) if isinstance(value, tuple) else value


def _read(row: sqlite3.Row) -> Correction:
    return from_body(
        json.loads(row["body"]),
        id=row["id"],
        who=row["who"],
        at=row["at"],
        action=Action(row["action"]),
        kind=row["kind"],
        place=row["place"],
        sha256=row["sha256"],
        article=row["article"],
        undoes=row["undoes"],
    )


def from_body(body: Mapping[str, Any], **parts: Any) -> Correction:
    """A correction from what its row or its annotation holds."""
    anchor = body.get("anchor")
    return Correction(
        **parts,
        location=body.get("location"),
        record=body.get("record"),
        anchor=Anchor.from_json(anchor) if anchor else None,
        machine=body.get("machine") or {},
        names=body.get("names") or {},
        attribute=body.get("attribute"),
        value=_value(body.get("value")),
        fields={name: _value(value) for name, value in (body.get("fields") or {}).items()},
        refs=tuple(body.get("refs") or ()),
    )


def _value(value: str | Sequence[str] | None) -> Value:
    return value if isinstance(value, str | None) else tuple(value)
