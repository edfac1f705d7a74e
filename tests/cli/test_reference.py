"""Every command and every option is explained by its own help and by the documents."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from copydesk.cli.main import main

ROOT = Path(__file__).parents[2]


def commands() -> Iterator[tuple[str, click.Command]]:
    """All commands by name, from the tree itself."""
    context = click.Context(main, info_name="copydesk")
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None, name
        yield name, command


COMMANDS = dict(commands())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does(name: str) -> None:
    """A command has a sentence of help, and each of its options, too."""
    command = COMMANDS[name]
    assert command.help
    silent = [p.opts[-1] for p in command.params if isinstance(p, click.Option) and not p.help]
    assert silent == []


def test_the_reference_is_what_the_commands_say() -> None:
    """docs/commands.md has all commands with all options; a new one must be written there."""
    made = runpy.run_path(str(ROOT / "tools" / "command_reference.py"))["reference"]()
    kept = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert kept == made, "run: python tools/command_reference.py"


def test_the_documents_show_every_command() -> None:
    """The README or a page about the matter uses each command, beside the reference."""
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    text = "".join(p.read_text(encoding="utf-8") for p in pages if p.name != "commands.md")
    assert [name for name in COMMANDS if f"copydesk {name}" not in text] == []
