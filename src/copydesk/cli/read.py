"""`copydesk read`: pages to clean articles."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import RenderableType

from copydesk.article.reading import Reading
from copydesk.cli.output import output_options, write_all
from copydesk.cli.sources import Feed, column_names, source_options
from copydesk.contract import line, reading_to_json
from copydesk.page.readers import ReaderOptions
from copydesk.show.html import reading_page
from copydesk.show.markdown import as_markdown, as_text
from copydesk.show.terminal import ledger_view, reading_view


@click.command()
@source_options
@output_options
@click.option(
    "--ledger",
    is_flag=True,
    help="Show the page as it came, kept (+) and set-aside (-) lines with the reason beside them.",
)
def read(
    sources: tuple[str, ...],
    columns: tuple[str, ...],
    allow_private: bool,
    quiet: bool,
    verbose: bool,
    form: str,
    ledger: bool,
    output: Path | None,
) -> None:
    """Turn pages into clean articles, with everything set aside listed and explained.

    SOURCE is an HTML or text file, a folder, a WARC, WET, JSONL or Parquet file, an http(s)
    address, "-" for standard input, or "sample:NAME" for a page that ships with Copydesk.

    Exit code: 0 all sources were read (a refused page is an answer), 1 a source or a record in
    it could not be read, 2 the command was not understood.
    """
    options = ReaderOptions(columns=column_names(columns), allow_private=allow_private)
    feed = Feed(sources, options, quiet=quiet, verbose=verbose)
    write_all(feed, lambda reading: _render(reading, form, ledger), output, form)
    raise SystemExit(1 if feed.failed else 0)


def _render(reading: Reading, form: str, ledger: bool) -> str | RenderableType:
    match form:
        case "json":
            return line(reading_to_json(reading)) + "\n"
        case "html":
            return reading_page(reading)
        case "markdown":
            return as_markdown(reading)
        case "text":
            return as_text(reading)
        case _:
            return ledger_view(reading) if ledger else reading_view(reading)
