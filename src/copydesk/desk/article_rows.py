"""Rows: the records of an article, each with what people said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from copydesk.collection.corrections.applied import Corrected
from copydesk.collection.corrections.attach import Attached, State
from copydesk.collection.corrections.corrections import (
    ACTOR,
    ACTORS,
    FIELDS,
    RECORDS,
    Action,
    Correction,
)
from copydesk.show.names import actor_names, joined, when, where

TITLES = {
    "statements": "Statements",
    "events": "Moves",
    "meetings": "Meetings",
    "positions": "Positions",
    "actors": "Actors",
}
SINGULAR = {
    "statements": "statement",
    "events": "move",
    "meetings": "meeting",
    "positions": "position",
    "actors": "actor",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A record. `machine` is what the machine made of it, None where a person added it; `now`
    what it is with the corrections, None where it is judged wrong. `said` are the corrections
    of it that are in force, `mine` the reader's own judgement, right or wrong.
    """

    kind: str
    id: str
    machine: Any
    now: Any
    said: tuple[Attached, ...]
    mine: Correction | None

    @property
    def is_changed(self) -> bool:
        """Whether people say that it is another than the machine says."""
        return self.machine is not None and self.now is not None and self.machine != self.now


def rows(view: Corrected, me: str | None, wanted: str | None = None) -> dict[str, list[Row]]:
    """The rows by kind, in the order in which a reader wants them, with what the reader (`me`)
    said and what the person `wanted` said, or everybody."""
    return {kind: _rows(kind, view, me, wanted) for kind in TITLES}


def _rows(kind: str, view: Corrected, me: str | None, wanted: str | None) -> list[Row]:
    machine = {item.id: item for item in getattr(view.machine, kind)}
    now = {item.id: item for item in getattr(view.record, kind)}
    said: dict[str, list[Attached]] = {}
    for attached in view.found:
        correction = attached.correction
        if wanted is not None and correction.who not in (wanted, me):
            continue
        if correction.in_force and correction.kind == kind:
            key = attached.record or correction.id
            said.setdefault(key, []).append(attached)
    return [
        Row(
            kind,
            key,
            machine.get(key),
            now.get(key),
            _latest(said.get(key, ())),
            _judgement(said.get(key, ()), me),
        )
        for key in dict.fromkeys([*machine, *now])
    ]


def _latest(said: Iterable[Attached]) -> tuple[Attached, ...]:
    """The last judgement of each person, and the last change of each field by each."""
    last: dict[tuple[str, str], Attached] = {}
    for attached in said:
        correction = attached.correction
        is_judgement = correction.action in (Action.RIGHT, Action.WRONG)
        about = "" if is_judgement else correction.attribute or correction.id
        last.pop((correction.who, about), None)
        last[correction.who, about] = attached
    return tuple(last.values())


def _judgement(said: tuple[Attached, ...] | list[Attached], me: str | None) -> Correction | None:
    """The last thing that this person said of whether it is right, if it still holds."""
    for attached in reversed(said):
        correction = attached.correction
        if correction.who == me and correction.action in (Action.RIGHT, Action.WRONG):
            return correction if attached.state is State.ATTACHED else None
    return None


def loose(view: Corrected) -> list[Attached]:
    """Corrections in force that are about no record or block of the article as it is now."""
    return [
        a
        for a in view.found
        if a.correction.in_force
        and (a.correction.kind in RECORDS or a.correction.kind == "ledger")
        and a.record is None
        and (a.correction.action is not Action.ADD or a.start is None)
    ]


@dataclass(frozen=True, slots=True)
class Choice:
    """A field of a form: `options` to choose one of, or (`many`) some of; free text without."""

    name: str
    options: tuple[str, ...]
    many: bool
    value: str | tuple[str, ...]
    optional: bool


def choices(kind: str, names: tuple[str, ...], now: Mapping[str, Any]) -> list[Choice]:
    """The fields that can be given for a record of this kind, filled in with what it has."""
    out = []
    for name, allowed in FIELDS[kind].items():
        value = now.get(name)
        if allowed == ACTORS:
            out.append(Choice(name, names, True, tuple(value or ()), True))
        elif allowed == ACTOR:
            optional = kind == "statements"
            out.append(Choice(name, names, False, value or "", optional))
        elif isinstance(allowed, str):
            out.append(Choice(name, (), False, value or "", True))
        else:
            out.append(Choice(name, tuple(allowed), False, value or "", False))
    return out


def values(kind: str, record: Any, names: Mapping[str, str]) -> dict[str, Any]:
    """The values of the fields of a record that can be changed, with names for actors."""
    out: dict[str, Any] = {}
    for name, allowed in FIELDS[kind].items():
        value = getattr(record, name)
        if allowed == ACTORS:
            out[name] = tuple(names.get(item, item) for item in value)
        else:
            out[name] = names.get(value, value) if allowed == ACTOR else value
    return out


COLUMNS = (
    "kind", "id", "who", "what", "to", "status", "when", "where", "words", "judged",
)  # fmt: skip


def table(view: Corrected) -> list[dict[str, Any]]:
    """The records as they are with the corrections, a flat row each, for a download."""
    names = actor_names(view.machine) | actor_names(view.record)
    out = []
    for kind, found in rows(view, None).items():
        for row in found:
            item = row.now or row.machine
            cells = _cells(kind, item, names)
            judged = [f"{a.correction.who}: {a.correction.action.value}" for a in row.said]
            out.append({"kind": SINGULAR[kind], "id": row.id, **cells, "judged": judged})
    return out


def _cells(kind: str, item: Any, names: Mapping[str, str]) -> dict[str, Any]:
    match kind:
        case "actors":
            what = ", ".join(part for part in (item.kind.value, item.role, item.country) if part)
            words = item.mentions[0].exact if item.mentions else None
            return {"who": item.name, "what": what, "words": words}
        case "statements":
            words = " … ".join(span.exact for span in item.content)
            return {"who": names.get(item.actor, item.actor), "what": item.act, "words": words}
        case "events":
            return {
                "who": joined(item.actors, names),
                "what": f"{item.type.value} {item.move}",
                "to": joined(item.recipients, names),
                "status": item.status.value,
                "when": when(item.time),
                "where": where(item.place),
                "words": item.evidence.exact,
            }
        case "meetings":
            return {
                "who": joined(item.parties, names),
                "what": item.kind.value,
                "status": item.status.value,
                "when": when(item.time),
                "where": where(item.place),
                "words": " … ".join(span.exact for span in item.evidence),
            }
        case _:
            return {
                "who": names.get(item.actor, item.actor),
                "what": item.issue,
                "status": item.stance.value,
                "words": item.evidence.exact,
            }
