"""`copydesk copies`: what a collection folded, and how to unfold it."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console

from copydesk.cli.failure import failing_clearly
from copydesk.cli.output import pretty_or_json
from copydesk.collection.collection import Collection
from copydesk.collection.copies.copies import copies as find
from copydesk.collection.copies.update import judge_unfolded
from copydesk.collection.store import sole_writer
from copydesk.collection.stories.update import update_stories
from copydesk.show.copies import copy_view


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--unfold", metavar="ID", help="From now on article ID is no copy, whatever it says.")
@click.option("--fold-again", metavar="ID", help="Take back --unfold.")
@pretty_or_json
def copies(file: Path, unfold: str | None, fold_again: str | None, form: str) -> None:
    """List the articles in the collection FILE that repeat another's words.

    Each with the share of wording, the sentences it cut (-) and added (+), the one that was there
    first, and the agency. Nothing is deleted: a copy is an article like any other.

    Exit code: 0 also where nothing is found, 2 the file or an ID is wrong.
    """
    with failing_clearly():
        for article, unfolded in ((unfold, True), (fold_again, False)):
            if article is not None:
                with sole_writer(file), Collection.open(file, write=True) as collection:
                    judge_unfolded(collection, article, unfolded=unfolded)
                    update_stories(collection)
        with Collection.open(file) as collection:
            found = list(find(collection))
    if form == "json":
        for copy in found:
            click.echo(json.dumps(copy.as_json(), ensure_ascii=False))
        return
    console = Console(highlight=False)
    before = None
    for copy in found:
        original = (copy.original_id, copy.original_location)
        console.print(copy_view(copy, is_first=original != before), end="")
        before = original
    if not found:
        click.echo("No copies.", err=True)
