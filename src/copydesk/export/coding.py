"""Coding: an event as PLOVER types it. docs/plover.md has the rules.

Source: PLOVER manual (Open Event Data Alliance), from which types, modes and quad codes take
their names.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

from copydesk.record.record import Event, EventType, Status


class Auxiliary(StrEnum):
    """What keeps an event from being news that was done."""

    HISTORICAL = "historical"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"
    NEGATION = "negation"


class Quad(IntEnum):
    """PLOVER's four kinds of events, by their numbers."""

    VERBAL_COOPERATION = 1
    MATERIAL_COOPERATION = 2
    VERBAL_CONFLICT = 3
    MATERIAL_CONFLICT = 4

    @property
    def words(self) -> str:
        """As POLECAT writes it."""
        return self.name.replace("_", " ")


_QUADS = {
    "AGREE": Quad.VERBAL_COOPERATION,
    "CONSULT": Quad.VERBAL_COOPERATION,
    "SUPPORT": Quad.VERBAL_COOPERATION,
    "CONCEDE": Quad.VERBAL_COOPERATION,
    "COOPERATE": Quad.MATERIAL_COOPERATION,
    "AID": Quad.MATERIAL_COOPERATION,
    "RETREAT": Quad.MATERIAL_COOPERATION,
    "REQUEST": Quad.VERBAL_CONFLICT,
    "ACCUSE": Quad.VERBAL_CONFLICT,
    "REJECT": Quad.VERBAL_CONFLICT,
    "THREATEN": Quad.VERBAL_CONFLICT,
    "PROTEST": Quad.MATERIAL_CONFLICT,
    "SANCTION": Quad.MATERIAL_CONFLICT,
    "MOBILIZE": Quad.MATERIAL_CONFLICT,
    "COERCE": Quad.MATERIAL_CONFLICT,
    "ASSAULT": Quad.MATERIAL_CONFLICT,
}
_FORCE = {name for name, quad in _QUADS.items() if quad is Quad.MATERIAL_CONFLICT}
_SPEECH = {"AGREE", *(name for name, quad in _QUADS.items() if quad is Quad.VERBAL_CONFLICT)}
_ASKED_OR_ANSWERED = {"AGREE", "REQUEST", "REJECT"}
# What each act of friendship is, where it is only asked for, promised or refused.
_CONTENT = {
    "CONSULT": "meet",
    "SUPPORT": "assist",
    "COOPERATE": "assist",
    "AID": "assist",
    "CONCEDE": "yield",
    "RETREAT": "yield",
}


@dataclass(frozen=True, slots=True)
class Coding:
    """Type, modes and auxiliary modes of an event in PLOVER. `announced` is True where the
    record is the word that was given on an act, and not the act: it has the day of the word."""

    type: str
    modes: tuple[str, ...]
    auxiliary: tuple[Auxiliary, ...]
    announced: bool

    @property
    def quad(self) -> Quad:
        """Verbal or material, cooperation or conflict."""
        return _QUADS[self.type]

    @property
    def was_done(self) -> bool:
        """Whether it may stand in a table that has no auxiliary modes."""
        return not set(self.auxiliary) - {Auxiliary.HISTORICAL}


def coding_of(event: Event) -> Coding:
    """How PLOVER would type an event."""
    own = "REQUEST" if event.type is EventType.DEMAND else event.type.value
    kind, auxiliary = _kind(own, event)
    announced = kind != own
    if own == kind == "AGREE" and event.move == "sign" and event.status is Status.REALISED:
        kind = "SUPPORT"
    if (event.time is not None and event.time.old) or _begins(event, "former"):
        auxiliary = (Auxiliary.HISTORICAL, *auxiliary)
    return Coding(kind, _modes(own, kind, event), auxiliary, announced)


def _kind(own: str, event: Event) -> tuple[str, tuple[Auxiliary, ...]]:
    """The type, and what is not as the type alone would say."""
    match event.status:
        case Status.REALISED | Status.CLAIMED:
            return own, ()
        case Status.NEGATED | Status.DENIED:
            return own, (Auxiliary.NEGATION,)
        case Status.UNCERTAIN:
            return own, (Auxiliary.HYPOTHETICAL,)
        case Status.HYPOTHETICAL:
            is_willing = own == "AGREE" and event.move == "offer" and _begins(event, "willing")
            return own, () if is_willing else (Auxiliary.HYPOTHETICAL,)
        case Status.DEMANDED:
            return "REQUEST", ()
        case Status.THREATENED:
            return "THREATEN", ()
        case Status.REFUSED:
            return "REJECT", ()
        case Status.POSTPONED | Status.CANCELLED:
            return (own, (Auxiliary.NEGATION,)) if own in _FORCE else ("REJECT", ())
        case Status.INTENDED:
            return "THREATEN" if own in _FORCE else own if own in _SPEECH else "AGREE", ()
        case Status.PLANNED:
            if own in _FORCE or (own in _SPEECH and own != "AGREE"):
                return own, (Auxiliary.FUTURE,)
            return "AGREE", ()
        case Status.OFFERED if own not in _FORCE:
            return own if own in _SPEECH else "AGREE", ()
        case Status.PROPOSED if own in _SPEECH:
            return own, ()
        case _:  # proposed by somebody, and so far no word of those who would do it
            return own, (Auxiliary.HYPOTHETICAL,)


def _modes(own: str, kind: str, event: Event) -> tuple[str, ...]:
    """At most one mode; none where the words do not tell."""
    mode: str | None
    if kind == own and kind not in _ASKED_OR_ANSWERED and kind != "THREATEN":
        mode = _table()["moves"].get(kind, {}).get(event.move)
    elif kind == "THREATEN":
        mode = _table()["announced"].get(own) or _first(event, "threatened")
    elif kind in _ASKED_OR_ANSWERED:
        mode = _CONTENT.get(own) or _first(event, "asked")
    else:
        mode = None
    return (mode,) if mode else ()


def _first(event: Event, table: str) -> str | None:
    """The mode of the first word of the object that has one."""
    return mode_of(event.object.exact, table) if event.object else None


def mode_of(words: str, table: str) -> str | None:
    """The mode that the first telling word stands for, of a table in modes.toml.

    >>> mode_of("that both fleets stop fishing before any meeting", "asked")
    'yield'
    """
    plain = words.casefold()
    for idle in _table()["words"]["idle"]:
        plain = plain.replace(idle, " ")
    for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", plain):
        for mode, pattern in _patterns(table).items():
            if pattern.fullmatch(word):
                return mode
    return None


def _begins(event: Event, table: str) -> bool:
    first = event.trigger.exact.casefold().split()[:1]
    return bool(first) and first[0] in _table()["words"][table].split()


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("modes.toml").read_text("utf-8"))


@lru_cache(maxsize=2)
def _patterns(table: str) -> dict[str, re.Pattern[str]]:
    return {mode: _any_of(words.split()) for mode, words in _table()[table].items()}


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word).replace(r"\*", r"\w*(?:-\w+)*") for word in words))
