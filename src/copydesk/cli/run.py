"""`copydesk run`: pages to a folder of Parquet tables, on one machine or many."""

from __future__ import annotations

import click

from copydesk.cli.failure import failing_clearly
from copydesk.cli.progress import Meter
from copydesk.cli.sources import column_names, require, resolve, source_options
from copydesk.collection.add import AddOptions
from copydesk.collection.parquet.folder import Folder
from copydesk.collection.parquet.run import make_plan, prepare, run_groups
from copydesk.page.readers import ReaderOptions
from copydesk.runner.supervisor import usable_cores


@click.command()
@source_options
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="DIR",
    help="Folder for the tables; a path, or an address that fsspec opens.",
)
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="Where to run; both write the same bytes. ray needs copydesk[ray].",
)
@click.option("--workers", type=click.IntRange(1), help="Processes of the local engine.")
def run(
    sources: tuple[str, ...],
    columns: tuple[str, ...],
    allow_private: bool,
    quiet: bool,
    verbose: bool,
    output: str,
    engine: str,
    workers: int | None,
) -> None:
    """Read and record the pages of SOURCEs into Parquet tables that pandas, DuckDB or Spark read.

    One folder a table: articles, ledger, actors, statements, events, meetings, positions,
    refusals. A killed run is finished by the same command. `copydesk add DIR --to FILE` takes
    the folder into a collection.

    Exit code: 0 all pages are in, 1 some could not be read or are in quarantine, 2 nothing could
    be done.
    """
    reader = ReaderOptions(columns=column_names(columns), allow_private=allow_private)
    options = AddOptions(workers=workers or usable_cores())
    with failing_clearly():
        require(sources)
        plan = make_plan([resolve(source) for source in sources], reader)
        folder = Folder(output)
        prepare(plan, folder)
        with Meter(sources, quiet=quiet) as meter:
            numbers = range(len(plan.groups))
            if engine == "ray":
                from copydesk.collection.parquet.run_ray import run_on_ray

                tally = run_on_ray(
                    plan, numbers, folder, reader=reader, options=options, tell=meter.tell
                )
            else:
                tally = run_groups(
                    plan, numbers, folder, reader=reader, options=options, tell=meter.tell
                )
        meter.close_with(tally, verbose=verbose)
    raise SystemExit(1 if tally.faults or tally.quarantined else 0)
