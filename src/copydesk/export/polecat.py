"""POLECAT: the tab-separated table of 40 columns, a row for each direction of what was done.

Source: the header of the data sets on Harvard Dataverse (doi:10.7910/DVN/AJGVIT).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import copydesk
from copydesk.dates import PartialDate
from copydesk.export.cell import cell
from copydesk.export.coded import Coded, DatedBy, coded, sector
from copydesk.export.coding import Auxiliary
from copydesk.export.entry import Entry
from copydesk.export.tally import Tally
from copydesk.record.record import Actor, ActorKind

MISSING = "None"
COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude",
    "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations",
    "Language", "Version",
)  # fmt: skip


def lines(entries: Iterable[Entry], tally: Tally) -> Iterator[str]:
    """The header, then the rows of each entry in the order of its text."""
    yield _line(COLUMNS)
    for entry in entries:
        of_story = _of_story(entry)
        for event in coded(entry, tally.left_out):
            if not event.coding.was_done:
                tally.left_out["not told as done"] += 1
            elif Auxiliary.HISTORICAL in event.coding.auxiliary and event.day.by != DatedBy.EVENT:
                tally.left_out["past, and no day told"] += 1
            else:
                yield _line(_row(event, event.actors, event.recipients, "", of_story))
                if event.event.reciprocal and event.recipients:
                    yield _line(_row(event, event.recipients, event.actors, "-r", of_story))


def _row(
    c: Coded,
    actors: Sequence[Actor],
    recipients: Sequence[Actor],
    turned: str,
    of_story: Sequence[str],
) -> list[str]:
    coding, place = c.coding, c.place
    row = [
        c.id + turned,
        c.day.first or MISSING,
        coding.type,
        "; ".join(coding.modes) or MISSING,
        MISSING,
        coding.quad.words,
        MISSING,
        *_side(c, actors),
        *_side(c, recipients),
    ]
    if place is None:
        row += [MISSING] * 10
    else:
        row += [_cell(place.name), *[MISSING] * 3, _cell(place.country)]
        row += [_degrees(place.latitude), _degrees(place.longitude), MISSING]
        row += [_cell(place.span.exact if place.span else None), MISSING]
    return [*row, *of_story]


def _side(c: Coded, actors: Sequence[Actor]) -> list[str]:
    """Eight cells; lists in them are of one length, so that they can be read side by side."""

    def listed(value: Callable[[Actor], str | None]) -> str:
        found = [_cell(value(actor)) for actor in actors]
        return MISSING if set(found) <= {MISSING} else "; ".join(found)

    first = sector(actors[0]) if actors else None
    return [
        listed(c.entry.name),
        listed(c.entry.country),
        MISSING,
        _cell(first),
        listed(sector),
        listed(lambda actor: actor.role),
        listed(c.words),
        MISSING,
    ]


def _of_story(entry: Entry) -> list[str]:
    """The last seven cells."""
    metadata, actors = entry.article.metadata, entry.record.actors
    bodies = (ActorKind.ORGANISATION, ActorKind.GROUP)
    places = [place.name for place in entry.places]
    countries = [entry.name(a) for a in actors if a.kind is ActorKind.COUNTRY]
    return [
        _cell(entry.outlet or metadata.site),
        _cell(_published(entry)),
        _names(entry.name(a) for a in actors if a.kind is ActorKind.PERSON),
        _names(entry.name(a) for a in actors if a.kind in bodies),
        _names([*countries, *places]),
        _cell(metadata.language),
        f"copydesk {copydesk.__version__}",
    ]


def _published(entry: Entry) -> str | None:
    """As much of the day of publication as is known."""
    published = entry.article.metadata.published
    known = PartialDate.parse(published.value) if published else None
    return known.value[:10] if known else None


def _names(found: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(_cell(name) for name in found)) or MISSING


def _cell(text: str | None) -> str:
    """A cell, or a member of a list in one."""
    return cell((text or "").replace(";", ",")).strip() or MISSING


def _degrees(value: float | None) -> str:
    return MISSING if value is None else f"{value:.5f}".rstrip("0").rstrip(".")


def _line(cells: Sequence[str]) -> str:
    return "\t".join(cells) + "\n"
