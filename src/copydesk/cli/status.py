"""`copydesk status`: the accounting of a collection."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console

from copydesk.cli.failure import failing_clearly
from copydesk.cli.output import pretty_or_json
from copydesk.collection.collection import Collection
from copydesk.collection.status import accounts
from copydesk.show.accounts import accounts_view


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@pretty_or_json
def status(file: Path, form: str) -> None:
    """Count what became of the pages in the collection FILE.

    pages = articles + refusals by reason + quarantined, always.
    """
    with failing_clearly(), Collection.open(file) as collection:
        found = accounts(collection)
    if form == "json":
        click.echo(json.dumps(found.as_json()))
    else:
        Console(highlight=False).print(accounts_view(found))
