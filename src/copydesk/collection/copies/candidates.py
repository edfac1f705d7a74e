"""Candidates: which wordings are worth comparing, whatever the order in which they came.

Wordings that share a key of their sketches may be alike. Some keys are shared by thousands: a form
that is filled in every day, a closing line of an agency. Of each key only the `CROWD` wordings
that are first in line stand for it, and a pair is a candidate if for `SHARED_KEYS` keys that both
have one of the two stands. Where there are few, all stand. What is first in line is what the
others are copies of, if they are copies, so that none is lost for it; and what an article costs
does not grow with the number of its like.

Who stands changes as others come in front or go. `look_up` tells what has to be compared for that,
and which likenesses may have been found by keys for which neither stands any more.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

CROWD = 16  # wordings that stand for a key
SHARED_KEYS = 2  # one may be shared by chance, for a saying or a closing line

Pair = tuple[int, int]  # two wordings, the greater number first
Place = tuple[str, int]  # place in line, wording


@dataclass(frozen=True, slots=True)
class Move:
    """What happened to a wording: it is new, it changed its place in line, or it is gone.

    `place` is the first place in line of its articles, None where it has none any more.
    """

    keys: tuple[int, ...]
    place: str | None
    is_new: bool


@dataclass(slots=True)
class Findings:
    """What follows from moves: pairs to compare, pairs of which `is_candidate` is to be asked once
    the moves are written, and the lines of crowded keys ([] where all stand again)."""

    compare: set[Pair] = field(default_factory=set)
    doubtful: set[Pair] = field(default_factory=set)
    lines: dict[int, list[Place]] = field(default_factory=dict)


def look_up(db: sqlite3.Connection, moves: Mapping[int, Move]) -> Findings:
    """What moves bring, by number of the wording. Only reads."""
    found = Findings()
    shared: Counter[Pair] = Counter()
    displaced = {number for number, move in moves.items() if not move.is_new}
    by_key: dict[int, list[int]] = defaultdict(list)
    for number, move in moves.items():
        for key in move.keys:
            by_key[key].append(number)
    for key in sorted(by_key):
        line = _Line(db, key, {number: moves[number] for number in by_key[key]})
        if line.is_alone:
            continue
        if line.has_changed:
            found.lines[key] = line.after if line.is_crowded else []
        for number in line.present:
            for other in line.everyone if number in line.standing else line.standing:
                # Of two that moved, the greater counts the key.
                if other != number and not (other in line.present and other > number):
                    shared[_pair(number, other)] += 1
        displaced |= line.stood - line.standing
        for number in line.standing - line.stood - line.present:  # it has not been met by all
            found.doubtful |= {_pair(number, o) for o in line.everyone if o != number}
    found.compare = found.doubtful | {p for p, keys in shared.items() if keys >= SHARED_KEYS}
    for number in displaced:
        likes = db.execute("SELECT other FROM likenesses WHERE one = ?", (number,))
        found.doubtful |= {_pair(number, int(row[0])) for row in likes}
    return found


def write_moves(db: sqlite3.Connection, moves: Mapping[int, Move], found: Findings) -> None:
    """Write keys, and who stands for them; inside a transaction."""
    new = ((key, n) for n, move in moves.items() if move.is_new for key in move.keys)
    db.executemany("INSERT INTO sketches VALUES (?, ?)", sorted(new))
    gone = ((key, n) for n, move in moves.items() if move.place is None for key in move.keys)
    db.executemany("DELETE FROM sketches WHERE key = ? AND wording = ?", sorted(gone))
    for key, line in found.lines.items():
        db.execute("DELETE FROM crowds WHERE key = ?", (key,))
        db.executemany("INSERT INTO crowds VALUES (?, ?, ?)", ((key, *place) for place in line))


def is_candidate(
    db: sqlite3.Connection, pair: Pair, keys: Iterable[int], other_keys: Iterable[int]
) -> bool:
    """Whether two wordings with these keys are a candidate, as the file stands."""
    count = 0
    for key in set(keys) & set(other_keys):
        standing = _crowd(db, key) or _some(db, key)
        count += pair[0] in standing or pair[1] in standing
    return count >= SHARED_KEYS


class _Line:
    """The line of a key before and after some of its wordings moved.

    `present` are the moved ones that are there now; `stood` and `standing` those that stood for
    the key before, and stand now.
    """

    def __init__(self, db: sqlite3.Connection, key: int, moves: Mapping[int, Move]) -> None:
        self._db, self._key, self._moves = db, key, moves
        self.present = {number for number, move in moves.items() if move.place is not None}
        some = _some(db, key)
        self.is_alone = not some and len(moves) == 1
        self.before = _crowd(db, key) if len(some) > CROWD else {}
        self.stood = set(self.before) if self.before else some
        self._everyone: set[int] | None = None
        if not self.before:
            self._everyone = self._changed(some)
        self.after: list[Place] = []
        if not self.before or any(self._fell_back(n) for n in moves):
            self.is_crowded = len(self.everyone) > CROWD
            if self.is_crowded:
                self.after = sorted((self._place(n), n) for n in self.everyone)[:CROWD]
        else:
            self.is_crowded = True
            places = self.before | {n: str(moves[n].place) for n in self.present}
            self.after = sorted((place, n) for n, place in places.items())[:CROWD]
        self.standing = {n for _, n in self.after} if self.is_crowded else self.everyone
        self.has_changed = self.after != sorted((place, n) for n, place in self.before.items())

    @property
    def everyone(self) -> set[int]:
        """All wordings with the key after the moves."""
        if self._everyone is None:
            rows = self._db.execute("SELECT wording FROM sketches WHERE key = ?", (self._key,))
            self._everyone = self._changed({int(row[0]) for row in rows})
        return self._everyone

    def _changed(self, members: set[int]) -> set[int]:
        return (members | self.present) - (self._moves.keys() - self.present)

    def _fell_back(self, number: int) -> bool:
        """Whether the key's line cannot be told from who stood for it and who moved."""
        place = self._moves[number].place
        return place is None or place > self.before.get(number, place)

    def _place(self, number: int) -> str:
        if number in self.present:
            return str(self._moves[number].place)
        row = self._db.execute(
            "SELECT min(place_in_line) FROM worded WHERE wording = ?", (number,)
        ).fetchone()
        return str(row[0])


def _crowd(db: sqlite3.Connection, key: int) -> dict[int, str]:
    """Who stands for a crowded key, with their places; empty where all stand."""
    rows = db.execute("SELECT wording, place_in_line FROM crowds WHERE key = ?", (key,))
    return {int(row[0]): str(row[1]) for row in rows}


def _some(db: sqlite3.Connection, key: int) -> set[int]:
    """Those that have a key, or CROWD + 1 of them."""
    rows = db.execute("SELECT wording FROM sketches WHERE key = ? LIMIT ?", (key, CROWD + 1))
    return {int(row[0]) for row in rows}


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one > other else (other, one)
