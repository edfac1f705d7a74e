"""The command line: one module a command, no logic."""

from copydesk.cli.main import main

__all__ = ["main"]
