"""The file under a collection: opening, locking, migrating, and errors that say what to do.

A collection is one SQLite file in WAL mode, so that readers are never blocked by an `add`.
`application_id` tells it from other SQLite files, `user_version` is the number of the last
migration. Commits reach the disk before they return (synchronous=FULL): a correction that was
acknowledged survives power loss.
"""

from __future__ import annotations

import contextlib
import fcntl
import functools
import importlib.resources
import os
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from copydesk.errors import CollectionError

APPLICATION_ID = 0x43504459  # "CPDY"
BUSY_MS = 10_000  # how long a writer waits for another's commit

_NAME = re.compile(r"(\d{4})_(\w+)\.sql")


@functools.cache
def migrations() -> list[tuple[int, str, str]]:
    """All migrations in order: number, name, SQL. They ship as `schema/NNNN_name.sql`."""
    found = []
    for entry in importlib.resources.files("copydesk.collection").joinpath("schema").iterdir():
        match = _NAME.fullmatch(entry.name)
        if match:
            found.append((int(match[1]), match[2], entry.read_text(encoding="utf-8")))
    return sorted(found)


def connect(path: Path, *, write: bool, create: bool = False) -> sqlite3.Connection:
    """Open a collection file, and bring an older one up to date where it may be written.

    Raises:
        CollectionError: There is no such file, it is no collection, it was made by a newer
            version, or it cannot be opened.
    """
    _look_at(path, create)
    with explained(path):
        connection = _open(path, write)
    try:
        with explained(path):
            _prepare(connection, path, write)
    except BaseException:
        connection.close()
        raise
    return connection


@contextlib.contextmanager
def explained(path: Path | str) -> Iterator[None]:
    """Turn SQLite's errors into a `CollectionError` that says where, what, and what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        name = getattr(error, "sqlite_errorname", "")
        raise CollectionError(str(path), *_explain(name, str(error))) from error


def _explain(name: str, message: str) -> tuple[str, str]:
    match name.split("_")[1] if name.startswith("SQLITE_") else "":
        case "FULL":
            return "the disk is full", "free some space and run the same command again"
        case "IOERR":
            return (
                f"the disk refused to read or write ({name})",
                "check free space, quotas and the device, then run the same command again",
            )
        case "READONLY" | "CANTOPEN" | "PERM" | "AUTH":
            return (
                f"cannot be written here ({message})",
                "check the rights of the file and its folder, or name another file",
            )
        case "BUSY" | "LOCKED":
            return "another program is writing to it", "wait until it has finished"
        case "NOTADB":
            return "is no Copydesk collection", "name another file"
        case "CORRUPT":
            return f"is damaged ({message})", "restore it from a copy or add its sources again"
        case _:
            return f"SQLite failed ({message})", "report this with the command that led here"


def _look_at(path: Path, create: bool) -> None:
    if path.is_dir():
        raise CollectionError(str(path), "is a folder", "name a file")
    if not path.exists():
        if not create:
            raise CollectionError(
                str(path), "no such collection", f"make one: copydesk add SOURCE --to {path}"
            )
        if not path.absolute().parent.is_dir():
            raise CollectionError(
                str(path), "its folder does not exist", "make the folder or name another file"
            )


def _open(path: Path, write: bool) -> sqlite3.Connection:
    """Connect. A reader opens for writing where it may, so that the last one to close the file
    tidies the log away; `_prepare` keeps it from writing."""
    address = path.absolute().as_uri()
    if write:
        address += "?mode=rwc"
    elif os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK):
        address += "?mode=rw"
    elif path.with_name(path.name + "-wal").exists():
        address += "?mode=ro"
    else:  # no log can be made beside it, and none is there: nobody can be writing
        address += "?mode=ro&immutable=1"
    return sqlite3.connect(
        address, uri=True, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False
    )


def _prepare(connection: sqlite3.Connection, path: Path, write: bool) -> None:
    connection.row_factory = sqlite3.Row
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    steps = migrations()
    newest = steps[-1][0]
    version = _number(connection, "user_version")
    if _number(connection, "application_id") != APPLICATION_ID and not _is_blank(connection):
        raise CollectionError(str(path), "is no Copydesk collection", "name another file")
    if version > newest:
        raise CollectionError(
            str(path),
            f"was made by a newer Copydesk (schema {version}, this one knows {newest})",
            "update Copydesk",
        )
    if write:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        for step in steps:
            _migrate(connection, *step)
        return
    connection.execute("PRAGMA query_only = ON")
    if version < newest:
        raise CollectionError(
            str(path),
            f"was made by an older Copydesk (schema {version}, this one needs {newest})",
            "make it writable and run any command that writes, such as copydesk add",
        )


def _migrate(connection: sqlite3.Connection, number: int, name: str, script: str) -> None:
    """Apply one migration and note it, in one transaction; nothing where it is there already."""
    if _number(connection, "user_version") >= number:
        return
    with transaction(connection):
        if _number(connection, "user_version") >= number:  # another process was faster
            return
        for statement in _statements(script):
            connection.execute(statement)
        connection.execute(
            "CREATE TABLE IF NOT EXISTS migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL)"
            " STRICT"
        )
        connection.execute("INSERT INTO migrations VALUES (?, ?)", (number, name))
        connection.execute(f"PRAGMA user_version = {number}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one (`executescript` would commit the transaction)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing: commit at the end, roll back on any exception."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk makes SQLite roll back by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _is_blank(connection: sqlite3.Connection) -> bool:
    return (
        _number(connection, "user_version") == 0
        and not connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
    )


@contextlib.contextmanager
def sole_writer(path: Path) -> Iterator[None]:
    """Hold the right to add to a collection; it ends with the process, however that ends.

    The lock is on a file beside the collection: a second handle on the collection itself would
    drop SQLite's own locks when it is closed.

    Raises:
        CollectionError: Another `add` holds it.
    """
    lock = path.with_name(path.name + "-lock")
    try:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise CollectionError(
            str(path), f"cannot be written here ({error.strerror})", "name a file elsewhere"
        ) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise CollectionError(
                str(path), "another copydesk add is writing to it", "wait until it has finished"
            ) from error
        if not lock.exists() or os.fstat(handle).st_ino != lock.stat().st_ino:
            raise CollectionError(
                str(path), "another copydesk add was just ending", "run the same command again"
            )
        try:
            yield
        finally:  # while it is held: whoever opened it meanwhile sees that it is gone
            lock.unlink(missing_ok=True)
    finally:
        os.close(handle)


def is_being_written(path: Path) -> bool:
    """Whether somebody holds the right to add to a collection (see `sole_writer`)."""
    try:
        handle = os.open(path.with_name(path.name + "-lock"), os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(handle)
    return False
