"""Readers beside a writer: never blocked, and always in one consistent state."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.collection import planted_pages

from copydesk.collection.collection import Collection
from copydesk.collection.search import search
from copydesk.collection.status import accounts
from copydesk.collection.up_to_date import bring_up_to_date
from copydesk.collection.write import Arrival, write_outcome
from copydesk.page.page import Page


def impatient(file: Path) -> Collection:
    """A reader that fails at once where it would have to wait for a lock."""
    collection = Collection.open(file)
    collection.db.execute("PRAGMA busy_timeout = 0")
    return collection


def test_a_reader_sees_the_state_before_an_open_transaction(tmp_path: Path) -> None:
    """While a batch is being written, others read on; what is not committed is not there yet."""
    file = tmp_path / "c"
    with Collection.open(file, create=True) as writer, impatient(file) as reader:
        with writer.writing() as db:
            db.execute("INSERT INTO runs VALUES (1, 'test', '[]', '2026-01-01', NULL)")
        for number in range(3):
            page = Page(f"{number}.txt", f"talks {number}")
            with writer.writing() as db:
                outcome = planted_pages.outcome(page, f"talks {number}")
                write_outcome(db, Arrival.of(page), outcome, 1)
                assert accounts(reader).pages == len(search(reader, "talks")) == number
            assert accounts(reader).pages == len(search(reader, "talks")) == number + 1


def test_readers_go_on_while_pages_are_added_and_folded(tmp_path: Path) -> None:
    """A reader that waits for nobody searches and counts all through an `add` of another process
    and the fold after it; its view only grows, and its accounts balance."""
    source, file = tmp_path / "in", tmp_path / "c"
    source.mkdir()
    for number in range(120):
        (source / f"{number:03}.txt").write_text(f"slow talks on grain and ships {number}")
    Collection.open(file, create=True).close()
    program = [sys.executable, planted_pages.__file__, "add", str(source), str(file)]
    with subprocess.Popen(program) as adding, impatient(file) as reader:
        seen = [0]
        while adding.poll() is None:
            with reader.reading():
                found = accounts(reader)
                hits = search(reader, "grain ships", limit=500)
            assert found.balanced
            assert found.pages == len(hits) >= seen[-1]
            seen.append(found.pages)
        assert adding.returncode == 0
    assert len(set(seen)) > 2, "it never read in the middle: this proves nothing"
    with Collection.open(file, write=True) as writer, impatient(file) as reader:
        with writer.writing():
            assert accounts(reader).pages == 120
        bring_up_to_date(writer)


def test_accounts_are_counted_from_indexes(tmp_path: Path) -> None:
    """No count goes through the rows of pages or articles, which are large: SQLite's plan says
    so for each."""
    plans: list[str] = []
    with Collection.open(tmp_path / "c", create=True) as collection:
        asked: list[str] = []
        collection.db.set_trace_callback(asked.append)
        accounts(collection)
        collection.db.set_trace_callback(None)
        for question in asked:
            if question.startswith("SELECT"):
                rows = collection.db.execute(f"EXPLAIN QUERY PLAN {question}")
                plans += [str(row["detail"]) for row in rows]
    for plan in plans:
        if plan.startswith(("SCAN pages", "SCAN articles")):
            assert " INDEX " in plan
    assert len(plans) >= 7
