"""Learn which line of a page without markup is its byline, and write the weights.

    python tools/train_signature.py DATA [--write WEIGHTS]

WEIGHTS is `src/copydesk/article/metadata/signature_weights.toml`. DATA holds the development sets
`fundus/` and `wcxb/`. A page's lines of names compete (softmax) with one another and with "none";
the right lines hold a name of the true authors. Prints the shares of right, wrong and missing
bylines on sites not seen. Needs scipy.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from copydesk.article.decide import decide
from copydesk.article.metadata.byline_signs import SIGNS, byline_signs
from copydesk.article.metadata.headline import find_headline
from copydesk.article.metadata.names import split_names
from copydesk.article.metadata.signature import _LEVEL
from copydesk.article.metadata.site import fold
from copydesk.article.phrases import find_phrases
from copydesk.article.read import flatten
from copydesk.article.repeats import drop_repeats
from copydesk.page.page import Form
from reader_data import newspaper_pages, strip_tags
from reader_data import pages as labelled
from train_reader import fold_of
from train_title import Contest, fit

_FOLDS = 8
_OTHERS = 0.4  # weight of a page that is not a newspaper's
_SHRINK = 0.5  # ridge penalty


@dataclass(frozen=True, slots=True)
class Seen:
    """One page: its contest, whose last row is "none", and whether anybody signs it."""

    contest: Contest
    signed: bool


def true_authors(data: Path) -> dict[str, set[str]]:
    """Name of page -> folded names of its authors, for both sets; names as `reader_data.pages`."""
    authors: dict[str, set[str]] = {}
    for path in (data / "wcxb/dev/ground-truth").glob("*.json"):
        value = json.loads(path.read_text("utf-8"))["ground_truth"].get("author") or ""
        authors[path.stem] = {fold(name) for name in split_names(value)}
    for _, page, version in newspaper_pages(data):
        values = version.get("authors") or ()
        authors[page.name] = {fold(n) for value in values for n in split_names(value)}
    return authors


def seen_pages(data: Path) -> Iterator[Seen]:
    """One contest for each page with a body."""
    authors = true_authors(data)
    for name_of_set, site, name, source, *_ in labelled(data):
        none, flat = flatten(strip_tags(source), Form.TEXT)
        kept = decide(flat, none, find_phrases([block.text for block in flat.blocks]))
        drop_repeats(flat, kept)
        true = authors.get(name.rsplit("/", 1)[-1], set())
        named, rows = byline_signs(flat, kept, find_headline(flat, kept), ())
        right = [float(not true.isdisjoint(map(fold, names))) for names in named.values()]
        values = np.array([*rows, [0.0] * len(SIGNS)])
        chosen = np.array([*right, float(not any(right))])
        own = site or urlsplit(name).hostname or name
        yield Seen(Contest(name_of_set, own, values, chosen), bool(true))


def learn(pages: list[Seen]) -> NDArray[np.float64]:
    """The weights by which the right lines of `pages` win."""
    return fit([page.contest for page in pages if len(page.contest.right) > 1], _OTHERS, _SHRINK)


def outcome(page: Seen, weights: NDArray[np.float64]) -> str:
    """What the weights do on a page: "right", "wrong", "missing", or "rightly none"."""
    scores = (page.contest.values @ weights)[:-1]
    if len(scores) and scores.max() > _LEVEL:
        return "right" if page.contest.right[int(np.argmax(scores))] else "wrong"
    return "missing" if page.signed else "rightly none"


def main() -> None:
    """Print figures on unseen sites; with --write, learn from all and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    pages = list(seen_pages(options.data))
    unseen: dict[str, list[str]] = {}
    for number in range(_FOLDS):
        held = [page for page in pages if fold_of(page.contest.site, _FOLDS) == number]
        weights = learn([p for p in pages if fold_of(p.contest.site, _FOLDS) != number])
        for page in held:
            unseen.setdefault(page.contest.set, []).append(outcome(page, weights))
    for name, values in unseen.items():
        counts = {
            kind: values.count(kind) for kind in ("right", "wrong", "missing", "rightly none")
        }
        print(f"{name}: {len(values)} pages, unseen {counts}")
    if options.write:
        lines = [
            f'"{sign}" = {weight:.3f}' for sign, weight in zip(SIGNS, learn(pages), strict=True)
        ]
        options.write.write_text(
            "# Weights of a line's signs of being the byline (byline_signs.SIGNS).\n"
            "# Written by tools/train_signature.py.\n" + "\n".join(lines) + "\n",
            "utf-8",
        )


if __name__ == "__main__":
    main()
