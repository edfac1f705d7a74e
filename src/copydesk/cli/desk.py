"""`copydesk desk`: a collection in the browser."""

from __future__ import annotations

import contextlib
import gc
import ipaddress
import os
import secrets
import socket
from pathlib import Path

import click
import uvicorn

import copydesk
from copydesk.cli.failure import failing_clearly
from copydesk.cli.progress import Meter
from copydesk.cli.sources import pages_of
from copydesk.collection.add import add_pages
from copydesk.collection.collection import Collection
from copydesk.collection.store import sole_writer
from copydesk.collection.up_to_date import bring_up_to_date
from copydesk.desk.app import desk_app
from copydesk.desk.guard import LOOPBACK
from copydesk.errors import CollectionError
from copydesk.page.readers import ReaderOptions

_TALKS = Path(copydesk.__file__).parent / "samples" / "talks"


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--sample", is_flag=True, help="Show the pages that ship with Copydesk.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="0 takes a free one.",
)
@click.option(
    "--host",
    help="Serve this address of the machine, too (0.0.0.0: all of them); asks for a token then.",
)
def desk(file: Path | None, sample: bool, port: int, host: str | None) -> None:
    """Show the collection FILE in the browser, on this machine alone if not told otherwise."""
    if (file is None) != sample:
        raise click.UsageError("name a collection FILE, or give --sample")
    with failing_clearly():
        file = file or sample_collection()
        _ready(file)
    listening = _listen(host or "127.0.0.1", port)
    token = secrets.token_urlsafe(24) if host else None
    address = f"http://{_shown(host)}:{listening.getsockname()[1]}/"
    click.echo(f"Open {address}{f'?token={token}' if token else ''} (Ctrl+C ends)")
    app = desk_app(
        file, hosts=_names(host), any_address=host is not None and _is_any(host), token=token
    )
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False))
    gc.freeze()  # what is loaded stays: no request is to wait while it is looked through
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listening])


def sample_collection() -> Path:
    """The collection of the sample talks, made in the user's cache on first use."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = base / "copydesk"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"sample-{copydesk.__version__}.copydesk"
    source = str(_TALKS)
    with Collection.open(file, write=True, create=True) as collection:
        with Meter([source], quiet=False) as meter:
            pages = pages_of([source], ReaderOptions())
            tally = add_pages(collection, pages, sources=[source], tell=meter.tell)
        meter.close_with(tally, verbose=False)
        with sole_writer(collection.path):
            bring_up_to_date(collection)
    return file


def _ready(file: Path) -> None:
    """Bring an older file up to date where it may be written; see that it opens."""
    with contextlib.suppress(CollectionError):
        Collection.open(file, write=True).close()
    Collection.open(file).close()


def _listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections, so that its port is known before it is told."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.create_server((host, port), family=family)
        # What it accepts inherits this. Without it each answer waits for an acknowledgement.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening
    except OSError as error:
        raise click.ClickException(
            f"{host}:{port} cannot be served ({error.strerror}); give another --port or --host"
        ) from error


def _is_any(host: str) -> bool:
    """Whether that address stands for all of the machine."""
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host.strip("[]")).is_unspecified
    return False


def _names(host: str | None) -> frozenset[str]:
    """What a browser may call the desk."""
    if host is None:
        return LOOPBACK
    if not _is_any(host):
        return LOOPBACK | {_bracketed(host)}
    name = socket.gethostname()
    return LOOPBACK | {name, f"{name}.local"}


def _shown(host: str | None) -> str:
    """The name in the address that is printed."""
    if host is None:
        return "127.0.0.1"
    return socket.gethostname() if _is_any(host) else _bracketed(host)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
