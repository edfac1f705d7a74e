"""Copydesk reads broken news pages into clean articles and records who said and did what.

>>> import copydesk
>>> reading = copydesk.read("Talks resume in Oslo\\nOSLO - The two sides will meet on Friday.")
>>> reading.refusal is None or reading.article is None
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from copydesk.article.article import Article
from copydesk.article.read import read
from copydesk.article.reading import Reading
from copydesk.errors import (
    CollectionError,
    ContractError,
    CopydeskError,
    EvidenceError,
    SourceError,
)
from copydesk.record.record import Record

if TYPE_CHECKING:
    from copydesk.record.annotate import annotate, annotate_text

__version__ = "0.1.0"

__all__ = [
    "Article",
    "CollectionError",
    "ContractError",
    "CopydeskError",
    "EvidenceError",
    "Reading",
    "Record",
    "SourceError",
    "annotate",
    "annotate_text",
    "read",
]


def __getattr__(name: str) -> object:
    # The record stage loads spaCy, close to a second: whoever only reads need not wait for it.
    if name in ("annotate", "annotate_text"):
        from copydesk.record import annotate as stage

        return getattr(stage, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
