"""Cards: stories in short, for the front page and the page of an actor."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from copydesk.collection.corrections.recorded import Recorded
from copydesk.collection.stories.stories import StoryHead, head_of
from copydesk.desk.signs import Reality, reality

BINS = 28  # bars of a spark line at most
_FEWEST = 14  # bars for which there is room
_LOOKED_AT = 6  # newest articles in which a move is looked for
_MOVES = 8  # of each


@dataclass(frozen=True, slots=True)
class Spark:
    """Articles over time: `counts` of equal stretches of `days` days each, oldest first."""

    counts: tuple[int, ...]
    days: int

    @property
    def heights(self) -> list[float]:
        """Each count as a share of the greatest."""
        most = max(self.counts, default=0)
        return [count / most if most else 0.0 for count in self.counts]


@dataclass(frozen=True, slots=True)
class Card:
    """A story in short. `articles` counts them; `move` is the newest one: who, what, to whom,
    when, the words, and whether people corrected it."""

    head: StoryHead
    articles: int
    spark: Spark
    move: dict[str, Any] | None


def newest_cards(db: sqlite3.Connection, limit: int, offset: int = 0) -> list[Card]:
    """The stories with the latest news first, the undated last."""
    rows = db.execute(
        "SELECT * FROM stories ORDER BY last_day IS NULL, last_day DESC, first_day DESC, id"
        " LIMIT ? OFFSET ?",
        (limit, offset),
    )
    recorded = Recorded(db)
    return [_card(db, recorded, row) for row in rows.fetchall()]


def _card(db: sqlite3.Connection, recorded: Recorded, row: sqlite3.Row) -> Card:
    """The card of a row of `stories`."""
    line = db.execute(
        "SELECT article, substr(place_in_line, 1, instr(place_in_line, char(9)) - 1) AS day"
        " FROM story_articles JOIN worded USING (article) WHERE story = ? ORDER BY place_in_line",
        (row["story"],),
    ).fetchall()
    return Card(
        head_of(row),
        len(line),
        spark(found["day"] for found in line),
        _newest_move(db, recorded, [found["article"] for found in line[: -_LOOKED_AT - 1 : -1]]),
    )


def spark(days: Iterable[str]) -> Spark:
    """Days (ISO 8601; what is none is left out) as counts over time.

    >>> spark(["2026-03-01", "2026-03-03", "2026-03-03", "~"])
    Spark(counts=(1, 0, 2), days=1)
    """
    numbers = sorted(dt.date.fromisoformat(day).toordinal() for day in days if len(day) == 10)
    if not numbers:
        return Spark((), 1)
    length = numbers[-1] - numbers[0] + 1
    width = -(-length // BINS)
    counts = [0] * -(-length // width)
    for number in numbers:
        counts[(number - numbers[0]) // width] += 1
    return Spark(tuple(counts), width)


def _newest_move(
    db: sqlite3.Connection, recorded: Recorded, articles: Iterable[int]
) -> dict[str, Any] | None:
    """The first move that the newest of these articles tells: news stand at the top."""
    for article in articles:
        for event in recorded.claims(article, "events")[:_MOVES]:
            old = (event.get("time") or {}).get("old")
            if event["actors"] and not old and reality(event["status"]) is not Reality.VOID:
                return _move(db, recorded, article, event)
    return None


def _move(
    db: sqlite3.Connection, recorded: Recorded, article: int, event: Mapping[str, Any]
) -> dict[str, Any]:
    names = recorded.names(article)
    found = db.execute("SELECT id, first_day FROM articles WHERE article = ?", (article,))
    article_id, day = found.fetchone()
    return {
        "actors": [names.get(actor, actor) for actor in event["actors"]],
        "recipients": [names.get(actor, actor) for actor in event["recipients"]],
        "type": event["type"],
        "move": event["move"],
        "status": event["status"],
        "words": event.get("evidence", event["trigger"])["exact"],
        "article": article_id,
        "id": event["id"],
        "day": day,
        "corrected": recorded.is_corrected(article, event["id"]),
    }


def bars(counts: Spark, width: int, height: int) -> list[tuple[float, float, float, float]]:
    """The bars of a spark line: x, y, width and height of each that is not empty.

    The line takes all of `width`, but for a story of a few days, whose bars would look like much.
    """
    number = len(counts.counts)
    edges = [n * width / max(number, _FEWEST) for n in range(number + 1)]
    return [
        (round(left, 1), round(height - h, 1), round(max(right - left - 1, 1), 1), round(h, 1))
        for (left, right), share in zip(pairwise(edges), counts.heights, strict=True)
        if share and (h := max(share * height, 2.0))
    ]
