"""What is printed stays whole and readable on a terminal of 80 columns."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from rich.console import Console
from rich.text import Text

from copydesk.cli.main import main
from copydesk.show.tables import Column, table


def printed(made: object, width: int) -> str:
    """The lines of a terminal of that width."""
    console = Console(width=width, record=True, file=None, quiet=False, highlight=False)
    with console.capture() as caught:
        console.print(made)
    return caught.get()


COLUMNS = (Column("id"), Column("who", 2), Column("status"), Column("where", 2), Column("what", 3))
ROWS: list[tuple[str | Text, ...]] = [
    ("e1", "government of Tarnhaven", Text("threatened", "red"), "", "to call in the navy " * 4),
    ("e12", "Ana Velt", "realised (old)", "", "nothing"),
]


@pytest.mark.parametrize("width", [60, 80, 200])
def test_no_word_is_cut_and_no_line_too_long(width: int) -> None:
    """Words stand whole in their column, short ones on one line; all of a cell is there."""
    shown = printed(table(COLUMNS, ROWS), width)
    assert max(map(len, shown.splitlines())) <= width
    for words in ("government", "Tarnhaven", "threatened", "realised (old)", "nothing"):
        assert words in shown
    assert shown.count("navy") == 4


def test_an_empty_column_takes_no_room() -> None:
    """Where nothing is known of a place there is no column of places."""
    assert "where" not in printed(table(COLUMNS, ROWS), 80)
    assert "where" in printed(table(COLUMNS, [("e1", "", "", "Oslo", "")]), 80)


def test_what_a_page_says_cannot_steer_the_terminal() -> None:
    """Control characters of a cell are shown as such."""
    assert "\x1b" not in printed(table([Column("a")], [("x\x1b[2Jy",)]), 80)


def test_a_record_is_whole_at_80_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    """Conditions were cut off at the edge once; statuses and names broke within a word."""
    monkeypatch.setenv("COLUMNS", "80")
    shown = CliRunner().invoke(main, ["record", "sample:harbour-strike"]).output
    tables = shown.partition("Actors")[2]
    assert max(map(len, tables.splitlines())) <= 80
    words = " ".join(tables.split())
    for whole in (
        "threatened",
        "government",
        "authority",
        "Tarnhaven",
        "conditional",
        "until the new roster",
        "AGREE",
    ):
        assert whole in words
