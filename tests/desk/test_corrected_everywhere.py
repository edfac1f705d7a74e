"""What a person corrects in an article is seen wherever the desk tells of it, and marked there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.collection.corrections.corrected_pages import TEXT, outcome, put, span

from copydesk.collection.collection import Collection
from copydesk.collection.up_to_date import bring_up_to_date
from copydesk.desk.app import desk_app

HERE = {"origin": "http://127.0.0.1:8765", "sec-fetch-site": "same-origin"}
ID = outcome()["article"]["id"]
MARK = "</span> corrected</span>"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    """Kim's browser over a collection of one article, whose talks are on a known day."""
    file = tmp_path / "talks.copydesk"
    found: dict[str, Any] = outcome()
    found["meetings"][0]["time"] = {
        "span": span(TEXT, "Monday"),
        "value": "2026-05-18",
        "precision": "day",
        "old": False,
    }
    put(file, found)
    with Collection.open(file, write=True) as collection:
        bring_up_to_date(collection)
    with TestClient(desk_app(file), base_url="http://127.0.0.1:8765", headers=HERE) as client:
        client.post("/corrections/name", data={"name": "Kim"})
        yield client


def correct(client: TestClient, **form: object) -> None:
    """Send what the article's form for corrections sends."""
    answer = client.post(f"/articles/{ID}/corrections", data=form, follow_redirects=False)
    assert answer.status_code == 303, answer.text


def test_a_statement_goes_to_whom_people_say(client: TestClient) -> None:
    """It leaves the page of the wrong speaker for that of the right one, with a mark."""
    before = client.get("/actors/Jon Ness").text
    assert "We refuse any truce" in before
    assert MARK not in before
    correct(client, action="change", table="statements", record="s1", actor="Ana Velt",
            kind="direct", act="refuse")  # fmt: skip
    assert "We refuse any truce" not in client.get("/actors/Jon Ness").text
    after = client.get("/actors/Ana Velt").text
    assert "We refuse any truce" in after
    assert MARK in after
    [row] = client.get("/actors/Ana Velt/statements.json").json()
    assert row["corrected"] is True


def test_an_actor_is_found_by_the_name_that_people_gave(client: TestClient) -> None:
    """The page of the right name tells what the wrong one's told; both lead on to joining."""
    assert client.get("/actors/Jon Nesse").status_code == 404
    correct(client, action="change", table="actors", record="a3", name="Jon Nesse", kind="person",
            country="", role="")  # fmt: skip
    assert client.get("/actors/Jon Ness").status_code == 404
    assert "We refuse any truce" in client.get("/actors/Jon Nesse").text
    assert client.get("/corrections/actors/Jon Nesse").status_code == 200


def test_the_newest_move_is_the_corrected_one(client: TestClient) -> None:
    """A card shows a move as people say it is; one that is wrong gives way to the next."""
    assert "cooperate" in client.get("/").text
    correct(client, action="change", table="events", record="e1", type="REJECT",
            status="proposed", move="propose", actors="Ana Velt")  # fmt: skip
    front = client.get("/").text
    assert "reject" in front.partition('class="move"')[2][:300]
    assert MARK in front
    correct(client, action="wrong", table="events", record="e1")
    front = client.get("/").text.partition('class="move"')[2]
    assert "agree" in front[:300]
    assert MARK not in front


def test_the_calendar_shows_corrected_meetings(client: TestClient) -> None:
    """A status that people changed stands in its month; a meeting that never was is gone."""
    month = "/meetings?month=2026-05"
    assert "planned" in client.get(month).text
    correct(client, action="change", table="meetings", record="m1", kind="talks",
            status="cancelled", parties=["Norway", "Iceland"])  # fmt: skip
    shown = client.get(month).text
    assert "cancelled" in shown
    assert MARK in shown
    correct(client, action="wrong", table="meetings", record="m1")
    assert "No meeting of this month" in client.get(month).text


def test_an_undone_correction_is_gone_everywhere(client: TestClient) -> None:
    """What is taken back leaves the machine's record and no mark."""
    correct(client, action="wrong", table="statements", record="s1")
    assert "We refuse any truce" not in client.get("/actors/Jon Ness").text
    [made] = client.get("/corrections.jsonl").text.splitlines()
    correction = made.partition('"id":"')[2].partition('"')[0].rsplit(":", 1)[-1]
    client.post(f"/articles/{ID}/corrections/{correction}/undo")
    shown = client.get("/actors/Jon Ness").text
    assert "We refuse any truce" in shown
    assert MARK not in shown
