"""Fit the weights of the signs (story_weights.toml) to a labelled collection, and check them.

    python bench/stories/fit.py COLLECTION LABELS [--write FILE]

LABELS: JSON Lines of {"location", "topic", "story"}, where a location is the end of that of a page
in COLLECTION (made by `copydesk add`). Each topic is taken as it is, each story by itself and in
small samples, so that what is fitted holds for topics of one story, of two, and for small ones.
What speaks for a story gets no weight below 0. Prints B-cubed figures with the weights fitted to
all topics, and with those fitted to all but the topic that is scored.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.stories.score import b_cubed

from copydesk.collection.collection import Collection
from copydesk.collection.stories import grouping
from copydesk.collection.stories.heroes import Heroes, heroes
from copydesk.collection.stories.likeness import SIGNS, Matrix, signs, weights
from copydesk.collection.stories.profile import Profile
from copydesk.collection.stories.update import SAME_WORDS

BY_HAND = ("unlike", "apart")
AGAINST = frozenset(sign for sign in SIGNS if sign.startswith("other_"))
SAMPLES, SMALL_WEIGHT, RIDGE = 6, 0.2, 1.0
Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Unit:
    """Articles to part: `stories` are their labels, `found` the signs of their pairs, `named`
    whom they name."""

    topic: str
    articles: tuple[int, ...]
    stories: tuple[str, ...]
    found: Mapping[str, Matrix]
    named: Heroes
    weight: float
    whole: bool


def main() -> None:
    """Fit, check, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("collection", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    names, labels, profiles, topics, copies = _read(options.collection, options.labels)
    units = list(_units(labels, profiles, topics))
    fitted = _fit(units)
    print(json.dumps({name: round(value, 2) for name, value in fitted.items()}))
    left_out = {t: _fit([u for u in units if u.topic != t]) for t in {u.topic for u in units}}
    schemes: list[tuple[str, Callable[[str], Weights]]] = [
        ("in the package", lambda _: weights()),
        ("fitted to all", lambda _: fitted),
        ("topic left out", left_out.__getitem__),
    ]
    for name, scheme in schemes:
        groups = []
        for unit in (u for u in units if u.whole):
            same = _probability(unit.found, scheme(unit.topic))
            for group in grouping.parted(same, unit.named):
                members = [unit.articles[n] for n in group]
                groups.append([names[i] for i in members + [c for m in members for c in copies[m]]])
        gold = {names[i]: story for i, (_, story) in labels.items()}
        precision, recall, wrong = b_cubed(gold, groups)
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{name:15} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}, wrong pairs {len(wrong)}")
    if options.write:
        lines = [f"{name} = {value:.2f}" for name, value in fitted.items()]
        options.write.write_text("[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")


def _read(
    path: Path, labels_path: Path
) -> tuple[
    dict[int, str],
    dict[int, tuple[str, str]],
    dict[int, Profile],
    list[list[int]],
    defaultdict[int, list[int]],
]:
    """Names, labels, profiles, topics, and copies by their original."""
    rows = map(json.loads, labels_path.read_text(encoding="utf-8").splitlines())
    told = {row["location"]: (str(row["topic"]), str(row["story"])) for row in rows}
    with Collection.open(path) as collection, collection.reading() as db:
        found = db.execute(
            "SELECT article, location, profile FROM profiles JOIN pages ON page = article"
            " JOIN worded USING (article) ORDER BY place_in_line"
        ).fetchall()
        copies: defaultdict[int, list[int]] = defaultdict(list)
        for row in db.execute(f"SELECT * FROM copies WHERE shared >= {SAME_WORDS}"):
            copies[row["copy_of"]].append(row["article"])
        links = {(a, b): value for a, b, value in db.execute("SELECT * FROM topic_links")}
    names = {row["article"]: Path(row["location"]).name for row in found}
    labels = {article: told[name] for article, name in names.items()}
    repeats = {copy for group in copies.values() for copy in group}
    line = [row["article"] for row in found if row["article"] not in repeats]
    number = {article: n for n, article in enumerate(line)}
    numbered = {
        (number[a], number[b]): value
        for (a, b), value in links.items()
        if a in number and b in number and number[a] < number[b]
    }
    topics = grouping.topics_of(len(line), numbered)
    profiles = {row["article"]: Profile.from_json(row["profile"]) for row in found}
    return names, labels, profiles, [[line[n] for n in topic] for topic in topics], copies


def _units(
    labels: Mapping[int, tuple[str, str]],
    profiles: Mapping[int, Profile],
    topics: Iterable[list[int]],
) -> Iterable[Unit]:
    chance = Random(5)

    def unit(articles: Sequence[int], weight: float, *, whole: bool = False) -> Unit:
        topic = Counter(labels[i][0] for i in articles).most_common(1)[0][0]
        stories = tuple(labels[i][1] for i in articles)
        own = [profiles[i] for i in articles]
        return Unit(topic, tuple(articles), stories, signs(own), heroes(own), weight, whole)

    stories: defaultdict[str, list[int]] = defaultdict(list)
    for topic in topics:
        yield unit(topic, 1.0, whole=True)
        for article in topic:
            stories[labels[article][1]].append(article)
        for _ in range(SAMPLES if len(topic) > 6 else 0):
            sample = sorted(chance.sample(topic, chance.choice((2, 2, 3, 4, 5, 6))))
            yield unit(sample, SMALL_WEIGHT)
    for story in stories.values():
        if len(story) > 2:
            yield unit(story, 1.0)
        for _ in range(SAMPLES // 2 if len(story) > 4 else 0):
            sample = sorted(chance.sample(story, chance.choice((2, 2, 3, 4))))
            yield unit(sample, SMALL_WEIGHT)


def _fit(units: Sequence[Unit]) -> dict[str, float]:
    """Logistic regression with a ridge; each unit counts by the root of its pairs."""
    used = [sign for sign in SIGNS if sign not in BY_HAND]
    values, same, counts = [], [], []
    for unit in units:
        upper = np.triu_indices(len(unit.articles), 1)
        if not len(upper[0]):
            continue
        values.append(np.stack([unit.found[sign][upper] for sign in used], axis=1))
        label = np.array(unit.stories)
        same.append((label[:, None] == label[None, :])[upper])
        counts.append(np.full(len(upper[0]), unit.weight / math.sqrt(len(upper[0]))))
    x, y, w = np.concatenate(values), np.where(np.concatenate(same), 1, -1), np.concatenate(counts)
    w = w / w.mean()
    spread = x.std(axis=0) + 1e-9
    x = x / spread

    def loss(v: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = -y * (x @ v[:-1] + v[-1])
        slope = -y * w / (1 + np.exp(-margin))
        value = float(w @ np.logaddexp(0, margin) + v[:-1] @ v[:-1] / (2 * RIDGE))
        return value, np.append(x.T @ slope + v[:-1] / RIDGE, slope.sum())

    bounds = [(None, 0) if sign in AGAINST else (0, None) for sign in used] + [(None, None)]
    found = minimize(loss, np.zeros(len(used) + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    fitted = dict(zip(used, (found[:-1] / spread).tolist(), strict=True))
    return {
        "bias": float(found[-1]),
        **fitted,
        **{sign: weights()[sign] for sign in BY_HAND},
    }


def _probability(found: Mapping[str, Matrix], model: Weights) -> Matrix:
    total = sum((model[sign] * found[sign] for sign in SIGNS), np.array(model["bias"]))
    return np.asarray(1 / (1 + np.exp(-total)))


if __name__ == "__main__":
    main()
