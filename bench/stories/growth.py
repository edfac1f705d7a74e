"""What stories cost when articles are added to a collection that grows.

    python bench/stories/growth.py [--sizes 2000 5000 10000 20000] [--save JSON]

Invented articles, fifty a day, two hundred words each, of which half are common English words as
often as they are: stories of eight in topics of three, each over some weeks, and one in twenty on
a matter that goes on all the time. They come by day. Prints the CPU time of folding and of
grouping in milliseconds an article, at each size for all that came since the size before, then for
a hundred more.
"""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import importlib.resources
import json
import tempfile
import time
from pathlib import Path
from random import Random
from typing import Any

from copydesk.collection.collection import Collection
from copydesk.collection.copies.update import update_copies
from copydesk.collection.stories.update import update_stories
from copydesk.collection.write import Arrival, place_of, write_outcome

STORY, TOPIC = 8, 3  # articles a story, stories a topic
A_DAY, SPREAD = 50, 1_000
LONG = 20  # one in so many articles is on the matter that goes on
LENGTH = 200  # words an article
OWN, TOPICS = 0.2, 0.3  # shares of words that are the story's and the topic's
MORE = 100
_FIRST = dt.date(2024, 1, 1)


def outcome(number: int) -> dict[str, Any]:
    """The contract object of an invented article."""
    chance = Random(number)
    story = (number + chance.randrange(SPREAD)) // STORY
    topic = story // TOPIC
    if number % LONG == 0:
        story, topic = -1 - story, -1
    words = chance.choices(*_common(), k=LENGTH)
    for n in range(LENGTH):
        kind = chance.random()
        if kind < OWN:
            words[n] = f"s{story}x{chance.randrange(30)}"
        elif kind < OWN + TOPICS:
            words[n] = f"t{topic}x{chance.randrange(60)}"
    day = _FIRST + dt.timedelta(days=number // A_DAY)
    actors: list[dict[str, Any]] = [
        {
            "id": f"a{n}", "name": f"Name{story * 3 + n}", "kind": "person", "aliases": [],
            "country": None, "role": None, "mentions": [{}],
        }
        for n in range(3)
    ]  # fmt: skip
    return {
        "verdict": {"kind": "article", "score": 1.0, "reasons": []},
        "article": {
            "id": f"id{number}", "title": " ".join(words[50:58]), "standfirst": None,
            "published": {"value": day.isoformat()}, "language": "en",
            "site": f"site{number % 50}.example", "text": " ".join(words), "paragraphs": [],
        },
        "set_aside": [], "refusal": None, "actors": actors,
    }  # fmt: skip


@functools.cache
def _common() -> tuple[list[str], list[float]]:
    """Common words and how common each is."""
    source = importlib.resources.files("copydesk.collection.stories").joinpath("common_words.tsv")
    lines = source.read_text(encoding="utf-8").splitlines()
    words, shares = zip(*(ln.split("\t") for ln in lines if not ln.startswith("#")), strict=True)
    return list(words), [float(share) for share in shares]


def write(collection: Collection, numbers: range) -> None:
    """Write invented articles, which nothing has folded or grouped yet."""
    with collection.writing() as db:
        for number in numbers:
            location = f"https://site{number % 50}.example/{number}"
            arrival = Arrival(
                place_of(location), location, f"{number:064x}", 1, location, None, 200
            )
            write_outcome(db, arrival, outcome(number), 1)


def bring(collection: Collection, count: int) -> dict[str, float]:
    """Fold and group; CPU milliseconds for each of `count` articles."""
    started = time.process_time()
    update_copies(collection)
    folded = time.process_time()
    update_stories(collection)
    ended = time.process_time()
    return {
        "fold_ms": (folded - started) * 1000 / count,
        "group_ms": (ended - folded) * 1000 / count,
    }


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[2_000, 5_000, 10_000, 20_000])
    parser.add_argument("--save", type=Path)
    options = parser.parse_args()
    rows: list[dict[str, float]] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        Collection.open(Path(folder) / "growth.copydesk", create=True) as collection,
    ):
        with collection.writing() as db:
            db.execute("INSERT INTO runs VALUES (1, 'bench', '[]', '2025-01-01', NULL)")
        have = 0
        for size in options.sizes:
            numbers = range(have, size)
            write(collection, numbers)
            row = {"articles": size, **bring(collection, len(numbers))}
            write(collection, range(size, size + MORE))
            row |= {f"more_{name}": took for name, took in bring(collection, MORE).items()}
            have = size + MORE
            rows.append(row)
            print("  ".join(f"{name} {value:.2f}" for name, value in row.items()), flush=True)
    if options.save:
        options.save.write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
