"""Signs: how stances, states and moves are shown, so that colour is never the only difference."""

from __future__ import annotations

from enum import StrEnum

from copydesk.record.record import EventType, MeetingStatus, Stance, Status


class Tone(StrEnum):
    """Whether a move brings its sides together or apart (PLOVER's cooperation and conflict)."""

    TOGETHER = "together"
    APART = "apart"


class Reality(StrEnum):
    """Whether something is, is yet to be, or is not to be."""

    REAL = "real"
    OPEN = "open"
    VOID = "void"


STANCES = {
    Stance.FOR: "+",
    Stance.AGAINST: "−",
    Stance.CONDITIONAL: "±",
    Stance.OPEN: "○",
    Stance.UNKNOWN: "?",
}
REALITIES = {Reality.REAL: "●", Reality.OPEN: "○", Reality.VOID: "✕"}

# PLOVER's codes of sectors in words; one that is unknown is not told.
SECTORS = {
    "BUS": "business",
    "COP": "police",
    "CRM": "crime",
    "CVL": "civilians",
    "EDU": "education",
    "ELI": "public figures",
    "GOV": "government",
    "IGO": "intergovernmental",
    "IMG": "international militants",
    "JRN": "journalism",
    "JUD": "courts",
    "LAB": "labour",
    "LEG": "parliament",
    "MIL": "military",
    "MNC": "multinational business",
    "NGO": "non-governmental",
    "OPP": "opposition",
    "PTY": "party",
    "REB": "rebels",
    "REF": "refugees",
    "REL": "religion",
    "SPY": "intelligence services",
}

_APART = {
    EventType.DEMAND,
    EventType.REQUEST,
    EventType.ACCUSE,
    EventType.REJECT,
    EventType.THREATEN,
    EventType.PROTEST,
    EventType.SANCTION,
    EventType.MOBILIZE,
    EventType.COERCE,
    EventType.ASSAULT,
}
_VOID = {Status.DENIED, Status.NEGATED, Status.CANCELLED, MeetingStatus.CANCELLED}
_REAL = {Status.REALISED, Status.REFUSED, Status.CLAIMED, Status.DEMANDED, MeetingStatus.HELD}


def tone(event_type: str) -> Tone:
    """Of a type of event. Source: PLOVER manual, 2024, quad codes; DEMAND as REQUEST.

    >>> tone("AGREE"), tone("REJECT")
    (<Tone.TOGETHER: 'together'>, <Tone.APART: 'apart'>)
    """
    return Tone.APART if event_type in _APART else Tone.TOGETHER


def reality(status: str) -> Reality:
    """Of a status of an event or meeting. To refuse, demand or propose is done by saying so, yet
    a proposal is of something that is still to come; a refused meeting is not to be.

    >>> reality("realised"), reality("planned"), reality("negated")
    (<Reality.REAL: 'real'>, <Reality.OPEN: 'open'>, <Reality.VOID: 'void'>)
    """
    if status in _VOID:
        return Reality.VOID
    return Reality.REAL if status in _REAL else Reality.OPEN
