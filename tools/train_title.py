"""Learn how much each witness of a title counts, and write the weights.

    python tools/train_title.py DATA [--write src/copydesk/article/metadata/title_weights.toml]

DATA holds the development sets `fundus/` and `wcxb/`. A page's titles compete (softmax); the
weights make the right ones win. Prints the share of right titles on sites not seen. Needs scipy.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from copydesk.article.metadata.site import site_names
from copydesk.article.metadata.title import is_news, offered_titles, page_words, support
from copydesk.article.read import flatten
from reader_data import newspaper_pages
from reader_data import pages as labelled
from train_reader import fold_of

_FOLDS = 8
_OTHERS = 0.3  # weight of a page that is not a newspaper's
_SHRINK = 0.2  # ridge penalty


@dataclass(frozen=True, slots=True)
class Contest:
    """One page: the support of each offered title, shape (titles, signs), and which are right."""

    set: str
    site: str
    values: NDArray[Any]
    right: NDArray[Any]


def folded(text: str) -> str:
    """How titles are compared: composed, spaces single, case folded."""
    text = unicodedata.normalize("NFKC", html.unescape(text or ""))
    return re.sub(r"\s+", " ", text).strip().casefold()


def true_titles(data: Path) -> dict[str, tuple[str, str]]:
    """Name of page -> (title, URL), for both sets; names as `reader_data.pages` gives them."""
    titles: dict[str, tuple[str, str]] = {}
    for path in (data / "wcxb/dev/ground-truth").glob("*.json"):
        row = json.loads(path.read_text("utf-8"))
        if row["_internal"]["page_type"]["primary"] == "article":
            titles[path.stem] = (row["ground_truth"].get("title") or "", row.get("url") or "")
    for _, page, version in newspaper_pages(data):
        info = json.loads((page.parent / "meta.info").read_text("utf-8"))
        titles[page.name] = (version["title"], info[page.name]["url"])
    return titles


def contests(data: Path) -> Iterator[Contest]:
    """One contest for each page with at least one title offered."""
    titles = true_titles(data)
    for name_of_set, site, name, source, *_ in labelled(data):
        title, url = titles.get(name.rsplit("/", 1)[-1], ("", ""))
        if not title:
            continue
        head, flat = flatten(source)
        groups = offered_titles(head, flat, site_names(head, url or None))
        if groups:
            values = np.array(support(groups, page_words(head, url or None), is_news(head)))
            right = np.array([float(folded(text) == folded(title)) for text in groups])
            yield Contest(name_of_set, site or urlsplit(url).hostname or name, values, right)


def fit(rows: list[Contest], others: float, shrink: float) -> NDArray[Any]:
    """The weights by which the right ones of `rows` win.

    `others` is the weight of a page that is not a newspaper's, `shrink` the ridge penalty.
    """

    def loss(weights: NDArray[Any]) -> tuple[float, NDArray[Any]]:
        total, slope = shrink * float(weights @ weights), 2 * shrink * weights
        for row in rows:
            if 0 < row.right.sum() < len(row.right):
                cost = 1.0 if row.set == "fundus" else others
                score = row.values @ weights
                share = np.exp(score - score.max())
                share /= share.sum()
                hit = float(share @ row.right)
                total -= cost * float(np.log(hit))
                slope = slope - cost * (row.values.T @ (share * row.right / hit - share))
        return total, slope

    start = np.zeros(rows[0].values.shape[1])
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B").x)


def hits(rows: list[Contest], weights: NDArray[Any]) -> list[float]:
    """For each page, whether the winner is right."""
    return [float(row.right[int(np.argmax(row.values @ weights))]) for row in rows]


def main() -> None:
    """Print figures on unseen sites; with --write, learn from all and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    rows = list(contests(options.data))
    unseen: dict[str, list[float]] = {}
    for fold in range(_FOLDS):
        held = [row for row in rows if fold_of(row.site, _FOLDS) == fold]
        weights = fit([row for row in rows if fold_of(row.site, _FOLDS) != fold], _OTHERS, _SHRINK)
        for row, hit in zip(held, hits(held, weights), strict=True):
            unseen.setdefault(row.set, []).append(hit)
    weights = fit(rows, _OTHERS, _SHRINK)
    for name, values in unseen.items():
        seen = hits([row for row in rows if row.set == name], weights)
        best = np.mean([row.right.max() for row in rows if row.set == name])
        print(
            f"{name}: {len(values)} pages, unseen {np.mean(values):.4f}, seen {np.mean(seen):.4f}, "
            f"any candidate {best:.4f}"
        )
    if options.write:
        numbers = ", ".join(f"{weight:.3f}" for weight in weights)
        options.write.write_text(
            "# Weights of `title.support`, in its order. Written by tools/train_title.py.\n"
            f"weights = [{numbers}]\n",
            "utf-8",
        )


if __name__ == "__main__":
    main()
