"""PLOVER: one JSON object a line, one for each event that somebody does.

Source: PLOVER manual, chapter "Data Fields" (Open Event Data Alliance). What that has no field for
stands under "auxiliary_mode" and "copydesk".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import copydesk
from copydesk.contract import line
from copydesk.export.coded import Coded, coded, sector
from copydesk.export.entry import Entry
from copydesk.export.tally import Tally
from copydesk.record.record import Actor, Place, Time

# Codes that stand for a country where an actor has none.
_STATELESS = {"IGO", "NGO", "ISM", "IMG", "MNC"}


def lines(entries: Iterable[Entry], tally: Tally) -> Iterator[str]:
    """The records of each entry, in the order of its text."""
    for entry in entries:
        for event in coded(entry, tally.left_out):
            yield line(_record(event)) + "\n"


def _record(c: Coded) -> dict[str, Any]:
    event, coding, entry = c.event, c.coding, c.entry
    recipients = [_actor(c, actor) for actor in c.recipients]
    actors = [_actor(c, actor) for actor in c.actors]
    both = event.reciprocal  # the manual: all are actors then, and there is no recipient
    return {
        "id": c.id,
        "has_event": True,
        "date": c.day.first,
        "time": _clock(event.time) if c.day.by == "event" else None,
        "enddate": c.day.last,
        "actor": [*actors, *recipients] if both else actors,
        "recipient": [] if both else recipients,
        "event": [coding.type],
        "mode": list(coding.modes),
        "auxiliary_mode": list(coding.auxiliary),
        "context": [],
        "quad_code": int(coding.quad),
        "event_scale": None,
        "event_loc": _place(c.place),
        "event_text": [s.exact for s in (event.trigger, event.object) if s is not None],
        "link": entry.story,
        "text": event.evidence.exact,
        "text_info": {
            "sequence": None,
            "start": event.evidence.start,
            "end": event.evidence.end,
            "text_story": None,
        },
        "cite_info": _citation(entry),
        "coder": "; ".join(entry.coders.get(("events", event.id), ())) or _machine(),
        "comment": c.note,
        "copydesk": {
            "article": entry.article.id,
            "event": event.id,
            "type": event.type,
            "move": event.move,
            "status": event.status,
            "reciprocal": event.reciprocal,
            "object": event.object.exact if event.object else None,
            "condition": event.condition.exact if event.condition else None,
            "time": event.time.value if event.time else None,
            "time_text": event.time.span.exact if event.time and event.time.span else None,
            "place": event.place.name if event.place else None,
            "deadline": event.deadline.value if event.deadline else None,
            "habitual": event.habitual,
            "ongoing": event.ongoing,
            "dated_by": c.day.by,
            "location": entry.location,
            "sha256": entry.sha256,
            "copies": len(entry.copies),
        },
    }


def _actor(c: Coded, actor: Actor) -> dict[str, Any]:
    country, what = c.entry.country(actor), sector(actor)
    if country is None and what in _STATELESS:
        country, what = what, None
    return {
        "code": country,
        "sector": what,
        "entity_text": c.words(actor),
        "identifier_id": None,
        "identifier_text": c.entry.name(actor),
        "office": actor.role,
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    return {
        "geonameid": None,
        "name": place.name,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "cc3": place.country,
    }


def _citation(entry: Entry) -> dict[str, Any]:
    metadata = entry.article.metadata
    return {
        "corpus": None,
        "citation": entry.article.id,
        "url": entry.iri if entry.iri.startswith("http") else None,
        "title": metadata.title,
        "language": metadata.language,
        "publication": entry.outlet or metadata.site,
        "license": None,
        "copyright": None,
        "coder": _machine(),
        "codebook": "PLOVER, with the rules of Copydesk's docs/plover.md",
        "version": None,
    }


def _clock(time: Time | None) -> str | None:
    value = (time.value if time else None) or ""
    return value.partition("T")[2] or None if "/" not in value else None


def _machine() -> str:
    return f"copydesk {copydesk.__version__}"
