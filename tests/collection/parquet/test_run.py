"""Runs: the same bytes however they were made, whole parts only, and into a collection again."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.collection import planted_pages

from copydesk.collection.add import add_pages
from copydesk.collection.collection import Collection
from copydesk.collection.parquet.add_run import add_run, is_run
from copydesk.collection.parquet.folder import Folder
from copydesk.collection.parquet.run import make_plan, prepare, run_groups
from copydesk.collection.parquet.tables import TABLES
from copydesk.collection.status import accounts
from copydesk.errors import CollectionError, SourceError
from copydesk.page.readers import ReaderOptions

READER = ReaderOptions()


def write_folder(folder: Path, count: int, kind: str = "") -> Path:
    """A folder of tiny pages, every seventh of them refused."""
    folder.mkdir()
    for number in range(count):
        word = "refuse" if number % 7 == 3 else kind
        (folder / f"{number:05}.txt").write_text(f"{word} talks {number}".strip())
    return folder


run = planted_pages.run


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a run by name; drafts that a kill left are no part of it."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def test_a_run_writes_the_same_bytes_with_any_number_of_workers(tmp_path: Path) -> None:
    """One worker or three, and a poison page in the middle."""
    source = write_folder(tmp_path / "in", 50)
    (source / "00021.txt").write_text("segfault x")
    run(source, tmp_path / "one", workers=1)
    run(source, tmp_path / "three", workers=3)
    assert contents(tmp_path / "one") == contents(tmp_path / "three")


def test_tables_are_plain_parquet_and_account_for_every_page(tmp_path: Path) -> None:
    """pyarrow reads each folder as one table; articles and refusals are all the pages."""
    source = write_folder(tmp_path / "in", 50)
    (source / "00021.txt").write_text("raises x")
    run(source, tmp_path / "out")
    tables = {name: pq.read_table(tmp_path / "out" / name) for name in TABLES}
    assert tables["articles"].num_rows + tables["refusals"].num_rows == 50
    assert Counter(tables["refusals"]["stage"].to_pylist()) == {"read": 7, "quarantine": 1}
    assert tables["events"].num_rows == tables["articles"].num_rows == 42
    assert set(tables["events"]["status"].to_pylist()) == {"demanded"}
    assert all(tables[name].schema.names == TABLES[name].names for name in TABLES)


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_run_resumes_to_the_same_bytes(seed: int, tmp_path: Path) -> None:
    """kill -9 of the driver at a random moment; what is there then is whole, and in the end it
    is what an undisturbed run writes."""
    source = write_folder(tmp_path / "in", 160, kind="slow")
    run(source, tmp_path / "undisturbed")
    chance = random.Random(seed)
    for _ in range(2):
        driver = subprocess.Popen(
            [sys.executable, planted_pages.__file__, "run", str(source), str(tmp_path / "out")]
        )
        time.sleep(0.3 + chance.random())
        os.kill(driver.pid, signal.SIGKILL)
        driver.wait()
        for part in (tmp_path / "out").rglob("*.parquet"):
            if not part.name.startswith("."):
                pq.read_table(part)
    run(source, tmp_path / "out")
    assert contents(tmp_path / "out") == contents(tmp_path / "undisturbed")


def test_a_finished_run_does_nothing_again(tmp_path: Path) -> None:
    """No page is worked on twice; the tally counts all as known."""
    source = write_folder(tmp_path / "in", 20)
    plan = run(source, tmp_path / "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}
    tally = run_groups(
        plan,
        range(len(plan.groups)),
        Folder(str(tmp_path / "out")),
        reader=READER,
        options=planted_pages.options_with(planted_pages.process_lying),
    )
    assert (tally.pages, tally.known, tally.articles) == (20, 20, 0)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")} == before


def test_a_folder_of_another_run_is_refused(tmp_path: Path) -> None:
    """Other sources, or a source that has changed since, do not mix with what is there."""
    source = write_folder(tmp_path / "in", 5)
    run(source, tmp_path / "out")
    (source / "00000.txt").write_text("a longer page than before")
    before = contents(tmp_path / "out")
    with pytest.raises(CollectionError, match=r"holds a run over other sources.*empty folder"):
        run(source, tmp_path / "out")
    assert contents(tmp_path / "out") == before


def test_a_source_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """It says which."""
    with pytest.raises(SourceError, match=r"gone\.html: No such file"):
        make_plan([str(tmp_path / "gone.html")], READER)


def test_a_collection_takes_a_run(tmp_path: Path) -> None:
    """It holds the same afterwards as if the pages had been added, quarantine included, and
    taking the run twice changes nothing."""
    source = write_folder(tmp_path / "in", 40)
    (source / "00021.txt").write_text("raises x")
    run(source, tmp_path / "out")
    assert is_run(str(tmp_path / "out"))
    assert not is_run(str(source))
    with Collection.open(tmp_path / "direct", create=True) as direct:
        add_pages(
            direct, planted_pages.pages_in(source), sources=["x"], options=planted_pages.options()
        )
        expected = accounts(direct).as_json()
    with Collection.open(tmp_path / "taken", create=True) as taken:
        tally = add_run(taken, str(tmp_path / "out"))
        assert (tally.articles, tally.refusals.total(), len(tally.quarantined)) == (33, 6, 1)
        again = add_run(taken, str(tmp_path / "out"))
        assert (again.known, again.articles) == (40, 0)
        assert accounts(taken).as_json() == expected
    assert planted_pages.export(tmp_path / "taken") == planted_pages.export(tmp_path / "direct")


def test_an_unfinished_run_is_taken_with_a_warning(tmp_path: Path) -> None:
    """The tally has a fault that says to finish it first."""
    source = write_folder(tmp_path / "in", 40)
    plan = make_plan([str(source)], READER, chunk=16)
    prepare(plan, Folder(str(tmp_path / "out")))
    run_groups(
        plan,
        [1],
        Folder(str(tmp_path / "out")),
        reader=READER,
        options=planted_pages.options(),
    )
    with Collection.open(tmp_path / "c", create=True) as collection:
        tally = add_run(collection, str(tmp_path / "out"))
        assert accounts(collection).pages == 16
    [fault] = tally.faults
    assert "not finished" in fault.what


def test_a_large_file_is_written_in_several_units(tmp_path: Path) -> None:
    """A file of many rows is a group of chunks; a lost chunk alone is made again, the same."""
    source = tmp_path / "rows.jsonl"
    text = "Words of a long row. " * 2000
    source.write_text("".join(json.dumps({"text": f"talks {n} {text}"}) + "\n" for n in range(40)))
    plan = run(source, tmp_path / "out")
    assert plan.groups == ((str(source),),)
    whole = contents(tmp_path / "out")
    assert Folder(str(tmp_path / "out")).units() == ["00000-0000", "00000-0001", "00000-0002"]
    assert pq.read_table(tmp_path / "out" / "articles").num_rows == 40
    for name in ("done/00000.json", "done/00000-0001.json", "actors/00000-0001.parquet"):
        (tmp_path / "out" / name).unlink()
    run(source, tmp_path / "out")
    assert contents(tmp_path / "out") == whole


def test_sources_and_tables_may_be_at_addresses(tmp_path: Path) -> None:
    """fsspec's: the tables are the same bytes but for the locations, and can be resumed."""
    fsspec = pytest.importorskip("fsspec", reason="needs copydesk[ray]")
    memory = fsspec.filesystem("memory")
    source = write_folder(tmp_path / "in", 20)
    for path in source.iterdir():
        memory.pipe_file(f"/news/{path.name}", path.read_bytes())
    run("memory://news", "memory://tables")
    run("memory://news", "memory://tables")
    rows = Folder("memory://tables").read_unit("00000-0000")
    assert [row["location"] for row in rows["articles"]][:2] == [
        "memory:///news/00000.txt",
        "memory:///news/00001.txt",
    ]
    run(source, tmp_path / "out")
    for name, content in contents(tmp_path / "out").items():
        if name.startswith("done/"):
            assert memory.cat_file(f"/tables/{name}") == content
