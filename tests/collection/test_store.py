"""The file: what is wrong with it is said in one line, and nothing is damaged."""

from __future__ import annotations

import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.collection import planted_pages

from copydesk.collection import store
from copydesk.collection.add import add_pages, retry_quarantined
from copydesk.collection.collection import Collection
from copydesk.collection.status import accounts
from copydesk.collection.write import Arrival, write_outcome
from copydesk.errors import CollectionError, EvidenceError
from copydesk.page.page import Page


def pages(count: int, *, size: int = 1) -> list[Page]:
    """Pages of `size` KiB, all different."""
    return [Page(f"{n}.txt", f"page {n} {'word ' * (200 * size)}".encode()) for n in range(count)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A collection of three pages."""
    path = tmp_path / "c.copydesk"
    with Collection.open(path, create=True) as collection:
        add_pages(collection, pages(3), sources=["x"], options=planted_pages.options(1))
    return path


def test_migrations_are_numbered_without_gaps() -> None:
    """Each has its place in the order."""
    assert [number for number, _, _ in store.migrations()] == list(
        range(1, len(store.migrations()) + 1)
    )


def test_a_migration_and_its_note_are_one_transaction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A migration that fails half way leaves the file as it was before."""
    path = tmp_path / "c.copydesk"
    with Collection.open(path, create=True):
        pass
    good = store.migrations()
    bad = (len(good) + 1, "bad", "CREATE TABLE half (x) ;\nCREATE TABLE pages (x);\n")
    monkeypatch.setattr(store, "migrations", lambda: [*good, bad])
    with pytest.raises(CollectionError, match="already exists"):
        Collection.open(path, write=True)
    monkeypatch.undo()
    with Collection.open(path, write=True) as collection:
        tables = {row[0] for row in collection.db.execute("SELECT name FROM sqlite_schema")}
    assert "half" not in tables


def test_an_older_file_is_brought_up_to_date_when_it_is_written(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader says that it is older; a writer migrates it; the pages are still there."""
    step = (
        len(store.migrations()) + 1,
        "more",
        "CREATE TABLE more (x) STRICT;\n".replace("x", "x TEXT"),
    )
    known = store.migrations()
    monkeypatch.setattr(store, "migrations", lambda: [*known, step])
    with pytest.raises(CollectionError, match="made by an older Copydesk"):
        Collection.open(file)
    with Collection.open(file, write=True) as collection:
        assert accounts(collection).pages == 3
        noted = collection.db.execute("SELECT name FROM migrations ORDER BY number").fetchall()
    assert noted[-1][0] == "more"


def break_newer(path: Path) -> None:
    """As if made by a later version."""
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 9999")
    db.close()


def other_database(path: Path) -> None:
    """A SQLite file that is somebody else's."""
    path.unlink()
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE notes (x)")
    db.close()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (break_newer, r"made by a newer Copydesk \(schema 9999, .*update Copydesk"),
        (other_database, "is no Copydesk collection"),
        (lambda path: path.write_bytes(b"These are minutes of a meeting.\n" * 99), "is no Copyd"),
        (lambda path: path.unlink(), "no such collection; make one"),
        (lambda path: (path.unlink(), path.mkdir()), "is a folder"),
    ],
)
@pytest.mark.parametrize("write", [False, True])
def test_what_is_not_a_collection_is_refused_unharmed(
    file: Path, change: Callable[[Path], object], message: str, write: bool
) -> None:
    """One clear line, and not a byte is changed."""
    change(file)
    before = file.read_bytes() if file.is_file() else None
    with pytest.raises(CollectionError, match=message) as caught:
        Collection.open(file, write=write)
    assert "\n" not in str(caught.value)
    assert (file.read_bytes() if file.is_file() else None) == before


def test_a_damaged_file_is_an_error_that_says_so(file: Path) -> None:
    """Pages of the file overwritten: no other exception than ours comes out."""
    data = bytearray(file.read_bytes())
    data[4096:] = b"\x99" * (len(data) - 4096)
    file.write_bytes(data)
    with pytest.raises(CollectionError, match="is damaged"), Collection.open(file) as collection:
        accounts(collection)


def test_a_second_writer_is_told_to_wait(file: Path) -> None:
    """While one `add` is writing, another is refused; readers are not."""
    with (
        store.sole_writer(file),
        Collection.open(file, write=True) as collection,
        pytest.raises(CollectionError, match="another copydesk add is writing"),
    ):
        add_pages(collection, pages(9), sources=["x"], options=planted_pages.options(1))
    with Collection.open(file) as collection:
        assert accounts(collection).pages == 3


def test_the_lock_goes_with_its_holder(file: Path) -> None:
    """No lock file stays, and a holder that was killed leaves none that holds."""
    code = (
        "import sys, os, signal, pathlib\nfrom copydesk.collection.store import sole_writer\n"
        "with sole_writer(pathlib.Path(sys.argv[1])):\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(file)], check=False)
    assert killed.returncode == -signal.SIGKILL
    with store.sole_writer(file):
        pass
    assert sorted(path.name for path in file.parent.iterdir()) == [file.name]


def test_a_full_disk_is_one_clear_line_and_what_was_committed_stays(tmp_path: Path) -> None:
    """The database may not grow any more (SQLITE_FULL): an error, balanced accounts, a sound
    file; with room again, the same command completes it."""
    path = tmp_path / "c.copydesk"
    many = pages(200, size=8)
    with Collection.open(path, create=True) as collection:
        room = collection.db.execute("PRAGMA page_count").fetchone()[0] + 200
        collection.db.execute(f"PRAGMA max_page_count = {room}")
        with pytest.raises(CollectionError, match="the disk is full; free some space"):
            add_pages(collection, many, sources=["x"], options=planted_pages.options())
    assert not path.with_name(path.name + "-lock").exists()
    with Collection.open(path, write=True) as collection:
        assert collection.db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        found = accounts(collection)
        assert found.balanced
        assert found.pages < 200
        add_pages(collection, many, sources=["x"], options=planted_pages.options())
        assert accounts(collection).pages == 200


def test_a_file_that_may_not_grow_is_one_clear_line(tmp_path: Path) -> None:
    """A limit on the size of files (EFBIG, as from a quota), met in the middle of a write."""
    path = tmp_path / "c.copydesk"
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Collection.open(path, create=True) as collection:
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 600_000, limit[1]))
        try:
            with pytest.raises(CollectionError, match=r"the disk (is full|refused)"):
                add_pages(
                    collection, pages(300, size=8), sources=["x"], options=planted_pages.options()
                )
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    with Collection.open(path) as collection:
        assert accounts(collection).balanced
        assert collection.db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


READ_ONLY = """
import os, sys, pathlib
from copydesk.collection.collection import Collection
from copydesk.collection.status import accounts
from copydesk.errors import CollectionError
from copydesk.collection import store
store.migrations()
if os.getuid() == 0:  # from here on, no file of the package can be read
    os.setuid(65534)
path = pathlib.Path(sys.argv[1])
with Collection.open(path) as collection:
    print(accounts(collection).pages)
try:
    with Collection.open(path, write=True) as collection, collection.writing() as db:
        db.execute("DELETE FROM faults")
except CollectionError as error:
    print(error)
"""


@pytest.mark.parametrize("folder_too", [False, True])
def test_a_read_only_file_can_be_read_and_is_not_written(file: Path, folder_too: bool) -> None:
    """By a user without the right to write (root drops to "nobody"): reading works, writing
    gives one clear line, not a byte changes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "c.copydesk"
        shutil.copy(file, path)
        path.chmod(0o444)
        Path(folder).chmod(0o555 if folder_too else 0o777)
        before = path.read_bytes()
        run = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(path)], capture_output=True, text=True, check=True
        )
        Path(folder).chmod(0o755)
        assert path.read_bytes() == before
    pages, message = run.stdout.splitlines()
    assert pages == "3"
    assert "cannot be written here" in message


def test_evidence_is_checked_when_it_is_written(tmp_path: Path) -> None:
    """A record whose span does not hold the article's words never gets in: its page is held in
    quarantine, and can be tried again."""
    lying = planted_pages.options_with(planted_pages.process_lying)
    with Collection.open(tmp_path / "c.copydesk", create=True) as collection:
        add_pages(collection, pages(3), sources=["x"], options=lying)
        found = accounts(collection)
        assert (found.articles, dict(found.quarantine)) == (0, {"evidence": 3})
        retry_quarantined(collection, options=planted_pages.options())
        assert accounts(collection).articles == 3
        outcome = planted_pages.outcome(Page("x", b"words"), "words of it")
        outcome["events"][0]["trigger"]["end"] = 6
        with pytest.raises(EvidenceError), collection.writing() as db:
            write_outcome(db, Arrival.of(Page("x", b"words")), outcome, 1)


def test_evidence_is_checked_when_it_is_read(file: Path) -> None:
    """A text that was changed behind Copydesk's back is found out."""
    with Collection.open(file, write=True) as collection:
        [first, *_] = collection.db.execute("SELECT article FROM articles").fetchall()
        collection.record(first["article"])
        with collection.writing() as db:
            db.execute("UPDATE articles SET text = 'X' || text")
        with pytest.raises(EvidenceError):
            collection.record(first["article"])


def test_an_article_that_is_not_there_is_one_clear_line(file: Path) -> None:
    """An unknown id says where, what, and what to do."""
    with (
        Collection.open(file) as collection,
        pytest.raises(CollectionError, match="holds no article nope; take an id from"),
    ):
        collection.keys("nope")


@pytest.mark.parametrize("keep", [False, True])
def test_pages_are_kept_where_it_is_asked_for(tmp_path: Path, keep: bool) -> None:
    """The bytes as they came, or nothing."""
    options = replace(planted_pages.options(1), keep_pages=keep)
    with Collection.open(tmp_path / "c.copydesk", create=True) as collection:
        add_pages(collection, [Page("a.txt", b"talks \xc3\xa9")], sources=["x"], options=options)
        [row] = collection.db.execute("SELECT article FROM articles").fetchall()
        assert collection.content(row["article"]) == (b"talks \xc3\xa9" if keep else None)


def test_articles_and_records_come_back_as_they_went_in(file: Path) -> None:
    """What `objects` yields is the contract object that the work made."""
    with Collection.open(file) as collection:
        objects = list(collection.objects())
        article = collection.article(collection.keys(objects[0]["article"]["id"])[0])
    assert [planted_pages.outcome(page, str(page.content, "ascii")) for page in pages(3)] == objects  # type: ignore[arg-type]
    assert article.text == objects[0]["article"]["text"]
