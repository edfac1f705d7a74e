"""Corrections read back from their annotations.

A correction is never deleted, so one that no page could show must not come in: every part is seen
to be what it should be.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from copydesk.collection.corrections.anchor import Anchor
from copydesk.collection.corrections.attach import core
from copydesk.collection.corrections.corrections import (
    RECORDS,
    Action,
    Correction,
    CorrectionError,
    checked_name,
    checked_value,
    from_body,
)
from copydesk.errors import ContractError

_ID = re.compile("c-[0-9a-f]{16}")
_KINDS = {
    Action.COMPLETE: ("article",),
    Action.PUT_BACK: ("ledger",),
    Action.MERGE: ("actors", "stories"),
    Action.PART: ("actors", "stories"),
    Action.UNDO: (*RECORDS, "article", "ledger", "stories"),
}  # all others are about a record


def read_annotations(lines: Iterable[str]) -> Iterator[Correction]:
    """Corrections from what was exported.

    Raises:
        ContractError: A line is no annotation of ours.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            correction = _from_annotation(json.loads(line))
            _check(correction)
        except (
            ValueError, KeyError, TypeError, AttributeError, RecursionError, CorrectionError,
        ) as error:  # fmt: skip
            raise ContractError(f"line {number}", f"no correction ({error!r})") from error
        yield correction


def _from_annotation(data: Mapping[str, Any]) -> Correction:
    json.dumps(data, ensure_ascii=False).encode()  # what is no text at all cannot be kept
    ours, target = data["copydesk"], data["target"]
    body = {**ours, "location": target["source"] if ours.get("article") else None}
    selectors = {item["type"]: item for item in target.get("selector") or ()}
    if selectors:
        quote, at = selectors["TextQuoteSelector"], selectors["TextPositionSelector"]
        anchor = Anchor(at["start"], at["end"], quote["exact"], quote["prefix"], quote["suffix"])
        body["anchor"] = anchor.as_json()
    return from_body(
        body,
        id=data["id"].removeprefix("urn:copydesk:"),
        who=data["creator"]["name"],
        at=data["created"],
        action=Action(ours["action"]),
        kind=str(ours["kind"]),
        place=bytes.fromhex(ours["place"]) if ours.get("place") else None,
        sha256=ours.get("sha256"),
        article=ours.get("article"),
        undoes=ours.get("undoes"),
    )


def _check(c: Correction) -> None:
    """Raise whatever fits where a part is not what it should be."""
    _see(_ID.fullmatch(c.id), "id")
    _see(checked_name(c.who) == c.who, "creator")
    dt.datetime.fromisoformat(c.at)
    _see(c.kind in _KINDS.get(c.action, RECORDS), "kind")
    for name in ("sha256", "article", "location", "record", "attribute", "undoes"):
        _see(isinstance(getattr(c, name), str | None), name)
    _see(c.anchor is None or _is_sound(c.anchor), "selector")
    _see(c.anchor or c.action not in (Action.ADD, Action.PUT_BACK), "selector")
    _see(bool(c.refs) == (c.action in (Action.MERGE, Action.PART)), "refs")
    _see(_are_texts(c.names) and all(isinstance(name, str) for name in c.names.values()), "names")
    for ref in c.refs:
        _check_ref(c.kind, ref)
    if c.action is Action.CHANGE:
        _see(checked_value(c.kind, str(c.attribute), c.value) == c.value, "value")
    for name, value in c.fields.items():
        _see(checked_value(c.kind, name, value) == value, name)
    if c.action in (Action.RIGHT, Action.WRONG, Action.CHANGE):
        _see(c.record, "record")
        claim = core(c.kind, c.machine, c.names)
        _see(_are_texts({n: v for n, v in claim.items() if not isinstance(v, list)}), "machine")
    elif c.action is Action.PUT_BACK:
        _see(isinstance(c.machine["before_paragraph"], int), "machine")


def _check_ref(kind: str, ref: Mapping[str, Any]) -> None:
    _see(_are_texts(ref), "refs")
    for name in ("name", "kind") if kind == "actors" else ("article", "place"):
        _see(ref[name], "refs")
    bytes.fromhex(ref.get("place") or "")


def _see(holds: object, part: str) -> None:
    if not holds:
        raise ValueError(part)


def _is_sound(anchor: Anchor) -> bool:
    return 0 <= anchor.start < anchor.end == anchor.start + len(anchor.exact) and isinstance(
        anchor.exact + anchor.prefix + anchor.suffix, str
    )


def _are_texts(values: Mapping[str, Any]) -> bool:
    return all(isinstance(value, str | None) for value in values.values())
