"""`copydesk desk`: a collection in the browser."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import click
import uvicorn

import copydesk
from copydesk.cli.failure import failing_clearly
from copydesk.cli.progress import Meter
from copydesk.cli.sources import pages_of
from copydesk.collection.across import bring_up_to_date
from copydesk.collection.add import add_pages
from copydesk.collection.collection import Collection
from copydesk.collection.store import sole_writer
from copydesk.desk.app import desk_app
from copydesk.desk.guard import LOOPBACK
from copydesk.page.readers import ReaderOptions

_TALKS = Path(copydesk.__file__).parent / "samples" / "talks"


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--sample", is_flag=True, help="Show the pages that ship with Copydesk.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True)
@click.option("--host", help="Serve this address of the machine, too; asks for a token then.")
def desk(file: Path | None, sample: bool, port: int, host: str | None) -> None:
    """Show the collection FILE in the browser, on this machine alone if not told otherwise."""
    if (file is None) != sample:
        raise click.UsageError("name a collection FILE, or give --sample")
    with failing_clearly():
        file = file or sample_collection()
        Collection.open(file).close()
    token = secrets.token_urlsafe(24) if host else None
    hosts = LOOPBACK | {host} if host else LOOPBACK
    address = f"http://{host or '127.0.0.1'}:{port}/" + (f"?token={token}" if token else "")
    click.echo(f"Open {address} (Ctrl+C ends)")
    uvicorn.run(
        desk_app(file, hosts=hosts, token=token),
        host=host or "127.0.0.1",
        port=port,
        log_level="warning",
        server_header=False,
    )


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
