"""How well and how fast near-duplicates are folded.

    python bench/copies.py [--bases 2500] [--growth 10000 100000 1000000] [--save FILE]

Makes `bases` invented articles and four variants of each: words edited (3 to 8 %), cut to 60 to
90 % of its sentences (at the end or anywhere), furniture added at both ends, and an agency reprint
with sentences of its own and edits. Beside them articles that only look alike: forms filled in
twice (quakes, share prices, scores), and new reports that carry 30 % of an older one as
background. Bases have 80 to 400 words; a second line is for briefs of 40, a third of which is
often somebody's own. Prose has Zipf's frequencies.
Prints precision and recall over pairs that are folded together, CPU time of the fold, the peak
memory of its process and the size of the file; then the same for growing numbers of short articles
(bases of 50 to 120 words). `--save` writes the figures of growth as JSON, for growth.py.
"""

from __future__ import annotations

import argparse
import itertools
import json
import multiprocessing
import random
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from copydesk.collection.collection import Collection
from copydesk.collection.copies.update import update_copies
from copydesk.collection.write import Arrival, place_of, write_outcome

VOCABULARY = 30_000
LENGTHS = (80, 150, 250, 400)  # words of a base
SHORT = (50, 80, 120)
BRIEF = (40,)
PER_BASE = 8  # articles: the base, four variants, three look-alikes
LOT = 4_000  # articles that are written together, in an order that tells nothing
WEIGHTS = list(itertools.accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))
FORMS = (
    "An earthquake of magnitude {0} struck {1} kilometres north of {2} at {3} on {4}, the survey "
    "said. It was felt in {5} and {6}. No damage was reported, and no warning was given.",
    "Shares in {2} closed at {0} on {4}, after {1} million had changed hands. Analysts of {5} had "
    "expected {3}, those of {6} somewhat less. The market opens again in the morning.",
    "{2} beat {5} by {1} goals on {4}. {6} scored first, after {3} minutes, before {0} spectators. "
    "The next match of the round is to be played on the coming weekend.",
)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a fold took and gave."""

    articles: int
    precision: float
    recall: float
    cpu_s: float
    wall_s: float
    peak_mb: float
    file_mb: float

    def __str__(self) -> str:
        return (
            f"{self.articles:,} articles: pairs P {self.precision:.4f} R {self.recall:.4f}; fold"
            f" {self.cpu_s:.1f} s CPU ({self.wall_s:.0f} s), {1e3 * self.cpu_s / self.articles:.2f}"
            f" ms an article; peak memory {self.peak_mb:.0f} MB, file {self.file_mb:.0f} MB"
        )


def word(rank: int) -> str:
    """An invented word; one in nine is a name."""
    text = ""
    rest = rank + 12
    while rest:
        text += "etaoinshrdlu"[rest % 12]
        rest //= 12
    return text.capitalize() if rank % 9 == 8 else text


WORDS = [word(rank) for rank in range(VOCABULARY)]


def prose(chance: random.Random, words: int) -> list[str]:
    """Sentences of about that many words in all."""
    found = []
    while words > 0:
        length = chance.randrange(9, 28)
        sentence = " ".join(chance.choices(WORDS, cum_weights=WEIGHTS, k=length))
        found.append(f"{sentence[0].upper()}{sentence[1:]}.")
        words -= length
    return found


def edited(chance: random.Random, sentences: list[str], share: float) -> list[str]:
    """Words changed, left out or put in."""
    result = []
    for sentence in sentences:
        words = []
        for old in sentence.split(" "):
            if chance.random() >= share:
                words.append(old)
                continue
            [new] = chance.choices(WORDS, cum_weights=WEIGHTS)
            words += chance.choice([[new], [], [old, new]])
        result.append(" ".join(words) or sentence)
    return result


def variants(chance: random.Random, base: list[str]) -> Iterator[list[str]]:
    """Four variants of an article."""
    yield edited(chance, base, chance.uniform(0.03, 0.08))
    keep = max(2, round(len(base) * chance.uniform(0.6, 0.9)))
    anywhere = chance.random() < 0.5
    yield (
        [base[n] for n in sorted(chance.sample(range(len(base)), keep))]
        if anywhere
        else base[:keep]
    )
    furniture = prose(chance, 30)
    yield [*furniture[:1], *base, *furniture[1:]]
    yield [*edited(chance, base, 0.02)[: max(2, keep)], *prose(chance, 20), "(Nordfeed)"]


def lookalikes(chance: random.Random, base: list[str]) -> Iterator[list[str]]:
    """A form filled in twice, and a new report with an old one as its background."""
    form = chance.choice(FORMS)
    for _ in range(2):
        names = [word(9 * chance.randrange(3000) + 8) for _ in range(5)]
        numbers = [f"{chance.uniform(2, 90):.1f}", str(chance.randrange(2, 300))]
        clock = f"{chance.randrange(24)}:{chance.randrange(60):02}"
        yield [form.format(*numbers, names[0], clock, *names[1:])]
    yield prose(chance, 220) + base[: max(1, len(base) * 3 // 10)]


def articles(bases: int, lengths: Sequence[int]) -> Iterator[str]:
    """The texts, `PER_BASE` of each base; `group_of` tells by the number what belongs together."""
    chance = random.Random(7)
    for _ in range(bases):
        base = prose(chance, chance.choice(lengths))
        for text in (base, *variants(chance, base), *lookalikes(chance, base)):
            yield " ".join(text)


def group_of(number: int) -> int:
    """The base and its variants are a group; each look-alike is one of its own."""
    return number if number % PER_BASE > 4 else number - number % PER_BASE


def make(path: Path, bases: int, lengths: Sequence[int]) -> None:
    """Write a collection of these articles, without the text index that no fold looks at."""
    numbered = enumerate(articles(bases, lengths))
    chance = random.Random(3)
    with Collection.open(path, create=True) as collection:
        with collection.writing() as db:
            db.execute("INSERT INTO runs VALUES (1, 'bench', '[]', '2025-01-01', NULL)")
            db.execute("DROP TRIGGER words_of_article")
        while lot := list(itertools.islice(numbered, LOT)):
            chance.shuffle(lot)
            with collection.writing() as db:
                for number, text in lot:
                    location = f"bench:{number}"
                    arrival = Arrival(
                        place_of(location), location, f"{number:064x}", 0, None, None, None
                    )
                    article = {
                        "id": f"id{number:09}",
                        "published": {"value": f"2025-01-{1 + number % 28:02}"},
                        "text": text,
                        "paragraphs": [],
                    }
                    outcome = {
                        "verdict": {"kind": "article", "score": 1.0, "reasons": []},
                        "article": article,
                        "set_aside": [],
                        "refusal": None,
                    }
                    write_outcome(db, arrival, outcome, 1)


def quality(path: Path) -> tuple[float, float]:
    """Precision and recall over pairs of articles that are folded together."""
    folded: dict[int, list[int]] = defaultdict(list)
    sizes: dict[int, int] = defaultdict(int)
    with Collection.open(path) as collection, collection.reading() as db:
        for original, location in db.execute(
            "SELECT coalesce(copy_of, article), location FROM worded"
            " LEFT JOIN copies USING (article) JOIN pages ON page = article"
        ):
            group = group_of(int(location.split(":")[1]))
            folded[original].append(group)
            sizes[group] += 1
    together = sum(len(f) * (len(f) - 1) // 2 for f in folded.values())
    right = sum(n * (n - 1) // 2 for f in folded.values() for n in (f.count(g) for g in set(f)))
    wanted = sum(n * (n - 1) // 2 for n in sizes.values())
    return right / max(together, 1), right / wanted


def fold(path: Path) -> tuple[float, float, float]:
    """Fold; returns CPU seconds, seconds by the clock, and this process's peak memory in MB."""
    with Collection.open(path, write=True) as collection:
        started = time.process_time(), time.perf_counter()
        update_copies(collection)
        cpu, wall = time.process_time() - started[0], time.perf_counter() - started[1]
    return cpu, wall, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run(bases: int, lengths: Sequence[int]) -> Figures:
    """Make, fold and judge, each in a process of its own, so that memory is the fold's alone."""
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(
            1, mp_context=multiprocessing.get_context("spawn"), max_tasks_per_child=1
        ) as pool,
    ):
        path = Path(folder) / "bench.copydesk"
        pool.submit(make, path, bases, lengths).result()
        cpu, wall, peak = pool.submit(fold, path).result()
        precision, recall = pool.submit(quality, path).result()
        size = path.stat().st_size / 1e6
        found = Figures(bases * PER_BASE, precision, recall, cpu, wall, peak, size)
    print(found, flush=True)
    return found


def main() -> None:
    """Quality at `bases`, then growth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bases", type=int, default=2_500)
    parser.add_argument("--growth", type=int, nargs="*", default=[])
    parser.add_argument("--save", type=Path)
    options = parser.parse_args()
    if options.bases:
        run(options.bases, LENGTHS)
        run(options.bases // 10, BRIEF)
    grown = [run(size // PER_BASE, SHORT) for size in options.growth]
    if options.save:
        options.save.write_text(json.dumps([asdict(figures) for figures in grown], indent=1))


if __name__ == "__main__":
    main()
