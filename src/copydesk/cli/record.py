"""`copydesk record`: pages to records of who said and did what."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import RenderableType

from copydesk.article.reading import Reading
from copydesk.cli.output import output_options, write_all
from copydesk.cli.sources import Feed, column_names, source_options
from copydesk.contract import line, reading_to_json
from copydesk.page.readers import ReaderOptions
from copydesk.record.annotate import annotate
from copydesk.record.record import Record
from copydesk.show.html import record_page
from copydesk.show.record_markdown import record_markdown, record_text
from copydesk.show.record_terminal import record_view


@click.command()
@source_options
@output_options
def record(
    sources: tuple[str, ...],
    columns: tuple[str, ...],
    allow_private: bool,
    quiet: bool,
    verbose: bool,
    form: str,
    output: Path | None,
) -> None:
    """Record who said and did what in pages, each claim with the words it rests on.

    Takes the same SOURCEs as `copydesk read`, and has the same exit codes.
    """
    options = ReaderOptions(columns=column_names(columns), allow_private=allow_private)
    feed = Feed(sources, options, quiet=quiet, verbose=verbose)
    write_all(feed, lambda reading: _render(reading, _annotated(reading, feed), form), output, form)
    raise SystemExit(1 if feed.failed else 0)


def _annotated(reading: Reading, feed: Feed) -> Record:
    """The record of a page's article; one that failed is told, and the other pages go on."""
    found = annotate(reading.article) if reading.article else Record("")
    if found.refusal and found.refusal.reason == "fault":
        feed.fault(f"{reading.page.location}: no record: {found.refusal.detail}")
    return found


def _render(reading: Reading, found: Record, form: str) -> str | RenderableType:
    match form:
        case "json":
            return line(reading_to_json(reading, found)) + "\n"
        case "html":
            return record_page(reading, found)
        case "markdown":
            return record_markdown(reading, found)
        case "text":
            return record_text(reading, found)
        case _:
            return record_view(reading, found)
