"""write: a collection, or a story of it, in a format of the field."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TextIO

from copydesk.collection.collection import Collection
from copydesk.errors import CollectionError
from copydesk.export.entry import Entry, entries
from copydesk.export.formats import Format
from copydesk.export.tally import Tally

Tell = Callable[[Tally], None]


def write(
    collection: Collection,
    form: Format,
    stream: TextIO,
    *,
    story: str | None = None,
    tell: Tell = lambda tally: None,
) -> Tally:
    """Write the articles of a collection, or of the story with this id, to `stream`.

    Line by line, with one story in memory; the same pages give the same bytes. `stream` should
    not turn "\\n" into anything else. `tell` hears of the tally after each article.

    Raises:
        CollectionError: There is no such story, or the collection cannot be read.
        EvidenceError: A span does not hold the article's words: the file was tampered with.
    """
    tally = Tally()
    for text in lines(collection, form, tally, story=story, tell=tell):
        stream.write(text)
    return tally


def lines(
    collection: Collection,
    form: Format,
    tally: Tally,
    *,
    story: str | None = None,
    tell: Tell = lambda tally: None,
) -> Iterator[str]:
    """What `write` writes, piece by piece, for whoever sends it on."""
    found = import_module(f"copydesk.export.{form.module}").lines
    for text in found(_counted(entries(collection, story), tally, tell), tally):
        tally.lines += 1
        yield text


def write_file(
    collection: Collection,
    form: Format,
    path: Path,
    *,
    story: str | None = None,
    tell: Tell = lambda tally: None,
) -> Tally:
    """`write` to a file, whole or not at all: until all is written, what was there stays.

    Raises:
        CollectionError: As `write`; or the file cannot be written.
        EvidenceError: As `write`.
    """
    target = Path(os.path.realpath(path))  # a link stays one
    if target.is_dir():
        raise CollectionError(str(path), "is a folder", "name a file")
    if target.exists() and target.samefile(collection.path):
        raise CollectionError(str(path), "is the collection itself", "name another file")
    is_device = target.exists() and not target.is_file()  # /dev/null is not to be replaced
    draft = target if is_device else target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with draft.open("w", encoding="utf-8", newline="") as stream:
            tally = write(collection, form, stream, story=story, tell=tell)
            if not is_device:
                stream.flush()
                os.fsync(stream.fileno())
                draft.replace(target)
    except OSError as error:
        raise CollectionError(
            str(path),
            f"cannot be written ({error.strerror or error})",
            "make room or name a file in another folder",
        ) from error
    finally:
        if not is_device:
            with contextlib.suppress(OSError):
                draft.unlink()
    return tally


def _counted(found: Iterator[Entry | None], tally: Tally, tell: Tell) -> Iterator[Entry]:
    for entry in found:
        if entry is None:
            tally.copies += 1
        else:
            tally.articles += 1
            yield entry
        tell(tally)
