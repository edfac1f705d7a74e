"""Train the reader's model and write its weights.

    python tools/train_reader.py DATA [--folds 4] [--write src/copydesk/article/reader.npz]

DATA holds the development sets `fundus/` and `wcxb/`. Prints figures of pages of sites that the
forests have not seen (folds split by site), then trains on all. Needs catboost (for training only).
The second forest learns from chances of pages that the first has not seen.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from catboost import CatBoostClassifier, Pool
from numpy.typing import NDArray

from copydesk.article.around import around
from copydesk.article.decide import choose, joined
from copydesk.article.features import Floats
from copydesk.article.model import Forest, forest_names
from copydesk.article.phrases import find_phrases
from copydesk.article.repeats import drop_repeats
from reader_data import Sample, samples
from reader_labels import TOKEN, UNSURE, norm
from reader_made import made

_FAR = 15  # blocks around the story that are all trained on; of those further off, a part
_NEWSPAPERS = 3.0  # weight of a newspaper page next to another
_MADE = 0.5  # ... of a made one next to one as it came
_TREES = {"html": (280, 240), "text": (200, 240)}  # of the first and of the second forest


def fold_of(site: str, folds: int) -> int:
    """The fold of a site: the same in any run."""
    return int(hashlib.sha256(site.encode()).hexdigest(), 16) % folds


def weights(sample: Sample) -> Floats:
    """What an error on each block costs: its share of the words and of the paragraphs."""
    body = sample.labels == 1
    words = max(1, int(sample.words[body].sum()))
    cost = sample.words / words + 1 / (3 + body.sum())
    cost = np.minimum(cost, 0.5)
    cost[sample.labels == UNSURE] = 0
    found = np.flatnonzero(body)
    at = np.arange(len(cost))
    far = (at < found[0] - _FAR) | (at > found[-1] + _FAR)
    drop = far & (at % 3 != len(cost) % 3)
    cost[far & ~drop] *= 3
    cost[drop] = 0
    scale = (_NEWSPAPERS if sample.set == "fundus" else 1.0) * (_MADE if sample.made else 1.0)
    scaled: Floats = (cost * scale).astype(np.float32)
    return scaled


def train(rows: list[Sample], chances: list[Floats] | None = None) -> Forest:
    """A first forest for these pages, or with the chances by first forests a second one."""
    cost = np.concatenate([weights(sample) for sample in rows])
    keep = cost > 0
    shown = [row.values for row in rows]
    if chances:
        shown = [around(r.values, r.groups, c) for r, c in zip(rows, chances, strict=True)]
    values = np.vstack([v[weights(row) > 0] for v, row in zip(shown, rows, strict=True)])
    labels = np.concatenate([sample.labels for sample in rows])[keep]
    model = CatBoostClassifier(
        iterations=_TREES["html" if rows[0].flat.markup else "text"][bool(chances)], depth=5,
        learning_rate=0.07, l2_leaf_reg=10, random_seed=1,
        border_count=64, rsm=0.3, thread_count=1, verbose=False, allow_writing_files=False,
        boosting_type="Plain", bootstrap_type="Bernoulli", subsample=0.8,
    )  # fmt: skip
    model.fit(Pool(values, labels, weight=cost[keep]))
    return to_forest(model)


def to_forest(model: CatBoostClassifier) -> Forest:
    """A trained model as plain arrays; shallower trees are filled up with questions never met."""
    import json
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        data = json.loads(path.read_text("utf-8"))
    trees = data["oblivious_trees"]
    depth = max(len(tree["splits"] or ()) for tree in trees)
    feature = np.zeros((len(trees), depth), np.int64)
    border = np.full((len(trees), depth), np.inf, np.float32)
    leaf = np.zeros((len(trees), 2**depth), np.float32)
    for number, tree in enumerate(trees):
        splits = tree["splits"] or ()
        for level, split in enumerate(splits):
            feature[number, level] = split["float_feature_index"]
            border[number, level] = split["border"]
        leaf[number, : 2 ** len(splits)] = tree["leaf_values"]
    scale, bias = data["scale_and_bias"]
    return Forest(feature, border, leaf * np.float32(scale), float(np.ravel(bias)[0]))


def page_scores(sample: Sample, chance: Floats) -> tuple[float, float]:
    """Word F1 and paragraph F1 of the body by these chances, repeats out as in a reading."""
    blocks = sample.flat.blocks
    phrases = find_phrases([block.text for block in blocks])
    kept = choose(sample.flat, chance, sample.values, phrases)
    drop_repeats(sample.flat, kept)
    texts = [block.text for block, keep in zip(blocks, kept, strict=True) if keep]
    lines = sample.reference.split("\n")
    words = TOKEN.findall(sample.reference.lower()), TOKEN.findall("\n".join(texts).lower())
    paragraphs = [k for line in lines if (k := norm(line))], [norm(text) for text in texts]
    out = []
    for true, found in (words, paragraphs):
        hit = sum((Counter(true) & Counter(found)).values())
        out.append(2 * hit / max(1, len(true) + len(found)))
    return out[0], out[1]


def report(rows: list[Sample], chances: list[Floats]) -> None:
    """Print the figures of each set."""
    groups: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for sample, chance in zip(rows, chances, strict=True):
        form = "html" if sample.flat.markup else "made" if sample.made else "text"
        groups[sample.set, form].append(page_scores(sample, chance))
    for (set_, form), scores in groups.items():
        words, paragraphs = np.array(scores).T
        high = (words >= 0.95).mean()
        figures = f"f1 {words.mean():.4f} para_f1 {paragraphs.mean():.4f} >=.95 {high:.3f}"
        print(f"{set_:7} {form} {figures} ({len(scores)} pages)", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--write", type=Path)
    args = parser.parse_args()
    pages = list(samples(args.data))
    arrays: dict[str, NDArray[Any]] = {}
    for markup in (True, False):
        rows = [sample for sample in pages if sample.flat.markup == markup]
        if not markup:
            rows += made(rows, [fold_of(row.site, args.folds) for row in rows])
        first, second = unseen(rows, args.folds)
        both = zip(rows, first, second, strict=True)
        report(rows, [joined(row.flat, alone, beside) for row, alone, beside in both])
        if args.write:
            forests = train(rows), train(rows, first)
            for name, forest in zip(forest_names(markup), forests, strict=True):
                arrays[f"{name}_feature"] = forest.feature.astype(np.uint8)
                arrays[f"{name}_border"] = forest.border
                arrays[f"{name}_leaf"] = forest.leaf.astype(np.float16)
                arrays[f"{name}_bias"] = np.array(forest.bias, np.float32)
    if args.write:
        np.savez_compressed(args.write, allow_pickle=False, **arrays)


def unseen(rows: list[Sample], folds: int) -> tuple[list[Floats], list[Floats]]:
    """The chances of every page's blocks by a first and by a second forest that saw no page of
    its site, and neither did the first forests whose chances that second one learned from.
    """
    fold = np.array([fold_of(sample.site, folds) for sample in rows])
    inner = {pair: _unseen_by(rows, fold, pair) for pair in combinations(range(folds), 2)}
    first: list[Floats] = [np.empty(0, np.float32)] * len(rows)
    second = first.copy()
    for number in range(folds):
        for i, chance in _unseen_by(rows, fold, (number,)).items():
            first[i] = chance
        seen = np.flatnonzero(fold != number).tolist()
        learned = [inner[min(fold[i], number), max(fold[i], number)][i] for i in seen]
        forest = train([rows[i] for i in seen], learned)
        for i in np.flatnonzero(fold == number).tolist():
            second[i] = forest.chance(around(rows[i].values, rows[i].groups, first[i]))
    return first, second


def _unseen_by(
    rows: list[Sample], fold: NDArray[np.int64], left_out: tuple[int, ...]
) -> dict[int, Floats]:
    """The chances of the pages of these folds by a first forest that has seen none of them."""
    out = np.isin(fold, left_out)
    forest = train([rows[i] for i in np.flatnonzero(~out)])
    return {i: forest.chance(rows[i].values) for i in np.flatnonzero(out).tolist()}


if __name__ == "__main__":
    main()
