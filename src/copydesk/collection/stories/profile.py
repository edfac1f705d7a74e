"""Profile: what an article is compared by when stories are made of it.

Words are weighted by how rare they are in English at large (common_words.tsv), not in this
collection, so that a profile depends on its article alone and the order of arrival cannot enter.
"""

from __future__ import annotations

import datetime as dt
import functools
import importlib
import importlib.resources
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from copydesk.collection.copies.wording import sentences
from copydesk.collection.stories.counted import read_figures
from copydesk.collection.stories.days_told import days_told, weekdays_told

KEY_TERMS = 20
MOST_WORDS = 250  # the weightiest words of an article that are kept
LEAD = 350  # characters of the text that tell what happened
RAREST = 8.0  # weight of a word that is not among the common ones
WHEN = 600  # characters of title and text in which weekdays are those of what happened

_TYPICAL_WORDS = 300  # an article's length, for the chance that it has a word
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")
_POSSESSIVE = re.compile(r"['’]s?$")
_START = re.compile(r"(?:^|[.!?:…][\"'”’)]*\s+|\n|[\"“„«]\s*)$")  # before a sentence's first word
_YEAR = re.compile(r"\b(?:19[89]\d|20[0-3]\d)\b")
_EVERYWHERE = frozenset(  # in news: dates have their own part, and everybody says
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december jan feb mar apr jun jul aug sep sept oct
    nov dec reuters ap afp said says say told""".split()
)


@dataclass(frozen=True, slots=True)
class Profile:
    """What an article is compared by.

    `words` counts words (those of title and lead more than once), `lead` those of title and lead
    alone; both without the words that are in every article. `names` are the words written with a
    capital, `numbers` those with digits, `years` the years spoken of. `persons` counts mentions
    by last name. `figures` are numbers with what they count ("people dead 12"), `places` where
    events and meetings are, `days` the days of the year that are told (days_told.py), `weekdays`
    those of the first lines. `day` is the first day it may have been published on, ISO 8601.
    """

    words: dict[str, float]
    lead: dict[str, float]
    names: frozenset[str]
    numbers: frozenset[str]
    years: frozenset[str]
    persons: dict[str, float]
    figures: frozenset[str]
    places: frozenset[str]
    days: frozenset[int]
    weekdays: frozenset[str]
    day: str | None

    def to_json(self) -> str:
        """One line; `from_json` reads it."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        parts = {k: sorted(v) if isinstance(v, frozenset) else v for k, v in found.items()}
        return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Profile:
        """Read what `to_json` wrote."""
        parts = json.loads(text)
        for name in ("names", "numbers", "years", "figures", "places", "days", "weekdays"):
            parts[name] = frozenset(parts[name])
        return cls(**parts)

    def key_terms(self) -> list[str]:
        """The words that tell most of what it is about, weightiest first."""
        weights = vector(self.words)
        return sorted(weights, key=lambda word: (-weights[word], word))[:KEY_TERMS]


def profile(
    title: str,
    standfirst: str,
    text: str,
    actors: Iterable[Mapping[str, Any]],
    happenings: Iterable[Mapping[str, Any]] = (),
    *,
    language: str | None = None,
    day: str | None = None,
) -> Profile:
    """The profile of an article; `actors` and `happenings` (its events and meetings) are objects
    of the contract."""
    words: Counter[str] = Counter()
    lead: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    stop = _stop_words(language or "en")
    for part, times, is_text in ((title, 2, False), (standfirst, 1, False), (text, 1, True)):
        for match in _WORD.finditer(part):
            written = match.group()
            word = _POSSESSIVE.sub("", written.casefold())
            if not word or word in stop or not weight(word):
                continue
            in_lead = not is_text or match.start() < LEAD
            words[word] += 2 * times if is_text and in_lead else times
            lead[word] += in_lead
            if is_text or part == standfirst:  # titles may have all words with capitals
                before = part[max(0, match.start() - 6) : match.start()]
                if written[0].isupper() and match.start() and not _START.search(before):
                    capital[word] += 1
                elif written[0].islower():
                    small[word] += 1
    kept = _weightiest(words)
    numbers = frozenset(word for word in kept if any(letter.isdigit() for letter in word))
    return Profile(
        words=kept,
        lead={word: float(n) for word, n in lead.items() if n and word in kept},
        names=frozenset(
            word
            for word in kept
            if capital[word] and capital[word] >= 2 * small[word] and word not in numbers
        ),
        numbers=numbers,
        years=frozenset(_YEAR.findall(f"{title} {text}")),
        persons=_persons(actors),
        figures=_figures(title, text),
        places=frozenset(
            happening["place"]["name"].casefold()
            for happening in happenings
            if happening.get("place")
        ),
        days=days_told(f"{title} {text}"),
        weekdays=weekdays_told(f"{title} {text}"[:WHEN]),
        day=day,
    )


def telling_words(text: str, language: str = "en") -> frozenset[str]:
    """The words of a text that tell something, as they are in profiles."""
    stop = _stop_words(language)
    words = (_POSSESSIVE.sub("", word.casefold()) for word in _WORD.findall(text))
    return frozenset(word for word in words if word and word not in stop and weight(word))


def vector(counts: Mapping[str, float]) -> dict[str, float]:
    """Weights of words, of length 1: rarer and repeated words weigh more."""
    weights = {word: (1 + math.log(n)) * weight(word) for word, n in counts.items() if n >= 1}
    length = math.sqrt(sum(value * value for value in weights.values())) or 1.0
    return {word: value / length for word, value in weights.items()}


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """How alike two vectors of length 1 are, 0 to 1."""
    if len(one) > len(other):
        one, other = other, one
    return math.fsum(value * other[word] for word, value in one.items() if word in other)


@functools.cache
def weight(word: str) -> float:
    """How much a word tells: minus the logarithm of the chance that an article has it."""
    if word in _EVERYWHERE:
        return 0.0
    share = _common().get(word)
    if share is None:
        return RAREST
    return min(RAREST, -math.log(-math.expm1(-_TYPICAL_WORDS * share) + 1e-4))


def _weightiest(words: Mapping[str, float]) -> dict[str, float]:
    """The `MOST_WORDS` words that weigh most, in the order of the text."""
    if len(words) <= MOST_WORDS:
        return {word: float(n) for word, n in words.items()}
    by_weight = sorted(words, key=lambda word: (-(1 + math.log(words[word])) * weight(word), word))
    keep = set(by_weight[:MOST_WORDS])
    return {word: float(n) for word, n in words.items() if word in keep}


def _persons(actors: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Mentions of persons by their last names."""
    persons: Counter[str] = Counter()
    for actor in actors:
        names = _WORD.findall(actor["name"]) if actor["kind"] == "person" else []
        if names:
            persons[_POSSESSIVE.sub("", names[-1].casefold())] += len(actor["mentions"])
    return {name: float(n) for name, n in persons.items() if n}


def _figures(title: str, text: str) -> frozenset[str]:
    return frozenset(
        f"{unit} {lot} {value:g}"
        for sentence in (title, *sentences(text))
        for value, _, unit, lot in read_figures(sentence)
    )


@functools.cache
def _common() -> dict[str, float]:
    """The share of common words among all words."""
    source = importlib.resources.files("copydesk.collection.stories").joinpath("common_words.tsv")
    lines = source.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    return {word: float(per_million) / 1e6 for word, per_million in pairs}


@functools.cache
def _stop_words(language: str) -> frozenset[str]:
    """The words that bind sentences in a language; none where spaCy has no list of them."""
    if not re.fullmatch("[a-z]{2,3}", language):
        return frozenset()
    try:
        module = importlib.import_module(f"spacy.lang.{language}.stop_words")
    except ModuleNotFoundError:
        return frozenset()
    return frozenset(module.STOP_WORDS)


def day_numbers(profiles: Sequence[Profile]) -> NDArray[np.float64]:
    """Days of publication as numbers, NaN where unknown. Shape (articles,)."""
    return np.array(
        [dt.date.fromisoformat(p.day).toordinal() if p.day else np.nan for p in profiles]
    )
