"""What the reading commands share: their sources, and how faults and progress are told."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
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
    return _with_sources(command, required=True)


def optional_source_options(command: Command) -> Command:
    """The same for a command that can do without a source."""
    return _with_sources(command, required=False)


def _with_sources(command: Command, *, required: bool) -> Command:
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
        click.argument("sources", nargs=-1, required=required, metavar="SOURCE..."),
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


def resolve(source: str) -> str:
    """The path of a "sample:NAME"; any other source as it is.

    Raises:
        SourceError: There is no such sample.
    """
    if not source.startswith(PREFIX):
        return source
    path = sample_path(source.removeprefix(PREFIX))
    if path is None:
        known = ", ".join(PREFIX + name.rsplit(".", 1)[0] for name in sample_names())
        raise SourceError(source, "no such sample page", f"take one of {known}")
    return str(path)


def pages_of(sources: Iterable[str], options: ReaderOptions) -> Iterator[Page | PageFault]:
    """The pages of all sources in order; a source that cannot be read leaves a fault."""
    for source in sources:
        try:
            yield from read_pages(resolve(source), options)
        except SourceError as error:
            yield PageFault(error.location, error.what, error.remedy)


def require(sources: Iterable[str]) -> None:
    """Raise `SourceError` for the first source that names a file that is not there."""
    for source in sources:
        path = resolve(source)
        if path != "-" and "://" not in path and not os.path.exists(path):
            raise SourceError(source, "no such file or folder", "check the path; nothing was done")


class Feed:
    """The readings of all sources in order, with faults told and everything counted.

    `failed` is True once a source, a page in it or its record failed; `tally` counts verdict
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

    def fault(self, message: str) -> None:
        """Tell of a page that failed; the others go on, and `failed` says so at the end."""
        self.failed = True
        self._tell(message)

    def _pages(self) -> Iterator[Page]:
        for page in pages_of(self._sources, self._options):
            if isinstance(page, PageFault):
                self.fault(f"{page.location}: {page.what}; {page.remedy}")
            else:
                yield page

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
