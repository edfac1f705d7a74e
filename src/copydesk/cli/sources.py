"""What the reading commands share: their sources, and how faults and progress are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from copydesk.article.read import read_page
from copydesk.article.reading import Reading
from copydesk.errors import SourceError
from copydesk.page.page import Page, PageFault
from copydesk.page.readers import ReaderOptions, read_pages
from copydesk.samples import PREFIX, sample_names, sample_path
from copydesk.show.safe import printable

Command = Callable[..., Any]


def source_options(command: Command) -> Command:
    """Add SOURCE..., --column, --allow-private, -q and -v to a command."""
    for decorate in (
        click.option("-v", "--verbose", is_flag=True, help="Tell every refusal on standard error."),
        click.option("-q", "--quiet", is_flag=True, help="No progress bar and no closing tally."),
        click.option(
            "--allow-private",
            is_flag=True,
            help="Let http(s) sources be on this machine or a private network.",
        ),
        click.option(
            "--column",
            "columns",
            multiple=True,
            metavar="ROLE=NAME",
            help="Column of a JSONL or Parquet source: text=, html=, url=, date=, title= ...",
        ),
        click.argument("sources", nargs=-1, required=True, metavar="SOURCE..."),
    ):
        command = decorate(command)
    return command


def column_names(columns: tuple[str, ...]) -> dict[str, str]:
    """ROLE=NAME pairs as a mapping; a usage error where one has no "="."""
    pairs = [column.partition("=") for column in columns]
    for role, equals, name in pairs:
        if not (role and equals and name):
            raise click.UsageError(
                f"--column {role}{equals}{name}: write ROLE=NAME, as in text=body"
            )
    return {role: name for role, _, name in pairs}


class Feed:
    """The readings of all sources in order, with faults told and everything counted.

    `failed` is True once a source or a record in it could not be read; `tally` counts verdict
    kinds of articles and reasons of refusals.
    """

    def __init__(
        self, sources: tuple[str, ...], options: ReaderOptions, *, quiet: bool, verbose: bool
    ) -> None:
        self.failed = False
        self.tally: Counter[str] = Counter()
        self._sources, self._options = sources, options
        self._quiet, self._verbose = quiet, verbose
        self._console = Console(stderr=True, highlight=False)

    def __iter__(self) -> Iterator[Reading]:
        with self._progress() as progress:
            task = progress.add_task("reading", total=None, tally="")
            for page in self._pages():
                reading = read_page(page)
                self.tally[reading.refusal.reason if reading.refusal else "articles"] += 1
                if self._verbose and reading.refusal:
                    refusal = reading.refusal
                    self._tell(f"{refusal.location}: {refusal.reason}: {refusal.detail}")
                progress.update(task, advance=1, tally=self.summary())
                yield reading
        if self.tally.total() > 1 and not self._quiet:
            self._console.print(f"{self.tally.total()} pages: {self.summary()}", markup=False)

    def summary(self) -> str:
        """The tally on one line: articles first, then refusals by reason."""
        order = sorted(self.tally.items(), key=lambda item: (item[0] != "articles", -item[1], item))
        return ", ".join(f"{count} {name}" for name, count in order)

    def _pages(self) -> Iterator[Page]:
        for source in self._sources:
            try:
                for page in read_pages(self._resolve(source), self._options):
                    if isinstance(page, PageFault):
                        self._fault(f"{page.location}: {page.what}; {page.remedy}")
                    else:
                        yield page
            except SourceError as error:
                self._fault(str(error))

    def _resolve(self, source: str) -> str:
        if not source.startswith(PREFIX):
            return source
        path = sample_path(source.removeprefix(PREFIX))
        if path is None:
            known = ", ".join(PREFIX + name.rsplit(".", 1)[0] for name in sample_names())
            raise SourceError(source, "no such sample page", f"take one of {known}")
        return str(path)

    def _fault(self, message: str) -> None:
        self.failed = True
        self._tell(message)

    def _tell(self, message: str) -> None:
        self._console.print(printable(message), markup=False, soft_wrap=True)

    def _progress(self) -> Progress:
        many = len(self._sources) > 1 or not self._sources[0].startswith(PREFIX)
        return Progress(
            SpinnerColumn(),
            TextColumn("{task.completed} pages"),
            BarColumn(bar_width=20),
            TimeElapsedColumn(),
            TextColumn("{task.fields[tally]}"),
            console=self._console,
            transient=True,
            disable=self._quiet or not many or not self._console.is_terminal,
        )
