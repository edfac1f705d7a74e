"""Timelines and positions for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.table import Table
from rich.text import Text

from copydesk.show.safe import printable
from copydesk.show.tables import Column, table

_LENGTH = 90  # characters of a sentence that are shown
_COLOURS = dict.fromkeys(("realised", "held"), "green") | dict.fromkeys(
    ("refused", "denied", "negated", "cancelled"), "red"
)


def timeline_view(rows: Iterable[Mapping[str, Any]]) -> Table:
    """Day, what happened between whom, its status, and how many sources tell it.

    A day in brackets is that of the first report, where none tells when it was.
    """
    columns = (
        Column("day"),
        Column("what", 3),
        Column("who", 2),
        Column("status"),
        Column("sources", right=True),
    )
    out = []
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
        out.append((_day(row), what, who, _status(row["status"]), str(row["sources"])))
    return table(columns, out)


def positions_view(rows: Iterable[Mapping[str, Any]]) -> Table:
    """Who, on what, since when, how, and what it was before."""
    columns = (
        Column("actor", 2),
        Column("issue", 3),
        Column("date"),
        Column("stance", 3),
        Column("sources", right=True),
    )
    out = []
    before = ("", "")
    for row in rows:
        key = (row["name"], row["topic"])
        stance = Text(row["stance"], style="bold")
        if row["condition"]:
            stance.append(f" {printable(row['condition']['exact'])}", style="not bold")
        if row["changed_from"]:
            stance.append(f"  (was {row['changed_from']['stance']})", style="not bold red")
        line = (
            "" if row["name"] == before[0] else printable(row["name"]),
            "" if key == before else printable(row["topic"]),
            row["date"] or "?",
            stance,
            str(row["sources"]),
        )
        out.append(line)
        before = key
    return table(columns, out)


def _status(status: str) -> Text:
    """A status in the colour of whether it is, is yet to be or is not to be."""
    return Text(status, _COLOURS.get(status, "yellow"))


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
