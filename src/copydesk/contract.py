"""The JSON contract: readings and records to plain objects and back. See docs/contract.md."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, TypeVar

import cattrs
from cattrs.errors import BaseValidationError
from cattrs.preconf.json import make_converter

from copydesk.article.article import Article, Metadata, Paragraph
from copydesk.article.reading import Reading
from copydesk.errors import ContractError
from copydesk.record.record import Actor, Event, Meeting, Position, Record, Statement

SCHEMA = "copydesk/1"

_T = TypeVar("_T")
_SURROGATE = re.compile("[\ud800-\udfff]")
_converter = make_converter()


def reading_to_json(reading: Reading, record: Record | None = None) -> dict[str, Any]:
    """One object of the contract: page, verdict, article, ledger, and the record if given."""
    page, refusal = reading.page, reading.refusal
    if refusal is None and record is not None:
        refusal = record.refusal
    out: dict[str, Any] = {
        "schema": SCHEMA,
        "page": {
            "location": page.location,
            "url": page.url,
            "fetched": page.fetched,
            "http_status": page.http_status,
            "sha256": page.sha256,
        },
        "verdict": _converter.unstructure(reading.verdict),
        "article": article_to_json(reading.article) if reading.article else None,
        "set_aside": [_converter.unstructure(item) for item in reading.set_aside],
        "refusal": None
        if refusal is None
        else {"stage": refusal.stage, "reason": refusal.reason, "detail": refusal.detail},
    }
    if record is not None:
        out |= record_to_json(record)
    return out


def line(value: dict[str, Any]) -> str:
    """JSON on one line, the same bytes for the same value."""
    return writable(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def writable(text: str) -> str:
    """Text that UTF-8 can hold: a lone surrogate becomes U+FFFD, so that no offset moves."""
    return _SURROGATE.sub("\ufffd", text)


def article_to_json(article: Article) -> dict[str, Any]:
    """The `article` object of the contract: metadata and text on one level."""
    metadata: dict[str, Any] = _converter.unstructure(article.metadata)
    return {
        "id": article.id,
        **metadata,
        "text": article.text,
        "paragraphs": [_converter.unstructure(paragraph) for paragraph in article.paragraphs],
    }


def record_to_json(record: Record) -> dict[str, Any]:
    """The record's part of a contract object."""
    return {
        name: [_converter.unstructure(item) for item in getattr(record, name)]
        for name in ("actors", "statements", "events", "meetings", "positions")
    }


def article_from_json(data: Mapping[str, Any]) -> Article:
    """Read back an `article` object.

    Raises:
        ContractError: A field is missing or of the wrong kind.
    """
    fields = dict(data)
    paragraphs = _structure(
        tuple[Paragraph, ...], fields.pop("paragraphs", None), "article.paragraphs"
    )
    try:
        article_id, text = str(fields.pop("id")), str(fields.pop("text"))
    except KeyError as missing:
        raise ContractError(f"article.{missing.args[0]}", "field missing") from missing
    return Article(article_id, text, paragraphs, _structure(Metadata, fields, "article"))


def record_from_json(data: Mapping[str, Any], article: Article) -> Record:
    """Read back a record and prove its evidence against its article.

    Raises:
        ContractError: A field is missing or of the wrong kind.
        EvidenceError: A span does not hold the article's words.
    """
    record = Record(
        article.id,
        actors=_structure(tuple[Actor, ...], data.get("actors"), "actors"),
        statements=_structure(tuple[Statement, ...], data.get("statements"), "statements"),
        events=_structure(tuple[Event, ...], data.get("events"), "events"),
        meetings=_structure(tuple[Meeting, ...], data.get("meetings"), "meetings"),
        positions=_structure(tuple[Position, ...], data.get("positions"), "positions"),
    )
    record.check(article.text)
    return record


def _structure(kind: type[_T], data: object, path: str) -> _T:
    try:
        return _converter.structure(data, kind)
    except (BaseValidationError, ValueError, TypeError, KeyError) as error:
        first = (
            cattrs.transform_error(error, path=path)[0]
            if isinstance(error, BaseValidationError)
            else str(error)
        )
        raise ContractError(path, first) from error
