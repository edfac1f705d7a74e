"""`copydesk positions`: where the actors of a story stand, over time."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console

from copydesk.cli.failure import failing_clearly
from copydesk.cli.output import pretty_or_json
from copydesk.collection.across.positions_over_time import positions_over_time
from copydesk.collection.collection import Collection
from copydesk.show.timeline import positions_view


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("story")
@pretty_or_json
def positions(file: Path, story: str, form: str) -> None:
    """List where each actor of STORY in the collection FILE stands, and what changed.

    STORY is an id from `copydesk stories`, or the beginning of one. Sources are
    independent ones.
    """
    with failing_clearly(), Collection.open(file) as collection:
        rows = positions_over_time(collection, story)
    if form == "json":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        Console(highlight=False).print(positions_view(rows))
