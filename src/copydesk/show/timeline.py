"""Timelines and positions for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.table import Table
from rich.text import Text

from copydesk.show.safe import printable

_LENGTH = 90  # characters of a sentence that are shown


def timeline_view(rows: Iterable[Mapping[str, Any]]) -> Table:
    """Day, what happened between whom, its status, and how many sources tell it.

    A day in brackets is that of the first report, where none tells when it was.
    """
    table = _table("day", "what", "who", "status", "sources")
    for row in rows:
        what = Text(printable(str(row.get("type") or row["kind"])), style="bold")
        place = (row.get("place") or {}).get("name")
        words = _deed(row) + (f" [{place}]" if place else "")
        what.append(f" {printable(words)}", "not bold")
        for conflict in row.get("conflicts", ()):
            told = " / ".join(
                f"{value['value']} ({value['sources']})" for value in conflict["values"]
            )
            what.append(f"\n! {printable(conflict['field'])}: {printable(told)}", style="red")
        names = row["who"]
        one = _names(row.get("actors") or row.get("parties") or (), names)
        other = _names(row.get("recipients") or (), names)
        who = f"{one} > {other}" if other else one
        table.add_row(_day(row), what, who, row["status"], str(row["sources"]))
    return table


def positions_view(rows: Iterable[Mapping[str, Any]]) -> Table:
    """Who, on what, since when, how, and what it was before."""
    table = _table("actor", "issue", "date", "stance", "sources")
    before = ("", "")
    for row in rows:
        key = (row["name"], row["topic"])
        stance = Text(row["stance"], style="bold")
        if row["condition"]:
            stance.append(f" {printable(row['condition']['exact'])}", style="not bold")
        if row["changed_from"]:
            stance.append(f"  (was {row['changed_from']['stance']})", style="not bold red")
        table.add_row(
            "" if row["name"] == before[0] else printable(row["name"]),
            "" if key == before else printable(row["topic"]),
            row["date"] or "?",
            stance,
            str(row["sources"]),
        )
        before = key
    return table


def _day(row: Mapping[str, Any]) -> str:
    """As precise as it is known: a year, a month, a day, a range."""
    if row["dated_by"] == "event":
        return str(row["time"]["value"])
    return f"({row['day']})" if row["day"] else "?"


def _deed(row: Mapping[str, Any]) -> str:
    """The words of an event from its trigger to its object, or the sentence of a meeting, short."""
    if "trigger" not in row:
        return _short(row["evidence"][0]["exact"])
    trigger, object_ = row["trigger"], row.get("object")
    if object_ is None or object_["start"] < trigger["end"]:
        return _short(trigger["exact"] if object_ is None else row["evidence"]["exact"])
    start = trigger["start"] - row["evidence"]["start"]
    end = object_["end"] - row["evidence"]["start"]
    return _short(row["evidence"]["exact"][max(start, 0) : end])


def _short(words: str) -> str:
    return words if len(words) <= _LENGTH else words[:_LENGTH].rpartition(" ")[0] + " …"


def _names(ids: Iterable[str], names: Mapping[str, str]) -> str:
    return printable(", ".join(names.get(actor, actor) for actor in ids))


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in columns:
        table.add_column(column, justify="right" if column == "sources" else "left")
    return table
