"""Moves: the events of a story as the desk lists and draws them."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from copydesk.dates import day_range
from copydesk.desk.signs import reality, tone

LANES = 8  # actors with a lane of their own in the drawing
DRAWN = 500  # events and meetings in the drawing
_VAGUE = 10  # days
_WORDS = 160  # letters of a label
OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Move:
    """An event or a meeting of a story in names and words.

    `first` and `last` are days; `when` is the time as precise as it is told, None where the day
    is only that of the report, which is `reported`. `old` marks background. `type` is the
    event's, or the kind of meeting. `corrected` tells that people changed or added it.
    """

    record: str
    id: str
    article: str
    first: str | None
    last: str | None
    when: str | None
    reported: str | None
    old: bool
    type: str
    move: str
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    object: str
    condition: str | None
    place: str | None
    words: str
    reports: int
    sources: int
    corrected: bool

    @property
    def drawn(self) -> tuple[str | None, str | None]:
        """The days between which it is drawn. What is only known to be of some month or year is
        drawn where it was reported: its first day would be a guess."""
        if self.first and self.last:
            days = dt.date.fromisoformat(self.last) - dt.date.fromisoformat(self.first)
            if days.days > _VAGUE and self.reported:
                return self.reported, self.reported
        return self.first, self.last

    @property
    def address(self) -> str:
        """Where its evidence is."""
        return f"/articles/{self.article}#{self.id}"


COLUMNS = (
    "first", "last", "record", "type", "move", "status", "actors", "recipients", "object",
    "condition", "place", "words", "reports", "sources", "article", "id",
    "corrected",
)  # fmt: skip


def moves_of(rows: Iterable[Mapping[str, Any]]) -> list[Move]:
    """From the rows of a timeline."""
    return [_move(row) for row in rows]


def chosen(moves: Iterable[Move], actor: str = "", kind: str = "") -> list[Move]:
    """Those in which an actor takes part and of a type ("meeting": all meetings)."""
    return [
        move
        for move in moves
        if (not actor or actor in move.actors or actor in move.recipients)
        and (not kind or kind in (move.type, move.record))
    ]


def as_row(move: Move) -> dict[str, Any]:
    """For a download."""
    return asdict(move)


def main_actors(moves: Iterable[Move]) -> list[str]:
    """Those who take part, the busiest first."""
    busy = Counter(name for move in moves for name in (*move.actors, *move.recipients))
    return sorted(busy, key=lambda name: (-busy[name], name))


def chart(moves: Sequence[Move], published: Iterable[str | None]) -> dict[str, Any]:
    """What is drawn, with `published` the days of the story's articles: moves and meetings to
    scale over the days of the story, the reports a day. What lies before is only counted (one
    event of years ago would press all others together), and so is, where there are very many,
    what fewest sources tell."""
    days = Counter(day[:10] for day in published if day)
    current = [m for m in moves if m.first and not m.old]
    left_out = max(len(current) - DRAWN, 0)
    if left_out:
        best = sorted(range(len(current)), key=lambda n: (-current[n].sources, -current[n].reports))
        current = [current[n] for n in sorted(best[:DRAWN])]
    earlier = [m for m in moves if m.first and m.old]
    busy = Counter(name for m in current if m.record == "event" for name in m.actors)
    lanes = sorted(busy, key=lambda name: (-busy[name], name))[:LANES]
    drawn = [
        {
            "day": move.drawn[0],
            "last": move.drawn[1],
            "lane": lane,
            "type": move.type.lower(),
            "tone": tone(move.type),
            "reality": reality(move.status),
            "label": label(move),
            "href": move.address,
        }
        for move in current
        if move.record == "event"
        for lane in dict.fromkeys(n if n in lanes else OTHERS for n in move.actors or (OTHERS,))
    ]
    meetings = [
        {
            "day": move.drawn[0],
            "last": move.drawn[1],
            "type": move.type,
            "reality": reality(move.status),
            "status": move.status,
            "label": label(move),
            "href": move.address,
        }
        for move in current
        if move.record == "meeting"
    ]
    if any(item["lane"] == OTHERS for item in drawn):
        lanes.append(OTHERS)
    return {
        "lanes": lanes,
        "moves": drawn,
        "meetings": meetings,
        "reports": [{"day": day, "count": number} for day, number in sorted(days.items())],
        "earlier": len(earlier),
        "left_out": left_out,
    }


def label(move: Move) -> str:
    """A move in a line."""
    who = ", ".join(move.actors)
    whom = f" → {', '.join(move.recipients)}" if move.recipients else ""
    what = move.type if move.record == "meeting" else f"{move.type.lower()} ({move.move})"
    where = f", {move.place}" if move.place else ""
    words = textwrap.shorten(move.words, _WORDS, placeholder=" …")
    return f"{who}{whom}: {what}, {move.status}{where}. {words}"


def _move(row: Mapping[str, Any]) -> Move:
    names = row["who"]
    time = row.get("time") or {}
    first, last = day_range(time.get("value"))
    is_meeting = row["record"] == "meeting"
    evidence = row["evidence"][0] if is_meeting else row["evidence"]
    object_ = row.get("object") or row.get("trigger")
    return Move(
        row["record"],
        row["id"],
        row["article"],
        first or row["day"],
        last or row["day"],
        time.get("value"),
        row["reports"][0]["date"],
        bool(time.get("old")),
        row["kind"] if is_meeting else row["type"],
        row["kind"] if is_meeting else row["move"],
        row["status"],
        tuple(names.get(a, a) for a in row.get("parties" if is_meeting else "actors") or ()),
        tuple(names.get(a, a) for a in row.get("recipients") or ()),
        object_["exact"] if object_ else "",
        (row.get("condition") or {}).get("exact"),
        (row.get("place") or {}).get("name"),
        evidence["exact"],
        len(row["reports"]),
        row["sources"],
        row["corrected"],
    )
