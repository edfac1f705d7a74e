"""`copydesk samples`: the pages that ship with the package."""

from __future__ import annotations

import click

from copydesk.samples import PREFIX, sample_names


@click.command()
def samples() -> None:
    """List the sample pages; each can be a SOURCE."""
    for name in sample_names():
        click.echo(PREFIX + name.rsplit(".", 1)[0])
