"""How long the pages of the desk take over a large collection, also while articles are added.

    python bench/desk_speed.py FILE --make [--articles 100000]
    python bench/desk_speed.py FILE [--requests 100] [--ingest FOLDER]

`--make` writes FILE: invented articles in stories of very unlike sizes (the greatest of some
hundred articles), each with actors, statements, moves, meetings and positions; a tenth are
copies. Without it a desk is started over FILE and asked for pages of each kind, in a mixed order
that is always the same; the first request of each kind is not counted. Prints p50, p95 and the
slowest in milliseconds, from the request to the last byte, and of the processor's time in the
desk, which other programs on the machine do not lengthen. With `--ingest` all that is done while
`copydesk add FOLDER --to FILE` runs, as often as needed, on copies of the pages of FOLDER.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import http.client
import itertools
import json
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.collection.search import VOCABULARY, queries, word

from copydesk.collection.collection import Collection
from copydesk.collection.write import Arrival, place_of, write_outcome

NAMES, ISSUES, CAST = 4_000, 30, 7
STATUSES = ["realised", "planned", "refused", "proposed", "demanded", "negated"]
TYPES = ["AGREE", "CONSULT", "REJECT", "DEMAND", "ACCUSE", "SUPPORT", "THREATEN"]
STANCES = ["for", "against", "conditional", "open"]
COUNTRIES = ["RUS", "UKR", "USA", "FRA", "IRN"]


def sizes(articles: int, chance: random.Random) -> Iterator[int]:
    """How many articles each story has: a few of hundreds, many of a handful."""
    left, planned = articles, itertools.chain([600] * 3, [200] * 30, [60] * 200)
    while left > 0:
        size = min(left, next(planned, 0) or min(40, int(chance.paretovariate(1.1) * 2)))
        left -= size
        yield size


class Maker:
    """Invents articles of stories."""

    def __init__(self) -> None:
        self.chance = random.Random(1)
        weights = itertools.accumulate(1 / (rank + 3) for rank in range(VOCABULARY))
        self.weights = list(weights)
        self.words = [word(rank) for rank in range(VOCABULARY)]

    def some(self, number: int) -> list[str]:
        """Words, the common ones more often."""
        return self.chance.choices(self.words, cum_weights=self.weights, k=number)

    def outcome(self, number: int, day: str, cast: list[str], issues: list[str]) -> dict[str, Any]:
        """The contract object of an article of a story with this cast and these issues."""
        chance = self.chance
        actors = chance.sample(cast, 4)
        sentences, claims = [], []
        for _ in range(12):
            one, other = chance.sample(range(4), 2)
            claims.append((one, other, chance.choice(issues)))
            sentences.append(
                f"{actors[one]} told {actors[other]} that {' '.join(self.some(10))}"
                f" over {claims[-1][2]}."
            )
        text = " ".join(sentences)
        starts = [0, *itertools.accumulate(len(s) + 1 for s in sentences)]

        def span(n: int, exact: str | None = None) -> dict[str, Any]:
            exact = exact or sentences[n]
            start = text.index(exact, starts[n])
            return {"start": start, "end": start + len(exact), "exact": exact}

        when = {"span": span(0, "told"), "value": day, "precision": "day", "old": False}
        place = {"span": None, "name": f"Town{number % 40}", "country": chance.choice(COUNTRIES),
                 "latitude": None, "longitude": None}  # fmt: skip
        empty: dict[str, Any] = {
            "reciprocal": False, "condition": None, "deadline": None, "about": [],
            "reported_by": None, "habitual": False, "ongoing": False,
        }  # fmt: skip
        return {
            "verdict": {"kind": "article", "score": 1.0, "reasons": []},
            "article": {
                "id": hashlib.sha256(f"{number}".encode()).hexdigest()[:16],
                "title": " ".join(self.some(8)), "standfirst": None, "authors": [],
                "agency": None, "site": f"Outlet {number % 50}",
                "published": {"value": day, "precision": "day", "timezone": None,
                              "method": "bench", "confidence": 1.0, "candidates": []},
                "modified": None, "dateline": None, "language": "en", "section": None,
                "tags": [], "image": None, "canonical_url": None, "free": None, "live": False,
                "reservation": None, "origins": {}, "text": text,
                "paragraphs": [{"start": 0, "end": len(text), "kind": "paragraph",
                                "where": "line 1"}],
            },
            "set_aside": [], "refusal": None,
            "actors": [
                {"id": f"a{n}", "name": name, "kind": "person", "aliases": [],
                 "country": COUNTRIES[len(name) % 5], "role": f"Minister {len(name)}",
                 "sector": "GOV", "part_of": None, "mentions": [span(0)], "role_evidence": None,
                 "country_evidence": None}
                for n, name in enumerate(actors)
            ],
            "statements": [
                {"id": f"s{n}", "kind": "indirect", "act": "say", "actor": f"a{one}",
                 "source": span(n, actors[one]), "cue": span(n, "told"), "content": [span(n)],
                 "evidence": span(n), "holder_chain": [f"a{one}"], "addressees": [f"a{other}"],
                 "occasion": None, "about": []}
                for n, (one, other, _) in enumerate(claims[:6])
            ],
            "events": [
                {"id": f"e{n}", "type": chance.choice(TYPES), "move": "offer",
                 "actors": [f"a{one}"], "recipients": [f"a{other}"],
                 "status": chance.choice(STATUSES), "trigger": span(n, "told"),
                 "evidence": span(n), "object": span(n, issue), "time": when if n % 2 else None,
                 "place": place if n % 3 == 0 else None, **empty}
                for n, (one, other, issue) in enumerate(claims[:6])
            ],
            "meetings": [
                {"id": "m1", "kind": "talks", "parties": ["a0", "a1"], "status": "held",
                 "evidence": [span(7)], "hosts": [], "mediators": [], "place": place,
                 "time": when, "level": None, "events": [], "earlier": [],
                 "delegations": [{"party": "a0", "head": "a2", "members": []}]},
            ][: number % 3],
            "positions": [
                {"id": f"p{n}", "actor": f"a{one}", "issue": issue, "evidence": span(n + 8),
                 "stance": chance.choice(STANCES), "condition": None, "events": []}
                for n, (one, _, issue) in enumerate(claims[8:11])
            ],
        }  # fmt: skip


def make(path: Path, articles: int) -> None:
    """Write a collection of invented stories."""
    maker, started = Maker(), time.perf_counter()
    chance = maker.chance
    with Collection.open(path, create=True) as collection:
        with collection.writing() as db:
            db.execute(
                "INSERT INTO runs VALUES (1, 'bench', '[\"bench\"]', '2026-01-01T00:00:00+00:00',"
                " '2026-01-02T00:00:00+00:00')"
            )
        number = 0
        for story, size in enumerate(sizes(articles, chance), 1):
            cast = [
                f"Name{chance.randrange(NAMES)} Family{chance.randrange(60)}" for _ in range(CAST)
            ]
            issues = [" ".join(maker.some(40)[30:34]) for _ in range(ISSUES)]
            first, length = chance.randrange(700), max(2, min(size, 90))
            with collection.writing() as db:
                numbers = range(number, number + size)
                for n in numbers:
                    ordinal = first + (n - number) * length // size
                    month, day_of_month = divmod(ordinal, 28)
                    day = f"{2024 + month // 12}-{month % 12 + 1:02}-{day_of_month + 1:02}"
                    _put(db, n, maker.outcome(n, day, cast, issues), day)
                _put_story(db, story, " ".join(maker.some(7)), cast, numbers)
                number += size
        with collection.writing() as db:  # all is folded and grouped already
            db.execute("DELETE FROM to_fold")
            db.execute("DELETE FROM stale")
    print(f"{articles} articles written in {time.perf_counter() - started:.0f} s")


def _put(db: sqlite3.Connection, number: int, outcome: dict[str, Any], day: str) -> None:
    location = f"https://outlet{number % 50}.example/{number}"
    arrival = Arrival(place_of(location), location, f"{number:064x}", 1, location, None, 200)
    write_outcome(db, arrival, outcome, 1)
    article = number + 1
    db.execute("INSERT INTO wordings VALUES (?, ?, 200)", (article, f"{number:032x}".encode()))
    line = f"{day}\t1\t~\t~\t{outcome['article']['id']}\t{location}"
    db.execute(
        "INSERT INTO worded VALUES (?, ?, ?, NULL, ?)",
        (article, article, line, outcome["article"]["site"]),
    )


def _put_story(
    db: sqlite3.Connection, story: int, name: str, cast: list[str], numbers: range
) -> None:
    articles = [(n + 1,) for n in numbers]
    days = db.execute(
        "SELECT min(first_day), max(last_day) FROM articles WHERE article BETWEEN ? AND ?",
        (articles[0][0], articles[-1][0]),
    ).fetchone()
    db.execute(
        "INSERT INTO stories VALUES (?, ?, ?, ?, ?, ?, ?)",
        (story, f"story-{story:012x}", name, *days, json.dumps(cast[:6]), min(50, len(numbers))),
    )
    db.executemany(f"INSERT INTO story_articles VALUES (?, {story})", articles)
    for copy in articles[9::10]:
        db.execute("INSERT INTO copies VALUES (?, ?, 0.97)", (copy[0], copy[0] - 1))


def addresses(path: Path, chance: random.Random) -> dict[str, Iterator[str]]:
    """Pages of each kind, without end."""
    with contextlib.closing(sqlite3.connect(path)) as db:
        by_size = [
            row[0]
            for row in db.execute(
                "SELECT id FROM stories JOIN story_articles USING (story) GROUP BY story"
                " ORDER BY count(*) DESC"
            )
        ]
        busiest = [
            row[0]
            for row in db.execute("SELECT name FROM actors GROUP BY name ORDER BY count(*) DESC")
        ]
        articles = [row[0] for row in db.execute("SELECT id FROM articles")]
    asked = list(queries(chance))

    def one_of(found: list[str], form: str) -> Iterator[str]:
        while True:
            yield form.format(quote(chance.choice(found)))

    return {
        "front": itertools.repeat("/"),
        "older stories": (f"/?page={chance.randrange(2, 200)}" for _ in itertools.count()),
        "search": (f"/?q={quote(chance.choice(asked)[1])}" for _ in itertools.count()),
        "what is added": itertools.repeat("/ingest"),
        "story": one_of(by_size, "/stories/{}"),
        "story's drawing": one_of(by_size, "/stories/{}/chart"),
        "one of the 33 greatest": one_of(by_size[:33], "/stories/{}"),
        "article": one_of(articles, "/articles/{}"),
        "actor": one_of(busiest, "/actors/{}"),
        "one of the 50 busiest": one_of(busiest[:50], "/actors/{}"),
        "pages": itertools.repeat("/pages"),
        "actors": itertools.repeat("/actors"),
        "actors by name": (f"/actors?q=name{chance.randrange(10)}" for _ in itertools.count()),
        "meetings": (
            f"/meetings?month=2024-{chance.randrange(1, 13):02}" for _ in itertools.count()
        ),
        "corrections": itertools.repeat("/corrections"),
    }


@contextlib.contextmanager
def desk(path: Path) -> Iterator[tuple[int, int]]:
    """A desk of its own process; its port and the number of the process."""
    command = [sys.executable, "-m", "copydesk", "desk", str(path), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        found = re.search(r":(\d+)/", process.stdout.readline())
        assert found, "the desk did not start"
        try:
            yield int(found[1]), process.pid
        finally:
            process.terminate()


@contextlib.contextmanager
def ingest(path: Path, source: Path | None) -> Iterator[None]:
    """Adds copies of the pages of a folder, for as long as it is open."""
    if source is None:
        yield
        return
    with tempfile.TemporaryDirectory() as folder:
        pages = [page for page in sorted(source.iterdir()) if page.is_file()]
        for number in range(4000 // len(pages)):
            for page in pages:
                shutil.copy(page, Path(folder) / f"{number:05}-{page.name}")
        command = [sys.executable, "-m", "copydesk", "add", "-q", folder, "--to", str(path)]
        with subprocess.Popen(command) as process:
            time.sleep(8)  # until the workers have loaded their models
            yield
            if process.poll() is not None:
                print("the ingest ended before the requests did: give it more pages")
            process.terminate()


def cpu_ms(process: int) -> float:
    """Milliseconds that all threads of a process have run so far (Linux)."""
    tasks = Path(f"/proc/{process}/task")
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir()) / 1e6


def measure(
    port: int, process: int, kinds: dict[str, Iterator[str]], requests: int
) -> dict[str, list[tuple[float, float]]]:
    """Milliseconds of each request: on the wall, and of the processor in the desk."""
    times: dict[str, list[tuple[float, float]]] = {kind: [] for kind in kinds}
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for number in range(requests + 1):
        for kind, found in kinds.items():
            address = next(found)
            busy, started = cpu_ms(process), time.perf_counter()
            connection.request("GET", address)
            answer = connection.getresponse()
            answer.read()
            wall = (time.perf_counter() - started) * 1000
            if answer.status != 200:
                print(f"{answer.status} {address}")
            if number:
                times[kind].append((wall, cpu_ms(process) - busy))
    return times


def main() -> None:
    """Make or measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--make", action="store_true")
    parser.add_argument("--requests", type=int, default=100, help="Of each kind.")
    parser.add_argument("--ingest", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    if options.make:
        make(options.file, options.articles)
        return
    kinds = addresses(options.file, random.Random(2))
    with desk(options.file) as (port, process), ingest(options.file, options.ingest):
        times = measure(port, process, kinds, options.requests)
    everything = [value for values in times.values() for value in values]
    for kind, values in [*times.items(), ("all", everything)]:
        columns = [
            f"p50 {statistics.median(v):6.1f}  p95 {statistics.quantiles(v, n=20)[-1]:6.1f}"
            f"  {max(v):7.1f}"
            for v in zip(*values, strict=True)
        ]
        print(f"{kind:24} wall {columns[0]}    cpu {columns[1]}")


if __name__ == "__main__":
    main()
