"""A desk over the sample talks and a browser that minds what the desk's pages do.

`page` fails a test on any error that a page reports and on any request that leaves the machine.
Without Debian's chromium the browser tests are skipped, except where CI=true: there they fail.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Dialog,
    Page,
    Playwright,
    ViewportSize,
    sync_playwright,
)

import copydesk
from copydesk.collection.add import AddOptions, add_pages
from copydesk.collection.collection import Collection
from copydesk.collection.store import sole_writer
from copydesk.collection.up_to_date import bring_up_to_date
from copydesk.desk.app import desk_app
from copydesk.page.page import Page as SourcePage
from copydesk.page.readers import ReaderOptions, read_pages

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
).split()
SAMPLES = Path(copydesk.__file__).parent / "samples"
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}

Serve = Callable[[Path], str]


def collect(file: Path, *pages: SourcePage, folders: tuple[str, ...] = ()) -> Path:
    """A collection of some pages and sample folders, folded and grouped."""
    with Collection.open(file, create=True) as collection:
        sources = [str(SAMPLES / folder) for folder in folders]
        found = [page for source in sources for page in read_pages(source, ReaderOptions())]
        add_pages(
            collection,
            [*found, *pages],
            sources=[*sources, *(page.location for page in pages)],
            options=AddOptions(workers=1),
        )
        with sole_writer(file):
            bring_up_to_date(collection)
    return file


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample talks, with some pages that are no articles. To be read only."""
    folder = tmp_path_factory.mktemp("sample")
    return collect(folder / "talks.copydesk", folders=("talks", "pages"))


@pytest.fixture(scope="session")
def serve() -> Iterator[Serve]:
    """Serves a collection and gives its address, until the session ends."""
    with contextlib.ExitStack() as stack:
        yield lambda file: stack.enter_context(_served(file))


@contextlib.contextmanager
def _served(file: Path) -> Iterator[str]:
    listening = socket.create_server(("127.0.0.1", 0))
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    server = uvicorn.Server(uvicorn.Config(desk_app(file), log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


@pytest.fixture(scope="session")
def desk(sample_file: Path, serve: Serve) -> str:
    """The address of a desk over the sample. Nothing is to be changed there."""
    return serve(sample_file)


@pytest.fixture
def own_file(sample_file: Path, tmp_path: Path) -> Path:
    """A copy of the sample that a test may change."""
    copy = tmp_path / "own.copydesk"
    with (
        contextlib.closing(sqlite3.connect(sample_file)) as source,
        contextlib.closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
    return copy


@pytest.fixture
def own_desk(own_file: Path) -> Iterator[str]:
    """A desk over a copy of the sample that a test may change."""
    with _served(own_file) as address:
        yield address


@pytest.fixture(scope="session")
def _playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(_playwright: Playwright) -> Iterator[Browser]:
    """Debian's chromium, without a window."""
    if not Path(CHROMIUM).exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"no {CHROMIUM}: apt-get install chromium")
        pytest.skip(f"no {CHROMIUM}: apt-get install chromium, to run the browser tests")
    browser = _playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield browser
    browser.close()


class Minder:
    """Notes what a page must not do."""

    def __init__(self) -> None:
        self.wrong: list[str] = []

    def mind(self, page: Page) -> Page:
        """Listen to what a page does from now on."""
        page.on(
            "console",
            lambda message: self._note(
                f"console: {message.text}",
                message.type == "error" and not _is_own_404(page, message),
            ),
        )
        page.on("pageerror", lambda error: self._note(f"script: {error}"))
        page.on("dialog", self._dismiss)
        page.on(
            "request",
            lambda request: self._note(f"request: {request.url}", not _is_local(request.url)),
        )
        page.on(
            "response",
            lambda answer: self._note(f"{answer.status}: {answer.url}", answer.status >= 500),
        )
        return page

    def _dismiss(self, dialog: Dialog) -> None:
        self._note(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _note(self, what: str, wrong: bool = True) -> None:
        if wrong:
            self.wrong.append(what)


def _is_own_404(page: Page, message: ConsoleMessage) -> bool:
    """Whether the page is itself what was not found, on purpose; a browser tells that, too."""
    return "404" in message.text and message.location.get("url") == page.url


def _is_local(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob", "about") or parts.hostname == "127.0.0.1"


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Makes pages; takes what a Playwright context takes, such as `color_scheme`."""
    minder = Minder()
    contexts = []

    def make(**options: object) -> Page:
        context = browser.new_context(**{"viewport": DESKTOP, **options})  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        contexts.append(context)
        return minder.mind(context.new_page())

    yield make
    for context in contexts:
        context.close()
    assert minder.wrong == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page of a desktop's width, in light colours."""
    return new_page(color_scheme="light")


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where screenshots go: the folder that COPYDESK_SCREENSHOTS names, else a temporary one."""
    named = os.environ.get("COPYDESK_SCREENSHOTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder
