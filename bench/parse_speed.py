"""CPU time of the parse and of the actors beside plain spaCy, on texts of a folder.

    python bench/parse_speed.py FOLDER [--limit 40]

FOLDER holds *.txt files. Printed: milliseconds of CPU a text of spaCy's pipeline called plainly,
of `parse`, of `parse_many`, of `find_cast`, and the shares; best of three rounds.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from copydesk.record.actors import find_cast
from copydesk.record.parse import load_parser, parse, parse_many


def _best(work: Callable[[], object]) -> float:
    """The least CPU seconds of three rounds."""
    rounds = []
    for _ in range(3):
        start = time.process_time()
        work()
        rounds.append(time.process_time() - start)
    return min(rounds)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=40)
    args = parser.parse_args()
    paths = sorted(args.folder.rglob("*.txt"))[: args.limit]
    texts = [path.read_text("utf-8") for path in paths]
    docs = [parse(text) for text in texts]
    tokens = sum(map(len, docs))
    find_cast(docs[0])
    nlp = load_parser()
    figures = {
        "spaCy": _best(lambda: [nlp(text) for text in texts]),
        "parse": _best(lambda: [parse(text) for text in texts]),
        "parse_many": _best(lambda: list(parse_many(texts))),
        "find_cast": _best(lambda: [find_cast(doc) for doc in docs]),
    }
    print(f"{len(texts)} texts, {tokens / len(texts):.0f} tokens each")
    for name, seconds in figures.items():
        share = 100 * seconds / figures["spaCy"]
        print(f"{name:10} {1000 * seconds / len(texts):7.1f} ms a text {share:6.1f} %")


if __name__ == "__main__":
    main()
