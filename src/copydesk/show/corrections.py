"""Corrections for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from copydesk.collection.corrections.corrections import Correction
from copydesk.collection.corrections.exporting import told
from copydesk.collection.corrections.scores import Agreement, Score
from copydesk.show.safe import printable

_WORDS = 70  # characters of the words shown


def corrections_view(found: Sequence[Correction]) -> Text:
    """One after the other: when, who, what, and the words; what was taken back is struck."""
    view = Text()
    for c in found:
        struck = " strike" if c.undone else ""
        view.append(f"{c.at[:16].replace('T', ' ')}  ", style="cyan")
        view.append(f"{printable(c.who)}  ", style="magenta")
        view.append(printable(told(c)), style=f"bold{struck}")
        view.append(f"  {c.id}\n", style="dim")
        if c.anchor is not None:
            words = " ".join(c.anchor.exact.split())
            cut = words if len(words) <= _WORDS else f"{words[:_WORDS]}…"
            view.append(f"    {printable(cut)}", style="italic")
            view.append(f"  {printable(c.location or '')}\n", style="dim")
    return (
        view if found else Text("No corrections yet: make them on the desk (copydesk desk FILE).")
    )


def scores_view(rows: Sequence[Score]) -> Table | Text:
    """A row for each kind of record: of all people together, then of each."""
    if not rows:
        return Text("Nobody judged a record yet: do so on the desk (copydesk desk FILE).")
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for name in ("records", "by"):
        table.add_column(name)
    for name in (
        "judged",
        "right",
        "changed",
        "wrong",
        "disputed",
        "precision",
        "missed",
        "recall",
    ):
        table.add_column(name, justify="right")
    for s in rows:
        table.add_row(
            s.kind,
            printable(s.who) if s.who is not None else "all",
            *map(str, (s.judged, s.right, s.changed, s.wrong, s.disputed)),
            _share(s.precision),
            str(s.missed),
            _share(s.recall),
        )
    return table


def agreements_view(rows: Sequence[Agreement]) -> Table | Text:
    """A row for each two people, over all kinds of record and by kind."""
    if not rows:
        return Text("No two people judged the same record yet.")
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for name in ("people", "records"):
        table.add_column(name)
    for name in ("both judged", "same", "share", "kappa"):
        table.add_column(name, justify="right")
    for a in rows:
        table.add_row(
            printable(f"{a.one} and {a.other}"),
            a.kind or "all",
            str(a.both),
            str(a.same),
            _share(a.same / a.both),
            "–" if a.kappa is None else f"{a.kappa:.2f}",
        )
    return table


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.0%}"
