"""Time of a whole reading next to trafilatura's default, on one set of pages, interleaved.

    python bench/read_speed.py PAGES [--limit 60] [--rounds 3]
    python bench/read_speed.py --growth

PAGES is a folder with `*.html` or `*.html.gz` below it; trafilatura must be installed. Prints the
processor time of a page (best of the rounds, mean over the pages) and the ratio. `--growth` reads
made pages of 0.3 to 20 MB and one line of 50 MB, and prints the time of a megabyte of each.
"""

from __future__ import annotations

import argparse
import gzip
import time
from collections.abc import Callable
from pathlib import Path

import copydesk
from copydesk.page.decode import decode
from copydesk.page.page import Page

_PARAGRAPH = "<p>The two sides met in the capital on Friday, the ministry said. Talks go on.</p>"
_TEASER = '<div class="teaser"><a href="/story"><h3>Ferries run again</h3></a></div>'


def cpu(work: Callable[[], object]) -> float:
    """Seconds of processor time that `work` takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def compare(folder: Path, limit: int, rounds: int) -> None:
    """Print both readers' times on the pages below `folder`."""
    import trafilatura

    paths = sorted([*folder.rglob("*.html"), *folder.rglob("*.html.gz")])
    step = max(1, len(paths) // limit)
    pages = []
    for path in paths[::step][:limit]:
        raw = path.read_bytes()
        raw = gzip.decompress(raw) if path.suffix == ".gz" else raw
        pages.append(decode(Page(path.name, raw)).text)
    readers: dict[str, Callable[[str], object]] = {
        "copydesk": copydesk.read,
        "trafilatura": lambda page: trafilatura.extract(page, include_comments=False),
    }
    for reader in readers.values():  # tables and models are loaded once a process
        reader(pages[0])
    best = {name: [float("inf")] * len(pages) for name in readers}
    for _ in range(rounds):
        for index, page in enumerate(pages):
            for name, reader in readers.items():
                spent = cpu(lambda reader=reader, page=page: reader(page))  # type: ignore[misc]
                best[name][index] = min(best[name][index], spent)
    means = {name: 1000 * sum(times) / len(times) for name, times in best.items()}
    for name, mean in means.items():
        print(f"{name:12} {mean:6.1f} ms a page ({len(pages)} pages)")
    print(f"ratio        {means['copydesk'] / means['trafilatura']:6.2f}")


def growth() -> None:
    """Print the time of a megabyte on ever larger pages."""
    unit = _PARAGRAPH * 3 + _TEASER
    for size in (0.3, 1, 5, 20):
        page = f"<html><body>{unit * int(size * 1e6 / len(unit))}</body></html>"
        spent = cpu(lambda page=page: copydesk.read(page))  # type: ignore[misc]
        print(f"html {size:5} MB  {1000 * spent / size:7.1f} ms a MB")
    line = "The two sides met in the capital on Friday, the ministry said. " * 800_000
    spent = cpu(lambda: copydesk.read(line))
    print(f"one line of {len(line) / 1e6:.0f} MB  {1000 * spent / (len(line) / 1e6):7.1f} ms a MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pages", type=Path, nargs="?")
    parser.add_argument("--limit", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--growth", action="store_true")
    args = parser.parse_args()
    if args.pages:
        compare(args.pages, args.limit, args.rounds)
    if args.growth:
        growth()


if __name__ == "__main__":
    main()
