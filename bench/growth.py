"""Growth: what an article costs as a collection grows, measured for `add` and drawn for all.

    python bench/growth.py add ADD.json [--pages 20000]
    python bench/copies.py --bases 0 --growth 10000 100000 --save COPIES.json
    python bench/collection/search.py FILE --save SEARCH.json        (for files of several sizes)
    python bench/growth.py draw FOLDER --add ADD.json --copies COPIES.json --search SEARCH.json ...

`add` stores tiny pages whose record costs nothing, so that only the driver is measured: looking
each page up, checking and writing it. It notes the driver's CPU time an article in each tenth of
the way. `draw` writes growth-add.png, growth-copies.png and growth-search.png. All figures are CPU
time, which other programs on the machine hardly disturb; a flat line is linear growth.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")

from matplotlib import pyplot as plt

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.collection import planted_pages

from copydesk.collection.add import Tally, add_pages
from copydesk.collection.collection import Collection
from copydesk.page.page import Page

STEPS = 10
INK, GRID = "#1f4e79", "#d9d9d9"


def add(pages: int) -> list[dict[str, float]]:
    """Store pages; returns the driver's CPU ms an article in each step."""
    found: list[dict[str, float]] = []
    last = 0, time.process_time()

    def tell(tally: Tally) -> None:
        nonlocal last
        if tally.articles - last[0] >= pages // STEPS:
            now = tally.articles, time.process_time()
            cost = 1000 * (now[1] - last[1]) / (now[0] - last[0])
            found.append({"articles": now[0], "cpu_ms": cost})
            print(f"{now[0]:,} articles: {cost:.2f} ms of the driver's CPU an article", flush=True)
            last = now

    with (
        tempfile.TemporaryDirectory() as folder,
        Collection.open(Path(folder) / "c", create=True) as collection,
    ):
        add_pages(
            collection,
            tiny_pages(pages),
            sources=["bench"],
            options=planted_pages.options(workers=1),
            tell=tell,
        )
    return found


def tiny_pages(count: int) -> Iterator[Page]:
    """Pages of some hundred words, all different."""
    for number in range(count):
        words = (f"w{number * step % 5003}" for step in range(1, 200))
        yield Page(f"https://bench.example/{number}", f"talks {number} {' '.join(words)}")


def draw(path: Path, title: str, lines: Mapping[str, Sequence[tuple[float, float]]]) -> None:
    """A small chart: articles on a logarithmic axis, milliseconds from 0."""
    figure, axes = plt.subplots(figsize=(5.2, 2.9), dpi=110)
    highest = max(y for points in lines.values() for _, y in points)
    for name, points in lines.items():
        shade = 1.0 if name == next(iter(lines)) else 0.5
        x, y = zip(*points, strict=True)
        axes.plot(x, y, marker="o", markersize=4, color=INK, alpha=shade, label=name)
    axes.set(xscale="log", xlabel="articles in the collection", ylabel="ms of CPU")
    every = [x for points in lines.values() for x, _ in points]
    axes.set_xticks([min(every), max(every)])
    axes.minorticks_off()
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.set_ylim(0, highest * 1.25)
    axes.set_title(title, fontsize=10, loc="left")
    axes.grid(axis="y", color=GRID)
    axes.spines[["top", "right"]].set_visible(False)
    if len(lines) > 1:
        axes.legend(frameon=False, fontsize=8)
    figure.tight_layout()
    figure.savefig(path, metadata={"Software": None})
    plt.close(figure)
    print(f"{path}: {path.stat().st_size / 1000:.0f} kB")


def draw_all(folder: Path, add_: Path | None, copies: Path | None, search: Sequence[Path]) -> None:
    """The charts of those figures that are given."""
    if add_:
        points = [(row["articles"], row["cpu_ms"]) for row in read(add_)]
        draw(folder / "growth-add.png", "Storing an article", {"driver": points})
    if copies:
        points = [(row["articles"], 1e3 * row["cpu_s"] / row["articles"]) for row in read(copies)]
        draw(folder / "growth-copies.png", "Folding copies, an article", {"fold": points})
    if search:
        rows = sorted((read(path) for path in search), key=lambda row: float(row["articles"]))
        lines = {
            f"{name} of all kinds of queries": [
                (row["articles"], row[f"cpu_ms_{name}"]) for row in rows
            ]
            for name in ("p95", "p50")
        }
        draw(folder / "growth-search.png", "A search, 20 snippets included", lines)


def read(path: Path) -> Any:
    """Figures as they were saved."""
    return json.loads(path.read_text())


def main() -> None:
    """Measure or draw."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    commands = parser.add_subparsers(dest="command", required=True)
    adding = commands.add_parser("add")
    adding.add_argument("json", type=Path)
    adding.add_argument("--pages", type=int, default=20_000)
    drawing = commands.add_parser("draw")
    drawing.add_argument("folder", type=Path)
    drawing.add_argument("--add", type=Path)
    drawing.add_argument("--copies", type=Path)
    drawing.add_argument("--search", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    if options.command == "add":
        options.json.write_text(json.dumps(add(options.pages), indent=1))
    else:
        draw_all(options.folder, options.add, options.copies, options.search)


if __name__ == "__main__":
    main()
