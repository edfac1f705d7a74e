"""`copydesk timeline`: the events and meetings of a story in order."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console

from copydesk.cli.failure import failing_clearly
from copydesk.cli.output import pretty_or_json
from copydesk.collection.across.timeline import timeline as find
from copydesk.collection.collection import Collection
from copydesk.show.timeline import timeline_view


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("story")
@pretty_or_json
def timeline(file: Path, story: str, form: str) -> None:
    """List the events and meetings of STORY in the collection FILE in order of time.

    STORY is an id from `copydesk stories`, or the beginning of one. Sources are
    independent ones; ! marks fields on which the reports of one meeting contradict each other.
    """
    with failing_clearly(), Collection.open(file) as collection:
        rows = find(collection, story)
    if form == "json":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        Console(highlight=False).print(timeline_view(rows))
