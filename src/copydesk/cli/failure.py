"""How a command that cannot go on says so: one line on standard error, exit code 2."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import click

from copydesk.errors import CopydeskError
from copydesk.show.safe import printable


class Failure(click.ClickException):
    """A command that cannot do what it was asked."""

    exit_code = 2

    def show(self, file: object = None) -> None:
        """Print where, what, and what to do."""
        click.echo(printable(self.message), err=True)


@contextlib.contextmanager
def failing_clearly() -> Iterator[None]:
    """Turn the package's errors into a `Failure`."""
    try:
        yield
    except CopydeskError as error:
        raise Failure(str(error)) from error
