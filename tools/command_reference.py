"""Write docs/commands.md: every command with its options, as --help tells them.

python tools/command_reference.py
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from copydesk.cli.main import main

TARGET = Path(__file__).parents[1] / "docs" / "commands.md"
WIDTH = 96
_HEAD = """\
# Commands

What `copydesk COMMAND --help` prints, for all commands. Made by `python
tools/command_reference.py`; a test tells where it is out of date.
"""


def reference() -> str:
    """The page, from the commands themselves."""
    width: dict[str, Any] = {"terminal_width": WIDTH, "max_content_width": WIDTH}
    root = click.Context(main, info_name="copydesk", **main.context_settings, **width)
    parts = [_HEAD, _section("copydesk", main, root)]
    for name in main.list_commands(root):
        command = main.get_command(root, name)
        assert command is not None, name
        context = click.Context(command, parent=root, info_name=name, **width)
        parts.append(_section(f"copydesk {name}", command, context))
    return "\n".join(parts)


def _section(title: str, command: click.Command, context: click.Context) -> str:
    lines = (line.rstrip() for line in command.get_help(context).splitlines())
    return f"## {title}\n\n```text\n" + "\n".join(lines) + "\n```\n"


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
