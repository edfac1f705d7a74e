"""ninjs 3.1: IPTC's news in JSON, one article a line, with the copies of it as associations.

Source: IPTC, ninjs-schema_3.1.json.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from copydesk.article.article import PageDate
from copydesk.contract import line
from copydesk.dates import PartialDate, Precision
from copydesk.export.entry import Copy, Entry
from copydesk.export.tally import Tally
from copydesk.record.record import ActorKind, Place

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"


def lines(entries: Iterable[Entry], tally: Tally) -> Iterator[str]:
    """Each entry as a news object."""
    for entry in entries:
        yield line(_news_object(entry)) + "\n"


def _news_object(entry: Entry) -> dict[str, Any]:
    article, metadata = entry.article, entry.article.metadata
    actors = entry.record.actors
    bodies = (ActorKind.ORGANISATION, ActorKind.GROUP)
    descriptions = [_described("summary", metadata.standfirst)]
    if _stamp(metadata.published) is None and metadata.published:
        descriptions.append(_described("published", metadata.published.value))
    return _known(
        {
            "uri": entry.iri,
            "type": "text",
            "representationType": "full",
            "contentCreated": _stamp(metadata.published),
            "versionCreated": _stamp(metadata.modified),
            "language": metadata.language,
            "headlines": _listed({"role": "main", "value": metadata.title}),
            "descriptions": [d for d in descriptions if d],
            "bodies": [
                {
                    "role": "main",
                    "contentType": "text/plain",
                    "charCount": len(article.text),
                    "wordCount": len(article.text.split()),
                    "value": article.text,
                }
            ],
            "by": ", ".join(metadata.authors) or None,
            "located": metadata.dateline,
            "people": _named(entry.name(a) for a in actors if a.kind is ActorKind.PERSON),
            "organisations": _named(entry.name(a) for a in actors if a.kind in bodies),
            "places": _places(entry),
            "subjects": _named(metadata.tags),
            "infoSources": [
                *_listed({"role": "publisher", "name": entry.outlet or metadata.site}),
                *_listed({"role": "agency", "name": metadata.agency}),
            ],
            "altIds": [
                {"role": "copydesk article", "value": article.id},
                {"role": "sha256 of the page", "value": entry.sha256},
            ],
            "associations": [_association(copy) for copy in entry.copies],
            "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        }
    )


def _association(copy: Copy) -> dict[str, Any]:
    return _known(
        {
            "name": copy.title or copy.location,
            "rel": "copy",
            "uri": copy.iri,
            "type": "text",
            "representationType": "partial",
            "contentCreated": _date_time(copy.published),
            "infoSources": _listed({"role": "publisher", "name": copy.outlet}),
            "altIds": [{"role": "copydesk article", "value": copy.id}],
        }
    )


def _places(entry: Entry) -> list[dict[str, Any]]:
    """Countries that act, and where things happen; each once."""
    countries = (a for a in entry.record.actors if a.kind is ActorKind.COUNTRY)
    found: dict[str, dict[str, Any]] = {
        entry.name(a): _known({"name": entry.name(a), "literal": entry.country(a)})
        for a in countries
    }
    for place in entry.places:
        found.setdefault(place.name, _place(place))
    return list(found.values())


def _place(place: Place) -> dict[str, Any]:
    point = None
    if place.longitude is not None and place.latitude is not None:
        point = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    return _known({"name": place.name, "geoJSON": point})


def _stamp(date: PageDate | None) -> str | None:
    return _date_time(date.value) if date else None


def _date_time(value: str | None) -> str | None:
    """A time with its zone, as ninjs wants it; None where less is known."""
    known = PartialDate.parse(value or "")
    if known is None or known.precision is not Precision.SECOND:
        return None
    zoned = known.value.endswith("Z") or known.value[-6] in "+-"
    return known.value if zoned else None


def _described(role: str, value: str | None) -> dict[str, str] | None:
    return {"role": role, "value": value} if value else None


def _listed(value: dict[str, Any]) -> list[dict[str, Any]]:
    """A list of this object; none where a field of it is unknown."""
    return [value] if all(value.values()) else []


def _named(names: Iterable[str]) -> list[dict[str, str]]:
    return [{"name": name} for name in dict.fromkeys(names)]


def _known(value: dict[str, Any]) -> dict[str, Any]:
    """Without what is unknown."""
    return {name: item for name, item in value.items() if item is not None and item != []}
