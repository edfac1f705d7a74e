"""Learn which line of a page without markup is its headline, and write the weights.

    python tools/train_headline.py DATA [--write WEIGHTS]

WEIGHTS is `src/copydesk/article/metadata/headline_weights.toml`. DATA holds the development sets
`fundus/` and `wcxb/`. A page's lines compete (softmax) with one another and with "none"; the right
line is the one with the letters of the true title, else of the title that the page's markup gives.
Each page is seen twice, as its text alone and with its title element as the first line, as archives
of text have it. Prints the share of right lines on sites not seen. Needs scipy.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

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


@dataclass(frozen=True, slots=True)
class Seen:
    """One rendering of a page: its contest, whose last row is "none"; whether its first line is
    the page's title element; whether a line is the true title, letter for letter.
    """

    contest: Contest
    opened: bool
    there: bool


def renderings(data: Path) -> Iterator[Seen]:
    """Every page twice: its text alone, and below its title element."""
    titles = true_titles(data)
    for name_of_set, site, name, source, *_ in labelled(data):
        title, url = titles.get(name.rsplit("/", 1)[-1], ("", ""))
        if not title:
            continue
        head, marked = flatten(source)
        found = find_title(head, marked, site_names(head, url or None), url or None)
        keys = (fold(title), fold(found.text) if found else "")
        text = strip_tags(source)
        for opened in (False, True):
            read = _lines(f"{head.title}\n{text}" if opened else text, keys)
            if read is not None:
                values, right, texts = read
                own = site or urlsplit(url).hostname or name
                there = any(folded(line) == folded(title) for line in texts)
                yield Seen(Contest(name_of_set, own, values, right), opened, there)


def _lines(text: str, keys: tuple[str, str]) -> tuple[NDArray[Any], NDArray[Any], list[str]] | None:
    """The signs of a text's lines, shape (lines + 1, signs), which are right, and the lines.

    The right ones have the letters of the first of `keys`, else of the second.
    """
    none, flat = flatten(text, Form.TEXT)
    kept = decide(flat, none, find_phrases([block.text for block in flat.blocks]))
    drop_repeats(flat, kept)
    first = first_paragraph(flat, kept)
    if first is None:
        return None
    places, rows = headline_signs(flat, kept, first)
    texts = [flat.blocks[i].text for i in places]
    folds = [fold(line) for line in texts]
    key = keys[0] if keys[0] in folds else keys[1]
    right = [float(line == key) for line in folds]
    values = np.array([*rows, [0.0] * len(SIGNS)])
    return values, np.array([*right, float(not any(right))]), texts


def main() -> None:
    """Print figures on unseen sites; with --write, learn from all and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    found = list(renderings(options.data))
    rows = [seen.contest for seen in found]
    unseen: dict[tuple[str, bool], list[float]] = {}
    for number in range(_FOLDS):
        held = [seen for seen in found if fold_of(seen.contest.site, _FOLDS) == number]
        weights = learn([row for row in rows if fold_of(row.site, _FOLDS) != number])
        for seen, hit in zip(held, hits([s.contest for s in held], weights), strict=True):
            unseen.setdefault((seen.contest.set, seen.opened), []).append(hit)
    weights = learn(rows)
    for (name, opened), values in unseen.items():
        own = [seen for seen in found if (seen.contest.set, seen.opened) == (name, opened)]
        known = hits([seen.contest for seen in own], weights)
        print(
            f"{name}{', title element first' if opened else ''}: {len(values)} pages, "
            f"unseen {np.mean(values):.4f}, seen {np.mean(known):.4f}, "
            f"true title among the lines, letter for letter {np.mean([s.there for s in own]):.4f}"
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
