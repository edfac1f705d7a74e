"""What the runner costs, and what a second process brings.

    python bench/collection/throughput.py SOURCE [--pages 120] [--rounds 3]

Reads the pages of SOURCE (a folder of news pages), repeats them with a number added until there
are enough, and times, one after another in each round: a bare loop over `process`; the supervisor
with one worker; `add` with one worker and with two. Prints the ratio of CPU time, supervisor (with
its worker) / loop, which a busy machine hardly disturbs (aim: at most 1.25), wall times, the ratio
add one / add two (aim: at least 1.7; it needs two free cores), and the CPU time an article of the
driver and of the workers, which bounds that ratio on two cores: 2 workers / (workers + driver).
"""

from __future__ import annotations

import argparse
import itertools
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import copydesk.warm  # noqa: F401  # the loop, too, starts with the model loaded
from copydesk.collection.add import PRELOAD, AddOptions, add_pages
from copydesk.collection.collection import Collection
from copydesk.page.page import Page
from copydesk.page.readers import ReaderOptions, read_pages
from copydesk.pipeline import process
from copydesk.runner.supervisor import Supervisor


def pages_from(source: str, count: int) -> list[Page]:
    """`count` pages, all different."""
    found = [page for page in read_pages(source, ReaderOptions()) if isinstance(page, Page)]
    return [
        replace(page, location=f"{page.location}?{number}", content=_numbered(page, number))
        for number, page in zip(range(count), itertools.cycle(found), strict=False)
    ]


def _numbered(page: Page, number: int) -> bytes | str:
    if isinstance(page.content, str):
        return f"{page.content}\n<!-- {number} -->"
    return page.content + f"\n<!-- {number} -->".encode()


def loop(pages: list[Page]) -> float:
    """One page after another; returns the CPU time it took."""
    started = time.process_time()
    for page in pages:
        process(page)
    return time.process_time() - started


def supervised(pages: list[Page]) -> float:
    """The same in one supervised worker; returns the CPU time of driver and worker."""
    started = time.process_time()
    with Supervisor[Page, str](process, workers=1, preload=PRELOAD) as supervisor:
        for _ in supervisor.run(pages):
            pass
        used = sum(map(cpu_of, supervisor.pids))
    return time.process_time() - started + used


def cpu_of(pid: int) -> float:
    """CPU seconds of a process (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def add(workers: int) -> Callable[[list[Page]], float]:
    """Add to a fresh collection; returns the CPU time of the driver."""

    def run(pages: list[Page]) -> float:
        with (
            tempfile.TemporaryDirectory() as folder,
            Collection.open(Path(folder) / "c", create=True) as collection,
        ):
            started = time.process_time()
            add_pages(collection, pages, sources=["x"], options=AddOptions(workers=workers))
            return time.process_time() - started

    return run


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("source")
    parser.add_argument("--pages", type=int, default=120)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    pages = pages_from(options.source, options.pages)
    ways = {"loop": loop, "supervisor, 1": supervised, "add, 1": add(1), "add, 2": add(2)}
    supervised(pages[:1])  # starts the fork server
    walls: dict[str, list[float]] = {name: [] for name in ways}
    used: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(options.rounds):
        for name, way in ways.items():
            started = time.perf_counter()
            used[name].append(way(pages))
            walls[name].append(time.perf_counter() - started)
    median = {name: statistics.median(values) for name, values in walls.items()}
    for name, values in walls.items():
        print(f"{name:14} " + "  ".join(f"{value:6.2f}" for value in values) + " s")
    cpu = [statistics.median(used[name]) for name in ("supervisor, 1", "loop")]
    print(f"supervisor / loop: CPU {cpu[0]:.2f} / {cpu[1]:.2f} s = {cpu[0] / cpu[1]:.2f}")
    print(f"add one / add two: {median['add, 1'] / median['add, 2']:.2f}")
    driver = statistics.median(used["add, 2"])
    bound = 2 * cpu[0] / (cpu[0] + driver)
    print(
        f"an article: driver {1e3 * driver / len(pages):.0f} ms, workers"
        f" {1e3 * cpu[0] / len(pages):.0f} ms of CPU; on two cores at most {bound:.2f} times one"
    )
    print(f"load average {os.getloadavg()[0]:.1f}, {options.pages} pages")


if __name__ == "__main__":
    main()
