"""Texts for DNA: its documents as files whose names its importer takes apart.

    00001__2026-03-02__Nordfeed__Runa Dahl__Section__Title.txt

The number is the `document_id` of the event list (dna.py), whose offsets count in these texts.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from copydesk.collection.collection import Collection
from copydesk.contract import writable
from copydesk.errors import CollectionError
from copydesk.export.entry import Entry, entries

# What no file system takes in a name, and the underscore, which parts it.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|_]+')
_LONGEST = {"source": 40, "authors": 40, "section": 30, "title": 90}  # bytes, 255 with the rest


def write_texts(collection: Collection, folder: Path, *, story: str | None = None) -> int:
    """Write the articles as text files into a new folder, all or none; gives their number.

    Raises:
        CollectionError: There is such a folder, it cannot be written, or there is no such story.
        EvidenceError: A span does not hold the article's words: the file was tampered with.
    """
    if folder.exists():
        raise CollectionError(str(folder), "is there already", "name a new folder")
    draft = folder.with_name(f".{folder.name}.{os.getpid()}")
    number = 0
    try:
        draft.mkdir()
        for entry in entries(collection, story):
            if entry is not None:
                number += 1
                text = writable(entry.article.text)
                (draft / name_of(number, entry)).write_text(text, "utf-8", newline="")
        draft.replace(folder)
    except OSError as error:
        raise CollectionError(
            str(folder),
            f"cannot be written ({error.strerror or error})",
            "make room or name a new folder in another one",
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return number


def name_of(number: int, entry: Entry) -> str:
    """The name of an article's file; what is unknown leaves its part empty."""
    metadata = entry.article.metadata
    parts = {
        "source": entry.outlet or metadata.site,
        "authors": ", ".join(metadata.authors),
        "section": metadata.section,
        "title": metadata.title,
    }
    safe = [_part(value, _LONGEST[name]) for name, value in parts.items()]
    return "__".join([f"{number:05}", entry.day or "", *safe]) + ".txt"


def _part(text: str | None, longest: int) -> str:
    plain = _UNSAFE.sub("-", writable(text or "")).encode("utf-8")[:longest]
    return plain.decode("utf-8", "ignore").strip()
