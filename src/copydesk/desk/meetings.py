"""Meetings as the desk shows them: who, where, when, with which delegations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Delegation:
    """Who stood for a party."""

    party: str | None
    head: str | None
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting in names and words. `when` is its time as precise as it is told; `corrected` tells
    that people changed or added it."""

    id: str
    article: str
    kind: str
    status: str
    day: str | None
    when: str | None
    place: str | None
    parties: tuple[str, ...]
    hosts: tuple[str, ...]
    mediators: tuple[str, ...]
    delegations: tuple[Delegation, ...]
    words: str
    reports: tuple[Mapping[str, Any], ...]
    sources: int
    corrected: bool


COLUMNS = (
    "day", "when", "kind", "status", "place", "parties", "hosts", "mediators", "delegations",
    "words", "sources", "article", "id", "corrected",
)  # fmt: skip


def meetings_of(rows: Iterable[Mapping[str, Any]]) -> list[Meeting]:
    """From the rows of a timeline."""
    return [
        meeting(row, row["who"], row["day"], row["reports"], row["sources"])
        for row in rows
        if row["record"] == "meeting"
    ]


def meeting(
    body: Mapping[str, Any],
    names: Mapping[str, str],
    day: str | None,
    reports: Iterable[Mapping[str, Any]],
    sources: int,
) -> Meeting:
    """From the contract's object with its `article` and whether it is `corrected`, and the names of
    its actors."""

    def named(field: str) -> tuple[str, ...]:
        return tuple(names.get(actor, actor) for actor in body.get(field) or ())

    place = body.get("place") or {}
    where = ", ".join(part for part in (place.get("name"), place.get("country")) if part)
    return Meeting(
        body["id"],
        body["article"],
        body["kind"],
        body["status"],
        day,
        (body.get("time") or {}).get("value"),
        where or None,
        named("parties"),
        named("hosts"),
        named("mediators"),
        tuple(_delegation(d, names) for d in body.get("delegations") or ()),
        body["evidence"][0]["exact"],
        tuple(reports),
        sources,
        body["corrected"],
    )


def as_row(found: Meeting) -> dict[str, Any]:
    """For a download: delegations in a line each."""
    return {**asdict(found), "delegations": [_line(d) for d in found.delegations]}


def _delegation(body: Mapping[str, Any], names: Mapping[str, str]) -> Delegation:
    party, head = body.get("party"), body.get("head")
    return Delegation(
        names.get(party, party) if party else None,
        names.get(head, head) if head else None,
        tuple(names.get(member, member) for member in body.get("members") or ()),
    )


def _line(delegation: Delegation) -> str:
    people = [f"{delegation.head} (head)"] if delegation.head else []
    return f"{delegation.party or '?'}: {', '.join([*people, *delegation.members])}"
