"""Adding: every page is accounted for, none twice, whatever breaks."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.collection import planted_pages
from tests.runner.planted import workers_of

from copydesk.collection.add import add_pages, retry_quarantined
from copydesk.collection.collection import Collection
from copydesk.collection.search import search
from copydesk.collection.status import accounts
from copydesk.errors import CollectionError
from copydesk.page.page import Page, PageFault

WORDS = "talks truce envoy strike harbour council budget vote border grain".split()


def write_folder(folder: Path, count: int, *, kind: str = "") -> Path:
    """A folder of tiny pages, every seventh of them refused."""
    folder.mkdir()
    for number in range(count):
        word = "refuse" if number % 7 == 3 else kind
        text = f"{word} {WORDS[number % 10]} {WORDS[number // 10 % 10]} {number}".strip()
        (folder / f"{number:05}.txt").write_text(text)
    return folder


def add(folder: Path, file: Path) -> None:
    """Add a folder in this process."""
    with Collection.open(file, create=True) as collection:
        add_pages(
            collection,
            planted_pages.pages_in(folder),
            sources=[str(folder)],
            options=planted_pages.options(),
        )


def check(file: Path) -> None:
    """The file is sound: SQLite says so, the text index too, and the accounts balance."""
    db = sqlite3.connect(file)
    assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    db.execute("INSERT INTO words (words) VALUES ('integrity-check')")
    db.close()
    with Collection.open(file) as collection:
        assert accounts(collection).balanced


def test_the_same_source_twice_changes_nothing(tmp_path: Path) -> None:
    """The second time, nothing at all is written."""
    folder, file = write_folder(tmp_path / "in", 30), tmp_path / "c.copydesk"
    add(folder, file)
    before, dump = file.read_bytes(), planted_pages.export(file)
    add(folder, file)
    assert file.read_bytes() == before
    assert planted_pages.export(file) == dump
    with Collection.open(file) as collection:
        found = accounts(collection)
    assert (found.pages, found.articles, found.refusals) == (30, 26, {"listing": 4})


def test_a_page_is_known_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a file is named by its absolute or a relative path, it is the same page."""
    folder, file = write_folder(tmp_path / "in", 3), tmp_path / "c.copydesk"
    add(folder, file)
    monkeypatch.chdir(folder)
    add(Path(), file)
    with Collection.open(file) as collection:
        assert accounts(collection).pages == 3


def test_other_bytes_at_the_same_place_are_a_revision(tmp_path: Path) -> None:
    """Both are kept, the later is the latest; bytes that come back are the latest again."""
    folder, file = write_folder(tmp_path / "in", 3), tmp_path / "c.copydesk"
    page = folder / "00000.txt"
    first = page.read_text()
    add(folder, file)
    page.write_text("corrected text")
    add(folder, file)
    with Collection.open(file) as collection:
        assert accounts(collection).pages == 4
        assert accounts(collection).revisions == 1
        texts = [item["article"]["text"] for item in collection.objects() if item["article"]]
    assert "corrected text" in texts
    assert first not in texts
    page.write_text(first)
    add(folder, file)
    with Collection.open(file) as collection:
        assert accounts(collection).pages == 4
        texts = [item["article"]["text"] for item in collection.objects() if item["article"]]
    assert "corrected text" not in texts
    assert first in texts


def test_a_page_named_twice_in_one_run_is_added_once(tmp_path: Path) -> None:
    """Also while the first is still being worked on."""
    file = tmp_path / "c.copydesk"
    pages = [Page("a.txt", b"slow one"), Page("a.txt", b"slow one"), Page("b.txt", b"slow one")]
    with Collection.open(file, create=True) as collection:
        tally = add_pages(collection, pages, sources=["x"], options=planted_pages.options())
        assert (tally.articles, tally.known) == (2, 1)
        assert accounts(collection).pages == 2


def test_faults_in_a_source_are_kept_and_counted_once(tmp_path: Path) -> None:
    """A place where no page could be read is no page, but it is not forgotten."""
    fault = PageFault("x.warc.gz#77", "the archive ends here", "fetch it again")
    with Collection.open(tmp_path / "c.copydesk", create=True) as collection:
        for _ in range(2):
            tally = add_pages(collection, [fault], sources=["x"], options=planted_pages.options(1))
            assert tally.faults == [fault]
        found = accounts(collection)
        assert (found.pages, found.faults) == (0, 1)


def test_poison_pages_are_quarantined_and_all_others_land(tmp_path: Path) -> None:
    """Exception, segfault, endless loop and memory hog: 196 of 200 land, four are held."""
    folder, file = write_folder(tmp_path / "in", 200), tmp_path / "c.copydesk"
    for number, fault in zip((20, 77, 78, 199), planted_pages.FAULTS, strict=False):
        (folder / f"{number:05}.txt").write_text(f"{fault} x")
    add(folder, file)
    check(file)
    with Collection.open(file) as collection:
        found = accounts(collection)
        landed = {item["page"]["location"] for item in collection.objects()}
    assert found.pages == 200
    assert found.articles + sum(found.refusals.values()) == 196
    assert dict(found.quarantine) == {"cpu_limit": 1, "crash": 1, "exception": 1, "memory": 1}
    assert len(landed) == 196


def test_quarantined_pages_can_be_tried_again(tmp_path: Path) -> None:
    """A page that is done at a later try leaves quarantine; one that is not stays."""
    folder, file = write_folder(tmp_path / "in", 10), tmp_path / "c.copydesk"
    (folder / "00002.txt").write_text("raises x")
    (folder / "00005.txt").write_text("loop x")
    add(folder, file)
    add(folder, file)  # a quarantined page is known: it is not tried without being asked for
    with Collection.open(file, write=True) as collection:
        assert accounts(collection).quarantined == 2
        tally = retry_quarantined(
            collection, options=planted_pages.options_with(planted_pages.process_cured)
        )
        assert (tally.articles, len(tally.quarantined)) == (1, 1)
        found = accounts(collection)
    assert found.pages == 10
    assert dict(found.quarantine) == {"cpu_limit": 1}
    check(file)


def start_driver(folder: Path, file: Path) -> subprocess.Popen[bytes]:
    """`add` in a process of its own."""
    return subprocess.Popen(
        [sys.executable, planted_pages.__file__, "add", str(folder), str(file)],
        stderr=subprocess.DEVNULL,  # an interrupted one prints its traceback
    )


@pytest.mark.parametrize("seed", range(4))
def test_a_killed_driver_resumes(seed: int, tmp_path: Path) -> None:
    """kill -9 at a random moment, then again: the file is sound each time, and in the end it
    holds the same as after an undisturbed run."""
    folder, file = write_folder(tmp_path / "in", 120, kind="slow"), tmp_path / "c.copydesk"
    undisturbed = tmp_path / "u.copydesk"
    add(folder, undisturbed)
    chance = random.Random(seed)
    counts = [0]
    for _ in range(2):
        driver = start_driver(folder, file)
        time.sleep(0.2 + chance.random() * 0.8)
        driver.send_signal(signal.SIGKILL)
        driver.wait()
        if file.exists() and file.stat().st_size:
            with Collection.open(file, write=True):
                pass  # where the file was still being made, the next who writes makes the rest
            check(file)
            with Collection.open(file) as collection:
                counts.append(accounts(collection).pages)
    add(folder, file)
    check(file)
    assert counts == sorted(counts)
    assert planted_pages.export(file) == planted_pages.export(undisturbed)


def test_no_worker_outlives_a_killed_driver(tmp_path: Path) -> None:
    """They notice that nobody listens any more, within seconds."""
    folder = write_folder(tmp_path / "in", 400, kind="slow")
    driver = start_driver(folder, tmp_path / "c.copydesk")
    while len(workers := workers_of(driver.pid)) < 2:
        assert driver.poll() is None
        time.sleep(0.05)
    driver.kill()
    driver.wait()
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in workers):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_an_interrupted_driver_keeps_what_it_did(tmp_path: Path) -> None:
    """Ctrl-C: what was done is written, nothing is broken, and the next run goes on."""
    folder, file = write_folder(tmp_path / "in", 400, kind="slow"), tmp_path / "c.copydesk"
    driver = start_driver(folder, file)
    deadline = time.monotonic() + 30
    while not file.exists() or pages_in_file(file) < 30:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    driver.send_signal(signal.SIGINT)
    assert driver.wait() != 0
    check(file)
    held = pages_in_file(file)
    assert 30 <= held < 400
    add(folder, file)
    assert pages_in_file(file) == 400


def pages_in_file(file: Path) -> int:
    """How many pages a collection holds; 0 while it is being made."""
    try:
        with Collection.open(file) as collection:
            return accounts(collection).pages
    except CollectionError:
        return 0


def test_readers_are_not_blocked_while_pages_are_added(tmp_path: Path) -> None:
    """Accounts can be read all the time, and balance every time."""
    folder, file = write_folder(tmp_path / "in", 150, kind="slow"), tmp_path / "c.copydesk"
    with Collection.open(file, create=True):
        pass
    driver = start_driver(folder, file)
    seen = set()
    slowest = 0.0
    while driver.poll() is None:
        started = time.perf_counter()
        with Collection.open(file) as collection:
            found = accounts(collection)
        slowest = max(slowest, time.perf_counter() - started)
        assert found.balanced
        seen.add(found.pages)
        time.sleep(0.01)
    assert driver.returncode == 0
    assert len(seen) > 2
    assert slowest < 2


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(["refuse", "talks", "raises", "segfault"]), max_size=8))
def test_pages_are_articles_refusals_and_quarantined(
    tmp_path_factory: pytest.TempPathFactory, kinds: list[str]
) -> None:
    """The accounting holds for any mixture, and each count is what was planted."""
    file = tmp_path_factory.mktemp("any") / "c.copydesk"
    pages = [Page(f"{n}.txt", f"{kind} {n}".encode()) for n, kind in enumerate(kinds)]
    with Collection.open(file, create=True) as collection:
        add_pages(collection, pages, sources=["x"], options=planted_pages.options())
        found = accounts(collection)
    assert found.balanced
    assert found.pages == len(kinds)
    assert found.articles == kinds.count("talks")
    assert sum(found.refusals.values()) == kinds.count("refuse")
    assert found.quarantined == kinds.count("raises") + kinds.count("segfault")


def test_records_that_failed_are_tried_again(tmp_path: Path) -> None:
    """After an update, articles whose record failed get theirs, and are found by it; one that
    fails again, lies or breaks its worker stays an article without a record."""
    source, file = write_folder(tmp_path / "in", 40), tmp_path / "c"
    add(source, tmp_path / "expected")
    with Collection.open(file, create=True) as collection:
        options = planted_pages.options_with(planted_pages.process_failing)
        add_pages(collection, planted_pages.pages_in(source), sources=["x"], options=options)
        assert accounts(collection).unrecorded == 34
        assert search(collection, "actor:talks") == []
        options = replace(planted_pages.options(), record=planted_pages.record_failing)
        tally = retry_quarantined(collection, options=options)
        failed = tally.known
        assert 0 < failed == accounts(collection).unrecorded
        assert tally.articles + failed == tally.pages == 34
        options = replace(planted_pages.options(), record=planted_pages.record)
        tally = retry_quarantined(collection, options=options)
        assert (tally.articles, tally.known) == (failed, 0)
        assert accounts(collection).unrecorded == 0
        assert search(collection, "actor:talks") != []
    check(file)
    assert planted_pages.export(file) == planted_pages.export(tmp_path / "expected")
