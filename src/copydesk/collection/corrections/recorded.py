"""Recorded: what articles tell, as people corrected it; the machine's record where nobody did.

All that shows records of many articles reads them here, so that a correction is seen everywhere.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from copydesk.collection.collection import Collection
from copydesk.collection.corrections.applied import corrected
from copydesk.collection.corrections.corrections import RECORDS, version_of
from copydesk.collection.kept import Kept
from copydesk.contract import record_to_json

Claim = Mapping[str, Any]  # an object of the contract
KEPT = 500  # corrected articles whose records stay in memory


@dataclass(frozen=True, slots=True)
class _Fixed:
    """The corrected record of an article by table, and the ids of what the machine told
    otherwise or not at all."""

    claims: Mapping[str, Sequence[Claim]]
    changed: frozenset[str]


_kept: Kept[tuple[object, ...], _Fixed] = Kept(KEPT)


class Recorded:
    """The claims of articles within one view of the file: use it inside `Collection.reading`.

    Where people differ the last word stands.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._none = db.execute("SELECT 1 FROM corrections LIMIT 1").fetchone() is None
        self._found: dict[int, _Fixed | None] = {}

    def claims(self, article: int, table: str, naming: str | None = None) -> Sequence[Claim]:
        """The claims in a table of an article's record, in its order; of those that have the id
        of an actor only, where `naming` is one."""
        fixed = self._fixed(article)
        if fixed is not None:
            found = fixed.claims[table]
            return [c for c in found if naming is None or f'"{naming}"' in json.dumps(c)]
        rows = self._db.execute(
            f"SELECT body FROM {table} WHERE article = ?1 AND (?2 IS NULL OR instr(body, ?2))"
            " ORDER BY number",
            (article, None if naming is None else f'"{naming}"'),
        )
        return [json.loads(body) for (body,) in rows]

    def names(self, article: int) -> dict[str, str]:
        """The names of an article's actors by their ids."""
        fixed = self._fixed(article)
        if fixed is not None:
            return {actor["id"]: actor["name"] for actor in fixed.claims["actors"]}
        rows = self._db.execute("SELECT id, name FROM actors WHERE article = ?", (article,))
        return dict(rows.fetchall())

    def is_fixed(self, article: int) -> bool:
        """Whether people corrected anything in this article."""
        return self._fixed(article) is not None

    def is_corrected(self, article: int, claim: str) -> bool:
        """Whether the claim of that id is one that people changed or added."""
        fixed = self._fixed(article)
        return fixed is not None and claim in fixed.changed

    def _fixed(self, article: int) -> _Fixed | None:
        if self._none:
            return None
        if article not in self._found:
            self._found[article] = self._look_up(article)
        return self._found[article]

    def _look_up(self, article: int) -> _Fixed | None:
        version = version_of(self._db, article)
        if version is None:
            return None
        file = Path(self._db.execute("PRAGMA database_list").fetchone()["file"])
        key = (file, file.stat().st_ino, article, *version)
        found = _kept.get(key)
        if found is None:
            found = _made(Collection(file, self._db), article)
            _kept.put(key, found)
        return found


def named_by_people(db: sqlite3.Connection, names: Sequence[str]) -> list[int]:
    """The numbers of the latest articles in which people gave an actor one of these names, be it
    in force or not: the records themselves tell that."""
    found: set[int] = set()
    for name in names:
        rows = db.execute(
            "SELECT place, sha256, article FROM corrections WHERE action IN ('change', 'add')"
            " AND kind = 'actors' AND instr(body, ?)",
            (json.dumps(name, ensure_ascii=False),),
        ).fetchall()
        for row in rows:
            pages = db.execute(
                "SELECT page FROM pages WHERE place = ?1 AND latest = 1"
                " UNION SELECT article FROM articles JOIN pages ON page = article"
                " WHERE id = ?2 AND latest = 1",
                (row["place"], row["article"]),
            )
            found.update(int(page) for (page,) in pages)
    return sorted(found)


def _made(collection: Collection, article: int) -> _Fixed:
    view = corrected(collection, article)
    machine, now = record_to_json(view.machine), record_to_json(view.record)
    changed = frozenset(
        claim["id"]
        for table in RECORDS
        for before in [{claim["id"]: claim for claim in machine[table]}]
        for claim in now[table]
        if before.get(claim["id"]) != claim
    )
    return _Fixed(now, changed)
