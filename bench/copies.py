"""How well and how fast near-duplicates are folded.

    python bench/copies.py [--bases 5000] [--growth 10000 100000]

Makes `bases` invented articles and four variants of each: words edited (3 to 8 %), cut to 60 to
90 % of its sentences (at the end or anywhere), furniture added at both ends, and an agency reprint
with sentences of its own and edits. Beside them articles that only look alike: forms filled in
twice (quakes, share prices, scores), and new reports that carry 30 % of an older one as
background. Bases have 80 to 400 words; a second line is for briefs of 40, a third of which is
often somebody's own.
Prints precision and recall over pairs that are folded together, then, for growing numbers of
articles, CPU time of the fold, peak memory and the size of the file. Prose has Zipf's frequencies.
"""

from __future__ import annotations

import argparse
import itertools
import random
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from copydesk.collection.collection import Collection
from copydesk.collection.copies_update import update_copies
from copydesk.collection.write import Arrival, place_of, write_outcome

VOCABULARY = 30_000
LENGTHS = (80, 150, 250, 400)  # words of a base
WEIGHTS = list(itertools.accumulate(1 / (rank + 3) for rank in range(VOCABULARY)))
FORMS = (
    "An earthquake of magnitude {0} struck {1} kilometres north of {2} at {3} on {4}, the survey "
    "said. It was felt in {5} and {6}. No damage was reported, and no warning was given.",
    "Shares in {2} closed at {0} on {4}, after {1} million had changed hands. Analysts of {5} had "
    "expected {3}, those of {6} somewhat less. The market opens again in the morning.",
    "{2} beat {5} by {1} goals on {4}. {6} scored first, after {3} minutes, before {0} spectators. "
    "The next match of the round is to be played on the coming weekend.",
)


def word(rank: int) -> str:
    """An invented word; one in nine is a name."""
    text = ""
    rest = rank + 12
    while rest:
        text += "etaoinshrdlu"[rest % 12]
        rest //= 12
    return text.capitalize() if rank % 9 == 8 else text


def prose(chance: random.Random, words: int) -> list[str]:
    """Sentences of about that many words in all."""
    found = []
    while words > 0:
        length = chance.randrange(9, 28)
        ranks = chance.choices(range(VOCABULARY), cum_weights=WEIGHTS, k=length)
        sentence = " ".join(map(word, ranks))
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
            new = word(chance.choices(range(VOCABULARY), cum_weights=WEIGHTS)[0])
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


def articles(bases: int, lengths: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The group and the text of each article; look-alikes are groups of their own."""
    chance = random.Random(7)
    group = 0
    for _ in range(bases):
        base = prose(chance, chance.choice(lengths))
        for text in (base, *variants(chance, base)):
            yield group, " ".join(text)
        for text in lookalikes(chance, base):
            group += 1
            yield group, " ".join(text)
        group += 1


def make(path: Path, found: list[tuple[int, str]]) -> None:
    """Write a collection of these articles, in an order that tells nothing."""
    order = list(range(len(found)))
    random.Random(3).shuffle(order)
    with Collection.open(path, create=True) as collection:
        with collection.writing() as db:
            db.execute("INSERT INTO runs VALUES (1, 'bench', '[]', '2025-01-01', NULL)")
        for start in range(0, len(order), 2_000):
            with collection.writing() as db:
                for number in order[start : start + 2_000]:
                    location = f"bench:{number}"
                    arrival = Arrival(
                        place_of(location), location, f"{number:064x}", 0, None, None, None
                    )
                    article = {
                        "id": f"id{number:09}",
                        "published": {"value": f"2025-01-{1 + number % 28:02}"},
                        "text": found[number][1],
                        "paragraphs": [],
                    }
                    outcome = {
                        "verdict": {"kind": "article", "score": 1.0, "reasons": []},
                        "article": article,
                        "set_aside": [],
                        "refusal": None,
                    }
                    write_outcome(db, arrival, outcome, 1)


def quality(path: Path, groups: list[int]) -> tuple[float, float]:
    """Precision and recall over pairs of articles that are folded together."""
    folded: dict[int, list[int]] = defaultdict(list)
    with Collection.open(path) as collection, collection.reading() as db:
        for _, original, location in db.execute(
            "SELECT article, coalesce(copy_of, article), location FROM worded"
            " LEFT JOIN copies USING (article) JOIN pages ON page = article"
        ):
            folded[original].append(groups[int(location.split(":")[1])])
    together = sum(len(f) * (len(f) - 1) // 2 for f in folded.values())
    right = sum(n * (n - 1) // 2 for f in folded.values() for n in (f.count(g) for g in set(f)))
    sizes: dict[int, int] = defaultdict(int)
    for group in groups:
        sizes[group] += 1
    wanted = sum(n * (n - 1) // 2 for n in sizes.values())
    return right / max(together, 1), right / wanted


def run(bases: int, lengths: Sequence[int] = LENGTHS) -> None:
    """Make, fold and print."""
    found = list(articles(bases, lengths))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.copydesk"
        make(path, found)
        with Collection.open(path, write=True) as collection:
            started = time.process_time(), time.perf_counter()
            update_copies(collection)
            cpu, wall = time.process_time() - started[0], time.perf_counter() - started[1]
        precision, recall = quality(path, [group for group, _ in found])
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{len(found):,} articles: pairs P {precision:.4f} R {recall:.4f}; fold {cpu:.1f} s CPU"
            f" ({wall:.1f} s), {1e3 * cpu / len(found):.2f} ms an article; peak memory"
            f" {memory:.0f} MB, file {path.stat().st_size / 1e6:.0f} MB",
            flush=True,
        )


def main() -> None:
    """Quality at `bases`, then growth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bases", type=int, default=5_000)
    parser.add_argument("--growth", type=int, nargs="*", default=[])
    options = parser.parse_args()
    run(options.bases)
    run(options.bases // 10, [40])
    for size in options.growth:
        run(size // 8)


if __name__ == "__main__":
    main()
