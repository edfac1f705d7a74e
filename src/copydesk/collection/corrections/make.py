"""Making corrections: what is pointed at is looked up, and what identifies it is written down."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from copydesk.collection.collection import Collection
from copydesk.collection.corrections.anchor import Anchor
from copydesk.collection.corrections.applied import corrected
from copydesk.collection.corrections.attach import words_of
from copydesk.collection.corrections.corrections import (
    ACTOR,
    FIELDS,
    OPTIONAL,
    RECORDS,
    Action,
    Correction,
    CorrectionError,
    Value,
    checked_name,
    checked_value,
    keep,
    made,
    one,
)
from copydesk.collection.corrections.joins import number_of
from copydesk.collection.stories.update import regroup
from copydesk.errors import CollectionError

MOST_WORDS = 5_000  # characters that can be selected for a missing record


@dataclass(frozen=True, slots=True)
class By:
    """Who corrects, and when (ISO 8601, UTC, see `corrections.now`)."""

    who: str
    at: str


def judge(
    collection: Collection, article_id: str, kind: str, record: str, action: Action, by: By
) -> Correction:
    """Say that a record is right or wrong.

    Raises:
        CollectionError: There is no such article or record, or the file cannot be written.
        CorrectionError: That is no judgement, or `by` is nobody.
    """
    if action not in (Action.RIGHT, Action.WRONG):
        raise CorrectionError("action", f"{action} is no judgement", "say right or wrong")
    return _kept(collection, _on_record(collection, article_id, kind, record, by, action=action))


def change(
    collection: Collection,
    article_id: str,
    kind: str,
    record: str,
    values: Mapping[str, Value],
    by: By,
) -> list[Correction]:
    """Say that fields of a record have other values. Actors are given by name.

    Values that the record has already, by the machine or by this person, change nothing. One that
    goes back to the machine's takes this person's change of it back.

    Raises:
        CollectionError: There is no such article or record, or the file cannot be written.
        CorrectionError: A field cannot have its value, or `by` is nobody.
    """
    about = _on_record(collection, article_id, kind, record, by, action=Action.CHANGE)
    before = {
        a.correction.attribute: a.correction
        for a in corrected(collection, collection.keys(article_id)[0]).found
        if a.correction.in_force and a.correction.action is Action.CHANGE
        if (a.correction.who, a.correction.kind, a.record) == (about.who, kind, record)
    }
    new: list[Correction] = []
    for name, given in values.items():
        value = checked_value(kind, name, given)
        machine = _named(about, name)
        mine = before.get(name)
        if _alike(value, mine.value if mine else machine):
            continue
        if mine and _alike(value, machine):
            new.append(_undoing(mine, by))
        else:
            new.append(made(**{**_parts(about), "attribute": name, "value": value}))
    keep(collection, new)
    return new


def _named(correction: Correction, name: str) -> Value:
    """The machine's value of a field, with names for the ids of actors."""
    value = correction.machine.get(name)
    if isinstance(value, list):
        return tuple(correction.names.get(item, item) for item in value)
    if value is None:
        return None
    text = str(value)
    return correction.names.get(text, text) if FIELDS[correction.kind][name] == ACTOR else text


def _alike(one: Value, other: Value) -> bool:
    if isinstance(one, tuple) or isinstance(other, tuple):
        return sorted(one or ()) == sorted(other or ())
    return (one or None) == (other or None)


def _parts(correction: Correction) -> dict[str, Any]:
    """What a correction was made of."""
    return {
        name: getattr(correction, name)
        for name in correction.__slots__
        if name not in ("id", "undone")
    }


def add_missing(
    collection: Collection,
    article_id: str,
    kind: str,
    words: Anchor,
    fields: Mapping[str, Value],
    by: By,
) -> Correction:
    """Add a record that the machine missed, by the words that tell it.

    `words` are looked for in the article's text and in the blocks that were set aside.

    Raises:
        CollectionError: There is no such article, or the file cannot be written.
        CorrectionError: The words are not there, a field cannot have its value or a needed one is
            missing, or `by` is nobody.
    """
    if kind not in RECORDS:
        raise CorrectionError("kind", f"{kind[:20]!r} is no kind of record", "name another")
    if not words.exact.strip() or len(words.exact) > MOST_WORDS:
        raise CorrectionError(
            "words", "none or too many", f"select 1 to {MOST_WORDS} characters of the text"
        )
    key = collection.keys(article_id)[0]
    with collection.reading() as db:
        texts = [
            row[0]
            for row in db.execute(
                "SELECT text FROM articles WHERE article = ?1 UNION ALL"
                " SELECT text FROM ledger WHERE page = ?1",
                (key,),
            )
        ]
    if words.find(texts[0]) is None and not any(words.exact in text for text in texts[1:]):
        raise CorrectionError("words", "are not in the article", "select them in its text")
    given = {name: checked_value(kind, name, value) for name, value in fields.items()}
    for name in FIELDS[kind]:
        if given.get(name) is None and (kind, name) not in OPTIONAL | _SUPPLIED:
            raise CorrectionError(f"{kind}.{name}", "is needed", "give a value")
    correction = _on_article(
        collection, key, by, action=Action.ADD, kind=kind, anchor=words, fields=given
    )
    return _kept(collection, correction)


# Fields that follow from the words where they are not given.
_SUPPLIED = frozenset(
    {("actors", "name"), ("statements", "act"), ("events", "move"), ("positions", "issue")}
)


def mark_complete(collection: Collection, article_id: str, by: By) -> Correction:
    """Say that with the records added so far none is missing in an article.

    Raises:
        CollectionError: There is no such article, or the file cannot be written.
        CorrectionError: `by` is nobody.
    """
    key = collection.keys(article_id)[0]
    return _kept(
        collection, _on_article(collection, key, by, action=Action.COMPLETE, kind="article")
    )


def put_block_back(collection: Collection, article_id: str, number: int, by: By) -> Correction:
    """Say that the block with this number in the ledger belongs to the article's body.

    Raises:
        CollectionError: There is no such article or block, or the file cannot be written.
        CorrectionError: `by` is nobody.
    """
    key = collection.keys(article_id)[0]
    with collection.reading() as db:
        row = db.execute(
            "SELECT reason, text, before_paragraph, place FROM ledger"
            " WHERE page = ? AND number = ?",
            (key, number),
        ).fetchone()
    if row is None:
        raise CollectionError(
            str(collection.path), f"set no block {number} of {article_id} aside", "name another"
        )
    text = row["text"]
    correction = _on_article(
        collection,
        key,
        by,
        action=Action.PUT_BACK,
        kind="ledger",
        record=str(number),
        anchor=Anchor(0, len(text), text),
        machine={name: row[name] for name in ("reason", "before_paragraph", "place")},
    )
    return _kept(collection, correction)


def undo(collection: Collection, correction_id: str, by: By) -> Correction:
    """Take a correction back. It is kept, and so is the undoing, which can be undone, too.

    Raises:
        CollectionError: There is no such correction, or the file cannot be written.
        CorrectionError: It was made by another person or was taken back already.
    """
    found = one(collection, correction_id)
    who = checked_name(by.who)
    if found.who != who:
        raise CorrectionError(correction_id, f"is by {found.who}", "only its maker takes it back")
    if found.undone is not None:
        raise CorrectionError(correction_id, "was taken back already", "list what is in force")
    undone = _kept(collection, _undoing(found, by))
    regroup_judged(collection, [found])
    return undone


def _undoing(found: Correction, by: By) -> Correction:
    return made(
        who=found.who,
        at=by.at,
        action=Action.UNDO,
        kind=found.kind,
        place=found.place,
        sha256=found.sha256,
        article=found.article,
        location=found.location,
        undoes=found.id,
    )


def article_ref(db: sqlite3.Connection, article: int) -> dict[str, Any]:
    """What tells the article of that number in a list of things to merge or part."""
    row = db.execute(
        "SELECT id, hex(place) AS place, title FROM articles JOIN pages ON page = article"
        " WHERE article = ?",
        (article,),
    ).fetchone()
    return {"article": row["id"], "place": row["place"].lower(), "title": row["title"]}


def join(
    collection: Collection,
    action: Action,
    kind: str,
    sets: Iterable[Sequence[Mapping[str, Any]]],
    by: By,
) -> list[Correction]:
    """Say that actors, or stories, are one, or that the first of each set is none of the others.
    See corrections_joins.py for what a set holds. Stories are grouped anew at once.

    Raises:
        CollectionError: The file cannot be written.
        CorrectionError: A set holds fewer than two that differ, or `by` is nobody.
    """
    new = [_joining(action, kind, refs, by) for refs in sets]
    keep(collection, new)
    regroup_judged(collection, new)
    return new


def regroup_judged(collection: Collection, found: Iterable[Correction]) -> None:
    """Group the stories anew that judgements are about, or were until they were undone.

    Raises:
        CollectionError: The file cannot be written.
    """
    done: set[int] = set()
    for correction in found:
        for ref in correction.refs if correction.kind == "stories" else ():
            with collection.reading() as db:
                number = number_of(db, ref)
            if number is not None and number not in done:
                done.update(regroup(collection, number))


def _joining(action: Action, kind: str, refs: Iterable[Mapping[str, Any]], by: By) -> Correction:
    unique = tuple({json.dumps(ref, sort_keys=True): dict(ref) for ref in refs}.values())
    if action not in (Action.MERGE, Action.PART) or kind not in ("actors", "stories"):
        raise CorrectionError("kind", f"{kind[:20]!r} cannot be joined", "name actors or stories")
    if len(unique) < 2:
        raise CorrectionError(kind, "takes two that differ", "name another")
    return made(who=checked_name(by.who), at=by.at, action=action, kind=kind, refs=unique)


def _kept(collection: Collection, correction: Correction) -> Correction:
    keep(collection, [correction])
    return correction


def _on_article(collection: Collection, key: int, by: By, **parts: Any) -> Correction:
    with collection.reading() as db:
        row = db.execute(
            "SELECT place, sha256, id, location FROM pages JOIN articles ON article = page"
            " WHERE page = ?",
            (key,),
        ).fetchone()
    return made(
        who=checked_name(by.who),
        at=by.at,
        place=row["place"],
        sha256=row["sha256"],
        article=row["id"],
        location=row["location"],
        **parts,
    )


def _on_record(
    collection: Collection, article_id: str, kind: str, record: str, by: By, **parts: Any
) -> Correction:
    key = collection.keys(article_id)[0]
    row = None
    if kind in RECORDS:
        with collection.reading() as db:
            row = db.execute(
                f"SELECT {kind}.body, text FROM {kind} JOIN articles USING (article)"
                f" WHERE article = ? AND {kind}.id = ?",
                (key, record),
            ).fetchone()
            actors = db.execute("SELECT id, name FROM actors WHERE article = ?", (key,)).fetchall()
    if row is None:
        raise CollectionError(
            str(collection.path), f"holds no record {record} of {article_id}", "name another"
        )
    body = json.loads(row["body"])
    span = words_of(kind, body)
    mentioned = json.dumps(body)
    return _on_article(
        collection,
        key,
        by,
        kind=kind,
        record=record,
        anchor=Anchor.of(row["text"], *span) if span else None,
        machine=body,
        names={actor: name for actor, name in actors if f'"{actor}"' in mentioned},
        **parts,
    )
