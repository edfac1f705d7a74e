"""`copydesk search`: articles of a collection by words, phrases and fields."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console

from copydesk.cli.failure import failing_clearly
from copydesk.cli.output import pretty_or_json
from copydesk.collection.collection import Collection
from copydesk.collection.search import search as find
from copydesk.show.hits import hit_view


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("query", nargs=-1, required=True)
@click.option(
    "-n", "--limit", type=click.IntRange(1), default=20, show_default=True, help="Hits at most."
)
@pretty_or_json
def search(file: Path, query: tuple[str, ...], limit: int, form: str) -> None:
    """Find articles in the collection FILE, best first.

    All words of QUERY must occur. "direct talks" is a phrase (quote it for the shell, too),
    ceasef* a prefix, -sport excludes, OR lets either of two do. Fields: actor:, country: (name or
    ISO code), source:, title:, story:, from: and to: (2025, 2025-05, 2025-05-17), type: (of an
    event, REJECT), status: (of an event or meeting, planned).

    Exit code: 0 also where nothing is found, 2 the query or the file is wrong.
    """
    with failing_clearly(), Collection.open(file) as collection:
        hits = find(collection, " ".join(query), limit=limit)
    if form == "json":
        for hit in hits:
            click.echo(json.dumps(hit.as_json(), ensure_ascii=False))
        return
    console = Console(highlight=False)
    for hit in hits:
        console.print(hit_view(hit))
    if not hits:
        click.echo("Nothing found.", err=True)
