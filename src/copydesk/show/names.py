"""Names that a record's ids stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from copydesk.record.record import Actor, Place, Record, Time


def actor_names(record: Record) -> dict[str, str]:
    """The name of each actor, by id."""
    return {actor.id: actor.name for actor in record.actors}


def joined(ids: Iterable[str], names: Mapping[str, str]) -> str:
    """The names that `ids` stand for, with commas."""
    return ", ".join(names.get(i, i) for i in ids)


def described(actor: Actor) -> str:
    """Kind, office and country of an actor on one line."""
    return ", ".join(part for part in (actor.role, actor.country, actor.sector) if part)


def when(time: Time | None) -> str:
    """A time's value, else its words; empty for none."""
    if time is None:
        return ""
    words = time.span.exact if time.span else ""
    return f"{time.value} ({words})" if time.value and words else time.value or words


def where(place: Place | None) -> str:
    """A place's name and country; empty for none."""
    return "" if place is None else ", ".join(p for p in (place.name, place.country) if p)
