"""Draw the README's pictures of the terminal: `python tools/pictures.py docs`."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console, RenderableType

from copydesk.article.read import read_page
from copydesk.page.page import Page
from copydesk.record.annotate import annotate
from copydesk.samples import sample_path
from copydesk.show.record_terminal import record_view
from copydesk.show.terminal import ledger_view, reading_view

SAMPLE = "broken-wire"


def draw(view: RenderableType, command: str, path: Path) -> None:
    """Save `view` as it looks in a terminal of 110 columns."""
    with path.with_suffix(".tmp").open("w") as sink:
        console = Console(record=True, width=110, file=sink, force_terminal=True, highlight=False)
        console.print(view)
    path.with_suffix(".tmp").unlink()
    console.save_svg(str(path), title=command, unique_id=path.stem)


def main() -> None:
    """Draw each picture into the folder named on the command line."""
    folder, source = Path(sys.argv[1]), sample_path(SAMPLE)
    assert source is not None
    reading = read_page(Page(f"sample:{SAMPLE}", source.read_bytes()))
    draw(ledger_view(reading), f"copydesk read --ledger sample:{SAMPLE}", folder / "ledger.svg")
    draw(reading_view(reading), f"copydesk read sample:{SAMPLE}", folder / "article.svg")
    if reading.article:
        record = annotate(reading.article)
        view = record_view(reading, record)
        draw(view, f"copydesk record sample:{SAMPLE}", folder / "record.svg")


if __name__ == "__main__":
    main()
