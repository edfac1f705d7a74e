"""How long a search takes in a large collection.

    python bench/collection/search.py FILE [--articles 100000] [--make] [--ingest] [--save JSON]

`--make` writes FILE with invented articles (words drawn from a Zipf distribution, so that a few
are in nearly every article); without it, FILE is searched. Prints p50, p95 and the slowest of each
kind of query in milliseconds, the whole `search` call with 20 snippets included, then p50 and p95
of the CPU time, which a busy machine hardly disturbs. With `--ingest`, another process adds
articles to FILE all the while. `--save` writes p50 and p95 of all as JSON, for growth.py.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import multiprocessing
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from copydesk.collection.collection import Collection
from copydesk.collection.search import search
from copydesk.collection.status import accounts
from copydesk.collection.write import Arrival, place_of, write_outcome

VOCABULARY = 60_000
LENGTH = 220  # words an article
LOT = 100  # articles a transaction


def word(rank: int) -> str:
    """An invented word for each rank, short ones for frequent ranks."""
    letters = "etaoinshrdlu"
    text = ""
    while True:
        text += letters[rank % 12]
        rank //= 12
        if rank == 0:
            return f"w{text}"


def outcome(number: int, chance: random.Random, weights: list[float]) -> dict[str, Any]:
    """The contract object of an invented article."""
    words = [
        word(rank) for rank in chance.choices(range(VOCABULARY), cum_weights=weights, k=LENGTH)
    ]
    text = " ".join(words)
    day = f"20{chance.randrange(10, 26)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 28):02}"
    actors: list[dict[str, Any]] = [
        {
            "id": f"a{n}",
            "name": f"Name{chance.randrange(3000)}",
            "kind": "person",
            "aliases": [],
            "country": chance.choice(["RUS", "UKR", "USA", "FRA", "IRN"]),
            "role": None,
        }
        for n in range(4)
    ]
    events: list[dict[str, Any]] = [
        {
            "id": f"e{n}",
            "type": chance.choice(["AGREE", "REJECT", "DEMAND"]),
            "move": "offer",
            "status": chance.choice(["realised", "planned", "refused"]),
            "actors": [],
            "time": None,
        }
        for n in range(3)
    ]
    return {
        "verdict": {"kind": "article", "score": 1.0, "reasons": []},
        "article": {
            "id": f"id{number}", "title": " ".join(words[50:58]), "standfirst": None,
            "published": {"value": day}, "language": "en", "site": f"site{number % 50}.example",
            "text": text, "paragraphs": [],
        },
        "set_aside": [], "refusal": None, "actors": actors, "events": events,
    }  # fmt: skip


def make(path: Path, articles: int) -> None:
    """Write a collection of invented articles."""
    started = time.perf_counter()
    with Collection.open(path, create=True) as collection:
        with collection.writing() as db:
            db.execute("INSERT INTO runs VALUES (1, 'bench', '[]', '2025-01-01', NULL)")
        write_lots(collection, range(articles), random.Random(1))
    print(f"{articles} articles written in {time.perf_counter() - started:.0f} s")


def write_lots(collection: Collection, numbers: range, chance: random.Random) -> None:
    """Write invented articles, a lot a transaction."""
    weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))
    for start in range(numbers.start, numbers.stop, LOT):
        with collection.writing() as db:
            for number in range(start, min(start + LOT, numbers.stop)):
                location = f"https://site{number % 50}.example/{number}"
                arrival = Arrival(
                    place_of(location), location, f"{number:064x}", 1, location, None, 200
                )
                write_outcome(db, arrival, outcome(number, chance, weights), 1)


def ingest(path: Path) -> None:
    """Add articles without end."""
    with Collection.open(path, write=True) as collection:
        [newest] = collection.db.execute("SELECT max(page) FROM pages").fetchone()
        write_lots(collection, range(newest + 1, 1 << 40), random.Random(newest))


def queries(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Kinds of queries, each with some of its kind."""
    common = [word(rank) for rank in range(10)]
    medium = [word(rank) for rank in range(50, 400)]
    rare = [word(rank) for rank in range(2000, 9000)]
    for _ in range(30):
        yield "one common word", chance.choice(common)
        yield "one word in the middle", chance.choice(medium)
        yield "one rare word", chance.choice(rare)
        yield "three common words", " ".join(chance.sample(common, 3))
        yield "common or common", " OR ".join(chance.sample(common, 2))
        yield "common and rare", f"{chance.choice(common)} {chance.choice(rare)}"
        yield "two in the middle", " ".join(chance.sample(medium, 2))
        yield "phrase of common words", f'"{" ".join(chance.sample(common[:5], 2))}"'
        yield "prefix", f"{chance.choice(medium)[:3]}*"
        yield "common in a month", f"{chance.choice(common)} from:2014-03 to:2014-03"
        yield "middle in a month", f"{chance.choice(medium)} from:2014-03 to:2014-03"
        yield "actor", f"actor:Name{chance.randrange(3000)}"
        yield "common with country", f"{chance.choice(common)} country:IRN"
        yield "common with event", f"{chance.choice(common)} type:REJECT status:refused"
        yield "event alone", "type:REJECT status:refused"
        yield "dates alone", "from:2020-01 to:2020-01"


def main() -> None:
    """Make or search."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--make", action="store_true")
    parser.add_argument("--ingest", action="store_true")
    parser.add_argument("--save", type=Path)
    options = parser.parse_args()
    if options.make:
        make(options.file, options.articles)
        return
    times: dict[str, list[tuple[float, float]]] = {}
    with Collection.open(options.file) as collection, beside(options.file, options.ingest):
        before = accounts(collection).pages
        search(collection, "warm country:FRA")
        for kind, query in queries(random.Random(2)):
            started = time.perf_counter(), time.process_time()
            search(collection, query)
            wall, cpu = time.perf_counter() - started[0], time.process_time() - started[1]
            times.setdefault(kind, []).append((wall * 1000, cpu * 1000))
        added = accounts(collection).pages - before
    everything = [value for values in times.values() for value in values]
    for kind, values in [*times.items(), ("all", everything)]:
        walls, cpus = zip(*values, strict=True)
        print(f"{kind:26} {_spread(walls)}  {max(walls):7.1f}   CPU {_spread(cpus)}")
    print(f"{before} articles; {added} were added meanwhile")
    if options.save:
        walls, cpus = zip(*everything, strict=True)
        figures = {"articles": before, "ingest": options.ingest}
        for name, took in (("wall_ms", walls), ("cpu_ms", cpus)):
            figures |= {f"{name}_p50": statistics.median(took), f"{name}_p95": _p95(took)}
        options.save.write_text(json.dumps(figures, indent=1))


@contextlib.contextmanager
def beside(path: Path, wanted: bool) -> Iterator[None]:
    """With an ingest in another process, where it is wanted."""
    if not wanted:
        yield
        return
    process = multiprocessing.get_context("spawn").Process(target=ingest, args=(path,))
    process.start()
    time.sleep(3)
    try:
        yield
    finally:
        process.kill()
        process.join()


def _spread(values: Sequence[float]) -> str:
    return f"p50 {statistics.median(values):7.1f}  p95 {_p95(values):7.1f}"


def _p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


if __name__ == "__main__":
    main()
