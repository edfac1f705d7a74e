"""Annotations: each record as a W3C Web Annotation of its words, one JSON object a line.

Source: W3C Web Annotation Data Model, 2017. What it has no word for stands under "copydesk".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import copydesk
from copydesk.article.span import Span
from copydesk.collection.corrections.anchor import Anchor
from copydesk.contract import line, record_to_json
from copydesk.export.entry import Entry
from copydesk.export.tally import Tally
from copydesk.record.record import Actor, Event, Meeting, Position, Statement

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
Claim = Actor | Statement | Event | Meeting | Position
_MOTIVATION = {
    "actors": "identifying",
    "statements": "describing",
    "events": "classifying",
    "meetings": "classifying",
    "positions": "assessing",
}


def lines(entries: Iterable[Entry], tally: Tally) -> Iterator[str]:
    """The annotations of each entry: actors, statements, events, meetings, positions."""
    for entry in entries:
        objects = record_to_json(entry.record)
        for kind in _MOTIVATION:
            claims: Sequence[Claim] = getattr(entry.record, kind)
            for claim, body in zip(claims, objects[kind], strict=True):
                spans = _spans(claim)
                if spans:
                    yield line(_annotation(entry, kind, claim, spans, body)) + "\n"
                else:
                    tally.left_out["no words to point at"] += 1


def _annotation(
    entry: Entry, kind: str, claim: Claim, spans: Sequence[Span], body: dict[str, Any]
) -> dict[str, Any]:
    targets = [_target(entry, span) for span in spans]
    coders = entry.coders.get((kind, claim.id), ())
    creators = [{"type": "Person", "name": name} for name in coders]
    return {
        "@context": CONTEXT,
        "id": f"urn:copydesk:{entry.article.id}:{kind}:{claim.id}",
        "type": "Annotation",
        "motivation": _MOTIVATION[kind],
        "creator": creators or {"type": "Software", "name": f"copydesk {copydesk.__version__}"},
        "target": targets[0] if len(targets) == 1 else targets,
        "body": {"type": "TextualBody", "format": "text/plain", "value": _said(entry, claim)},
        "copydesk": {
            "kind": kind,
            "record": body,
            "names": {actor.id: entry.name(actor) for actor in entry.record.actors},
            "article": entry.article.id,
            "sha256": entry.sha256,
            "location": entry.location,
            "story": entry.story,
        },
    }


def _target(entry: Entry, span: Span) -> dict[str, Any]:
    anchor = Anchor.of(entry.article.text, span.start, span.end)
    quote = {"type": "TextQuoteSelector", "exact": anchor.exact}
    quote |= {name: near for name in ("prefix", "suffix") if (near := getattr(anchor, name))}
    return {
        "type": "SpecificResource",
        "source": entry.iri,
        "selector": [
            quote,
            {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end},
        ],
    }


def _spans(claim: Claim) -> tuple[Span, ...]:
    """The words that a record is about."""
    match claim:
        case Actor():
            return claim.mentions
        case Statement():
            return claim.content or (claim.evidence,)
        case Meeting():
            return claim.evidence
        case _:
            return (claim.evidence,)


def _said(entry: Entry, claim: Claim) -> str:
    """What a record says, in a few words."""

    def names(*ids: str) -> str:
        return ", ".join(entry.name(actor) for actor in entry.actors(*ids)) or "nobody named"

    match claim:
        case Actor():
            told = [entry.name(claim), claim.role, entry.country(claim), claim.kind.value]
        case Statement():
            who = names(claim.actor) if claim.actor else "nobody named"
            told = [f"{who}: {claim.act}", claim.kind.value]
        case Event():
            to = f" > {names(*claim.recipients)}" if claim.recipients else ""
            told = [
                f"{names(*claim.actors)}{to}: {claim.type.value}",
                claim.move.replace("_", " "),
                claim.status.value,
                claim.time.value if claim.time else None,
            ]
        case Meeting():
            told = [
                f"{names(*claim.parties)}: {claim.kind.value}",
                claim.status.value,
                claim.place.name if claim.place else None,
                claim.time.value if claim.time else None,
            ]
        case Position():
            condition = claim.condition.exact if claim.condition else None
            told = [f"{names(claim.actor)}: {claim.stance.value}", claim.issue, condition]
    return "; ".join(part for part in told if part)
