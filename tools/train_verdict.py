"""Train the page verdict and write its weights.

    python tools/train_verdict.py DATA [--write src/copydesk/article/verdict.npz]

DATA holds the development sets `fundus/` (all articles) and `wcxb/` (with page types). Prints
figures on pages of sites that the model has not seen, with markup and as text alone, and how far
its chances can be taken at their word; then trains on all. Needs catboost and scikit-learn.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from catboost import CatBoostClassifier
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from copydesk.article.metadata.gather import gather
from copydesk.article.page_signs import page_signs
from copydesk.article.read import flatten
from copydesk.article.verdict import running_text
from copydesk.page.decode import decode
from copydesk.page.page import Form, Page
from reader_data import strip_tags
from train_reader import fold_of, to_forest

_FOLDS = 5
_NEWSPAPERS = 3.0  # weight of a newspaper page next to another
_LISTS = ("listing", "collection", "category")


def pages(data: Path) -> Iterator[tuple[str, str, str, str]]:
    """(set, type, URL, html) of the labelled pages."""
    for path in sorted((data / "wcxb/dev/ground-truth").glob("*.json")):
        row = json.loads(path.read_text("utf-8"))
        raw = gzip.decompress((data / "wcxb/dev/html" / f"{path.stem}.html.gz").read_bytes())
        html = decode(Page("-", raw)).text
        yield "wcxb", row["_internal"]["page_type"]["primary"], row.get("url") or "", html
    for path in sorted((data / "fundus").glob("*/*_*.html.gz")):
        info = json.loads((path.parent / "meta.info").read_text("utf-8"))
        url = info.get(path.name, {}).get("url", "")
        html = decode(Page("-", gzip.decompress(path.read_bytes()))).text
        yield "fundus", "article", url, html


def signs_of(html: str, url: str, form: Form) -> dict[str, float]:
    """The signs of one page, with markup or with the markup gone."""
    text = html if form is Form.HTML else strip_tags(html)
    head, flat = flatten(text, form)
    page = Page("-", "", url=url if form is Form.HTML and url else None)
    return page_signs(head, flat, page.url, gather(head, flat, running_text(flat), page))


def fit(values: NDArray[Any], labels: NDArray[Any], cost: NDArray[Any], trees: int) -> Any:
    """One forest."""
    model = CatBoostClassifier(
        iterations=trees, depth=4, learning_rate=0.06, l2_leaf_reg=5, rsm=0.3, random_seed=0,
        border_count=64, boosting_type="Plain", bootstrap_type="Bernoulli", subsample=0.8,
        thread_count=2, verbose=False, allow_writing_files=False,
    )  # fmt: skip
    return model.fit(values, labels, sample_weight=cost)


def doubled(
    values: NDArray[Any], extra: NDArray[Any] | None, labels: NDArray[Any], cost: NDArray[Any]
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Values, labels and costs with the pages' second renderings at a third of the cost."""
    if extra is None:
        return values, labels, cost
    return np.vstack([values, extra]), np.tile(labels, 2), np.concatenate([cost, cost / 3])


def crossed(
    values: NDArray[Any],
    extra: NDArray[Any] | None,
    labels: NDArray[Any],
    cost: NDArray[Any],
    folds: NDArray[Any],
    trees: int,
) -> NDArray[Any]:
    """Each page's log odds by a model that has not seen its site."""
    odds = np.zeros(len(labels))
    for fold in range(_FOLDS):
        held = folds == fold
        more = None if extra is None else extra[~held]
        model = fit(*doubled(values[~held], more, labels[~held], cost[~held]), trees)
        odds[held] = model.predict(values[held], prediction_type="RawFormulaVal")
    return odds


def reliability(chance: NDArray[Any], labels: NDArray[Any]) -> float:
    """Mean distance of chance and share over ten bins of chance, weighted by pages."""
    bins = np.minimum((chance * 10).astype(int), 9)
    gaps = [
        abs(chance[bins == b].mean() - labels[bins == b].mean()) * (bins == b).sum()
        for b in range(10)
        if (bins == b).any()
    ]
    return float(np.sum(gaps) / len(labels))


def main() -> None:
    """Print cross-validated figures; with --write, train on all and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    rows = list(pages(options.data))
    kinds = np.array([kind for _, kind, _, _ in rows])
    wcxb = np.array([name == "wcxb" for name, _, _, _ in rows])
    folds = np.array(
        [fold_of(urlsplit(u).hostname or str(i), _FOLDS) for i, (_, _, u, _) in enumerate(rows)]
    )
    cost = np.where(wcxb, 1.0, _NEWSPAPERS)
    arrays: dict[str, Any] = {}
    for form in (Form.HTML, Form.TEXT):
        table = [signs_of(html, url, form) for _, _, url, html in rows]
        # A page that came from a file has no address: each is learned without one too.
        bare = [signs_of(html, "", form) for _, _, _, html in rows] if form is Form.HTML else []
        names = list(table[0])
        values = np.array([[row[name] for name in names] for row in table], np.float32)
        spare = np.array([[row[name] for name in names] for row in bare], np.float32)
        for target, labels, mask, trees in (
            ("article", kinds == "article", np.ones(len(rows), bool), 300),
            ("listing", np.isin(kinds, _LISTS), kinds != "article", 100),
        ):
            y, x, c = labels[mask].astype(int), values[mask], cost[mask]
            extra = spare[mask] if len(spare) else None
            odds = crossed(x, extra, y, c, folds[mask], trees)
            scale = LogisticRegression(C=1e6).fit(odds[:, None], y)
            chance = scale.predict_proba(odds[:, None])[:, 1]
            right = (chance > 0.5) == y
            on = wcxb[mask]
            line = f"{form.value} {target}: {len(y)} pages, WCXB accuracy {right[on].mean():.4f}"
            if target == "article":
                line += f", newspapers {right[~on].mean():.4f}"
            print(line, f"reliability gap {reliability(chance[on], y[on]):.3f}")
            forest = to_forest(fit(*doubled(x, extra, y, c), trees))
            key = f"{form.value}_{target}"
            arrays[f"{key}_feature"] = forest.feature.astype(np.uint8)
            arrays[f"{key}_border"] = forest.border
            arrays[f"{key}_leaf"] = forest.leaf.astype(np.float16)
            arrays[f"{key}_scale"] = np.array(
                [forest.bias, float(scale.coef_[0, 0]), float(scale.intercept_[0])]
            )
        arrays[f"{form.value}_names"] = np.array(names)
    if options.write:
        np.savez_compressed(options.write, **arrays)


if __name__ == "__main__":
    main()
