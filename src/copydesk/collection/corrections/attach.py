"""Attaching corrections to the records of an article as it is now, whatever it was then.

A new reading or a new version of the machine numbers records anew, and a revision moves the words
or drops them. A correction is attached by its words; where several records stand on the same
words, to the one most like the record that was judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from copydesk.collection.corrections.corrections import RECORDS, Action, Correction

MIN_OVERLAP = 0.5  # of the words of two records, of all that either has

# What a claim is, beside its words: a judgement on one says nothing of a record that differs here.
_CORE = {
    "actors": ("name", "kind", "country", "role"),
    "statements": ("actor", "kind", "act"),
    "events": ("type", "status", "move", "actors", "recipients"),
    "meetings": ("kind", "status", "parties"),
    "positions": ("actor", "stance", "issue"),
}


class State(StrEnum):
    """How a correction stands to the article as it is now."""

    ATTACHED = "attached"
    OUTDATED = "outdated"  # the machine now says something else of these words
    UNRECORDED = "unrecorded"  # the words are there, the machine has no such record any more
    ORPHANED = "orphaned"  # the words are gone


@dataclass(frozen=True, slots=True)
class Attached:
    """A correction with the place that it has now.

    `record` is the id of the machine's record it is about, or the number of the block of the
    ledger; None where it is about none. `start` and `end` are where its words are in the
    article's text now.
    """

    correction: Correction
    state: State
    record: str | None = None
    start: int | None = None
    end: int | None = None


def words_of(kind: str, body: Mapping[str, Any]) -> tuple[int, int] | None:
    """Where the words stand by which a record is known; None for an actor without a mention."""
    span: Mapping[str, Any] | None
    match kind:
        case "actors":
            span = next(iter(body.get("mentions") or ()), None)
        case "statements":
            span = next(iter(body.get("content") or ()), body["evidence"])
        case "events":
            span = body["trigger"]
        case "meetings":
            span = next(iter(body.get("evidence") or ()), None)
        case _:
            span = body["evidence"]
    return None if span is None else (span["start"], span["end"])


def core(kind: str, body: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """What a record claims, with names for the ids of actors."""
    out: dict[str, Any] = {}
    for field in _CORE[kind]:
        value = body.get(field)
        if isinstance(value, Sequence) and not isinstance(value, str):
            out[field] = sorted(names.get(item, item) for item in value)
        else:
            out[field] = names.get(value, value) if isinstance(value, str) else value
    return out


def attach(
    found: Iterable[Correction],
    text: str,
    record: Mapping[str, Sequence[Mapping[str, Any]]],
    ledger: Sequence[Mapping[str, Any]],
) -> list[Attached]:
    """Attach corrections of one article.

    Args:
        found: Corrections in order of time.
        text: The article's text as it is now.
        record: The machine's record of it, by table, as objects of the contract.
        ledger: What was set aside, each with "number", "text", "reason" and "place".
    """
    names = {actor["id"]: actor["name"] for actor in record.get("actors", ())}
    known = {
        kind: [_Known(words_of(kind, body), core(kind, body, names), body["id"]) for body in bodies]
        for kind, bodies in record.items()
        if kind in RECORDS
    }
    return [_attached(correction, text, known, ledger) for correction in found]


@dataclass(frozen=True, slots=True)
class _Known:
    """A record of the machine: where its words are, what it claims, and its id."""

    place: tuple[int, int] | None
    claim: Mapping[str, Any]
    id: str


def _attached(
    correction: Correction,
    text: str,
    known: Mapping[str, Sequence[_Known]],
    ledger: Sequence[Mapping[str, Any]],
) -> Attached:
    kind, anchor = correction.kind, correction.anchor
    if kind == "ledger":
        return _block(correction, ledger)
    if kind not in RECORDS or correction.action in (Action.UNDO, Action.MERGE, Action.PART):
        return Attached(correction, State.ATTACHED)
    place = anchor.find(text) if anchor else None
    if correction.action is Action.ADD:
        if place is not None:
            return Attached(correction, State.ATTACHED, None, *place)
        inside = anchor is not None and any(anchor.exact in item["text"] for item in ledger)
        return Attached(correction, State.ATTACHED if inside else State.ORPHANED)
    if place is None and anchor is not None:
        return Attached(correction, State.ORPHANED)
    was = core(kind, correction.machine, correction.names)
    best = _likest(was, correction.record, place, known.get(kind, ()))
    if best is None:
        return Attached(correction, State.UNRECORDED, None, *(place or (None, None)))
    keeps = best.claim == was or correction.action is Action.CHANGE
    state = State.ATTACHED if keeps else State.OUTDATED
    return Attached(correction, state, best.id, *(place or (None, None)))


def _likest(
    was: Mapping[str, Any],
    record: str | None,
    place: tuple[int, int] | None,
    known: Iterable[_Known],
) -> _Known | None:
    """The record on these words that is most like the one that was judged."""
    best, best_score = None, (0.0, 0, False)
    for candidate in known:
        overlap = 1.0 if candidate.place == place else _overlap(candidate.place, place)
        if overlap < MIN_OVERLAP:
            continue
        equal = sum(candidate.claim[field] == was[field] for field in was)
        score = (overlap, equal, candidate.id == record)
        if score > best_score and (place is not None or equal == len(was)):
            best, best_score = candidate, score
    return best


def _overlap(one: tuple[int, int] | None, other: tuple[int, int] | None) -> float:
    if one is None or other is None:
        return 0.0
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]))


def _block(correction: Correction, ledger: Sequence[Mapping[str, Any]]) -> Attached:
    """The block of the ledger with the same words, that of the same place first."""
    anchor = correction.anchor
    same = [item for item in ledger if anchor is not None and item["text"] == anchor.exact]
    if not same:
        return Attached(correction, State.ORPHANED)
    was = correction.machine
    best = min(
        same,
        key=lambda item: (
            item["place"] != was.get("place"),
            abs(item["before_paragraph"] - was.get("before_paragraph", 0)),
            item["number"],
        ),
    )
    return Attached(correction, State.ATTACHED, str(best["number"]))
