"""The `copydesk` command group."""

from __future__ import annotations

from importlib import import_module

import click

import copydesk

# Each command is the function of this name in the module of this name, loaded when it is called:
# `copydesk read` need not wait for what records, stores or serves.
COMMANDS = (
    "add",
    "copies",
    "corrections",
    "desk",
    "export",
    "positions",
    "read",
    "record",
    "run",
    "samples",
    "search",
    "status",
    "stories",
    "timeline",
)


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"copydesk.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command


def _tell_version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        from copydesk.record.parse import parser_name

        click.echo(f"copydesk {copydesk.__version__} (English model: {parser_name()})")
        context.exit()


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
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
