"""Formats: what a collection can be exported as. docs/export.md shows each."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """A format, by the word that asks for it."""

    PLOVER = "plover"
    POLECAT = "polecat"
    DNA = "dna"
    ANNOTATIONS = "annotations"
    NEWSARTICLE = "newsarticle"
    NINJS = "ninjs"
    TEI = "tei"

    @property
    def module(self) -> str:
        """The module of this package that writes it, with a function `lines`."""
        return "web_annotation" if self is Format.ANNOTATIONS else self.value

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
    Format.TEI: (".xml", "application/tei+xml"),
}
