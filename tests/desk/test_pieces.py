"""The pieces that pages are made of, without a browser."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.desk.planted import outcome

from copydesk.collection.collection import Collection
from copydesk.collection.status import accounts
from copydesk.collection.store import is_being_written, sole_writer
from copydesk.collection.write import Arrival, place_of, write_outcome
from copydesk.desk import moves
from copydesk.desk.app import desk_app
from copydesk.desk.cards import bars, spark
from copydesk.desk.ingest import last_ingest
from copydesk.desk.matrix import matrix
from copydesk.desk.signs import REALITIES, STANCES, reality, tone
from copydesk.record.record import EventType, MeetingStatus, Stance, Status

START = "2026-03-01T12:00:00+00:00"


def add(file: Path, run: int, numbers: range, *, refused: int = 0) -> None:
    """Pages as a run that goes on leaves them."""
    with Collection.open(file, create=True) as collection, collection.writing() as db:
        db.execute("UPDATE runs SET finished = ?", (START,))
        db.execute(
            "INSERT INTO runs (version, sources, started) VALUES ('1', '[\"wire.warc\"]', ?)",
            (START,),
        )
        for number in numbers:
            made = outcome(number, "2026-03-01")
            if number < numbers.start + refused:
                refusal = {"stage": "read", "reason": "listing", "detail": ""}
                made |= {"article": None, "refusal": refusal}
            where = f"page {number}"
            arrival = Arrival(place_of(where), where, f"{number:064x}", 1, None, None, 200)
            write_outcome(db, arrival, made, run)


def test_what_is_being_added(tmp_path: Path) -> None:
    """The pages of the run that goes on are counted, those of runs before it are not; only while
    somebody holds the right to write does it go on."""
    file = tmp_path / "run.copydesk"
    now = dt.datetime.fromisoformat(START) + dt.timedelta(minutes=2)
    add(file, 1, range(5))
    with Collection.open(file) as collection:
        first = last_ingest(collection, now)
        assert first
        assert first.pages == accounts(collection).pages == 5
    add(file, 2, range(5, 17), refused=3)
    with sole_writer(file), Collection.open(file) as collection:
        assert is_being_written(file)
        found = last_ingest(collection, now)
    assert found
    assert (found.going_on, found.pages, found.articles, found.per_minute) == (True, 12, 9, 6.0)
    assert [page["location"] for page in found.newest] == [f"page {n}" for n in (16, 15, 14, 13)]
    with Collection.open(file) as collection:
        cut_off = last_ingest(collection, now)
    assert cut_off
    assert not cut_off.going_on
    assert not is_being_written(file)
    with TestClient(desk_app(file), base_url="http://localhost") as client:
        assert "was cut off" in client.get("/ingest").text
        with sole_writer(file):
            assert "Being added now" in client.get("/ingest").text


def test_how_far_an_addition_is(tmp_path: Path) -> None:
    """Of a folder the bar tells the share of its bytes and the time left, whatever was there
    before; where it cannot be known the page says so."""
    file, folder = tmp_path / "run.copydesk", tmp_path / "pages"
    folder.mkdir()
    for number in range(8):
        (folder / f"{number}.html").write_bytes(b"x" * 100)
    sources = json.dumps([str(folder)])
    with Collection.open(file, create=True) as collection, collection.writing() as db:
        db.execute(
            "INSERT INTO runs (version, sources, started) VALUES ('1', ?, ?)", (sources, START)
        )
        for number in range(2, 6):  # the first two were there already
            where = str(folder / f"{number}.html")
            arrival = Arrival(place_of(where), where, f"{number:064x}", 1, None, None, 200)
            write_outcome(db, arrival, outcome(number, "2026-03-01"), 1)
    now = dt.datetime.fromisoformat(START) + dt.timedelta(minutes=6)
    with sole_writer(file), Collection.open(file) as collection:
        found = last_ingest(collection, now)
        assert found
        assert found.share == 0.75
        assert found.left == "about 4 min left"
        with TestClient(desk_app(file), base_url="http://localhost") as client:
            assert '<progress max="100" value="75"' in client.get("/ingest").text
    add(file, 2, range(20, 22))
    with sole_writer(file), TestClient(desk_app(file), base_url="http://localhost") as client:
        assert "not known beforehand" in client.get("/ingest").text


def test_nothing_was_added_yet(tmp_path: Path) -> None:
    """An empty collection has its front page."""
    file = tmp_path / "empty.copydesk"
    Collection.open(file, create=True).close()
    with TestClient(desk_app(file), base_url="http://localhost") as client:
        for path in ("/", "/meetings", "/actors", "/stories.json"):
            assert client.get(path).status_code == 200
        assert "No stories yet" in client.get("/").text


def test_spark_lines_show_every_article() -> None:
    """All articles are in the counts, and bars are as high as their share of the most."""
    days = [f"2026-{month:02}-{day:02}" for month in (1, 2, 3) for day in (1, 1, 15, 28)]
    found = spark(days)
    assert sum(found.counts) == len(days)
    assert len(found.counts) <= 28
    drawn = bars(found, 168, 28)
    assert len(drawn) == sum(count > 0 for count in found.counts)
    assert max(height for _, _, _, height in drawn) == 28
    assert all(x >= 0 and x + width <= 168 for x, _, width, _ in drawn)
    assert bars(spark([]), 168, 28) == []


def test_every_sign_is_told_apart_without_colour() -> None:
    """Each stance has its own sign, each status one of the three, each type a tone."""
    assert len(set(STANCES.values())) == len(Stance)
    states = {reality(status.value) for kind in (Status, MeetingStatus) for status in kind}
    assert states == set(REALITIES)
    assert len({tone(kind.value) for kind in EventType}) == 2


def row(number: int, **changes: Any) -> dict[str, Any]:
    """A row of a timeline."""
    words = {"start": 0, "end": 1, "exact": f"words {number}"}
    return {
        "record": "event", "id": f"e{number}", "article": "a", "type": "AGREE", "move": "offer",
        "status": "offered", "actors": ["a1"], "recipients": [], "who": {"a1": "Ana Velt"},
        "time": None, "day": f"2026-03-{number % 28 + 1:02}", "evidence": words,
        "trigger": words, "object": None, "place": None, "condition": None, "sources": 1, "corrected": False,
        "reports": [{"date": "2026-03-20"}], **changes,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("value", "drawn"),
    [
        ("2026-03-04", ("2026-03-04", "2026-03-04")),
        ("2026-03-04/2026-03-08", ("2026-03-04", "2026-03-08")),
        ("2026", ("2026-03-20", "2026-03-20")),
        ("2026-03", ("2026-03-20", "2026-03-20")),
    ],
)
def test_what_is_vague_is_drawn_where_it_was_reported(value: str, drawn: tuple[str, str]) -> None:
    """The first day of a month or a year is not when something was."""
    [move] = moves.moves_of([row(1, time={"value": value, "old": False})])
    assert move.drawn == drawn


def test_what_is_not_drawn_is_counted() -> None:
    """Background is left out, and of very many what fewest sources tell; both are counted."""
    rows = [row(n, sources=n % 7) for n in range(moves.DRAWN + 30)]
    rows.append(row(9_999, time={"value": "1999", "old": True}))
    found = moves.chart(moves.moves_of(rows), ["2026-03-01T10:00:00", "2026-03-01", None])
    assert len(found["moves"]) == moves.DRAWN
    assert (found["earlier"], found["left_out"]) == (1, 30)
    assert found["reports"] == [{"day": "2026-03-01", "count": 2}]


def position(name: str, topic: str, stance: str, **changes: Any) -> dict[str, Any]:
    """A row of positions over time."""
    return {
        "name": name, "topic": topic, "stance": stance, "condition": None, "date": "2026-03-01",
        "evidence": {"exact": "words"}, "article": "a", "id": "p1", "sources": 1, "reports": [], "corrected": False,
        "changed_from": None, **changes,
    }  # fmt: skip


def test_issues_stand_in_one_row_whoever_names_them() -> None:
    """Two actors on one matter share a row, whatever names they put it in; issues on which more
    actors stand come first; stances keep their order."""
    before = {"stance": "against", "date": "2026-02-01"}
    found = matrix(
        [
            position("Norway", "coal tariffs", "for"),
            position("Norway", "new herring quotas with Iceland", "against"),
            position("Norway", "new herring quotas with Iceland", "for", changed_from=before),
            position("Iceland", "herring quotas with Norway", "conditional"),
        ]
    )
    assert found.actors == ("Norway", "Iceland")
    assert [row.issue for row in found.rows] == ["new herring quotas with Iceland", "coal tariffs"]
    assert [s.stance for s in found.rows[0].cells["Norway"]] == ["against", "for"]
    assert [s.stance for s in found.rows[0].cells["Iceland"]] == ["conditional"]
    assert found.hidden == 0


def test_any_address_but_no_other_name(tmp_path: Path) -> None:
    """Where all addresses are served, an IP address opens the desk and a foreign name does not."""
    file = tmp_path / "empty.copydesk"
    Collection.open(file, create=True).close()
    app = desk_app(file, any_address=True)
    for host, status in (("192.0.2.7:8765", 200), ("[2001:db8::1]:80", 200), ("evil.example", 400)):
        with TestClient(app, base_url="http://localhost") as client:
            assert client.get("/", headers={"host": host}).status_code == status
