"""Where results go: the terminal, one file, or one file a page in a folder."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TextIO

import click
from rich.console import Console, RenderableType

from copydesk.article.reading import Reading

_SUFFIX = {"pretty": ".txt", "text": ".txt", "markdown": ".md", "json": ".jsonl", "html": ".html"}

Command = Callable[..., Any]


def output_options(command: Command) -> Command:
    """Add --format and --output to a command."""
    for decorate in (
        click.option(
            "-o",
            "--output",
            type=click.Path(path_type=Path),
            help="File to write; a folder gets one file a page.",
        ),
        click.option(
            "--format",
            "form",
            type=click.Choice(list(_SUFFIX)),
            default="pretty",
            show_default=True,
            help="pretty is for the terminal; json is one object a page, a line each.",
        ),
    ):
        command = decorate(command)
    return command


pretty_or_json = click.option(
    "--format",
    "form",
    type=click.Choice(["pretty", "json"]),
    default="pretty",
    show_default=True,
    help="pretty is for the terminal; json is one object a line.",
)


def write_all(
    readings: Iterable[Reading],
    render: Callable[[Reading], str | RenderableType],
    target: Path | None,
    form: str,
) -> None:
    """Render each reading and write it to `target` as it comes."""
    output = Output(target, form)
    try:
        for reading in readings:
            output.write(reading.page.location, render(reading))
    finally:
        output.close()


class Output:
    """Takes rendered pages, as text or as something for rich to draw.

    A `target` that is a folder (or ends in "/") gets a file for each page, named after its
    location; any other target is one file; None is standard output.
    """

    def __init__(self, target: Path | None, form: str) -> None:
        self._form = form
        self._folder: Path | None = None
        self._stream: TextIO = sys.stdout
        if target is None:
            return
        try:
            if target.is_dir():
                self._folder = target
            else:
                self._stream = target.open("w", encoding="utf-8", errors="backslashreplace")
        except OSError as error:
            raise click.ClickException(
                f"{target}: cannot be written ({error.strerror}); name a file in an existing folder"
            ) from error

    def write(self, location: str, rendered: str | RenderableType) -> None:
        """Write what a page became."""
        if self._folder is None:
            self._draw(self._stream, rendered)
            return
        path = self._folder / (_file_name(location) + _SUFFIX[self._form])
        with path.open("w", encoding="utf-8", errors="backslashreplace") as stream:
            self._draw(stream, rendered)

    def close(self) -> None:
        """Flush, and close what was opened here."""
        if self._stream is not sys.stdout:
            self._stream.close()

    def _draw(self, stream: TextIO, rendered: str | RenderableType) -> None:
        if isinstance(rendered, str):
            stream.write(rendered)
        else:
            console = Console(file=stream, highlight=False)
            console.print(rendered, width=min(console.width, 110))


def _file_name(location: str) -> str:
    """A file name for a location: its last part, and a digest so that no two are the same."""
    stem = re.sub(r"[^\w.-]+", "-", location.rstrip("/").rsplit("/", 1)[-1])[:80] or "page"
    return f"{stem}-{hashlib.sha256(location.encode('utf-8', 'replace')).hexdigest()[:8]}"
