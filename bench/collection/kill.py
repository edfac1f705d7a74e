"""Kill tests of the collection, and ten thousand pages with poison among them.

    python bench/collection/kill.py kills [--times 50] [--seed 0]
    python bench/collection/kill.py poison [--pages 10000]

`kills`: 150 slow pages a round are added by a driver in its own process; at random moments it, or
one of its workers, is killed with SIGKILL, and it is started again until it ends by itself. After
each kill the file must be sound and its accounts balance, in the end its export must equal that of
an undisturbed run byte for byte. Prints a line a round and a closing tally.

`poison`: one page each that raises, segfaults, loops and hogs memory; all others must land.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.collection import planted_pages
from tests.runner.planted import workers_of

from copydesk.collection.add import add_pages
from copydesk.collection.collection import Collection
from copydesk.collection.status import accounts

PAGES = 150


def sound(file: Path) -> bool:
    """Whether SQLite and the text index find the file whole, and its accounts balance."""
    if not file.exists() or not file.stat().st_size:
        return True  # killed before there was anything
    db = sqlite3.connect(file)
    whole = db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    whole = whole and not db.execute("PRAGMA foreign_key_check").fetchall()
    if db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'words'").fetchone():
        db.execute("INSERT INTO words (words) VALUES ('integrity-check')")
        with Collection.open(file) as collection:
            whole = whole and accounts(collection).balanced
    db.close()
    return whole


def write_pages(folder: Path, count: int, kind: str) -> None:
    """Tiny pages, every seventh of them refused."""
    folder.mkdir()
    for number in range(count):
        word = "refuse" if number % 7 == 3 else kind
        (folder / f"{number:06}.txt").write_text(f"{word} talks {number}".strip())


def add(folder: Path, file: Path) -> None:
    """Add in this process, undisturbed."""
    with Collection.open(file, create=True) as collection:
        add_pages(
            collection,
            planted_pages.pages_in(folder),
            sources=[str(folder)],
            options=planted_pages.options(),
        )


def kills(times: int, seed: int) -> bool:
    """Kill drivers and workers until `times` is reached; whether all promises held."""
    chance = random.Random(seed)
    done, rounds, good = {"driver": 0, "worker": 0}, 0, True
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        write_pages(base / "in", PAGES, "slow")
        add(base / "in", base / "undisturbed")
        expected = planted_pages.export(base / "undisturbed")
        while sum(done.values()) < times:
            rounds += 1
            file = base / f"round{rounds}"
            held: list[int] = []
            while True:
                driver = subprocess.Popen(
                    [sys.executable, planted_pages.__file__, "add", str(base / "in"), str(file)]
                )
                ended = disturb(driver, chance, done, times)
                good &= sound(file)
                if file.exists() and file.stat().st_size:
                    with Collection.open(file) as collection:
                        held.append(accounts(collection).pages)
                if ended:
                    break
            same = planted_pages.export(file) == expected
            good &= same and held[-1] == PAGES
            print(f"round {rounds}: pages after each run {held}, export equal: {same}", flush=True)
    print(
        f"{done['driver']} drivers and {done['worker']} workers killed; all promises held: {good}"
    )
    return good


def disturb(
    driver: subprocess.Popen[bytes], chance: random.Random, done: dict[str, int], times: int
) -> bool:
    """Kill workers now and then, perhaps the driver; whether it came to its end by itself."""
    fatal = time.monotonic() + chance.uniform(0.3, 2) if chance.random() < 0.7 else None
    next_worker = time.monotonic() + chance.uniform(0.3, 0.8)
    while driver.poll() is None:
        time.sleep(0.01)
        if sum(done.values()) >= times:
            continue
        if fatal is not None and time.monotonic() > fatal:
            driver.send_signal(signal.SIGKILL)
            driver.wait()
            done["driver"] += 1
            return False
        if time.monotonic() > next_worker:
            next_worker += chance.uniform(0.2, 0.6)
            victims = workers_of(driver.pid)
            if victims:
                with contextlib.suppress(ProcessLookupError):  # it may just have ended
                    os.kill(chance.choice(victims), signal.SIGKILL)
                    done["worker"] += 1
    return driver.returncode == 0


def poison(count: int) -> bool:
    """Add `count` pages, four of them poison; whether all but those landed."""
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        write_pages(base / "in", count, "")
        for number, fault in enumerate(planted_pages.FAULTS[:4], start=1):
            (base / "in" / f"{count * number // 5:06}.txt").write_text(f"{fault} x")
        started = time.perf_counter()
        add(base / "in", base / "file")
        seconds = time.perf_counter() - started
        with Collection.open(base / "file") as collection:
            found = accounts(collection)
        landed = found.articles + sum(found.refusals.values())
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        print(
            f"{count} pages in {seconds:.1f} s: {landed} landed ({found.articles} articles,"
            f" {dict(found.refusals)}), in quarantine {dict(found.quarantine)};"
            f" driver's peak memory {peak} MiB; sound: {sound(base / 'file')}"
        )
        return landed == count - 4 and found.quarantined == 4


def main() -> None:
    """Run one of the two."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("what", choices=["kills", "poison"])
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--pages", type=int, default=10_000)
    options = parser.parse_args()
    good = kills(options.times, options.seed) if options.what == "kills" else poison(options.pages)
    raise SystemExit(0 if good else 1)


if __name__ == "__main__":
    main()
