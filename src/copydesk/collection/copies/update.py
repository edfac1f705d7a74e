"""Bringing copies up to date: new wordings are looked up, compared, and what they touch folded.

Candidates come from the keys of their sketches (candidates.py), are likenesses if enough of their
words and facts agree (wording.py), and are then folded (fold.py). The likenesses and the fold at
the end hang on the articles alone, not on their order. A pass commits by the thousand, and what
was not committed is simply still to be done, so a killed one is finished by the next.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from copydesk.collection.collection import Collection
from copydesk.collection.copies.candidates import (
    Findings,
    Move,
    Pair,
    is_candidate,
    look_up,
    write_moves,
)
from copydesk.collection.copies.credits import agency_of, folded, outlet_of
from copydesk.collection.copies.fold import Member, fold
from copydesk.collection.copies.wording import Wording, overlap, wordings

# Articles a transaction. Each writes to places all over the table of sketches; in a large one,
# taking more at a time writes its pages less often.
BATCH, BATCH_SHARE, LARGEST_BATCH = 2_000, 1 / 20, 20_000
CACHE_KB = 128 << 10  # of the table of sketches
MIN_SHARED = 0.55  # of the shorter's words: a report may carry half of an older one
MIN_SHARED_SHORT = 0.75
SHORT = 50  # words
MIN_FACTS = 0.65  # of the names and numbers where the shorter follows the longer
# Where no name or number differs and PART_FACTS agree, these shares of both texts are enough: a
# brief of which a third is somebody's own. What is background in one is little of the other.
MIN_PART, MIN_PART_LONGER, PART_FACTS = 0.5, 0.35, 2
_LAST = "9999"  # the undated come last in line


def update_copies(collection: Collection) -> set[int]:
    """Fold what was added and unfold what is no longer the latest; returns the articles touched."""
    collection.db.execute(f"PRAGMA cache_size = -{CACHE_KB}")
    with collection.writing() as db:
        touched = _forget_replaced(db)
    while True:
        # What takes long happens before the file is locked: people may be correcting it.
        with collection.reading() as db:
            batch = _read_batch(db)
        if not batch.rows:
            return touched
        with collection.writing() as db:
            _write_batch(db, batch)
        touched |= {int(row[0]) for row in batch.rows}


@dataclass(slots=True)
class _Change:
    """What moves of wordings bring, found while the file may still be written by others.

    `likenesses` are new pairs with their shares, `doubtful` pairs whose likeness may go.
    """

    moves: dict[int, Move] = field(default_factory=dict)
    findings: Findings = field(default_factory=Findings)
    likenesses: dict[Pair, float] = field(default_factory=dict)


@dataclass(slots=True)
class _Batch:
    """Articles that are taken in together: rows of `worded` and of `wordings`."""

    rows: list[tuple[int, int, str, str | None, str | None]] = field(default_factory=list)
    new: dict[int, Wording] = field(default_factory=dict)
    change: _Change = field(default_factory=_Change)


def _forget_replaced(db: sqlite3.Connection) -> set[int]:
    """Take articles out that a newer revision of their page has replaced."""
    gone = db.execute(
        "SELECT article, wording, text FROM to_fold JOIN pages ON page = article"
        " JOIN articles USING (article) LEFT JOIN worded USING (article) WHERE latest = 0"
    ).fetchall()
    keys = [(int(row["article"]),) for row in gone]
    db.executemany("DELETE FROM to_fold WHERE article = ?", keys)
    gone = [row for row in gone if row["wording"] is not None]
    keys = [(int(row["article"]),) for row in gone]
    db.executemany("INSERT OR IGNORE INTO stale VALUES (?)", keys)
    db.executemany("DELETE FROM copies WHERE article = ?", keys)
    db.executemany("DELETE FROM copies WHERE copy_of = ?", keys)
    db.executemany("DELETE FROM worded WHERE article = ?", keys)
    texts = {int(row["wording"]): str(row["text"]) for row in gone}
    known = dict(zip(texts, wordings(list(texts.values())), strict=True))
    moves = {
        number: Move(tuple(wording.sketch()), _first_place(db, number), is_new=False)
        for number, wording in known.items()
    }
    touched = _apply(db, _change(db, moves, known))
    lost = [(number,) for number, move in moves.items() if move.place is None]
    db.executemany("DELETE FROM likenesses WHERE one = ?1 OR other = ?1", lost)
    db.executemany("DELETE FROM wordings WHERE wording = ?", lost)
    _refold(db, touched - {number for (number,) in lost})
    return {article for (article,) in keys}


def _read_batch(db: sqlite3.Connection) -> _Batch:
    """Give the next articles their wordings, and compare these."""
    newest = int(db.execute("SELECT coalesce(max(wording), 0) FROM wordings").fetchone()[0])
    rows = db.execute(
        "SELECT article, a.id, text, body, first_day, published, location, fetched"
        " FROM to_fold CROSS JOIN articles a USING (article) CROSS JOIN pages ON page = article"
        " WHERE latest = 1 ORDER BY article LIMIT ?",
        (min(max(BATCH, int(newest * BATCH_SHARE)), LARGEST_BATCH),),
    ).fetchall()
    batch = _Batch()
    numbers: dict[bytes, int] = {}
    known: dict[int, Wording] = {}
    places: dict[int, str] = {}
    for row, wording in zip(rows, wordings([row["text"] for row in rows]), strict=True):
        number = _number(db, wording.digest, numbers)
        if number is None:
            newest += 1
            number = numbers[wording.digest] = newest
            batch.new[number] = wording
        known.setdefault(number, wording)
        body = json.loads(row["body"])
        agency, outlet = agency_of(body, row["text"]), outlet_of(body, row["location"])
        is_agencys = agency is not None and folded(agency) == folded(outlet)
        place = _place_in_line(row, is_agencys)
        places[number] = min(place, places.get(number, place))
        batch.rows.append((int(row["article"]), number, place, agency, outlet))
    moves: dict[int, Move] = {}
    for number, wording in known.items():
        is_new = number in batch.new
        if is_new or places[number] < (_first_place(db, number) or "~"):
            moves[number] = Move(tuple(wording.sketch()), places[number], is_new)
    batch.change = _change(db, moves, known)
    return batch


def _write_batch(db: sqlite3.Connection, batch: _Batch) -> None:
    db.executemany(
        "INSERT INTO wordings VALUES (?, ?, ?)",
        ((n, wording.digest, len(wording.hashes)) for n, wording in batch.new.items()),
    )
    db.executemany("INSERT OR REPLACE INTO worded VALUES (?, ?, ?, ?, ?)", batch.rows)
    db.executemany("DELETE FROM to_fold WHERE article = ?", ((row[0],) for row in batch.rows))
    _refold(db, _apply(db, batch.change) | {row[1] for row in batch.rows})


def _number(db: sqlite3.Connection, digest: bytes, numbers: Mapping[bytes, int]) -> int | None:
    """The number of a wording; None for one that is not known yet."""
    if digest in numbers:
        return numbers[digest]
    row = db.execute("SELECT wording FROM wordings WHERE digest = ?", (digest,)).fetchone()
    return int(row[0]) if row else None


def _first_place(db: sqlite3.Connection, number: int) -> str | None:
    """The first place in line of the articles with this wording."""
    row = db.execute("SELECT min(place_in_line) FROM worded WHERE wording = ?", (number,))
    place = row.fetchone()[0]
    return None if place is None else str(place)


def _change(
    db: sqlite3.Connection, moves: Mapping[int, Move], known: Mapping[int, Wording]
) -> _Change:
    """Look moved wordings up and compare them; `known` are wordings at hand."""
    change = _Change(dict(moves), look_up(db, moves))

    @lru_cache(maxsize=8192)
    def wording(number: int) -> Wording | None:
        return known.get(number) or _wording(db, number)

    for pair in sorted(change.findings.compare, key=lambda pair: (pair[1], pair[0])):
        one, other = wording(pair[0]), wording(pair[1])
        shared = alike(one, other) if one and other else None
        if shared is not None:
            change.likenesses[pair] = shared
    return change


def _apply(db: sqlite3.Connection, change: _Change) -> set[int]:
    """Write what moves brought; returns the wordings whose fold may change."""
    write_moves(db, change.moves, change.findings)
    db.executemany(
        "INSERT OR REPLACE INTO likenesses VALUES (?, ?, ?)",
        (
            row
            for (one, other), shared in change.likenesses.items()
            for row in ((one, other, shared), (other, one, shared))
        ),
    )
    touched = {*change.moves, *(number for pair in change.likenesses for number in pair)}

    @lru_cache(maxsize=8192)
    def keys(number: int) -> tuple[int, ...]:
        found = _wording(db, number)
        return tuple(found.sketch()) if found else ()

    for pair in sorted(change.findings.doubtful):
        if not is_candidate(db, pair, keys(pair[0]), keys(pair[1])):
            db.execute("DELETE FROM likenesses WHERE one = ? AND other = ?", pair)
            db.execute("DELETE FROM likenesses WHERE one = ? AND other = ?", pair[::-1])
            touched.update(pair)
    return touched


def _wording(db: sqlite3.Connection, number: int) -> Wording | None:
    """A wording from the text of one of its articles; None where there is none any more."""
    row = db.execute(
        "SELECT text FROM worded JOIN articles USING (article) WHERE wording = ? LIMIT 1",
        (number,),
    ).fetchone()
    return wordings([row[0]])[0] if row else None


def alike(one: Wording, other: Wording) -> float | None:
    """The share of the shorter's words that both have, where it makes one a copy of the other."""
    both = overlap(one, other, MIN_PART)
    if both is None:
        return None
    enough = MIN_SHARED_SHORT if both.words < SHORT else MIN_SHARED
    if both.shorter >= enough:
        is_copy = both.other_facts <= (1 - MIN_FACTS) * both.facts
    else:
        is_part = both.longer >= MIN_PART_LONGER and both.facts >= PART_FACTS
        is_copy = is_part and not both.other_facts
    return round(both.shorter, 4) if is_copy else None


def judge_unfolded(collection: Collection, article_id: str, *, unfolded: bool) -> None:
    """Keep an article out of every fold from now on, or let it be folded again.

    Raises:
        CollectionError: There is no such article, or the file cannot be written.
    """
    keys = collection.keys(article_id)
    with collection.writing() as db:
        if unfolded:
            db.execute("INSERT OR IGNORE INTO unfolded VALUES (?)", (article_id,))
        else:
            db.execute("DELETE FROM unfolded WHERE id = ?", (article_id,))
        rows = [db.execute("SELECT wording FROM worded WHERE article = ?", (k,)) for k in keys]
        _refold(db, {int(row[0]) for found in rows for row in found})


def _refold(db: sqlite3.Connection, touched: Iterable[int]) -> None:
    """Fold anew all that is linked to the touched wordings."""
    likenesses: dict[int, dict[int, float]] = {}
    open_ends = list(touched)
    while open_ends:
        wording = open_ends.pop()
        if wording in likenesses:
            continue
        likenesses[wording] = {
            int(row[0]): float(row[1])
            for row in db.execute("SELECT other, shared FROM likenesses WHERE one = ?", (wording,))
        }
        open_ends += [other for other in likenesses[wording] if other not in likenesses]
    members: list[Member] = []
    for wording in likenesses:
        for row in db.execute(
            "SELECT article, place_in_line, id IN (SELECT id FROM unfolded) FROM worded"
            " JOIN articles USING (article) WHERE wording = ?",
            (wording,),
        ):
            members.append(Member(int(row[0]), wording, row[1], bool(row[2])))
            db.execute("DELETE FROM copies WHERE article = ?", (row[0],))
            db.execute("INSERT OR IGNORE INTO stale VALUES (?)", (row[0],))
    db.executemany(
        "INSERT INTO copies VALUES (?, ?, ?)",
        ((c.article, c.copy_of, c.shared) for c in fold(members, likenesses)),
    )


def _place_in_line(row: sqlite3.Row, is_agencys: bool) -> str:
    """Sorts articles by who was first. An agency goes before its customers on the same day."""
    stamp = str(row["published"] or "")
    day, clock = row["first_day"] or _LAST, "~"
    if len(stamp) > 16:
        moment = dt.datetime.fromisoformat(stamp)
        clock = stamp[11:]
        if moment.tzinfo is not None:
            moment = moment.astimezone(dt.UTC)
            day, clock = moment.date().isoformat(), moment.time().isoformat()
    own = "0" if is_agencys else "1"
    parts = (day, own, clock, row["fetched"] or "~", row["id"], row["location"])
    return "\t".join(str(part) for part in parts)
