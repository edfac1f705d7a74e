"""What came in: who adds pages every day sees at once what they brought and what was refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.desk.planted import outcome

from copydesk.collection.collection import Collection
from copydesk.collection.write import Arrival, place_of, write_outcome
from copydesk.desk.app import desk_app

LEFT_OUT = {"stage": "read", "reason": "listing", "detail": "40 links and no story"}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """A desk over two additions: one of two articles, the next day one of an article, of a page
    that changed and of a page that is no article."""
    file = tmp_path / "talks.copydesk"
    with Collection.open(file, create=True) as collection, collection.writing() as db:
        for day in (1, 2):
            db.execute(
                "INSERT INTO runs (version, sources, started) VALUES ('1', '[\"wire\"]', ?)",
                (f"2026-03-0{day}T06:00:00+00:00",),
            )
        for number, (place, run) in enumerate(
            [("a", 1), ("b", 1), ("c", 2), ("a", 2), ("section", 2)]
        ):
            made = outcome(number, "2026-03-01", title=f"Round {number}", name=f"Ana Velt {run}")
            if place == "section":
                made |= {"article": None, "refusal": LEFT_OUT}
            where = f"https://wire.example/{place}"
            arrival = Arrival(place_of(where), where, f"{number:064x}", 1, where, None, 404)
            write_outcome(db, arrival, made, run)
    with TestClient(desk_app(file), base_url="http://127.0.0.1:8765") as client:
        yield client


def test_the_newest_addition_stands_first(client: TestClient) -> None:
    """Additions by day, the last on top; a page that changed is marked, a refused one says why."""
    text = client.get("/pages").text
    order = [text.index(w) for w in ('"run-2"', "Round 3", "Round 2", '"run-1"', "Round 1")]
    assert order == sorted(order)
    assert "40 links and no story" in text
    assert "HTTP 404" in text
    assert text.count(">changed<") == 1


def test_what_became_of_pages_can_be_asked_for(client: TestClient) -> None:
    """The counts of the front page lead to the pages that they count."""
    assert "/pages?outcome=listing" in client.get("/").text
    rows = {
        outcome: client.get("/pages.json", params={"outcome": outcome}).json()
        for outcome in ("", "article", "listing", "revised", "quarantined", "' OR 1=1 --")
    }
    assert {outcome: len(found) for outcome, found in rows.items()} == {
        "": 5, "article": 4, "listing": 1, "revised": 1, "quarantined": 0, "' OR 1=1 --": 0,
    }  # fmt: skip
    assert rows["revised"][0]["title"] == "Round 3"
    lines = client.get("/pages.csv", params={"outcome": "listing"}).text.splitlines()
    assert lines[0].startswith("run,added,outcome,detail")
    assert "40 links" in lines[1]
    assert client.get("/pages.exe").status_code == 404


def test_everyone_named_is_in_the_list_of_actors(client: TestClient) -> None:
    """Not only the main actors of stories; who is told of in a revision only is left out."""
    text = client.get("/actors").text
    assert "Ana Velt 1" in text
    assert "Ana Velt 2" in text
    assert "Norway" in text
