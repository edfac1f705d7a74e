"""What is read back from annotations can be shown, whatever a line of the file holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.collection.corrections.corrected_pages import outcome, put

from copydesk.collection.collection import Collection
from copydesk.collection.corrections.applied import corrected
from copydesk.collection.corrections.corrections import Action, Correction, corrections, keep
from copydesk.collection.corrections.exporting import annotation, row
from copydesk.collection.corrections.importing import read_annotations
from copydesk.collection.corrections.make import By, change, join, judge, put_block_back, undo
from copydesk.collection.corrections.scores import agreements, scores
from copydesk.errors import ContractError

# What no part of a correction may be, or may be for another part only.
ODD: tuple[Any, ...] = (
    None,
    10**30,
    True,
    "",
    "\x00",
    "\ud800",
    "events",
    [],
    ["a", 1],
    [[1]],
    {"a": 1},
)
ACTORS = [{"name": "Norway", "kind": "country"}, {"name": "Iceland", "kind": "country"}]


@pytest.fixture
def exported(tmp_path: Path) -> list[dict[str, Any]]:
    """Annotations of all kinds."""
    file = tmp_path / "from.copydesk"
    article = put(file, outcome())
    with Collection.open(file, write=True) as collection:
        by = [By("Kim", f"2026-06-01T09:{minute:02}:00.000000Z") for minute in range(5)]
        wrong = judge(collection, article, "events", "e1", Action.WRONG, by[0])
        change(collection, article, "events", "e2", {"actors": ("Norway", "Iceland")}, by[1])
        put_block_back(collection, article, 1, by[2])
        join(collection, Action.MERGE, "actors", [ACTORS], by[3])
        undo(collection, wrong.id, by[4])
        with collection.reading() as db:
            return [annotation(c) for c in corrections(db)]


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Everything in a JSON object: what holds it, and under which name or number."""
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for name, part in list(parts):
        yield value, name
        if isinstance(part, dict | list):
            yield from places(part)


def test_what_comes_in_can_be_shown(exported: list[dict[str, Any]], tmp_path: Path) -> None:
    """With any part of an annotation replaced by anything, it is refused by its line or is one
    that the lists, the scores and the article's page can show."""
    file = tmp_path / "into.copydesk"
    put(file, outcome())
    taken: list[Correction] = []
    refused = 0
    for one in exported:
        for holder, name in places(one):
            was = holder[name]
            for odd in ODD:
                holder[name] = odd
                try:
                    taken += read_annotations([json.dumps(one)])
                except ContractError:
                    refused += 1
            holder[name] = was
    assert len(taken) > 50
    assert refused > 500
    anew = [replace(c, id=f"c-{number:016x}") for number, c in enumerate(taken)]
    with Collection.open(file, write=True) as collection:
        assert keep(collection, anew) == len(taken)
        with collection.reading() as db:
            found = corrections(db)
            [key] = db.execute("SELECT article FROM articles").fetchone()
        assert corrected(collection, key).found
    assert all(json.dumps(annotation(c)) and row(c) for c in found)
    assert scores(found)
    assert agreements(found) is not None
