"""The progress of an `add` or `run` on standard error: pages, rate, time left, tally."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from copydesk.collection.add import Tally
from copydesk.collection.extent import extent_of
from copydesk.page.page import Page, PageFault
from copydesk.page.readers.files import files_below
from copydesk.show.safe import printable

_CONTAINERS = (".warc", ".wet", ".jsonl", ".ndjson", ".parquet")


class Meter:
    """A progress bar on a terminal; nothing but the closing tally elsewhere."""

    def __init__(self, sources: Iterable[str], *, quiet: bool) -> None:
        self._quiet = quiet
        self._console = Console(stderr=True, highlight=False)
        drawn = self._console.is_terminal and not quiet
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.fields[pages]:,} pages"),
            BarColumn(bar_width=20),
            TextColumn("{task.fields[rate]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[tally]}"),
            console=self._console,
            transient=True,
            disable=not drawn,
        )
        self._sources, self._drawn = list(sources), drawn
        self._total: float | None = _count(self._sources) if drawn else None
        self._share: float | None = None
        self._task = self._progress.add_task(
            "adding", total=self._total, pages=0, rate="", tally=""
        )

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def watched(self, pages: Iterable[Page | PageFault]) -> Iterator[Page | PageFault]:
        """The same pages. Of archives, which do not tell how many pages they hold, where each
        page stands tells how far it is."""
        extent = extent_of(self._sources) if self._drawn and self._total is None else None
        if extent is not None:
            self._share = 0.0
            self._progress.update(self._task, total=1.0)
        for page in pages:
            if extent is not None:
                self._share = extent.share(page.location) or self._share
            yield page

    def tell(self, tally: Tally) -> None:
        """Show how far it is."""
        task = self._progress.tasks[0]
        rate = f"{tally.done / task.elapsed:.1f}/s" if task.elapsed else ""
        self._progress.update(
            self._task,
            completed=tally.done if self._share is None else self._share,
            pages=tally.done,
            rate=rate,
            tally=printable(summary(tally)),
        )

    def close_with(self, tally: Tally, *, verbose: bool) -> None:
        """Tell faults and quarantined pages, and the tally, once all is done."""
        for fault in tally.faults:
            self._say(f"{fault.location}: {fault.what}; {fault.remedy}")
        for location, why in tally.quarantined:
            self._say(f"{location}: in quarantine: {why}")
        if verbose:
            for location, reason, detail in tally.refused:
                self._say(f"{location}: {reason}: {detail}")
        if not self._quiet:
            pages = "1 page" if tally.done == 1 else f"{tally.done:,} pages"
            self._say(f"{pages}: {summary(tally)}" if tally.done else "Nothing was added.")

    def _say(self, message: str) -> None:
        self._console.print(printable(message), markup=False, soft_wrap=True)


def summary(tally: Tally) -> str:
    """A tally on one line; its parts add up to the pages dealt with."""
    parts = [(tally.articles, "articles")]
    parts += [(count, f"refused ({reason})") for reason, count in tally.refusals.most_common()]
    parts += [(len(tally.quarantined), "in quarantine"), (tally.known, "known already")]
    return ", ".join(f"{count:,} {name}" for count, name in parts if count) or "nothing yet"


def _count(sources: Iterable[str]) -> int | None:
    """How many pages there are; None where a source does not tell without being read."""
    total = 0
    for source in sources:
        for file in files_below(source) if os.path.isdir(source) else [source]:
            if "://" in file or file == "-" or any(mark in file for mark in _CONTAINERS):
                return None
            total += 1
    return total
