"""Likeness: how probable it is that two articles of one topic tell of the same matter.

All articles of a topic share its words; what parts "a captain captured off Somalia" from another
capture is who, where, when and how many. What all of the topic have tells nothing; what two share
and the others have not tells much. The signs are weighed by a logistic model (story_weights.toml).
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

from copydesk.collection.stories.days_told import DAYS, day_of_year
from copydesk.collection.stories.profile import Profile, day_numbers, vector, weight

MAIN_PERSONS = 3
SHRINK = 15  # articles without any words, which keep small topics from being taken for many
QUIET = 7  # days without news of a topic that say nothing
MONTH = 30
_LEAST_UNDATED = 0.1  # cosine of words that two articles have at least, where a day is not known
_LEAST_DATED, _MORE_APART = 0.18, 0.03  # where both are: on one day, and more for log(1 + days)

Matrix = NDArray[np.float64]
SIGNS = (
    "names",  # cosine of names
    "words_apart",  # cosine of all words after taking away what the topic shares
    "names_apart",  # the same of names
    "numbers",  # share of one's numbers that the other has, by how rare they are in the topic
    "figures",  # log(1 + rarity) of numbers that count the same thing ("people dead 12")
    "other_figures",  # 1 where they count the same thing and no number agrees
    "main_persons",  # share of one's main persons that the other has, by how rare they are
    "other_persons",  # share of one's main persons that the other has not
    "other_heroes",  # how far they differ in whom they tell of most
    "places",  # log(1 + rarity) of places of events that both have
    "days",  # 1 where they tell of the same day, give or take one; less where both only appeared
    # on it, the longer the burst of news that it is in
    "weekdays",  # 1 where their first lines tell of the same weekday
    "other_weekdays",  # 1 where both do and share none
    "other_years",  # 1 where both speak of years and share none
    "unlike",  # what is missing from the least cosine of words, which days apart raise
    "apart",  # log(1 + days between them)
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
    words, named = _rows(vectors, column), _rows(names, column)
    cosines = words @ words.T
    days = day_numbers(profiles)
    apart = np.abs(days[:, None] - days[None, :])
    has, in_common = _agree([p.weekdays for p in profiles])
    has_year, same_year = _agree([p.years for p in profiles])
    figures, other_figures = _figures([p.figures for p in profiles])
    main_persons, other_persons, other_heroes = _persons(profiles, shared)
    return {
        "names": named @ named.T,
        "words_apart": _apart(words, vectors),
        "names_apart": _apart(named, names),
        "numbers": _numbers(profiles, shared),
        "figures": figures,
        "other_figures": other_figures,
        "main_persons": main_persons,
        "other_persons": other_persons,
        "other_heroes": other_heroes,
        "places": _rarity([p.places for p in profiles]),
        "days": np.maximum(_days_told(profiles), _burst(days) * (apart <= 1)),
        "weekdays": in_common,
        "other_weekdays": has - in_common,
        "other_years": has_year - same_year,
        "unlike": np.maximum(_least(apart) - cosines, 0.0),
        "apart": np.log1p(np.nan_to_num(apart)),
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
    source = importlib.resources.files("copydesk.collection.stories").joinpath("story_weights.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))["weights"]
    return {name: float(table[name]) for name in ("bias", *SIGNS)}


def _rows(vectors: Sequence[Mapping[str, float]], column: Mapping[str, int]) -> Matrix:
    """Vectors as rows of the words that have a column."""
    matrix = np.zeros((len(vectors), len(column)))
    for row, vector_ in enumerate(vectors):
        for word, value in vector_.items():
            if word in column:
                matrix[row, column[word]] = value
    return matrix


def _marks(sets: Sequence[Iterable[object]]) -> Matrix:
    """1 where a set has a label. Shape (sets, labels)."""
    labels = sorted({str(label) for found in sets for label in found})
    column = {label: n for n, label in enumerate(labels)}
    return _rows([{str(label): 1.0 for label in found} for found in sets], column)


def _agree(sets: Sequence[Iterable[object]]) -> tuple[Matrix, Matrix]:
    """1 where both sets have labels, and 1 where they share one."""
    marks = _marks(sets)
    has = (marks.sum(axis=1) > 0).astype(np.float64)
    return np.outer(has, has), (marks @ marks.T > 0).astype(np.float64)


def _rarity(sets: Sequence[Iterable[object]]) -> Matrix:
    """log(1 + the rarities of the labels that two sets share)."""
    marks = _marks(sets)
    rare = np.log((len(sets) + SHRINK) / np.maximum(marks.sum(axis=0), 1))
    return np.asarray(np.log1p((marks * rare) @ marks.T))


def _figures(figures: Sequence[frozenset[str]]) -> tuple[Matrix, Matrix]:
    """What they count alike, and 1 where they count the same thing and no number agrees."""
    counted = [{figure.rpartition(" ")[0] for figure in found} for found in figures]
    _, same_thing = _agree(counted)
    _, agree = _agree(figures)
    return _rarity(figures), same_thing * (1 - agree)


def _numbers(profiles: Sequence[Profile], shared: Mapping[str, int]) -> Matrix:
    """The share of one's words with digits that the other has, the mean of both ways; a half for
    one who has none."""
    sets = [p.numbers for p in profiles]
    labels = sorted({word for found in sets for word in found})
    column = {word: n for n, word in enumerate(labels)}
    marks = _rows([dict.fromkeys(found, 1.0) for found in sets], column)
    rare = np.array(
        [math.log((len(sets) + SHRINK) / shared[word]) * weight(word) for word in labels]
    )
    own = (marks * rare).sum(axis=1, keepdims=True)
    share = np.where(own > 0, (marks * rare) @ marks.T / np.maximum(own, 1e-9), 0.5)
    return np.asarray((share + share.T) / 2)


def _persons(
    profiles: Sequence[Profile], shared: Mapping[str, int]
) -> tuple[Matrix, Matrix, Matrix]:
    """The share of one's main persons that the other names, by their rarity in the topic (at most
    1), and the share of those whom it does not name, the mean of both ways; and what the two do
    not have in common in their shares of all mentions, 0 where one names nobody: a name mentioned
    in passing does not make an article about it."""
    size, most = len(profiles), math.log(len(profiles) + SHRINK)
    main = [_most(p.persons, MAIN_PERSONS) for p in profiles]
    labels = sorted({name for found in main for name in found})
    column = {name: n for n, name in enumerate(labels)}
    rare = np.array([(most - math.log(max(shared.get(n, 0), 1))) / most for n in labels])
    has = _rows([{n: 1.0 for n in labels if n in p.words} for p in profiles], column)
    shares = _rows(main, column)
    found = (shares * rare) @ has.T
    missing = shares.sum(axis=1, keepdims=True) - shares @ has.T
    told = [
        _most({n: count for n, count in p.words.items() if n in column}, MAIN_PERSONS)
        for p in profiles
    ]
    same = np.zeros((size, size))
    for name in labels:
        holders = [n for n, shares_ in enumerate(told) if name in shares_]
        share = np.array([told[n][name] for n in holders])
        same[np.ix_(holders, holders)] += np.minimum.outer(share, share)
    known = np.array([float(bool(shares_)) for shares_ in told])
    return (
        np.asarray((found + found.T) / 2),
        np.asarray((missing + missing.T) / 2),
        np.outer(known, known) - same,
    )


def _most(values: Mapping[str, float], count: int) -> dict[str, float]:
    """The greatest values, as shares of their sum."""
    best = sorted(values, key=lambda word: (-values[word], word))[:count]
    total = math.fsum(values[word] for word in best) or 1.0
    return {word: values[word] / total for word in best}


def _unit(vector_: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(math.fsum(value * value for value in vector_.values())) or 1.0
    return {word: value / length for word, value in vector_.items()}


def _apart(matrix: Matrix, vectors: Sequence[Mapping[str, float]]) -> Matrix:
    """Cosines after the mean of the topic is taken away. Words of one article alone, which have
    no column, count in the lengths."""
    rest = matrix - matrix.sum(axis=0) / (len(matrix) + SHRINK)
    whole = np.array([math.fsum(x * x for x in v.values()) for v in vectors])
    alone = np.maximum(whole - (matrix * matrix).sum(axis=1), 0.0)
    lengths = np.sqrt((rest * rest).sum(axis=1) + alone) + 1e-9
    return np.asarray((rest @ rest.T) / np.outer(lengths, lengths))


def _days_told(profiles: Sequence[Profile]) -> Matrix:
    """1 where one tells of a day, give or take one, that the other tells of or appeared on."""
    told, own = np.zeros((len(profiles), DAYS)), np.zeros((len(profiles), DAYS))
    for row, p in enumerate(profiles):
        told[row, list(p.days)] = 1
        if p.day:
            date = dt.date.fromisoformat(p.day)
            own[row, day_of_year(date.month, date.day)] = 1
    about = told + np.roll(told, 1, axis=1) + np.roll(told, -1, axis=1)
    both = told @ about.T + own @ about.T + about @ own.T
    return np.asarray((both > 0).astype(np.float64))


def _burst(days: Matrix) -> Matrix:
    """What it tells that two articles appeared in one burst of news, after which the topic was
    silent for QUIET days: 1 where it is over in a day, 0 where it lasted a month, since what is
    in the news all the time has several stories on one day."""
    found = np.zeros((len(days), len(days)))
    known = np.flatnonzero(~np.isnan(days))
    line = known[np.argsort(days[known], kind="stable")]
    ends = np.flatnonzero(np.diff(days[line]) > QUIET) + 1
    for burst in np.split(line, ends):
        if len(burst):
            length = float(days[burst[-1]] - days[burst[0]])
            found[np.ix_(burst, burst)] = max(0.0, 1 - math.log1p(length) / math.log1p(MONTH))
    return found


def _least(apart: Matrix) -> Matrix:
    """The cosine that two articles so many days apart should have."""
    return np.where(
        np.isnan(apart), _LEAST_UNDATED, _LEAST_DATED + _MORE_APART * np.log1p(np.nan_to_num(apart))
    )
