"""The desk's pages, what they refuse, and that hostile pages stay text."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from copydesk.collection.add import AddOptions, add_pages
from copydesk.collection.collection import Collection
from copydesk.collection.up_to_date import bring_up_to_date
from copydesk.desk.app import desk_app
from copydesk.export import Format, write
from copydesk.page.page import Page

BODY = "".join(
    f"<p>Minister Ana Velt of Norway said on Monday that round {n} of the talks would go on"
    " &lt;script&gt;alert(1)&lt;/script&gt; as the two sides had planned in spring, and urged"
    " Iceland to accept the offer that was made. \u202eesrever</p>"
    for n in ("one", "two", "three", "four")
)
HOSTILE = (
    "<html><head><title>Talks &lt;script&gt;alert(2)&lt;/script&gt; go on in Oslo</title>"
    '<link rel="canonical" href="javascript:alert(3)"></head><body><article>'
    "<h1>Talks &lt;script&gt;alert(2)&lt;/script&gt; go on in Oslo</h1>"
    f"{BODY}</article></body></html>"
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection of one hostile page."""
    path = tmp_path_factory.mktemp("desk") / "hostile.copydesk"
    page = Page(content=HOSTILE.encode(), location="hostile.html", url="javascript:alert(4)")
    with Collection.open(path, create=True) as collection:
        add_pages(collection, [page], sources=["test"], options=AddOptions(workers=1))
        bring_up_to_date(collection)
    return path


@pytest.fixture
def client(file: Path) -> Iterator[TestClient]:
    """A browser on the same machine."""
    with TestClient(desk_app(file), base_url="http://127.0.0.1:8765") as client:
        yield client


def _first(client: TestClient, kind: str, page: str = "/") -> str:
    found = re.search(rf'href="(/{kind}/[\w-]+)"', client.get(page).text)
    assert found, f"no link to {kind} on {page}"
    return found[1]


def test_front_leads_to_story_and_article(client: TestClient) -> None:
    """From the front page a story is reached, from it an article, and the story as JSON."""
    story = _first(client, "stories")
    article = _first(client, "articles", story)
    shown = client.get(article)
    assert shown.status_code == 200
    assert "Ana Velt" in shown.text
    assert client.get(story + ".json").json()["articles"][0]["id"] in article


def test_search_marks_the_words(client: TestClient) -> None:
    """A search gives the article with its words marked; a bad query says what is wrong."""
    assert "<mark>planned</mark>" in client.get("/", params={"q": "planned"}).text
    assert 'role="alert"' in client.get("/", params={"q": "colour:red"}).text


def test_hostile_text_stays_text(client: TestClient) -> None:
    """No script of a page runs, none of its addresses is live, none of its marks turns text."""
    story = _first(client, "stories")
    for path in (
        "/",
        story,
        _first(client, "articles", story),
        "/?q=talks",
        "/?q=%22%3E%3Cscript%3Ealert(5)",
    ):
        text = client.get(path).text
        assert "<script>" not in text
        assert 'href="javascript:' not in text
        assert "\u202e" not in text
        assert "&lt;script&gt;" in text


@pytest.mark.parametrize(
    "path",
    [
        "/articles/none",
        "/stories/none",
        "/stories/s",
        "/stories/none.json",
        "/static/../app.py",
        "/articles/%2e%2e",
        "/static/%2e%2e/app.py",
        "/nowhere",
    ],
)
def test_unknown_addresses_are_not_found(client: TestClient, path: str) -> None:
    """What is not there gives 404, by whatever trick it is asked for."""
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/", "/?q=talks", "/nowhere", "/static/desk.css"])
def test_headers(client: TestClient, path: str) -> None:
    """Every answer forbids inline script, sniffing and referrers."""
    headers = client.get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


SAME = {"origin": "http://127.0.0.1:8765", "sec-fetch-site": "same-origin"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "null"},
        {"origin": "null", "sec-fetch-site": "cross-site"},
        {**SAME, "sec-fetch-site": "cross-site"},
        {**SAME, "sec-fetch-site": "same-site"},
        {**SAME, "origin": "http://localhost:8765"},
    ],
)
def test_changes_from_elsewhere_are_refused(client: TestClient, headers: dict[str, str]) -> None:
    """A POST that no page of the desk sent is refused, whatever it asks for."""
    for path in ("/", "/nowhere", "/search"):
        assert client.post(path, headers=headers).status_code == 403


@pytest.mark.parametrize("headers", [SAME, {"origin": SAME["origin"]}, {**SAME, "origin": "null"}])
def test_changes_from_the_desk_reach_it(client: TestClient, headers: dict[str, str]) -> None:
    """A POST of a page of the desk comes through: here to a place that takes none."""
    assert client.post("/", headers=headers).status_code == 405
    assert client.post("/", headers=headers, content=b"x" * 1_000_001).status_code == 413


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(client: TestClient, method: str) -> None:
    """Nothing but GET, HEAD and POST is answered."""
    assert client.request(method, "/search", headers=SAME).status_code == 405


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8765", ""])
def test_other_host_names_are_refused(client: TestClient, host: str) -> None:
    """A foreign name that points at this machine is not served."""
    assert client.get("/", headers={"host": host}).status_code == 400


def test_token(file: Path) -> None:
    """With a token nothing is shown without it, and the link that bears it opens the desk."""
    app = desk_app(file, hosts=frozenset({"desk.example"}), token="secret")
    with TestClient(app, base_url="http://desk.example") as client:
        assert client.get("/").status_code == 403
        assert client.get("/?token=wrong").status_code == 403
        assert client.get("/?token=secret").status_code == 200
        assert client.get("/").status_code == 200


def test_a_collection_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    """Where the file is gone or no collection any more, every page says what and what to do."""
    file = tmp_path / "gone.copydesk"
    with TestClient(desk_app(file), base_url="http://127.0.0.1:8765") as client:
        for content in (None, b"no database " * 1_000):
            if content is not None:
                file.write_bytes(content)
            for address in ("/", "/stories.json", "/articles/a", "/meetings", "/ingest"):
                answer = client.get(address)
                assert answer.status_code == 503
                assert "gone.copydesk" in answer.text
                assert "<h1>" in answer.text
            piece = client.get("/ingest", headers={"hx-request": "true"})
            assert "gone.copydesk" in piece.text
            assert "<h1>" not in piece.text


def test_a_story_is_handed_over_in_every_format(client: TestClient, file: Path) -> None:
    """Each format that the story's page names is what the export writes of the story, as a file."""
    story = _first(client, "stories")
    named = re.findall(rf'href="{story}/export/(\w+)"', client.get(story).text)
    assert named == list(Format)
    for name in named:
        form, stream = Format(name), io.StringIO()
        with Collection.open(file) as collection:
            write(collection, form, stream, story=story.rpartition("/")[2])
        response = client.get(f"{story}/export/{name}")
        assert response.text == stream.getvalue()
        assert response.headers["content-type"].startswith(form.media_type)
        assert re.search(
            rf'filename="[\w-]+{form.suffix}"', response.headers["content-disposition"]
        )
    assert client.get(f"{story}/export/pdf").status_code == 404
    assert client.get("/stories/story-none/export/plover").status_code == 404
