"""Record: what an article says of people, their words, deeds, meetings and positions.

The field names and values are those of the JSON contract (docs/contract.md). Every claim carries
spans of the article's text; `Record.check` proves them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum

from copydesk.article.reading import Refusal
from copydesk.article.span import Span
from copydesk.dates import Precision


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    COUNTRY = "country"
    ORGANISATION = "organisation"
    GROUP = "group"
    UNNAMED = "unnamed"


class StatementKind(StrEnum):
    """Whether the content stands in quotation marks: all of it, none, or a part."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class EventType(StrEnum):
    """PLOVER's event types, with DEMAND beside REQUEST. Source: PLOVER manual, 2024."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    COOPERATE = "COOPERATE"
    AID = "AID"
    CONCEDE = "CONCEDE"
    RETREAT = "RETREAT"
    DEMAND = "DEMAND"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    """How far an event is real. docs/contract.md tells where each begins and ends."""

    REALISED = "realised"
    PLANNED = "planned"
    PROPOSED = "proposed"
    OFFERED = "offered"
    DEMANDED = "demanded"
    REFUSED = "refused"
    INTENDED = "intended"
    THREATENED = "threatened"
    CLAIMED = "claimed"
    DENIED = "denied"
    NEGATED = "negated"
    HYPOTHETICAL = "hypothetical"
    UNCERTAIN = "uncertain"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class MeetingKind(StrEnum):
    """What sort of meeting."""

    TALKS = "talks"
    SUMMIT = "summit"
    MEETING = "meeting"
    CONFERENCE = "conference"
    CALL = "call"
    CONTACT = "contact"
    MEDIATION = "mediation"
    SIGNING = "signing"
    VISIT = "visit"


class MeetingStatus(StrEnum):
    """How far a meeting is real; `held` includes those going on."""

    PLANNED = "planned"
    PROPOSED = "proposed"
    HELD = "held"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    REFUSED = "refused"
    UNCERTAIN = "uncertain"


class Stance(StrEnum):
    """Where an actor stands on an issue."""

    FOR = "for"
    AGAINST = "against"
    CONDITIONAL = "conditional"
    OPEN = "open"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Time:
    """When, as the text says it.

    `value` is ISO 8601 of the stated precision, or a range "a/b" (both days inclusive); None where
    the words cannot be resolved. `old` is True more than 30 days before publication.
    """

    span: Span | None
    value: str | None
    precision: Precision | None
    old: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where. `country` is ISO 3166-1 alpha-3; latitude and longitude are WGS84 degrees."""

    span: Span | None
    name: str
    country: str | None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who speaks, acts or is acted upon.

    `country` is ISO 3166-1 alpha-3 (Kosovo: XKX); `role` the office in the text's words; `sector`
    PLOVER's. `role_evidence` and `country_evidence` are the words each rests on, None where it
    was inferred. `part_of` is the id of the body or country it belongs to.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    country: str | None = None
    role: str | None = None
    sector: str | None = None
    part_of: str | None = None
    mentions: tuple[Span, ...] = ()
    role_evidence: Span | None = None
    country_evidence: Span | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that somebody is reported to have said, written or denied.

    `content` holds all parts of one utterance in order. `holder_chain` runs from the outermost
    speaker inward. `actor` is None where nobody is named or implied. `act` is the speech act
    ("say", "deny", "propose" ...).
    """

    id: str
    kind: StatementKind
    act: str
    actor: str | None
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    evidence: Span
    holder_chain: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    occasion: Span | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done, planned, proposed, demanded, refused ...

    `actors` and `recipients` are actor ids; `reported_by` is the actor whose statement tells it,
    None for the reporter's own account. `habitual` marks what happens again and again,
    `ongoing` what lasts.
    """

    id: str
    type: EventType
    move: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    status: Status
    trigger: Span
    evidence: Span
    reciprocal: bool = False
    object: Span | None = None
    condition: Span | None = None
    deadline: Time | None = None
    time: Time | None = None
    place: Place | None = None
    about: tuple[str, ...] = ()
    reported_by: str | None = None
    habitual: bool = False
    ongoing: bool = False


@dataclass(frozen=True, slots=True)
class Delegation:
    """Who represents a party at a meeting; ids of actors."""

    party: str | None
    head: str | None = None
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting, however often the article mentions it."""

    id: str
    kind: MeetingKind
    parties: tuple[str, ...]
    status: MeetingStatus
    evidence: tuple[Span, ...]
    hosts: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    place: Place | None = None
    time: Time | None = None
    level: str | None = None
    delegations: tuple[Delegation, ...] = ()
    events: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """Where an actor stands on an issue, and the words and events that show it."""

    id: str
    actor: str
    issue: str
    stance: Stance
    evidence: Span
    condition: Span | None = None
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """All claims of one article, in text order. `refusal` says why it was not recorded."""

    article_id: str
    actors: tuple[Actor, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    positions: tuple[Position, ...] = ()
    refusal: Refusal | None = None

    def check(self, text: str) -> None:
        """Raise `EvidenceError` unless every span of this record equals `text` at its place."""
        for span in _spans(
            (self.actors, self.statements, self.events, self.meetings, self.positions)
        ):
            span.check(text, self.article_id)


def _spans(value: object) -> Iterator[Span]:
    """Every span within a record, depth first."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _spans(getattr(value, field.name))
