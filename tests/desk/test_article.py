"""The article's page and its forms, without a browser: what is shown, taken and refused."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.collection.corrections.corrected_pages import TEXT, outcome, put

from copydesk.collection import store
from copydesk.collection.collection import Collection
from copydesk.collection.corrections.corrections import corrections
from copydesk.desk import who
from copydesk.desk.app import desk_app

HERE = {"origin": "http://127.0.0.1:8765", "sec-fetch-site": "same-origin"}
HOSTILE = "<script>alert(1)</script> \"' \u202e"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A collection of one page."""
    path = tmp_path / "talks.copydesk"
    put(path, outcome())
    return path


ID = outcome()["article"]["id"]
HOME = f"/articles/{ID}"


@pytest.fixture
def client(file: Path) -> Iterator[TestClient]:
    """Kim's browser on the same machine."""
    with TestClient(desk_app(file), base_url="http://127.0.0.1:8765", headers=HERE) as client:
        client.post("/corrections/name", data={"name": "Kim"})
        yield client


def send(client: TestClient, **form: object) -> int:
    """Post a correction of the article; gives the status."""
    return client.post(f"{HOME}/corrections", data=form, follow_redirects=False).status_code


def said(file: Path) -> list[str]:
    """What the file's corrections say."""
    with Collection.open(file) as collection, collection.reading() as db:
        return [c.action.value for c in corrections(db)]


def test_every_fact_has_its_origin_and_every_record_its_words(client: TestClient) -> None:
    """Title, date and page tell where they came from; each record leads to its words."""
    text = client.get(HOME).text
    assert "confidence 1.00" in text
    assert "/pages/truce.html" in text
    for record in ("s1", "e1", "e2", "m1", "p1", "a1"):
        assert f'id="{record}"' in text
        assert f'id="words-{record}"' in text


def test_the_page_as_it_came_has_all_of_it_in_order(client: TestClient) -> None:
    """Kept and set-aside runs stand in page order, each with its reason and place."""
    text = client.get(HOME, params={"view": "page"}).text
    wanted = ["navigation", "Home | World", "paragraph", "Ana Velt", "related", "third since"]
    found = [text.index(words) for words in wanted]
    assert found == sorted(found)


def test_an_article_without_records_says_why(client: TestClient, file: Path) -> None:
    """Where the machine declined, the page tells the reason; where it found nothing, so too."""
    bare: dict[str, list[object]] = {
        "actors": [],
        "statements": [],
        "events": [],
        "meetings": [],
        "positions": [],
    }
    refusal = {"stage": "record", "reason": "language", "detail": "de is not English"}
    for number, declined in enumerate((None, refusal)):
        found = outcome(f"{TEXT} Again {number}.") | bare | {"refusal": declined}
        article = put(file, found, location=f"/pages/{number}.html", raw=str(number))
        text = client.get(f"/articles/{article}").text
        assert ("de is not English" in text) == (declined is not None)
        assert ("found nobody" in text) == (declined is None)


def test_downloads(client: TestClient) -> None:
    """The records as CSV; text, both records and the corrections as JSON."""
    send(client, action="wrong", table="events", record="e2")
    data = client.get(f"{HOME}.json").json()
    assert [len(data[r]["events"]) for r in ("machine", "corrected")] == [2, 1]
    assert data["corrections"][0]["creator"]["name"] == "Kim"
    lines = client.get(f"{HOME}.csv").text.splitlines()
    assert lines[0].startswith("kind,id,who,what")
    assert any(line.endswith("Kim: wrong") for line in lines)
    assert client.get(f"{HOME}.exe").status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "form"),
    [
        ("GET", f"{HOME}/change/events/e9", {}),
        ("GET", f"{HOME}/change/verbs/e1", {}),
        ("GET", "/articles/none/change/events/e1", {}),
        ("GET", "/corrections/none.json", {}),
        ("GET", "/corrections/stories/none", {}),
        ("GET", "/corrections/actors/Nobody", {}),
        ("GET", "/corrections.exe", {}),
        ("POST", "/articles/none/corrections", {"action": "complete"}),
        ("POST", f"{HOME}/corrections", {"action": "drop"}),
        ("POST", f"{HOME}/corrections", {"action": "right", "table": "events", "record": "e9"}),
        ("POST", f"{HOME}/corrections", {"action": "right", "table": "pages", "record": "1"}),
        ("POST", f"{HOME}/corrections", {"action": "put_back", "number": "9"}),
        ("POST", f"{HOME}/corrections", {"action": "put_back", "number": "²"}),
        ("POST", f"{HOME}/corrections/c-none/undo", {}),
        ("POST", "/corrections/c-none/undo", {}),
        ("POST", "/corrections/stories/none", {"action": "merge"}),
        ("POST", "/corrections/actors/Nobody", {"other": "Norway"}),
    ],
)
def test_what_is_not_there_is_not_found(
    client: TestClient, file: Path, method: str, path: str, form: dict[str, str]
) -> None:
    """Ids and names of nothing give 404, and nothing is kept."""
    assert client.request(method, path, data=form).status_code == 404
    assert said(file) == []


@pytest.mark.parametrize(
    "form",
    [
        {"action": "change", "table": "events", "record": "e1", "type": "NOVEL"},
        {"action": "add", "table": "actors", "kind": "person", "words": "not in it"},
        {"action": "add", "table": "actors", "kind": "person", "words": "truce"},
        {"action": "add", "table": "actors", "words": "Monday"},
        {"action": "add", "table": "verbs", "words": "Monday"},
        {"action": "add", "table": "actors", "kind": "person", "words": ""},
    ],
)
def test_what_makes_no_sense_is_refused_in_words(
    client: TestClient, file: Path, form: dict[str, str]
) -> None:
    """Status 422, a page that says what is wrong, and nothing is kept."""
    answer = client.post(f"{HOME}/corrections", data=form)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert said(file) == []


def test_selected_words_are_taken_by_their_place(client: TestClient, file: Path) -> None:
    """Words that stand there twice are known by their place in the text that was shown, also
    after that of another text was sent."""
    [of] = re.findall(r'data-of="(\w+)"', client.get(HOME).text)
    second = TEXT.index("truce", TEXT.index("truce") + 1)
    form = {"action": "add", "table": "actors", "kind": "group", "words": "truce"}
    place = {"start": second - 1, "end": second + 6, "of": of}
    assert send(client, **form, **{**place, "of": "other"}) == 422
    assert send(client, **form, **place) == 422  # more than these words stand there
    assert send(client, **form, **{**place, "end": second + 5}) == 303
    with Collection.open(file) as collection, collection.reading() as db:
        [made] = corrections(db)
    assert made.anchor is not None
    assert (made.anchor.start, made.anchor.end) == (second, second + 5)


def test_a_name_is_asked_for_and_kept(client: TestClient, file: Path) -> None:
    """Without a name nothing is taken; the cookie is for this site and no script; where a form
    leads back to is on this desk."""
    client.cookies.clear()
    assert send(client, action="complete") == 422
    given = {"name": "Zoë O'Neil", "back": "/corrections"}
    answer = client.post("/corrections/name", data=given, follow_redirects=False)
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    for back in ("//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nb"):
        answer = client.post(
            "/corrections/name", data={"name": "Zoë", "back": back}, follow_redirects=False
        )
        assert answer.headers["location"] == "/corrections"
    assert client.post("/corrections/name", data={"name": "x" * 99}).status_code == 422
    assert send(client, action="complete") == 303
    with Collection.open(file) as collection, collection.reading() as db:
        assert corrections(db)[0].who == "Zoë"


def test_only_pages_of_the_desk_correct(client: TestClient, file: Path) -> None:
    """What comes from another site or tells nothing of where it comes from is refused."""
    form = {"action": "complete"}
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert client.post(f"{HOME}/corrections", data=form, headers=headers).status_code == 403
    assert said(file) == []


def test_too_much_is_refused(client: TestClient, file: Path) -> None:
    """A long body and very many fields, before anything is read."""
    assert send(client, action="complete", words="x" * 70_000) == 413
    many = {f"f{n}": "1" for n in range(500)}
    assert send(client, action="complete", **many) == 413
    assert said(file) == []


def test_what_people_write_stays_text(client: TestClient, file: Path) -> None:
    """A name, a value and an address with markup in them are shown as they are and do nothing."""
    assert client.post("/corrections/name", data={"name": "<b>Kim</b>"}).status_code == 200
    assert send(client, action="change", table="positions", record="p1", stance="for",
                actor="Norway", issue=HOSTILE) == 303  # fmt: skip
    for path in (HOME, f"{HOME}?by=%3Cscript%3E", "/corrections", "/corrections?by=%3Cscript%3E"):
        text = client.get(path).text
        assert "<script>alert" not in text
        assert "<b>Kim" not in text
        assert "\u202e" not in text
    assert "&lt;script&gt;alert(1)" in client.get("/corrections").text


def test_a_busy_file_says_so(
    client: TestClient, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another program keeps the file it is not waited for longer than a person would; the
    page says that nothing was kept. Reading goes on."""
    monkeypatch.setattr(who, "BUSY_MS", 50)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = client.post(f"{HOME}/corrections", data={"action": "complete"})
        assert client.get(HOME).status_code == 200
        other.execute("ROLLBACK")
    assert answer.status_code == 503
    assert "Nothing was kept" in answer.text
    assert "another program is writing" in answer.text
    assert said(file) == []


def test_corrections_go_in_between_the_commits_of_an_addition(
    client: TestClient, file: Path
) -> None:
    """A writer that commits again and again, as `add` does, keeps no correction out."""
    done = threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(file, isolation_level=None, timeout=10)) as other:
            other.execute("PRAGMA busy_timeout = 10000")
            for n in range(500):
                other.execute("BEGIN IMMEDIATE")
                other.execute(
                    "INSERT INTO runs (version, sources, started) VALUES ('x', ?, 'x')", (str(n),)
                )
                done.wait(0.005)
                other.execute("COMMIT")
                if done.wait(0.002):
                    return

    writer = threading.Thread(target=write)
    writer.start()
    try:
        statuses = [send(client, action="complete") for _ in range(5)]
    finally:
        done.set()
        writer.join()
    assert statuses == [303] * 5


def test_a_file_that_may_not_be_written_says_so(
    client: TestClient, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A collection that can only be read is shown, and a correction says why it was not kept."""

    def read_only(path: Path, write: bool) -> sqlite3.Connection:  # as root no rights keep one out
        uri = f"{path.absolute().as_uri()}?mode=ro"
        return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)

    monkeypatch.setattr(store, "_open", read_only)
    answer = client.post(f"{HOME}/corrections", data={"action": "complete"})
    assert answer.status_code == 503
    assert "cannot be written here" in answer.text
    assert client.get(HOME).status_code == 200
    assert said(file) == []
