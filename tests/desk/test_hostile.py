"""Pages are hostile: nothing of theirs runs, is asked for or becomes a live link."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Page
from starlette.testclient import TestClient
from tests.desk.conftest import Serve
from tests.desk.planted import HOSTILE, NAME, plant

from copydesk.desk.app import desk_app

MOST = 60  # pages of a walk
VIEWS = re.compile(r"/(stories|articles|actors|meetings|pages|corrections)?(/|\?|$)")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection whose every field is hostile."""
    return plant(tmp_path_factory.mktemp("hostile") / "hostile.copydesk")


@pytest.fixture
def client(file: Path) -> Iterator[TestClient]:
    """A browser that runs nothing."""
    with TestClient(desk_app(file), base_url="http://127.0.0.1:8765") as client:
        yield client


def test_nothing_of_a_page_runs(page: Page, file: Path, serve: Serve) -> None:
    """Every page that can be reached by links is opened: none runs what an article says, leads
    to a script or another site's address, or is hidden by a style."""
    start = serve(file) + "/"
    seen, ahead = {start}, [start, f"{start}?q={HOSTILE[:40]}", f"{start}?q=herring"]
    opened = 0
    while ahead and opened < MOST:
        address = ahead.pop(0)
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        opened += 1
        assert page.evaluate("window.pwned") is None, address
        assert page.locator("h1").first.is_visible(), address
        links = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href)")
        for link in links:
            assert urlsplit(link).scheme in ("http", "https"), link
            to = urljoin(link, urlsplit(link)._replace(fragment="").geturl())
            if to.startswith(start) and to not in seen and VIEWS.match(urlsplit(to).path):
                seen.add(to)
                if not re.search(r"/export/|\.(csv|json|jsonl)(\?|$)", to):
                    ahead.append(to)
    assert opened >= 8


def test_a_hostile_name_has_its_page(page: Page, file: Path, serve: Serve) -> None:
    """Whatever letters an actor's name has, its page is found by the link to it, as text."""
    page.goto(serve(file))
    page.locator("a.actor", has_text="Velt").first.click()
    shown = NAME.replace("\u202e", "\ufffd")
    assert page.get_by_role("heading", level=1).text_content() == shown
    assert page.locator("#offices tbody tr").count() == 1
    files = page.locator("#offices .files a").first.get_attribute("href")
    assert page.request.get(urljoin(page.url, files)).status == 200


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    """A spreadsheet runs cells that begin with = + - or @: in a download none does."""
    file = plant(tmp_path / "formula.copydesk", 1)
    with TestClient(desk_app(file), base_url="http://127.0.0.1:8765") as client:
        story = client.get("/stories.json").json()[0]["id"]
        for path in (f"/stories/{story}/timeline.csv", f"/stories/{story}.csv", "/stories.csv"):
            for row in csv.reader(client.get(path).text.splitlines(True)):
                assert not any(cell[:1] in ("=", "+", "-", "@") for cell in row if cell)


def test_json_is_not_sniffed(client: TestClient) -> None:
    """JSON and CSV say what they are, so that no browser takes them for a page."""
    story = client.get("/stories.json").json()[0]["id"]
    for path, kind in (
        (f"/stories/{story}/chart", "application/json"),
        (f"/stories/{story}.json", "application/json"),
        (f"/stories/{story}/timeline.json", "application/json"),
        (f"/stories/{story}/timeline.csv", "text/csv"),
    ):
        answer = client.get(path)
        assert answer.headers["content-type"].startswith(kind)
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/actors/nobody",
        "/actors/",
        "/actors/Norway/secrets.csv",
        "/actors/Norway/offices.exe",
        "/stories.exe",
        "/stories/none/chart",
        "/stories/none/timeline.csv",
        "/copies/none",
        "/copies/../stories",
        "/meetings?month=2026-13",
        "/meetings?month=../../etc",
        "/search.csv",
        "/search.json?q=colour:red",
        f"/actors/{'x' * 5000}",
        "/articles/%00",
        "/stories/%ff%fe",
    ],
)
def test_tricks_are_not_found(client: TestClient, path: str) -> None:
    """Whatever else is asked for is not there."""
    assert client.get(path).status_code == 404


def test_any_query_is_answered(client: TestClient) -> None:
    """Hostile words in any field of the search and any page number give a page."""
    for name in "q actor country source story type status first last page".split():
        for value in (HOSTILE, NAME, '"', "OR", "-", "\x00", "9" * 30, "-1", "*", "9999-12"):
            answer = client.get("/", params={name: value})
            assert answer.status_code == 200, (name, value)
            assert "<script>window" not in answer.text
