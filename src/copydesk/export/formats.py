"""Formats: what a collection can be exported as. docs/export.md shows each."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """A format; its value is the name of the module that writes it."""

    PLOVER = "plover"
    POLECAT = "polecat"
    DNA = "dna"
    ANNOTATIONS = "annotations"
    NEWSARTICLE = "newsarticle"
    NINJS = "ninjs"

    @property
    def suffix(self) -> str:
        """How its files are called."""
        return _FILES[self][0]

    @property
    def media_type(self) -> str:
        """Of a file of it."""
        return _FILES[self][1]


_FILES = {
    Format.PLOVER: (".jsonl", "application/x-ndjson"),
    Format.POLECAT: (".txt", "text/tab-separated-values"),
    Format.DNA: (".csv", "text/csv"),
    Format.ANNOTATIONS: (".jsonl", "application/x-ndjson"),
    Format.NEWSARTICLE: (".jsonl", "application/x-ndjson"),
    Format.NINJS: (".jsonl", "application/x-ndjson"),
}
