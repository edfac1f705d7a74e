"""Learn which line of a page without markup is its headline, and write the weights.

    python tools/train_headline.py DATA [--write WEIGHTS]

WEIGHTS is `src/copydesk/article/metadata/headline_weights.toml`. DATA holds the development sets
`fundus/` and `wcxb/`. A page's lines compete (softmax) with one another and with "none"; the right
line is the one with the letters of the true title, else of the title that the page's markup gives.
Prints the share of right lines on sites not seen. Needs scipy.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np

from copydesk.article.decide import decide
from copydesk.article.metadata.headline import first_paragraph
from copydesk.article.metadata.headline_signs import SIGNS, headline_signs
from copydesk.article.metadata.site import fold, site_names
from copydesk.article.metadata.title import find_title
from copydesk.article.phrases import find_phrases
from copydesk.article.read import flatten
from copydesk.article.repeats import drop_repeats
from copydesk.page.page import Form
from reader_data import pages as labelled
from reader_data import strip_tags
from train_reader import fold_of
from train_title import Contest, fit, folded, hits, true_titles

_FOLDS = 8
_OTHERS = 0.4  # weight of a page that is not a newspaper's
_SHRINK = 0.5  # ridge penalty


def contests(data: Path) -> Iterator[tuple[Contest, bool]]:
    """One contest for each page, its last row "none"; and whether a line is the true title."""
    titles = true_titles(data)
    for name_of_set, site, name, source, _ in labelled(data):
        title, url = titles.get(name.rsplit("/", 1)[-1], ("", ""))
        none, flat = flatten(strip_tags(source), Form.TEXT)
        kept = decide(flat, none, find_phrases([block.text for block in flat.blocks]))
        drop_repeats(flat, kept)
        first = first_paragraph(flat, kept)
        if not title or first is None:
            continue
        places, rows = headline_signs(flat, kept, first)
        texts = [flat.blocks[i].text for i in places]
        right = [float(fold(text) == fold(title)) for text in texts]
        if not any(right):
            head, marked = flatten(source)
            found = find_title(head, marked, site_names(head, url or None), url or None)
            key = fold(found.text) if found else ""
            right = [float(fold(text) == key) for text in texts]
        yield (
            Contest(
                name_of_set,
                site or urlsplit(url).hostname or name,
                np.array([*rows, [0.0] * len(SIGNS)]),
                np.array([*right, float(not any(right))]),
            ),
            any(folded(text) == folded(title) for text in texts),
        )


def main() -> None:
    """Print figures on unseen sites; with --write, learn from all and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    found = list(contests(options.data))
    rows = [row for row, _ in found]
    unseen: dict[str, list[float]] = {}
    for number in range(_FOLDS):
        held = [row for row in rows if fold_of(row.site, _FOLDS) == number]
        weights = learn([row for row in rows if fold_of(row.site, _FOLDS) != number])
        for row, hit in zip(held, hits(held, weights), strict=True):
            unseen.setdefault(row.set, []).append(hit)
    weights = learn(rows)
    for name, values in unseen.items():
        seen = hits([row for row in rows if row.set == name], weights)
        there = np.mean([there for row, there in found if row.set == name])
        print(
            f"{name}: {len(values)} pages, unseen {np.mean(values):.4f}, seen {np.mean(seen):.4f}, "
            f"true title among the lines, letter for letter {there:.4f}"
        )
    if options.write:
        lines = [f'"{sign}" = {weight:.3f}' for sign, weight in zip(SIGNS, weights, strict=True)]
        options.write.write_text(
            "# Weights of a line's signs of being the headline (headline_signs.SIGNS).\n"
            "# Written by tools/train_headline.py.\n" + "\n".join(lines) + "\n",
            "utf-8",
        )


def learn(rows: list[Contest]) -> np.ndarray:
    """The weights by which the right lines of `rows` win."""
    return fit(rows, _OTHERS, _SHRINK)


if __name__ == "__main__":
    main()
