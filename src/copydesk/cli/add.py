"""`copydesk add`: pages into a collection."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from copydesk.cli.failure import failing_clearly
from copydesk.cli.progress import Meter
from copydesk.cli.sources import column_names, optional_source_options, pages_of, require
from copydesk.collection.add import AddOptions, Tally, add_pages, retry_quarantined
from copydesk.collection.collection import Collection
from copydesk.collection.parquet.add_run import add_run, is_run
from copydesk.collection.store import sole_writer
from copydesk.collection.up_to_date import bring_up_to_date
from copydesk.page.readers import ReaderOptions
from copydesk.runner.limits import Limits
from copydesk.runner.supervisor import usable_cores


@click.command()
@optional_source_options
@click.option(
    "--to",
    "file",
    type=click.Path(path_type=Path),
    required=True,
    help="The collection: one file, made if there is none.",
)
@click.option("--workers", type=click.IntRange(1), help="Processes; as many as cores, if not said.")
@click.option(
    "--cpu-limit",
    type=click.FloatRange(min=0, min_open=True),
    default=Limits().cpu_s,
    show_default=True,
    metavar="SECONDS",
    help="CPU time for one page; the second try gets four times as much.",
)
@click.option(
    "--memory-limit",
    type=click.IntRange(64),
    default=Limits().memory >> 20,
    show_default=True,
    metavar="MIB",
    help="Memory for one page.",
)
@click.option("--keep-pages", is_flag=True, help="Store the pages as they came, too.")
@click.option(
    "--retry-quarantined",
    "again",
    is_flag=True,
    help="Try the pages again that broke their workers, and the articles whose record failed.",
)
def add(
    sources: tuple[str, ...],
    columns: tuple[str, ...],
    allow_private: bool,
    quiet: bool,
    verbose: bool,
    file: Path,
    workers: int | None,
    cpu_limit: float,
    memory_limit: int,
    keep_pages: bool,
    again: bool,
) -> None:
    """Add the pages of SOURCEs to a collection: each read, recorded and stored exactly once.

    SOURCE is what `copydesk read` takes, or a folder that `copydesk run` wrote. Adding the same
    source again changes nothing and finishes what a killed run had left; a page whose bytes have
    changed becomes a revision. In the end copies are folded and stories brought up to date.

    Exit code: 0 all pages are in, 1 some could not be read or are in quarantine, 2 nothing could
    be done.
    """
    if bool(sources) == again:
        raise click.UsageError("name SOURCEs to add, or give --retry-quarantined without any")
    read = ReaderOptions(columns=column_names(columns), allow_private=allow_private)
    options = AddOptions(
        workers=workers or usable_cores(),
        limits=Limits(cpu_s=cpu_limit, memory=memory_limit << 20),
        keep_pages=keep_pages,
    )
    with failing_clearly():
        require(sources)
        with (
            Collection.open(file, write=True, create=not again) as collection,
            Meter(sources, quiet=quiet) as meter,
        ):
            tally = Tally()
            if again:
                tally = retry_quarantined(collection, options=options, tell=meter.tell)
            plain = [source for source in sources if not is_run(source)]
            for source in sources:
                if is_run(source):
                    tally.merge(add_run(collection, source, tell=meter.tell))
            if plain:
                pages = meter.watched(pages_of(plain, read))
                added = add_pages(
                    collection, pages, sources=_lasting(plain), options=options, tell=meter.tell
                )
                tally.merge(added)
            with sole_writer(collection.path):
                bring_up_to_date(collection)
        meter.close_with(tally, verbose=verbose)
    raise SystemExit(1 if tally.faults or tally.quarantined else 0)


def _lasting(sources: Iterable[str]) -> list[str]:
    """Sources as they are named from any folder."""
    return [str(Path(s).absolute()) if Path(s).exists() else s for s in sources]
