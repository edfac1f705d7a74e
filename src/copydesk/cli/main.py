"""The `copydesk` command group."""

from __future__ import annotations

import click

import copydesk


@click.group()
@click.version_option(copydesk.__version__)
def main() -> None:
    """Read broken news pages, record who said and did what."""
