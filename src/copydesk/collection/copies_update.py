"""Bringing copies up to date: new wordings are looked up, compared, and what they touch folded.

Candidates come from bands of MinHash values (wording.py), are kept if the overlap of their words
is large enough, and then folded (fold.py). A pass commits by the thousand, and what was not
committed is simply still to be done, so a killed one is finished by the next.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from copydesk.collection.collection import Collection
from copydesk.collection.credits import agency_of, folded, outlet_of
from copydesk.collection.fold import Member, fold
from copydesk.collection.wording import (
    Wording,
    band_keys,
    shared_facts,
    shared_wording,
    wordings,
)

BATCH = 2_000  # articles a transaction
MIN_SHARED = 0.55  # of the shorter's words: a report may carry half of an older one
MIN_SHARED_SHORT = 0.75
SHORT = 50  # words
MIN_FACTS = 0.7  # of the names and numbers where the shorter follows the longer
CROWD = 200  # wordings kept under one band; more would be a template, not a text
_LAST = "9999"  # the undated come last in line


def update_copies(collection: Collection) -> set[int]:
    """Fold what was added and unfold what is no longer the latest; returns the articles touched."""
    touched: set[int] = set()
    with collection.writing() as db:
        touched |= _forget_replaced(db)
    while True:
        with collection.writing() as db:
            done = _take_in(db)
        touched |= done
        if not done:
            return touched


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


def _forget_replaced(db: sqlite3.Connection) -> set[int]:
    """Take articles out that a newer revision of their page has replaced."""
    gone = [
        (int(row[0]), int(row[1]))
        for row in db.execute(
            "SELECT article, wording FROM worded JOIN pages ON page = article WHERE latest = 0"
        )
    ]
    if not gone:
        return set()
    keys = [(article,) for article, _ in gone]
    db.executemany("INSERT OR IGNORE INTO stale VALUES (?)", keys)
    db.executemany("DELETE FROM copies WHERE article = ?", keys)
    db.executemany("DELETE FROM copies WHERE copy_of = ?", keys)
    db.executemany("DELETE FROM worded WHERE article = ?", keys)
    _refold(db, {wording for _, wording in gone})
    return {article for article, _ in gone}


def _take_in(db: sqlite3.Connection) -> set[int]:
    """Give the next articles their wordings, compare these, and fold."""
    rows = db.execute(
        "SELECT article, a.id, text, body, first_day, published, location, fetched"
        " FROM articles a JOIN pages ON page = article LEFT JOIN worded USING (article)"
        " WHERE latest = 1 AND worded.article IS NULL ORDER BY article LIMIT ?",
        (BATCH,),
    ).fetchall()
    new: dict[int, Wording] = {}
    touched: set[int] = set()
    for row, wording in zip(rows, wordings([row["text"] for row in rows]), strict=True):
        digest = wording.digest
        known = db.execute("SELECT wording FROM wordings WHERE digest = ?", (digest,)).fetchone()
        if known is None:
            number = db.execute(
                "INSERT INTO wordings (digest, words) VALUES (?, ?) RETURNING wording",
                (digest, len(wording.words)),
            ).fetchone()[0]
            new[number] = wording
        else:
            number = known[0]
        touched.add(int(number))
        body = json.loads(row["body"])
        agency, outlet = agency_of(body, row["text"]), outlet_of(body, row["location"])
        is_agencys = agency is not None and folded(agency) == folded(outlet)
        db.execute(
            "INSERT INTO worded VALUES (?, ?, ?, ?, ?)",
            (row["article"], number, _place_in_line(row, is_agencys), agency, outlet),
        )
    _compare(db, new)
    _refold(db, touched)
    return {int(row["article"]) for row in rows}


def _compare(db: sqlite3.Connection, new: dict[int, Wording]) -> None:
    """Store the likenesses of new wordings with those that share a band."""
    numbers = list(new)
    keys = band_keys(list(new.values()))
    candidates: dict[int, set[int]] = defaultdict(set)
    pairs = sorted(
        (int(key), number) for number, row in zip(numbers, keys, strict=True) for key in row
    )
    for key, number in pairs:
        present = [
            int(row[0])
            for row in db.execute("SELECT wording FROM bands WHERE key = ? LIMIT ?", (key, CROWD))
        ]
        candidates[number].update(present)
        if len(present) < CROWD:
            db.execute("INSERT OR IGNORE INTO bands VALUES (?, ?)", (key, number))

    @lru_cache(maxsize=4096)
    def earlier(number: int) -> Wording:
        row = db.execute(
            "SELECT text FROM worded JOIN articles USING (article) WHERE wording = ? LIMIT 1",
            (number,),
        ).fetchone()
        return wordings([row[0] if row else ""])[0]

    for number in numbers:
        for other in sorted(candidates[number] - {number}):
            two = new[other] if other in new else earlier(other)
            shared = alike(new[number], two)
            if shared is not None:
                db.execute(
                    "INSERT OR REPLACE INTO likenesses VALUES (?, ?, ?)", (number, other, shared)
                )
                db.execute(
                    "INSERT OR REPLACE INTO likenesses VALUES (?, ?, ?)", (other, number, shared)
                )


def alike(one: Wording, other: Wording) -> float | None:
    """The share of the shorter's words that both have, where it makes one a copy of the other."""
    shared = shared_wording(one, other)
    is_short = min(len(one.words), len(other.words)) < SHORT
    if shared < (MIN_SHARED_SHORT if is_short else MIN_SHARED):
        return None
    if shared_facts(one, other) < MIN_FACTS:
        return None
    return round(shared, 4)


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
