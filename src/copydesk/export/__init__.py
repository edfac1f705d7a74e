"""Exports of a collection in the formats of the field: `write`, `write_file`, `Format`."""

from __future__ import annotations

from copydesk.export.dna_texts import write_texts
from copydesk.export.formats import Format
from copydesk.export.tally import Tally
from copydesk.export.writing import lines, write, write_file

__all__ = ["Format", "Tally", "lines", "write", "write_file", "write_texts"]
