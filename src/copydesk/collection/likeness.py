"""Likeness: how probable it is that two articles of one topic tell of the same matter.

All articles of a topic share its words; what parts "a captain captured off Somalia" from another
capture is what is left when the words of the whole topic are taken away: names, places, numbers.
The signs are weighed by a logistic model (story_weights.toml).
"""

from __future__ import annotations

import datetime as dt
import functools
import importlib.resources
import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from copydesk.collection.profile import Profile, vector

MAIN_PERSONS = 3
SHRINK = 15  # articles without any words, which keep small topics from being taken for many

Matrix = NDArray[np.float64]
SIGNS = (
    "lead",  # cosine of one's lead and the other's words, both ways
    "names",  # cosine of names
    "words_apart",  # cosine of all words after taking away what the topic shares
    "names_apart",  # the same of names
    "main_persons",  # share of one's main persons that the other has, both ways
    "years",  # 1 where they speak of the same year
    "other_years",  # 1 where both speak of years and share none
    "gap",  # log(1 + days) between publication
)


def signs(profiles: Sequence[Profile]) -> dict[str, Matrix]:
    """What speaks for and against each pair being of one story. Shapes (articles, articles)."""
    shared = Counter(word for p in profiles for word in p.words)
    column = {word: n for n, word in enumerate(w for w in sorted(shared) if shared[w] > 1)}
    vectors = [vector(p.words) for p in profiles]
    names = [
        _unit({word: value for word, value in found.items() if word in p.names})
        for p, found in zip(profiles, vectors, strict=True)
    ]
    words = _rows(vectors, column)
    main_persons = [_most(p.persons, MAIN_PERSONS) for p in profiles]
    named = _rows(names, column)
    across = _rows([vector(p.lead) for p in profiles], column) @ words.T
    years = _rows_of(sorted({y for p in profiles for y in p.years}), [p.years for p in profiles])
    same_year = (years @ years.T > 0).astype(np.float64)
    has_year = (years.sum(axis=1) > 0).astype(np.float64)
    return {
        "lead": (across + across.T) / 2,
        "names": named @ named.T,
        "words_apart": _apart(words, vectors),
        "names_apart": _apart(named, names),
        "main_persons": _found(main_persons, (words > 0).astype(np.float64), column),
        "years": same_year,
        "other_years": np.outer(has_year, has_year) * (1 - same_year),
        "gap": _gaps([p.day for p in profiles]),
    }


def same_matter(profiles: Sequence[Profile]) -> Matrix:
    """The probability that two articles of a topic are of one story. Shape (articles, articles)."""
    model = weights()
    found = signs(profiles)
    total = np.full((len(profiles), len(profiles)), model["bias"])
    for sign in SIGNS:
        total += model[sign] * found[sign]
    return np.asarray(1 / (1 + np.exp(-total)))


@functools.cache
def weights() -> dict[str, float]:
    """The weights of the signs, and `bias`."""
    source = importlib.resources.files("copydesk.collection").joinpath("story_weights.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))["weights"]
    return {name: float(table[name]) for name in ("bias", *SIGNS)}


def _rows(vectors: Sequence[Mapping[str, float]], column: Mapping[str, int]) -> Matrix:
    """Vectors as rows of the words that more than one article has."""
    matrix = np.zeros((len(vectors), len(column)))
    for row, vector_ in enumerate(vectors):
        for word, value in vector_.items():
            if word in column:
                matrix[row, column[word]] = value
    return matrix


def _rows_of(labels: Sequence[str], sets: Sequence[Iterable[str]]) -> Matrix:
    column = {label: n for n, label in enumerate(labels)}
    return _rows([dict.fromkeys(found, 1.0) for found in sets], column)


def _unit(vector_: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(math.fsum(value * value for value in vector_.values())) or 1.0
    return {word: value / length for word, value in vector_.items()}


def _most(values: Mapping[str, float], count: int) -> dict[str, float]:
    """The greatest values, as shares of their sum."""
    best = sorted(values, key=lambda word: (-values[word], word))[:count]
    total = math.fsum(values[word] for word in best) or 1.0
    return {word: values[word] / total for word in best}


def _found(main: Sequence[Mapping[str, float]], has: Matrix, column: Mapping[str, int]) -> Matrix:
    """The share of each article's main persons that the other has; the mean of both ways, of the
    one that has any, or a half where neither has."""
    share = _rows(main, column) @ has.T
    known = np.array([float(bool(found)) for found in main])
    ways = known[:, None] + known[None, :]
    total = share * known[:, None] + (share * known[:, None]).T
    return np.where(ways > 0, total / np.maximum(ways, 1), 0.5)


def _apart(matrix: Matrix, vectors: Sequence[Mapping[str, float]]) -> Matrix:
    """Cosines after the mean of the topic is taken away. Words of one article alone, which have
    no column, count in the lengths."""
    rest = matrix - matrix.sum(axis=0) / (len(matrix) + SHRINK)
    whole = np.array([math.fsum(x * x for x in v.values()) for v in vectors])
    alone = np.maximum(whole - (matrix * matrix).sum(axis=1), 0.0)
    lengths = np.sqrt((rest * rest).sum(axis=1) + alone) + 1e-9
    return np.asarray((rest @ rest.T) / np.outer(lengths, lengths))


def _gaps(days: Sequence[str | None]) -> Matrix:
    """log(1 + days) between publication, 0 where either is unknown."""
    number = np.array([dt.date.fromisoformat(d).toordinal() if d else np.nan for d in days])
    gaps = np.log1p(np.abs(number[:, None] - number[None, :]))
    return np.asarray(np.nan_to_num(gaps))
