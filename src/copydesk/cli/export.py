"""`copydesk export`: a collection in a format of the field."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from copydesk.cli.failure import failing_clearly
from copydesk.collection.collection import Collection
from copydesk.export import Format, Tally, write, write_file, write_texts
from copydesk.export.entry import count


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--as",
    "form",
    type=click.Choice([form.value for form in Format]),
    required=True,
    help="The format.",
)
@click.option("--story", metavar="ID", help="Only this story: an id, or the beginning of one.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="File to write, whole or not at all; else standard output.",
)
@click.option(
    "--texts",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="With --as dna: the articles, too, as text files that DNA imports, in a new folder.",
)
@click.option("--quiet", is_flag=True, help="No progress and no closing tally.")
def export(
    file: Path, form: str, story: str | None, output: Path | None, texts: Path | None, quiet: bool
) -> None:
    """Write the collection FILE in a format that other programs read.

    \b
    plover       events as PLOVER JSON, one a line
    polecat      events as the tab-separated table of POLECAT
    dna          positions as an event list of the Discourse Network Analyzer
    annotations  all records as W3C Web Annotations, one a line
    newsarticle  articles and quotations as schema.org JSON-LD, one article a line
    ninjs        articles as IPTC ninjs 3.1, one a line
    tei          articles as a TEI corpus that marks who said what

    Records are told as people corrected them, and what was folded as a copy counts once. What a
    format has no place for is counted at the end.
    """
    if texts is not None and form != Format.DNA:
        raise click.UsageError("--texts goes with --as dna")
    console = Console(stderr=True, highlight=False)
    with failing_clearly(), Collection.open(file) as collection:
        bar = Progress(
            BarColumn(bar_width=20),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=quiet or not console.is_terminal,
        )
        if texts is not None:
            write_texts(collection, texts, story=story)
        with bar:
            task = bar.add_task("exporting", total=count(collection, story))

            def tell(tally: Tally) -> None:
                bar.update(task, completed=tally.articles + tally.copies)

            chosen = Format(form)
            if output is not None:
                tally = write_file(collection, chosen, output, story=story, tell=tell)
            else:
                tally = write(collection, chosen, sys.stdout, story=story, tell=tell)
    if not quiet:
        console.print(_summary(tally), soft_wrap=True)


def _summary(tally: Tally) -> str:
    """What was written and what was not, on one line."""
    folded = f" and {tally.copies:,} copies folded into them" if tally.copies else ""
    left_out = "".join(f"; {n:,} left out: {why}" for why, n in sorted(tally.left_out.items()))
    return f"{tally.articles:,} articles{folded}: {tally.lines:,} lines{left_out}"
