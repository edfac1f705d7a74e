"""The `copydesk` command group."""

from __future__ import annotations

import click

import copydesk
from copydesk.cli.add import add
from copydesk.cli.copies import copies
from copydesk.cli.desk import desk
from copydesk.cli.positions import positions
from copydesk.cli.read import read
from copydesk.cli.record import record
from copydesk.cli.run import run
from copydesk.cli.samples import samples
from copydesk.cli.search import search
from copydesk.cli.status import status
from copydesk.cli.stories import stories
from copydesk.cli.timeline import timeline
from copydesk.record.parse import parser_name


def _tell_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(f"copydesk {copydesk.__version__} (English model: {parser_name()})")
        context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_tell_version,
    help="Show the version and the English model in use.",
)
def main() -> None:
    """Read broken news pages; record who said and did what, with the words it rests on."""


for command in (
    add,
    copies,
    desk,
    positions,
    read,
    record,
    run,
    samples,
    search,
    status,
    stories,
    timeline,
):
    main.add_command(command)
